"""Published e-invoices beside the repository are read as an independent look at the XML reads them."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree

from einvoices import SHARED, reading
from kontera.core.reading import Reading
from kontera.formats.flat import to_flat
from kontera.formats.full import to_plain
from kontera.formats.ubl.complete import complete
from kontera.formats.ubl.write import write_ubl
from kontera.formats.xml import Element

FILES = (
    *sorted(SHARED.glob("peppol-bis-3/*.xml")),
    *sorted(SHARED.glob("en16931-cii/*.xml")),
    *sorted(SHARED.glob("official/full/*.xml")),
    *sorted(SHARED.glob("peppol-bis-2-ehf-2/*.xml")),
    *sorted(SHARED.glob("oioubl-*/*.xml")),
)
pytestmark = pytest.mark.skipif(not FILES, reason="the shared e-invoices are not beside this checkout")

UBL_LOOK = {
    "number": "/*/*[local-name()='ID']",
    "payable": "//*[local-name()='LegalMonetaryTotal']/*[local-name()='PayableAmount']",
    "gross": "//*[local-name()='LegalMonetaryTotal']/*[local-name()='TaxInclusiveAmount']",
    "vat": "/*/*[local-name()='TaxTotal'][1]/*[local-name()='TaxAmount']",
    "date": "/*/*[local-name()='IssueDate']",
    "vat_number": "//*[local-name()='AccountingSupplierParty']//*[local-name()='PartyTaxScheme']"
    "[*[local-name()='TaxScheme']/*[local-name()='ID']='VAT']/*[local-name()='CompanyID']",
    "lines": "/*/*[local-name()='InvoiceLine' or local-name()='CreditNoteLine']",
    "line_net": "//*[local-name()='InvoiceLine' or local-name()='CreditNoteLine']/*[name()='cbc:LineExtensionAmount']",
}
CII_LOOK = {
    "number": "//*[local-name()='ExchangedDocument']/*[local-name()='ID']",
    "payable": "//*[local-name()='DuePayableAmount']",
    "gross": "//*[local-name()='GrandTotalAmount']",
    "vat": "//*[local-name()='TaxTotalAmount'][1]",
    "date": "//*[local-name()='ExchangedDocument']/*[local-name()='IssueDateTime']/*",
    "vat_number": "//*[local-name()='SellerTradeParty']/*[local-name()='SpecifiedTaxRegistration']/*[@schemeID='VA']",
    "lines": "//*[local-name()='IncludedSupplyChainTradeLineItem']",
    "line_net": "//*[local-name()='SpecifiedTradeSettlementLineMonetarySummation']/*[1]",
}


def look(path: Path) -> Iterator[tuple[str, list[str]]]:
    root = etree.parse(path).getroot()
    for name, xpath in (CII_LOOK if "CrossIndustry" in root.tag else UBL_LOOK).items():
        found = root.xpath(xpath)
        assert isinstance(found, list)
        yield name, [str(part.xpath("normalize-space(string())")) for part in found if isinstance(part, Element)]


def first_number(texts: list[str]) -> Decimal | None:
    return Decimal(texts[0]) if texts and texts[0] else None


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_reader_agrees_with_an_independent_look(path: Path) -> None:
    read, seen = reading(path.read_bytes()), dict(look(path))
    invoice = read.invoice
    assert invoice.number == seen["number"][0]
    assert invoice.totals.payable == first_number(seen["payable"])
    assert invoice.totals.gross == first_number(seen["gross"])
    assert invoice.totals.vat == first_number(seen["vat"])
    assert invoice.issue_date is not None
    assert invoice.issue_date.isoformat().replace("-", "") == seen["date"][0].replace("-", "")[:8]
    assert invoice.seller.vat_number == "".join((seen["vat_number"] or [invoice.seller.vat_number])[0].split())
    assert len(invoice.lines) == len(seen["lines"])
    assert [line.net_amount for line in invoice.lines] == [Decimal(text) for text in seen["line_net"]]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_element_is_read_or_listed(path: Path) -> None:
    data = path.read_bytes()
    read = reading(data)
    root = etree.fromstring(data, etree.XMLParser(remove_comments=True, remove_pis=True))
    raws = {evidence.raw for evidence in read.evidence.values()}
    values = compact(json.dumps(to_plain(read.invoice), ensure_ascii=False))
    leaves = [element for element in root.iter("*") if not len(element) and (element.text or "").strip()]
    untold = [leaf for leaf in leaves if not (told_by(leaf, raws, values) or decides(leaf))]
    listed = Counter(re.sub(r"\[.*", "", path.rpartition("/")[2]).rpartition(":")[2] for path in read.unread)
    assert not Counter(etree.QName(leaf).localname for leaf in untold) - listed
    assert len(set(read.unread)) == len(read.unread)


def compact(text: str) -> str:
    return "".join(text.split())


def told_by(leaf: Element, raws: set[str], values: str) -> bool:
    text = (leaf.text or "").strip()
    return text[:200] in raws or json.dumps(compact(text), ensure_ascii=False)[1:-1] in values


DECIDING = {
    "TypeCode", "DocumentTypeCode", "ChargeIndicator", "Indicator", "BasisQuantity", "TaxExclusiveAmount",
    "UBLVersionID", "CopyIndicator", "AddressFormatCode", "OrderableUnitFactorRate", "PaymentChannelCode",
    "PaymentMeansCode", "PaymentMeansID", "SequenceNumeric", "LineCountNumeric", "TaxableAmount",
}  # fmt: skip
DECIDING_TEXTS = {"SE:BANKGIRO", "SE:PLUSGIRO", "NA"}


def decides(leaf: Element) -> bool:
    """Elements that say what others mean are used without being a value: a tax scheme, a document's type."""
    parent = leaf.getparent()
    name = etree.QName(leaf).localname
    above = "" if parent is None else etree.QName(parent).localname
    scheme = above == "TaxScheme" or (name == "ID" and above in {"PaymentMeans", "PaymentTerms"})
    return scheme or name in DECIDING or leaf.text in DECIDING_TEXTS


