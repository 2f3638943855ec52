"""Turning a credit note's amounts: one way of doing it for all formats."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from kontera.core.invoice import AllowanceCharge, DocumentType, Invoice, Totals
from kontera.formats.signs import minus, positive, turned

D = Decimal
NOTE = Invoice(
    type=DocumentType.CREDIT_NOTE,
    totals=Totals(line_net=D(-90), allowances=D(-10), payable=D(-100)),
    allowances_charges=(AllowanceCharge(False, D(-10)),),
)


def test_discounts_are_turned_with_the_amounts() -> None:
    kept = positive(NOTE)
    assert (kept.totals.payable, kept.totals.allowances, kept.allowances_charges[0].amount) == (D(100), D(10), D(10))


def test_discounts_without_a_sign_stay_and_their_total_is_positive() -> None:
    kept = turned(NOTE, lambda line: line, unsigned=True)
    assert (kept.totals.allowances, kept.allowances_charges) == (D(10), NOTE.allowances_charges)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-1_000_000, max_value=1_000_000))
def test_turning_twice_gives_the_amount_again(value: Decimal) -> None:
    twice = minus(minus(value))
    assert twice == value
    assert twice is not None
    assert twice or not twice.is_signed()
