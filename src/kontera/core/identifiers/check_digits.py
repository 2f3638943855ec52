"""The arithmetic of check digits, in plain fast Python: it runs hundreds of times a page."""

from __future__ import annotations

from typing import Final

_ZERO: Final = ord("0")
_PLAIN: Final = bytes(range(_ZERO)) + bytes(range(10)) + bytes(range(_ZERO + 10, 256))
_DOUBLED: Final = bytes(range(_ZERO)) + bytes((0, 2, 4, 6, 8, 1, 3, 5, 7, 9)) + bytes(range(_ZERO + 10, 256))
_LETTERS: Final = {ord("A") + n: str(10 + n) for n in range(26)}
# Below 02 or above 98 the same remainder would have two spellings (ISO 7064).
_LOWEST: Final = "02"
_HIGHEST: Final = "98"
IMPOSSIBLE: Final = 10
"""The mod 11 check value that has no digit of its own."""


def is_digits(text: str) -> bool:
    """True for one or more of the digits 0–9 and nothing else."""
    return text.isascii() and text.isdigit()


def is_luhn(digits: str) -> bool:
    """ISO/IEC 7812 (Luhn, mod 10): the last digit checks the others."""
    if not is_digits(digits):
        return False
    code = digits.encode()
    return (sum(code[-1::-2].translate(_PLAIN)) + sum(code[-2::-2].translate(_DOUBLED))) % 10 == 0


def luhn_digit(base: str) -> str:
    """The Luhn digit to put after `base`."""
    code = base.encode()
    return str(-(sum(code[-1::-2].translate(_DOUBLED)) + sum(code[-2::-2].translate(_PLAIN))) % 10)


def digit_731(base: str) -> str:
    """The check digit of a Finnish viitenumero: weights 7, 3, 1 from the right over `base`."""
    code = base.encode().translate(_PLAIN)
    return str(-(7 * sum(code[-1::-3]) + 3 * sum(code[-2::-3]) + sum(code[-3::-3])) % 10)


def is_731(digits: str) -> bool:
    """The last digit is the 7-3-1 check of the others."""
    return is_digits(digits) and digit_731(digits[:-1]) == digits[-1]


def weighted(digits: str, weights: tuple[int, ...]) -> int:
    """The sum of digit × weight, as many as there are weights, from the left."""
    return sum(weight * (code - _ZERO) for weight, code in zip(weights, digits.encode(), strict=False))


def mod11_value(digits: str, weights: tuple[int, ...]) -> int:
    """11 − (weighted sum mod 11), with 11 as 0; `IMPOSSIBLE` (10) has no digit."""
    return -weighted(digits, weights) % 11


def mod97_remainder(text: str) -> int:
    """ISO 7064 MOD 97-10 over digits and capital letters (A = 10 … Z = 35)."""
    return int(text.translate(_LETTERS)) % 97


def is_mod97(text: str) -> bool:
    """IBAN and RF: the first four characters moved last leave the remainder 1; capitals and digits only."""
    if not (text.isascii() and text.isalnum() and text == text.upper() and text[2:4].isdigit()):
        return False
    return _LOWEST <= text[2:4] <= _HIGHEST and mod97_remainder(text[4:] + text[:4]) == 1


def mod97_digits(prefix: str, body: str) -> str:
    """The two check digits between `prefix` ("RF", a country code) and `body`."""
    return f"{98 - mod97_remainder(f'{body}{prefix}00'):02d}"
