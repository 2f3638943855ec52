"""Registration numbers as Peppol's rules check them: digits, lengths and check digits."""

from __future__ import annotations

import re
from typing import Final

from kontera.formats.rules.peppol.values import is_digits, is_integer, number

ABN_WEIGHTS: Final = (10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19)
ABN_OFFSETS: Final = (49, *(48,) * 10)  # the first digit counts one less
CVR_DIGITS: Final = 8
P_DIGITS: Final = 10
CODICE_COMPANY: Final = 11
CODICE_PERSON: Final = 16
NORWEGIAN_DIGITS: Final = 9
SWEDISH_BODY: Final = 9
DOUBLED: Final = "0246813579"  # a digit doubled, its digits added

_LETTERS: Final = re.compile(r"[A-Za-z]*")
_IPA: Final = re.compile(r"[A-Za-z0-9]{6}")


def is_gln(text: str) -> bool:
    """GS1's check digit over any number of digits: weights 3 and 1 from the right."""
    if not text or not is_digits(text):
        return False
    total = sum(int(digit) * (3 if i % 2 == 0 else 1) for i, digit in enumerate(reversed(text[:-1])))
    return (10 - total % 10) % 10 == int(text[-1])


def is_norwegian(text: str) -> bool:
    """Nine digits, modulus 11 with weights 2 to 7 from the right."""
    if len(text) != NORWEGIAN_DIGITS or not is_digits(text) or int(text) == 0:
        return False
    total = sum(int(digit) * (i % 6 + 2) for i, digit in enumerate(reversed(text[:-1])))
    return (11 - total % 11) % 11 == int(text[-1])


def is_swedish(text: str) -> bool:
    """Luhn over the first nine digits, the tenth its check digit; what follows is not looked at."""
    if not text or not is_digits(text) or len(text) <= SWEDISH_BODY:
        return False
    body = reversed(text[:SWEDISH_BODY])
    total = sum(int(DOUBLED[int(digit)]) if i % 2 == 0 else int(digit) for i, digit in enumerate(body))
    return (10 - total % 10) % 10 == int(text[SWEDISH_BODY])


def is_swedish_in_full(text: str) -> bool:
    """Ten digits with Luhn's check, and nothing behind them."""
    return len(text) == SWEDISH_BODY + 1 and is_swedish(text)


def is_cvr(text: str) -> bool:
    """Eight digits, with or without the letters DK before them."""
    return has_digits(text, CVR_DIGITS) or is_danish_tax(text)


def is_danish_tax(text: str) -> bool:
    """The letters DK and eight digits."""
    return text.startswith("DK") and has_digits(text[2:], CVR_DIGITS)


def is_danish_unit(text: str) -> bool:
    """Ten digits of a P number."""
    return has_digits(text, P_DIGITS)


def is_belgian(text: str) -> bool:
    """Ten digits, the last two 97 less the remainder of the first eight."""
    return re.fullmatch("[0-9]{10}", text) is not None and 97 - int(text[:8]) % 97 == int(text[8:])


def is_ipa_code(text: str) -> bool:
    """An Italian office: six letters and digits."""
    return _IPA.fullmatch(text) is not None


def is_codice_fiscale(text: str) -> bool:
    """An Italian tax code: a number of eleven places, or sixteen places of letters and numbers for a person."""
    if len(text) == CODICE_COMPANY:
        return is_integer(text)
    if len(text) != CODICE_PERSON:
        return False
    letters = text[:6] + text[8:9] + text[15:]
    return _LETTERS.fullmatch(letters) is not None and all(map(is_integer, (text[6:8], text[9:11], text[14:15])))


def is_partita_iva(text: str) -> bool:
    """An Italian VAT number behind IT or it: eleven digits with Luhn's check; numbers of other countries pass."""
    if text[:2] not in {"IT", "it"}:
        return True
    digits = text[2:]
    if len(digits) != CODICE_COMPANY or not is_digits(digits):
        return False
    return sum(int(DOUBLED[int(digit)]) if i % 2 else int(digit) for i, digit in enumerate(digits)) % 10 == 0


def is_abn(text: str) -> bool:
    """An Australian business number: eleven digits whose weighted sum is divisible by 89."""
    if len(text) < len(ABN_WEIGHTS):
        return False
    parts = zip(text, ABN_OFFSETS, ABN_WEIGHTS, strict=False)
    return sum((ord(letter) - offset) * weight for letter, offset, weight in parts) % 89 == 0


def is_dutch_vat(text: str) -> bool:
    """NL, nine digits, B, two digits."""
    return re.fullmatch("NL[0-9]{9}B[0-9]{2}", text) is not None


def has_digits(text: str, length: int) -> bool:
    """Exactly `length` digits."""
    return len(text) == length and is_digits(text)


def is_tax_category(text: str) -> bool:
    """A Danish duty's four-digit category."""
    return 0 <= number(text) <= 9999  # noqa: PLR2004 - four digits
