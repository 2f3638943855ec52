"""Hostile or damaged XML raises nothing but the project's own errors, and reaches nothing outside."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from einvoices import golden, reading, ubl
from kontera.core.errors import DocumentTooLarge, KonteraError, UnreadableDocument
from kontera.formats.detect import is_invoice_xml, read_xml
from kontera.formats.xml import parse_xml

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
        parse_xml(b"<x>" + b"a" * 10_100_000 + b"</x>")


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


@pytest.mark.parametrize("name", ["ubl-bankgiro-invoice", "cii-comfort-invoice"])
@settings(max_examples=40, deadline=None)
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
