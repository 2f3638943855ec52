"""The promise of handing over a period: each store finds the vouchers of its days."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from build import TODAY, a_document, coding
from kontera.core.entry import Voucher, entry_of
from kontera.core.event import Received, Registered
from stores import Store

YEAR = date(2026, 1, 1)


def booked(store: Store, case: str, series: str, number: int, on: date) -> Voucher:
    """A voucher of a case of its own, booked on a day."""
    voucher = Voucher(series, number, YEAR, entry_of(coding(), on, case), case)
    with store.box.transaction() as note:
        note.event(case, Received(a_document(digest=case * 8)), by="way")
        note.event(case, Registered((voucher,), Decimal("1250.00"), TODAY), by="way")
    return voucher


def test_the_vouchers_of_some_days_are_found_by_series_and_number(store: Store) -> None:
    late = booked(store, "b", "L", 1, TODAY)
    early = booked(store, "a", "L", 2, TODAY - timedelta(days=9))
    paid = booked(store, "c", "B", 1, TODAY)
    booked(store, "d", "L", 3, TODAY + timedelta(days=1))
    assert store.box.vouchers_between(TODAY - timedelta(days=9), TODAY) == (paid, late, early)
    assert store.box.vouchers_between(TODAY, TODAY) == (paid, late)
    assert store.others.vouchers_between(YEAR, TODAY) == ()


def test_they_are_found_after_a_rebuild_too(store: Store) -> None:
    voucher = booked(store, "a", "L", 1, TODAY)
    store.box.rebuild()
    assert store.box.vouchers_between(TODAY, TODAY) == (voucher,)
