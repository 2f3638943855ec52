"""Countries that suppliers come from and no company of ours is in: what reading their invoices needs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from kontera.core.country import Country, DatedRate, DateOrder, EndpointScheme, Notation
from kontera.countries.words import ANY_NUMBER, GLN, IBAN, RF, VAT, standard

_COMMA: Final = Notation(thousands=(".", " "))
_POINT: Final = Notation(decimal=".", thousands=(",", " "))
_AMERICAN: Final = Notation(decimal=".", thousands=(",",), dates=DateOrder.MONTH_FIRST)
_MEMBERS = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"
_EU: Final = frozenset(_MEMBERS.split())
_PREFIXES: Final[Mapping[str, str]] = {"GR": "EL", "GB": "GB", "CH": "CH", "LI": "CH"}
_NO_IBAN: Final = frozenset({"US", "CA", "AU", "NZ", "JP", "CN", "HK", "SG", "IN"})
# Peppol endpoint schemes that hold a VAT number.
_VAT_SCHEMES: Final[Mapping[str, str]] = {
    "AT": "9914",
    "BE": "9925",
    "ES": "9920",
    "FR": "9957",
    "GB": "9932",
    "IE": "9935",
    "NL": "9944",
    "PL": "9945",
}
# Standard rates in per cent; changes of the last years are dated below.
_COUNTRIES: Final = (
    ("AT", "Austria", "Österreich", "EUR", "de", "20", _COMMA),
    ("BE", "Belgium", "België", "EUR", "nl fr de", "21", _COMMA),
    ("BG", "Bulgaria", "България", "EUR", "bg", "20", _COMMA),
    ("CY", "Cyprus", "Κύπρος", "EUR", "el", "19", _COMMA),
    ("CZ", "Czechia", "Česko", "CZK", "cs", "21", _COMMA),
    ("ES", "Spain", "España", "EUR", "es", "21", _COMMA),
    ("FR", "France", "France", "EUR", "fr", "20", _COMMA),
    ("GR", "Greece", "Ελλάδα", "EUR", "el", "24", _COMMA),
    ("HR", "Croatia", "Hrvatska", "EUR", "hr", "25", _COMMA),
    ("HU", "Hungary", "Magyarország", "HUF", "hu", "27", _COMMA),
    ("IE", "Ireland", "Éire", "EUR", "en ga", "23", _POINT),
    ("IT", "Italy", "Italia", "EUR", "it", "22", _COMMA),
    ("LT", "Lithuania", "Lietuva", "EUR", "lt", "21", _COMMA),
    ("LU", "Luxembourg", "Lëtzebuerg", "EUR", "fr de lb", "17", _COMMA),
    ("LV", "Latvia", "Latvija", "EUR", "lv", "21", _COMMA),
    ("MT", "Malta", "Malta", "EUR", "mt en", "18", _POINT),
    ("NL", "Netherlands", "Nederland", "EUR", "nl", "21", _COMMA),
    ("PL", "Poland", "Polska", "PLN", "pl", "23", _COMMA),
    ("PT", "Portugal", "Portugal", "EUR", "pt", "23", _COMMA),
    ("RO", "Romania", "România", "RON", "ro", "", _COMMA),
    ("SI", "Slovenia", "Slovenija", "EUR", "sl", "22", _COMMA),
    ("SK", "Slovakia", "Slovensko", "EUR", "sk", "", _COMMA),
    ("GB", "United Kingdom", "United Kingdom", "GBP", "en", "20", _POINT),
    ("CH", "Switzerland", "Schweiz", "CHF", "de fr it", "", Notation(decimal=".", thousands=("'", " "))),
    ("LI", "Liechtenstein", "Liechtenstein", "CHF", "de", "", Notation(decimal=".", thousands=("'", " "))),
    ("FO", "Faroe Islands", "Føroyar", "DKK", "fo da", "25", _COMMA),
    ("GL", "Greenland", "Kalaallit Nunaat", "DKK", "kl da", "", _COMMA),
    ("US", "United States", "United States", "USD", "en", "", _AMERICAN),
    ("CA", "Canada", "Canada", "CAD", "en fr", "", _POINT),
    ("AU", "Australia", "Australia", "AUD", "en", "10", _POINT),
    ("NZ", "New Zealand", "New Zealand", "NZD", "en", "15", _POINT),
    ("SG", "Singapore", "Singapore", "SGD", "en", "", _POINT),
    ("HK", "Hong Kong", "Hong Kong", "HKD", "en zh", "", _POINT),
    ("CN", "China", "中国", "CNY", "zh", "", _POINT),
    ("JP", "Japan", "日本", "JPY", "ja", "10", Notation(decimal=".", thousands=(",",), dates=DateOrder.YEAR_FIRST)),
    ("IN", "India", "India", "INR", "en hi", "", _POINT),
    ("TR", "Türkiye", "Türkiye", "TRY", "tr", "20", _COMMA),
    ("UA", "Ukraine", "Україна", "UAH", "uk", "20", _COMMA),
)
_SWISS: Final = (standard("7.7", date(2018, 1, 1), date(2023, 12, 31)), standard("8.1", date(2024, 1, 1)))
_DATED: Final[Mapping[str, tuple[DatedRate, ...]]] = {
    "RO": (standard("19", date(2017, 1, 1), date(2025, 7, 31)), standard("21", date(2025, 8, 1))),
    "SK": (standard("20", date(2011, 1, 1), date(2024, 12, 31)), standard("23", date(2025, 1, 1))),
    "CH": _SWISS,
    "LI": _SWISS,
    "SG": (standard("8", date(2023, 1, 1), date(2023, 12, 31)), standard("9", date(2024, 1, 1))),
}


def _country(
    code: str, name: str, native: str, currency: str, languages: str, rate: str, notation: Notation
) -> Country:
    in_eu = code in _EU
    scheme = _VAT_SCHEMES.get(code)
    return Country(
        code=code,
        name=name,
        native_name=native,
        currency=currency,
        languages=tuple(languages.split()),
        organisation_number=ANY_NUMBER,
        in_eu=in_eu,
        vat_prefix=_PREFIXES.get(code, code if in_eu else ""),
        vat_rates=_DATED.get(code, (standard(rate),) if rate else ()),
        endpoint_schemes=(EndpointScheme(scheme, VAT), GLN) if scheme else (GLN,),
        accounts=() if code in _NO_IBAN else (IBAN,),
        references=(RF,),
        reverse_charge_words=("reverse charge",),
        notation=notation,
    )


ELSEWHERE: Final = tuple(_country(*row) for row in _COUNTRIES)
