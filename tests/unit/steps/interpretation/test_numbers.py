"""Amounts as they are printed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.steps.interpretation.pages import a_page

from kontera.steps.interpretation.layout import laid_out
from kontera.steps.interpretation.numbers import decimal_mark, figures_in, parsed


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 234,56", "1234.56"),
        ("1.234,56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("1234:50", "1234.50"),
        ("1 500:-", "1500"),
        ("250,00-", "-250.00"),
        ("-250,00", "-250.00"),
        ("€ 399,00", "399.00"),
        ("12 345 678,90 kr", "12345678.90"),
        ("25,5 %", "25.5"),
        ("RM24.00", "24.00"),
    ],
)
def test_an_amount_is_read_as_printed(text: str, value: str) -> None:
    segment = laid_out((a_page((6, 5, text)),)).segments[0]
    assert [figure.value for figure in figures_in(segment, ",")] == [Decimal(value)]


def test_a_lone_mark_before_three_digits_follows_the_page() -> None:
    assert parsed("1.234", ",") == (Decimal(1234), 0)
    assert parsed("1.234", ".") == (Decimal("1.234"), 3)


def test_the_decimal_mark_is_told_by_the_page() -> None:
    assert decimal_mark(["1,234.50", "3.25"]) == "."
    assert decimal_mark(["1 234,50"]) == ","
    assert decimal_mark([]) == ","


@given(st.decimals(min_value=0, max_value=99_999_999, places=2))
def test_every_amount_comes_back_from_its_nordic_print(value: Decimal) -> None:
    text = f"{value:,.2f}".replace(",", " ").replace(".", ",")
    assert parsed(text, ",") == (value, 2)
