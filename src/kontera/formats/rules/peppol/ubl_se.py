"""Peppol's Swedish rules on a UBL document; they hold for a seller whose address is in Sweden."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kontera.core.validation import Weight
from kontera.formats.rules.peppol.document import (
    COUNTRY,
    CUSTOMER,
    SUPPLIER,
    UblDocument,
    below,
    first,
    has,
    hits,
    sole,
    strict_vat_schemes,
    value,
    values,
)
from kontera.formats.rules.peppol.numbers import is_swedish
from kontera.formats.rules.peppol.values import is_number, normal, number
from kontera.formats.rules.rule import Hit, Rule
from kontera.formats.xml import Element

VAT_LENGTH: Final = 14
NUMBER_LENGTH: Final = 10
RATES: Final = frozenset({6.0, 12.0, 25.0})
F_TAX: Final = "GODKÄND FÖR F-SKATT"
PLUSGIRO: Final = "SE:PLUSGIRO"
BANKGIRO: Final = "SE:BANKGIRO"
PLUSGIRO_LENGTHS: Final = range(2, 9)
BANKGIRO_LENGTHS: Final = range(7, 9)


def _sellers(doc: UblDocument) -> list[Element]:
    return [party for party in doc.under(SUPPLIER) if "SE" in values(party, COUNTRY)]


def _taxed(doc: UblDocument) -> list[Element]:
    """Swedish sellers with a Swedish VAT number."""
    return [party for party in _sellers(doc) if any(number.startswith("SE") for number in _vat_numbers(party))]


def _vat_numbers(seller: Element) -> list[str]:
    """The seller's VAT numbers; none where one scheme has several, as no published rule applies."""
    numbers = [values(scheme, "cbc:CompanyID") for scheme in strict_vat_schemes(seller)]
    return [number for found in numbers for number in found] if all(len(found) < 2 for found in numbers) else []  # noqa: PLR2004


def _vat_number(seller: Element) -> str:
    return next(iter(_vat_numbers(seller)), "")


def r001(doc: UblDocument) -> Iterator[Hit]:
    """SE-R-001: a Swedish VAT number (BT-31) has 14 characters."""
    for seller in _taxed(doc):
        if len(normal(_vat_number(seller))) != VAT_LENGTH:
            yield Hit(seller, _vat_number(seller))


def r002(doc: UblDocument) -> Iterator[Hit]:
    """SE-R-002: a Swedish VAT number has twelve digits after SE."""
    for seller in _taxed(doc):
        if not is_number(_vat_number(seller)[2:VAT_LENGTH]):
            yield Hit(seller, _vat_number(seller))


def _registered(doc: UblDocument) -> Iterator[tuple[Element, str]]:
    """Legal entities of Swedish sellers with their organisation number."""
    for entity in (entity for seller in _sellers(doc) for entity in below(seller, "cac:PartyLegalEntity")):
        if has(entity, "cbc:CompanyID"):
            yield entity, first(entity, "cbc:CompanyID")


def r003(doc: UblDocument) -> Iterator[Hit]:
    """SE-R-003: a Swedish organisation number (BT-30) is a number."""
    return (Hit(entity, stated) for entity, stated in _registered(doc) if not is_number(stated))


def r004(doc: UblDocument) -> Iterator[Hit]:
    """SE-R-004: a Swedish organisation number has ten characters."""
    return (Hit(entity, stated) for entity, stated in _registered(doc) if len(normal(stated)) != NUMBER_LENGTH)


def r005(doc: UblDocument) -> Iterator[Hit]:
    """SE-R-005: the tax registration (BT-32) reads "Godkänd för F-skatt" where an organisation number is stated."""
    for seller in _sellers(doc):
        if not has(seller, "cac:PartyLegalEntity/cbc:CompanyID"):
            continue
        for scheme in below(seller, "cac:PartyTaxScheme"):
            kind = sole(scheme, "cac:TaxScheme/cbc:ID")
            if kind is None or kind.upper() == "VAT":
                continue
            for stated in below(scheme, "cbc:CompanyID"):
                if normal(value(stated).upper()) != F_TAX:
                    yield Hit(stated, value(stated))


