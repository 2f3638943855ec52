"""Decimal money: rounding and comparing, never floats.

Amounts are `decimal.Decimal` in the invoice's currency; `minor` gives whole öre or cents for storage.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Final

ZERO: Final = Decimal(0)
CENT: Final = Decimal("0.01")
HUNDRED: Final = Decimal(100)


@dataclass(frozen=True, slots=True)
class Rate:
    """An exchange rate: units of `base` for one unit of `currency`, the day it was published and by whom."""

    currency: str
    base: str
    on: date
    value: Decimal
    source: str


def rounded(value: Decimal, places: int = 2) -> Decimal:
    """The value rounded half up (EN 16931 clause 6.5.1) to `places` decimals; rounds half away from zero."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def total(values: Iterable[Decimal | None]) -> Decimal:
    """The exact sum of the values that are present."""
    return sum((value for value in values if value is not None), ZERO)


def vat_on(base: Decimal, rate: Decimal) -> Decimal:
    """VAT in the base's currency for `rate` per cent, rounded half up to two decimals (BR-CO-17)."""
    return rounded(base * rate / HUNDRED)


def minor(value: Decimal) -> int:
    """Whole hundredths (öre, cents), rounded half up; the form in which amounts are stored."""
    return int(rounded(value).scaleb(2))


def from_minor(value: int) -> Decimal:
    """The inverse of `minor`: hundredths to a Decimal with two places."""
    return Decimal(value).scaleb(-2)


def shares(amount: Decimal, weights: Iterable[Decimal]) -> tuple[Decimal, ...]:
    """Split `amount` in proportion to the weights, in whole hundredths that sum exactly (largest remainder).

    Raises ValueError when the weights sum to zero.
    """
    given = tuple(weights)
    whole = total(given)
    if not whole:
        raise ValueError("the weights sum to zero")
    cents = minor(amount)
    exact = [Decimal(cents) * weight / whole for weight in given]
    floors = [int(value.to_integral_value(ROUND_FLOOR)) for value in exact]
    left = cents - sum(floors)
    order = sorted(range(len(given)), key=lambda i: exact[i] - floors[i], reverse=True)
    for i in order[:left]:
        floors[i] += 1
    return tuple(from_minor(value) for value in floors)
