"""A company's books for contract tests: cases received and booked in a store, and acts done at once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

from django.db import connections

from build import NOW, a_document, an_invoice, coding
from kontera.core.entry import Voucher, entry_of
from kontera.core.event import DataRead, Matched, Proposed, Received, Registered
from kontera.core.invoice import Invoice
from kontera.core.reading import Reading
from stores import Store

YEAR = date(2026, 1, 1)


def received(
    store: Store, case: str = "a", invoice: Invoice | None = None, *, digest: str = "", received: datetime = NOW
) -> None:
    """A case received and read as data."""
    document = a_document(digest=digest or (case * 64)[:64], received=received)
    with store.box.transaction() as note:
        note.event(case, Received(document), by="mail", expect=0)
        note.event(case, DataRead(Reading(invoice or an_invoice(), "ubl")), by="way")
        note.event(case, Matched("s1"), by="way")


def a_voucher(number: int, case: str = "a", series: str = "L") -> Voucher:
    return Voucher(series, number, YEAR, entry_of(coding(), date(2026, 11, 21), "Pappershuset"), case)


def booked(store: Store, case: str = "a") -> None:
    """The next voucher, booked on the case."""
    box = store.box
    voucher = a_voucher(box.next_number("L", YEAR), case)
    with box.transaction() as note:
        note.event(case, Proposed(coding()), by="way")
        note.event(case, Registered((voucher,), Decimal("1250.00"), date(2026, 12, 2)), by="way")


def together(count: int, act: Callable[[int], None]) -> list[Exception]:
    """Do the act in so many threads at once; what they raised."""
    raised: list[Exception] = []
    start = threading.Barrier(count)

    def run(index: int) -> None:
        try:
            start.wait()
            act(index)
        except Exception as error:  # noqa: BLE001 - the test looks at what it was
            raised.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(index,)) for index in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised
