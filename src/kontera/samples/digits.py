"""Makes numbers with right check digits: organisation numbers, accounts and payment references.

Every function takes the digits before the check digit and gives the whole number in compact form.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final

MOD_11: Final = 11
LETTERS_BEFORE_A: Final = 55  # ord("A") - 10: letters count from 10 in ISO 7064
MOST_EUROS: Final = Decimal("999999.99")
NORWEGIAN_WEIGHTS: Final = (3, 2, 7, 6, 5, 4, 3, 2)
NORWEGIAN_ACCOUNT_WEIGHTS: Final = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
FINNISH_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2)
DANISH_WEIGHTS: Final = (2, 7, 6, 5, 4, 3, 2)


def luhn(base: str) -> str:
    """The base with its mod 10 check digit: organisationsnummer, bankgiro, plusgiro, OCR, KID, FIK."""
    odd = sum(sum(divmod(2 * int(digit), 10)) for digit in base[::-2])
    even = sum(int(digit) for digit in base[-2::-2])
    return base + str(-(odd + even) % 10)


def _weighted(base: str, weights: tuple[int, ...]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(base, weights, strict=True))


def _mod_11(base: str, weights: tuple[int, ...], unused: int) -> str:
    """The base with its mod 11 check digit; steps on to the next base where the check would be `unused`."""
    check = -_weighted(base, weights) % MOD_11
    if check == unused:
        return _mod_11(str(int(base) + 1).zfill(len(base)), weights, unused)
    return f"{base}{check}"


def business_id(base: str) -> str:
    """A Finnish Y-tunnus of 8 digits from 7; a base whose check would be 10 gives way to the next."""
    return _mod_11(base, FINNISH_WEIGHTS, 10)


def norwegian_number(base: str) -> str:
    """A Norwegian organisasjonsnummer of 9 digits from 8."""
    return _mod_11(base, NORWEGIAN_WEIGHTS, 10)


def norwegian_account(base: str) -> str:
    """A Norwegian bank account of 11 digits from 10."""
    return _mod_11(base, NORWEGIAN_ACCOUNT_WEIGHTS, 10)


def danish_number(base: str) -> str:
    """A Danish CVR number of 8 digits from 7."""
    return _mod_11(base, DANISH_WEIGHTS, 10)


def german_vat(base: str) -> str:
    """A German VAT number's 9 digits from 8 (ISO 7064 mod 11,10)."""
    product = 10
    for digit in base:
        product = 2 * ((int(digit) + product) % 10 or 10) % MOD_11
    return base + str((MOD_11 - product) % 10)


def irish_vat(base: str) -> str:
    """An Irish VAT number, 7 digits and the check letter (weights 8 to 2, mod 23)."""
    return base + "WABCDEFGHIJKLMNOPQRSTUV"[_weighted(base, (8, 7, 6, 5, 4, 3, 2)) % 23]


def _mod_97(text: str) -> int:
    return int("".join(str(ord(sign) - LETTERS_BEFORE_A) if sign.isalpha() else sign for sign in text)) % 97


def iban(country: str, bban: str) -> str:
    """The IBAN of a domestic account number (ISO 13616)."""
    return f"{country}{98 - _mod_97(f'{bban}{country}00'):02d}{bban}"


def ocr(base: str, *, with_length: bool = False) -> str:
    """A Swedish OCR number; with the length digit, the last but one states the whole length mod 10."""
    return luhn(base + str((len(base) + 2) % 10) if with_length else base)


def viite(base: str) -> str:
    """A Finnish viitenumero: weights 7 3 1 from the right."""
    total = sum(int(digit) * (7, 3, 1)[place % 3] for place, digit in enumerate(reversed(base)))
    return f"{base}{-total % 10}"


def creditor_reference(reference: str) -> str:
    """The RF creditor reference (ISO 11649) around a national reference."""
    return f"RF{98 - _mod_97(f'{reference}RF00'):02d}{reference}"


def bank_bar_code(account: str, amount: Decimal, reference: str, due: date | None) -> str:
    """The Finnish bank bar code's 54 digits, version 5 for an RF reference and 4 else.

    An amount too large for the code is written as zeros: the payer then fills it in.
    """
    cents = int(amount * 100) if amount <= MOST_EUROS else 0
    day = due.strftime("%y%m%d") if due else "000000"
    if reference.startswith("RF"):
        return f"5{account[2:]}{cents:08d}{reference[2:4]}{reference[4:].zfill(21)}{day}"
    return f"4{account[2:]}{cents:08d}000{reference.zfill(20)}{day}"
