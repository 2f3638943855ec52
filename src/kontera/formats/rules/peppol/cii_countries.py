"""The Norwegian, Italian and Dutch rules of Peppol BIS Billing 3 on CII."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final

from kontera.core.validation import Weight
from kontera.formats.rules.peppol.cii_document import (
    CiiDocument,
    below,
    first,
    has,
    marked,
    one_of,
    value,
    values,
    vat_number,
)
from kontera.formats.rules.peppol.numbers import is_norwegian
from kontera.formats.rules.peppol.values import decimal, normal
from kontera.formats.rules.rule import Hit, Rule
from kontera.formats.xml import Element

NORWAY, ITALY, NETHERLANDS = "NO", "IT", "NL"
REGISTRATION: Final = "ram:SpecifiedTaxRegistration"
TAX_SCHEME: Final = "FC"
REGISTER: Final = "Foretaksregisteret"
ADDRESS: Final = "ram:PostalTradeAddress"
LEGAL_ID: Final = "ram:SpecifiedLegalOrganization/ram:ID"
CREDIT_NOTES: Final = frozenset({"81", "83", "381", "396", "532"})
CREDIT_NOTE: Final = "381"
DUTCH_SCHEMES: Final = frozenset({"0106", "0190"})  # the chamber of commerce, and the register of authorities
DUTCH_MEANS: Final = frozenset({"30", "48", "49", "57", "58", "59"})
SUMMATION: Final = "ram:SpecifiedTradeSettlementHeaderMonetarySummation"
ORDER_LINE: Final = (
    "rsm:SupplyChainTradeTransaction/ram:IncludedSupplyChainTradeLineItem/ram:SpecifiedLineTradeAgreement"
    "/ram:BuyerOrderReferencedDocument/ram:LineID"
)
_NORWEGIAN_VAT: Final = re.compile("NO([0-9]{9})MVA")
_ITALIAN_TAX: Final = re.compile("[A-Z0-9]{11,16}")


def _sellers_in(document: CiiDocument, country: str) -> Iterator[Element]:
    if document.supplier_country == country:
        yield from document.all("ram:SellerTradeParty")


def register_named(document: CiiDocument) -> Iterable[Hit]:
    """NO-R-002: most Norwegian sellers must write "Foretaksregisteret" (BT-32)."""
    for at in _sellers_in(document, NORWAY):
        if REGISTER not in [normal(value(text)) for text in marked(at, f"{REGISTRATION}/ram:ID", schemeID=TAX_SCHEME)]:
            yield Hit(at)


def norwegian_vat(document: CiiDocument) -> Iterable[Hit]:
    """NO-R-001: a Norwegian VAT number is NO, a valid organisation number and MVA."""
    for at in _sellers_in(document, NORWAY):
        found = vat_number(at)
        matched = _NORWEGIAN_VAT.fullmatch(found)
        if found.startswith(NORWAY) and not (matched and is_norwegian(matched[1])):
            yield Hit(at, found)


def italian_tax_number(document: CiiDocument) -> Iterable[Hit]:
    """IT-R-001: an Italian seller's tax number (BT-32) has eleven to sixteen places."""
    for seller in _sellers_in(document, ITALY):
        for at in below(seller, REGISTRATION):
            ids = below(at, "ram:ID")
            tax = next((value(found) for found in ids if normal(found.get("schemeID", "")) == TAX_SCHEME), "")
            other = any(normal(found.get("schemeID", "")) != TAX_SCHEME for found in ids)
            if not other and not _ITALIAN_TAX.fullmatch(normal(tax)):
                yield Hit(at, tax)


def italian_street(document: CiiDocument) -> Iterable[Hit]:
    """IT-R-002: an Italian seller states its street (BT-35)."""
    return [Hit(at) for at in _sellers_in(document, ITALY) if not has(at, f"{ADDRESS}/ram:LineOne")]


def italian_city(document: CiiDocument) -> Iterable[Hit]:
    """IT-R-003: an Italian seller states its city (BT-37)."""
    return [Hit(at) for at in _sellers_in(document, ITALY) if not has(at, f"{ADDRESS}/ram:CityName")]


def italian_postcode(document: CiiDocument) -> Iterable[Hit]:
    """IT-R-004: an Italian seller states its post code (BT-38)."""
    return [Hit(at) for at in _sellers_in(document, ITALY) if not has(at, f"{ADDRESS}/ram:PostcodeCode")]


def _is_dutch(countries: list[str]) -> bool:
    return normal(one_of(countries)).upper() == NETHERLANDS


def _from_netherlands(document: CiiDocument) -> bool:
    return _is_dutch(document.seller_countries)


def _within_netherlands(document: CiiDocument) -> bool:
    return _from_netherlands(document) and _is_dutch(document.buyer_countries)