@pytest.mark.parametrize("path", [path for path in FILES if "oioubl" not in path.stem], ids=lambda path: path.stem)
def test_what_was_read_can_be_written_and_read_again(path: Path) -> None:
    invoice = complete(reading(path.read_bytes()).invoice)
    again = reading(write_ubl(invoice)).invoice
    assert (again.number, again.totals, again.lines, again.vat) == (
        invoice.number,
        invoice.totals,
        invoice.lines,
        invoice.vat,
    )


def expectations() -> list[Path]:
    return [path for path in FILES if path.with_suffix(".json").exists() and "oioubl-2" not in path.stem]


@pytest.mark.parametrize("path", expectations(), ids=lambda path: path.stem)
def test_the_flat_record_is_the_expected_one(path: Path) -> None:
    flat = to_flat(reading(path.read_bytes()))
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    for key in (
        "document_type",
        "invoice_number",
        "issue_date",
        "due_date",
        "currency",
        "supplier_name",
        "iban",
        "payment_reference",
    ):
        if key in expected:
            assert flat.get(key) == expected[key], key
    for key in ("net_total", "vat_total"):
        if key in expected:
            assert Decimal(str(flat[key])) == abs(Decimal(expected[key])), key
    assert len(expected.get("lines", [])) in {0, len(flat_lines(flat))}


def flat_lines(flat: dict[str, object]) -> list[object]:
    lines = flat.get("lines", [])
    assert isinstance(lines, list)
    return lines


def test_no_shared_invoice_has_an_empty_reading() -> None:
    readings: list[Reading] = [reading(path.read_bytes()) for path in FILES]
    assert all(read.evidence and read.invoice.seller.name for read in readings)
