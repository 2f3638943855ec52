"""Reads the parts that recur in CII: dates, periods, allowances and charges, VAT categories, what only repeats."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from kontera.core.invoice import AllowanceCharge, Period, VatCategory
from kontera.formats.codes import CATEGORIES
from kontera.formats.taking import Node

TRUE: Final = frozenset({"true", "1"})
VAT: Final = "VAT"
DAY: Final = "DAY"  # UN/ECE Rec 20
MOST_DAYS: Final = 9999
WHEN: Final = "DateTimeString|DateTime|DateString|Date"  # the schema lets the sender choose
FLAG: Final = "Indicator|IndicatorString"
RATE: Final = "RateApplicablePercent|ApplicablePercent"


def first_stated(nodes: Iterable[Node], field: str) -> str:
    """The first text among the nodes; those that only say it again are taken with it, others stay unread."""
    found = ""
    for node in nodes:
        text = node.peek()
        found = found or text
        if text and text == found:
            node.named(field).note()
    return found


def whole_days(measure: Node, field: str) -> int | None:
    """A period stated in whole days; any other unit stays unread."""
    days = measure.peek_number("")
    if measure.attribute("unitCode") != DAY or days is None or days != int(days) or not 0 <= days <= MOST_DAYS:
        return None
    measure.named(field).note()
    return int(days)


def read_note(note: Node, field: str) -> str:
    """BT-22 or BT-127, led by the code of its subject (BT-21, UNTDID 4451) as UBL writes it."""
    text = "\n".join(part.named(field).note() for part in note.all("Content") if part.peek())
    code = note.take("SubjectCode") if text else ""
    return f"#{code}#{text}" if code else text


def read_period(node: Node) -> Period:
    """BG-14, BG-26: the first and last day invoiced."""
    return Period(node.day(f"StartDateTime/{WHEN}", "start"), node.day(f"EndDateTime/{WHEN}", "end"))


def read_category(node: Node, field: str = "category", rate: str = "rate") -> tuple[VatCategory | None, Decimal | None]:
    """The VAT category and its rate in per cent; a code that EN 16931 does not know stays unread."""
    category = CATEGORIES.get(node.peek("CategoryCode"))
    if category is not None:
        node.take("CategoryCode", field)
    if node.peek("TypeCode") == VAT:
        node.take("TypeCode")
    return category, node.number(RATE, rate)


def read_allowances(node: Node) -> tuple[AllowanceCharge, ...]:
    """BG-20 and BG-21, or BG-27 and BG-28 of a line; what it costs to bring the goods is a charge too."""
    field = node.under("allowances_charges")
    stated = _with_amount(node, "SpecifiedTradeAllowanceCharge", "ActualAmount")
    carriage = _with_amount(node, "SpecifiedLogisticsServiceCharge", "AppliedAmount")
    return (
        *(_allowance(part.named(f"{field}[{i}]")) for i, part in enumerate(stated)),
        *(_carriage(part.named(f"{field}[{i}]")) for i, part in enumerate(carriage, len(stated))),
    )


def _with_amount(node: Node, path: str, amount: str) -> tuple[Node, ...]:
    """Those with an amount; one without stays unread."""
    return tuple(part for part in node.all(path) if part.peek_number(amount) is not None)


def _allowance(node: Node) -> AllowanceCharge:
    category, rate = read_category(node.one("CategoryTradeTax"), "vat_category", "vat_rate")
    node.take("SequenceNumeric")  # the order in which they were counted says nothing of the amount
    return AllowanceCharge(
        is_charge=node.take(f"ChargeIndicator/{FLAG}", "is_charge") in TRUE,
        amount=node.amount("ActualAmount", "amount") or Decimal(0),
        base=node.amount("BasisAmount", "base"),
        percentage=node.number("CalculationPercent", "percentage"),
        reason=node.take("Reason", "reason"),
        reason_code=node.take("ReasonCode", "reason_code"),
        vat_category=category,
        vat_rate=rate,
    )


def _carriage(node: Node) -> AllowanceCharge:
    category, rate = read_category(node.one("AppliedTradeTax"), "vat_category", "vat_rate")
    node.one("AppliedAmount").named(node.under("is_charge")).note()
    return AllowanceCharge(
        is_charge=True,
        amount=node.amount("AppliedAmount", "amount") or Decimal(0),
        reason=node.joined("Description", "reason"),
        vat_category=category,
        vat_rate=rate,
    )
