"""Reads UN/CEFACT Cross Industry Invoices: EN 16931 CII, Factur-X and ZUGFeRD 2 in all profiles, and ZUGFeRD 1.0."""

from __future__ import annotations

from typing import Final

from kontera.core.invoice import DocumentReference, Invoice, Totals, VatCategory, VatSubtotal
from kontera.core.reading import Reading
from kontera.formats.cii.lines import read_lines
from kontera.formats.cii.parties import read_address, read_party
from kontera.formats.cii.parts import read_allowances, read_category, read_period
from kontera.formats.cii.payment import read_payment
from kontera.formats.cii.references import read_attachments, read_references
from kontera.formats.codec import Codec
from kontera.formats.codes import CATEGORIES, document_type
from kontera.formats.taking import Node, Taking
from kontera.formats.xml import Element

NAME: Final = "cii"
INVOICE: Final = "{urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:"
ZUGFERD_1: Final = "{urn:ferd:CrossIndustryDocument:invoice:"
RAM: Final = "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:"
UDT: Final = "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:"
QDT: Final = "urn:un:unece:uncefact:data:standard:QualifiedDataType:"
PREFIXES: Final = {
    f"{INVOICE[1:]}100": "rsm",
    f"{ZUGFERD_1[1:]}1p0": "rsm",
    f"{RAM}100": "ram",
    f"{RAM}12": "ram",
    f"{UDT}100": "udt",
    f"{UDT}15": "udt",
    f"{QDT}100": "qdt",
}

# the second name of each is ZUGFeRD 1.0's
CONTEXT: Final = "ExchangedDocumentContext|SpecifiedExchangedDocumentContext"
DOCUMENT: Final = "ExchangedDocument|HeaderExchangedDocument"
TRADE: Final = "SupplyChainTradeTransaction|SpecifiedSupplyChainTradeTransaction"
AGREEMENT: Final = f"{TRADE}/ApplicableHeaderTradeAgreement|ApplicableSupplyChainTradeAgreement"
DELIVERY: Final = f"{TRADE}/ApplicableHeaderTradeDelivery|ApplicableSupplyChainTradeDelivery"
SETTLEMENT: Final = f"{TRADE}/ApplicableHeaderTradeSettlement|ApplicableSupplyChainTradeSettlement"
SUMMATION: Final = "SpecifiedTradeSettlementHeaderMonetarySummation|SpecifiedTradeSettlementMonetarySummation"


def recognises(root: Element) -> bool:
    """Whether this is a Cross Industry Invoice or ZUGFeRD 1.0, by its namespace."""
    tag = root.tag
    is_invoice = tag.startswith(INVOICE) and tag.endswith("}CrossIndustryInvoice")
    return is_invoice or (tag.startswith(ZUGFERD_1) and tag.endswith("}CrossIndustryDocument"))


def read(root: Element) -> tuple[Reading, ...]:
    """The one invoice of a CII document, with the evidence of each value and what has no place in it."""
    taking = Taking(root, NAME, PREFIXES)
    invoice = _invoice(Node(root, taking))
    return (Reading(invoice, NAME, taking.evidence, taking.unread(), tuple(taking.findings)),)


CODEC: Final = Codec(NAME, recognises, read)


