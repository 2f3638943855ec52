"""Which account is chosen, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build import TODAY, a_posting, a_supplier
from kontera.core.money import rounded, total
from kontera.countries.charts import chart
from kontera.steps.posting.amounts import split
from kontera.steps.posting.history import Choice, Knowledge, choose, last_split, likeness
from kontera.steps.posting.words import _STEMS, suggested


def chosen(text: str = "", amount: str = "100.00", stated: str = "", **changes: Any) -> Choice:
    plain = Knowledge("SE", "6991", None, (), (), TODAY)
    return choose(replace(plain, **changes), text, Decimal(amount), stated)


def test_the_registers_account_goes_first() -> None:
    choice = chosen(supplier=a_supplier(default_account="5460"), history=(a_posting("6110"),))
    assert (choice.account, choice.alternatives) == ("5460", ("6110", "6991"))


def test_history_says_how_often() -> None:
    choice = chosen(history=(a_posting("6110"), a_posting("6110"), a_posting("5460")))
    assert choice.account == "6110"
    assert choice.reason.format_map(dict(choice.values)) == "Booked on this account 2 of 3 times for this supplier."


def test_what_was_booked_lately_outweighs_what_was_booked_often_long_ago() -> None:
    old = tuple(a_posting("6110", on=date(2024, 1, 1)) for _ in range(5))
    assert chosen(history=(a_posting("5460"), *old)).account == "5460"


def test_one_correction_is_enough() -> None:
    monthly = tuple(
        a_posting("6110", "100.00", on=date(2025 + month // 12, month % 12 + 1, 1)) for month in range(10, 21)
    )
    assert chosen(history=(a_posting("5460", "100.00", on=date(2026, 10, 1)), *monthly)).account == "5460"


def test_the_nearest_amount_decides_between_two_accounts() -> None:
    history = (a_posting("5010", "12000.00"), a_posting("5020", "800.00"))
    assert chosen(amount="12000.00", history=history).account == "5010"
    assert chosen(amount="850.00", history=history).account == "5020"


def test_the_same_text_decides_between_two_accounts() -> None:
    history = (a_posting("5010", text="Hyra lokal"), a_posting("5020", text="El mätare"))
    assert chosen("El mätare november", history=history).account == "5020"


def test_one_posting_is_less_sure_than_ten() -> None:
    assert chosen(history=(a_posting(),)).sure < chosen(history=(a_posting(),) * 10).sure < 1


def test_dimensions_come_with_the_account() -> None:
    assert chosen(history=(a_posting(dimensions=(("1", "9"),)),)).dimensions == (("1", "9"),)


def test_an_account_stated_on_the_invoice_is_taken_when_the_company_knows_it() -> None:
    assert chosen(stated="5460", everybody=(a_posting("5460"),)).account == "5460"
    assert chosen(stated="projekt 7").account == "6991"


def test_the_company_knows_what_a_new_supplier_sells() -> None:
    choice = chosen("Armerade stålbalkar", everybody=(a_posting("4010", text="Armerade stålbalkar"),))
    assert (choice.account, choice.sure < 0.8) == ("4010", True)


def test_without_anything_the_account_of_last_resort_is_hardly_sure() -> None:
    choice = chosen("Qwerty")
    assert (choice.account, choice.sure) == ("6991", 0.1)


@pytest.mark.parametrize(
    ("text", "country", "account"),
    [
        ("Lokalhyra december", "SE", "5010"),
        ("Storstädning", "SE", "5060"),
        ("Toimitilavuokra", "FI", "7230"),
        ("Polttoaine", "FI", "7530"),
        ("Husleie", "NO", "6300"),
        ("Monthly hosting", "SE", "6230"),
        ("Fragt", "SE", "5710"),
        ("Qwerty", "SE", ""),
        ("Papper", "DK", ""),
    ],
)
def test_words_suggest_an_account_of_the_countrys_chart(text: str, country: str, account: str) -> None:
    assert suggested(text, country)[0] == account


def test_every_suggested_account_is_in_the_starter_chart() -> None:
    known = {country: {account.number for account in chart(country)} for country in ("SE", "FI", "NO")}
    strange = {(c, a) for _, _, accounts in _STEMS for c, a in accounts.items() if a not in known[c]}
    assert strange == set()


def test_a_split_is_only_taken_from_a_whole_invoice() -> None:
    assert last_split((a_posting("5010", share=0.5), a_posting("5020", share=0.3))) == ()
    assert last_split((a_posting("5010", share=1.0),)) == ()
    assert last_split(()) == ()


def test_texts_are_alike_by_their_words() -> None:
    assert likeness("Papper A4", "papper a4 vitt") == 0.5
    assert likeness("", "papper") == 0.0


@given(
    st.decimals(Decimal(-99999), Decimal(99999), places=2),
    st.lists(st.decimals(Decimal(-999), Decimal(999), places=2), min_size=1, max_size=8),
)
def test_a_division_sums_exactly_whatever_the_signs(amount: Decimal, weights: list[Decimal]) -> None:
    parts = split(amount, weights)
    assert total(parts) == amount
    assert all(part == rounded(part) for part in parts)


def test_a_division_of_a_negative_amount_is_the_mirror_of_a_positive() -> None:
    weights = [Decimal(1)] * 3
    assert split(Decimal(-10), weights) == tuple(-part for part in split(Decimal(10), weights))
