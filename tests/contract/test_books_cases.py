"""The promises of cases and of the lists of them, on each store."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from books import booked, received
from build import NOW, a_seller, an_invoice, coding, of_amount, totals
from kontera.core.case import Queue, State
from kontera.core.errors import InvalidValue
from kontera.core.event import Proposed, Stopped
from kontera.ports import OpenSum, View
from stores import Store


def test_a_case_s_neighbours_in_its_queue_are_the_newer_and_the_older_one(store: Store) -> None:
    for name in "abc":
        received(store, name)
    received(store, "d", received=NOW - timedelta(days=1))
    queue = store.box.rows(View())[0].queue
    ids = [row.id for row in store.box.rows(View(queue=queue))]
    assert ids == ["c", "b", "a", "d"]
    around = [store.box.neighbours(one, queue) for one in ids]
    assert around == [("", "b"), ("c", "a"), ("b", "d"), ("a", "")]
    assert store.box.neighbours("elsewhere", queue) == ("", "c")
    assert store.others.neighbours("a", queue) == ("", "")


def test_what_is_open_is_summed_by_currency_and_due_date(store: Store) -> None:
    for name in "abc":
        received(store, name)
    for name in "ab":
        booked(store, name)
    assert store.box.sums(View()) == (OpenSum("SEK", date(2026, 12, 2), Decimal("2500.00"), 2),)
    assert store.box.sums(View(cases=frozenset("a")))[0].count == 1
    assert store.others.sums(View()) == ()


def test_states_can_be_counted_among_some(store: Store) -> None:
    received(store)
    state = store.box.rows(View())[0].state
    assert store.box.states(frozenset({state})) == {state: 1}
    assert dict(store.box.states(frozenset({State.ARCHIVED}))) == {}


def test_the_row_follows_the_case(store: Store) -> None:
    received(store)
    row = store.box.rows(View())[0]
    assert (row.id, row.revision, row.state, row.number_key) == ("a", 3, State.WORKING, "1001")
    assert (row.payable, row.currency, row.supplier) == (Decimal("1250.00"), "SEK", "s1")
    booked(store)
    row = store.box.rows(View())[0]
    assert (row.voucher, row.open_amount, row.booked_on) == ("L1", Decimal("1250.00"), date(2026, 11, 21))
    assert row.state is State.APPROVE


def test_the_list_filters_counts_and_pages(store: Store) -> None:
    for number in range(5):
        at = datetime(2026, 11, 1 + number, tzinfo=UTC)
        received(store, f"c{number}", an_invoice(number=f"N{number}"), digest=f"{number}" * 64, received=at)
    with store.box.transaction() as note:
        note.event("c3", Stopped("reading", ()), by="way")
    newest_first = [row.id for row in store.box.rows(View(limit=2, offset=1))]
    assert newest_first == ["c3", "c2"]
    assert store.box.count(View(limit=2)) == 5
    assert [row.id for row in store.box.rows(View(sort="received"))] == ["c0", "c1", "c2", "c3", "c4"]
    assert store.box.states() == {State.WORKING: 5}
    assert store.box.count(View(states=frozenset({State.VERIFY}))) == 0
    assert store.box.count(View(queue=Queue.NONE)) == 5
    assert store.box.count(View(supplier="s2")) == 0


def test_a_stopped_case_stands_in_a_queue(store: Store) -> None:
    received(store)
    with store.box.transaction() as note:
        note.event("a", Proposed(coding()), by="way")
    assert store.box.queues() == {Queue.READY: 1}
    assert store.box.states() == {State.VERIFY: 1}
    assert store.box.count(View(queue=Queue.READY, states=frozenset({State.VERIFY}))) == 1


@pytest.mark.parametrize(
    "search",
    ["pappers", "PAPPERSHUSET ab", "kopieringspapper", "1001", "00-1001", "1 250,00", "1250", "1234566", "Faktura.PDF"],
)
def test_search_finds_words_numbers_references_and_amounts(store: Store, search: str) -> None:
    received(store)
    assert store.box.count(View(search=search)) == 1


@pytest.mark.parametrize("search", ["pappershuset oy", "9999", "1 250,01", "%", "_"])
def test_search_does_not_find_what_is_not_there(store: Store, search: str) -> None:
    received(store)
    assert store.box.count(View(search=search)) == 0


def test_names_sort_the_nordic_way(store: Store) -> None:
    names = ("Zäta", "Ärla", "Ånge", "öberg", "Adam", "Éclair", "Øst", "")
    for index, name in enumerate(names):
        received(store, f"c{index}", an_invoice(seller=a_seller(name=name)), digest=f"{index}" * 64)
    ordered = [row.supplier_name for row in store.box.rows(View(sort="supplier_name"))]
    assert ordered == ["", "Adam", "Éclair", "Zäta", "Ånge", "Ärla", "öberg", "Øst"]


def test_values_that_are_absent_come_last_in_both_directions(store: Store) -> None:
    received(store, "a", an_invoice(totals=replace(totals("1", "1"), payable=None)))
    received(store, "b", of_amount("10.00", "2.50"))
    received(store, "c", of_amount("20.00", "5.00"))
    assert [row.id for row in store.box.rows(View(sort="payable"))] == ["b", "c", "a"]
    assert [row.id for row in store.box.rows(View(sort="-payable"))] == ["c", "b", "a"]


def test_a_sort_that_is_none_is_refused(store: Store) -> None:
    with pytest.raises(InvalidValue):
        store.box.rows(View(sort="company_id"))


def test_bytes_received_before_are_known_by_their_digest(store: Store) -> None:
    received(store)
    assert store.box.by_digest("a" * 64) == "a"
    assert store.box.by_digest("b" * 64) is None


def test_alike_are_cases_with_the_same_number_reference_or_amount_and_date(store: Store) -> None:
    plain = an_invoice()
    received(store, "a", plain)
    received(
        store, "b", replace(of_amount("5.00", "1.00"), number="10-01", payment=replace(plain.payment, reference=""))
    )
    received(store, "c", replace(of_amount("6.00", "1.00"), number="77"))
    received(store, "d", replace(plain, number="78", payment=replace(plain.payment, reference="")))
    received(store, "e", replace(of_amount("7.00", "1.00"), number="", payment=replace(plain.payment, reference="")))
    row = next(row for row in store.box.rows(View()) if row.id == "a")
    assert [other.id for other in store.box.alike(row)] == ["b", "c", "d"]
    empty = next(row for row in store.box.rows(View()) if row.id == "e")
    assert store.box.alike(empty) == ()


def test_cases_are_listed_that_came_in_between_two_moments(store: Store) -> None:
    for name, days in (("a", 0), ("b", 1), ("c", 2)):
        received(store, name, received=NOW - timedelta(days=days))
    between = View(received=(NOW - timedelta(days=1), NOW))
    assert [row.id for row in store.box.rows(between)] == ["a", "b"]
    assert store.box.count(between) == 2
    assert store.others.rows(between) == ()


def test_a_page_says_how_many_there_are_in_all(store: Store) -> None:
    for name in "abc":
        received(store, name)
    for search in ("", "papper"):
        for offset, shown in ((0, ["c", "b"]), (2, ["a"]), (4, [])):
            rows, whole = store.box.page(View(search=search, limit=2, offset=offset))
            assert ([row.id for row in rows], whole) == (shown, 3), (search, offset)
    assert store.box.page(View(search="nowhere")) == ((), 0)
    assert store.others.page(View()) == ((), 0)
