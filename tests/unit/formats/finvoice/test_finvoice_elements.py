"""Every element of a Finvoice is read or listed as unread: the project's own documents, and published ones."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from finvoices import FULL, read
from lxml import etree

from einvoices import GOLDEN, SHARED
from kontera.core.invoice import Invoice
from kontera.core.reading import Reading
from kontera.formats.finvoice.parts import parsed
from kontera.formats.full import to_full, to_plain
from kontera.formats.xml import Element, parse_xml

OWN = sorted(GOLDEN.glob("finvoice-*/input.xml"))
FILES = sorted(SHARED.glob("finvoice-*/*.xml"))
beside = pytest.mark.skipif(not FILES, reason="the shared e-invoices are not beside this checkout")

# elements that decide about others or repeat them, and so are read without being a value of their own
DECIDING = frozenset(
    {
        "InvoiceTypeCode",
        "InvoiceTypeText",
        "OriginCode",
        "CountryName",
        "PaymentStatusCode",
        "AnyPartyText",
        "InvoiceRecipientLanguageCode",
        "EpiCharge",
        "RowVatAmount",
        "EpiBei",
    }
)
# all that an invoice has no place for in the full document, by name
UNREAD_IN_FULL = {
    "AnyPartyOrganisationName",  # of a further party that is neither payee nor tax representative
    "AnyPartyText",
    "CashDiscountBaseAmount",
    "EpiPaymentInstructionId",
    "FromIntermediator",
    "InvoiceRecipientOrganisationName",  # an accounting office, not the buyer
    "InvoiceRecipientPartyIdentifier",
    "InvoicedQuantity",  # a second one, in a unit that is not priced
    "MessageIdentifier",
    "MessageTimeStamp",
    "OrderDate",
    "OrderedQuantity",
    "PaymentOverDueFixedAmount",
    "SellerCommonEmailaddressIdentifier",
    "SellerContactPersonFunction",
    "SellerFaxNumber",
    "SellerOrganisationDepartment",
    "SellerOrganisationName",  # the second, beside a trading name
    "SellerWebaddressIdentifier",
    "SubRowAmount",
    "ToIntermediator",
    "VatFreeText",  # at the standard rate
    "VirtualBankBarcode",
}


def leaves(root: Element) -> list[Element]:
    return [element for element in root.iter("*") if not len(element) and (element.text or "").strip()]


def name_of(path: str) -> str:
    return re.sub(r"\[[0-9]+\]", "", path.rpartition("/")[2])


def test_the_full_document_leaves_exactly_this_unread() -> None:
    assert {name_of(path) for path in read(FULL).unread} == UNREAD_IN_FULL


def test_all_other_elements_of_the_full_document_are_read() -> None:
    names = {etree.QName(leaf).localname for leaf in leaves(parse_xml(FULL))}
    assert len(names) > 150
    assert len(names - UNREAD_IN_FULL) > 135


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.parent.name)
def test_a_golden_finvoice_is_read_as_its_folder_expects(path: Path) -> None:
    full = to_full(read(path.read_bytes()))
    expected = json.loads((path.parent / "invoice.json").read_text(encoding="utf-8"))
    assert full["invoice"] == expected["invoice"]
    assert full["unread"] == expected["unread"]


@pytest.mark.parametrize("path", OWN + FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_leaf_is_in_the_invoice_or_listed(path: Path) -> None:
    data = path.read_bytes()
    found, root = read(data), parse_xml(data)
    paths = paths_of(root)
    known = values(found)
    for leaf in leaves(root):
        listed = paths[leaf] in found.unread
        told = etree.QName(leaf).localname in DECIDING or is_told((leaf.text or "").strip(), known)
        assert listed or told, paths[leaf]
    assert set(found.unread) <= set(paths.values())
    assert len(set(found.unread)) == len(found.unread)


def paths_of(root: Element) -> dict[Element, str]:
    tree = root.getroottree()
    return {element: tree.getpath(element).removeprefix("/") for element in root.iter("*")}


def values(found: Reading) -> tuple[set[str], set[Decimal], str]:
    """The texts, the unsigned numbers and all words of the invoice."""
    words = json.dumps(to_plain(found.invoice), ensure_ascii=False)
    texts = set(re.findall(r'"((?:[^"\\]|\\.)*)"', words))
    numbers = {abs(value) for value in map(parsed, texts) if value is not None}
    return texts, numbers | set(net_prices(found.invoice)), "".join(words.split()).casefold()


def net_prices(found: Invoice) -> Iterator[Decimal]:
    """The prices after a discount that the price and its percentage tell."""
    for line in found.lines:
        if line.unit_price is not None and line.discount_percent is not None:
            yield line.unit_price * (100 - line.discount_percent) / 100


def is_told(text: str, known: tuple[set[str], set[Decimal], str]) -> bool:
    texts, numbers, words = known
    number = parsed(text)
    day = f"{text[:4]}-{text[4:6]}-{text[6:8]}"
    plain = json.dumps("".join(text.split()), ensure_ascii=False)[1:-1].casefold()
    in_cents = number is not None and abs(number) / 100 in numbers
    worded = all(part in words for part in re.split("[=;]", plain))  # dimensions with their objects
    return day in texts or worded or (number is not None and abs(number) in numbers) or in_cents


@beside
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_published_finvoice_has_the_amounts_and_lines_of_its_file(path: Path) -> None:
    root = parse_xml(path.read_bytes())
    found = read(path.read_bytes()).invoice
    head = "InvoiceDetails/"
    assert found.number == root.findtext(f"{head}InvoiceNumber")
    assert found.totals.gross == parsed(root.findtext(f"{head}InvoiceTotalVatIncludedAmount", ""))
    assert found.totals.net == parsed(root.findtext(f"{head}InvoiceTotalVatExcludedAmount", ""))
    assert found.totals.vat == parsed(root.findtext(f"{head}InvoiceTotalVatAmount", ""))
    nets = [parsed(one.text or "") for one in root.findall("InvoiceRow/RowVatExcludedAmount")]
    assert [line.net_amount for line in found.lines] == nets
    assert [line.unit_price for line in found.lines] == [
        parsed(one.text or "") for one in root.findall("InvoiceRow/UnitPriceAmount")
    ]
    assert found.seller.organisation_number == root.findtext("SellerPartyDetails/SellerPartyIdentifier")


@beside
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_published_finvoice_has_what_a_second_reader_saw(path: Path) -> None:
    found = read(path.read_bytes()).invoice
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    assert found.number == expected["invoice_number"]
    assert str(found.issue_date) == expected["issue_date"]
    assert str(found.due_date) == expected["due_date"]
    assert found.currency == expected["currency"]
    assert found.seller.name == expected["supplier_name"]
    assert found.seller.vat_number == expected.get("supplier_vat_number", "")
    assert found.payment.reference == expected.get("payment_reference", "")
    assert found.totals.gross == Decimal(expected["gross_total"])
    first = found.payment.accounts[0].id if "iban" in expected else ""
    assert first == expected.get("iban", "")
    for line, seen in zip(found.lines, expected["lines"], strict=True):
        assert line.description == seen["description"]
        assert "quantity" not in seen or line.quantity == Decimal(seen["quantity"])
        assert line.unit_price == Decimal(seen["unit_price"])
        assert line.net_amount == Decimal(seen["amount"])


@pytest.mark.parametrize("path", OWN + FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_value_has_evidence(path: Path) -> None:
    entries = to_full(read(path.read_bytes()))["fields"]
    assert isinstance(entries, dict)
    bare = [field for field, entry in entries.items() if entry["confidence"] is None]
    assert bare in ([], ["reverse_charge"])
