"""Peppol's rules on a UBL document as a whole: process, references, notes, VAT totals, addresses of the parties."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kontera.core.validation import Weight
from kontera.formats.rules.peppol.document import (
    BILLING,
    CUSTOMER,
    SELF_BILLING,
    SUPPLIER,
    UNKNOWN,
    UblDocument,
    below,
    first,
    has,
    hits,
    lacking,
    says,
    sole,
    value,
    values,
)
from kontera.formats.rules.peppol.values import BLANKS, normal, number
from kontera.formats.rules.rule import Hit, Rule
from kontera.formats.xml import Element

PROJECT: Final = "50"  # UNTDID 1001


def r001(doc: UblDocument) -> Iterator[Hit]:
    """PEPPOL-EN16931-R001: the business process (BT-23) is stated."""
    return lacking([doc.root], "cbc:ProfileID")


def r002(doc: UblDocument) -> Iterator[Hit]:
    """PEPPOL-EN16931-R002: at most one note (BT-22) for the document, unless both parties are German."""
    if len(below(doc.root, "cbc:Note")) > 1 and not doc.are_both_german:
        yield Hit(doc.root)


def r003(doc: UblDocument) -> Iterator[Hit]:
    """PEPPOL-EN16931-R003: the buyer's reference (BT-10) or an order number (BT-13) is stated."""
    if not has(doc.root, "cbc:BuyerReference") and not has(doc.root, "cac:OrderReference/cbc:ID"):
        yield Hit(doc.root)


def r004_begins(doc: UblDocument) -> Iterator[Hit]:
    """PEPPOL-EN16931-R004 until 3.0.20: the specification (BT-24) begins with that of Peppol BIS Billing 3."""
    if not doc.specification.startswith(SELF_BILLING if doc.is_self_billed else BILLING):
        yield Hit(doc.root, doc.specification)


def r004(doc: UblDocument) -> Iterator[Hit]:
    """PEPPOL-EN16931-R004 since 3.0.21: as before, and no "::" anywhere in it."""
    if "::" in doc.specification or next(r004_begins(doc), None):
        yield Hit(doc.root, doc.specification)


def r005(doc: UblDocument) -> Iterator[Hit]:
    """PEPPOL-EN16931-R005: the accounting currency (BT-6) is another than the invoice's (BT-5)."""
    for code in doc.all("cbc:TaxCurrencyCode"):
        above = code.getparent()
        other = "" if above is None else says(above, "cbc:DocumentCurrencyCode")
        if normal(value(code)) == other:
            yield Hit(code, other)


def r007(doc: UblDocument) -> Iterator[Hit]:
    """PEPPOL-EN16931-R007: the business process is one that Peppol has approved."""
    if doc.profile == UNKNOWN:
        yield Hit(doc.root, says(doc.root, "cbc:ProfileID"))


def r008(doc: UblDocument) -> Iterator[Hit]:
    """PEPPOL-EN16931-R008: no element is empty."""
    return hits(element for element in doc.each() if not len(element) and not (element.text or "").strip(BLANKS))


def r010(doc: UblDocument) -> Iterator[Hit]:
    """PEPPOL-EN16931-R010: the buyer has an electronic address (BT-49)."""
    return lacking(doc.under(CUSTOMER), "cbc:EndpointID")


def r020(doc: UblDocument) -> Iterator[Hit]:
    """PEPPOL-EN16931-R020: the seller has an electronic address (BT-34)."""
    return lacking(doc.under(SUPPLIER), "cbc:EndpointID")


def r053(doc: UblDocument) -> Iterator[Hit]:
    """PEPPOL-EN16931-R053: exactly one VAT total has a breakdown."""
    if len([total for total in below(doc.root, "cac:TaxTotal") if has(total, "cac:TaxSubtotal")]) != 1:
        yield Hit(doc.root)


def r054(doc: UblDocument) -> Iterator[Hit]:
    """PEPPOL-EN16931-R054: one VAT total without breakdown (BT-111) with an accounting currency, else none."""
    plain = [total for total in below(doc.root, "cac:TaxTotal") if not has(total, "cac:TaxSubtotal")]
    if len(plain) != has(doc.root, "cbc:TaxCurrencyCode"):
        yield Hit(doc.root)


def r055(doc: UblDocument) -> Iterator[Hit]:
    """PEPPOL-EN16931-R055: VAT (BT-110) and VAT in the accounting currency (BT-111) do not differ in sign."""
    if not has(doc.root, "cbc:TaxCurrencyCode"):
        return
    ours = _taxes(doc, "cbc:DocumentCurrencyCode")
    theirs = _taxes(doc, "cbc:TaxCurrencyCode")
    below_zero = any(tax <= 0 for tax in ours) and any(tax <= 0 for tax in theirs)
    above_zero = any(tax >= 0 for tax in ours) and any(tax >= 0 for tax in theirs)
    if not below_zero and not above_zero:
        yield Hit(doc.root)


def _taxes(doc: UblDocument, currency: str) -> list[float]:
    code = says(doc.root, currency)
    taxes = below(doc.root, "cac:TaxTotal/cbc:TaxAmount")
    return [number(value(tax)) for tax in taxes if tax.get("currencyID") == code]


def r080(doc: UblDocument) -> Iterator[Hit]:
    """PEPPOL-EN16931-R080: a credit note has at most one project reference (BT-11)."""
    if doc.is_credit_note and len([ref for ref in _further_documents(doc) if _is_project(ref)]) > 1:
        yield Hit(doc.root)


def _further_documents(doc: UblDocument) -> list[Element]:
    return below(doc.root, "cac:AdditionalDocumentReference")


def _is_project(reference: Element) -> bool:
    return PROJECT in values(reference, "cbc:DocumentTypeCode")


def r061(doc: UblDocument) -> Iterator[Hit]:
    """PEPPOL-EN16931-R061: a direct debit (payment means 49 or 59) has a mandate reference (BT-89)."""
    for means in doc.all("cac:PaymentMeans"):
        if sole(means, "cbc:PaymentMeansCode") in {"49", "59"} and not has(means, "cac:PaymentMandate/cbc:ID"):
            yield Hit(means, first(means, "cbc:PaymentMeansCode"))


RULES: Final = (
    Rule("PEPPOL-EN16931-R001", Weight.FATAL, r001),
    Rule("PEPPOL-EN16931-R002", Weight.FATAL, r002),
    Rule("PEPPOL-EN16931-R003", Weight.FATAL, r003),
    Rule("PEPPOL-EN16931-R004", Weight.FATAL, r004_begins, until="3.0.21"),
    Rule("PEPPOL-EN16931-R004", Weight.FATAL, r004, since="3.0.21"),
    Rule("PEPPOL-EN16931-R005", Weight.FATAL, r005),
    Rule("PEPPOL-EN16931-R007", Weight.FATAL, r007),
    Rule("PEPPOL-EN16931-R008", Weight.FATAL, r008),
    Rule("PEPPOL-EN16931-R010", Weight.FATAL, r010),
    Rule("PEPPOL-EN16931-R020", Weight.FATAL, r020),
    Rule("PEPPOL-EN16931-R053", Weight.FATAL, r053),
    Rule("PEPPOL-EN16931-R054", Weight.FATAL, r054),
    Rule("PEPPOL-EN16931-R055", Weight.FATAL, r055),
    Rule("PEPPOL-EN16931-R061", Weight.FATAL, r061),
    Rule("PEPPOL-EN16931-R080", Weight.FATAL, r080),
)
