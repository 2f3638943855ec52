"""What payment terms say: days, cash discount, late interest."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from tests.unit.steps.interpretation.pages import a_page

from kontera.steps.interpretation.choice import Choice
from kontera.steps.interpretation.context import Context, looked_at
from kontera.steps.interpretation.dates import term_days
from kontera.steps.interpretation.hints import Hints
from kontera.steps.interpretation.layout import laid_out
from kontera.steps.interpretation.terms import discount_of, penalty_of, without_discount


def _context(*texts: tuple[float, float, str]) -> Context:
    return looked_at(laid_out((a_page(*texts),)), Hints())


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Zahlbar innerhalb von 10 Tagen mit 2 % Skonto oder bis zum 19.03.2026 ohne Abzug", None),
        ("8 Tage 2% Skonto, 30 Tage netto", 30),
        ("7 pv -2 %, 14 pv netto", 14),
        ("30 dagar netto dröjsmålsränta 12 %", 30),
        ("inom tjugo (20) dagar", 20),
        ("Netto 30 313,00", None),
        ("Netto 30", 30),
        ("Netto 125,00", None),
    ],
)
def test_net_days_are_not_those_of_a_discount_nor_amounts(text: str, days: int | None) -> None:
    assert term_days(text) == days


@pytest.mark.parametrize(
    ("text", "share", "days"),
    [
        ("Maksuehto 7 pv -2 %, 30 pv netto", "2", 7),
        ("Zahlungsziel 14 Tage netto. Bei Zahlung innerhalb von 8 Tagen 2 % Skonto", "2", 8),
        ("Betalningsvillkor: 10 dgr 2 %, 30 dgr netto", "2", 10),
        ("Terms: 2/10 net 30", "2", 10),
        ("3 % kassarabatt vid betalning inom 10 dagar", "3", 10),
    ],
)
def test_a_cash_discount_is_read_in_its_usual_forms(text: str, share: str, days: int) -> None:
    percent, within = discount_of(_context((6, 30, text)))
    assert percent is not None
    assert within is not None
    assert (percent.value, within.value) == (Decimal(share), days)


def test_late_interest_is_no_cash_discount() -> None:
    assert discount_of(_context((6, 30, "Betalningsvillkor 30 dagar, dröjsmålsränta 8 %"))) == (None, None)


def test_points_above_a_reference_rate_are_not_the_interest() -> None:
    assert penalty_of(_context((6, 30, "Dröjsmålsränta debiteras med referensränta + 8 %"))) is None


def test_interest_stated_by_the_month_is_told_for_a_year() -> None:
    found = penalty_of(_context((6, 30, "Morarente 1,5 % pr. påbegyndt måned")))
    assert found is not None
    assert found.value == Decimal("18.0")


def test_the_day_of_a_discount_gives_way_to_the_day_in_full() -> None:
    context = _context((6, 30, "Zahlbar bis 22.01.2026 mit 3,00 % Skonto oder bis 11.02.2026 netto"))
    due = without_discount(context, Choice(date(2026, 1, 22), 0.9, "label"))
    assert due is not None
    assert due.value == date(2026, 2, 11)


def test_a_due_date_without_a_discount_stays() -> None:
    context = _context((6, 30, "Zahlbar bis 22.01.2026 ohne Abzug"))
    given = Choice(date(2026, 1, 22), 0.9, "label")
    assert without_discount(context, given) is given
