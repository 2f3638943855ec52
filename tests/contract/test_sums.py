"""Sums by month and year are the sums of their rows after every kind of change, and every store answers the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from test_figures import booked, paid, vouched

from books import together
from build import a_supplier, an_invoice, coding
from kontera.adapters.db import models, sums
from kontera.core.double import joined
from kontera.core.entry import CodingRow
from kontera.core.event import Change, Corrected, Disputed, Matched, Proposed, Registered, SupplierSaved, Verified
from kontera.core.figure import Asking, By, Span
from kontera.core.row import PastPosting
from stores import Store, in_memory

EVER = Span(date(1, 1, 1), date(9999, 12, 31))
SPANS = (
    EVER,
    Span(date(2026, 11, 1), date(2026, 11, 30)),
    Span(date(2026, 10, 31), date(2026, 11, 2)),
    Span(date(2026, 10, 2), date(2026, 12, 31)),
    Span(date(2026, 9, 1), date(2026, 12, 1)),
    Span(date(2026, 11, 2), date(2026, 11, 2)),
    Span(date(2026, 2, 28), date(2026, 10, 1)),
    Span(date(2025, 1, 1), date(2026, 12, 31)),
    Span(date(2024, 12, 31), date(2027, 1, 31)),
    Span(date(2024, 2, 1), date(2026, 11, 30)),
    Span(date(2000, 1, 1), date(2026, 11, 2)),
)
CENTRES: tuple[CodingRow, ...] = (
    replace(coding()[0], amount=Decimal(700), dimensions=(("1", "åkeri"), ("6", "P1"))),
    replace(coding()[0], amount=Decimal(300), account="6990"),
    *coding()[1:],
)
EUROS = an_invoice(number="e", currency="EUR")
CREDIT = tuple(replace(row, amount=-row.amount) for row in coding())


def changed(store: Store, case: str, *events: object, rows: tuple[CodingRow, ...] = ()) -> None:
    """A person's change to a booked case, and it is booked again without a new voucher."""
    with store.box.transaction() as note:
        for event in (*events, *((Proposed(rows),) if rows else ())):
            note.event(case, event, by="person:anna")  # type: ignore[arg-type]  # each is an event
        note.event(case, Verified(("totals",)), by="person:anna")
        note.event(case, Registered((), Decimal(1250), date(2026, 12, 2)), by="way")


def rebooked(store: Store, case: str, on: date) -> None:
    """Taken back and booked again on another day."""
    back, again = vouched(store.box, case, on, back=True), vouched(store.box, case, on, first=1)
    with store.box.transaction() as note:
        note.event(case, Registered((back, again), Decimal(1250), on + timedelta(30)), by="way")


def imported(store: Store, on: date, supplier: str = "s2") -> None:
    """A posting from before Kontera."""
    with store.box.transaction() as note:
        note.posting(PastPosting(supplier, on, "6110", Decimal(80), 1.0, "tejp", (("1", "åkeri"),)))


def merged(store: Store) -> None:
    """s2 became s1."""
    home, gone = joined(a_supplier(id="s1"), a_supplier(id="s2"))
    with store.box.transaction() as note:
        for record in (home, gone):
            note.event(f"supplier:{record.id}", SupplierSaved(record), by="test")


def later(store: Store) -> None:
    """The clock goes on to another month."""
    store.clock.at = datetime(2026, 12, 3, 9, 0, tzinfo=UTC)


CHANGES: tuple[tuple[str, Callable[[Store], None]], ...] = (
    ("booked", lambda store: booked(store, "a", date(2026, 10, 31), scanned=True)),
    ("booked in the next month", lambda store: booked(store, "b", date(2026, 11, 1))),
    ("of another supplier", lambda store: booked(store, "c", date(2026, 11, 2), "s2", scanned=True)),
    ("of nobody in the register", lambda store: booked(store, "d", date(2026, 11, 30), "")),
    ("imported", lambda store: imported(store, date(2026, 11, 30))),
    ("paid", lambda store: paid(store, "a", date(2026, 11, 5))),
    ("paid late", lambda store: paid(store, "b", date(2026, 12, 28))),
    ("coded on others", lambda store: changed(store, "c", rows=CENTRES)),
    ("a credit", lambda store: changed(store, "d", rows=CREDIT)),
    ("disputed", lambda store: changed(store, "d", Disputed("wrong price"))),
    ("of a supplier after all", lambda store: changed(store, "d", Matched("s1"))),
    ("the clock", later),
    ("corrected in another month", lambda store: changed(store, "c", Corrected((Change("number", "c", "1"),), ()))),
    ("booked on another day", lambda store: rebooked(store, "c", date(2026, 9, 30))),
    ("no cost at all", lambda store: changed(store, "b", rows=coding()[1:])),
    (
        "an invoice of another currency",
        lambda store: booked(store, "e", invoice=EUROS),
    ),
    ("imported from the end of a year", lambda store: imported(store, date(2024, 12, 31))),
    ("imported from the beginning of another", lambda store: imported(store, date(2025, 1, 1), "s1")),
    ("booked two years ago", lambda store: rebooked(store, "b", date(2024, 6, 30))),
    ("merged", merged),
)


