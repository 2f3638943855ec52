"""Writes an invoice as Peppol BIS Billing 3: UBL 2.1, elements in the order of its schema."""

from __future__ import annotations

import base64
from typing import Final

from lxml import etree

from kontera.core.invoice import Attachment, DocumentReference, DocumentType, Invoice, Period, Totals, VatSubtotal
from kontera.formats.ubl.complete import complete
from kontera.formats.ubl.write_lines import write_allowance, write_category, write_line
from kontera.formats.ubl.write_parties import write_address, write_party, write_payee, write_tax_representative
from kontera.formats.ubl.write_payment import write_means, write_terms
from kontera.formats.writing import CAC, CBC, Writer
from kontera.formats.xml import Element

CREDIT_NOTE: Final = "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2"
INVOICE: Final = "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
INVOICED_OBJECT: Final = "130"
PROJECT: Final = "50"
NO_ORDER: Final = "NA"  # Peppol BIS 3 asks for a number where only the sales order is known


def write_ubl(invoice: Invoice) -> bytes:
    """The invoice as UTF-8 XML; what is absent and does not follow from the rest (see `complete`) is not written.

    Specification and process default to Peppol BIS Billing 3. Not written, for UBL has no place for them there: net
    days, dimensions, lines' gross amounts, and a payee's or tax representative's further particulars. Places beyond
    EN 16931 (the seller's own reference, the customer number, terms of delivery, cash discount, the lines' despatch
    advices) are allowed by the schema, and the rules of EN 16931 only warn of them.
    Raises InvalidValue when a text holds characters that XML cannot.
    """
    invoice = complete(invoice)
    credit = invoice.type is DocumentType.CREDIT_NOTE
    name, namespace = ("CreditNote", CREDIT_NOTE) if credit else ("Invoice", INVOICE)
    # lxml-stubs know no default namespace
    prefixes = {None: namespace, "cac": CAC, "cbc": CBC}
    root = etree.Element(f"{{{namespace}}}{name}", nsmap=prefixes)  # type: ignore[arg-type] # lxml-stubs know no default namespace
    to = Writer(root, invoice.currency)
    _write_header(to, invoice, credit=credit)
    _write_references(to, invoice, credit=credit)
    _write_parties(to, invoice)
    _write_delivery(to, invoice)
    write_means(to, invoice, credit=credit)
    write_terms(to, invoice.payment)
    for allowance in invoice.allowances_charges:
        write_allowance(to.part("AllowanceCharge"), allowance)
    _write_taxes(to, invoice)
    _write_totals(to.part("LegalMonetaryTotal"), invoice.totals)
    for line in invoice.lines:
        write_line(to.part(f"{name}Line"), line, credit=credit)
    _trim(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _trim(root: Element) -> None:
    """BR-DEC-*: an amount such as 750.000 has two decimals that say something."""
    for amount in root.iter():
        text = amount.text or ""
        if amount.get("currencyID") and text[-3:-2] != "." and "." in text:
            whole, _, decimals = text.partition(".")
            amount.text = f"{whole}.{decimals.rstrip('0').ljust(2, '0')}"


def _write_header(to: Writer, invoice: Invoice, *, credit: bool) -> None:
    to.text("CustomizationID", invoice.specification)
    to.text("ProfileID", invoice.process)
    to.text("ID", invoice.number)
    to.day("IssueDate", invoice.issue_date)
    if credit:
        to.day("TaxPointDate", invoice.tax_point)
        to.text("CreditNoteTypeCode", invoice.type_code)
    else:
        to.day("DueDate", invoice.due_date)
        to.text("InvoiceTypeCode", invoice.type_code)
    for note in invoice.notes:
        to.text("Note", note)
    if not credit:
        to.day("TaxPointDate", invoice.tax_point)
    to.text("DocumentCurrencyCode", invoice.currency)
    to.text("TaxCurrencyCode", invoice.accounting_currency)
    to.text("AccountingCost", invoice.buyer_accounting)
    to.text("BuyerReference", invoice.buyer_reference)


def _write_references(to: Writer, invoice: Invoice, *, credit: bool) -> None:
    """BG-14 and BT-11 to BT-18; an invoice and a credit note have them in different orders."""
    _write_period(to, invoice.period, invoice.tax_point_code)
    if invoice.order_number or invoice.sales_order:
        order = to.part("OrderReference")
        order.text("ID", invoice.order_number or NO_ORDER)
        order.text("SalesOrderID", invoice.sales_order)
    for preceding in invoice.preceding:
        _write_preceding(to.part("BillingReference").part("InvoiceDocumentReference"), preceding)
    _write_reference(to, "DespatchDocumentReference", invoice.despatch_advice)
    _write_reference(to, "ReceiptDocumentReference", invoice.receiving_advice)
    if not credit:
        _write_reference(to, "OriginatorDocumentReference", invoice.tender)
    _write_reference(to, "ContractDocumentReference", invoice.contract)
    scheme = invoice.invoiced_object_scheme
    _write_reference(to, "AdditionalDocumentReference", invoice.invoiced_object, INVOICED_OBJECT, scheme)
    if credit:
        _write_reference(to, "AdditionalDocumentReference", invoice.project, PROJECT)
    for attachment in invoice.attachments:
        _write_attachment(to.part("AdditionalDocumentReference"), attachment)
    if credit:
        _write_reference(to, "OriginatorDocumentReference", invoice.tender)
    else:
        _write_reference(to, "ProjectReference", invoice.project)


def _write_period(to: Writer, period: Period, tax_point_code: str) -> None:
    """BG-14 with BT-8."""
    if period != Period() or tax_point_code:
        part = to.part("InvoicePeriod")
        part.day("StartDate", period.start)
        part.day("EndDate", period.end)
        part.text("DescriptionCode", tax_point_code)


def _write_parties(to: Writer, invoice: Invoice) -> None:
    """BG-4, BG-7, BG-10 and BG-11; a direct debit's creditor id (BT-90) stands with who is paid."""
    creditor = invoice.payment.mandate.creditor if invoice.payment.mandate else ""
    supplier = to.part("AccountingSupplierParty")
    write_party(
        supplier, invoice.seller, reference=invoice.seller_reference, creditor="" if invoice.payee else creditor
    )
    customer = to.part("AccountingCustomerParty")
    customer.text("SupplierAssignedAccountID", invoice.customer_number)
    write_party(customer, invoice.buyer)
    if invoice.payee is not None:
        write_payee(to.part("PayeeParty"), invoice.payee, creditor)
    if invoice.tax_representative is not None:
        write_tax_representative(to.part("TaxRepresentativeParty"), invoice.tax_representative)


def _write_reference(to: Writer, name: str, number: str, code: str = "", scheme: str = "") -> None:
    if number:
        reference = to.part(name)
        reference.text("ID", number, schemeID=scheme)
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
    """BG-13 to BG-15, and the terms of delivery."""
    location, address = invoice.delivery_location, invoice.delivery_address
    if invoice.delivery_date or invoice.delivery_name or location or address is not None:
        delivery = to.part("Delivery")
        delivery.day("ActualDeliveryDate", invoice.delivery_date)
        if location or address is not None:
            place = delivery.part("DeliveryLocation")
            if location:
                place.text("ID", location.id, schemeID=location.scheme)
            if address is not None:
                write_address(place.part("Address"), address)
        if invoice.delivery_name:
            delivery.part("DeliveryParty").part("PartyName").text("Name", invoice.delivery_name)
    if invoice.delivery_terms:
        to.part("DeliveryTerms").text("SpecialTerms", invoice.delivery_terms)


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
    if to.element.find(f"{{{CAC}}}TaxCategory") is None:
        to.part("TaxCategory").part("TaxScheme").text("ID", "VAT")  # the schema demands it


def _write_totals(to: Writer, totals: Totals) -> None:
    to.amount("LineExtensionAmount", totals.line_net)
    to.amount("TaxExclusiveAmount", totals.net)
    to.amount("TaxInclusiveAmount", totals.gross)
    to.amount("AllowanceTotalAmount", totals.allowances)
    to.amount("ChargeTotalAmount", totals.charges)
    to.amount("PrepaidAmount", totals.prepaid)
    to.amount("PayableRoundingAmount", totals.rounding)
    to.amount("PayableAmount", totals.payable)
