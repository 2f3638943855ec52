"""Peppol's own rules on CII that hold for every country: header, allowances, periods, payment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final

from kontera.core.validation import Weight
from kontera.formats.rules.peppol.cii_document import (
    UNKNOWN,
    CiiDocument,
    below,
    first,
    has,
    is_charge,
    one_of,
    value,
    values,
)
from kontera.formats.rules.peppol.values import decimal, divided, normal, number, product, within
from kontera.formats.rules.rule import Hit, Rule
from kontera.formats.xml import Element

SPECIFICATION: Final = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"
GUIDELINE: Final = "ram:GuidelineSpecifiedDocumentContextParameter/ram:ID"
PROCESS: Final = "ram:BusinessProcessSpecifiedDocumentContextParameter/ram:ID"
TAX_TOTAL: Final = "ram:SpecifiedTradeSettlementHeaderMonetarySummation/ram:TaxTotalAmount"
DIRECT_DEBITS: Final = frozenset({"49", "59"})
SLACK: Final = Decimal("0.02")


def process_stated(document: CiiDocument) -> Iterable[Hit]:
    """PEPPOL-EN16931-R001: the business process (BT-23) is stated."""
    return [Hit(at) for at in document.all("rsm:ExchangedDocumentContext") if not has(at, PROCESS)]


def process_approved(document: CiiDocument) -> Iterable[Hit]:
    """PEPPOL-EN16931-R007: the business process is one that Peppol has approved (from 3.0.21 by its whole name)."""
    if document.profile == UNKNOWN:
        for at in document.all("rsm:ExchangedDocumentContext"):
            yield Hit(at, document.process)


def process_numbered(document: CiiDocument) -> Iterable[Hit]:
    """PEPPOL-EN16931-R007 up to 3.0.20: the business process names a numbered billing process."""
    if document.profile_before == UNKNOWN:
        for at in document.all("rsm:ExchangedDocumentContext"):
            yield Hit(at, document.process)


def specification_plain(document: CiiDocument) -> Iterable[Hit]:
    """PEPPOL-EN16931-R004: the specification (BT-24) begins as BIS Billing 3 does and has no version behind it."""
    for at in document.all("rsm:ExchangedDocumentContext"):
        found = normal(first(at, GUIDELINE))
        if not found.startswith(SPECIFICATION) or "::" in found:
            yield Hit(at, found)


def specification_begins(document: CiiDocument) -> Iterable[Hit]:
    """PEPPOL-EN16931-R004 up to 3.0.20: the specification (BT-24) begins as BIS Billing 3 does."""
    for at in document.all("rsm:ExchangedDocumentContext"):
        found = normal(first(at, GUIDELINE))
        if not found.startswith(SPECIFICATION):
            yield Hit(at, found)


def buyer_reference_or_order(document: CiiDocument) -> Iterable[Hit]:
    """PEPPOL-EN16931-R003: a buyer reference (BT-10) or an order number (BT-13) is stated."""
    for at in document.all("ram:ApplicableHeaderTradeAgreement"):
        if not has(at, "ram:BuyerReference") and not has(at, "ram:BuyerOrderReferencedDocument/ram:IssuerAssignedID"):
            yield Hit(at)


def one_invoiced_object(document: CiiDocument) -> Iterable[Hit]:
    """PEPPOL-EN16931-R006: at most one invoiced object (BT-18, type 130) in the header."""
    return _more_than_one(document.all("ram:ApplicableHeaderTradeAgreement"), "130")


def one_project(document: CiiDocument) -> Iterable[Hit]:
    """PEPPOL-EN16931-R080: at most one project reference (type 50) in the header."""
    return _more_than_one(document.all("ram:ApplicableHeaderTradeAgreement"), "50")


def _more_than_one(agreements: list[Element], kind: str) -> Iterator[Hit]:
    for at in agreements:
        references = below(at, "ram:AdditionalReferencedDocument")
        if sum(kind in values(reference, "ram:TypeCode") for reference in references) > 1:
            yield Hit(at)


def tax_currency_differs(document: CiiDocument) -> Iterable[Hit]:
    """PEPPOL-EN16931-R005: the currency VAT is accounted in (BT-6) is another than the invoice's (BT-5)."""
    for at in document.all("ram:ApplicableHeaderTradeSettlement"):
        tax = normal(first(at, "ram:TaxCurrencyCode"))
        if has(at, "ram:TaxCurrencyCode") and tax == normal(first(at, "ram:InvoiceCurrencyCode")):
            yield Hit(at, tax)


