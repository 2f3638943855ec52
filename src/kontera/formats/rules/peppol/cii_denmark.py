"""The Danish rules of Peppol BIS Billing 3 on CII: they hold when the seller's address is in Denmark."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from kontera.core.validation import Weight
from kontera.formats.rules.peppol.cii_document import CiiDocument, below, first, value, values
from kontera.formats.rules.peppol.numbers import is_tax_category
from kontera.formats.rules.peppol.values import normal, number
from kontera.formats.rules.rule import Hit, Rule
from kontera.formats.xml import Element

DENMARK: Final = "DK"
TRADE: Final = "rsm:SupplyChainTradeTransaction"
LEGAL_ID: Final = "ram:SpecifiedLegalOrganization/ram:ID"
CVR_SCHEME: Final = "0184"
CHARGES: Final = "ram:SpecifiedTradeAllowanceCharge"
DUTY: Final = "ZZZ"
CREDIT_NOTE: Final = "381"
DUE: Final = "ram:SpecifiedTradeSettlementHeaderMonetarySummation/ram:DuePayableAmount"
MEANS: Final = " 1 10 31 42 48 49 50 58 59 93 97 "
TRANSFERS: Final = frozenset({"31", "42"})
DEBIT, GIRO, SLIP = "49", "50", "93"
GIRO_CARDS: Final = frozenset({"01#", "04#", "15#"})
SLIP_CARDS: Final = frozenset({"71#", "73#", "75#"})
GIRO_LENGTH: Final = 7
CREDITOR_LENGTH: Final = 8
CODE_LENGTH: Final = 4
CARD_LENGTH: Final = 3
GIRO_REFERENCE: Final = frozenset({19})  # the card type with its mark, and sixteen digits
SLIP_REFERENCE: Final = frozenset({18, 19})  # the same with fifteen or sixteen
UNSPSC: Final = "TST"
UNSPSC_VERSIONS: Final = frozenset({"19.05.01", "19.0501", "26.08.01", "26.0801"})
ACCOUNT: Final = "ram:PayeePartyCreditorFinancialAccount/ram:IBANID"
BANK: Final = "ram:PayeeSpecifiedCreditorFinancialInstitution/ram:BICID"
MANDATE: Final = "ram:SpecifiedTradePaymentTerms/ram:DirectDebitMandateID"  # where the published rule looks for it
CLASSES: Final = "ram:SpecifiedTradeProduct/ram:DesignatedProductClassification/ram:ClassCode"


def _from_denmark(document: CiiDocument) -> bool:
    return DENMARK in document.seller_countries


def _within_denmark(document: CiiDocument) -> bool:
    return _from_denmark(document) and DENMARK in document.buyer_countries


def _legal_ids(parties: list[Element]) -> list[Element]:
    return [number_of for party in parties for number_of in below(party, LEGAL_ID)]


def seller_registered(document: CiiDocument) -> Iterable[Hit]:
    """DK-R-002: a Danish seller states its legal registration number (BT-30)."""
    numbers = _legal_ids(document.sellers)
    if _from_denmark(document) and not any(normal(value(at)) for at in numbers):
        yield Hit(document.root)


def duty_explained(document: CiiDocument) -> Iterable[Hit]:
    """DK-R-004: a duty (reason code ZZZ) names its four-digit category, or a # inside its reason."""
    if not _within_denmark(document):
        return
    charges = [
        at for settlement in document.settlements for at in below(settlement, "ram:SpecifiedTradeAllowanceCharge")
    ]
    duties = [at for at in charges if DUTY in values(at, "ram:ReasonCode")]
    reasons = [reason for at in charges for reason in values(at, "ram:Reason")]
    if len(reasons) > 1:  # the published rule cannot be computed then: each duty answers for itself
        reasons = [first(at, "ram:Reason") for at in duties]
    if duties and not (reasons and all(map(_is_duty, reasons))):
        yield Hit(document.root, ", ".join(reasons))


def _is_duty(reason: str) -> bool:
    if len(normal(reason)) == CODE_LENGTH and is_tax_category(reason):
        return True
    return "#" in reason and not reason.startswith("#") and not reason.endswith("#")


def global_ids_have_scheme(document: CiiDocument) -> Iterable[Hit]:
    """DK-R-013: the global ids of seller and buyer say their scheme."""
    if _within_denmark(document) and (_schemeless(document.sellers) or _schemeless(document.buyers)):
        yield Hit(document.root)


def _schemeless(parties: list[Element]) -> bool:
    found = [at for party in parties for at in below(party, "ram:GlobalID")]
    return bool(found) and not any(normal(at.get("schemeID", "")) for at in found)


def seller_number_is_cvr(document: CiiDocument) -> Iterable[Hit]:
    """DK-R-014: a Danish seller's registration number is a CVR number (scheme 0184)."""
    numbers = _legal_ids(document.sellers)
    if _from_denmark(document) and numbers:
        scheme = normal(next((found for at in numbers if (found := at.get("schemeID"))), ""))
        if scheme != CVR_SCHEME:
            yield Hit(document.root, scheme)


