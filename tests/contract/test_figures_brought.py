"""The promises of what is brought forward from earlier books, on each store."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from build import a_document, an_invoice
from kontera.core.brought import OpenItem
from kontera.core.case import State
from kontera.core.document import MediaType
from kontera.core.event import BroughtBack, BroughtForward, Received
from kontera.core.figure import By, Span
from kontera.core.row import Origin
from kontera.ports import View
from stores import Store

ON = date(2026, 10, 31)
BEFORE = date(2026, 10, 30)
EVER = Span(date(2000, 1, 1), date(2100, 1, 1))
PAYABLES = frozenset({"2440"})


def an_item(number: str = "1042") -> OpenItem:
    return OpenItem("s1", an_invoice(number=number), Decimal(1250), ON, "2440", date(2026, 11, 30), 3)


def brought(store: Store, case: str = "b1", item: OpenItem | None = None) -> OpenItem:
    document = replace(a_document(digest=(case * 64)[:64]), media_type=MediaType.TABLE)
    given = item or an_item()
    with store.box.transaction() as note:
        note.event(case, Received(document), by="person:anna", expect=0)
        note.event(case, BroughtForward(given), by="person:anna", expect=1)
    return given


def test_it_is_owed_from_the_day_of_the_earlier_books_and_is_part_of_the_accounts_balance(store: Store) -> None:
    brought(store)
    (owed,) = store.box.figures.owed(ON)
    assert (owed.supplier, owed.booked, owed.age) == ("s1", Decimal(1250), None)
    assert store.box.figures.owed(BEFORE) == ()
    assert store.box.figures.balance(PAYABLES, ON) == Decimal(-1250)
    assert store.box.figures.balance(PAYABLES, BEFORE) == 0


def test_its_row_says_where_it_is_from_and_nobody_has_worked_on_it(store: Store) -> None:
    brought(store)
    (row,) = store.box.rows(View())
    assert (row.origin, row.voucher, row.booked_on, row.state) == (Origin.OPENING, "IB", ON, State.APPROVE)
    assert row.open_amount == Decimal(1250)
    assert store.box.figures.worked(EVER, By.MONTH) == ()
    assert store.box.vouchers() == ()


def test_taken_back_it_was_never_owed(store: Store) -> None:
    item = brought(store)
    with store.box.transaction() as note:
        note.event("b1", BroughtBack(item, "paid before"), by="person:anna")
    assert store.box.figures.owed(ON) == ()
    assert store.box.figures.balance(PAYABLES, ON) == 0
    (row,) = store.box.rows(View())
    assert (row.state, row.voucher, row.open_amount) == (State.CLOSED, "", None)


def test_rows_written_anew_say_the_same(store: Store) -> None:
    item = brought(store)
    brought(store, "b2", an_item("1043"))
    with store.box.transaction() as note:
        note.event("b1", BroughtBack(item, "paid before"), by="person:anna")
    before = (store.box.rows(View()), store.box.figures.owed(ON), store.box.figures.balance(PAYABLES, ON))
    store.box.rebuild()
    after = (store.box.rows(View()), store.box.figures.owed(ON), store.box.figures.balance(PAYABLES, ON))
    assert after == before
