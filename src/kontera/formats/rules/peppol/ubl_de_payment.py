"""Peppol's German rules on how a UBL document is to be paid: transfer, card, direct debit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kontera.core.validation import Weight
from kontera.formats.rules.peppol.document import (
    SUPPLIER,
    UblDocument,
    below,
    first,
    has,
    lacking,
    says,
    schemes_at,
    sole,
)
from kontera.formats.rules.peppol.values import number
from kontera.formats.rules.rule import Hit, Rule
from kontera.formats.xml import Element

TRANSFERS: Final = ("30", "58")
SEPA_TRANSFER: Final = "58"
CARDS: Final = ("48", "54", "55")
DEBITS: Final = ("59",)
ACCOUNT: Final = "cac:PayeeFinancialAccount"
CARD: Final = "cac:CardAccount"
MANDATE: Final = "cac:PaymentMandate"
DEBITED: Final = "cac:PaymentMandate/cac:PayerFinancialAccount/cbc:ID"
BLANK: Final = re.compile(r"[ \t\r\n]")
IBAN: Final = re.compile("([A-Z]{2})([0-9]{2})([a-zA-Z0-9]{0,30})")
NUMBERED: Final = "3.0.21"  # before this release codes were compared as numbers
CREDITOR_SCHEME: Final = "SEPA"


def is_iban(text: str) -> bool:
    """Whether it is an IBAN by ISO 7064's modulus 97; small letters count as the published rule counts them."""
    written = IBAN.fullmatch(BLANK.sub("", text))
    if not written:
        return False
    country, check, rest = written.groups()
    letters = (ord(letter) for letter in rest + country + check)
    return int("".join(str(code - 55 if code > 64 else code - 48) for code in letters)) % 97 == 1  # noqa: PLR2004


def _means(doc: UblDocument, *codes: str) -> list[Element]:
    """The means of payment with these codes, between German parties."""
    if not doc.are_both_german or not (doc.is_invoice or doc.is_credit_note):
        return []
    found = below(doc.root, "cac:PaymentMeans")
    if doc.release >= NUMBERED:
        return [means for means in found if sole(means, "cbc:PaymentMeansCode") in codes]
    numbers = set(map(float, codes))
    return [means for means in found if number(first(means, "cbc:PaymentMeansCode")) in numbers]


def _is_exactly(doc: UblDocument, means: Element, code: str) -> bool:
    stated = says if doc.release >= NUMBERED else first
    return stated(means, "cbc:PaymentMeansCode") == code


def r019(doc: UblDocument) -> Iterator[Hit]:
    """DE-R-019: the account of a SEPA transfer (58) is an IBAN (BT-84)."""
    for means in _means(doc, *TRANSFERS):
        account = first(means, f"{ACCOUNT}/cbc:ID")
        if _is_exactly(doc, means, SEPA_TRANSFER) and not is_iban(account):
            yield Hit(means, account)


def r020(doc: UblDocument) -> Iterator[Hit]:
    """DE-R-020: the account debited by a SEPA direct debit (59) is an IBAN (BT-91)."""
    for means in _means(doc, *DEBITS):
        account = first(means, DEBITED)
        if _is_exactly(doc, means, DEBITS[0]) and not is_iban(account):
            yield Hit(means, account)


def _burdened(elements: list[Element], *paths: str) -> Iterator[Hit]:
    """A hit at each element that has something at one of the paths."""
    return (Hit(element) for element in elements if any(has(element, path) for path in paths))


def r023_1(doc: UblDocument) -> Iterator[Hit]:
    """DE-R-023-1: a transfer (30, 58) has an account (BG-17)."""
    return lacking(_means(doc, *TRANSFERS), ACCOUNT)


def r023_2(doc: UblDocument) -> Iterator[Hit]:
    """DE-R-023-2: a transfer (30, 58) has no card (BG-18) and no mandate (BG-19)."""
    return _burdened(_means(doc, *TRANSFERS), CARD, MANDATE)


def r024_1(doc: UblDocument) -> Iterator[Hit]:
    """DE-R-024-1: a card payment (48, 54, 55) has a card (BG-18)."""
    return lacking(_means(doc, *CARDS), CARD)


def r024_2(doc: UblDocument) -> Iterator[Hit]:
    """DE-R-024-2: a card payment (48, 54, 55) has no account (BG-17) and no mandate (BG-19)."""
    return _burdened(_means(doc, *CARDS), ACCOUNT, MANDATE)


def r025_1(doc: UblDocument) -> Iterator[Hit]:
    """DE-R-025-1: a direct debit (59) has a mandate (BG-19)."""
    return lacking(_means(doc, *DEBITS), MANDATE)


def r025_2(doc: UblDocument) -> Iterator[Hit]:
    """DE-R-025-2: a direct debit (59) has no account (BG-17) and no card (BG-18)."""
    return _burdened(_means(doc, *DEBITS), ACCOUNT, CARD)


def _mandated(doc: UblDocument) -> bool:
    is_german = doc.are_both_german and (doc.is_invoice or doc.is_credit_note)
    return is_german and has(doc.root, f"cac:PaymentMeans/{MANDATE}")


def r030(doc: UblDocument) -> Iterator[Hit]:
    """DE-R-030: beside a mandate (BG-19) the creditor's identifier (BT-90) is stated with the scheme SEPA."""
    identifier = "cac:PartyIdentification/cbc:ID"
    schemes = [*schemes_at(doc.root, f"{SUPPLIER}/{identifier}"), *schemes_at(doc.root, f"cac:PayeeParty/{identifier}")]
    if _mandated(doc) and CREDITOR_SCHEME not in schemes:
        yield Hit(doc.root)


def r031(doc: UblDocument) -> Iterator[Hit]:
    """DE-R-031: beside a mandate (BG-19) the debited account (BT-91) is stated."""
    return lacking([doc.root] if _mandated(doc) else [], f"cac:PaymentMeans/{DEBITED}")


RULES: Final = (
    Rule("DE-R-019", Weight.WARNING, r019),
    Rule("DE-R-020", Weight.WARNING, r020),
    Rule("DE-R-023-1", Weight.FATAL, r023_1),
    Rule("DE-R-023-2", Weight.FATAL, r023_2),
    Rule("DE-R-024-1", Weight.FATAL, r024_1),
    Rule("DE-R-024-2", Weight.FATAL, r024_2),
    Rule("DE-R-025-1", Weight.FATAL, r025_1),
    Rule("DE-R-025-2", Weight.FATAL, r025_2),
    Rule("DE-R-030", Weight.FATAL, r030),
    Rule("DE-R-031", Weight.FATAL, r031),
)
