"""The Swedish rules of Peppol BIS Billing 3 on CII: they hold when the seller's address is in Sweden."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from kontera.core.validation import Weight
from kontera.formats.rules.peppol.cii_document import VAT, CiiDocument, below, first, has, marked, one_of, value, values
from kontera.formats.rules.peppol.numbers import is_swedish
from kontera.formats.rules.peppol.values import is_number, normal, number
from kontera.formats.rules.rule import Hit, Rule
from kontera.formats.xml import Element

SWEDEN: Final = "SE"
COUNTRY: Final = "ram:PostalTradeAddress/ram:CountryID"
REGISTRATION: Final = "ram:SpecifiedTaxRegistration"
BANK: Final = "ram:PayeeSpecifiedCreditorFinancialInstitution/ram:BICID"
ACCOUNT: Final = "ram:PayeePartyCreditorFinancialAccount/ram:ProprietaryID"
F_TAX: Final = "GODKÄND FÖR F-SKATT"
VAT_LENGTH: Final = 14
ORGANISATION_LENGTH: Final = 10
RATES: Final = frozenset({6.0, 12.0, 25.0})
TRANSFER: Final = "30"
OLD_GIROS: Final = frozenset({"50", "56"})
DEBIT_TRANSFER: Final = "31"
PLUSGIRO_LENGTHS: Final = range(2, 9)
BANKGIRO_LENGTHS: Final = range(7, 9)


def _swedish_sellers(document: CiiDocument) -> list[Element]:
    return [seller for seller in document.sellers if SWEDEN in values(seller, COUNTRY)]


def _vat_numbers(seller: Element) -> list[str]:
    """The numbers under the scheme VAT, one a registration."""
    found = (marked(registration, "ram:ID", schemeID=VAT) for registration in below(seller, REGISTRATION))
    return [value(numbers[0]) for numbers in found if numbers]


def _swedish_vat(document: CiiDocument) -> Iterator[tuple[Element, str]]:
    """The sellers in Sweden with a Swedish VAT number, and that number."""
    for seller in _swedish_sellers(document):
        numbers = _vat_numbers(seller)
        if any(found.startswith(SWEDEN) for found in numbers):
            yield seller, numbers[0]


def vat_length(document: CiiDocument) -> Iterable[Hit]:
    """SE-R-001: a Swedish VAT number has fourteen places."""
    return [Hit(at, found) for at, found in _swedish_vat(document) if len(normal(found)) != VAT_LENGTH]


def vat_numeric(document: CiiDocument) -> Iterable[Hit]:
    """SE-R-002: what follows SE in a Swedish VAT number is a number."""
    return [Hit(at, found) for at, found in _swedish_vat(document) if not is_number(found[2:VAT_LENGTH])]


def _organisations(document: CiiDocument) -> Iterator[tuple[Element, str]]:
    for seller in _swedish_sellers(document):
        for at in below(seller, "ram:SpecifiedLegalOrganization"):
            if has(at, "ram:ID"):
                yield at, first(at, "ram:ID")


def organisation_numeric(document: CiiDocument) -> Iterable[Hit]:
    """SE-R-003: a Swedish organisation number is a number."""
    return [Hit(at, found) for at, found in _organisations(document) if not is_number(found)]


def organisation_length(document: CiiDocument) -> Iterable[Hit]:
    """SE-R-004: a Swedish organisation number has ten places."""
    return [Hit(at, found) for at, found in _organisations(document) if len(normal(found)) != ORGANISATION_LENGTH]


def organisation_checked(document: CiiDocument) -> Iterable[Hit]:
    """SE-R-013: a Swedish organisation number passes Luhn's check."""
    return [Hit(at, found) for at, found in _organisations(document) if not is_swedish(normal(found))]


def f_tax_worded(document: CiiDocument) -> Iterable[Hit]:
    """SE-R-005: a Swedish seller's tax registration (BT-32) reads "Godkänd för F-skatt"."""
    for seller in _swedish_sellers(document):
        if not has(seller, "ram:SpecifiedLegalOrganization/ram:ID"):
            continue
        for at in marked(seller, f"{REGISTRATION}/ram:ID", schemeID="FC"):
            if normal(value(at).upper()) != F_TAX:
                yield Hit(at, value(at))


