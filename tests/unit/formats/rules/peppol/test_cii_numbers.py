"""Registration numbers, and values in XPath's own sense."""

from __future__ import annotations

import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontera.formats.rules.peppol import numbers, values


@given(st.text("0123456789", min_size=1, max_size=17))
def test_one_digit_alone_makes_a_gln_right(body: str) -> None:
    assert sum(numbers.is_gln(body + digit) for digit in "0123456789") == 1


@given(st.text("0123456789", min_size=9, max_size=9))
def test_one_digit_alone_makes_a_swedish_number_right(body: str) -> None:
    assert sum(numbers.is_swedish(body + digit) for digit in "0123456789") == 1


@given(st.text())
def test_any_text_is_a_number_or_none(text: str) -> None:
    checks = (
        numbers.is_gln, numbers.is_norwegian, numbers.is_swedish, numbers.is_swedish_in_full, numbers.is_cvr,
        numbers.is_danish_tax, numbers.is_danish_unit, numbers.is_belgian, numbers.is_ipa_code,
        numbers.is_codice_fiscale, numbers.is_partita_iva, numbers.is_abn, numbers.is_dutch_vat,
    )  # fmt: skip
    assert all(check(text) in {True, False} for check in checks)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (numbers.is_norwegian("991825827"), numbers.is_norwegian("000000000")),
        (numbers.is_belgian("0403170701"), numbers.is_belgian("0403170700")),
        (numbers.is_codice_fiscale("RSSMRA80A01H501U"), numbers.is_codice_fiscale("RSSMRA80A01H5015")),
        (numbers.is_codice_fiscale("+1234567890"), numbers.is_codice_fiscale("1234567890A")),
        (numbers.is_partita_iva("IT12345670785"), numbers.is_partita_iva("it12345670784")),
        (numbers.is_partita_iva("It1"), numbers.is_partita_iva("IT1")),
        (numbers.is_abn("51824753556"), numbers.is_abn("5182475355")),
        (numbers.is_cvr("DK12345678"), numbers.is_cvr("DK 12345678")),
    ],
)
def test_numbers_are_told_apart(*, right: bool, wrong: bool) -> None:
    assert right
    assert not wrong


def test_only_the_blanks_of_xml_are_blanks() -> None:
    assert values.normal("\t a \r\n b ") == "a b"
    assert values.normal("\u00a0a") == "\u00a0a"


def test_numbers_are_what_xpath_takes_for_numbers() -> None:
    assert values.number(" 1e2 ") == 100
    assert values.number("-INF") == -math.inf
    assert not any(map(values.is_number, ("", "1,5", "0x1", "1_000", "+INF", "NaN", "١")))


def test_long_numbers_lose_nothing_and_absurd_ones_are_none() -> None:
    long = values.decimal("9" * 100)
    assert long is not None
    assert values.total((long, values.product(long, Decimal(1)).copy_negate())) == 0
    assert values.in_cents(values.divided(long, Decimal("0." + "0" * 97 + "1"))) > long
    assert values.decimal("9" * 101) is None


def test_decimals_have_no_exponent() -> None:
    assert values.decimal(" +1.50 ") == Decimal("1.5")
    assert values.decimal("1e2") is None


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=4))
def test_rounding_goes_upwards_at_the_half(amount: Decimal) -> None:
    rounded = values.in_cents(amount)
    assert Decimal("-0.005") < rounded - amount <= Decimal("0.005")


def test_a_quotient_keeps_eighteen_decimals() -> None:
    assert values.divided(Decimal(1), Decimal(3)) == Decimal("0." + "3" * 18)
