"""Accounts money is sent to: IBAN and BIC, bankgiro and plusgiro, Norwegian and Danish accounts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final, NewType

from kontera.core.identifiers.check_digits import is_digits, is_luhn, is_mod97, mod11_value
from kontera.core.identifiers.writing import bare, compact, found, grouped, grouped_from_right

Iban = NewType("Iban", str)
Bic = NewType("Bic", str)
Bankgiro = NewType("Bankgiro", str)
Plusgiro = NewType("Plusgiro", str)
DomesticAccount = NewType("DomesticAccount", str)

# SWIFT IBAN registry: the whole length by country.
_LENGTHS: Final[Mapping[str, int]] = {
    country: length
    for length, countries in {
        15: "NO",
        16: "BE",
        18: "DK FI FK FO GL NL SD",
        19: "MK SI",
        20: "AT BA EE KZ LT LU MN XK",
        21: "CH HR LI LV",
        22: "BG BH CR DE GB GE IE ME RS VA",
        23: "AE GI IL IQ OM SO TL",
        24: "AD CZ ES MD PK RO SA SE SK TN VG",
        25: "LY PT ST",
        26: "IS TR",
        27: "BI DJ FR GR IT MC MR SM",
        28: "AL AZ BY CY DO GT HN HU LB NI PL SV",
        29: "BR EG PS QA UA",
        30: "JO KW MU YE",
        31: "MT SC",
        32: "LC",
        33: "RU",
    }.items()
    for country in countries.split()
}
# Where the account holds digits only, a letter is a misreading even if the remainder should happen to fit.
_WITH_DIGITS_ONLY = "AE AT BA BE CR CZ DE DK EE EG ES FI FO GL HR HU IL IS LT ME MN NO PL PT RS SE SI SK TL VA XK"
_DIGITS_ONLY: Final = frozenset(_WITH_DIGITS_ONLY.split())
_BIC: Final = re.compile(r"[A-Z]{4}([A-Z]{2})[A-Z0-9]{2}(?:[A-Z0-9]{3})?")
_WITHOUT_IBAN = (
    "AR AU BD BM CA CL CN CO EC HK ID IN JE GG IM JP KE KR KY LK MA MX MY NG NZ PE PH SG TH TW UY US UZ VN ZA"
)
_BIC_COUNTRIES: Final = frozenset(_LENGTHS) | frozenset(_WITHOUT_IBAN.split())
_NORWEGIAN: Final = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)


def _iban(text: str) -> str:
    code = bare(text)
    if code.startswith("IBAN"):
        code = code[4:].lstrip(":")
    if len(code) != _LENGTHS.get(code[:2], 0) or not (code.isascii() and code.isalnum() and code[2:4].isdigit()):
        return ""
    if code[:2] in _DIGITS_ONLY and not code[4:].isdigit():
        return ""
    return code if is_mod97(code) else ""


def iban(text: str) -> Iban:
    """ISO 13616: the country's length and mod 97 = 1; any spacing, "IBAN" in front is taken away."""
    return Iban(found(_iban(text), text, "IBAN"))


def is_iban(text: str) -> bool:
    """The twin of `iban` that does not raise."""
    return bool(_iban(text))


def format_iban(number: str) -> str:
    """Groups of four, as printed."""
    return grouped(bare(number), 4)


@lru_cache(maxsize=1024)
def bic_of(number: str) -> str:
    """The BIC of the bank an IBAN belongs to, from an offline register; empty when the register does not know."""
    from schwifty import IBAN  # noqa: PLC0415 # its bank register takes 0.2 s to load; most runs never ask
    from schwifty.exceptions import SchwiftyException  # noqa: PLC0415

    code = _iban(number)
    if not code:
        return ""
    try:
        return str(IBAN(code).bic or "")
    except SchwiftyException:
        return ""


def _bic(text: str) -> str:
    code = compact(text)
    form = _BIC.fullmatch(code)
    return code if form and form[1] in _BIC_COUNTRIES else ""


def bic(text: str) -> Bic:
    """ISO 9362: eight or eleven characters with a country code in the middle."""
    return Bic(found(_bic(text), text, "BIC"))


def is_bic(text: str) -> bool:
    """The twin of `bic` that does not raise."""
    return bool(_bic(text))


def _giro(text: str, shortest: int) -> str:
    digits = compact(text)
    if not shortest <= len(digits) <= 8 or digits[0] == "0":  # noqa: PLR2004
        return ""
    return digits if is_luhn(digits) else ""


def bankgiro(text: str) -> Bankgiro:
    """Seven or eight digits with Luhn. Numbers are reused: it says nothing about the owner."""
    return Bankgiro(found(_giro(text, 7), text, "bankgiro number"))


def is_bankgiro(text: str) -> bool:
    """The twin of `bankgiro` that does not raise."""
    return bool(_giro(text, 7))


def format_bankgiro(number: str) -> str:
    """NNN-NNNN or NNNN-NNNN."""
    digits = compact(number)
    return f"{digits[:-4]}-{digits[-4:]}"


def plusgiro(text: str) -> Plusgiro:
    """Two to eight digits with Luhn."""
    return Plusgiro(found(_giro(text, 2), text, "plusgiro number"))


def is_plusgiro(text: str) -> bool:
    """The twin of `plusgiro` that does not raise."""
    return bool(_giro(text, 2))


def format_plusgiro(number: str) -> str:
    """Pairs, and the check digit after a hyphen: "28 65-4"."""
    digits = compact(number)
    return f"{grouped_from_right(digits[:-1], 2)}-{digits[-1:]}"


def _norwegian(text: str) -> str:
    digits = bare(text)
    if len(digits) != 11 or not is_digits(digits) or not digits.strip("0"):  # noqa: PLR2004
        return ""
    return digits if str(mod11_value(digits, _NORWEGIAN)) == digits[-1] else ""


def norwegian_account(text: str) -> DomesticAccount:
    """Eleven digits, mod 11 (a value of 10 has no number)."""
    return DomesticAccount(found(_norwegian(text), text, "Norwegian account number"))


def is_norwegian_account(text: str) -> bool:
    """The twin of `norwegian_account` that does not raise."""
    return bool(_norwegian(text))


def format_norwegian_account(number: str) -> str:
    """NNNN NN NNNNN."""
    digits = bare(number)
    return f"{digits[:4]} {digits[4:6]} {digits[6:]}"


def _danish(text: str) -> str:
    digits = bare(text)
    if not 5 <= len(digits) <= 14 or not is_digits(digits) or not digits[4:].strip("0"):  # noqa: PLR2004
        return ""
    return digits[:4] + digits[4:].zfill(10)


def danish_account(text: str) -> DomesticAccount:
    """Registration number (4) and account, padded to 10 digits as in the IBAN; there is no general check."""
    return DomesticAccount(found(_danish(text), text, "Danish account number"))


def is_danish_account(text: str) -> bool:
    """The twin of `danish_account` that does not raise; the form only."""
    return bool(_danish(text))


def format_danish_account(number: str) -> str:
    """NNNN NNNNNNNNNN."""
    digits = bare(number)
    return f"{digits[:4]} {digits[4:]}"
