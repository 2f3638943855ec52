"""Folds the events of a case, one after another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kontera.core.case.acts import Act
from kontera.core.case.after_step import after_step
from kontera.core.case.life import Case
from kontera.core.case.standing import State
from kontera.core.event import Noted


def fold_in(case: Case, noted: Noted) -> Case:
    """The case after one more event."""
    after = after_step(case, noted.event, Act(noted.by, noted.at))
    came = after.state is State.APPROVE and case.state is not State.APPROVE
    return replace(after, revision=noted.seq, waiting_since=noted.at if came else after.waiting_since)


def fold(case_id: str, company: str, events: Iterable[Noted]) -> Case:
    """A case from its whole stream of events."""
    case = Case(case_id, company)
    for noted in events:
        case = fold_in(case, noted)
    return case
