"""Peppol's German rules on a UBL document; they hold where seller and buyer have their addresses in Germany."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kontera.core.validation import Weight
from kontera.formats.rules.peppol.document import (
    UblDocument,
    below,
    first,
    has,
    hits,
    is_filled,
    lacking,
    says,
    unfilled,
    value,
    values,
)
from kontera.formats.rules.peppol.values import normal, number
from kontera.formats.rules.rule import Hit, Rule
from kontera.formats.xml import Element

SELLER: Final = "cac:AccountingSupplierParty"
TYPES: Final = frozenset({"326", "380", "384", "389", "381", "875", "876", "877"})
CORRECTED: Final = "384"
CATEGORIES: Final = frozenset({"S", "Z", "E", "AE", "K", "G", "L", "M"})
TYPE_CODES: Final = ("cbc:InvoiceTypeCode", "cbc:CreditNoteTypeCode")
PHONE_DIGITS: Final = 3
FURTHER: Final = "cac:AdditionalDocumentReference"
BINARY: Final = "cac:Attachment/cbc:EmbeddedDocumentBinaryObject"
SKONTO_ANYWHERE: Final = re.compile(
    r"#SKONTO#TAGE=[0-9]+#PROZENT=[0-9]+\.[0-9]{2}(#BASISBETRAG=-?[0-9]+\.[0-9]{2})?#\Z"
)
SKONTO: Final = re.compile(rf"(?:\A|\r?\n){SKONTO_ANYWHERE.pattern}")
SKONTO_LINE: Final = re.compile(r"#[^\r\n]+#")
LINE_BREAK: Final = re.compile(r"\r?\n")
ON_ITS_OWN_LINE: Final = re.compile(r"[ \t\r\n]*\n")
_WORD: Final = r"[a-zA-Z0-9!#$%&\"*+/=?^_`{|}~-]+"
_HOST: Final = r"[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?"
MAIL_ASCII: Final = re.compile(rf"{_WORD}(?:\.{_WORD})*@(?:{_HOST}\.)+{_HOST}")
MAIL: Final = re.compile(r"[^@ \t\r\n]+@(?:[^@. \t\r\n]+\.)+[^@. \t\r\n]+")
LINK: Final = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]+:")


def _german(doc: UblDocument, path: str = "") -> list[Element]:
    """The document, or what stands at the path in it, where both parties are German."""
    if not doc.are_both_german or not (doc.is_invoice or doc.is_credit_note):
        return []
    return below(doc.root, path) if path else [doc.root]


def r001(doc: UblDocument) -> Iterator[Hit]:
    """DE-R-001: how to pay (BG-16) is stated."""
    return lacking(_german(doc), "cac:PaymentMeans")


def r002(doc: UblDocument) -> Iterator[Hit]:
    """DE-R-002: the seller's contact (BG-6) is stated."""
    return lacking(_german(doc, SELLER), "cac:Party/cac:Contact")


def r003(doc: UblDocument) -> Iterator[Hit]:
    """DE-R-003: the seller's city (BT-37) is stated."""
    return unfilled(_german(doc, f"{SELLER}/cac:Party/cac:PostalAddress"), "cbc:CityName")


def r004(doc: UblDocument) -> Iterator[Hit]:
    """DE-R-004: the seller's postal code (BT-38) is stated."""
    return unfilled(_german(doc, f"{SELLER}/cac:Party/cac:PostalAddress"), "cbc:PostalZone")


def _contacts(doc: UblDocument) -> list[Element]:
    return _german(doc, f"{SELLER}/cac:Party/cac:Contact")


def r005(doc: UblDocument) -> Iterator[Hit]:
    """DE-R-005: the name of the seller's contact (BT-41) is stated."""
    return unfilled(_contacts(doc), "cbc:Name")


def r006(doc: UblDocument) -> Iterator[Hit]:
    """DE-R-006: the phone number of the seller's contact (BT-42) is stated."""
    return unfilled(_contacts(doc), "cbc:Telephone")


def r007(doc: UblDocument) -> Iterator[Hit]:
    """DE-R-007: the e-mail address of the seller's contact (BT-43) is stated."""
    return unfilled(_contacts(doc), "cbc:ElectronicMail")


def r008(doc: UblDocument) -> Iterator[Hit]:
    """DE-R-008: the buyer's city (BT-52) is stated."""
    return unfilled(_german(doc, "cac:AccountingCustomerParty/cac:Party/cac:PostalAddress"), "cbc:CityName")


