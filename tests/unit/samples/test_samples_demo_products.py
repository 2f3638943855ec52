"""The demo's product register: bought before, at a known price, and one product has become dearer in today's post."""

from __future__ import annotations

from datetime import date

import pytest

from kontera.core.money import total
from kontera.core.product import line_marks
from kontera.samples.demo import demo_documents
from kontera.samples.demo_company import demo_suppliers
from kontera.samples.demo_products import BOUGHT, RISEN, demo_products

DAYS = (date(2025, 7, 9), date(2026, 3, 1), date(2026, 11, 22))


@pytest.mark.parametrize("today", DAYS)
def test_each_product_has_a_price_an_account_and_a_supplier_of_the_register(today: date) -> None:
    known = {one.key for one in demo_suppliers()}
    products = demo_products(today)
    assert len(products) == len(BOUGHT)
    assert all(one.price and one.account and one.articles[0].supplier in known for one in products)


@pytest.mark.parametrize("today", DAYS)
def test_one_invoice_of_today_asks_more_for_a_product_than_the_register_and_still_adds_up(today: date) -> None:
    product = next(one for one in demo_products(today) if one.articles[0].text == RISEN)
    (invoice,) = [one.invoice for one in demo_documents(today) if any(_is(RISEN, one.invoice.lines))]
    line = next(one for one in invoice.lines if one.description == RISEN)
    assert set(line_marks("molnskog", line)) <= set(product.marks)
    assert line.unit_price > product.price * 11 / 10
    totals = invoice.totals
    assert (totals.net, totals.payable) == (total(one.net_amount for one in invoice.lines), totals.net + totals.vat)


def _is(words: str, lines: object) -> list[bool]:
    return [line.description == words for line in lines]
