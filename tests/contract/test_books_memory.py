"""The promises of what verified invoices taught, on each store."""

from __future__ import annotations

import pytest

from kontera.core.event import Learned, Unlearned
from kontera.core.memory import KEPT, Record
from stores import Store

LAYOUT = tuple((f"word{at}", at % 25) for at in range(40))


def taught(store: Store, case: str, identifier: str = "SE556036079301", number: str = "1") -> Record:
    """A record learned in a case of its own."""
    record = Record(case, (identifier,), LAYOUT, constants=(("number", number),))
    with store.box.transaction() as note:
        note.event(case, Learned(record), by="way")
    return record


def test_what_an_invoice_taught_is_found_by_its_marks(store: Store) -> None:
    record = taught(store, "a")
    assert store.box.remembered(record.marks) == (record,)
    assert store.box.remembered(frozenset({"n556036079301"})) == (record,)
    assert store.box.remembered(frozenset({"n1234567"})) == ()
    assert store.box.remembered(frozenset()) == ()


def test_another_company_s_memory_is_never_seen(store: Store) -> None:
    record = taught(store, "a")
    assert store.others.remembered(record.marks) == ()


def test_an_invoice_verified_again_teaches_anew(store: Store) -> None:
    taught(store, "a")
    other = taught(store, "b", "FI12345678")
    again = taught(store, "a", number="2")
    assert store.box.remembered(again.marks | other.marks) == (other, again)


def test_of_one_layout_the_last_lessons_are_kept(store: Store) -> None:
    records = [taught(store, f"c{at}") for at in range(KEPT + 2)]
    assert store.box.remembered(records[0].marks) == tuple(records[2:])


def test_a_rebuild_gives_the_same_memory(store: Store) -> None:
    marks = frozenset(mark for at in range(KEPT + 2) for mark in taught(store, f"c{at}", number=str(at)).marks)
    taught(store, "c3", number="again")
    before = store.box.remembered(marks)
    store.box.rebuild()
    assert len(before) == KEPT
    assert store.box.remembered(marks) == before


def test_a_lesson_that_is_not_committed_teaches_nothing(store: Store) -> None:
    record = Record("a", ("SE556036079301",), LAYOUT)

    def fail() -> None:
        with store.box.transaction() as note:
            note.event("a", Learned(record), by="way")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert store.box.remembered(record.marks) == ()


def test_very_many_marks_can_be_asked_for(store: Store) -> None:
    record = taught(store, "a")
    assert store.box.remembered(record.marks | {f"n{at}" for at in range(3000)}) == (record,)


def test_what_a_person_let_be_forgotten_stays_forgotten(store: Store) -> None:
    records = tuple(Record(name, ("5599991238",), (("faktura", 1),)) for name in ("a", "b"))
    with store.box.transaction() as note:
        for record in records:
            note.event(record.case, Learned(record), by="way")
        note.event("supplier:s1", Unlearned(("a",)), by="anna")
    for _ in range(2):
        assert store.box.remembered(records[0].marks) == (records[1],)
        store.box.rebuild()
