"""Peppol's Icelandic rules on a UBL document; they hold for an Icelandic seller, two for an Icelandic buyer as well."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kontera.core.validation import Weight
from kontera.formats.rules.peppol.document import (
    SUPPLIER,
    UblDocument,
    a_date,
    below,
    first,
    lacking,
    says,
    schemes_at,
    values,
)
from kontera.formats.rules.rule import Hit, Rule
from kontera.formats.xml import Element

KENNITALA: Final = "0196"
LEGAL: Final = "cac:PartyLegalEntity/cbc:CompanyID"
ACCOUNT_LENGTH: Final = 12
EINDAGI: Final = "EINDAGI"
DATE_LENGTH: Final = 10
CLAIM: Final = "9"
TRANSFER: Final = "42"


def _documents(doc: UblDocument) -> tuple[Element, ...]:
    """The document, where an Icelander sends it."""
    return (doc.root,) if doc.seller_country == "IS" and (doc.is_invoice or doc.is_credit_note) else ()


def _buyers(doc: UblDocument) -> list[Element]:
    """The buyer, where both are Icelandic."""
    return [
        party
        for root in _documents(doc)
        if doc.buyer_country == "IS"
        for party in below(root, "cac:AccountingCustomerParty")
    ]


def r001(doc: UblDocument) -> Iterator[Hit]:
    """IS-R-001: the document is an invoice (380) or a credit note (381)."""
    for root in _documents(doc):
        codes = [says(root, name) for name in ("cbc:InvoiceTypeCode", "cbc:CreditNoteTypeCode")]
        if not {"380", "381"} & set(codes):
            yield Hit(root, codes[0] or codes[1])


def r002(doc: UblDocument) -> Iterator[Hit]:
    """IS-R-002: the seller's kennitala (BT-30) is stated with the scheme 0196."""
    for root in _documents(doc):
        if KENNITALA not in schemes_at(root, f"{SUPPLIER}/{LEGAL}"):
            yield Hit(root)


def r003(doc: UblDocument) -> Iterator[Hit]:
    """IS-R-003: the seller's street (BT-35) and postal code (BT-38) are stated."""
    address = f"{SUPPLIER}/cac:PostalAddress"
    return lacking(_documents(doc), f"{address}/cbc:StreetName", f"{address}/cbc:PostalZone")


def r004(doc: UblDocument) -> Iterator[Hit]:
    """IS-R-004: between Icelanders the buyer's kennitala (BT-47) is stated with the scheme 0196."""
    for buyer in _buyers(doc):
        if KENNITALA not in schemes_at(buyer, f"cac:Party/{LEGAL}"):
            yield Hit(buyer)


def r005(doc: UblDocument) -> Iterator[Hit]:
    """IS-R-005: between Icelanders the buyer's street (BT-50) and postal code (BT-53) are stated."""
    address = "cac:Party/cac:PostalAddress"
    return lacking(_buyers(doc), f"{address}/cbc:StreetName", f"{address}/cbc:PostalZone")


def r006(doc: UblDocument) -> Iterator[Hit]:
    """IS-R-006: a claim (payment means 9) has an account number (BT-84) of twelve characters."""
    return _accounts(doc, CLAIM)


def r007(doc: UblDocument) -> Iterator[Hit]:
    """IS-R-007: a transfer (payment means 42) has an account number (BT-84) of twelve characters."""
    return _accounts(doc, TRANSFER)


def _accounts(doc: UblDocument, code: str) -> Iterator[Hit]:
    for root in _documents(doc):
        paid = [each for each in below(root, "cac:PaymentMeans") if code in values(each, "cbc:PaymentMeansCode")]
        accounts = [says(each, "cac:PayeeFinancialAccount/cbc:ID") for each in paid]
        stated = next((account for account in accounts if account), "")
        if paid and len(stated) != ACCOUNT_LENGTH:
            yield Hit(root, stated)


def _final_dates(root: Element) -> list[Element]:
    documents = below(root, "cac:AdditionalDocumentReference")
    return [each for each in documents if EINDAGI in values(each, "cbc:DocumentDescription")]


def r008(doc: UblDocument) -> Iterator[Hit]:
    """IS-R-008: a final due date (eindagi) is written YYYY-MM-DD."""
    for root in _documents(doc):
        for final in _final_dates(root)[:1]:
            stated = first(final, "cbc:ID")
            if len(stated) != DATE_LENGTH or a_date(stated) is None:
                yield Hit(root, stated)


def r009(doc: UblDocument) -> Iterator[Hit]:
    """IS-R-009: beside a final due date (eindagi) the due date (BT-9) is stated."""
    return lacking((root for root in _documents(doc) if _final_dates(root)), "cbc:DueDate")


def r010(doc: UblDocument) -> Iterator[Hit]:
    """IS-R-010: the final due date (eindagi) is not before the due date (BT-9)."""
    for root in _documents(doc):
        finals = [stated for final in _final_dates(root) for stated in values(final, "cbc:ID")]
        dues = values(root, "cbc:DueDate")
        if _final_dates(root) and not any(due <= final for due in dues for final in finals):
            yield Hit(root, "".join(finals[:1]))


RULES: Final = (
    Rule("IS-R-001", Weight.WARNING, r001),
    Rule("IS-R-002", Weight.FATAL, r002),
    Rule("IS-R-003", Weight.FATAL, r003),
    Rule("IS-R-004", Weight.FATAL, r004),
    Rule("IS-R-005", Weight.FATAL, r005),
    Rule("IS-R-006", Weight.FATAL, r006),
    Rule("IS-R-007", Weight.FATAL, r007),
    Rule("IS-R-008", Weight.FATAL, r008),
    Rule("IS-R-009", Weight.FATAL, r009),
    Rule("IS-R-010", Weight.FATAL, r010),
)
