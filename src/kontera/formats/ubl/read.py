"""Reads UBL 2 invoices, credit notes and reminders: Peppol BIS 3 and PINT, EN 16931, XRechnung, SI-UBL, EHF, OIOUBL."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from kontera.core.invoice import DocumentType, Invoice, VatCategory
from kontera.core.reading import Reading
from kontera.formats.codec import Codec
from kontera.formats.codes import CATEGORIES, document_type
from kontera.formats.taking import Node, Taking, local
from kontera.formats.ubl.delivery import read_delivery
from kontera.formats.ubl.lines import LINES, read_lines
from kontera.formats.ubl.parties import read_parties
from kontera.formats.ubl.parts import TRUE, read_allowances, read_period, take_repeated
from kontera.formats.ubl.payment import read_due_date, read_payment
from kontera.formats.ubl.references import read_attachments, read_preceding, read_references
from kontera.formats.ubl.totals import read_totals, read_vat
from kontera.formats.xml import Element

NAME: Final = "ubl"
INVOICE: Final = "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
CREDIT_NOTE: Final = "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2"
REMINDER: Final = "urn:oasis:names:specification:ubl:schema:xsd:Reminder-2"
CAC: Final = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
CBC: Final = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
EXT: Final = "urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2"
PREFIXES: Final = {CAC: "cac", CBC: "cbc", EXT: "ext"}
ROOTS: Final = frozenset({f"{{{INVOICE}}}Invoice", f"{{{CREDIT_NOTE}}}CreditNote", f"{{{REMINDER}}}Reminder"})
# EHF 3 sends a reminder as an invoice of its own customization; before it, the reminder had a root of its own
REMINDERS: Final = (":ehf:reminder:", ":ehf:purring:")
OTHER_CURRENCIES: Final = ("PricingCurrencyCode", "PaymentCurrencyCode", "PaymentAlternativeCurrencyCode")


def recognises(root: Element) -> bool:
    """Whether this is a UBL 2 invoice, credit note or reminder, by its namespace."""
    return root.tag in ROOTS


def read(root: Element) -> tuple[Reading, ...]:
    """The one invoice of a UBL document, with the evidence of each value and what has no place in it."""
    taking = Taking(root, NAME, PREFIXES)
    node = Node(root, taking)
    invoice = _invoice(node)
    _take_syntax(node, invoice)
    return (Reading(invoice, NAME, taking.evidence, taking.unread(), tuple(taking.findings)),)


CODEC: Final = Codec(NAME, recognises, read)


def _invoice(node: Node) -> Invoice:
    currency = node.taking.currency = node.take("DocumentCurrencyCode", "currency")
    accounting_currency = node.take("TaxCurrencyCode", "accounting_currency")
    code = node.take("InvoiceTypeCode|CreditNoteTypeCode|ReminderTypeCode", "type_code")
    specification = node.take("CustomizationID", "specification")
    parties = read_parties(node)
    references = read_references(node)
    lines = read_lines(node)
    delivery = read_delivery(node)
    head = Invoice(
        type=_type(node, code, specification),
        type_code=code,
        number=node.take("ID", "number"),
        issue_date=node.day("IssueDate", "issue_date"),
        due_date=read_due_date(node),
        tax_point=node.day("TaxPointDate", "tax_point"),
        tax_point_code=node.take("InvoicePeriod/DescriptionCode", "tax_point_code"),
        currency=currency,
        accounting_currency=accounting_currency,
        buyer_reference=references.buyer,
        seller_reference=references.seller,
        order_number=references.order,
        sales_order=references.sales_order,
        contract=references.contract,
        project=references.project,
        tender=references.tender,
        despatch_advice=references.despatch,
        receiving_advice=references.receipt,
        invoiced_object=references.invoiced_object,
        invoiced_object_scheme=references.invoiced_object_scheme,
        buyer_accounting=node.take("AccountingCost|AccountingCostCode", "buyer_accounting"),
        customer_number=node.take("AccountingCustomerParty/SupplierAssignedAccountID", "customer_number"),
        notes=_notes(node),
        preceding=read_preceding(node),
        seller=parties.seller,
        buyer=parties.buyer,
        payee=parties.payee,
        tax_representative=parties.tax_representative,
        delivery_date=delivery.day,
        delivery_name=delivery.name,
        delivery_location=delivery.location,
        delivery_address=delivery.address,
        delivery_terms=delivery.terms,
        period=read_period(node.one("InvoicePeriod", "period")),
        attachments=read_attachments(node),
        lines=lines,
        process=node.take("ProfileID", "process"),
        specification=specification,
    )
    return _with_money(node, head)


def _with_money(node: Node, head: Invoice) -> Invoice:
    """What is to be paid, for what and how: BG-16 and BG-20 to BG-23."""
    return replace(
        head,
        payment=read_payment(node),
        allowances_charges=read_allowances(node),
        totals=read_totals(node, head.accounting_currency, head.specification),
        vat=read_vat(node, head.accounting_currency),
        reverse_charge=_reverse_charge(node),
    )


def _type(node: Node, code: str, specification: str) -> DocumentType:
    """BT-3, by the root, the customization and the code."""
    root = "" if node.element is None else local(node.element)
    node.one("InvoiceTypeCode|CreditNoteTypeCode|ReminderTypeCode").named("type").note()
    if root == "Reminder" or any(part in specification for part in REMINDERS):
        node.one("CustomizationID").named("type").note()
        return DocumentType.REMINDER
    return document_type(code, credit_note=root == "CreditNote")


def _notes(node: Node) -> tuple[str, ...]:
    """BT-22; a period's description and the reason for a credit note are notes too."""
    paths = ("Note", "InvoicePeriod/Description", "DiscrepancyResponse/Description")
    stated = [part for path in paths for part in node.all(path) if part.peek()]
    return tuple(part.named(f"notes[{i}]").note() for i, part in enumerate(stated))


def _take_syntax(node: Node, invoice: Invoice) -> None:
    """What says only how the document is written, or says again what was read; a copy is remarked on."""
    node.take("UBLVersionID")
    for name in OTHER_CURRENCIES:
        take_repeated(node, name, invoice.currency)
    take_repeated(node, "LineCountNumeric", str(len(invoice.lines)))
    if node.take("CopyIndicator") in TRUE:
        node.named("number").remark("einvoice.copy", "The document says that it is a copy.")


def _reverse_charge(node: Node) -> bool:
    """Whether a VAT group or a line of the document says reverse charge."""
    codes = (*node.all("TaxTotal/TaxSubtotal/TaxCategory/ID"), *node.all(f"{LINES}/Item/ClassifiedTaxCategory/ID"))
    said = next((code for code in codes if CATEGORIES.get(code.peek()) is VatCategory.REVERSE_CHARGE), None)
    if said is not None:
        said.named("reverse_charge").note()
    return said is not None
