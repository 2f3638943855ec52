"""Swedish bank accounts: clearing number, account number, and the check its bank uses."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import starmap
from typing import Final

from kontera.core.errors import InvalidIdentifier
from kontera.core.identifiers.check_digits import is_luhn, weighted


class Method(StrEnum):
    """How a bank's account numbers are checked (Bankgirot, Bankernas kontonummeruppbyggnad)."""

    SHORT = "type 1, comment 1"  # mod 11 over the clearing number without its first digit
    FULL = "type 1, comment 2"  # mod 11 over the whole clearing number
    TEN = "type 2, mod 10"  # Luhn over ten digits
    NINE = "type 2, mod 11"  # Handelsbanken: nine digits


@dataclass(frozen=True, slots=True)
class ClearingRange:
    """Clearing numbers `first`–`last` belong to `bank`, whose accounts are checked by `method`."""

    first: int
    last: int
    bank: str
    method: Method


_TABLE: Final[Iterable[tuple[int, int, str, Method]]] = (
    (1100, 1199, "Nordea", Method.SHORT),
    (1200, 1399, "Danske Bank", Method.SHORT),
    (1400, 2099, "Nordea", Method.SHORT),
    (2300, 2399, "Ålandsbanken", Method.FULL),
    (2400, 2499, "Danske Bank", Method.SHORT),
    (3000, 3299, "Nordea", Method.SHORT),
    (3300, 3300, "Nordea", Method.TEN),
    (3301, 3399, "Nordea", Method.SHORT),
    (3400, 3409, "Länsförsäkringar Bank", Method.SHORT),
    (3410, 3781, "Nordea", Method.SHORT),
    (3782, 3782, "Nordea", Method.TEN),
    (3783, 3999, "Nordea", Method.SHORT),
    (4000, 4999, "Nordea", Method.FULL),
    (5000, 5999, "SEB", Method.SHORT),
    (6000, 6999, "Handelsbanken", Method.NINE),
    (7000, 7999, "Swedbank", Method.SHORT),
    (8000, 8999, "Swedbank", Method.TEN),
    (9020, 9029, "Länsförsäkringar Bank", Method.FULL),
    (9040, 9049, "Citibank", Method.FULL),
    (9060, 9069, "Länsförsäkringar Bank", Method.SHORT),
    (9100, 9109, "Nordnet Bank", Method.FULL),
    (9120, 9124, "SEB", Method.SHORT),
    (9130, 9149, "SEB", Method.SHORT),
    (9150, 9169, "Skandiabanken", Method.FULL),
    (9170, 9179, "Ikano Bank", Method.SHORT),
    (9180, 9189, "Danske Bank", Method.TEN),
    (9190, 9199, "DNB Bank", Method.FULL),
    (9230, 9239, "Marginalen Bank", Method.SHORT),
    (9250, 9259, "SBAB", Method.SHORT),
    (9260, 9269, "DNB Bank", Method.FULL),
    (9270, 9279, "ICA Banken", Method.SHORT),
    (9280, 9289, "Resurs Bank", Method.SHORT),
    (9300, 9349, "Swedbank", Method.TEN),
    (9390, 9399, "Landshypotek", Method.FULL),
    (9550, 9569, "Avanza Bank", Method.FULL),
    (9570, 9579, "Sparbanken Syd", Method.TEN),
    (9660, 9669, "Svea Bank", Method.FULL),
    (9700, 9709, "Ekobanken", Method.FULL),
    (9780, 9789, "Klarna Bank", Method.FULL),
)
CLEARING_RANGES: Final = tuple(starmap(ClearingRange, _TABLE))
_STARTS: Final = tuple(span.first for span in CLEARING_RANGES)
_TYPE_1: Final = (10, 9, 8, 7, 6, 5, 4, 3, 2, 1)
_TYPE_2: Final = (9, 8, 7, 6, 5, 4, 3, 2, 1)
_SIZE: Final = {Method.SHORT: 7, Method.FULL: 7, Method.TEN: 10, Method.NINE: 9}
_WRITTEN: Final = re.compile(r"\s*\d[\d\s.,\u2010-\u2014-]*")
_LONGEST: Final = 10
_FIVE: Final = 5


@dataclass(frozen=True, slots=True)
class SwedishAccount:
    """A Swedish bank account.

    `clearing` has four digits (Swedbank's fifth is left out), `number` is padded to its bank's length. An unknown
    clearing range leaves `bank` empty and `verified` False: unverified, not wrong.
    """

    clearing: str
    number: str
    bank: str = ""
    verified: bool = False

    @property
    def compact(self) -> str:
        """Clearing and account number as one run of digits; the form that is stored and compared."""
        return self.clearing + self.number

    @property
    def written(self) -> str:
        """NNNN-NNNNNNN, for the eye."""
        return f"{self.clearing}-{self.number}"


def clearing_range(clearing: str) -> ClearingRange | None:
    """The bank and method of a four-digit clearing number, or None when the range is unknown."""
    code = int(clearing)
    span = CLEARING_RANGES[max(bisect_right(_STARTS, code) - 1, 0)]
    return span if span.first <= code <= span.last else None


def _passes(clearing: str, number: str, method: Method) -> bool:
    if len(number) != _SIZE[method]:
        return False
    match method:
        case Method.SHORT:
            return weighted(clearing[1:] + number, _TYPE_1) % 11 == 0
        case Method.FULL:
            return weighted(clearing + number, (1, *_TYPE_1)) % 11 == 0
        case Method.TEN:
            return is_luhn(number)
        case Method.NINE:
            return weighted(number, _TYPE_2) % 11 == 0


def _fifth(groups: list[str], digits: str) -> bool:
    """Swedbank's 8xxx may be printed with a fifth clearing digit, Luhn over the five."""
    if digits[0] != "8" or not is_luhn(digits[:_FIVE]):
        return False
    if len(groups) > 1:
        return len(groups[0]) == _FIVE or (len(groups[0]) == _FIVE - 1 and len(groups[1]) == 1)
    return not is_luhn(digits[4:]) and is_luhn(digits[_FIVE:])


def _read(text: str) -> SwedishAccount | None:
    if not _WRITTEN.fullmatch(text):
        return None
    groups = re.findall(r"[0-9]+", text)
    digits = "".join(groups)
    clearing, number = digits[:4], digits[5 if _fifth(groups, digits) else 4 :]
    if clearing < "1000" or not 2 <= len(number) <= _LONGEST or not number.strip("0"):  # noqa: PLR2004
        return None
    span = clearing_range(clearing)
    if span is None:
        return SwedishAccount(clearing, number)
    number = number.zfill(_SIZE[span.method])
    return (
        SwedishAccount(clearing, number, span.bank, verified=True) if _passes(clearing, number, span.method) else None
    )


def swedish_account(text: str) -> SwedishAccount:
    """Clearing number and account, with or without separators; raises when the bank's own check fails."""
    account = _read(text)
    if account is None:
        raise InvalidIdentifier(value=text.strip(), kind="Swedish account number")
    return account


def is_swedish_account(text: str) -> bool:
    """True only for an account whose bank is known and whose check passes."""
    account = _read(text)
    return account is not None and account.verified
