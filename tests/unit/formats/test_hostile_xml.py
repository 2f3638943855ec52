"""Hostile or damaged XML raises nothing but the project's own errors, and reaches nothing outside."""

from __future__ import annotations

import base64
import re
import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from einvoices import GOLDEN, golden, reading, ubl
from kontera.core.errors import DocumentTooLarge, KonteraError, UnreadableDocument
from kontera.formats.detect import is_invoice_xml, read_xml
from kontera.formats.xml import parse_all, parse_xml

LAUGHS = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
BOMB = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "lol">{LAUGHS}]><x>&l9;</x>'


@pytest.mark.parametrize(
    "data",
    [
        BOMB.encode(),
        BOMB.encode("utf-16"),
        b"\xef\xbb\xbf  " + BOMB.encode(),
        b"<!-- a --><?b c?><!DOCTYPE Invoice><Invoice/>",
        b'<!DOCTYPE x SYSTEM "http://localhost:9/x.dtd"><x/>',
        b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>',
        b'<!DOCTYPE x [<!ATTLIST x a CDATA "b">]><x/>',
        b"<x>&undefined;</x>",
        b"<x>" * 100_000,
        b"<x>" * 5000 + b"</x>" * 5000,
        b"",
        b"   ",
        b"<",
        b"<x",
        b"<x></y>",
        b"\xff\xfe<\x00x\x00",
        b"\x00" * 50,
    ],
)
def test_hostile_or_damaged_xml_is_unreadable(data: bytes) -> None:
    assert not is_invoice_xml(data)
    with pytest.raises(UnreadableDocument):
        parse_xml(data)


def test_an_included_file_is_not_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", encoding="utf-8")
    include = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{secret.as_uri()}" parse="text"/>'
    read = reading(ubl(f"<cbc:ID>1{include}</cbc:ID>"))
    assert read.invoice.number == "1"


def test_too_many_bytes_or_elements_are_refused() -> None:
    with pytest.raises(DocumentTooLarge):
        parse_xml(b"<x>" + b"a" * 100 + b"</x>", limit=50)
    with pytest.raises(DocumentTooLarge):
        parse_xml(b"<x>" + b"<a/>" * 1_100_000 + b"</x>")
    with pytest.raises(DocumentTooLarge):
        parse_xml(b"<x" + b" a='b'" * 1_000_001 + b"/>")


@pytest.mark.parametrize(
    "data",
    [
        '<?xml version="1.0" encoding="ISO-8859-1"?><x>Åäö</x>'.encode("latin-1"),
        '<?xml version="1.0" encoding="UTF-8"?><x>Åäö</x>'.encode("latin-1"),
        "<x>Åäö</x>".encode("cp1252"),
        '<?xml version="1.0" encoding="UTF-16"?><x>Åäö</x>'.encode(),
        '<?xml version="1.0" encoding="no-such"?><x>Åäö</x>'.encode(),
        '<?xml version="1.0" encoding="UTF-16"?><x>Åäö</x>'.encode("utf-16"),
        b"\xef\xbb\xbf" + "<x>Åäö</x>".encode(),
        b"\n \xef\xbb\xbf\n" + '<?xml version="1.0"?><x>Åäö</x>\n\n'.encode(),
    ],
)
def test_nordic_letters_are_read_whatever_the_declaration_says(data: bytes) -> None:
    assert parse_xml(data).text == "Åäö"


NAMES = sorted(folder.parent.name for folder in GOLDEN.glob("*/input.xml"))


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_a_cut_or_changed_invoice_raises_only_the_projects_errors(name: str, data: st.DataObject) -> None:
    whole = golden(name)
    start = data.draw(st.integers(0, len(whole)))
    changed = whole[:start] + data.draw(st.binary(max_size=6)) + whole[start + data.draw(st.integers(0, 40)) :]
    try:
        read_xml(changed)
    except KonteraError:
        return


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_raise_only_the_projects_errors(noise: bytes) -> None:
    with pytest.raises(KonteraError):
        read_xml(noise)