def one_tax_total(document: CiiDocument) -> Iterable[Hit]:
    """PEPPOL-EN16931-R053: exactly one VAT total (BT-110) in the invoice's currency."""
    for at in document.all("ram:ApplicableHeaderTradeSettlement"):
        if sum(total.get("currencyID") in document.currencies for total in below(at, TAX_TOTAL)) != 1:
            yield Hit(at)


def one_accounting_total(document: CiiDocument) -> Iterable[Hit]:
    """PEPPOL-EN16931-R054: one VAT total in another currency where VAT is accounted in one (BT-111), else none."""
    for at in document.all("ram:ApplicableHeaderTradeSettlement"):
        found = [total.get("currencyID") for total in below(at, TAX_TOTAL)]
        others = sum(code is not None and any(code != own for own in document.currencies) for code in found)
        if others != int(has(at, "ram:TaxCurrencyCode")):
            yield Hit(at)


def tax_totals_alike(document: CiiDocument) -> Iterable[Hit]:
    """PEPPOL-EN16931-R055: the two VAT totals (BT-110, BT-111) are both negative or both not."""
    if not document.tax_currencies:
        return
    for at in document.all("ram:ApplicableHeaderTradeSettlement"):
        own = _totals_in(at, document.currencies)
        accounted = _totals_in(at, document.tax_currencies)
        negative = any(total < 0 for total in own) and any(total < 0 for total in accounted)
        if not negative and not (any(total >= 0 for total in own) and any(total >= 0 for total in accounted)):
            yield Hit(at)


def _totals_in(settlement: Element, currencies: list[str]) -> list[float]:
    return [number(value(total)) for total in below(settlement, TAX_TOTAL) if total.get("currencyID") in currencies]


def one_note(document: CiiDocument) -> Iterable[Hit]:
    """PEPPOL-EN16931-R002: at most one note (BT-22), and it has no subject code (BT-21)."""
    for at in document.all("rsm:ExchangedDocument"):
        if len(below(at, "ram:IncludedNote")) > 1 or has(at, "ram:IncludedNote/ram:SubjectCode"):
            yield Hit(at)


def buyer_addressed(document: CiiDocument) -> Iterable[Hit]:
    """PEPPOL-EN16931-R010: the buyer has an electronic address (BT-49)."""
    return [Hit(at) for at in document.all("ram:BuyerTradeParty") if not _addressed(at)]


def seller_addressed(document: CiiDocument) -> Iterable[Hit]:
    """PEPPOL-EN16931-R020: the seller has an electronic address (BT-34)."""
    return [Hit(at) for at in document.all("ram:SellerTradeParty") if not _addressed(at)]


def _addressed(party: Element) -> bool:
    return has(party, "ram:URIUniversalCommunication/ram:URIID")


def percentage_has_base(document: CiiDocument) -> Iterable[Hit]:
    """PEPPOL-EN16931-R041: an allowance or charge with a percentage states what it is a percentage of."""
    for at in document.all("ram:SpecifiedTradeAllowanceCharge"):
        if has(at, "ram:CalculationPercent") and not has(at, "ram:BasisAmount"):
            yield Hit(at)


def base_has_percentage(document: CiiDocument) -> Iterable[Hit]:
    """PEPPOL-EN16931-R042: an allowance or charge with a base amount states its percentage."""
    for at in document.all("ram:SpecifiedTradeAllowanceCharge"):
        if has(at, "ram:BasisAmount") and not has(at, "ram:CalculationPercent"):
            yield Hit(at)


def _whole(document: CiiDocument) -> Iterator[Element]:
    """The allowances and charges with both percentage and base or with neither: R041 and R042 caught the others."""
    for at in document.all("ram:SpecifiedTradeAllowanceCharge"):
        if has(at, "ram:CalculationPercent") == has(at, "ram:BasisAmount"):
            yield at


def percentage_of_base(document: CiiDocument) -> Iterable[Hit]:
    """PEPPOL-EN16931-R040: an allowance or charge is its percentage of its base amount, give or take 0.02."""
    for at in _whole(document):
        if not has(at, "ram:CalculationPercent"):
            continue
        base = decimal(first(at, "ram:BasisAmount"))
        percent = decimal(first(at, "ram:CalculationPercent"))
        stated = first(at, "ram:ActualAmount")
        amount = decimal(stated) if has(at, "ram:ActualAmount") else Decimal(0)
        if base is None or percent is None or amount is None:
            continue
        if not within(amount, divided(product(base, percent), Decimal(100)), SLACK):
            yield Hit(at, stated)