def _invoice(root: Node) -> Invoice:
    document, context = root.one(DOCUMENT), root.one(CONTEXT)
    agreement, delivery, settlement = root.one(AGREEMENT), root.one(DELIVERY), root.one(SETTLEMENT)
    currency = root.taking.currency = settlement.take("InvoiceCurrencyCode", "currency")
    accounting_currency = settlement.take("TaxCurrencyCode", "accounting_currency")
    code = document.take("TypeCode", "type_code")
    document.one("TypeCode").named("type").note()
    references = read_references(agreement, delivery)
    payee = settlement.one("PayeeTradeParty", "payee")
    return Invoice(
        type=document_type(code, credit_note=False),
        type_code=code,
        number=document.take("ID", "number"),
        issue_date=document.day("IssueDateTime/DateTimeString", "issue_date"),
        due_date=settlement.day("SpecifiedTradePaymentTerms/DueDateDateTime/DateTimeString", "due_date"),
        tax_point=settlement.day("ApplicableTradeTax/TaxPointDate/DateString", "tax_point"),
        currency=currency,
        accounting_currency=accounting_currency,
        buyer_reference=references.buyer,
        order_number=references.order,
        sales_order=references.sales_order,
        contract=references.contract,
        project=references.project,
        despatch_advice=references.despatch,
        receiving_advice=references.receipt,
        invoiced_object=references.invoiced_object,
        buyer_accounting=settlement.take("ReceivableSpecifiedTradeAccountingAccount/ID", "buyer_accounting"),
        notes=document.texts("IncludedNote/Content", "notes"),
        preceding=_preceding(settlement),
        seller=read_party(agreement.one("SellerTradeParty", "seller")),
        buyer=read_party(agreement.one("BuyerTradeParty", "buyer")),
        payee=read_party(payee) if payee else None,
        delivery_date=delivery.day("ActualDeliverySupplyChainEvent/OccurrenceDateTime/DateTimeString", "delivery_date"),
        delivery_address=read_address(delivery.one("ShipToTradeParty/PostalTradeAddress", "delivery_address")),
        period=read_period(settlement.one("BillingSpecifiedPeriod", "period")),
        payment=read_payment(settlement),
        allowances_charges=read_allowances(settlement),
        totals=_totals(settlement, accounting_currency),
        vat=tuple(_subtotal(part.named(f"vat[{i}]")) for i, part in enumerate(settlement.all("ApplicableTradeTax"))),
        attachments=read_attachments(agreement),
        lines=read_lines(root.one(TRADE)),
        reverse_charge=_reverse_charge(root),
        process=context.take("BusinessProcessSpecifiedDocumentContextParameter/ID", "process"),
        specification=context.take("GuidelineSpecifiedDocumentContextParameter/ID", "specification"),
    )


def _preceding(settlement: Node) -> tuple[DocumentReference, ...]:
    """BG-3: the invoices that this one corrects or settles."""
    return tuple(
        DocumentReference(
            part.take("IssuerAssignedID|ID", "number"),
            part.day("FormattedIssueDateTime|IssueDateTime/DateTimeString", "issue_date"),
            part.take("TypeCode", "type_code"),
        )
        for part in (one.named(f"preceding[{i}]") for i, one in enumerate(settlement.all("InvoiceReferencedDocument")))
    )


def _reverse_charge(root: Node) -> bool:
    """Whether a VAT group or a line of the document says reverse charge."""
    line = "IncludedSupplyChainTradeLineItem"
    tax = "ApplicableTradeTax/CategoryCode"
    paths = (
        f"{SETTLEMENT}/{tax}",
        f"{TRADE}/{line}/SpecifiedLineTradeSettlement|SpecifiedSupplyChainTradeSettlement/{tax}",
    )
    codes = (code for path in paths for code in root.all(path))
    said = next((code for code in codes if CATEGORIES.get(code.peek()) is VatCategory.REVERSE_CHARGE), None)
    if said is not None:
        said.named("reverse_charge").note()
    return said is not None


def _totals(settlement: Node, accounting_currency: str) -> Totals:
    total = settlement.one(SUMMATION, "totals")
    currency = settlement.taking.currency
    other = accounting_currency if accounting_currency != currency else ""
    nothing = Node(None, settlement.taking)
    stated, accounted = nothing, nothing
    for tax in total.all("TaxTotalAmount"):
        if other and tax.attribute("currencyID") == other:
            accounted = accounted or tax
        else:
            stated = stated or tax
    return Totals(
        line_net=total.amount("LineTotalAmount", "line_net"),
        allowances=total.amount("AllowanceTotalAmount", "allowances"),
        charges=total.amount("ChargeTotalAmount", "charges"),
        net=total.amount("TaxBasisTotalAmount", "net"),
        vat=stated.amount("", "vat"),
        vat_accounting=accounted.number("", "vat_accounting"),
        gross=total.amount("GrandTotalAmount", "gross"),
        prepaid=total.amount("TotalPrepaidAmount", "prepaid"),
        rounding=total.amount("RoundingAmount", "rounding"),
        payable=total.amount("DuePayableAmount", "payable"),
    )


def _subtotal(tax: Node) -> VatSubtotal:
    category, rate = read_category(tax)
    return VatSubtotal(
        category=category,
        rate=rate,
        taxable=tax.amount("BasisAmount", "taxable"),
        tax=tax.amount("CalculatedAmount", "tax"),
        exemption_reason=tax.take("ExemptionReason", "exemption_reason"),
        exemption_code=tax.take("ExemptionReasonCode", "exemption_code"),
    )
