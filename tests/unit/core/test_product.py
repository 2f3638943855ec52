"""The product register's keys, and the prices that earlier invoices teach."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from build import a_case, a_line, an_invoice, coding
from kontera.core.entry import Voucher, entry_of
from kontera.core.invoice import DocumentType
from kontera.core.prices import PaidPrice, latest, price_key, prices_of, unit_price
from kontera.core.product import Product, SupplierArticle, article_key, line_marks, text_key

PAPER = Product("p1", "Papper A4", gtin="7350000000017", articles=(SupplierArticle("s1", "47-11", "Kopieringspapper"),))
VOUCHER = Voucher("L", 1, date(2026, 1, 1), entry_of(coding(), date(2026, 11, 2), "Papper"))


@pytest.mark.parametrize("written", ["47-11", "47 11", "4711", "47.11 "])
def test_an_article_number_is_the_same_however_it_is_written(written: str) -> None:
    assert article_key(written) == "4711"


def test_words_are_the_same_whatever_stands_between_them() -> None:
    assert text_key(" Papper,  A4 ") == text_key("papper a4") == "papper a4"


def test_a_product_is_found_by_article_by_words_and_by_gtin() -> None:
    assert PAPER.marks == ("|g:7350000000017", "s1|n:4711", "s1|t:kopieringspapper", "s1|t:papper a4")


def test_a_line_that_states_a_number_is_not_sought_by_its_words() -> None:
    assert line_marks("s1", a_line(seller_article="4711")) == ("s1|n:4711",)
    assert line_marks("s1", a_line()) == ("s1|t:kopieringspapper a4",)


@pytest.mark.parametrize(
    ("changes", "price"),
    [
        ({}, "100"),
        ({"discount_percent": Decimal(10)}, "90"),
        ({"base_quantity": Decimal(100)}, "1"),
        ({"unit_price": None}, "100"),
        ({"unit_price": None, "net_amount": None}, None),
    ],
)
def test_the_price_of_a_unit_is_what_was_charged_for_it(changes: dict[str, Decimal | None], price: str | None) -> None:
    assert unit_price(a_line(**changes)) == (None if price is None else Decimal(price))


def test_a_booked_invoice_teaches_its_prices() -> None:
    case = a_case(an_invoice(lines=(a_line(seller_article="4711"),)), vouchers=(VOUCHER,))
    assert prices_of(case) == (PaidPrice("s1", "n:4711", date(2026, 11, 2), Decimal(100), "SEK", "C62", "c1", "1001"),)


def test_a_credit_note_and_an_unbooked_invoice_teach_none() -> None:
    assert prices_of(a_case(an_invoice())) == ()
    assert prices_of(a_case(an_invoice(type=DocumentType.CREDIT_NOTE), vouchers=(VOUCHER,))) == ()


def test_the_last_price_is_the_one_before_this_invoice() -> None:
    key = price_key(a_line())
    old = PaidPrice("s1", key, date(2026, 9, 1), Decimal(90), "SEK", case="a")
    newer, own = replace(old, on=date(2026, 10, 1), case="b"), replace(old, on=date(2026, 11, 1), case="c")
    later = replace(old, on=date(2026, 12, 1), case="d")
    assert latest((old, newer, own, later), key, "c", date(2026, 11, 1)) == newer
