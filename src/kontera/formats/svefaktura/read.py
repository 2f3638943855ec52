"""Reads Svefaktura 1.0: the basic invoice of SFTI, which is built on UBL 1.0."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from kontera.core.invoice import Attachment, DocumentReference, Invoice, Payment, Period, Totals, VatSubtotal
from kontera.core.party import Account, Party
from kontera.core.reading import Reading
from kontera.formats.codec import Codec
from kontera.formats.codes import CREDIT_NOTES, account, document_type
from kontera.formats.signs import positive
from kontera.formats.svefaktura.lines import read_lines
from kontera.formats.svefaktura.parties import read_party
from kontera.formats.svefaktura.parts import (
    identifier,
    money,
    read_address,
    read_allowances,
    read_category,
    says_reverse_charge,
)
from kontera.formats.taking import Node, Taking
from kontera.formats.xml import Element

NAME: Final = "svefaktura"
NAMESPACE: Final = "urn:sfti:documents:BasicInvoice:1:0"
PREFIXES: Final = {
    "urn:sfti:CommonAggregateComponents:1:0": "cac",
    "urn:oasis:names:tc:ubl:CommonBasicComponents:1:0": "cbc",
}
# UNTDID 1153 at the document's references, by the field they belong to; any other is a supporting document
REFERENCES: Final = {
    "ON": "order_number",
    "VN": "sales_order",
    "CT": "contract",
    "AEP": "project",
    "DQ": "despatch_advice",
    "AAK": "despatch_advice",
    "ALO": "receiving_advice",
}
# how a file of the ObjectEnvelope is announced (with the code ATS below): by its ObjectID behind this
OBJECT: Final = "urn:sfti:documents:object:"
FILE: Final = "ATS"


def recognises(root: Element) -> bool:
    """Whether this is a Svefaktura, by its namespace."""
    return root.tag == f"{{{NAMESPACE}}}Invoice"


def read(root: Element) -> tuple[Reading, ...]:
    """The one invoice of a Svefaktura, with the evidence of each value and what has no place in it."""
    taking = Taking(root, NAME, PREFIXES)
    invoice = positive(_invoice(Node(root, taking)))
    return (Reading(invoice, NAME, taking.evidence, taking.unread(), tuple(taking.findings)),)


CODEC: Final = Codec(NAME, recognises, read)


def _invoice(node: Node) -> Invoice:
    node.taking.currency = currency = node.take("InvoiceCurrencyCode", "currency")
    code = node.take("InvoiceTypeCode", "type_code")
    node.one("InvoiceTypeCode").named("type").note()
    lines = read_lines(node)
    if node.peek("LineItemCountNumeric") == str(len(lines)):
        node.take("LineItemCountNumeric")
    references = _references(node)
    seller, buyer = read_party(node.one("SellerParty", "seller")), read_party(node.one("BuyerParty", "buyer"))
    buyer_reference = _requisitionist(node)
    return Invoice(
        type=document_type(code, credit_note=code in CREDIT_NOTES),
        type_code=code,
        number=node.take("ID", "number"),
        issue_date=node.day("IssueDate", "issue_date"),
        due_date=_due_date(node),
        tax_point=node.day("TaxPointDate", "tax_point"),
        currency=currency,
        accounting_currency=node.take("TaxCurrencyCode", "accounting_currency"),
        buyer_reference=buyer_reference,
        order_number=references.fields.get("order_number", "") or _order_of_lines(node),
        sales_order=references.fields.get("sales_order", ""),
        contract=references.fields.get("contract", ""),
        project=references.fields.get("project", ""),
        despatch_advice=references.fields.get("despatch_advice", ""),
        receiving_advice=references.fields.get("receiving_advice", ""),
        customer_number=_customer_number(node, buyer),
        notes=node.texts("Note", "notes"),
        preceding=_preceding(node),
        seller=seller,
        buyer=buyer,
        delivery_date=node.day("Delivery/ActualDeliveryDateTime", "delivery_date"),
        delivery_name=node.take("Delivery/DeliveryAddress/Department", "delivery_name"),
        delivery_location=identifier(node.one("Delivery/DeliveryAddress/ID", "delivery_location")),
        delivery_address=read_address(node.one("Delivery/DeliveryAddress", "delivery_address"), with_department=False),
        delivery_terms=node.joined("DeliveryTerms/SpecialTerms", "delivery_terms"),
        period=_period(node.one("InvoicingPeriod", "period")),
        payment=_payment(node),
        allowances_charges=read_allowances(node),
        totals=_totals(node),
        vat=_vat(node),
        attachments=references.documents,
        lines=lines,
        reverse_charge=_reverse_charge(node),
    )


class _References(NamedTuple):
    """The document's references: those with a field of their own, and supporting documents."""

    fields: dict[str, str]
    documents: tuple[Attachment, ...]


def _references(node: Node) -> _References:
    fields: dict[str, str] = {}
    documents: list[Attachment] = []
    for reference in node.all("AdditionalDocumentReference"):
        stated = reference.one("ID")
        code = stated.attribute("identificationSchemeID").upper()
        field = REFERENCES.get(code, "")
        if field and field not in fields and stated.peek():
            fields[field] = stated.named(field).note()
        elif stated.peek():
            at = reference.named(f"attachments[{len(documents)}]")
            number, words = at.take("ID", "number").removeprefix(OBJECT), at.take("DocumentType", "description")
            if not words and code != FILE:
                words = at.one("ID").attribute("identificationSchemeID", "description")
            documents.append(Attachment(number, words))
    return _References(fields, tuple(documents))


def _requisitionist(node: Node) -> str:
    """BT-10: who ordered; several, such as a department and a person, are parted by commas."""
    stated = (part.named("buyer_reference").note() for part in node.all("RequisitionistDocumentReference/ID"))
    return ", ".join(text for text in stated if text)


