"""Peppol's code lists and forms on CII: document types, currencies, reasons, attachments, addresses, dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from kontera.core.validation import Weight
from kontera.formats.rules.peppol import codes
from kontera.formats.rules.peppol.cii_document import UNKNOWN, CiiDocument, below, is_charge, value
from kontera.formats.rules.peppol.values import normal
from kontera.formats.rules.rule import Hit, Rule

HEADER: Final = "ram:ExchangedDocument"  # as published; headers have the prefix rsm, so the rule is never asked
DATE_LENGTH: Final = 8
_DAY: Final = re.compile("20[0-9]{6}")


def attachment_type(document: CiiDocument) -> Iterable[Hit]:
    """PEPPOL-EN16931-CL001: an attachment (BT-125) is PDF, PNG, JPEG, CSV or a spreadsheet."""
    for at in document.all("ram:AttachmentBinaryObject"):
        if (found := at.get("mimeCode")) is not None and found not in codes.MIME_TYPES:
            yield Hit(at, found)


def allowance_reason(document: CiiDocument) -> Iterable[Hit]:
    """PEPPOL-EN16931-CL002: an allowance's reason code is of UNTDID 5189's allowed part."""
    return _reasons(document, "false", codes.ALLOWANCE_REASONS)


def charge_reason(document: CiiDocument) -> Iterable[Hit]:
    """PEPPOL-EN16931-CL003: a charge's reason code is of UNTDID 7161."""
    return _reasons(document, "true", codes.CHARGE_REASONS)


def _reasons(document: CiiDocument, indicator: str, allowed: frozenset[str]) -> Iterator[Hit]:
    for charge in document.all("ram:SpecifiedTradeAllowanceCharge"):
        if is_charge(charge) == indicator:
            for at in below(charge, "ram:ReasonCode"):
                if (found := normal(value(at))) not in allowed:
                    yield Hit(at, found)


def currency(document: CiiDocument) -> Iterable[Hit]:
    """PEPPOL-EN16931-CL007: a VAT total's currency is of ISO 4217."""
    return _currencies(document, codes.CURRENCIES)


def currency_before(document: CiiDocument) -> Iterable[Hit]:
    """PEPPOL-EN16931-CL007 up to 3.0.20: a VAT total's currency is of ISO 4217."""
    return _currencies(document, codes.CURRENCIES_BEFORE)


def _currencies(document: CiiDocument, allowed: frozenset[str]) -> Iterator[Hit]:
    for at in document.all("ram:TaxTotalAmount"):
        if (found := at.get("currencyID")) is not None and found not in allowed:
            yield Hit(at, found)


def document_type(document: CiiDocument) -> Iterable[Hit]:
    """PEPPOL-EN16931-P0100: the document's type (BT-3) is one that profiles 01 and 02 allow."""
    return _document_types(document) if document.profile != UNKNOWN else ()


def document_type_before(document: CiiDocument) -> Iterable[Hit]:
    """PEPPOL-EN16931-P0100 up to 3.0.20: the document's type (BT-3) is one that profile 01 allows."""
    return _document_types(document) if document.profile_before == "01" else ()


def _document_types(document: CiiDocument) -> Iterator[Hit]:
    for header in document.all(HEADER):
        for at in below(header, "ram:TypeCode"):
            if (found := normal(value(at))) not in codes.DOCUMENT_TYPES:
                yield Hit(at, found)


def date_form(document: CiiDocument) -> Iterable[Hit]:
    """PEPPOL-EN16931-F001: a date is CCYYMMDD in this century and says so (format 102)."""
    for at in document.all("udt:DateTimeString"):
        found = value(at)
        plain = normal(at.get("format", "")) == "102" and len(found) == DATE_LENGTH
        if not plain or not _DAY.search(normal(found)):
            yield Hit(at, found)


def address_scheme(document: CiiDocument) -> Iterable[Hit]:
    """PEPPOL-EN16931-CL008: an electronic address (BT-34, BT-49) is of a scheme on Peppol's list."""
    return _address_schemes(document, codes.ADDRESS_SCHEMES)


def address_scheme_20(document: CiiDocument) -> Iterable[Hit]:
    """PEPPOL-EN16931-CL008 in 3.0.20: an electronic address is of a scheme on that release's list."""
    return _address_schemes(document, codes.ADDRESS_SCHEMES_20)


def address_scheme_19(document: CiiDocument) -> Iterable[Hit]:
    """PEPPOL-EN16931-CL008 in 3.0.19: an electronic address is of a scheme on that release's list."""
    return _address_schemes(document, codes.ADDRESS_SCHEMES_19)


def _address_schemes(document: CiiDocument, allowed: frozenset[str]) -> Iterator[Hit]:
    for party in (*document.all("ram:BuyerTradeParty"), *document.all("ram:SellerTradeParty")):
        for at in below(party, "ram:URIUniversalCommunication/ram:URIID"):
            if (found := at.get("schemeID", "")) not in allowed:
                yield Hit(at, found)


FATAL: Final = Weight.FATAL
LIST_RULES: Final[tuple[Rule[CiiDocument], ...]] = (
    Rule("PEPPOL-EN16931-CL001", FATAL, attachment_type),
    Rule("PEPPOL-EN16931-CL002", FATAL, allowance_reason),
    Rule("PEPPOL-EN16931-CL003", FATAL, charge_reason),
    Rule("PEPPOL-EN16931-CL007", FATAL, currency_before, until="3.0.21"),
    Rule("PEPPOL-EN16931-CL007", FATAL, currency, since="3.0.21"),
    Rule("PEPPOL-EN16931-P0100", FATAL, document_type_before, until="3.0.21"),
    Rule("PEPPOL-EN16931-P0100", FATAL, document_type, since="3.0.21"),
    Rule("PEPPOL-EN16931-F001", FATAL, date_form),
    Rule("PEPPOL-EN16931-CL008", FATAL, address_scheme_19, until="3.0.20"),
    Rule("PEPPOL-EN16931-CL008", FATAL, address_scheme_20, since="3.0.20", until="3.0.21"),
    Rule("PEPPOL-EN16931-CL008", FATAL, address_scheme, since="3.0.21"),
)
