"""Arrange the approval: flows, limits and substitutes; every change is an event with the name of who made it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kontera.actions.desk import Desk
from kontera.core.approving import STREAM, Arrangement
from kontera.core.case import State
from kontera.core.company import Person, Right
from kontera.core.errors import Conflict, NotFound
from kontera.core.event import ArrangementSaved, Noted
from kontera.core.party import Supplier
from kontera.pipeline.attesting import arrangement_of
from kontera.ports import Box, TaskKind, View

_WAITING = 100_000


@dataclass(frozen=True, slots=True)
class Arranged:
    """The arrangement with what its page needs: who works here, the register, its history and its number."""

    arrangement: Arrangement
    people: tuple[Person, ...]
    suppliers: tuple[Supplier, ...]
    history: tuple[Noted, ...]

    @property
    def revision(self) -> int:
        """The number of the last change."""
        return len(self.history)


def arranged(desk: Desk) -> Arranged:
    """The company's arrangement."""
    box = desk.ask(Right.SEE)
    people = desk.doors.people.of(box.company.id)
    return Arranged(arrangement_of(box), people, box.suppliers(), box.history(STREAM))


def save(desk: Desk, arrangement: Arrangement, why: str = "", revision: int | None = None) -> None:
    """Put the arrangement in place; all that wait for approval are judged anew by it.

    `revision` is the number of the change the person saw: raises Conflict when there is a later one. Raises NotFound
    for people and suppliers that are not there.
    """
    box = desk.ask(Right.MANAGE)
    _known(desk, box, arrangement)
    with box.transaction() as note:
        number = note.event(STREAM, ArrangementSaved(arrangement, why.strip()), by=desk.by, expect=revision).seq
        for row in box.rows(View(states=frozenset({State.APPROVE}), limit=_WAITING)):
            note.later(TaskKind.WALK, row.id, f"arranged:{number}:{row.id}")


def set_verifier(desk: Desk, *, may_approve: bool | None) -> None:
    """Say whether who reviewed an invoice may approve it too; None: only where nobody else could."""
    box = desk.ask(Right.MANAGE)
    policy = replace(box.company.policy, verifier_may_approve=may_approve)
    desk.doors.boxes.save(replace(box.company, policy=policy))


def _known(desk: Desk, box: Box, arrangement: Arrangement) -> None:
    people = {one.id for one in desk.doors.people.of(box.company.id)}
    suppliers = {one.id for one in box.suppliers()}
    wanted = {one for flow in arrangement.flows for one in flow.when.suppliers}
    missing = sorted((set(_people(arrangement)) - people) | (wanted - suppliers))
    if missing:
        raise NotFound(what=missing[0])
    names = [flow.name.casefold() for flow in arrangement.flows]
    if len(set(names)) != len(names):
        raise Conflict(who=next(name for name in names if names.count(name) > 1))


def _people(arrangement: Arrangement) -> Iterator[str]:
    for flow in arrangement.flows:
        for stage in flow.stages:
            yield from stage.people
    for limit in arrangement.limits:
        yield limit.person
    for one in arrangement.substitutes:
        yield from (one.person, one.by)
