"""Reads UBL 2 invoices and credit notes: Peppol BIS 3, EN 16931, XRechnung, and mostly EHF 2 and OIOUBL."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from kontera.core.invoice import Invoice, Totals, VatCategory, VatSubtotal
from kontera.core.reading import Reading
from kontera.formats.codec import Codec
from kontera.formats.codes import CATEGORIES, document_type
from kontera.formats.taking import Node, Taking, local
from kontera.formats.ubl.lines import LINES, read_lines
from kontera.formats.ubl.parties import read_address, read_parties
from kontera.formats.ubl.parts import read_allowances, read_category, read_period
from kontera.formats.ubl.payment import read_due_date, read_payment
from kontera.formats.ubl.references import read_attachments, read_preceding, read_references
from kontera.formats.xml import Element

NAME: Final = "ubl"
INVOICE: Final = "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
CREDIT_NOTE: Final = "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2"
CAC: Final = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
CBC: Final = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
EXT: Final = "urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2"
PREFIXES: Final = {CAC: "cac", CBC: "cbc", EXT: "ext"}
ROOTS: Final = frozenset({f"{{{INVOICE}}}Invoice", f"{{{CREDIT_NOTE}}}CreditNote"})
OIOUBL_2: Final = "OIOUBL-"


def recognises(root: Element) -> bool:
    """Whether this is a UBL 2 invoice or credit note, by its namespace."""
    return root.tag in ROOTS


def read(root: Element) -> tuple[Reading, ...]:
    """The one invoice of a UBL document, with the evidence of each value and what has no place in it."""
    taking = Taking(root, NAME, PREFIXES)
    invoice = _invoice(Node(root, taking))
    return (Reading(invoice, NAME, taking.evidence, taking.unread(), tuple(taking.findings)),)


CODEC: Final = Codec(NAME, recognises, read)


def _invoice(node: Node) -> Invoice:
    credit_note = node.element is not None and local(node.element) == "CreditNote"
    currency = node.taking.currency = node.take("DocumentCurrencyCode", "currency")
    accounting_currency = node.take("TaxCurrencyCode", "accounting_currency")
    code = node.take("InvoiceTypeCode|CreditNoteTypeCode", "type_code")
    node.one("InvoiceTypeCode|CreditNoteTypeCode").named("type").note()
    specification = node.take("CustomizationID", "specification")
    parties = read_parties(node)
    references = read_references(node)
    vat = _vat(node, accounting_currency)
    totals = _totals(node, accounting_currency, specification)
    lines = read_lines(node)
    return Invoice(
        type=document_type(code, credit_note=credit_note),
        type_code=code,
        number=node.take("ID", "number"),
        issue_date=node.day("IssueDate", "issue_date"),
        due_date=read_due_date(node),
        tax_point=node.day("TaxPointDate", "tax_point"),
        currency=currency,
        accounting_currency=accounting_currency,
        buyer_reference=references.buyer,
        seller_reference=references.seller,
        order_number=references.order,
        sales_order=references.sales_order,
        contract=references.contract,
        project=references.project,
        despatch_advice=references.despatch,
        receiving_advice=references.receipt,
        invoiced_object=references.invoiced_object,
        buyer_accounting=node.take("AccountingCost|AccountingCostCode", "buyer_accounting"),
        customer_number=node.take("AccountingCustomerParty/SupplierAssignedAccountID", "customer_number"),
        notes=node.texts("Note", "notes"),
        preceding=read_preceding(node),
        seller=parties.seller,
        buyer=parties.buyer,
        payee=parties.payee,
        delivery_date=node.day("Delivery/ActualDeliveryDate", "delivery_date"),
        delivery_address=read_address(node.one("Delivery/DeliveryLocation/Address", "delivery_address")),
        period=read_period(node.one("InvoicePeriod", "period")),
        payment=read_payment(node),
        allowances_charges=read_allowances(node),
        totals=totals,
        vat=vat,
        attachments=read_attachments(node),
        lines=lines,
        reverse_charge=_reverse_charge(node),
        process=node.take("ProfileID", "process"),
        specification=specification,
    )


def _reverse_charge(node: Node) -> bool:
    """Whether a VAT group or a line of the document says reverse charge."""
    codes = (*node.all("TaxTotal/TaxSubtotal/TaxCategory/ID"), *node.all(f"{LINES}/Item/ClassifiedTaxCategory/ID"))
    said = next((code for code in codes if CATEGORIES.get(code.peek()) is VatCategory.REVERSE_CHARGE), None)
    if said is not None:
        said.named("reverse_charge").note()
    return said is not None


def _totals(node: Node, accounting_currency: str, specification: str) -> Totals:
    total = node.one("LegalMonetaryTotal", "totals")
    stated, accounted = _tax_totals(node, accounting_currency)
    vat = stated.named("totals").amount("TaxAmount", "vat")
    return Totals(
        line_net=total.amount("LineExtensionAmount", "line_net"),
        allowances=total.amount("AllowanceTotalAmount", "allowances"),
        charges=total.amount("ChargeTotalAmount", "charges"),
        net=_net(total, vat, specification),
        vat=vat,
        vat_accounting=accounted.named("totals").number("TaxAmount", "vat_accounting"),
        gross=total.amount("TaxInclusiveAmount", "gross"),
        prepaid=total.amount("PrepaidAmount", "prepaid"),
        rounding=total.amount("PayableRoundingAmount", "rounding"),
        payable=total.amount("PayableAmount", "payable"),
    )


def _net(total: Node, vat: Decimal | None, specification: str) -> Decimal | None:
    """BT-109; OIOUBL 2 puts the sum of the taxes there, which says nothing that BT-110 does not."""
    if not specification.startswith(OIOUBL_2):
        return total.amount("TaxExclusiveAmount", "net")
    if total.peek("TaxExclusiveAmount") and total.amount("TaxExclusiveAmount") != vat:
        total.remark("einvoice.tax_total_differs", "Two different totals of tax are stated.")
    return None


def _tax_totals(node: Node, accounting_currency: str) -> tuple[Node, Node]:
    """The tax total in the invoice's currency (BT-110) and the one in the accounting currency (BT-111)."""
    nothing = Node(None, node.taking)
    other = accounting_currency and accounting_currency != node.taking.currency
    stated, accounted = nothing, nothing
    for total in node.all("TaxTotal"):
        if other and total.one("TaxAmount").attribute("currencyID") == accounting_currency:
            accounted = accounted or total
        else:
            stated = stated or total
    return stated, accounted


def _vat(node: Node, accounting_currency: str) -> tuple[VatSubtotal, ...]:
    stated, _ = _tax_totals(node, accounting_currency)
    return tuple(_subtotal(group.named(f"vat[{i}]")) for i, group in enumerate(stated.all("TaxSubtotal")))


def _subtotal(group: Node) -> VatSubtotal:
    category = group.one("TaxCategory")
    found, rate = read_category(category)
    return VatSubtotal(
        category=found,
        rate=rate if rate is not None else group.number("Percent", "rate"),
        taxable=group.amount("TaxableAmount", "taxable"),
        tax=group.amount("TaxAmount", "tax"),
        exemption_reason=category.take("TaxExemptionReason", "exemption_reason"),
        exemption_code=category.take("TaxExemptionReasonCode", "exemption_code"),
    )
