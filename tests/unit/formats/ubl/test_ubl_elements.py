"""Which elements of published UBL documents are read, and which are listed as unread because nothing has a place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from pathlib import Path

import pytest
from lxml import etree

from einvoices import SHARED, reading
from kontera.core.invoice import Invoice
from kontera.formats.codes import CATEGORIES
from kontera.formats.taking import DECIMAL
from kontera.formats.xml import Element, parse_xml

FAMILIES = ("peppol-bis-3", "official/full", "peppol-bis-2-ehf-2", "oioubl-2", "oioubl-3")
SYNTAX = b"CommonAggregateComponents-2"
FILES = tuple(
    path for family in FAMILIES for path in sorted(SHARED.glob(f"{family}/*.xml")) if SYNTAX in path.read_bytes()
)
pytestmark = pytest.mark.skipif(not FILES, reason="../shared is absent")

# parts of which nothing, or nothing more, has a place in an invoice wherever they stand: other people and places,
# signatures, times of day, links to files that are not attachments, rates of exchange, technical ids
PLACELESS = (
    "Signature", "BuyerCustomerParty", "SellerSupplierParty", "Language", "PhysicalLocation", "RegistrationAddress",
    "OtherCommunication", "Person", "ExternalReference", "Despatch", "ManufacturerParty", "PricingExchangeRate",
    "PaymentExchangeRate", "PaymentAlternativeExchangeRate", "TaxExchangeRate", "FinancialInstitutionBranch", "UUID",
    "CopyIndicator", "IssueTime", "StartTime", "EndTime", "PaidTime", "Telefax", "LogoReferenceID", "WebsiteURI",
)  # fmt: skip
UNREAD = {
    "peppol-bis-3": set(),
    # Italy's split payment, a VAT category beyond the invoice's list
    "official/full": {"InvoiceLine/Item/ClassifiedTaxCategory/ID", "TaxTotal/TaxSubtotal/TaxCategory/ID"},
    "peppol-bis-2-ehf-2": {
        "*/FinancialInstitutionBranch",
        "*/ManufacturerParty",
        "*/RegistrationAddress",
        "*/Telefax",
        "ContractDocumentReference/DocumentType",
        "ContractDocumentReference/DocumentTypeCode",
        "InvoiceLine/BillingReference/BillingReferenceLine/ID",
        "InvoiceLine/Delivery",
        "InvoiceLine/Price/AllowanceCharge/AllowanceChargeReason",
        "InvoiceLine/Price/AllowanceCharge/MultiplierFactorNumeric",
    },
    "oioubl-3": {
        "*/IssueTime",
        "*/UUID",
        "AccountingCustomerParty/Party/Contact/ID",
        "InvoiceLine/TaxTotal/TaxAmount",
        "InvoiceLine/TaxTotal/TaxSubtotal/TaxAmount",
        "OrderReference/IssueDate",
    },
    "oioubl-2": {
        "*/BuyerCustomerParty",
        "*/CopyIndicator",
        "*/Despatch",
        "*/EndTime",
        "*/ExternalReference",
        "*/FinancialInstitutionBranch",
        "*/IssueTime",
        "*/Language",
        "*/LogoReferenceID",
        "*/OtherCommunication",
        "*/PaidTime",
        "*/PaymentAlternativeExchangeRate",
        "*/PaymentExchangeRate",
        "*/Person",
        "*/PhysicalLocation",
        "*/PricingExchangeRate",
        "*/RegistrationAddress",
        "*/SellerSupplierParty",
        "*/Signature",
        "*/StartTime",
        "*/TaxExchangeRate",
        "*/Telefax",
        "*/UUID",
        "*/WebsiteURI",
        "AccountingCustomerParty/Party/Contact/Note",
        "AccountingCustomerParty/Party/PartyTaxScheme/ExemptionReason",
        "AccountingCustomerParty/Party/PartyTaxScheme/ExemptionReasonCode",
        "AccountingSupplierParty/Party/Contact/Note",
        "AccountingSupplierParty/Party/PartyTaxScheme/ExemptionReason",
        "AccountingSupplierParty/Party/PartyTaxScheme/ExemptionReasonCode",
        "AdditionalDocumentReference/DocumentTypeCode",
        "AdditionalDocumentReference/IssueDate",
        "AllowanceCharge/ID",
        "BillingReference/ReminderDocumentReference/ID",
        "BillingReference/ReminderDocumentReference/IssueDate",
        "ContractDocumentReference/IssueDate",
        "DeliveryTerms/DeliveryLocation/Address/AddressFormatCode",
        "DeliveryTerms/DeliveryLocation/Address/Postbox",
        "DeliveryTerms/DeliveryLocation/Conditions",
        "DeliveryTerms/DeliveryLocation/Description",
        "DeliveryTerms/DeliveryLocation/ID",
        "DespatchDocumentReference/IssueDate",
        "DiscrepancyResponse/ReferenceID",
        "DiscrepancyResponse/ResponseCode",
        "InvoiceLine/Delivery",
        "InvoiceLine/DespatchLineReference/LineID",
        "InvoiceLine/DocumentReference/DocumentType",
        "InvoiceLine/ReceiptLineReference/LineID",
        "InvoiceLine/TaxPointDate",
        "InvoiceLine/TaxTotal/TaxAmount",
        "InvoiceLine/TaxTotal/TaxSubtotal/TaxAmount",
        "InvoiceLine/TaxTotal/TaxSubtotal/TaxableAmount",
        "InvoiceLine/TaxTotal/TaxSubtotal/TransactionCurrencyTaxAmount",
        "OrderReference/CustomerReference",
        "OrderReference/DocumentReference/ID",
        "OrderReference/DocumentReference/IssueDate",
        "OrderReference/IssueDate",
        "OriginatorDocumentReference/IssueDate",
        "PayeeParty/Contact/ID",
        "PaymentAlternativeCurrencyCode",
        "PaymentMeans/InstructionID",
        "PaymentMeans/InstructionNote",
        "PaymentMeans/PayeeFinancialAccount/PaymentNote",
        "PaymentMeans/PaymentChannelCode",
        "PaymentMeans/PaymentDueDate",
        "PaymentMeans/PaymentID",
        "PaymentMeans/PaymentMeansCode",
        "PaymentTerms/Amount",
        "PrepaidPayment/ID",
        "PrepaidPayment/InstructionID",
        "PrepaidPayment/PaidDate",
        "PrepaidPayment/ReceivedDate",
        "ReceiptDocumentReference/IssueDate",
        "TaxTotal/TaxSubtotal/TransactionCurrencyTaxAmount",
    },
}


def unread_of(path: Path) -> set[str]:
    """The unread paths without places and prefixes, a part that has no place anywhere by its name alone."""
    return {_cut(unread) for unread in reading(path.read_bytes()).unread}


def _cut(unread: str) -> str:
    names = re.sub(r"\[[0-9]+\]|\w+:", "", unread).replace("CreditNoteLine", "InvoiceLine").split("/")[1:]
    part = next((name for name in names if name in PLACELESS), "")
    if not part and names[:2] == ["InvoiceLine", "Delivery"]:
        return "InvoiceLine/Delivery"
    return f"*/{part}" if part else "/".join(names)


@pytest.mark.parametrize("family", FAMILIES)
def test_what_stays_unread_is_exactly_what_has_no_place(family: str) -> None:
    found = {path for file in FILES if file.is_relative_to(SHARED / family) for path in unread_of(file)}
    assert found == UNREAD[family]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_element_that_was_taken_stands_in_the_invoice(path: Path) -> None:
    read = reading(path.read_bytes())
    values = tuple(plain(read.invoice))
    texts = "\n".join(squeezed(value) for value in values if isinstance(value, str))
    numbers = {value for value in values if isinstance(value, Decimal)}
    root = parse_xml(path.read_bytes())
    leaves = [leaf for leaf in root.iter("*") if not len(leaf) and (leaf.text or "").strip()]
    unread = {place(root, unread) for unread in read.unread}
    lost = [leaf for leaf in leaves if leaf not in unread and not stands(leaf, texts, numbers) and not decides(leaf)]
    assert [(leaf.getroottree().getpath(leaf), leaf.text) for leaf in lost] == []


def place(root: Element, path: str) -> Element:
    """The element at an unread path."""
    at = root
    for step in path.split("/")[1:]:
        match = re.fullmatch(r"(?:\w+:)?(\w+)(?:\[([0-9]+)\])?", step)
        assert match is not None
        at = [child for child in at if etree.QName(child).localname == match[1]][int(match[2] or 1) - 1]
    return at


def plain(value: object) -> Iterator[object]:
    """Every value of the invoice, as text or Decimal."""
    if is_dataclass(value):
        for part in fields(value):
            yield from plain(getattr(value, part.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from plain(item)
    elif isinstance(value, (Decimal, Enum)):
        yield value.value if isinstance(value, Enum) else value
    elif isinstance(value, date):
        yield value.isoformat()
    elif value not in {None, "", b""}:
        yield str(value)


def squeezed(text: str) -> str:
    return "".join(text.split()).replace("-", "")


def stands(leaf: Element, texts: str, numbers: set[Decimal]) -> bool:
    text = (leaf.text or "").strip()
    if DECIMAL.fullmatch(text) and Decimal(text) in numbers:
        return True
    found = squeezed(text)
    return found in texts or found.removeprefix("DK") in texts


# elements that say how to understand others, or say again what another says
DECIDING = {
    "UBLVersionID", "CopyIndicator", "AddressFormatCode", "ChargeIndicator", "SequenceNumeric", "PaymentChannelCode",
    "PaymentMeansID", "PaymentMeansCode", "OrderableUnitFactorRate", "LineCountNumeric", "EmbeddedDocumentBinaryObject",
    "TaxExclusiveAmount", "DocumentTypeCode", "MultiplierFactorNumeric",
}  # fmt: skip
DECIDING_TEXTS = {"NA", "SE:BANKGIRO", "SE:PLUSGIRO", "BGABSESS", "PGSISESS"}
LINKED = {"PaymentMeans", "PaymentTerms", "TaxScheme"}


def decides(leaf: Element) -> bool:
    parent = leaf.getparent()
    above = "" if parent is None else etree.QName(parent).localname
    name, text = etree.QName(leaf).localname, (leaf.text or "").strip()
    category = above in {"TaxCategory", "ClassifiedTaxCategory"} and text in CATEGORIES
    return category or name in DECIDING or text in DECIDING_TEXTS or above in LINKED


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_line_has_the_numbers_of_its_element(path: Path) -> None:
    invoice, root = reading(path.read_bytes()).invoice, parse_xml(path.read_bytes())
    elements = [element for element in root if re.fullmatch(r"\{.*\}(?:Invoice|CreditNote)Line", str(element.tag))]
    assert [line_of(element) for element in elements] == [
        (line.id, line.quantity, line.net_amount, net_price(invoice, i)) for i, line in enumerate(invoice.lines)
    ]


def line_of(element: Element) -> tuple[str, Decimal | None, Decimal | None, Decimal | None]:
    def first(path: str) -> str:
        found = element.xpath("/".join(f"*[local-name()='{name}']" for name in path.split("/")))
        assert isinstance(found, list)
        return str(getattr(found[0], "text", "") or "").strip() if found else ""

    quantity = first("InvoicedQuantity") or first("CreditedQuantity")
    numbers = (quantity, first("LineExtensionAmount"), first("Price/PriceAmount"))
    stated = [Decimal(number) if number else None for number in numbers]
    return first("ID"), stated[0], stated[1], stated[2]


def net_price(invoice: Invoice, i: int) -> Decimal | None:
    line = invoice.lines[i]
    return None if line.unit_price is None else line.unit_price * (100 - (line.discount_percent or 0)) / 100
