"""Where an invoice stands decides what its seller is told."""

from __future__ import annotations

import pytest

from kontera.core.answer import NEEDS_CLARIFICATION, Action, AnswerStatus, Clarification, Reason
from kontera.core.case import State
from kontera.core.finding import Finding, Severity
from kontera.formats.answers.standing import Standing, clarified, reason_of, standing_of, status_of


@pytest.mark.parametrize(
    ("state", "status"),
    [
        (State.WORKING, AnswerStatus.ACKNOWLEDGED),
        (State.VERIFY, AnswerStatus.IN_PROCESS),
        (State.APPROVE, AnswerStatus.IN_PROCESS),
        (State.DISPUTED, AnswerStatus.UNDER_QUERY),
        (State.PAY, AnswerStatus.ACCEPTED),
        (State.PAYING, AnswerStatus.ACCEPTED),
        (State.PAID, AnswerStatus.PAID),
        (State.CLOSED, AnswerStatus.REJECTED),
    ],
)
def test_a_state_gives_a_status(state: State, status: AnswerStatus) -> None:
    standing = standing_of(state)
    assert standing is not None
    assert status_of(standing) is status


def test_every_state_but_the_archive_says_something() -> None:
    assert [state for state in State if standing_of(state) is None] == [State.ARCHIVED]


def test_every_standing_has_a_status_and_all_are_used() -> None:
    assert {status_of(standing) for standing in Standing} == set(AnswerStatus)


@pytest.mark.parametrize("standing", Standing)
def test_an_answer_says_why_exactly_where_it_must(standing: Standing) -> None:
    assert bool(clarified(standing)) is (status_of(standing) in NEEDS_CLARIFICATION)


def test_remarks_become_reasons_once_each() -> None:
    findings = (Finding("vat.rate", "a"), Finding("vat.base", "b"), Finding("PEPPOL-EN16931-R003", "c"))
    assert clarified(Standing.REJECTED, "see the order", findings) == (
        Clarification(Reason.LEGAL, "see the order"),
        Clarification(Reason.REFERENCES, "see the order"),
        Clarification(Action.CREDIT_FULLY),
    )


def test_notes_give_no_reason() -> None:
    note = Finding("vat.rate", "a", Severity.NOTE)
    assert clarified(Standing.QUESTIONED, "who ordered it?", (note,)) == (
        Clarification(Reason.OTHER, "who ordered it?"),
        Clarification(Action.INFORM),
    )


def test_suspicion_is_never_told() -> None:
    assert reason_of("fraud.account_changed") is None
