"""The promises of a transaction: all or nothing, once, and one after another, on each store."""

from __future__ import annotations

import pytest

from books import received, together
from build import a_document
from kontera.core.errors import Conflict
from kontera.core.event import Commented, Received
from kontera.ports import Task, TaskKind
from stores import Store


def test_an_event_expected_elsewhere_is_a_conflict_and_nothing_is_written(store: Store) -> None:
    received(store)

    def late() -> None:
        with store.box.transaction() as note:
            note.claim("effect")
            note.event("a", Commented("x"), by="anna", expect=2)

    with pytest.raises(Conflict) as refusal:
        late()
    assert refusal.value.values == {"who": "way"}
    with store.box.transaction() as note:
        assert note.claim("effect")
    assert len(store.box.history("a")) == 3


def test_a_transaction_that_fails_leaves_nothing(store: Store) -> None:
    def failing() -> None:
        with store.box.transaction() as note:
            note.event("a", Received(a_document()), by="mail")
            note.later(TaskKind.WALK, "a", "walk:a:1")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        failing()
    assert store.box.history("a") == ()
    assert store.submitted == []
    assert all(task.company != store.company for task in store.boxes.outstanding())


def test_an_effect_is_claimed_once(store: Store) -> None:
    with store.box.transaction() as note:
        assert note.claim("pay:1")
        assert not note.claim("pay:1")
    with store.box.transaction() as note:
        assert not note.claim("pay:1")
    with store.others.transaction() as note:
        assert note.claim("pay:1")


def test_a_task_is_handed_on_after_the_commit_and_outstanding_until_finished(store: Store) -> None:
    with store.box.transaction() as note:
        note.later(TaskKind.WALK, "a", "walk:a:1")
        assert store.submitted == []
    task = Task(TaskKind.WALK, store.company, "a", "walk:a:1")
    assert store.submitted == [task]
    assert task in store.boxes.outstanding()
    store.boxes.finished(task)
    assert task not in store.boxes.outstanding()


def test_a_key_asked_for_again_is_not_done_again(store: Store) -> None:
    for _ in range(2):
        with store.box.transaction() as note:
            note.later(TaskKind.WALK, "a", "walk:a:1")
        store.boxes.finished(Task(TaskKind.WALK, store.company, "a", "walk:a:1"))
    assert len(store.submitted) == 1
    assert all(task.company != store.company for task in store.boxes.outstanding())


def test_of_two_that_expect_the_same_revision_one_meets_a_conflict(store: Store) -> None:
    received(store)

    def append(index: int) -> None:
        with store.boxes.open(store.company).transaction() as note:
            note.event("a", Commented(str(index)), by="anna", expect=3)

    raised = together(2, append)
    assert [type(error) for error in raised] == [Conflict]
    assert len(store.box.history("a")) == 4


def test_appending_without_expectation_waits_instead_of_failing(store: Store) -> None:
    received(store)

    def comment(index: int) -> None:
        with store.boxes.open(store.company).transaction() as note:
            note.event("a", Commented(str(index)), by="anna")

    assert together(4, comment) == []
    assert [noted.seq for noted in store.box.history("a")] == [1, 2, 3, 4, 5, 6, 7]
    assert store.box.broken_links("a") == ()


def test_an_effect_is_claimed_by_one_of_many(store: Store) -> None:
    won: list[int] = []

    def claim(index: int) -> None:
        with store.boxes.open(store.company).transaction() as note:
            if note.claim("pay:1"):
                won.append(index)

    assert together(4, claim) == []
    assert len(won) == 1
