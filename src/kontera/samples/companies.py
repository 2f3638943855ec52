"""All invented companies: the suppliers of six countries and Ireland, and one buyer in each country."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from kontera.core.party import Contact, Party
from kontera.samples.abroad import DANISH, OTHERS
from kontera.samples.business import Business
from kontera.samples.found import FOUND, Seat
from kontera.samples.neighbours import FINNISH, NORWEGIAN
from kontera.samples.swedish import (
    ACCOUNTANT,
    CLEANING,
    FITTINGS,
    HAULAGE,
    IT,
    LANDLORD,
    OFFICE,
    POWER,
    TELECOM,
    TIMBER,
)
from kontera.samples.swedish_services import (
    ADVERTISING,
    BAKERY,
    BOOKS,
    BUILDER,
    HOTEL,
    INSURANCE,
    LEASING,
    SOLE_TRADER,
    STRANGER,
    WORKWEAR,
)

SWEDISH: Final = (
    OFFICE,
    POWER,
    TELECOM,
    TIMBER,
    FITTINGS,
    HAULAGE,
    LANDLORD,
    CLEANING,
    ACCOUNTANT,
    IT,
    BAKERY,
    HOTEL,
    BUILDER,
    ADVERTISING,
    BOOKS,
    INSURANCE,
    WORKWEAR,
    LEASING,
    SOLE_TRADER,
)
SUPPLIERS: Final[tuple[Business, ...]] = (*SWEDISH, *FINNISH, *NORWEGIAN, *DANISH, *OTHERS)
UNKNOWN_SUPPLIER: Final = STRANGER


def _buyer(seat: Seat, country: str) -> Party:
    return replace(
        FOUND[country](seat),
        tax_registration="",
        contact=Contact(seat.contact, seat.phone, f"faktura@{seat.domain}"),
    )


DEMO_BUYER: Final = _buyer(
    Seat(
        "Demo Möbel AB",
        "559999000",
        "Snickaregatan 4",
        "571 38",
        "Nässjö",
        "0380-000 00",
        "Anna Demosson",
        "demomobel.example",
    ),
    "SE",
)

BUYERS: Final[tuple[Party, ...]] = (
    DEMO_BUYER,
    _buyer(
        Seat(
            "Esimerkki Kaluste Oy",
            "9999001",
            "Mallikatu 8",
            "00520",
            "Helsinki",
            "",
            "Liisa Malli",
            "esimerkki.example",
        ),
        "FI",
    ),
    _buyer(
        Seat("Eksempel Møbler AS", "99999001", "Prøveveien 3", "0581", "Oslo", "", "Kari Prøve", "eksempel.example"),
        "NO",
    ),
    _buyer(
        Seat(
            "Prøvestuen Møbler ApS", "9999001", "Mønstervej 5", "5220", "Odense SØ", "", "Jens Prøve", "proeve.example"
        ),
        "DK",
    ),
    _buyer(
        Seat(
            "Musterholz Möbel GmbH",
            "99999001",
            "Beispielallee 21",
            "20095",
            "Hamburg",
            "",
            "Eva Muster",
            "musterholz.example",
        ),
        "DE",
    ),
    _buyer(
        Seat(
            "Sample Furniture Ltd", "9999001", "1 Example Row", "D08 X001", "Dublin", "", "Sam Sample", "sample.example"
        ),
        "IE",
    ),
)


def business(key: str) -> Business:
    """The invented supplier with this key. Raises KeyError when there is none."""
    return {one.key: one for one in (*SUPPLIERS, UNKNOWN_SUPPLIER)}[key]


def buyer_in(country: str) -> Party:
    """The invented buyer seated in this country, the Swedish one where there is none."""
    return next((buyer for buyer in BUYERS if buyer.address.country == country), DEMO_BUYER)
