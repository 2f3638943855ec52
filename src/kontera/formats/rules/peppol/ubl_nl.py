"""Peppol's Dutch rules on a UBL document; they hold for a seller whose address is in the Netherlands."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from kontera.core.validation import Weight
from kontera.formats.rules.peppol.document import (
    CUSTOMER,
    SUPPLIER,
    UblDocument,
    amount,
    first,
    has,
    hits,
    lacking,
    says,
    sole,
    value,
)
from kontera.formats.rules.peppol.values import BLANKS, normal
from kontera.formats.rules.rule import Hit, Rule
from kontera.formats.xml import Element

SCHEMES: Final = (" 0106 ", " 0190 ")  # KVK and OIN
MEANS: Final = frozenset({"30", "48", "49", "57", "58", "59"})
ADDRESS: Final = ("cbc:StreetName", "cbc:CityName", "cbc:PostalZone")
NIL: Final = Decimal(0)


def _is_dutch(doc: UblDocument) -> bool:
    return normal(doc.seller_country).upper() == "NL"


def _is_domestic(doc: UblDocument) -> bool:
    return doc.are_both_in("NL")


def r001(doc: UblDocument) -> Iterator[Hit]:
    """NL-R-001: a credit note names the invoice that it credits (BT-25)."""
    named = has(doc.root, "cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID")
    return hits(doc.all("cbc:CreditNoteTypeCode") if _is_dutch(doc) and not named else ())


def r002(doc: UblDocument) -> Iterator[Hit]:
    """NL-R-002: the seller's street, city and postal code are stated."""
    return lacking(doc.under(f"{SUPPLIER}/cac:PostalAddress") if _is_dutch(doc) else (), *ADDRESS)


def r003(doc: UblDocument) -> Iterator[Hit]:
    """NL-R-003: the seller's number (BT-30) is a KVK (0106) or OIN (0190) number."""
    return _numbers(doc.under(f"{SUPPLIER}/cac:PartyLegalEntity/cbc:CompanyID")) if _is_dutch(doc) else iter(())


def r004(doc: UblDocument) -> Iterator[Hit]:
    """NL-R-004: a Dutch buyer's street, city and postal code are stated."""
    return lacking(doc.under(f"{CUSTOMER}/cac:PostalAddress") if _is_domestic(doc) else (), *ADDRESS)


def r005(doc: UblDocument) -> Iterator[Hit]:
    """NL-R-005: a Dutch buyer's number (BT-47) is a KVK (0106) or OIN (0190) number."""
    return _numbers(doc.under(f"{CUSTOMER}/cac:PartyLegalEntity/cbc:CompanyID")) if _is_domestic(doc) else iter(())


def _numbers(stated: Iterator[Element]) -> Iterator[Hit]:
    for each in stated:
        scheme = f" {each.get('schemeID', '')} "
        if not any(known in scheme for known in SCHEMES) or not value(each).strip(BLANKS):
            yield Hit(each, value(each))


def r006(doc: UblDocument) -> Iterator[Hit]:
    """NL-R-006: a Dutch tax representative's street, city and postal code are stated."""
    representative = "cac:TaxRepresentativeParty/cac:PostalAddress"
    country = sole(doc.root, f"{representative}/cac:Country/cbc:IdentificationCode") or ""
    is_there = _is_dutch(doc) and country.upper() == "NL"
    return lacking(doc.under(representative) if is_there else (), *ADDRESS)


def r007(doc: UblDocument) -> Iterator[Hit]:
    """NL-R-007: how to pay (BG-16) is stated where the buyer is to pay."""
    if not _is_dutch(doc) or next(doc.all("cac:PaymentMeans"), None) is not None:
        return
    for totals in doc.all("cac:LegalMonetaryTotal"):
        payable = amount(totals, "cbc:PayableAmount", NIL)
        if not has(totals, "cbc:PayableAmount") or (payable is not None and not _is_settled(doc, payable)):
            yield Hit(totals, first(totals, "cbc:PayableAmount"))


def _is_settled(doc: UblDocument, payable: Decimal) -> bool:
    return (doc.is_invoice and payable <= 0) or (doc.is_credit_note and payable >= 0)


def r008(doc: UblDocument) -> Iterator[Hit]:
    """NL-R-008: between Dutch parties the means of payment (BT-81) is 30, 48, 49, 57, 58 or 59."""
    means = doc.all("cac:PaymentMeans") if _is_domestic(doc) else ()
    return hits((each for each in means if says(each, "cbc:PaymentMeansCode") not in MEANS), "cbc:PaymentMeansCode")


def r009(doc: UblDocument) -> Iterator[Hit]:
    """NL-R-009: where a line refers to an order line (BT-132), the order number (BT-13) is stated."""
    ordered = has(doc.root, "cac:OrderReference/cbc:ID")
    return hits(doc.under("cac:OrderLineReference/cbc:LineID") if _is_dutch(doc) and not ordered else ())


RULES: Final = (
    Rule("NL-R-001", Weight.FATAL, r001),
    Rule("NL-R-002", Weight.FATAL, r002),
    Rule("NL-R-003", Weight.FATAL, r003),
    Rule("NL-R-004", Weight.FATAL, r004),
    Rule("NL-R-005", Weight.FATAL, r005),
    Rule("NL-R-006", Weight.FATAL, r006),
    Rule("NL-R-007", Weight.FATAL, r007),
    Rule("NL-R-008", Weight.FATAL, r008),
    Rule("NL-R-009", Weight.FATAL, r009),
)
