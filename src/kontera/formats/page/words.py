"""The page's languages: labels with their business terms, code words, numbers and days as each language writes them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Final

from babel import Locale


class Language(StrEnum):
    """The languages a page can be written in (ISO 639-1)."""

    SV = "sv"
    EN = "en"
    FI = "fi"
    NB = "nb"
    DA = "da"


_ORDER: Final = tuple(Language)
_TABLES: Final[dict[str, dict[str, list[str]]]] = tomllib.loads(
    files("kontera.formats.page").joinpath("words.toml").read_text(encoding="utf-8")
)
LABELS: Final = _TABLES["label"]
SPACE: Final = "\N{NO-BREAK SPACE}"
MINUS: Final = "\N{MINUS SIGN}"
# the marks between thousands and before decimals, and the minus, as CLDR gives them
_MARKS: Final = {
    Language.SV: (SPACE, ",", MINUS),
    Language.EN: (",", ".", "-"),
    Language.FI: (SPACE, ",", MINUS),
    Language.NB: (SPACE, ",", MINUS),
    Language.DA: (".", ",", "-"),
}
# days as the field writes them: ISO 8601 in Swedish and English, day first with points in the others
_DAYS: Final = {
    Language.SV: "{0.year:04}-{0.month:02}-{0.day:02}",
    Language.EN: "{0.year:04}-{0.month:02}-{0.day:02}",
    Language.FI: "{0.day}.{0.month}.{0.year}",
    Language.NB: "{0.day:02}.{0.month:02}.{0.year}",
    Language.DA: "{0.day:02}.{0.month:02}.{0.year}",
}
_WHOLE: Final = frozenset({"CLP", "ISK", "JPY", "KRW", "VND"})  # ISO 4217: no minor unit
_LONGEST: Final = 40  # digits; beyond it a number is written as it was stated


@cache
def _country(code: str, language: Language) -> str:
    return str(Locale.parse(language.value).territories.get(code.upper(), ""))


@dataclass(frozen=True, slots=True)
class Tongue:
    """One language's way to say and to write things."""

    language: Language

    def word(self, key: str) -> str:
        """The label of this key. Raises KeyError for a key that `words.toml` does not hold."""
        return LABELS[key][1 + _ORDER.index(self.language)]

    def coded(self, table: str, code: str) -> str:
        """What a code of the table "unit", "category", "means", "tax_point" or "reference" means; empty if unknown."""
        words = _TABLES[table].get(code)
        return words[_ORDER.index(self.language)] if words else ""

    def unit(self, code: str) -> str:
        """A unit in words, or as it was stated."""
        return self.coded("unit", code.upper()) or code

    def country(self, code: str) -> str:
        """A country's name with its code: "Sverige (SE)"; as stated when the code is none."""
        name = _country(code, self.language)
        return f"{name} ({code})" if name else code

    def number(self, value: Decimal | None, least: int = 0) -> str:
        """A number with all the decimals it has, at least `least` of them, and no closing zeros beyond; "" if absent.

        Nothing is rounded: the reader sees what was stated.
        """
        if value is None:
            return ""
        if not value.is_finite() or abs(value.adjusted()) > _LONGEST or len(value.as_tuple().digits) > _LONGEST:
            return str(value)
        thousands, point, minus = _MARKS[self.language]
        whole, _, part = f"{abs(value):f}".partition(".")
        part = part.rstrip("0").ljust(least, "0")
        written = f"{int(whole):,}".replace(",", thousands) + (point + part if part else "")
        return f"{minus if value < 0 else ''}{written}"

    def amount(self, value: Decimal | None, currency: str = "", least: int = 2) -> str:
        """An amount of money with two decimals, more where more were stated, and its currency when given."""
        if value is None:
            return ""
        written = self.number(value, 0 if currency in _WHOLE else least)
        return f"{written}{SPACE}{currency}" if currency else written

    def per_cent(self, value: Decimal | None) -> str:
        """A rate in per cent: "25 %", in English "25%"."""
        if value is None:
            return ""
        return f"{self.number(value)}{'' if self.language is Language.EN else SPACE}%"

    def day(self, value: date | None) -> str:
        """A day in full; empty when absent."""
        return _DAYS[self.language].format(value) if value else ""

    def days(self, start: date | None, end: date | None) -> str:
        """A period from day to day; an open end stays open."""
        if start is None and end is None:
            return ""
        return f"{self.day(start)} – {self.day(end)}".strip()