def r009(doc: UblDocument) -> Iterator[Hit]:
    """DE-R-009: the buyer's postal code (BT-53) is stated."""
    return unfilled(_german(doc, "cac:AccountingCustomerParty/cac:Party/cac:PostalAddress"), "cbc:PostalZone")


def r010(doc: UblDocument) -> Iterator[Hit]:
    """DE-R-010: a delivery address has a city (BT-77)."""
    return unfilled(_german(doc, "cac:Delivery/cac:DeliveryLocation/cac:Address"), "cbc:CityName")


def r011(doc: UblDocument) -> Iterator[Hit]:
    """DE-R-011: a delivery address has a postal code (BT-78)."""
    return unfilled(_german(doc, "cac:Delivery/cac:DeliveryLocation/cac:Address"), "cbc:PostalZone")


def r014(doc: UblDocument) -> Iterator[Hit]:
    """DE-R-014: each line of the VAT breakdown has a rate (BT-119)."""
    return unfilled(_german(doc, "cac:TaxTotal/cac:TaxSubtotal"), "cac:TaxCategory/cbc:Percent")


def r015(doc: UblDocument) -> Iterator[Hit]:
    """DE-R-015: the buyer's reference (BT-10) is stated."""
    return unfilled(_german(doc), "cbc:BuyerReference")


def r016(doc: UblDocument) -> Iterator[Hit]:
    """DE-R-016: with VAT the seller's VAT number, tax number or tax representative is stated."""
    for root in _german(doc):
        is_known = has(root, "cac:TaxRepresentativeParty") or is_filled(
            root, f"{SELLER}/cac:Party/cac:PartyTaxScheme/cbc:CompanyID"
        )
        if not is_known and _categories(root) & CATEGORIES:
            yield Hit(root)


def _categories(root: Element) -> set[str]:
    """The VAT categories of the lines and of the document's allowances and charges."""
    item = "cac:Item/cac:ClassifiedTaxCategory/cbc:ID"
    found = {*values(root, f"cac:InvoiceLine/{item}"), *values(root, f"cac:CreditNoteLine/{item}")}
    for each in below(root, "cac:AllowanceCharge"):
        if {"true", "false"} & set(values(each, "cbc:ChargeIndicator")):
            found.update(values(each, "cac:TaxCategory/cbc:ID"))
    return found


def r017_exact(doc: UblDocument) -> Iterator[Hit]:
    """DE-R-017 until 3.0.20: the type (BT-3) is one that is usual in Germany, to the letter."""
    for root in _german(doc):
        codes = [code for name in TYPE_CODES for code in values(root, name)]
        if not TYPES & set(codes):
            yield Hit(root, "".join(codes[:1]))


def r017(doc: UblDocument) -> Iterator[Hit]:
    """DE-R-017 since 3.0.21: the type (BT-3) is one that is usual in Germany."""
    for root in _german(doc):
        codes = [says(root, name) for name in TYPE_CODES]
        if not TYPES & set(codes):
            yield Hit(root, "".join(codes))


def r018_anywhere(doc: UblDocument) -> Iterator[Hit]:
    """DE-R-018 until 3.0.20: a line of the terms (BT-20) that begins with # ends with a cash discount as agreed."""
    return _discounts(doc, SKONTO_ANYWHERE)


def r018(doc: UblDocument) -> Iterator[Hit]:
    """DE-R-018 since 3.0.21: a line of the terms (BT-20) that begins with # is a cash discount as agreed."""
    return _discounts(doc, SKONTO)


def _discounts(doc: UblDocument, agreed: re.Pattern[str]) -> Iterator[Hit]:
    for root in _german(doc):
        notes = [value(note) for terms in below(root, "cac:PaymentTerms") for note in below(terms, "cbc:Note")[:1]]
        lines = [normal(line) for note in notes for line in LINE_BREAK.split(note)]
        claims = [line for line in lines if line.startswith("#")]
        rest = SKONTO_LINE.split(notes[0])[-1] if notes else ""
        if claims and not (all(map(agreed.search, claims)) and ON_ITS_OWN_LINE.match(rest)):
            yield Hit(root, claims[0])


