"""The promises of a company's books and of all companies', on each store."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from books import a_voucher, booked, received
from build import a_batch, a_company, a_posting, a_supplier, an_invoice
from kontera.core.errors import Conflict, NotFound
from kontera.core.event import Archived, BatchSaved, Settled, SupplierSaved
from kontera.ports import View
from stores import Store


def test_a_case_is_what_its_events_say(store: Store) -> None:
    received(store)
    case = store.box.case("a")
    assert (case.revision, case.company, case.invoice) == (3, store.company, an_invoice())
    assert [noted.seq for noted in store.box.history("a")] == [1, 2, 3]
    assert store.box.history("a")[0].by == "mail"
    assert store.box.history("a")[0].at == store.clock.at


def test_another_company_s_case_does_not_exist(store: Store) -> None:
    received(store)
    with pytest.raises(NotFound):
        store.others.case("a")
    assert store.others.rows(View()) == ()
    assert store.others.history("a") == ()
    assert store.others.by_digest("a" * 64) is None
    assert store.others.streams() == {}


def test_an_unknown_company_is_not_found(store: Store) -> None:
    with pytest.raises(NotFound):
        store.boxes.open("nobody")


def test_the_streams_are_named_in_the_order_they_began(store: Store) -> None:
    received(store, "b")
    received(store, "a")
    assert list(store.box.streams()) == ["b", "a"]


def test_rebuilding_gives_the_same_rows_and_keeps_what_was_imported(store: Store) -> None:
    with store.box.transaction() as note:
        note.posting(a_posting("5010", on=date(2025, 1, 1)))
        note.event("supplier:s1", SupplierSaved(a_supplier()), by="anna")
        note.event("batch:b1", BatchSaved(a_batch()), by="anna")
    received(store)
    received(store, "b")
    booked(store)
    booked(store, "b")
    with store.box.transaction() as note:
        note.event("a", Settled(replace(a_voucher(1), series="B")), by="way")
        note.event("a", Archived("e" * 64, date(2033, 12, 31)), by="way")

    def all_rows() -> tuple[Any, ...]:
        box = store.box
        return (box.rows(View()), box.suppliers(), box.batches(), box.vouchers(), box.postings(""), box.sealed())

    before = all_rows()
    assert store.box.rebuild() == 2
    assert all_rows() == before


def test_a_company_is_found_by_its_mailbox_in_any_case(store: Store) -> None:
    found = store.boxes.by_mailbox(f"{store.company}.ABC")
    assert found is not None
    assert found.id == store.company
    assert store.boxes.by_mailbox("") is None
    assert store.boxes.by_mailbox("nobody") is None


def test_a_mailbox_belongs_to_one_company(store: Store) -> None:
    with pytest.raises(Conflict):
        store.boxes.save(a_company(id=store.other, mailbox=f"{store.company}.abc"))


def test_settings_of_a_company_change(store: Store) -> None:
    store.boxes.save(a_company(id=store.company, scanning=False))
    assert not store.box.company.scanning
    assert store.company in [company.id for company in store.boxes.companies()]


def test_moments_come_back_as_they_were_noted(store: Store) -> None:
    store.clock.at = datetime(2026, 3, 29, 1, 59, 59, 123456, tzinfo=UTC)
    received(store)
    store.clock.at += timedelta(hours=1)
    assert store.box.history("a")[0].at == datetime(2026, 3, 29, 1, 59, 59, 123456, tzinfo=UTC)
