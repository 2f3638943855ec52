"""Writes an invoice or a credit note as Finvoice 3.0, in the order of its schema."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from lxml import etree

from kontera.core.invoice import Attachment, DocumentReference, Invoice, VatSubtotal
from kontera.formats.finvoice.kinds import INVOICE_WORD, PAID, WORDS, is_paid, own_code
from kontera.formats.finvoice.parties import SELF_BILLING
from kontera.formats.finvoice.references import ATTACHED
from kontera.formats.finvoice.sheet import Sheet, prune
from kontera.formats.finvoice.sign import stated
from kontera.formats.finvoice.write_parties import (
    LONG,
    MIDDLE,
    SHORT,
    write_buyer,
    write_delivery,
    write_further,
    write_seller,
)
from kontera.formats.finvoice.write_payment import write_card_and_mandate, write_order, write_terms
from kontera.formats.finvoice.write_rows import (
    NUMBER_LENGTH,
    accounting_text,
    pieces,
    untdid,
    write_allowance,
    write_row,
)

VERSION: Final = "3.0"
SPECIFICATION: Final = "EN16931"  # BT-24 as Finvoice writes it; longer identifiers do not fit
REASON_LINES: Final = 3
MESSAGE_LENGTH: Final = 48


@dataclass(frozen=True, slots=True)
class Transmission:
    """What only the sender of a message knows: both operators (OVT or BIC), the message's id, and when it is sent."""

    from_operator: str
    to_operator: str
    message: str
    at: datetime


