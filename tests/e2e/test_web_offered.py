"""Suppliers offered while one types, and numbers and days as they are written in lists."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal
from django.utils import translation
from web_house import a_web_house, signed_in

from build import a_seller, a_supplier
from kontera.core.event import SupplierSaved
from kontera.web import shown

LANGUAGES = ("sv", "fi", "en")


@pytest.mark.django_db
def test_the_server_offers_the_suppliers_that_fit_what_is_typed() -> None:
    house = a_web_house()
    for at, name in enumerate(("Grus i Umeå AB", "Grus & Sand AB", "Kranbilen AB")):
        house.note(f"supplier:g{at}", SupplierSaved(replace(a_supplier(party=a_seller(name=name)), id=f"g{at}")))
    client = signed_in(house)
    told = client.get("/suppliers/offered/", {"supplier": "grus"}).text
    assert told.index("Grus &amp; Sand AB") < told.index("Grus i Umeå AB")
    assert "Kranbilen" not in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_are_written_as_the_locale_s_own_rules_say(language: str) -> None:
    dice = random.Random(5)  # noqa: S311 - numbers to try, no secret
    with translation.override(language):
        name = shown.locale()
        for _ in range(400):
            value = Decimal(dice.randint(-(10**12), 10**12)).scaleb(-dice.randint(0, 9))
            cents = value.quantize(Decimal("0.01"))
            plain = value.normalize()
            assert shown.amount(cents) == format_decimal(cents, format="#,##0.00", locale=name)
            expected = format_decimal(plain, format="#,##0.##########", locale=name, decimal_quantization=False)
            assert shown.number(value) == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_days_are_written_as_the_locale_s_own_rules_say(language: str) -> None:
    first, finnish = datetime(2020, 1, 1, 4, 7), language == "fi"  # noqa: DTZ001 - as it is shown
    with translation.override(language):
        for days in range(0, 3000, 41):
            at = first + timedelta(days=days, minutes=days * 7)
            day = format_date(at, "d.M.yyyy" if finnish else "yyyy-MM-dd", locale=shown.locale())
            assert shown.day(at.date()) == day
            moment = "d.M.yyyy HH.mm" if finnish else "yyyy-MM-dd HH:mm"
            assert shown.moment(at) == format_datetime(at, moment, locale=shown.locale())
            near = format_date(at, "d.M." if finnish else "d MMM", locale=shown.locale())
            expected = near if finnish else near.replace(".", "")
            assert shown.short_day(at.date(), date(at.year, 1, 1)) == expected
