"""E-invoices are held against the packaged XML schemas, each fault with a rule, a sentence, a place and a value."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from einvoices import cii, golden, ubl
from kontera.core.errors import UnreadableDocument
from kontera.core.validation import Breach
from kontera.formats.profile import profile_of
from kontera.formats.schema import Schema, judge_schema, schema_of
from kontera.formats.xml import parse_xml


def _faults(data: bytes) -> tuple[Breach, ...]:
    root = parse_xml(data)
    schema = schema_of(profile_of(root))
    assert schema is not None
    return judge_schema(root, schema)


def _told(breach: Breach) -> str:
    return breach.says.format_map(dict(breach.values))


def _first(inner: str) -> Breach:
    return _faults(ubl(inner))[0]


def test_a_sound_invoice_has_no_fault() -> None:
    assert _faults(golden("cii-full-invoice")) == ()


def test_an_element_in_the_wrong_place_is_told_with_what_is_expected() -> None:
    fault = _first("\n<cbc:Unheard>1</cbc:Unheard>")
    assert (fault.rule, fault.line, fault.xpath) == ("xsd.element-content", 2, "/Invoice/cbc:Unheard")
    assert _told(fault).startswith("The element Unheard may not stand here; expected is UBLExtensions")


def test_a_missing_element_is_told() -> None:
    fault = _first("<cbc:ID>1</cbc:ID>")
    assert (fault.rule, fault.xpath) == ("xsd.element-content", "/Invoice")
    assert _told(fault).startswith("The element Invoice lacks ")


def test_a_value_of_the_wrong_kind_is_told_with_the_value() -> None:
    fault = next(one for one in _faults(ubl("<cbc:ID>1</cbc:ID><cbc:IssueDate>tomorrow</cbc:IssueDate>")) if one.found)
    assert _told(fault) == "The value tomorrow is not of the kind that IssueDate asks for."
    assert (fault.found, fault.rule) == ("tomorrow", "xsd.datatype-valid-1-2-1")


def test_a_code_that_is_not_in_the_schemas_list_is_told_once(tmp_path: Path) -> None:
    path = tmp_path / "colours.xsd"
    kind = '<xs:restriction base="xs:string"><xs:enumeration value="red"/></xs:restriction>'
    element = f'<xs:element name="colour"><xs:simpleType>{kind}</xs:simpleType></xs:element>'
    path.write_text(f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{element}</xs:schema>', encoding="utf-8")
    (fault,) = judge_schema(parse_xml(b"<colour>blue</colour>"), Schema(str(path), "1"))
    assert _told(fault) == "The value blue is not one of those that colour allows."


def test_attributes_are_told() -> None:
    amount = "<cac:LegalMonetaryTotal><cbc:PayableAmount{}>1</cbc:PayableAmount></cac:LegalMonetaryTotal>"
    start = "<cbc:ID>1</cbc:ID><cbc:IssueDate>2026-01-02</cbc:IssueDate>"
    parties = "".join(f"<cac:Accounting{who}Party/>" for who in ("Supplier", "Customer"))
    lacking = _first(start + parties + amount.format(""))
    strange = _first(start + parties + amount.format(' currencyID="SEK" colour="red"'))
    assert _told(lacking) == "The element PayableAmount lacks the attribute currencyID."
    assert _told(strange) == "The element PayableAmount may not have the attribute colour."


def test_a_flood_of_faults_is_cut() -> None:
    assert len(_faults(ubl("<cbc:Note languageID=' ' colour='red'/>" * 3_000))) <= 500


@pytest.mark.parametrize(
    ("guideline", "release"),
    [
        ("urn:factur-x.eu:1p0:minimum", "Factur-X 1.09 MINIMUM"),
        ("urn:factur-x.eu:1p0:basicwl", "Factur-X 1.09 BASIC WL"),
        ("urn:cen.eu:en16931:2017#compliant#urn:factur-x.eu:1p0:basic", "Factur-X 1.09 BASIC"),
        ("urn:cen.eu:en16931:2017#conformant#urn:zugferd.de:2p0:extended", "Factur-X 1.09 EXTENDED"),
        ("urn:cen.eu:en16931:2017", "CII D22B"),
    ],
)
def test_factur_x_has_a_schema_for_each_profile_and_each_compiles(guideline: str, release: str) -> None:
    context = (
        "<rsm:ExchangedDocumentContext><ram:GuidelineSpecifiedDocumentContextParameter>"
        f"<ram:ID>{guideline}</ram:ID></ram:GuidelineSpecifiedDocumentContextParameter></rsm:ExchangedDocumentContext>"
    )
    root = parse_xml(cii("").replace(b"<rsm:SupplyChain", context.encode() + b"<rsm:SupplyChain", 1))
    schema = schema_of(profile_of(root))
    assert schema is not None
    assert schema.release == release
    assert judge_schema(root, schema)  # it is far from complete


def test_a_format_whose_schema_nobody_ships_has_none() -> None:
    assert schema_of(profile_of(parse_xml(b"<Finvoice Version='3.0'/>"))) is None


def test_a_broken_schema_is_an_error_of_ours(tmp_path: Path) -> None:
    path = tmp_path / "broken.xsd"
    path.write_text("<xs:schema", encoding="utf-8")
    with pytest.raises(UnreadableDocument):
        judge_schema(etree.fromstring("<a/>"), Schema(str(path), ""))