def told(store: Store) -> dict[Span, tuple[object, ...]]:
    """All that is answered from sums."""
    figures, asked = store.box.figures, ({}, {"supplier": "s1"}, {"account": "6990"}, {"dimension": ("1", "åkeri")})
    return {
        span: (
            *(set(figures.spend(Asking(span, **only), by)) for by in By for only in asked),  # type: ignore[arg-type]  # its own
            *(set(figures.worked(span, by)) for by in (By.MONTH, By.SUPPLIER)),
            set(figures.misread(span)),
            set(figures.came(span)),
            set(figures.habits(span)),
        )
        for span in SPANS
    }


def kept(store: Store) -> list[list[tuple[object, ...]]]:
    """All sums of the company, without their keys, in one order."""
    found = []
    for table in sums.TABLES:
        names = [one.attname for one in table._meta.concrete_fields if one.attname != "id"]  # noqa: SLF001 - Django's public API
        mine = table.objects.using(store.alias).filter(company_id=store.company).values_list(*names)
        found.append(sorted(mine, key=repr))
    return found


def test_every_store_answers_the_same_after_every_kind_of_change(store: Store) -> None:
    twin = in_memory()
    twin.company = store.company
    twin.boxes.save(store.box.company)
    for name, change in CHANGES:
        change(store)
        change(twin)
        assert told(store) == told(twin), name


def test_sums_are_those_of_a_rebuild_after_every_kind_of_change(store: Store) -> None:
    if not store.alias:
        return
    for name, change in CHANGES:
        change(store)
        before = kept(store)
        store.box.rebuild()
        assert kept(store) == before, name


def test_a_supplier_without_rows_has_no_sums(store: Store) -> None:
    booked(store, "a", date(2026, 11, 2), "s1")
    changed(store, "a", Matched("s2"))
    assert {one.supplier for one in store.box.figures.spend(Asking(EVER), By.SUPPLIER)} == {"s2"}
    if store.alias:
        mine = models.SpentRow.objects.using(store.alias).filter(company_id=store.company)
        assert {row.supplier for row in mine} == {"s2"}


def test_a_transaction_that_fails_leaves_the_sums_as_they_were(store: Store) -> None:
    booked(store, "a")
    before = told(store)

    def failing() -> None:
        with store.box.transaction() as note:
            note.posting(PastPosting("s1", date(2026, 11, 2), "6110", Decimal(80), 1.0, "", ()))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        failing()
    assert told(store) == before


def test_of_writers_at_once_none_is_left_out_of_the_sum(store: Store) -> None:
    def post(index: int) -> None:
        with store.boxes.open(store.company).transaction() as note:
            for day in range(1, 6):
                note.posting(PastPosting("s1", date(2026, 11, day + index), "6110", Decimal(80), 1.0, "", ()))

    assert together(4, post) == []
    (sum_,) = store.box.figures.spend(Asking(Span(date(2026, 11, 1), date(2026, 11, 30))), By.SUPPLIER)
    assert (sum_.amount, sum_.rows) == (Decimal(1600), 20)


@pytest.mark.parametrize("span", [*SPANS[1:], Span(date(2024, 2, 1), date(2024, 2, 29)), Span(EVER.first, EVER.first)])
def test_a_span_is_its_whole_months_and_the_days_that_are_left(span: Span) -> None:
    whole, rest = sums.in_months(span)
    parts = [*rest]
    if whole is not None:
        after = (whole.last + timedelta(31)).replace(day=1)
        parts.append(Span(whole.first, after - timedelta(1)))
        assert whole.first.day == whole.last.day == 1
    days = [one.first + timedelta(n) for one in parts for n in range((one.last - one.first).days + 1)]
    assert sorted(days) == [span.first + timedelta(n) for n in range((span.last - span.first).days + 1)]


@pytest.mark.parametrize("span", [*SPANS, Span(date(2025, 12, 1), date(2026, 1, 31))])
def test_a_span_of_whole_months_is_its_whole_years_and_the_months_that_are_left(span: Span) -> None:
    whole, _ = sums.in_months(span)
    if whole is None:
        return
    years, rest = sums.in_years(whole)
    months = {(one.year, one.month) for part in rest for one in _firsts(part.first, part.last)}
    assert all(part.first.year == part.last.year or years is None for part in rest)
    if years is not None:
        told = {(year, month) for year in range(years.first.year, years.last.year + 1) for month in range(1, 13)}
        assert not told & months
        months |= told
    assert months == {(one.year, one.month) for one in _firsts(whole.first, whole.last)}


def _firsts(first: date, last: date) -> list[date]:
    """The first days of the months from one to another, both included."""
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return [date(first.year + (first.month - 1 + n) // 12, (first.month - 1 + n) % 12 + 1, 1) for n in range(count)]


def test_the_whole_calendar_is_whole_months_and_years() -> None:
    assert sums.in_months(EVER) == (Span(date(1, 1, 1), date(9999, 12, 1)), ())
    assert sums.in_years(Span(date(1, 1, 1), date(9999, 12, 1))) == (Span(date(1, 1, 1), date(9999, 1, 1)), ())
    assert sums.in_months(Span(date(2026, 1, 2), date(2026, 2, 27)))[0] is None
