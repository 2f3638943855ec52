"""Currencies: codes, signs that mean one money only, and what is assumed when the page names none."""

from __future__ import annotations

import pytest
from tests.unit.steps.interpretation.pages import a_page

from kontera.steps.interpretation.choice import Choice
from kontera.steps.interpretation.context import looked_at
from kontera.steps.interpretation.currency import currency_of
from kontera.steps.interpretation.hints import Hints
from kontera.steps.interpretation.layout import laid_out

SWEDISH = ("Faktura", "Förfallodatum", "Att betala")
ENGLISH = ("Invoice", "Due date", "Amount due")


def _read(country: str, *texts: str) -> Choice[str]:
    page = a_page(*((6, 10 + 3 * at, text) for at, text in enumerate(texts)))
    found = currency_of(looked_at(laid_out((page,)), Hints(default_country="SE")), country)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("Total CZK 1 200,00", "CZK"),
        ("Razem 123,00 zł", "PLN"),
        ("Celkem 1 200,00 Kč", "CZK"),
        ("Total Fr. 120.00", "CHF"),
        ("Amount(RM) 35.00", "MYR"),
        ("Total RM 35.00", "MYR"),
        ("Total £ 35.00", "GBP"),
        ("Total € 35.00", "EUR"),
    ],
)
def test_a_sign_that_means_one_currency_only_is_that_currency(printed: str, code: str) -> None:
    found = _read("", *ENGLISH, printed)
    assert found.value == code
    assert found.sure >= 0.9


@pytest.mark.parametrize("printed", ["Rum RM 12", "Fr. Andersson", "Pallar RMA 35.00", "Kc 12"])
def test_letters_that_are_no_sign_beside_an_amount_say_nothing(printed: str) -> None:
    assert _read("SE", *SWEDISH, printed).value == "SEK"


def test_without_code_and_sign_it_is_the_money_of_the_suppliers_country() -> None:
    assert _read("PL", *ENGLISH, "Total 35.00").value == "PLN"
    assert _read("SE", *SWEDISH, "Summa 35,00 kr").sure == 0.85


def test_a_foreign_tongue_makes_the_readers_own_money_doubtful() -> None:
    assert _read("", *SWEDISH, "Summa 35,00").sure == 0.75
    found = _read("", *ENGLISH, "Total 35.00")
    assert (found.value, found.sure) == ("SEK", 0.45)