def r022(doc: UblDocument) -> Iterator[Hit]:
    """DE-R-022: no two attached files have the same name (BT-125)."""
    for root in _german(doc):
        names: set[str | None] = set()
        for document in below(root, FURTHER):
            here = {binary.get("filename") for binary in below(document, BINARY)} - {None}
            if here & names:
                yield Hit(root, ", ".join(sorted(name for name in here & names if name)))
                break
            names |= here


def r026_number(doc: UblDocument) -> Iterator[Hit]:
    """DE-R-026 until 3.0.20: a corrected invoice (a type equal to 384) names the invoice before it (BG-3)."""
    for root in _german(doc):
        codes = [number(code) for name in TYPE_CODES for code in values(root, name)]
        if float(CORRECTED) in codes and not has(root, "cac:BillingReference/cac:InvoiceDocumentReference"):
            yield Hit(root, CORRECTED)


def r026(doc: UblDocument) -> Iterator[Hit]:
    """DE-R-026 since 3.0.21: a corrected invoice (384) names the invoice before it (BG-3)."""
    for root in _german(doc):
        is_corrected = CORRECTED in [says(root, name) for name in TYPE_CODES]
        if is_corrected and not has(root, "cac:BillingReference/cac:InvoiceDocumentReference"):
            yield Hit(root, CORRECTED)


def r027(doc: UblDocument) -> Iterator[Hit]:
    """DE-R-027: the contact's phone number (BT-42) has three digits at least."""
    for contact in _contacts(doc):
        if len(re.findall("[0-9]", says(contact, "cbc:Telephone"))) < PHONE_DIGITS:
            yield Hit(contact, first(contact, "cbc:Telephone"))


def r028_ascii(doc: UblDocument) -> Iterator[Hit]:
    """DE-R-028 until 3.0.20: the contact's e-mail address (BT-43) is one, of ASCII letters."""
    return _mail(doc, MAIL_ASCII)


def r028(doc: UblDocument) -> Iterator[Hit]:
    """DE-R-028 since 3.0.21: the contact's e-mail address (BT-43) is one."""
    return _mail(doc, MAIL)


def _mail(doc: UblDocument, right: re.Pattern[str]) -> Iterator[Hit]:
    wrong = (contact for contact in _contacts(doc) if not right.fullmatch(says(contact, "cbc:ElectronicMail")))
    return hits(wrong, "cbc:ElectronicMail")


def t02(doc: UblDocument) -> Iterator[Hit]:
    """DE-R-T02 since 3.0.21: the link to an outside document (BT-124) is an absolute one."""
    links = _german(doc, f"{FURTHER}/cac:Attachment/cac:ExternalReference")
    return hits((link for link in links if not LINK.match(first(link, "cbc:URI"))), "cbc:URI")


RULES: Final = (
    Rule("DE-R-001", Weight.FATAL, r001),
    Rule("DE-R-002", Weight.FATAL, r002),
    Rule("DE-R-003", Weight.FATAL, r003),
    Rule("DE-R-004", Weight.FATAL, r004),
    Rule("DE-R-005", Weight.FATAL, r005),
    Rule("DE-R-006", Weight.FATAL, r006),
    Rule("DE-R-007", Weight.FATAL, r007),
    Rule("DE-R-008", Weight.FATAL, r008),
    Rule("DE-R-009", Weight.FATAL, r009),
    Rule("DE-R-010", Weight.FATAL, r010),
    Rule("DE-R-011", Weight.FATAL, r011),
    Rule("DE-R-014", Weight.FATAL, r014),
    Rule("DE-R-015", Weight.FATAL, r015),
    Rule("DE-R-016", Weight.FATAL, r016),
    Rule("DE-R-017", Weight.WARNING, r017_exact, until="3.0.21"),
    Rule("DE-R-017", Weight.WARNING, r017, since="3.0.21"),
    Rule("DE-R-018", Weight.FATAL, r018_anywhere, until="3.0.21"),
    Rule("DE-R-018", Weight.FATAL, r018, since="3.0.21"),
    Rule("DE-R-022", Weight.FATAL, r022),
    Rule("DE-R-026", Weight.WARNING, r026_number, until="3.0.21"),
    Rule("DE-R-026", Weight.WARNING, r026, since="3.0.21"),
    Rule("DE-R-027", Weight.WARNING, r027),
    Rule("DE-R-028", Weight.WARNING, r028_ascii, until="3.0.21"),
    Rule("DE-R-028", Weight.WARNING, r028, since="3.0.21"),
    Rule("DE-R-T02", Weight.WARNING, t02, since="3.0.21"),
)
