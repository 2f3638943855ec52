"""The promises of vouchers, postings and batches, on each store."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from books import YEAR, a_voucher, booked, received, together
from build import a_batch, a_posting
from kontera.core.errors import Conflict, NotFound
from kontera.core.event import BatchSaved, Registered
from stores import Store


def test_batches_are_listed_newest_first(store: Store) -> None:
    with store.box.transaction() as note:
        note.event("batch:b1", BatchSaved(a_batch()), by="anna")
        note.event("batch:b2", BatchSaved(a_batch(id="b2")), by="anna")
        note.event("batch:b1", BatchSaved(a_batch().released("bo", "f" * 64, "pay.xml")), by="bo")
    assert [batch.id for batch in store.box.batches()] == ["b2", "b1"]
    assert store.box.batch("b1").released_by == "bo"
    with pytest.raises(NotFound):
        store.others.batch("b1")


def test_vouchers_are_numbered_without_gaps(store: Store) -> None:
    received(store)
    received(store, "b")
    booked(store)
    booked(store, "b")
    assert [voucher.number for voucher in store.box.vouchers()] == [2, 1]
    assert store.box.next_number("L", YEAR) == 3
    assert store.box.next_number("L", date(2027, 1, 1)) == 1
    assert store.box.next_number("B", YEAR) == 1
    assert store.others.next_number("L", YEAR) == 1
    assert [voucher.number for voucher in store.box.vouchers(1, 1)] == [1]


@pytest.mark.parametrize("number", [1, 3])
def test_a_voucher_number_taken_or_skipped_is_a_conflict(store: Store, number: int) -> None:
    received(store)
    booked(store)
    wrong = Registered((a_voucher(number),), Decimal("1250.00"), date(2026, 12, 2))
    with pytest.raises(Conflict), store.box.transaction() as note:
        note.event("a", wrong, by="way")
    assert len(store.box.vouchers()) == 1


def test_a_booked_invoice_teaches_its_supplier_s_history_and_a_rebooking_replaces_it(store: Store) -> None:
    received(store)
    booked(store)
    first = store.box.postings("s1")
    assert [(posting.account, posting.amount, posting.share) for posting in first] == [
        ("6110", Decimal("1000.00"), 1.0)
    ]
    assert first[0].text == "Kopieringspapper A4"
    booked(store)
    assert len(store.box.postings("s1")) == 1
    assert store.box.postings("s2") == ()
    assert store.others.postings("") == ()


def test_postings_come_newest_first_and_anybody_s_for_an_empty_id(store: Store) -> None:
    with store.box.transaction() as note:
        note.posting(a_posting("6110", on=date(2026, 1, 1)))
        note.posting(a_posting("6540", on=date(2026, 3, 1), supplier="s2", dimensions=(("1", "100"),)))
        note.posting(a_posting("5010", on=date(2026, 2, 1)))
    assert [posting.account for posting in store.box.postings("s1")] == ["5010", "6110"]
    assert [posting.account for posting in store.box.postings("", limit=2)] == ["6540", "5010"]
    assert store.box.postings("s2")[0].dimensions == (("1", "100"),)


def test_four_at_once_number_their_vouchers_without_gaps(store: Store) -> None:
    for index in range(4):
        received(store, f"c{index}", digest=f"{index}" * 64)

    def register(index: int) -> None:
        for _ in range(40):
            try:
                booked(store, f"c{index}")
            except Conflict:
                continue
            return

    assert together(4, register) == []
    assert sorted(voucher.number for voucher in store.box.vouchers()) == [1, 2, 3, 4]
