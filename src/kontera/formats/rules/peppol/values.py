"""Values of CII elements in the sense XPath gives them: blanks, numbers and decimals as Schematron compares them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from decimal import ROUND_FLOOR, ROUND_HALF_DOWN, Decimal, localcontext
from typing import Final

BLANKS: Final = " \t\r\n"  # what XML counts as white space, and no other
LONGEST: Final = 100  # characters of a number; an invoice has none so long
PRECISION: Final = 600  # digits kept in a calculation, so that numbers as long as that do not lose any
DIVISION_PLACES: Final = 18  # the least number of decimals that a division of two decimals must keep (XPath 2.0, F&O)
SPARE: Final = 4  # digits beyond those that a quotient keeps
HALF: Final = Decimal("0.5")

_RUN: Final = re.compile(r"[ \t\r\n]+")
_DECIMAL: Final = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_DOUBLE: Final = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[Ee][+-]?[0-9]+)?|-?INF")
_INTEGER: Final = re.compile(r"[+-]?[0-9]+")


def normal(text: str) -> str:
    """XPath's normalize-space: runs of XML blanks become one, none stand at the ends."""
    return _RUN.sub(" ", text).strip(" ")


def number(text: str) -> float:
    """The double that XPath makes of a text, not-a-number for anything else."""
    trimmed = text.strip(BLANKS)
    return float(trimmed) if _DOUBLE.fullmatch(trimmed) else math.nan


def decimal(text: str) -> Decimal | None:
    """A decimal as XML writes it; nothing where the text is none (XPath would give up there) or absurdly long."""
    trimmed = text.strip(BLANKS)
    return Decimal(trimmed) if len(trimmed) <= LONGEST and _DECIMAL.fullmatch(trimmed) else None


def is_number(text: str) -> bool:
    """Whether XPath's number() is a number."""
    return not math.isnan(number(text))


def is_integer(text: str) -> bool:
    """Whether the text can be cast to an integer."""
    return _INTEGER.fullmatch(text.strip(BLANKS)) is not None


def is_digits(text: str) -> bool:
    """Whether there is nothing but the digits 0 to 9 in it; true for no text at all."""
    return not text.strip("0123456789")


def within(expected: Decimal, value: Decimal, slack: Decimal) -> bool:
    """Whether two amounts are at most `slack` apart."""
    with localcontext() as context:
        context.prec = PRECISION
        return abs(expected - value) <= slack


def divided(dividend: Decimal, divisor: Decimal) -> Decimal:
    """A quotient with as many decimals as an XPath processor keeps."""
    places = max(DIVISION_PLACES, _scale(dividend), _scale(divisor))
    with localcontext() as context:
        context.prec = max(dividend.adjusted() - divisor.adjusted(), 0) + places + SPARE
        return (dividend / divisor).quantize(Decimal(1).scaleb(-places), ROUND_HALF_DOWN)


def product(left: Decimal, right: Decimal) -> Decimal:
    """An exact product."""
    with localcontext() as context:
        context.prec = PRECISION
        return left * right


def total(amounts: Iterable[Decimal]) -> Decimal:
    """An exact sum."""
    with localcontext() as context:
        context.prec = PRECISION
        return sum(amounts, Decimal(0))


def in_cents(amount: Decimal) -> Decimal:
    """Rounded to two decimals, halves upwards, as XPath's round() does."""
    with localcontext() as context:
        context.prec = PRECISION
        return (amount * 100 + HALF).to_integral_value(ROUND_FLOOR) / 100


def _scale(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0