def write_finvoice(invoice: Invoice, transmission: Transmission | None = None) -> bytes:
    """The invoice as Finvoice 3.0 in UTF-8; `missing_for_finvoice` tells what the schema wants and it lacks.

    Nothing is made up for what is absent. Texts are cut at the length the schema allows. A credit note's amounts are
    negative there. Without a `transmission` the electronic addresses stand as the parties' unit numbers.
    """
    turned = stated(invoice)
    root = etree.Element("Finvoice", Version=VERSION)
    to = Sheet(root, invoice.currency)
    if transmission is not None:
        _write_transmission(to.part("MessageTransmissionDetails"), invoice, transmission)
    write_seller(to, invoice)
    write_buyer(to, invoice.buyer)
    write_delivery(to, invoice)
    write_further(to, invoice)
    _write_details(to.part("InvoiceDetails"), turned)
    write_card_and_mandate(to, invoice.payment)
    to.part("PaymentStatusDetails").text("PaymentStatusCode", PAID if is_paid(invoice) else "", SHORT)
    for line in turned.lines:
        write_row(to.part("InvoiceRow"), line)
    write_order(to.part("EpiDetails"), turned)
    _write_attachments(to, invoice.attachments)
    prune(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _write_transmission(to: Sheet, invoice: Invoice, transmission: Transmission) -> None:
    """Who sends to whom; a self-billed invoice is sent by the buyer."""
    ends = (invoice.seller.endpoint, invoice.buyer.endpoint)
    sender, receiver = reversed(ends) if own_code(invoice) == SELF_BILLING else ends
    for name, short, end, operator in (
        ("MessageSenderDetails", "From", sender, transmission.from_operator),
        ("MessageReceiverDetails", "To", receiver, transmission.to_operator),
    ):
        part = to.part(name)
        part.text(f"{short}Identifier", end.id if end else "", SHORT, SchemeID=end.scheme if end else "")
        part.text(f"{short}Intermediator", operator, SHORT)
    details = to.part("MessageDetails")
    details.text("MessageIdentifier", transmission.message, MESSAGE_LENGTH)
    details.text("MessageTimeStamp", transmission.at.isoformat(timespec="seconds"), SHORT)
    fits = 0 < len(invoice.specification) <= SHORT
    details.text("SpecificationIdentifier", invoice.specification if fits else SPECIFICATION, SHORT)


def _write_details(to: Sheet, invoice: Invoice) -> None:
    to.text("InvoiceTypeCode", own_code(invoice), SHORT)
    to.text("InvoiceTypeCodeUN", untdid(invoice.type_code), SHORT)
    to.text("InvoiceTypeText", WORDS.get(invoice.type, INVOICE_WORD), SHORT)
    to.text("OriginCode", "Original", SHORT)
    to.text("InvoicedObjectID", invoice.invoiced_object, MIDDLE, SchemeID=untdid(invoice.invoiced_object_scheme))
    to.text("InvoiceNumber", invoice.number, NUMBER_LENGTH)
    to.day("InvoiceDate", invoice.issue_date)
    _write_preceding(to, [one for one in invoice.preceding if one.number])
    to.day("InvoicingPeriodStartDate", invoice.period.start)
    to.day("InvoicingPeriodEndDate", invoice.period.end)
    _write_references(to, invoice)
    _write_totals(to, invoice)
    to.text("AccountDimensionText", accounting_text(invoice.buyer_accounting, invoice.dimensions), SHORT)
    point = to.part("VatPoint")
    point.day("VatPointDate", invoice.tax_point)
    point.text("VatPointDateCode", "" if invoice.tax_point else untdid(invoice.tax_point_code), SHORT)
    for group in invoice.vat:
        _write_group(to.part("VatSpecificationDetails"), group)
    for note in invoice.notes:
        for piece in pieces(note, LONG):
            to.text("InvoiceFreeText", piece, LONG)
    write_terms(to, invoice)
    _write_allowances(to, invoice)
    to.text("TenderReference", invoice.tender, MIDDLE)


def _write_preceding(to: Sheet, preceding: list[DocumentReference]) -> None:
    for first in preceding[:1]:
        to.text("OriginalInvoiceNumber", first.number, NUMBER_LENGTH)
        to.day("OriginalInvoiceDate", first.issue_date)
    for further in preceding[1:]:
        part = to.part("OriginalInvoiceReference")
        part.text("InvoiceNumber", further.number, NUMBER_LENGTH)
        part.day("InvoiceDate", further.issue_date)


def _write_references(to: Sheet, invoice: Invoice) -> None:
    to.text("SellerReferenceIdentifier", invoice.seller_reference, MIDDLE)
    to.text("SellersBuyerIdentifier", invoice.customer_number, MIDDLE)
    to.text("OrderIdentifier", invoice.order_number, MIDDLE)
    to.text("OrderConfirmationIdentifier", invoice.sales_order, MIDDLE)
    to.text("AgreementIdentifier", invoice.contract, MIDDLE)
    to.text("BuyerReferenceIdentifier", invoice.buyer_reference, MIDDLE)
    to.text("ProjectReferenceIdentifier", invoice.project, MIDDLE)


def _write_totals(to: Sheet, invoice: Invoice) -> None:
    totals = invoice.totals
    to.amount("RowsTotalVatExcludedAmount", totals.line_net)
    to.amount("DiscountsTotalVatExcludedAmount", totals.allowances)
    to.amount("ChargesTotalVatExcludedAmount", totals.charges)
    to.amount("InvoiceTotalVatExcludedAmount", totals.net)
    to.amount("InvoiceTotalVatAmount", totals.vat)
    to.amount("InvoiceTotalVatAccountingAmount", totals.vat_accounting, invoice.accounting_currency)
    to.amount("InvoiceTotalVatIncludedAmount", totals.gross)
    to.amount("InvoiceTotalRoundoffAmount", totals.rounding)
    to.amount("InvoicePaidAmount", totals.prepaid)


def _write_group(to: Sheet, group: VatSubtotal) -> None:
    to.amount("VatBaseAmount", group.taxable)
    to.percent("VatRatePercent", group.rate)
    to.text("VatCode", group.category.value if group.category else "", SHORT)
    to.amount("VatRateAmount", group.tax)
    lines = [piece for line in group.exemption_reason.split("\n") for piece in pieces(line, MIDDLE)]
    for line in lines[:REASON_LINES]:
        to.text("VatFreeText", line, MIDDLE)
    to.text("VatExemptionReasonCode", group.exemption_code, NUMBER_LENGTH)


def _write_allowances(to: Sheet, invoice: Invoice) -> None:
    """BG-20, then BG-21."""
    for name, reason, charge in (("DiscountDetails", "FreeText", False), ("ChargeDetails", "ReasonText", True)):
        for one in invoice.allowances_charges:
            if one.is_charge is charge:
                part = to.part(name)
                write_allowance(part, one, reason)
                part.text("VatCategoryCode", one.vat_category.value if one.vat_category else "", SHORT)
                part.percent("VatRatePercent", one.vat_rate)


def _write_attachments(to: Sheet, attachments: tuple[Attachment, ...]) -> None:
    """BG-24: links with their names, and the message beside this one; embedded documents have no place."""
    links = [one for one in attachments if one.uri]
    for link in links:
        to.text("InvoiceUrlNameText", link.number or link.description or link.uri, LONG)
    for link in links:
        to.text("InvoiceUrlText", link.uri, LONG)
    for one in attachments:
        if not one.uri and one.number.endswith(ATTACHED):
            to.part("AttachmentMessageDetails").text("AttachmentMessageIdentifier", one.number, LONG)
            break