def indicator_known(document: CiiDocument) -> Iterable[Hit]:
    """PEPPOL-EN16931-R043: the indicator that tells charges from allowances is true or false."""
    for at in (*_whole(document), *document.all("ram:AppliedTradeAllowanceCharge")):
        if (found := is_charge(at)) not in {"true", "false"}:
            yield Hit(at, found)


def mandate_stated(document: CiiDocument) -> Iterable[Hit]:
    """PEPPOL-EN16931-R061: a direct debit (49, 59) names its mandate (BT-89)."""
    for at in document.all("ram:SpecifiedTradeSettlementPaymentMeans"):
        above = at.getparent()
        code = normal(one_of(values(at, "ram:TypeCode")))
        mandate = above is not None and has(above, "ram:SpecifiedTradePaymentTerms/ram:DirectDebitMandateID")
        if code in DIRECT_DEBITS and not mandate:
            yield Hit(at, code)


def line_starts_within(document: CiiDocument) -> Iterable[Hit]:
    """PEPPOL-EN16931-R110: a line's period (BT-134) starts no earlier than the invoice's (BT-73)."""
    for at, day, header in _line_days(document, "StartDateTime"):
        if not any(own >= other for own in day for other in header):
            yield Hit(at, "".join(day))


def line_ends_within(document: CiiDocument) -> Iterable[Hit]:
    """PEPPOL-EN16931-R111: a line's period (BT-135) ends no later than the invoice's (BT-74)."""
    for at, day, header in _line_days(document, "EndDateTime"):
        if not any(own <= other for own in day for other in header):
            yield Hit(at, "".join(day))


def _line_days(document: CiiDocument, name: str) -> Iterator[tuple[Element, list[str], list[str]]]:
    """The lines' days and the header's, as text: the published rule compares them so."""
    period = f"ram:BillingSpecifiedPeriod/ram:{name}"
    for trade in document.all("rsm:SupplyChainTradeTransaction"):
        if not has(trade, f"ram:ApplicableHeaderTradeSettlement/{period}"):
            continue
        header = values(trade, f"ram:ApplicableHeaderTradeSettlement/{period}/udt:DateTimeString")
        for at in below(trade, f"ram:IncludedSupplyChainTradeLineItem/ram:SpecifiedLineTradeSettlement/{period}"):
            yield at, values(at, "udt:DateTimeString"), header


FATAL: Final = Weight.FATAL
GENERAL_RULES: Final[tuple[Rule[CiiDocument], ...]] = (
    Rule("PEPPOL-EN16931-R001", FATAL, process_stated),
    Rule("PEPPOL-EN16931-R007", FATAL, process_numbered, until="3.0.21"),
    Rule("PEPPOL-EN16931-R007", FATAL, process_approved, since="3.0.21"),
    Rule("PEPPOL-EN16931-R004", FATAL, specification_begins, until="3.0.21"),
    Rule("PEPPOL-EN16931-R004", FATAL, specification_plain, since="3.0.21"),
    Rule("PEPPOL-EN16931-R003", FATAL, buyer_reference_or_order),
    Rule("PEPPOL-EN16931-R006", FATAL, one_invoiced_object),
    Rule("PEPPOL-EN16931-R080", FATAL, one_project),
    Rule("PEPPOL-EN16931-R005", FATAL, tax_currency_differs),
    Rule("PEPPOL-EN16931-R053", FATAL, one_tax_total),
    Rule("PEPPOL-EN16931-R054", FATAL, one_accounting_total),
    Rule("PEPPOL-EN16931-R055", FATAL, tax_totals_alike),
    Rule("PEPPOL-EN16931-R002", FATAL, one_note),
    Rule("PEPPOL-EN16931-R010", FATAL, buyer_addressed),
    Rule("PEPPOL-EN16931-R020", FATAL, seller_addressed),
    Rule("PEPPOL-EN16931-R041", FATAL, percentage_has_base),
    Rule("PEPPOL-EN16931-R042", FATAL, base_has_percentage),
    Rule("PEPPOL-EN16931-R040", FATAL, percentage_of_base),
    Rule("PEPPOL-EN16931-R043", FATAL, indicator_known),
    Rule("PEPPOL-EN16931-R061", FATAL, mandate_stated),
    Rule("PEPPOL-EN16931-R110", FATAL, line_starts_within),
    Rule("PEPPOL-EN16931-R111", FATAL, line_ends_within),
)
