"""Reads UN/CEFACT Cross Industry Invoices: EN 16931 CII, Factur-X and ZUGFeRD 2 in all profiles, and ZUGFeRD 1.0."""

from __future__ import annotations

from typing import Final

from kontera.core.invoice import Invoice, VatCategory
from kontera.core.party import Party
from kontera.core.reading import Reading
from kontera.formats.cii.delivery import read_delivery
from kontera.formats.cii.line_references import LINES, line_attachments
from kontera.formats.cii.line_references import SETTLEMENT as LINE_SETTLEMENT
from kontera.formats.cii.lines import read_lines
from kontera.formats.cii.parties import read_party
from kontera.formats.cii.parts import FLAG, TRUE, WHEN, read_allowances, read_note, read_period
from kontera.formats.cii.payment import read_payment
from kontera.formats.cii.references import read_attachments, read_preceding, read_references
from kontera.formats.cii.terms import read_due_date
from kontera.formats.cii.totals import TAX, read_tax_point, read_totals, read_vat
from kontera.formats.codec import Codec
from kontera.formats.codes import CATEGORIES, document_type
from kontera.formats.signs import positive
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
AGREEMENT: Final = "ApplicableHeaderTradeAgreement|ApplicableSupplyChainTradeAgreement"
DELIVERY: Final = "ApplicableHeaderTradeDelivery|ApplicableSupplyChainTradeDelivery"
SETTLEMENT: Final = "ApplicableHeaderTradeSettlement|ApplicableSupplyChainTradeSettlement"


def recognises(root: Element) -> bool:
    """Whether this is a Cross Industry Invoice or ZUGFeRD 1.0, by its namespace."""
    tag = root.tag
    is_invoice = tag.startswith(INVOICE) and tag.endswith("}CrossIndustryInvoice")
    return is_invoice or (tag.startswith(ZUGFERD_1) and tag.endswith("}CrossIndustryDocument"))


def read(root: Element) -> tuple[Reading, ...]:
    """The one invoice of a CII document, with the evidence of each value and what has no place in it."""
    taking = Taking(root, NAME, PREFIXES)
    node = Node(root, taking)
    invoice = _invoice(node)
    language = node.one(DOCUMENT).take("LanguageID").lower()[:2]
    _remark(node, invoice)
    return (Reading(positive(invoice), NAME, taking.evidence, taking.unread(), tuple(taking.findings), language),)


CODEC: Final = Codec(NAME, recognises, read)


def _invoice(root: Node) -> Invoice:
    document, context, trade = root.one(DOCUMENT), root.one(CONTEXT), root.one(TRADE)
    agreement, delivery, settlement = trade.one(AGREEMENT), trade.one(DELIVERY), trade.one(SETTLEMENT)
    currency = root.taking.currency = settlement.take("InvoiceCurrencyCode", "currency")
    accounting_currency = settlement.take("TaxCurrencyCode", "accounting_currency")
    code = document.take("TypeCode", "type_code")
    document.one("TypeCode").named("type").note()
    references = read_references(agreement, delivery, settlement)
    delivered = read_delivery(agreement, delivery)
    tax_point, tax_point_code = read_tax_point(settlement)
    return Invoice(
        type=document_type(code, credit_note=False),
        type_code=code,
        number=document.take("ID", "number"),
        issue_date=document.day(f"IssueDateTime/{WHEN}", "issue_date"),
        due_date=read_due_date(settlement),
        tax_point=tax_point,
        tax_point_code=tax_point_code,
        currency=currency,
        accounting_currency=accounting_currency,
        order_number=references.order,
        tender=references.tender,
        buyer_reference=references.buyer,
        seller_reference=references.seller,
        sales_order=references.sales_order,
        contract=references.contract,
        project=references.project,
        despatch_advice=references.despatch,
        receiving_advice=references.receipt,
        invoiced_object=references.invoiced_object,
        invoiced_object_scheme=references.invoiced_object_scheme,
        buyer_accounting=settlement.take("ReceivableSpecifiedTradeAccountingAccount/ID", "buyer_accounting"),
        notes=_notes(document),
        preceding=read_preceding(settlement),
        seller=read_party(agreement.one("SellerTradeParty", "seller")),
        buyer=read_party(agreement.one("BuyerTradeParty", "buyer")),
        payee=_other_party(settlement.one("PayeeTradeParty", "payee")),
        tax_representative=_other_party(agreement.one("SellerTaxRepresentativeTradeParty", "tax_representative")),
        delivery_date=delivered.day,
        delivery_name=delivered.name,
        delivery_location=delivered.location,
        delivery_address=delivered.address,
        delivery_terms=delivered.terms,
        period=read_period(settlement.one("BillingSpecifiedPeriod", "period")),
        payment=read_payment(settlement),
        allowances_charges=read_allowances(settlement),
        totals=read_totals(settlement, accounting_currency),
        vat=read_vat(settlement),
        attachments=read_attachments(agreement, line_attachments(trade)),
        lines=read_lines(trade),
        reverse_charge=_reverse_charge(trade),
        process=context.take("BusinessProcessSpecifiedDocumentContextParameter/ID", "process"),
        specification=context.take("GuidelineSpecifiedDocumentContextParameter/ID", "specification"),
    )


def _other_party(node: Node) -> Party | None:
    return read_party(node) if node else None


def _notes(document: Node) -> tuple[str, ...]:
    """BG-1."""
    stated = [note for note in document.all("IncludedNote") if any(part.peek() for part in note.all("Content"))]
    return tuple(read_note(note, f"notes[{i}]") for i, note in enumerate(stated))


def _reverse_charge(trade: Node) -> bool:
    """Whether a VAT group or a line of the document says reverse charge."""
    paths = (f"{SETTLEMENT}/{TAX}/CategoryCode", f"{LINES}/{LINE_SETTLEMENT}/{TAX}/CategoryCode")
    codes = (code for path in paths for code in trade.all(path))
    said = next((code for code in codes if CATEGORIES.get(code.peek()) is VatCategory.REVERSE_CHARGE), None)
    if said is not None:
        said.named("reverse_charge").note()
    return said is not None


def _remark(root: Node, invoice: Invoice) -> None:
    """What a person should know of the document as a whole."""
    test, copy = root.one(f"{CONTEXT}/TestIndicator/{FLAG}"), root.one(f"{DOCUMENT}/CopyIndicator/{FLAG}")
    if test.take() in TRUE:
        test.named("number").remark("einvoice.test_document", "The document says it is a test.")
    if copy.take() in TRUE:
        copy.named("number").remark("einvoice.copy", "The document says it is a copy.")
    if positive(invoice) is not invoice:
        root.named("totals.payable").remark(
            "einvoice.negative_credit_note",
            "The credit note states its amounts with minus signs; they are read as amounts that are credited.",
        )