def test_the_reason_does_not_quote_the_document() -> None:
    with pytest.raises(UnreadableDocument) as error:
        parse_xml(b"<secret-name>\n</other>")
    assert "secret" not in str(error.value)
    assert "line 2" in str(error.value)


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_a_well_formed_invoice_with_strange_values_raises_only_the_projects_errors(
    name: str, data: st.DataObject
) -> None:
    changed = golden(name)
    for _ in range(3):
        found = list(re.finditer(rb">([^<>]+)<|=\"([^\"<>]*)\"", changed))
        one = found[data.draw(st.integers(0, len(found) - 1))]
        group = 1 if one[1] is not None else 2
        value = data.draw(st.sampled_from((b"", b"-", b"1e5", b"9" * 40, b"2026-02-31", b"AE", b"x y", b"-1,5")))
        changed = changed[: one.start(group)] + value + changed[one.end(group) :]
    try:
        read_xml(changed)
    except KonteraError:
        return


def test_a_text_of_many_megabytes_is_read_whole() -> None:
    content = base64.b64encode(bytes(9_000_000))
    for data in (b"<x><y>" + content + b"</y></x>", b"<x><y><![CDATA[" + content + b"]]></y></x>"):
        assert len(parse_xml(data)[0].text or "") == len(content)
    wide = ("<x>" + "a" * 11_000_000 + "</x>").encode("utf-16")
    assert len(parse_xml(wide).text or "") == 11_000_000


LONG = b"a" * 10_100_000


@pytest.mark.parametrize(
    ("data", "error"),
    [
        pytest.param(b"<x>" + LONG + b"<y>" * 300 + b"</y>" * 300 + b"</x>", DocumentTooLarge, id="depth"),
        pytest.param(b"<x b='" + b"c" * 2_000_000 + b"'>" + LONG + b"</x>", DocumentTooLarge, id="attribute"),
        pytest.param(
            b"<!--" + b"-x" * 40_000 + b"--><!DOCTYPE x [<!ENTITY a 'b'>]><x c='&a;'>" + LONG + b"</x>",
            UnreadableDocument,
            id="doctype",
        ),
        pytest.param(b"<x>" + LONG + b"<!-- open </x>", UnreadableDocument, id="open-comment"),
        pytest.param(b"<x>" + LONG, UnreadableDocument, id="cut"),
        pytest.param(b"<x a='" + LONG + b"'/>", DocumentTooLarge, id="long-attribute"),
        pytest.param(b"<x><!--" + LONG + b"--></x>", DocumentTooLarge, id="long-comment"),
        pytest.param(b"<" + LONG + b"/>", DocumentTooLarge, id="long-name"),
        pytest.param(b"<x><?a " + LONG + b"?></x>", DocumentTooLarge, id="long-instruction"),
        pytest.param(b"<x/>" * 10_001, DocumentTooLarge, id="many"),
    ],
)
def test_a_long_text_lifts_no_other_limit(data: bytes, error: type[KonteraError]) -> None:
    with pytest.raises(error):
        parse_all(data)


def test_hostile_documents_end_soon() -> None:
    hostile = (
        b"<x>" * 1_000_000,
        b"<x " + b" ".join(b"a%d=''" % i for i in range(900_000)) + b"/>",
        b"<x>" + b"<a b='1'/>" * 490_000 + b"</x>",
        b"<" * 900_000,
        b"<x a='" * 400_000,
        b"<x>" + b"&#65;" * 2_000_000 + b"</x>",
    )
    began = time.process_time()
    for data in hostile:
        with suppress(KonteraError):
            parse_all(data)
    assert time.process_time() - began < 10


def test_a_stylesheet_that_the_document_names_is_not_fetched() -> None:
    named = b'<?xml-stylesheet type="text/xsl" href="http://localhost:9/x.xsl"?>'
    assert parse_xml(b'<?xml version="1.0"?>' + named + b"<x>1</x>").text == "1"
