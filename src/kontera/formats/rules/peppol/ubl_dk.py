"""Peppol's Danish rules on a UBL document; they hold for a Danish seller, most of them for a Danish buyer as well."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kontera.core.validation import Weight
from kontera.formats.rules.peppol.document import (
    CUSTOMER,
    SUPPLIER,
    UblDocument,
    below,
    first,
    has,
    says,
    schemes_at,
    values,
)
from kontera.formats.rules.peppol.numbers import is_tax_category
from kontera.formats.rules.peppol.values import normal, number
from kontera.formats.rules.rule import Hit, Rule
from kontera.formats.xml import Element

CVR: Final = "0184"
LEGAL: Final = "cac:PartyLegalEntity/cbc:CompanyID"
ACCOUNT: Final = "cac:PayeeFinancialAccount/cbc:ID"
MEANS: Final = " 1 10 31 42 48 49 50 58 59 93 97 "
TRANSFERS: Final = frozenset({"31", "42"})
DEBIT: Final = "49"
GIRO: Final = "50"
FIK: Final = "93"
GIRO_ACCOUNT: Final = re.compile("[0-9]{7,8}")
CREDITOR_LENGTH: Final = 8
GIRO_LENGTH: Final = 19  # the slip's code, # and 16 digits
FIK_LENGTHS: Final = frozenset({18, 19})
UNSPSC: Final = frozenset({"19.05.01", "19.0501", "26.08.01", "26.0801"})
DUTY: Final = "ZZZ"
CATEGORY_LENGTH: Final = 4
ITEM_CODE: Final = "cac:Item/cac:CommodityClassification/cbc:ItemClassificationCode"


def _is_domestic(doc: UblDocument) -> bool:
    return doc.seller_country == "DK" == doc.buyer_country and (doc.is_invoice or doc.is_credit_note)


def _is_danish(doc: UblDocument) -> bool:
    return doc.seller_country == "DK" and (doc.is_invoice or doc.is_credit_note)


def _means(doc: UblDocument, *codes: str) -> Iterator[Element]:
    """The means of payment with these codes, of a Danish invoice between Danes."""
    if not _is_domestic(doc) or not doc.is_invoice:
        return
    for means in below(doc.root, "cac:PaymentMeans"):
        if set(values(means, "cbc:PaymentMeansCode")) & set(codes):
            yield means


def r002(doc: UblDocument) -> Iterator[Hit]:
    """DK-R-002: a Danish seller states its CVR number (BT-30)."""
    if _is_danish(doc) and not says(doc.root, f"{SUPPLIER}/{LEGAL}"):
        yield Hit(doc.root)


def r003(doc: UblDocument) -> Iterator[Hit]:
    """DK-R-003: an item classified by UNSPSC (TST) is so by version 19.05.01 or 26.08.01."""
    if not _is_domestic(doc):
        return
    for line in below(doc.root, "cac:InvoiceLine" if doc.is_invoice else "cac:CreditNoteLine"):
        codes = below(line, ITEM_CODE)
        versions = {code.get("listVersionID") for code in codes}
        if any(code.get("listID") == "TST" for code in codes) and not versions & UNSPSC:
            yield Hit(line, ", ".join(sorted(version for version in versions if version)))


def r004(doc: UblDocument) -> Iterator[Hit]:
    """DK-R-004: a duty (reason code ZZZ) states its four-digit category, or a text with # inside, as its reason."""
    if not _is_domestic(doc):
        return
    for each in doc.all("cac:AllowanceCharge"):
        if DUTY not in values(each, "cbc:AllowanceChargeReasonCode"):
            continue
        reason = first(each, "cbc:AllowanceChargeReason")
        is_category = len(normal(reason)) == CATEGORY_LENGTH and is_tax_category(reason)
        is_text = "#" in reason and not reason.startswith("#") and not reason.endswith("#")
        if not is_category and not is_text:
            yield Hit(each, reason)


def r005(doc: UblDocument) -> Iterator[Hit]:
    """DK-R-005: the means of payment (BT-81) is 1, 10, 31, 42, 48, 49, 50, 58, 59, 93 or 97."""
    if not _is_domestic(doc) or not doc.is_invoice:
        return
    for means in below(doc.root, "cac:PaymentMeans"):
        code = first(means, "cbc:PaymentMeansCode")
        if f" {code} " not in MEANS:
            yield Hit(means, code)


def r006(doc: UblDocument) -> Iterator[Hit]:
    """DK-R-006: a bank transfer (31, 42) states account and registration number."""
    branch = "cac:PayeeFinancialAccount/cac:FinancialInstitutionBranch/cbc:ID"
    for means in _means(doc, *TRANSFERS):
        if not says(means, ACCOUNT) or not says(means, branch):
            yield Hit(means)


