"""Country records: rates by date, retention, schemes, default accounts and charts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kontera.core.country import Country, RateStanding, SelfAssessed
from kontera.countries.all import (
    COUNTRIES,
    country,
    endpoint_scheme,
    format_organisation_number,
    is_organisation_number,
    organisation_number,
)
from kontera.countries.charts import chart

NOVEMBER = date(2026, 11, 21)


def the(code: str) -> Country:
    found = country(code)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("code", "on", "rate"),
    [
        ("SE", NOVEMBER, "25"),
        ("FI", date(2024, 8, 31), "24"),
        ("FI", date(2024, 9, 1), "25.5"),
        ("NO", NOVEMBER, "25"),
        ("DK", NOVEMBER, "25"),
        ("IS", NOVEMBER, "24"),
        ("DE", date(2020, 9, 1), "16"),
        ("EE", NOVEMBER, "24"),
    ],
)
def test_the_standard_rate_is_that_of_the_day(code: str, on: date, rate: str) -> None:
    assert the(code).standard_rate(on) == Decimal(rate)


def test_a_country_without_vat_has_no_standard_rate() -> None:
    assert the("US").standard_rate(NOVEMBER) is None
    assert country("XX") is None


def test_the_finnish_reduced_rate_changed_at_new_year() -> None:
    assert the("FI").legal_rates(date(2025, 12, 31)) == tuple(map(Decimal, ("25.5", "14", "10")))
    assert the("FI").legal_rates(date(2026, 1, 1)) == tuple(map(Decimal, ("25.5", "13.5", "10")))


def test_swedish_food_is_taxed_lower_for_a_time() -> None:
    food = [rate for rate in the("SE").vat_rates if rate.applies_to.startswith("food")]
    on = [date(2026, 3, 31), date(2026, 4, 1), date(2027, 12, 31), date(2028, 1, 1)]
    assert [[rate.rate for rate in food if rate.holds(day)] for day in on] == [[12], [6], [6], [12]]


@pytest.mark.parametrize(
    ("rate", "supplied", "invoiced", "standing"),
    [
        ("14", date(2025, 12, 20), date(2026, 1, 5), RateStanding.LEGAL),
        ("14", date(2026, 1, 2), date(2026, 1, 5), RateStanding.FORMER),
        ("13.5", date(2025, 12, 20), date(2025, 12, 31), RateStanding.NEVER),
        ("17", date(2026, 1, 2), date(2026, 1, 5), RateStanding.NEVER),
    ],
)
def test_a_rate_stands_legal_former_or_never(rate: str, supplied: date, invoiced: date, standing: RateStanding) -> None:
    assert the("FI").standing(Decimal(rate), supplied, invoiced) is standing


@pytest.mark.parametrize(
    ("code", "ends", "until"),
    [
        ("SE", date(2026, 12, 31), date(2033, 12, 31)),
        ("SE", date(2027, 6, 30), date(2034, 12, 31)),
        ("FI", date(2026, 4, 30), date(2032, 12, 31)),
        ("FI", date(2026, 12, 31), date(2032, 12, 31)),
        ("NO", date(2026, 12, 31), date(2031, 12, 31)),
        ("DK", date(2026, 6, 30), date(2031, 6, 30)),
        ("DK", date(2027, 2, 28), date(2032, 2, 29)),
        ("IS", date(2026, 12, 31), date(2033, 12, 31)),
        ("EE", date(2026, 12, 31), date(2033, 12, 31)),
        ("DE", date(2026, 12, 31), date(2034, 12, 31)),
    ],
)
def test_vouchers_are_kept_as_long_as_the_law_says(code: str, ends: date, until: date) -> None:
    assert the(code).retain_until(ends) == until


def test_finnish_and_german_books_are_kept_longer() -> None:
    finnish, german = the("FI").retention, the("DE").retention
    assert finnish is not None
    assert german is not None
    assert finnish.books.until(date(2026, 4, 30)) == date(2036, 4, 30)
    assert german.books.until(date(2026, 12, 31)) == date(2036, 12, 31)


def test_organisation_numbers_go_by_their_country() -> None:
    assert organisation_number("FI", "112038-9") == "01120389"
    assert is_organisation_number("NO", "923609016")
    assert format_organisation_number("SE", "165560360793") == "556036-0793"
    assert format_organisation_number("SE", "556036-0794") == "556036-0794"
    assert organisation_number("GB", "CRN 9876543") == "CRN 9876543"


def test_endpoint_schemes_hold_their_numbers() -> None:
    swedish, former = endpoint_scheme("0007"), endpoint_scheme("0037")
    assert swedish is not None
    assert former is not None
    assert swedish.identifier.fits("5560360793")
    assert swedish.last_day is None
    assert former.last_day == date(2026, 5, 31)
    assert endpoint_scheme("1234") is None


def test_self_assessed_vat_has_its_accounts() -> None:
    swedish = the("SE").chart
    assert swedish is not None
    construction = swedish.self_assessed_at(SelfAssessed.DOMESTIC, Decimal(25))
    imported = swedish.self_assessed_at(SelfAssessed.IMPORT, Decimal("12.00"))
    assert construction is not None
    assert imported is not None
    assert (construction.output, construction.input) == ("2614", "2647")
    assert (imported.output, imported.input) == ("2625", "2645")
    assert swedish.self_assessed_at(SelfAssessed.EU, Decimal(7)) is None


def test_norwegian_input_vat_goes_by_rate() -> None:
    norwegian = the("NO").chart
    assert norwegian is not None
    assert norwegian.input_vat_at(Decimal(15)) == "2711"
    assert norwegian.input_vat_at(Decimal("11.11")) == "2710"


@pytest.mark.parametrize(("code", "least"), [("SE", 110), ("FI", 50), ("NO", 20)])
def test_a_starter_chart_holds_the_default_accounts(code: str, least: int) -> None:
    accounts, defaults = chart(code), the(code).chart
    numbers = [account.number for account in accounts]
    assert defaults is not None
    assert len(set(numbers)) == len(numbers) >= least
    assert numbers == sorted(numbers)
    assert {defaults.payables, defaults.input_vat, defaults.rounding, defaults.bank, defaults.fallback_cost} <= {
        *numbers
    }


def test_every_country_is_there_once() -> None:
    codes = [found.code for found in COUNTRIES]
    assert len(set(codes)) == len(codes)
    assert sum(found.in_eu for found in COUNTRIES) == 27
