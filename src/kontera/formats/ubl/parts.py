"""Reads the parts that recur in UBL: periods, allowances and charges, VAT categories, what only repeats."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from kontera.core.invoice import AllowanceCharge, Period, VatCategory
from kontera.core.money import CENT, HUNDRED
from kontera.formats.codes import CATEGORIES, VAT_SCHEMES
from kontera.formats.taking import Node

TRUE: Final = frozenset({"true", "1"})


def read_period(node: Node) -> Period:
    """BG-14, BG-26: the first and last day invoiced."""
    return Period(node.day("StartDate", "start"), node.day("EndDate", "end"))


def read_category(node: Node, field: str = "category", rate: str = "rate") -> tuple[VatCategory | None, Decimal | None]:
    """The VAT category and its rate in per cent; a code that EN 16931 does not know, or another tax, stays unread."""
    category = CATEGORIES.get(node.peek("ID"))
    if category is not None:
        node.take("ID", field)
    take_scheme(node.one("TaxScheme"))
    return category, node.number("Percent", rate)


def take_scheme(scheme: Node) -> None:
    """A tax scheme that is VAT says nothing of its own; any other stays unread."""
    if scheme.peek("ID").upper() in VAT_SCHEMES:
        for part in ("ID", "Name", "TaxTypeCode"):
            scheme.take(part)


def take_repeated(node: Node, path: str, *stated: str) -> None:
    """Take the elements at the path that only say again what is stated elsewhere; others stay unread."""
    for found in node.all(path):
        if found.peek() in stated:
            found.take()


def take_same_number(node: Node, path: str, stated: Decimal | None) -> None:
    """Take the numbers at the path that only say `stated` again; others stay unread."""
    for found in node.all(path):
        if stated is not None and found.peek_number("") == stated:
            found.take()


def read_allowances(node: Node) -> tuple[AllowanceCharge, ...]:
    """BG-20 and BG-21, or BG-27 and BG-28 of a line."""
    field = node.under("allowances_charges")
    return tuple(_allowance(part.named(f"{field}[{i}]")) for i, part in enumerate(_stated(node)))


def _stated(node: Node) -> tuple[Node, ...]:
    """Those with an amount; one without stays unread."""
    return tuple(part for part in node.all("AllowanceCharge") if part.peek_number("Amount") is not None)


def _allowance(node: Node) -> AllowanceCharge:
    amount = node.amount("Amount", "amount") or Decimal(0)
    base = node.amount("BaseAmount", "base")
    category, rate = read_category(node.one("TaxCategory"), "vat_category", "vat_rate")
    node.take("SequenceNumeric")
    return AllowanceCharge(
        is_charge=node.take("ChargeIndicator", "is_charge") in TRUE,
        amount=amount,
        base=base,
        percentage=_percentage(node.number("MultiplierFactorNumeric", "percentage"), amount, base),
        reason=node.joined("AllowanceChargeReason", "reason"),
        reason_code=node.take("AllowanceChargeReasonCode", "reason_code"),
        vat_category=category,
        vat_rate=rate,
    )


def _percentage(stated: Decimal | None, amount: Decimal, base: Decimal | None) -> Decimal | None:
    """BT-94, BT-101 in per cent: EN 16931 writes 20 for a fifth, UBL before it 0.2, and only the amount tells which."""
    if stated is None or base is None:
        return stated
    as_factor = abs(base * stated - amount) <= CENT
    as_percent = abs(base * stated / HUNDRED - amount) <= CENT
    return stated * HUNDRED if as_factor and not as_percent else stated