def credit_refers(document: CiiDocument) -> Iterable[Hit]:
    """NL-R-001: a Dutch credit note names the invoice it corrects (BT-25)."""
    reference = "ram:InvoiceReferencedDocument/ram:IssuerAssignedID"
    if not _from_netherlands(document):
        return
    if any(has(at, reference) for at in document.all("ram:ApplicableHeaderTradeSettlement")):
        return
    for at in below(document.root, "rsm:ExchangedDocument"):
        if normal(one_of(values(at, "ram:TypeCode"))) in CREDIT_NOTES:
            yield Hit(at)


def _incomplete(parties: list[Element]) -> Iterator[Hit]:
    """The addresses without street, city or post code."""
    for party in parties:
        for at in below(party, ADDRESS):
            if not (has(at, "ram:LineOne") and has(at, "ram:CityName") and has(at, "ram:PostcodeCode")):
                yield Hit(at)


def dutch_seller_address(document: CiiDocument) -> Iterable[Hit]:
    """NL-R-002: a Dutch seller's address has street, city and post code."""
    return _incomplete(document.sellers) if _from_netherlands(document) else ()


def dutch_buyer_address(document: CiiDocument) -> Iterable[Hit]:
    """NL-R-004: between Dutch parties the buyer's address has street, city and post code."""
    return _incomplete(document.buyers) if _within_netherlands(document) else ()


def dutch_representative_address(document: CiiDocument) -> Iterable[Hit]:
    """NL-R-006: a Dutch tax representative's address has street, city and post code."""
    if not _from_netherlands(document) or not _is_dutch(document.representative_countries):
        return ()
    return _incomplete(document.representatives)


def _unregistered(parties: list[Element]) -> Iterator[Hit]:
    """The legal registration numbers that are of neither Dutch register."""
    for party in parties:
        for at in below(party, LEGAL_ID):
            if not DUTCH_SCHEMES.intersection(at.get("schemeID", "").split(" ")) or not normal(value(at)):
                yield Hit(at, value(at))


def dutch_seller_number(document: CiiDocument) -> Iterable[Hit]:
    """NL-R-003: a Dutch seller's legal number is of the chamber of commerce or the register of authorities."""
    return _unregistered(document.sellers) if _from_netherlands(document) else ()


def dutch_buyer_number(document: CiiDocument) -> Iterable[Hit]:
    """NL-R-005: between Dutch parties the buyer's legal number is of one of those registers too."""
    return _unregistered(document.buyers) if _within_netherlands(document) else ()


def dutch_payment_stated(document: CiiDocument) -> Iterable[Hit]:
    """NL-R-007: a Dutch seller says how to pay when there is something to pay."""
    if not _from_netherlands(document) or document.payment_means:
        return
    credit = document.type_code == CREDIT_NOTE
    for settlement in document.settlements:
        for at in below(settlement, SUMMATION):
            due = decimal(first(at, "ram:DuePayableAmount"))
            stated = has(at, "ram:DuePayableAmount")
            if stated and due is None:
                continue
            owed = due is None or (due < Decimal(0) if credit else due > Decimal(0))
            if owed:
                yield Hit(at, first(at, "ram:DuePayableAmount"))


def dutch_means(document: CiiDocument) -> Iterable[Hit]:
    """NL-R-008: between Dutch parties the payment means is 30, 48, 49, 57, 58 or 59."""
    if _within_netherlands(document):
        for at in document.payment_means:
            if (code := normal(first(at, "ram:TypeCode"))) not in DUTCH_MEANS:
                yield Hit(at, code)


def order_for_order_line(document: CiiDocument) -> Iterable[Hit]:
    """NL-R-009: where lines name order lines, the header of a Dutch invoice names the order (BT-13)."""
    order = "ram:BuyerOrderReferencedDocument/ram:IssuerAssignedID"
    if _from_netherlands(document) and not any(has(at, order) for at in document.agreements):
        for at in below(document.root, ORDER_LINE):
            yield Hit(at, value(at))


FATAL: Final = Weight.FATAL
COUNTRY_RULES: Final[tuple[Rule[CiiDocument], ...]] = (
    Rule("NO-R-002", Weight.WARNING, register_named),
    Rule("NO-R-001", FATAL, norwegian_vat),
    Rule("IT-R-001", FATAL, italian_tax_number),
    Rule("IT-R-002", FATAL, italian_street),
    Rule("IT-R-003", FATAL, italian_city),
    Rule("IT-R-004", FATAL, italian_postcode),
    Rule("NL-R-001", FATAL, credit_refers),
    Rule("NL-R-002", FATAL, dutch_seller_address),
    Rule("NL-R-003", FATAL, dutch_seller_number),
    Rule("NL-R-004", FATAL, dutch_buyer_address),
    Rule("NL-R-005", FATAL, dutch_buyer_number),
    Rule("NL-R-006", FATAL, dutch_representative_address),
    Rule("NL-R-007", FATAL, dutch_payment_stated),
    Rule("NL-R-008", FATAL, dutch_means),
    Rule("NL-R-009", FATAL, order_for_order_line),
)
