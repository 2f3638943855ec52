"""Dates and terms as they are printed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.steps.interpretation.pages import a_page

from kontera.steps.interpretation.context import looked_at
from kontera.steps.interpretation.dates import due_by_terms, parsed, term_days
from kontera.steps.interpretation.hints import Hints
from kontera.steps.interpretation.layout import laid_out


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


def test_a_year_of_two_digits_comes_first_on_a_swedish_page() -> None:
    page = a_page((6, 10, "Fakturadatum"), (30, 10, "26-10-12"), (6, 12, "Förfallodag"), (30, 12, "26-11-11"))
    found = looked_at(laid_out((page,)), Hints()).dates
    assert [dated.value for dated in found] == [date(2026, 10, 12), date(2026, 11, 11)]


def test_a_day_and_month_with_a_stroke_before_the_year_is_a_date() -> None:
    page = a_page((6, 10, "Datum: 5/6 2026"))
    assert [dated.value for dated in looked_at(laid_out((page,)), Hints()).dates] == [date(2026, 6, 5)]
