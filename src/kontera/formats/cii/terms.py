"""Reads when a CII document is due, and what paying early or late does to the sum (BT-9, BT-20)."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Final, NamedTuple

from kontera.formats.cii.parts import WHEN, whole_days
from kontera.formats.taking import Node
from kontera.formats.ubl.terms import skonto

TERMS: Final = "SpecifiedTradePaymentTerms"
DUE: Final = f"DueDateDateTime/{WHEN}"
DISCOUNT: Final = "ApplicableTradePaymentDiscountTerms"
PENALTY: Final = "ApplicableTradePaymentPenaltyTerms"


class Discount(NamedTuple):
    """The cash discount: per cent or amount, within how many days or until which day."""

    percent: Decimal | None = None
    days: int | None = None
    amount: Decimal | None = None
    day: date | None = None


def read_due_date(settlement: Node) -> date | None:
    """BT-9. Factur-X EXTENDED may state several: the first counts, so that nothing is paid late; others stay unread."""
    due: date | None = None
    for term in settlement.all(TERMS):
        if due is None:
            due = term.day(DUE, "due_date")
        elif term.peek(DUE)[:8] == f"{due:%Y%m%d}":
            term.take(DUE)
    return due


def read_net_days(settlement: Node) -> int | None:
    """The net days, which CII can state beside the due date."""
    return whole_days(settlement.one(f"{TERMS}/SettlementPeriodMeasure"), "payment.days")


def read_discount(settlement: Node) -> Discount:
    """The first cash discount. Its last day is counted from the day it names, else it is the term's own due date.

    XRechnung has no element for it and writes it within the text.
    """
    for term in settlement.all(TERMS):
        discount = term.one(DISCOUNT)
        if discount:
            return Discount(
                percent=discount.number("CalculationPercent", "payment.discount_percent"),
                days=whole_days(discount.one("BasisPeriodMeasure"), "payment.discount_days"),
                amount=discount.amount("ActualDiscountAmount", "payment.discount_amount"),
                day=_last_day(term, discount),
            )
    return _within_text(settlement)


def _within_text(settlement: Node) -> Discount:
    for text in settlement.all(f"{TERMS}/Description"):
        days, percent = skonto(text.peek())
        if percent is not None:
            for field in ("payment.discount_percent", "payment.discount_days"):
                text.named(field).note()
            return Discount(percent, days)
    return Discount()


def _last_day(term: Node, discount: Node) -> date | None:
    start = discount.day(f"BasisDateTime/{WHEN}", "payment.discount_date")
    measure = discount.one("BasisPeriodMeasure")
    days = whole_days(measure, "payment.discount_days")
    if start is not None:
        try:
            return start + timedelta(days=days or 0)
        except OverflowError:
            return None
    return None if measure else term.day(DUE, "payment.discount_date")


def read_penalty(settlement: Node) -> Decimal | None:
    """The late interest in per cent."""
    return settlement.number(f"{TERMS}/{PENALTY}/CalculationPercent", "payment.penalty_rate")
