"""Payment references: Swedish OCR, Norwegian KID, Finnish viitenumero and ISO 11649 (RF)."""

from __future__ import annotations

from typing import Final, NewType

from kontera.core.identifiers.check_digits import (
    IMPOSSIBLE,
    digit_731,
    is_731,
    is_digits,
    is_luhn,
    is_mod97,
    luhn_digit,
    mod11_value,
    mod97_digits,
)
from kontera.core.identifiers.writing import found, grouped, grouped_from_right, unspaced

PaymentReference = NewType("PaymentReference", str)

_LONGEST: Final = 25  # OCR, KID and RF
_LONGEST_VIITE: Final = 20
_SHORTEST_VIITE: Final = 4
_SHORTEST_RF: Final = 5
_KID_WEIGHTS: Final = (2, 3, 4, 5, 6, 7) * 4


def _ocr(text: str) -> str:
    digits = unspaced(text)
    return digits if 2 <= len(digits) <= _LONGEST and is_luhn(digits) and digits.strip("0") else ""  # noqa: PLR2004


def ocr(text: str) -> PaymentReference:
    """Swedish OCR reference: 2–25 digits, the last a Luhn digit. Leading zeros count."""
    return PaymentReference(found(_ocr(text), text, "OCR reference"))


def is_ocr(text: str) -> bool:
    """The twin of `ocr` that does not raise."""
    return bool(_ocr(text))


def has_length_digit(reference: str) -> bool:
    """True for an OCR whose second last digit is its whole length mod 10 (control levels 3 and 4)."""
    digits = _ocr(reference)
    return len(digits) > 2 and int(digits[-2]) == len(digits) % 10  # noqa: PLR2004


def ocr_from(base: str, *, length_digit: bool = False) -> PaymentReference:
    """The OCR reference of a number, with or without a length digit; raises when it is no number or too long."""
    body = f"{base}{(len(base) + 2) % 10}" if length_digit else base
    return ocr(body + luhn_digit(body) if is_digits(body) else base)


def _kid_check(base: str) -> str:
    value = mod11_value(base[::-1], _KID_WEIGHTS)
    return "-" if value == IMPOSSIBLE else str(value)


def _kid(text: str) -> str:
    code = unspaced(text)
    if not 2 <= len(code) <= _LONGEST or not is_digits(code[:-1]) or not code[:-1].strip("0"):  # noqa: PLR2004
        return ""
    return code if is_luhn(code) or _kid_check(code[:-1]) == code[-1] else ""


def kid(text: str) -> PaymentReference:
    """Norwegian KID: 2–25 characters, the last by mod 10 or mod 11 ("-" for 10), as the account's agreement says."""
    return PaymentReference(found(_kid(text), text, "KID"))


def is_kid(text: str) -> bool:
    """The twin of `kid` that does not raise."""
    return bool(_kid(text))


def _viite(text: str) -> str:
    digits = unspaced(text).lstrip("0")
    return digits if _SHORTEST_VIITE <= len(digits) <= _LONGEST_VIITE and is_731(digits) else ""


def viite(text: str) -> PaymentReference:
    """Finnish viitenumero: 4–20 digits, weights 7 3 1; leading zeros say nothing and are taken away."""
    return PaymentReference(found(_viite(text), text, "Finnish reference number"))


def is_viite(text: str) -> bool:
    """The twin of `viite` that does not raise."""
    return bool(_viite(text))


def viite_from(base: str) -> PaymentReference:
    """The viitenumero of a number of 3–19 digits."""
    return viite(base + digit_731(base) if is_digits(base) else base)


def format_reference_fi(reference: str) -> str:
    """A viitenumero in groups of five from the right, an RF reference in groups of four."""
    code = unspaced(reference)
    return grouped(code, 4) if code.startswith("RF") else grouped_from_right(code, 5)


def _rf(text: str) -> str:
    code = unspaced(text)
    if not (code.startswith("RF") and _SHORTEST_RF <= len(code) <= _LONGEST and code.isascii() and code.isalnum()):
        return ""
    if not code[2:4].isdigit():
        return ""
    body = code[4:].lstrip("0")  # zeros before the number do not change the remainder
    return f"{code[:4]}{body}" if body and is_mod97(code) else ""


def rf(text: str) -> PaymentReference:
    """ISO 11649 creditor reference: RF, two check digits, up to 21 characters; mod 97 = 1."""
    return PaymentReference(found(_rf(text), text, "RF reference"))


def is_rf(text: str) -> bool:
    """The twin of `rf` that does not raise."""
    return bool(_rf(text))


def rf_from(reference: str) -> PaymentReference:
    """The RF reference built on a national one; a Finnish one keeps its check digit inside."""
    body = unspaced(reference).lstrip("0")
    return rf(f"RF{mod97_digits('RF', body)}{body}" if body.isascii() and body.isalnum() else reference)


def viite_of(reference: str) -> str:
    """The Finnish viitenumero inside an RF reference; empty when it was built on something else."""
    return _viite(_rf(reference)[4:])
