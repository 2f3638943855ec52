"""Numbers of organisations in the Nordic countries, Estonia and Germany, and GLN: parse or raise."""

from __future__ import annotations

import re
from typing import Final, NewType

from stdnum.ee import registrikood

from kontera.core.identifiers.check_digits import IMPOSSIBLE, is_digits, is_luhn, mod11_value, weighted
from kontera.core.identifiers.writing import bare, compact, found, grouped, has_dash

OrganisationNumber = NewType("OrganisationNumber", str)
Gln = NewType("Gln", str)

_FINNISH: Final = (7, 9, 10, 5, 8, 4, 2)
_NORWEGIAN: Final = (3, 2, 7, 6, 5, 4, 3, 2)
_DANISH: Final = (2, 7, 6, 5, 4, 3, 2, 1)
_LEGAL_CENTURY: Final = "16"
_PERSON_CENTURIES: Final = frozenset({"18", "19", "20"})
_CO_ORDINATION: Final = 60  # added to the day of birth in a samordningsnummer
_COMPANY: Final = 40  # added to the day in an Icelandic company's kennitala
_GERMAN: Final = re.compile(r"(?:.*[\s,])?(HRA|HRB|GNR|GSR|PR|VR)[\s.:-]*(?:NR\.?\s*)?(\d{1,6})(?:\s?([A-Z]{1,3}))?")
_ANY: Final = re.compile(r"(?=(?:.*\d){3})[A-Z0-9][A-Z0-9 ./-]{2,29}")


