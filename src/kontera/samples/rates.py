"""How an invented sale is taxed: the rates by date, and home, European or far away."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Final

from kontera.core.invoice import VatCategory
from kontera.samples.business import Good, Sold

ALWAYS: Final = date(2000, 1, 1)
EU: Final = frozenset({"SE", "FI", "DK", "DE", "IE"})
"""The countries of the samples that are members of the European Union."""

RATES: Final[dict[tuple[str, Sold], tuple[tuple[date, str], ...]]] = {
    ("SE", Sold.STANDARD): ((ALWAYS, "25"),),
    ("SE", Sold.FOOD): ((ALWAYS, "12"), (date(2026, 4, 1), "6"), (date(2028, 1, 1), "12")),
    ("SE", Sold.LODGING): ((ALWAYS, "12"),),
    ("SE", Sold.BOOK): ((ALWAYS, "6"),),
    ("FI", Sold.STANDARD): ((ALWAYS, "24"), (date(2024, 9, 1), "25.5")),
    ("FI", Sold.FOOD): ((ALWAYS, "14"), (date(2026, 1, 1), "13.5")),
    ("NO", Sold.STANDARD): ((ALWAYS, "25"),),
    ("NO", Sold.FOOD): ((ALWAYS, "15"),),
    ("DK", Sold.STANDARD): ((ALWAYS, "25"),),
    ("DE", Sold.STANDARD): ((ALWAYS, "19"),),
    ("IE", Sold.STANDARD): ((ALWAYS, "23"),),
}
"""Per cent by country and what is sold, from each date on (the countries' VAT acts; SE food: 6 % 2026-04 to 2027)."""


def rate_on(country: str, sold: Sold, on: date) -> Decimal | None:
    """The rate in per cent that the country charges on that date; None where the samples charge none."""
    steps = RATES.get((country, sold), ())
    return next((Decimal(rate) for since, rate in reversed(steps) if since <= on), None)


@dataclass(frozen=True, slots=True)
class _Way:
    """The category of goods and of services; for each without VAT the phrase that explains it, and its VATEX code."""

    goods: VatCategory
    services: VatCategory
    reasons: dict[VatCategory, tuple[str, str]] = field(default_factory=dict)


class Treatment(Enum):
    """How a sale is taxed, by where seller and buyer are."""

    AT_HOME = _Way(VatCategory.STANDARD, VatCategory.STANDARD)
    REVERSE_AT_HOME = _Way(
        VatCategory.REVERSE_CHARGE,
        VatCategory.REVERSE_CHARGE,
        {VatCategory.REVERSE_CHARGE: ("reverse", "VATEX-EU-AE")},
    )
    IN_EUROPE = _Way(
        VatCategory.INTRA_COMMUNITY,
        VatCategory.REVERSE_CHARGE,
        {
            VatCategory.REVERSE_CHARGE: ("reverse", "VATEX-EU-AE"),
            VatCategory.INTRA_COMMUNITY: ("community", "VATEX-EU-IC"),
        },
    )
    FAR = _Way(
        VatCategory.EXPORT,
        VatCategory.OUTSIDE,
        {VatCategory.EXPORT: ("export", "VATEX-EU-G"), VatCategory.OUTSIDE: ("export", "VATEX-EU-O")},
    )

    def explanation(self, category: VatCategory | None) -> tuple[str, str]:
        """The phrase and the VATEX code for a part of this category; both empty where VAT is charged."""
        if category is VatCategory.EXEMPT:
            return "exempt", ""
        return self.value.reasons.get(category, ("", "")) if category else ("", "")

    def tax(self, good: Good, rate: Decimal | None) -> tuple[VatCategory, Decimal | None]:
        """The category and rate of this good under this treatment, given its rate at home."""
        if good.sold is Sold.EXEMPT:
            return VatCategory.EXEMPT, Decimal(0)
        category = self.value.services if good.service else self.value.goods
        if category is VatCategory.STANDARD:
            return (category, rate) if rate else (VatCategory.ZERO, Decimal(0))
        return category, None if category is VatCategory.OUTSIDE else Decimal(0)


def treatment(seller: str, buyer: str) -> Treatment:
    """The treatment of a sale between businesses in two countries (ISO 3166-1 alpha-2)."""
    if seller == buyer:
        return Treatment.AT_HOME
    return Treatment.IN_EUROPE if {seller, buyer} <= EU else Treatment.FAR
