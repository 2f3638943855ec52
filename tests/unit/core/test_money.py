"""Rounding and sharing: the cases of the Nordic facts, and that no hundredth is lost."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontera.core.money import from_minor, minor, rounded, shares, total, vat_on

AMOUNTS = st.decimals(Decimal(0), Decimal(9999999), places=2)


@pytest.mark.parametrize(
    ("base", "rate", "vat"),
    [
        ("19.90", "25.5", "5.07"),
        ("19.90", "13.5", "2.69"),
        ("49.90", "6", "2.99"),
        ("49.90", "12", "5.99"),
        ("1234.56", "25", "308.64"),
        ("333.33", "25", "83.33"),
    ],
)
def test_vat_is_rounded_half_up(base: str, rate: str, vat: str) -> None:
    assert vat_on(Decimal(base), Decimal(rate)) == Decimal(vat)


def test_halves_go_away_from_zero() -> None:
    assert (rounded(Decimal("0.005")), rounded(Decimal("-0.005"))) == (Decimal("0.01"), Decimal("-0.01"))


def test_a_sum_leaves_out_what_is_absent() -> None:
    assert total((Decimal(1), None, Decimal(2))) == 3


@given(st.decimals(Decimal(-9999999), Decimal(9999999), places=2))
def test_hundredths_and_back(amount: Decimal) -> None:
    assert from_minor(minor(amount)) == amount


@given(AMOUNTS, st.lists(st.decimals(Decimal("0.01"), Decimal(9999), places=2), min_size=1, max_size=9))
def test_shares_sum_to_the_whole_and_none_is_a_hundredth_off(amount: Decimal, weights: list[Decimal]) -> None:
    parts = shares(amount, weights)
    assert total(parts) == amount
    whole = total(weights)
    assert all(abs(p - amount * w / whole) < Decimal("0.01") for p, w in zip(parts, weights, strict=True))


def test_the_largest_remainder_gets_the_odd_hundredth() -> None:
    assert shares(Decimal("10.00"), [Decimal(1)] * 3) == (Decimal("3.34"), Decimal("3.33"), Decimal("3.33"))


def test_weights_of_nothing_are_refused() -> None:
    with pytest.raises(ValueError, match="zero"):
        shares(Decimal(1), [Decimal(0)])