def r007(doc: UblDocument) -> Iterator[Hit]:
    """DK-R-007: a direct debit (49) states mandate and debited account."""
    debited = "cac:PaymentMandate/cac:PayerFinancialAccount/cbc:ID"
    for means in _means(doc, DEBIT):
        if not says(means, "cac:PaymentMandate/cbc:ID") or not says(means, debited):
            yield Hit(means)


def r008(doc: UblDocument) -> Iterator[Hit]:
    """DK-R-008: a giro slip (50) begins with 01#, 04# or 15# and names an account of 7 or 8 digits."""
    for means in _means(doc, GIRO):
        reference, account = first(means, "cbc:PaymentID"), first(means, ACCOUNT)
        if reference[:3] not in {"01#", "04#", "15#"} or not GIRO_ACCOUNT.fullmatch(account):
            yield Hit(means, reference)


def r009(doc: UblDocument) -> Iterator[Hit]:
    """DK-R-009: a giro slip 04 or 15 has a reference of 16 digits."""
    for means in _means(doc, GIRO):
        reference = first(means, "cbc:PaymentID")
        if reference[:3] in {"04#", "15#"} and len(reference) != GIRO_LENGTH:
            yield Hit(means, reference)


def r010(doc: UblDocument) -> Iterator[Hit]:
    """DK-R-010: a FIK slip (93) begins with 71#, 73# or 75# and names a creditor of eight characters."""
    for means in _means(doc, FIK):
        reference = first(means, "cbc:PaymentID")
        if reference[:3] not in {"71#", "73#", "75#"} or len(first(means, ACCOUNT)) != CREDITOR_LENGTH:
            yield Hit(means, reference)


def r011(doc: UblDocument) -> Iterator[Hit]:
    """DK-R-011: a FIK slip 71 or 75 has a reference of 15 or 16 digits."""
    for means in _means(doc, FIK):
        reference = first(means, "cbc:PaymentID")
        if reference[:3] in {"71#", "75#"} and len(reference) not in FIK_LENGTHS:
            yield Hit(means, reference)


def _scheme(element: Element, path: str) -> str:
    """The scheme that is stated of the identifier at the path."""
    return normal(next(iter(schemes_at(element, path)), ""))


def r013(doc: UblDocument) -> Iterator[Hit]:
    """DK-R-013: a party's identifier (BT-29, BT-46) has a scheme."""
    if not _is_domestic(doc):
        return
    for party in (SUPPLIER, CUSTOMER):
        for stated in below(doc.root, f"{party}/cac:PartyIdentification"):
            if has(stated, "cbc:ID") and not _scheme(stated, "cbc:ID"):
                yield Hit(stated, first(stated, "cbc:ID"))


def r014(doc: UblDocument) -> Iterator[Hit]:
    """DK-R-014: a Danish seller's number (BT-30) has the scheme 0184."""
    number_at = f"{SUPPLIER}/{LEGAL}"
    if _is_danish(doc) and has(doc.root, number_at) and _scheme(doc.root, number_at) != CVR:
        yield Hit(doc.root, _scheme(doc.root, number_at))


def r016(doc: UblDocument) -> Iterator[Hit]:
    """DK-R-016: a credit note between Danes has no negative total (BT-115)."""
    payable = first(doc.root, "cac:LegalMonetaryTotal/cbc:PayableAmount")
    if _is_domestic(doc) and doc.is_credit_note and number(payable) < 0:
        yield Hit(doc.root, payable)


def r017(doc: UblDocument) -> Iterator[Hit]:
    """DK-R-017 since 3.0.20: a Danish buyer's number (BT-47) has the scheme 0184."""
    for buyer in below(doc.root, CUSTOMER) if _is_domestic(doc) else ():
        if has(buyer, LEGAL) and _scheme(buyer, LEGAL) != CVR:
            yield Hit(buyer, _scheme(buyer, LEGAL))


RULES: Final = (
    Rule("DK-R-002", Weight.FATAL, r002),
    Rule("DK-R-003", Weight.WARNING, r003, until="3.0.21"),
    Rule("DK-R-003", Weight.FATAL, r003, since="3.0.21"),
    Rule("DK-R-004", Weight.FATAL, r004),
    Rule("DK-R-005", Weight.FATAL, r005),
    Rule("DK-R-006", Weight.FATAL, r006),
    Rule("DK-R-007", Weight.FATAL, r007),
    Rule("DK-R-008", Weight.FATAL, r008),
    Rule("DK-R-009", Weight.FATAL, r009),
    Rule("DK-R-010", Weight.FATAL, r010),
    Rule("DK-R-011", Weight.FATAL, r011),
    Rule("DK-R-013", Weight.FATAL, r013),
    Rule("DK-R-014", Weight.FATAL, r014),
    Rule("DK-R-016", Weight.FATAL, r016),
    Rule("DK-R-017", Weight.WARNING, r017, since="3.0.20", until="3.0.21"),
    Rule("DK-R-017", Weight.FATAL, r017, since="3.0.21"),
)
