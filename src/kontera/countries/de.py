"""Germany."""

from __future__ import annotations

from datetime import date
from typing import Final

from kontera.core import identifiers as ids
from kontera.core.country import CountedFrom, Country, EndpointScheme, IdentifierKind, Notation, RetentionRule
from kontera.countries.words import ANY_NUMBER, GLN, IBAN, RF, VAT, kept, reduced, standard

_NUMBER: Final = IdentifierKind("German register number", ids.german_register_number, ids.is_german_register_number)

GERMANY: Final = Country(
    code="DE",
    name="Germany",
    native_name="Deutschland",
    currency="EUR",
    languages=("de",),
    in_eu=True,
    vat_prefix="DE",
    # UStG § 12; § 28 lowered both rates for the second half of 2020.
    vat_rates=(
        standard("19", until=date(2020, 6, 30)),
        standard("16", date(2020, 7, 1), date(2020, 12, 31)),
        standard("19", date(2021, 1, 1)),
        reduced("7", "food, books, local transport", until=date(2020, 6, 30)),
        reduced("5", "food, books, local transport", date(2020, 7, 1), date(2020, 12, 31)),
        reduced("7", "food, books, local transport", date(2021, 1, 1)),
    ),
    organisation_number=_NUMBER,
    endpoint_schemes=(EndpointScheme("9930", VAT), EndpointScheme("0204", ANY_NUMBER), GLN),
    accounts=(IBAN,),
    references=(RF,),
    retention=kept(
        8,
        CountedFrom.CALENDAR_YEAR_END,
        "HGB § 257, AO § 147",
        RetentionRule(10, CountedFrom.CALENDAR_YEAR_END, "HGB § 257, AO § 147"),
    ),
    reverse_charge_words=("steuerschuldnerschaft des leistungsempfängers",),
    notation=Notation(thousands=(".", " ")),
)