def credit_not_negative(document: CiiDocument) -> Iterable[Hit]:
    """DK-R-016: a Danish credit note is not below zero (BT-115)."""
    if _within_denmark(document) and document.type_code == CREDIT_NOTE:
        due = next((text for settlement in document.settlements for text in values(settlement, DUE)), "")
        if number(due) < 0:
            yield Hit(document.root, due)


def _domestic_means(document: CiiDocument, *codes: str) -> Iterator[Element]:
    """The payment means with one of the codes, between Danish parties."""
    if _within_denmark(document):
        for at in document.payment_means:
            if any(code in codes for code in values(at, "ram:TypeCode")):
                yield at


def _reference(means: Element) -> str:
    above = means.getparent()
    return "" if above is None else first(above, "ram:PaymentReference")


def means_allowed(document: CiiDocument) -> Iterable[Hit]:
    """DK-R-005: the payment means is one that Danish sellers use."""
    if _within_denmark(document):
        for at in document.payment_means:
            code = first(at, "ram:TypeCode")
            if f" {code} " not in MEANS:
                yield Hit(at, code)


def transfer_complete(document: CiiDocument) -> Iterable[Hit]:
    """DK-R-006: a transfer (31, 42) names account and bank."""
    for at in _domestic_means(document, *TRANSFERS):
        if not normal(first(at, ACCOUNT)) or not normal(first(at, BANK)):
            yield Hit(at)


def debit_complete(document: CiiDocument) -> Iterable[Hit]:
    """DK-R-007: a direct debit (49) names mandate and creditor; the rule looks for the mandate inside the means."""
    for at in _domestic_means(document, DEBIT):
        above = at.getparent()
        creditor = "" if above is None else normal(first(above, "ram:CreditorReferenceID"))
        if not creditor or not normal(first(at, MANDATE)):
            yield Hit(at)


def giro_complete(document: CiiDocument) -> Iterable[Hit]:
    """DK-R-008: a giro payment (50) has a card type 01, 04 or 15 and a giro number of seven places."""
    for at in _domestic_means(document, GIRO):
        if _reference(at)[:CARD_LENGTH] not in GIRO_CARDS or len(first(at, ACCOUNT)) != GIRO_LENGTH:
            yield Hit(at, _reference(at))


def giro_reference_length(document: CiiDocument) -> Iterable[Hit]:
    """DK-R-009: a giro reference of card type 04 or 15 has sixteen digits behind it."""
    return _short(_domestic_means(document, GIRO), {"04#", "15#"}, GIRO_REFERENCE)


def slip_complete(document: CiiDocument) -> Iterable[Hit]:
    """DK-R-010: a slip (93) has a card type 71, 73 or 75 and a creditor number of eight places."""
    for at in _domestic_means(document, SLIP):
        if _reference(at)[:CARD_LENGTH] not in SLIP_CARDS or len(first(at, ACCOUNT)) != CREDITOR_LENGTH:
            yield Hit(at, _reference(at))


def slip_reference_length(document: CiiDocument) -> Iterable[Hit]:
    """DK-R-011: a slip's reference of card type 71 or 75 has fifteen or sixteen digits behind it."""
    return _short(_domestic_means(document, SLIP), {"71#", "75#"}, SLIP_REFERENCE)


def _short(means: Iterable[Element], cards: set[str], lengths: frozenset[int]) -> Iterator[Hit]:
    for at in means:
        reference = _reference(at)
        if reference[:CARD_LENGTH] in cards and len(reference) not in lengths:
            yield Hit(at, reference)


def classified_by_version(document: CiiDocument) -> Iterable[Hit]:
    """DK-R-003: a classification by UNSPSC (TST) names one of its allowed versions."""
    if not _within_denmark(document):
        return
    for at in below(document.root, f"{TRADE}/ram:IncludedSupplyChainTradeLineItem"):
        codes = below(at, CLASSES)
        versions = [version for code in codes if (version := code.get("listVersionID")) is not None]
        listed = any(code.get("listID") == UNSPSC for code in codes)
        if listed and not UNSPSC_VERSIONS.intersection(versions):
            yield Hit(at, ", ".join(versions))


FATAL: Final = Weight.FATAL
DANISH_RULES: Final[tuple[Rule[CiiDocument], ...]] = (
    Rule("DK-R-002", FATAL, seller_registered),
    Rule("DK-R-004", FATAL, duty_explained),
    Rule("DK-R-013", FATAL, global_ids_have_scheme),
    Rule("DK-R-014", FATAL, seller_number_is_cvr),
    Rule("DK-R-016", FATAL, credit_not_negative),
    Rule("DK-R-005", FATAL, means_allowed),
    Rule("DK-R-006", FATAL, transfer_complete),
    Rule("DK-R-007", FATAL, debit_complete),
    Rule("DK-R-008", FATAL, giro_complete),
    Rule("DK-R-009", FATAL, giro_reference_length),
    Rule("DK-R-010", FATAL, slip_complete),
    Rule("DK-R-011", FATAL, slip_reference_length),
    Rule("DK-R-003", Weight.WARNING, classified_by_version),
)