def rate_swedish(document: CiiDocument) -> Iterable[Hit]:
    """SE-R-006: a Swedish seller's VAT rate is 6, 12 or 25 per cent."""
    sellers = _swedish_sellers(document)
    if not any(found.startswith(SWEDEN) for seller in sellers for found in _vat_numbers(seller)):
        return
    for at in (*document.all("ram:ApplicableTradeTax"), *document.all("ram:CategoryTradeTax")):
        rate = first(at, "ram:RateApplicablePercent")
        if number(rate) not in RATES:
            yield Hit(at, rate)


def _means(document: CiiDocument) -> Iterator[tuple[Element, str]]:
    """The payment means of trades with a seller in Sweden, with their codes."""
    if _swedish_sellers(document):
        for at in document.payment_means:
            yield at, normal(one_of(values(at, "ram:TypeCode")))


def _giros(document: CiiDocument, name: str) -> Iterator[tuple[Element, str]]:
    for means, code in _means(document):
        if code == TRANSFER and normal(one_of(values(means, BANK))) == name:
            for at in below(means, ACCOUNT):
                yield at, normal(value(at))


def plusgiro_numeric(document: CiiDocument) -> Iterable[Hit]:
    """SE-R-007: a plusgiro is a number."""
    return [Hit(at, found) for at, found in _giros(document, "SE:PLUSGIRO") if not is_number(found)]


def plusgiro_length(document: CiiDocument) -> Iterable[Hit]:
    """SE-R-010: a plusgiro has two to eight places."""
    return [Hit(at, found) for at, found in _giros(document, "SE:PLUSGIRO") if len(found) not in PLUSGIRO_LENGTHS]


def bankgiro_numeric(document: CiiDocument) -> Iterable[Hit]:
    """SE-R-008: a bankgiro is a number."""
    return [Hit(at, found) for at, found in _giros(document, "SE:BANKGIRO") if not is_number(found)]


def bankgiro_length(document: CiiDocument) -> Iterable[Hit]:
    """SE-R-009: a bankgiro has seven or eight places."""
    return [Hit(at, found) for at, found in _giros(document, "SE:BANKGIRO") if len(found) not in BANKGIRO_LENGTHS]


def giro_by_transfer(document: CiiDocument) -> Iterable[Hit]:
    """SE-R-011: bankgiro and plusgiro are told by means 30 and the giro's name, not by means 50 or 56."""
    return [Hit(at, code) for at, code in _means(document) if code in OLD_GIROS]


def domestic_by_transfer(document: CiiDocument) -> Iterable[Hit]:
    """SE-R-012: between Swedish parties a transfer is told by means 30, not by 31."""
    if SWEDEN in document.buyer_countries:
        for at, code in _means(document):
            if code == DEBIT_TRANSFER:
                yield Hit(at, code)


FATAL: Final = Weight.FATAL
WARNING: Final = Weight.WARNING
SWEDISH_RULES: Final[tuple[Rule[CiiDocument], ...]] = (
    Rule("SE-R-001", FATAL, vat_length),
    Rule("SE-R-002", FATAL, vat_numeric),
    Rule("SE-R-003", FATAL, organisation_numeric),
    Rule("SE-R-004", FATAL, organisation_length),
    Rule("SE-R-013", FATAL, organisation_checked),
    Rule("SE-R-005", FATAL, f_tax_worded),
    Rule("SE-R-006", FATAL, rate_swedish),
    Rule("SE-R-007", WARNING, plusgiro_numeric),
    Rule("SE-R-010", WARNING, plusgiro_length),
    Rule("SE-R-008", WARNING, bankgiro_numeric),
    Rule("SE-R-009", WARNING, bankgiro_length),
    Rule("SE-R-011", WARNING, giro_by_transfer),
    Rule("SE-R-012", WARNING, domestic_by_transfer),
)
