"""VAT numbers of the EU, Norway, Iceland, Switzerland and the United Kingdom: parse or raise."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final, NewType

from stdnum.ch import uid as swiss
from stdnum.eu import vat as european
from stdnum.gb import vat as british

from kontera.core.identifiers.organisations import (
    OrganisationNumber,
    is_danish_cvr,
    is_finnish_business_id,
    is_norwegian_organisation_number,
    is_swedish_organisation_number,
)
from kontera.core.identifiers.writing import bare, found

VatNumber = NewType("VatNumber", str)

# The forms as the Commission's VIES lists them, after the prefix; XI is Northern Ireland, EU the one-stop shop.
_FORMS: Final[Mapping[str, re.Pattern[str]]] = {
    prefix: re.compile(form)
    for prefix, form in {
        "AT": r"U\d{8}",
        "BE": r"[01]?\d{9}",
        "BG": r"\d{9,10}",
        "CH": r"E\d{9}",
        "CY": r"\d{8}[A-Z]",
        "CZ": r"\d{8,10}",
        "DE": r"\d{9}",
        "DK": r"\d{8}",
        "EE": r"\d{9}",
        "EL": r"\d{9}",
        "ES": r"[A-Z0-9]\d{7}[A-Z0-9]",
        "EU": r"\d{9}",
        "FI": r"\d{8}",
        "FR": r"[A-Z0-9]{2}\d{9}",
        "GB": r"\d{9}|\d{12}|GD\d{3}|HA\d{3}",
        "HR": r"\d{11}",
        "HU": r"\d{8}",
        "IE": r"\d[A-Z0-9+*]\d{5}[A-Z]{1,2}",
        "IS": r"\d{5,6}",
        "IT": r"\d{11}",
        "LT": r"\d{9}|\d{12}",
        "LU": r"\d{8}",
        "LV": r"\d{11}",
        "MT": r"\d{8}",
        "NL": r"\d{9}B\d{2}",
        "NO": r"\d{9}MVA",
        "PL": r"\d{10}",
        "PT": r"\d{9}",
        "RO": r"\d{2,10}",
        "SE": r"\d{10}(?!00)\d{2}",
        "SI": r"\d{8}",
        "SK": r"\d{10}",
        "XI": r"\d{9}|\d{12}|GD\d{3}|HA\d{3}",
    }.items()
}
_CHECKS: Final[Mapping[str, Callable[[str], bool]]] = {
    "SE": lambda body: is_swedish_organisation_number(body[:10]),
    "FI": is_finnish_business_id,
    "NO": is_norwegian_organisation_number,
    "DK": is_danish_cvr,
    "IS": lambda body: int(body) > 0,  # a VSK number has no check digit
    "CH": lambda body: bool(swiss.is_valid(f"CH{body}")),
    "GB": lambda body: bool(british.is_valid(body)),
}
_ORGANISATION_PART: Final[Mapping[str, slice]] = {
    "SE": slice(2, 12),
    "FI": slice(2, 10),
    "NO": slice(2, 11),
    "DK": slice(2, 10),
}
_COUNTRY_OF: Final[Mapping[str, str]] = {"EL": "GR", "XI": "GB", "EU": ""}
_PREFIX_OF: Final[Mapping[str, str]] = {"GR": "EL"}
_NORWEGIAN: Final = re.compile(r"(?:NO)?(\d{9})(?:MVA)?")
_SWISS_ENDING: Final = re.compile(r"(?<=\d)(?:MWST|TVA|IVA|TPV)$")
_OLD_BELGIAN: Final = re.compile(r"BE\d{9}")


def _formed(text: str, country: str = "") -> str:
    """The number with prefix when its form is right, else nothing."""
    number = bare(text)
    prefix = _PREFIX_OF.get(country, country)
    if number[:2] in _PREFIX_OF:
        number = _PREFIX_OF[number[:2]] + number[2:]
    elif number.endswith("MVA") or prefix == "NO" or number.startswith("NO"):
        number = _NORWEGIAN.sub(r"NO\1MVA", number)
    elif prefix and not number.startswith(prefix):
        number = prefix + number
    if number.startswith("CHE"):
        number = _SWISS_ENDING.sub("", number)
    elif _OLD_BELGIAN.fullmatch(number):
        number = f"BE0{number[2:]}"
    form = _FORMS.get(number[:2])
    return number if form and number.isascii() and form.fullmatch(number, 2) else ""


def _checked(number: str) -> str:
    if not number:
        return ""
    check = _CHECKS.get(number[:2])
    return number if (check(number[2:]) if check else european.is_valid(number)) else ""


def vat_number(text: str, country: str = "") -> VatNumber:
    """A VAT number with its prefix, its check digits right.

    Without a prefix in the text the `country` (ISO 3166-1) gives it. Greece becomes EL, Norway NO…MVA, a Swiss
    ending (MWST, TVA, IVA) is taken away, a Belgian number of nine digits gets its zero.
    """
    return VatNumber(found(_checked(_formed(text, country)), text, "VAT number"))


def is_vat_number(text: str, country: str = "") -> bool:
    """The twin of `vat_number` that does not raise."""
    return bool(_checked(_formed(text, country)))


def has_vat_form(text: str) -> bool:
    """The prefix is known and the form right; check digits are not looked at (invented numbers in samples pass)."""
    return bool(_formed(text))


def vat_country(number: str) -> str:
    """The ISO 3166-1 country of a VAT number's prefix; empty for the one-stop shop."""
    return _COUNTRY_OF.get(number[:2], number[:2])


def organisation_number_of(number: str) -> OrganisationNumber:
    """The organisation number inside a VAT number of SE, FI, NO or DK; empty for other countries."""
    part = _ORGANISATION_PART.get(number[:2])
    return OrganisationNumber(number[part] if part else "")
