"""Dates and terms as they are printed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontera.steps.interpretation.dates import due_by_terms, parsed, term_days


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-21", "20261121", "21.11.2026", "21-11-2026", "21/11-2026", "21.11.26", "21 november 2026",
        "21. marraskuuta 2026",
        "21. november 2026", "21 Nov 2026", "November 21, 2026", "21. 11. 2026", "21 novembre 2026",
        "21st November 2026",
    ],
)  # fmt: skip
def test_a_date_is_read_as_printed(text: str) -> None:
    assert parsed(text) == date(2026, 11, 21)


@pytest.mark.parametrize("text", ["2026-13-41", "31.02.2026", "12345678", "99/99/9999", "5 kpl 2026"])
def test_what_is_no_day_is_no_date(text: str) -> None:
    assert parsed(text) is None


def test_the_month_comes_first_only_when_told() -> None:
    assert parsed("04/07/2026") == date(2026, 7, 4)
    assert parsed("04/07/2026", month_first=True) == date(2026, 4, 7)


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31)))
def test_every_date_comes_back_from_its_print(day: date) -> None:
    assert parsed(day.isoformat()) == day
    assert parsed(f"{day.day}.{day.month}.{day.year}") == day


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("30 dagar netto", 30), ("10 dgr 2 %, 30 dgr netto", 30), ("7 pv -2 %, 14 pv netto", 14),
        ("netto pr. 8 dage", 8),
        ("20 dager netto", 20), ("within 30 days", 30), ("per omgående", None),
    ],
)  # fmt: skip
def test_terms_state_the_net_days(text: str, days: int | None) -> None:
    assert term_days(text) == days


def test_terms_from_the_months_end_count_from_there() -> None:
    assert due_by_terms(date(2026, 11, 5), "30 dagar fri leveransmånad") == date(2026, 12, 30)
    assert due_by_terms(date(2026, 11, 5), "per omgående") is None