def r006(doc: UblDocument) -> Iterator[Hit]:
    """SE-R-006: standard VAT is 6, 12 or 25 per cent (mervärdesskattelagen 2023:200, chapter 9)."""
    if not _taxed(doc):
        return
    for category in doc.all("cac:TaxCategory", "cac:ClassifiedTaxCategory"):
        if "S" in values(category, "cbc:ID") and number(first(category, "cbc:Percent")) not in RATES:
            yield Hit(category, first(category, "cbc:Percent"))


def _accounts(doc: UblDocument, branch: str) -> Iterator[Element]:
    """The account numbers of transfers (30) to plusgiro or bankgiro."""
    if not _sellers(doc):
        return
    for means in doc.all("cac:PaymentMeans"):
        bank = sole(means, "cac:PayeeFinancialAccount/cac:FinancialInstitutionBranch/cbc:ID")
        if sole(means, "cbc:PaymentMeansCode") == "30" and bank == branch:
            yield from below(means, "cac:PayeeFinancialAccount/cbc:ID")


def r007(doc: UblDocument) -> Iterator[Hit]:
    """SE-R-007: a plusgiro number is a number."""
    return (Hit(each, value(each)) for each in _accounts(doc, PLUSGIRO) if not is_number(normal(value(each))))


def r008(doc: UblDocument) -> Iterator[Hit]:
    """SE-R-008: a bankgiro number is a number."""
    return (Hit(each, value(each)) for each in _accounts(doc, BANKGIRO) if not is_number(normal(value(each))))


def r009(doc: UblDocument) -> Iterator[Hit]:
    """SE-R-009: a bankgiro number has 7 or 8 characters."""
    for each in _accounts(doc, BANKGIRO):
        if len(normal(value(each))) not in BANKGIRO_LENGTHS:
            yield Hit(each, value(each))


def r010(doc: UblDocument) -> Iterator[Hit]:
    """SE-R-010: a plusgiro number has 2 to 8 characters."""
    for each in _accounts(doc, PLUSGIRO):
        if len(normal(value(each))) not in PLUSGIRO_LENGTHS:
            yield Hit(each, value(each))


def r011(doc: UblDocument) -> Iterator[Hit]:
    """SE-R-011: plusgiro and bankgiro are told by payment means 30, not by 50 and 56."""
    return _with_code(doc, {"50", "56"}) if _sellers(doc) else iter(())


def r012(doc: UblDocument) -> Iterator[Hit]:
    """SE-R-012: between Swedish companies a transfer has payment means 30, not 31."""
    buyers = [party for party in doc.under(CUSTOMER) if "SE" in values(party, COUNTRY)]
    return _with_code(doc, {"31"}) if buyers and _sellers(doc) else iter(())


def _with_code(doc: UblDocument, codes: set[str]) -> Iterator[Hit]:
    means = doc.all("cac:PaymentMeans")
    return hits((each for each in means if codes & set(values(each, "cbc:PaymentMeansCode"))), "cbc:PaymentMeansCode")


def r013(doc: UblDocument) -> Iterator[Hit]:
    """SE-R-013: a Swedish organisation number has a right check digit (Luhn)."""
    return (Hit(entity, stated) for entity, stated in _registered(doc) if not is_swedish(normal(stated)))


RULES: Final = (
    Rule("SE-R-001", Weight.FATAL, r001),
    Rule("SE-R-002", Weight.FATAL, r002),
    Rule("SE-R-003", Weight.FATAL, r003),
    Rule("SE-R-004", Weight.FATAL, r004),
    Rule("SE-R-005", Weight.FATAL, r005),
    Rule("SE-R-006", Weight.FATAL, r006),
    Rule("SE-R-007", Weight.WARNING, r007),
    Rule("SE-R-008", Weight.WARNING, r008),
    Rule("SE-R-009", Weight.WARNING, r009),
    Rule("SE-R-010", Weight.WARNING, r010),
    Rule("SE-R-011", Weight.WARNING, r011),
    Rule("SE-R-012", Weight.WARNING, r012),
    Rule("SE-R-013", Weight.FATAL, r013),
)
