"""The promises of exchange rates, on the published table and on the twin in memory."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from kontera.adapters.clock import SystemClock
from kontera.adapters.inmemory.doors import InMemoryRates
from kontera.adapters.rates import EcbRates
from kontera.core.money import Rate
from kontera.ports import Rates

FRIDAY = date(2026, 1, 2)
PUBLISHED = EcbRates()


@pytest.fixture(params=["ecb", "memory"])
def rates(request: pytest.FixtureRequest) -> Rates:
    given = PUBLISHED.rate("EUR", "SEK", FRIDAY)
    assert given is not None
    return PUBLISHED if request.param == "ecb" else InMemoryRates((given,))


def test_a_published_day_gives_its_rate(rates: Rates) -> None:
    rate = rates.rate("EUR", "SEK", FRIDAY)
    assert rate is not None
    assert (rate.currency, rate.base, rate.on, rate.source) == ("EUR", "SEK", FRIDAY, "ECB")
    assert Decimal(9) < rate.value < Decimal(13)


def test_a_sunday_takes_the_friday_before(rates: Rates) -> None:
    rate = rates.rate("EUR", "SEK", FRIDAY + timedelta(days=2))
    assert rate is not None
    assert rate.on == FRIDAY


def test_an_unknown_currency_has_no_rate(rates: Rates) -> None:
    assert rates.rate("XXX", "SEK", FRIDAY) is None


def test_no_rate_is_taken_from_more_than_a_week_back() -> None:
    given = Rate("EUR", "SEK", FRIDAY, Decimal("11.0"), "test")
    assert InMemoryRates((given,)).rate("EUR", "SEK", FRIDAY + timedelta(days=7)) == given
    assert InMemoryRates((given,)).rate("EUR", "SEK", FRIDAY + timedelta(days=8)) is None
    assert PUBLISHED.rate("EUR", "SEK", date(1998, 12, 31)) is None
    assert PUBLISHED.rate("EUR", "SEK", date(2999, 1, 1)) is None


def test_a_cross_rate_goes_over_the_euro() -> None:
    krona, crown = PUBLISHED.rate("EUR", "SEK", FRIDAY), PUBLISHED.rate("EUR", "NOK", FRIDAY)
    cross = PUBLISHED.rate("NOK", "SEK", FRIDAY)
    assert krona is not None
    assert crown is not None
    assert cross is not None
    assert abs(cross.value - krona.value / crown.value) < Decimal("1E-9")


def test_a_currency_that_was_not_quoted_on_the_day_has_no_rate() -> None:
    assert PUBLISHED.rate("EUR", "ISK", date(2013, 6, 3)) is None


def test_the_system_clock_tells_utc() -> None:
    now = SystemClock().now()
    assert now.utcoffset() == timedelta(0)
    assert abs((SystemClock().today() - now.date()).days) <= 1
