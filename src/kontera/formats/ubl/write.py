"""Writes an invoice as Peppol BIS Billing 3: UBL 2.1, elements in the order of its schema."""

from __future__ import annotations

import base64
from typing import Final

from lxml import etree

from kontera.core.invoice import Attachment, DocumentReference, DocumentType, Invoice, Totals, VatSubtotal
from kontera.formats.ubl.write_lines import write_allowance, write_category, write_line, write_period
from kontera.formats.ubl.write_parties import write_address, write_party, write_payee
from kontera.formats.ubl.write_payment import write_means, write_terms
from kontera.formats.writing import CAC, CBC, Writer

CREDIT_NOTE: Final = "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2"
INVOICE: Final = "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
SPECIFICATION: Final = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"
PROCESS: Final = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"
INVOICED_OBJECT: Final = "130"
PROJECT: Final = "50"
NO_ORDER: Final = "NA"  # Peppol BIS 3 asks for a number where only the sales order is known


def write_ubl(invoice: Invoice) -> bytes:
    """The invoice as UTF-8 XML; what is absent is not written, nothing is computed but the price after a discount.

    Specification and process default to Peppol BIS Billing 3. Not written, for UBL has no place for them there: the
    seller's own reference, net days, penalty rate, and lines' gross amounts.
    """
    credit = invoice.type is DocumentType.CREDIT_NOTE
    name, namespace = ("CreditNote", CREDIT_NOTE) if credit else ("Invoice", INVOICE)
    # lxml-stubs know no default namespace
    prefixes = {None: namespace, "cac": CAC, "cbc": CBC}
    root = etree.Element(f"{{{namespace}}}{name}", nsmap=prefixes)  # type: ignore[arg-type] # lxml-stubs know no default namespace
    to = Writer(root, invoice.currency)
    _write_header(to, invoice, credit=credit)
    _write_references(to, invoice, credit=credit)
    write_party(to.part("AccountingSupplierParty"), invoice.seller)
    customer = to.part("AccountingCustomerParty")
    customer.text("SupplierAssignedAccountID", invoice.customer_number)
    write_party(customer, invoice.buyer)
    if invoice.payee is not None:
        write_payee(to.part("PayeeParty"), invoice.payee)
    _write_delivery(to, invoice)
    write_means(to, invoice, credit=credit)
    write_terms(to, invoice.payment)
    for allowance in invoice.allowances_charges:
        write_allowance(to.part("AllowanceCharge"), allowance)
    _write_taxes(to, invoice)
    _write_totals(to.part("LegalMonetaryTotal"), invoice.totals)
    for line in invoice.lines:
        write_line(to.part(f"{name}Line"), line, credit=credit)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _write_header(to: Writer, invoice: Invoice, *, credit: bool) -> None:
    to.text("CustomizationID", invoice.specification or SPECIFICATION)
    to.text("ProfileID", invoice.process or PROCESS)
    to.text("ID", invoice.number)
    to.day("IssueDate", invoice.issue_date)
    if credit:
        to.day("TaxPointDate", invoice.tax_point)
        to.text("CreditNoteTypeCode", invoice.type_code or "381")
    else:
        to.day("DueDate", invoice.due_date)
        to.text("InvoiceTypeCode", invoice.type_code or "380")
    for note in invoice.notes:
        to.text("Note", note)
    if not credit:
        to.day("TaxPointDate", invoice.tax_point)
    to.text("DocumentCurrencyCode", invoice.currency)
    to.text("TaxCurrencyCode", invoice.accounting_currency)
    to.text("AccountingCost", invoice.buyer_accounting)
    to.text("BuyerReference", invoice.buyer_reference)


def _write_references(to: Writer, invoice: Invoice, *, credit: bool) -> None:
    write_period(to, invoice.period)
    if invoice.order_number or invoice.sales_order:
        order = to.part("OrderReference")
        order.text("ID", invoice.order_number or NO_ORDER)
        order.text("SalesOrderID", invoice.sales_order)
    for preceding in invoice.preceding:
        _write_preceding(to.part("BillingReference").part("InvoiceDocumentReference"), preceding)
    _write_reference(to, "DespatchDocumentReference", invoice.despatch_advice)
    _write_reference(to, "ReceiptDocumentReference", invoice.receiving_advice)
    _write_reference(to, "ContractDocumentReference", invoice.contract)
    _write_reference(to, "AdditionalDocumentReference", invoice.invoiced_object, INVOICED_OBJECT)
    if credit:
        _write_reference(to, "AdditionalDocumentReference", invoice.project, PROJECT)
    for attachment in invoice.attachments:
        _write_attachment(to.part("AdditionalDocumentReference"), attachment)
    if not credit:
        _write_reference(to, "ProjectReference", invoice.project)


def _write_reference(to: Writer, name: str, number: str, code: str = "") -> None:
    if number:
        reference = to.part(name)
        reference.text("ID", number)
        reference.text("DocumentTypeCode", code)


def _write_preceding(to: Writer, preceding: DocumentReference) -> None:
    to.text("ID", preceding.number)
    to.day("IssueDate", preceding.issue_date)
    to.text("DocumentTypeCode", preceding.type_code)


def _write_attachment(to: Writer, attachment: Attachment) -> None:
    to.text("ID", attachment.number)
    to.text("DocumentDescription", attachment.description)
    if attachment.content or attachment.uri:
        part = to.part("Attachment")
        part.text(
            "EmbeddedDocumentBinaryObject",
            base64.b64encode(attachment.content).decode("ascii"),
            mimeCode=attachment.media_type,
            filename=attachment.filename,
        )
        if attachment.uri:
            part.part("ExternalReference").text("URI", attachment.uri)


def _write_delivery(to: Writer, invoice: Invoice) -> None:
    if invoice.delivery_date is None and invoice.delivery_address is None:
        return
    delivery = to.part("Delivery")
    delivery.day("ActualDeliveryDate", invoice.delivery_date)
    if invoice.delivery_address is not None:
        write_address(delivery.part("DeliveryLocation").part("Address"), invoice.delivery_address)


def _write_taxes(to: Writer, invoice: Invoice) -> None:
    """BT-110 with the breakdown BG-23, and BT-111 in the accounting currency on its own."""
    totals = invoice.totals
    if totals.vat is not None or invoice.vat:
        total = to.part("TaxTotal")
        total.amount("TaxAmount", totals.vat)
        for group in invoice.vat:
            _write_group(total.part("TaxSubtotal"), group)
    if totals.vat_accounting is not None:
        to.part("TaxTotal").amount("TaxAmount", totals.vat_accounting, invoice.accounting_currency)


def _write_group(to: Writer, group: VatSubtotal) -> None:
    to.amount("TaxableAmount", group.taxable)
    to.amount("TaxAmount", group.tax)
    write_category(to, "TaxCategory", group.category, group.rate, (group.exemption_code, group.exemption_reason))


def _write_totals(to: Writer, totals: Totals) -> None:
    to.amount("LineExtensionAmount", totals.line_net)
    to.amount("TaxExclusiveAmount", totals.net)
    to.amount("TaxInclusiveAmount", totals.gross)
    to.amount("AllowanceTotalAmount", totals.allowances)
    to.amount("ChargeTotalAmount", totals.charges)
    to.amount("PrepaidAmount", totals.prepaid)
    to.amount("PayableRoundingAmount", totals.rounding)
    to.amount("PayableAmount", totals.payable)
