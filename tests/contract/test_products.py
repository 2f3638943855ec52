"""The promises of the product register, the prices and the outlays, on each store."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from build import NOW, a_document, a_line, an_invoice, coding
from kontera.core.entry import Voucher, entry_of
from kontera.core.errors import NotFound
from kontera.core.event import (
    CompanySaved,
    DataRead,
    Matched,
    MeansGiven,
    OutlaysRepaid,
    ProductSaved,
    Proposed,
    Received,
    Registered,
)
from kontera.core.invoice import DocumentType, Invoice
from kontera.core.means import PaidWith, Repayment
from kontera.core.prices import PaidPrice
from kontera.core.product import Product, SupplierArticle
from kontera.core.reading import Reading
from stores import Store

YEAR = date(2026, 1, 1)
PAPER = Product("p1", "Papper A4", "P1", articles=(SupplierArticle("s1", "47-11"),))
STAPLER = Product("p2", "Häftapparat", "P2", articles=(SupplierArticle("s1", text="Stapler"),))


def kept(store: Store, *products: Product) -> None:
    """These products in the register."""
    with store.box.transaction() as note:
        for one in products:
            note.event(f"product:{one.id}", ProductSaved(one), by="test")


def booked(store: Store, invoice: Invoice, case: str = "a", **paid: str) -> None:
    """An invoice received, coded and booked, and a receipt said to be paid by somebody."""
    voucher = Voucher("L", store.box.next_number("L", YEAR), YEAR, entry_of(coding(), date(2026, 11, 2), "x"), case)
    with store.box.transaction() as note:
        note.event(case, Received(a_document(digest=(case * 64)[:64], received=NOW)), by="mail", expect=0)
        note.event(case, DataRead(Reading(invoice, "ubl")), by="way")
        note.event(case, Matched("s1"), by="way")
        if paid:
            note.event(case, MeansGiven(PaidWith.PERSON, paid["person"], ()), by="test")
        note.event(case, Proposed(coding()), by="way")
        note.event(case, Registered((voucher,), Decimal("1250.00"), date(2026, 12, 2)), by="way")


def test_a_product_is_kept_changed_and_found_by_its_marks(store: Store) -> None:
    kept(store, PAPER, STAPLER)
    kept(store, replace(PAPER, name="Papper A3"))
    assert store.box.product("p1").name == "Papper A3"
    assert [one.id for one in store.box.products_by(frozenset({"s1|n:4711", "s1|t:stapler"}))] == ["p2", "p1"]
    assert store.box.products_by(frozenset({"s1|t:papper a4"})) == ()


def test_the_register_is_searched_and_paged_by_name(store: Store) -> None:
    kept(store, PAPER, STAPLER, replace(PAPER, id="p3", name="Ask", retired=True))
    assert [one.id for one in store.box.products()] == ["p2", "p1", "p3"]
    assert [one.id for one in store.box.products("47-11 papper")] == ["p1"]
    assert (store.box.count_products("47-11"), store.box.products(limit=1, offset=1)[0].id) == (2, "p1")


def test_a_retired_product_is_found_by_no_line(store: Store) -> None:
    kept(store, replace(PAPER, retired=True))
    assert store.box.products_by(frozenset({"s1|n:4711"})) == ()


def test_another_company_has_no_product_of_ours(store: Store) -> None:
    kept(store, PAPER)
    with pytest.raises(NotFound):
        store.others.product("p1")
    assert store.others.products_by(frozenset({"s1|n:4711"})) == ()


def test_booked_prices_are_found_newest_first_and_survive_a_rebuild(store: Store) -> None:
    line = a_line(seller_article="4711")
    booked(store, an_invoice(lines=(line,)))
    booked(store, an_invoice(lines=(replace(line, unit_price=Decimal(110)),), issue_date=date(2026, 11, 9)), "b")
    prices = store.box.prices("s1", frozenset({"n:4711"}))
    assert [(one.price, one.case) for one in prices] == [(Decimal(110), "b"), (Decimal(100), "a")]
    assert isinstance(prices[0], PaidPrice)
    kept(store, PAPER)
    store.box.rebuild()
    assert store.box.prices("s1", frozenset({"n:4711"})) == prices
    assert store.box.product("p1") == PAPER


def test_an_outlay_is_owed_until_it_is_given_back_and_a_rebuild_keeps_that(store: Store) -> None:
    booked(store, an_invoice(type=DocumentType.RECEIPT), person="Bo Ek")
    booked(store, an_invoice(type=DocumentType.RECEIPT, number="2"), "b", person="Bo Ek")
    assert [(one.case, one.person, one.amount) for one in store.box.outlays()] == [
        ("a", "Bo Ek", Decimal("1250.00")),
        ("b", "Bo Ek", Decimal("1250.00")),
    ]
    with store.box.transaction() as note:
        note.event("outlays", OutlaysRepaid("Bo Ek", ("a",), date(2026, 11, 20), Repayment.PAYROLL), by="test")
    owed, back = store.box.outlays(), store.box.outlays(repaid=True)
    assert ([one.case for one in owed], [(one.case, one.repaid) for one in back]) == (
        ["b"],
        [("a", date(2026, 11, 20))],
    )
    store.box.rebuild()
    assert (store.box.outlays(), store.box.outlays(repaid=True)) == (owed, back)


def test_saved_settings_hold_with_their_event(store: Store) -> None:
    with store.box.transaction() as note:
        note.event("company", CompanySaved(replace(store.box.company, scanning=False)), by="test")
    assert store.box.company.package == 1
    assert store.others.company.package == 2
