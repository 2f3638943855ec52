"""Finland; Åland is its own VAT area and follows import rules towards the mainland."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final

from kontera.core import identifiers as ids
from kontera.core.country import (
    ChartDefaults,
    CountedFrom,
    Country,
    EndpointScheme,
    IdentifierKind,
    Notation,
    RetentionRule,
    SelfAssessed,
    SelfAssessedAccounts,
)
from kontera.countries.words import GLN, IBAN, RF, VAT, kept, reduced, standard

_NUMBER: Final = IdentifierKind(
    "Finnish business id", ids.finnish_business_id, ids.is_finnish_business_id, ids.format_finnish_business_id
)
_OVT: Final = IdentifierKind("Finnish OVT", ids.finnish_ovt, ids.is_finnish_ovt)
_OLD_SCHEMES_END: Final = date(2026, 5, 31)  # left the Peppol endpoint list in May 2026

# Arvonlisäverolaki 1501/1993, §§ 84–85a.
_RATES: Final = (
    standard("24", date(2013, 1, 1), date(2024, 8, 31)),
    standard("25.5", date(2024, 9, 1)),
    reduced("14", "food, restaurants, feed", date(2013, 1, 1), date(2025, 12, 31)),
    reduced("14", "books, medicine, transport, hotels, culture, sport", date(2025, 1, 1), date(2025, 12, 31)),
    reduced("13.5", "food, restaurants, feed, books, medicine, transport, hotels, broadcasting", date(2026, 1, 1)),
    reduced("10", "books, medicine, transport, hotels, culture, sport", date(2013, 1, 1), date(2024, 12, 31)),
    reduced("10", "public broadcasting", date(2013, 1, 1), date(2025, 12, 31)),
    reduced("10", "newspapers and periodicals", date(2013, 1, 1)),
)

FINLAND: Final = Country(
    code="FI",
    name="Finland",
    native_name="Suomi",
    currency="EUR",
    languages=("fi", "sv"),
    in_eu=True,
    vat_prefix="FI",
    vat_rates=_RATES,
    organisation_number=_NUMBER,
    register_scheme="0212",
    endpoint_schemes=(
        EndpointScheme("0216", _OVT),
        EndpointScheme("0037", _OVT, _OLD_SCHEMES_END),
        EndpointScheme("0212", _NUMBER, _OLD_SCHEMES_END),
        EndpointScheme("0213", VAT, _OLD_SCHEMES_END),
        GLN,
    ),
    accounts=(IBAN,),
    references=(
        IdentifierKind("Finnish reference number", ids.viite, ids.is_viite, ids.format_reference_fi),
        RF,
    ),
    retention=kept(
        6,
        CountedFrom.CALENDAR_YEAR_END,
        "Kirjanpitolaki 2:10",
        RetentionRule(10, CountedFrom.FISCAL_YEAR_END, "Kirjanpitolaki 2:10"),
    ),
    chart=ChartDefaults(
        payables="2870",
        input_vat="1763",
        self_assessed=tuple(
            SelfAssessedAccounts(kind, Decimal(rate), "2939", "1763")
            for kind in SelfAssessed
            for rate in ("25.5", "24", "14", "13.5", "10")
        ),
        rounding="8570",
        currency_gain="4370",
        currency_loss="4370",
        cash_discount="4230",
        bank="1910",
        paid_by_employee="2940",
        card="2941",
        fallback_cost="8680",
    ),
    reverse_charge_words=("käännetty verovelvollisuus", "käännetty arvonlisävero", "omvänd skattskyldighet"),
    notation=Notation(thousands=(" ",)),
)