def _is_day(day: int, month: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= 31  # noqa: PLR2004 # the calendar's own numbers


def _is_swedish_person(digits: str) -> bool:
    day = int(digits[4:6])
    return _is_day(day - _CO_ORDINATION if day > _CO_ORDINATION else day, int(digits[2:4]))


def _swedish(text: str) -> str:
    digits, century = compact(text.replace("+", "-")), ""
    if len(digits) == 12:  # noqa: PLR2004 # with its century
        century, digits = digits[:2], digits[2:]
    if len(digits) != 10 or not is_luhn(digits):  # noqa: PLR2004
        return ""
    legal = digits[2] >= "2"
    if century and (century != _LEGAL_CENTURY if legal else century not in _PERSON_CENTURIES):
        return ""
    return digits if (digits[0] != "0" if legal else _is_swedish_person(digits)) else ""


def swedish_organisation_number(text: str) -> OrganisationNumber:
    """Ten digits with Luhn; the third is ≥ 2, else it is a sole trader's personnummer. Also 12 digits (16…, 19…)."""
    return OrganisationNumber(found(_swedish(text), text, "Swedish organisation number"))


def is_swedish_organisation_number(text: str) -> bool:
    """The twin of `swedish_organisation_number` that does not raise."""
    return bool(_swedish(text))


def format_swedish_organisation_number(number: str) -> str:
    """NNNNNN-NNNN."""
    return f"{number[:-4]}-{number[-4:]}"


def is_personal(number: str) -> bool:
    """True when a Swedish organisation number is a personnummer: personal data (dataskyddslagen 3:10)."""
    digits = _swedish(number)
    return bool(digits) and digits[2] < "2"


def mask_personal(number: str) -> str:
    """A Swedish number for lists, exports and logs: a sole trader's last four digits are hidden."""
    digits = _swedish(number)
    if not digits:
        return number
    return f"{digits[:6]}-****" if is_personal(digits) else format_swedish_organisation_number(digits)


def _finnish(text: str) -> str:
    digits = compact(text)
    if len(digits) == 7 and has_dash(text):  # noqa: PLR2004 # numbers from before 1978 had six digits and a check
        digits = f"0{digits}"
    if len(digits) != 8 or not is_digits(digits) or not digits.strip("0"):  # noqa: PLR2004
        return ""
    return digits if str(mod11_value(digits, _FINNISH)) == digits[-1] else ""


def finnish_business_id(text: str) -> OrganisationNumber:
    """Y-tunnus: seven digits and a check, given as eight digits; six digits, hyphen and check are padded."""
    return OrganisationNumber(found(_finnish(text), text, "Finnish business id"))


def is_finnish_business_id(text: str) -> bool:
    """The twin of `finnish_business_id` that does not raise."""
    return bool(_finnish(text))


def format_finnish_business_id(number: str) -> str:
    """NNNNNNN-N."""
    return f"{number[:-1]}-{number[-1:]}"


def _ovt(text: str) -> str:
    code = bare(text)
    if not (code.startswith("0037") and 12 <= len(code) <= 17 and code.isascii() and code.isalnum()):  # noqa: PLR2004
        return ""
    return code if _finnish(code[4:12]) else ""


def finnish_ovt(text: str) -> str:
    """OVT, the Finnish e-address: 0037, the business id and up to five free characters."""
    return found(_ovt(text), text, "Finnish OVT")


def is_finnish_ovt(text: str) -> bool:
    """The twin of `finnish_ovt` that does not raise."""
    return bool(_ovt(text))


def _norwegian(text: str) -> str:
    digits = bare(text).removeprefix("NO").removesuffix("MVA")
    if len(digits) != 9 or not is_digits(digits) or digits[0] == "0":  # noqa: PLR2004
        return ""
    return digits if str(mod11_value(digits, _NORWEGIAN)) == digits[-1] else ""


def norwegian_organisation_number(text: str) -> OrganisationNumber:
    """Nine digits, mod 11; `NO` in front and `MVA` behind are taken away."""
    return OrganisationNumber(found(_norwegian(text), text, "Norwegian organisation number"))


def is_norwegian_organisation_number(text: str) -> bool:
    """The twin of `norwegian_organisation_number` that does not raise."""
    return bool(_norwegian(text))


def format_norwegian_organisation_number(number: str) -> str:
    """NNN NNN NNN."""
    return grouped(number, 3)


def _danish(text: str) -> str:
    digits = bare(text).removeprefix("DK")
    if len(digits) != 8 or not is_digits(digits) or digits[0] == "0":  # noqa: PLR2004
        return ""
    return digits if weighted(digits, _DANISH) % 11 == 0 else ""


def danish_cvr(text: str) -> OrganisationNumber:
    """CVR or SE number: eight digits, mod 11; `DK` in front is taken away."""
    return OrganisationNumber(found(_danish(text), text, "Danish CVR number"))


def is_danish_cvr(text: str) -> bool:
    """The twin of `danish_cvr` that does not raise."""
    return bool(_danish(text))


def format_danish_cvr(number: str) -> str:
    """NN NN NN NN."""
    return grouped(number, 2)


def _place(text: str) -> str:
    digits = compact(text)
    return digits if len(digits) == 10 and is_digits(digits) and digits[0] != "0" else ""  # noqa: PLR2004


def danish_p_number(text: str) -> str:
    """A Danish place of production: ten digits without a check."""
    return found(_place(text), text, "Danish P-number")


def is_danish_p_number(text: str) -> bool:
    """The twin of `danish_p_number` that does not raise."""
    return bool(_place(text))


def _icelandic(text: str) -> str:
    digits = compact(text)
    if len(digits) != 10 or not is_digits(digits) or digits[9] not in "089":  # noqa: PLR2004 # the century
        return ""
    day = int(digits[:2])
    if not _is_day(day - _COMPANY if day > _COMPANY else day, int(digits[2:4])):
        return ""
    value = mod11_value(digits, _NORWEGIAN)
    return digits if value != IMPOSSIBLE and str(value) == digits[8] else ""


def icelandic_kennitala(text: str) -> OrganisationNumber:
    """Ten digits: a date (a company's day has 40 added), two of order, a mod 11 check and the century."""
    return OrganisationNumber(found(_icelandic(text), text, "Icelandic kennitala"))


def is_icelandic_kennitala(text: str) -> bool:
    """The twin of `icelandic_kennitala` that does not raise."""
    return bool(_icelandic(text))


def mask_kennitala(number: str) -> str:
    """A kennitala for lists, exports and logs: a person's last four digits are hidden."""
    digits = _icelandic(number)
    if not digits:
        return number
    return format_swedish_organisation_number(digits) if digits[0] >= "4" else f"{digits[:6]}-****"


def estonian_registry_code(text: str) -> OrganisationNumber:
    """Registrikood: eight digits with a mod 11 check."""
    digits = compact(text)
    return OrganisationNumber(found(digits if registrikood.is_valid(digits) else "", text, "Estonian registry code"))


def is_estonian_registry_code(text: str) -> bool:
    """The twin of `estonian_registry_code` that does not raise."""
    return bool(registrikood.is_valid(compact(text)))


def _german(text: str) -> str:
    found_in = _GERMAN.fullmatch(" ".join(text.upper().split()))
    return " ".join(part for part in found_in.groups() if part) if found_in else ""


def german_register_number(text: str) -> OrganisationNumber:
    """Handelsregister: register, number and a letter if any ("HRB 12345 B"); a court in front is taken away."""
    return OrganisationNumber(found(_german(text), text, "German register number"))


def is_german_register_number(text: str) -> bool:
    """The twin of `german_register_number` that does not raise."""
    return bool(_german(text))


def _any(text: str) -> str:
    words = " ".join(text.upper().split())
    return words if _ANY.fullmatch(words) else ""


def registration_number(text: str) -> OrganisationNumber:
    """A number from a country whose form we do not check: 3–30 characters, at least three of them digits."""
    return OrganisationNumber(found(_any(text), text, "registration number"))


def is_registration_number(text: str) -> bool:
    """The twin of `registration_number` that does not raise."""
    return bool(_any(text))


def _gln(text: str) -> str:
    digits = compact(text)
    if len(digits) != 13 or not is_digits(digits) or not digits.strip("0"):  # noqa: PLR2004
        return ""
    return digits if weighted(digits, (1, 3) * 6 + (1,)) % 10 == 0 else ""


def gln(text: str) -> Gln:
    """Global location number (GS1, scheme 0088): 13 digits, weights 1 3 …, mod 10."""
    return Gln(found(_gln(text), text, "GLN"))


def is_gln(text: str) -> bool:
    """The twin of `gln` that does not raise."""
    return bool(_gln(text))
