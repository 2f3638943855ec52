"""Suppliers that were merged count as one in every report, with what happened before the merge, on each store."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from test_figures import booked

from build import a_supplier, an_invoice, totals
from kontera.actions.reports.merged import Merged
from kontera.actions.reports.owing import open_items, payments
from kontera.actions.reports.reading import reading
from kontera.actions.reports.spending import spend
from kontera.actions.reports.wanted import Wanted
from kontera.core.double import joined
from kontera.core.event import SupplierSaved
from kontera.core.figure import Asking, By, Span
from stores import Store

EVER = Span(date(2000, 1, 1), date(2100, 1, 1))


def a_merged_store(store: Store) -> None:
    """Two invoices of s1, one of s2; then s2 was merged into s1, and s1 into s3."""
    one, two, three = (a_supplier(id=name, party=a_supplier().party) for name in ("s1", "s2", "s3"))
    with store.box.transaction() as note:
        for record in (one, two, three):
            note.event(f"supplier:{record.id}", SupplierSaved(record), by="test")
    day = date(2026, 11, 2)
    booked(store, "c1", day, "s1")
    booked(store, "c2", day + timedelta(days=1), "s1")
    dear = an_invoice(number="c3", totals=totals("1000.00", "250.00"))
    booked(store, "c3", day + timedelta(days=2), "s2", dear)
    one, two = joined(one, two)
    three, one = joined(three, one)
    with store.box.transaction() as note:
        for record in (two, one, three):
            note.event(f"supplier:{record.id}", SupplierSaved(record), by="test")


def test_costs_of_merged_suppliers_are_one_sum_whoever_is_asked_for(store: Store) -> None:
    a_merged_store(store)
    (sum_,) = Merged(store.box).spend(Asking(EVER), By.SUPPLIER)
    assert (sum_.supplier, sum_.amount, sum_.rows) == ("s3", Decimal("3000.00"), 3)
    for name in ("s1", "s2", "s3"):
        (sum_,) = Merged(store.box).spend(Asking(EVER, name), By.ACCOUNT)
        assert sum_.amount == Decimal("3000.00")
        assert len(Merged(store.box).spent(Asking(EVER, name), 10)) == 3


def test_every_report_names_the_one_supplier_once(store: Store) -> None:
    a_merged_store(store)
    wanted = Wanted(EVER, date(2100, 1, 1), "supplier", "s2")
    for made, table in ((spend, "groups"), (open_items, "suppliers"), (reading, "suppliers"), (payments, "suppliers")):
        rows = [row for row in made(store.box, wanted).table(table).rows if row[0]]
        assert [row[0] for row in rows] == (["s3"] if rows else []), made
    invoices = spend(store.box, wanted).table("invoices").rows
    assert {row[1] for row in invoices} == {"Pappershuset AB"}
    assert {row[0] for row in invoices} == {"c1", "c2", "c3"}


def test_figures_of_a_supplier_that_was_never_merged_stay_its_own(store: Store) -> None:
    booked(store, "c1", date(2026, 11, 2), "")
    booked(store, "c2", date(2026, 11, 2), "gone")
    found = {one.supplier: one.amount for one in Merged(store.box).spend(Asking(EVER), By.SUPPLIER)}
    assert found == {"": Decimal("1000.00"), "gone": Decimal("1000.00")}
    assert Merged(store.box).ids("gone") == ("gone",)