def _order_of_lines(node: Node) -> str:
    """The buyer's order where all lines that name one name the same."""
    stated = [part for part in node.all("InvoiceLine/OrderLineReference/OrderReference/BuyersID") if part.peek()]
    if len({part.peek() for part in stated}) != 1:
        return ""
    return stated[0].named("order_number").note()


def _customer_number(node: Node, buyer: Party) -> str:
    """The seller's own number of the buyer: an id without a scheme."""
    number = next((found.id for found in buyer.identifiers if not found.scheme), "")
    for path in ("BuyerParty/Party/PartyIdentification/ID", "BuyerParty/Party/Address/ID"):
        for stated in node.all(path):
            if number and stated.peek() == number:
                stated.named("customer_number").note()
    return number


def _preceding(node: Node) -> tuple[DocumentReference, ...]:
    stated = [part for part in node.all("InitialInvoiceDocumentReference") if part.peek("ID")]
    return tuple(
        DocumentReference(part.take("ID", "number"), part.day("IssueDate", "issue_date"))
        for part in (one.named(f"preceding[{i}]") for i, one in enumerate(stated))
    )


def _period(node: Node) -> Period:
    return Period(node.day("StartDateTime|StartDate", "start"), node.day("EndDateTime|EndDate", "end"))


def _due_date(node: Node) -> date | None:
    """BT-9; several means of payment repeat it, another date stays unread."""
    due = node.day("PaymentMeans/DuePaymentDate", "due_date")
    for repeated in node.all("PaymentMeans/DuePaymentDate"):
        if due is not None and repeated.peek()[:10] == due.isoformat():
            repeated.take()
    return due


def _payment(node: Node) -> Payment:
    """BG-16: the first reference and means count, all accounts are kept."""
    means = node.all("PaymentMeans")
    return Payment(
        means_code=_first(means, "PaymentMeansTypeCode", "payment.means_code"),
        reference=_first(means, "PayeeFinancialAccount/PaymentInstructionID", "payment.reference"),
        accounts=_accounts(means),
        terms=node.joined("PaymentTerms/Note", "payment.terms"),
        penalty_rate=node.number("PaymentTerms/PenaltySurchargePercent", "payment.penalty_rate"),
    )


def _first(means: tuple[Node, ...], path: str, field: str) -> str:
    """The first text at the path; those that repeat it are taken with it, others stay unread."""
    found = ""
    for text in (text for one in means for text in one.all(path)):
        found = found or text.peek()
        if text.peek() == found:
            text.named(field).note()
    return found


def _accounts(means: tuple[Node, ...]) -> tuple[Account, ...]:
    """BG-17: each account once, in document order."""
    found: dict[str, Account] = {}
    for stated in (part for one in means for part in one.all("PayeeFinancialAccount") if part.peek("ID")):
        number, bank = stated.one("ID"), stated.one("FinancialInstitutionBranch/FinancialInstitution/ID")
        read = account(number.peek(), scheme=number.attribute("identificationSchemeName"), bic=bank.peek())
        written = f"{read.scheme}:{read.id}"
        at = list(found).index(written) if written in found else len(found)
        found.setdefault(written, read)
        for part in (number, bank):
            part.named(f"payment.accounts[{at}]").note()
    return tuple(found.values())


def _totals(node: Node) -> Totals:
    """Svefaktura's total with VAT is what is to be paid; without rounding it is the sum before it (BT-112) too."""
    total = node.one("LegalTotal", "totals")
    net, vat = (
        money(total, "TaxExclusiveTotalAmount", "net"),
        money(node.named("totals"), "TaxTotal/TotalTaxAmount", "vat"),
    )
    rounding = money(total, "RoundOffAmount", "rounding")
    payable = money(total, "TaxInclusiveTotalAmount", "payable")
    unrounded = not rounding or (payable is not None and net is not None and vat is not None and net + vat == payable)
    return Totals(
        line_net=money(total, "LineExtensionTotalAmount", "line_net"),
        net=net,
        vat=vat,
        vat_accounting=_accounted(node),
        gross=money(total, "TaxInclusiveTotalAmount", "gross") if unrounded else None,
        rounding=rounding,
        payable=payable,
    )


def _accounted(node: Node) -> Decimal | None:
    """BT-111, which Svefaktura states for each rate: the total is only told where there is one rate."""
    groups = node.all("TaxTotal/TaxSubTotal")
    return groups[0].named("totals").number("TaxCurrencyTaxAmount", "vat_accounting") if len(groups) == 1 else None


def _vat(node: Node) -> tuple[VatSubtotal, ...]:
    return tuple(_subtotal(group.named(f"vat[{i}]")) for i, group in enumerate(node.all("TaxTotal/TaxSubTotal")))


def _subtotal(group: Node) -> VatSubtotal:
    category, rate = read_category(group.one("TaxCategory"))
    return VatSubtotal(
        category=category,
        rate=rate,
        taxable=money(group, "TaxableAmount", "taxable"),
        tax=money(group, "TaxAmount", "tax"),
        exemption_reason=group.take("TaxCategory/ExemptionReason", "exemption_reason"),
    )


def _reverse_charge(node: Node) -> bool:
    """Whether a VAT group or a line says that the buyer accounts for the VAT."""
    reasons = (
        *node.all("TaxTotal/TaxSubTotal/TaxCategory/ExemptionReason"),
        *node.all("InvoiceLine/Item/TaxCategory/ExemptionReason"),
    )
    said = [reason for reason in reasons if says_reverse_charge(reason.peek())]
    for reason in said:
        reason.named("reverse_charge").note()
    return bool(said)
