"""Whom an invoice waits for, on each store: found by seat, never by somebody left out, and the same after a rebuild."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from build import NOW, a_document, an_invoice, coding
from kontera.core.event import (
    ApprovalAsked,
    DataRead,
    Event,
    Held,
    HoldEnded,
    Matched,
    Passed,
    Proposed,
    Questioned,
    Received,
    Registered,
)
from kontera.core.reading import Reading
from kontera.ports import View
from stores import Store


def approvable(store: Store, case: str, *events: Event) -> None:
    """A case that has come to approval, and what happened then."""
    document = a_document(digest=(case * 64)[:64], received=NOW)
    life = (
        Received(document),
        DataRead(Reading(an_invoice(), "ubl")),
        Matched("s1"),
        Proposed(coding()),
        Passed("verification", "person:anna"),
        Registered((), Decimal("1250.00"), date(2026, 12, 2)),
    )
    with store.box.transaction() as note:
        for event in (*life, *events):
            note.event(case, event, by="way")


def waiting(store: Store, *seats: str) -> list[str]:
    view = View(waits_for=seats, sort="waits_since")
    rows = store.box.rows(view)
    assert store.box.count(view) == len(rows)
    return [row.id for row in rows]


def test_what_waits_is_found_by_any_of_the_seats(store: Store) -> None:
    approvable(store, "a", ApprovalAsked("x", 1, ("person:anna", "person:bo")))
    approvable(store, "b", ApprovalAsked("x", 1, ("person:cia",)))
    approvable(store, "c")
    assert waiting(store, "person:anna") == ["a"]
    assert sorted(waiting(store, "person:bo", "person:cia")) == ["a", "b"]
    assert waiting(store, "role:approver") == ["c"]
    assert waiting(store, "person:an") == []


def test_who_is_left_out_finds_nothing_by_another_seat(store: Store) -> None:
    approvable(store, "a", ApprovalAsked("", 1, ("role:approver", "-person:anna")))
    assert waiting(store, "person:anna", "role:approver") == []
    assert waiting(store, "person:bo", "role:approver") == ["a"]


def test_a_question_waits_beside_the_approval(store: Store) -> None:
    approvable(store, "a", Questioned("why?", ("anna",)))
    assert waiting(store, "answer:person:anna") == ["a"]
    assert waiting(store, "person:anna") == []
    assert waiting(store, "role:approver") == ["a"]


def test_what_is_held_waits_for_nobody_until_the_hold_ends(store: Store) -> None:
    approvable(store, "a", Held("credit note", date(2026, 12, 1)))
    assert (waiting(store, "held"), waiting(store, "role:approver")) == (["a"], [])
    with store.box.transaction() as note:
        note.event("a", HoldEnded(), by="way")
    assert (waiting(store, "held"), waiting(store, "role:approver")) == ([], ["a"])


def test_the_rows_are_the_same_after_a_rebuild(store: Store) -> None:
    approvable(store, "a", ApprovalAsked("x", 2, ("person:anna", "-person:bo")))
    before = store.box.rows(View())
    store.box.rebuild()
    assert store.box.rows(View()) == before
    assert before[0].waits_for == ("person:anna", "-person:bo")
    assert before[0].waits_since is not None
    assert abs(before[0].waits_since - store.clock.at) < timedelta(minutes=1)
