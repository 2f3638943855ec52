"""Reads the terms of payment of a UBL document: net terms, cash discount, late interest (BT-20)."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from kontera.formats.taking import DECIMAL, Node
from kontera.formats.ubl.parts import take_repeated, take_same_number

# XRechnung (BR-DE-18) writes each cash discount on a line of its own within BT-20
SKONTO: Final = re.compile(r"#SKONTO#TAGE=([0-9]{1,4})#PROZENT=([0-9]{1,3}\.[0-9]{2})#")
DAYS: Final = frozenset({"DAY", "D", ""})  # UN/ECE Rec 20


class Terms(NamedTuple):
    """What a document says of paying early, in time and late."""

    text: str
    discount_percent: Decimal | None
    discount_days: int | None
    discount_amount: Decimal | None
    discount_date: date | None
    penalty_rate: Decimal | None


def read_terms(node: Node) -> Terms:
    """BT-20, and the cash discount and late interest of the first terms that state one; the text stays as it is."""
    stated = node.all("PaymentTerms")
    settled = _first(node, ("SettlementDiscountPercent", "SettlementDiscountAmount", "SettlementPeriod"))
    text = node.joined("PaymentTerms/Note", "payment.terms")
    percent = settled.number("SettlementDiscountPercent", "payment.discount_percent")
    days = _days(settled.one("SettlementPeriod/DurationMeasure"))
    if percent is None and days is None:
        days, percent = skonto(text)
        _evidence_of_skonto(stated, days)
    for terms in stated:
        _take_links(node, terms)
    return Terms(
        text=text,
        discount_percent=percent,
        discount_days=days,
        discount_amount=settled.amount("SettlementDiscountAmount", "payment.discount_amount"),
        discount_date=settled.day("SettlementPeriod/EndDate", "payment.discount_date"),
        penalty_rate=_first(node, ("PenaltySurchargePercent",)).number(
            "PenaltySurchargePercent", "payment.penalty_rate"
        ),
    )


def skonto(text: str) -> tuple[int | None, Decimal | None]:
    """Days and per cent of the first cash discount that the text states in XRechnung's form."""
    found = SKONTO.search(text)
    return (int(found[1]), Decimal(found[2])) if found else (None, None)


def _evidence_of_skonto(stated: tuple[Node, ...], days: int | None) -> None:
    told = (note for terms in stated for note in terms.all("Note") if SKONTO.search(note.peek()))
    note = next(told, None)
    if note is not None and days is not None:
        note.named("payment.discount_days").note()
        note.named("payment.discount_percent").note()


def _first(node: Node, names: tuple[str, ...]) -> Node:
    """The first terms that hold one of the elements, or a node of nothing."""
    found = (terms for terms in node.all("PaymentTerms") if any(terms.one(name) for name in names))
    return next(found, Node(None, node.taking))


def _days(measure: Node) -> int | None:
    """A duration in whole days; another unit stays unread."""
    if measure.attribute("unitCode").upper() not in DAYS or not DECIMAL.fullmatch(measure.peek()):
        return None
    value = Decimal(measure.peek())
    if value != value.to_integral_value():
        return None
    measure.take(field="payment.discount_days")
    return int(value)


def _take_links(node: Node, terms: Node) -> None:
    """What only ties terms to means or repeats the amount to pay."""
    terms.take("ID")
    for link in terms.all("PaymentMeansID"):
        link.take()
    take_same_number(terms, "Amount", node.peek_number("LegalMonetaryTotal/PayableAmount"))
    take_repeated(terms, "PaymentPercent", "100", "100.00")
