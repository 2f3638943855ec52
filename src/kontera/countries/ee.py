"""Estonia."""

from __future__ import annotations

from datetime import date
from typing import Final

from kontera.core import identifiers as ids
from kontera.core.country import CountedFrom, Country, EndpointScheme, IdentifierKind, Notation
from kontera.countries.words import GLN, IBAN, RF, kept, reduced, standard

_NUMBER: Final = IdentifierKind("Estonian registry code", ids.estonian_registry_code, ids.is_estonian_registry_code)

ESTONIA: Final = Country(
    code="EE",
    name="Estonia",
    native_name="Eesti",
    currency="EUR",
    languages=("et",),
    in_eu=True,
    vat_prefix="EE",
    vat_rates=(
        standard("20", until=date(2023, 12, 31)),
        standard("22", date(2024, 1, 1), date(2025, 6, 30)),
        standard("24", date(2025, 7, 1)),
        reduced("9", "books, medicine"),
        reduced("9", "accommodation", until=date(2024, 12, 31)),
        reduced("13", "accommodation", date(2025, 1, 1)),
        reduced("5", "periodicals", until=date(2024, 12, 31)),
    ),
    organisation_number=_NUMBER,
    register_scheme="0191",
    endpoint_schemes=(EndpointScheme("0191", _NUMBER), GLN),
    accounts=(IBAN,),
    references=(
        IdentifierKind("Estonian reference number", ids.viite, ids.is_viite),
        RF,
    ),
    retention=kept(7, CountedFrom.FISCAL_YEAR_END, "Raamatupidamise seadus § 12"),
    reverse_charge_words=("pöördmaksustamine",),
    notation=Notation(thousands=(" ",)),
)
