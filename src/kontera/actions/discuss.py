"""Talk about an invoice: a comment that mentions people, a question to them, its answer; and hold it meanwhile."""

from __future__ import annotations

from datetime import date

from kontera.actions.desk import Desk, walk_on
from kontera.core.approving import HELD, MOST_PEOPLE
from kontera.core.case import Case, State
from kontera.core.company import Right
from kontera.core.errors import InvalidValue, NotFound, NotReady
from kontera.core.event import Answered, Commented, Event, Held, HoldEnded, Questioned
from kontera.ports import Box, Doors, TaskKind, View

_HOLDABLE = frozenset({State.VERIFY, State.APPROVE, State.DISPUTED, State.PAY})
_MOST_HELD = 10_000
_OVER = frozenset({State.PAID, State.ARCHIVED, State.CLOSED})


def comment(desk: Desk, case: str, text: str, mentions: tuple[str, ...] = ()) -> None:
    """Leave a remark, meant for these people (ids) where any are named. Raises NotFound for a stranger."""
    box = desk.ask(Right.SEE)
    _note(desk, box, box.case(case), Commented(_said(text), _known(desk, box, mentions)))


def ask(desk: Desk, case: str, text: str, to: tuple[str, ...]) -> None:
    """Ask people (ids) something; the invoice waits for their answer too. Raises NotFound, NotReady when it is over."""
    box = desk.ask(Right.SEE)
    known = box.case(case)
    if known.state in _OVER:
        raise NotReady(reason=f"the invoice is {known.state}")
    people = _known(desk, box, to)
    if not people:
        raise NotReady(reason="nobody is asked")
    _note(desk, box, known, Questioned(_said(text), people))


def answer(desk: Desk, case: str, question: int, text: str) -> None:
    """Answer a question by its event's number. Anybody who may see the invoice can; raises NotFound for no question."""
    box = desk.ask(Right.SEE)
    known = box.case(case)
    if all(one.seq != question for one in known.questions):
        raise NotFound(what=str(question))
    _note(desk, box, known, Answered(question, _said(text)))


def hold(desk: Desk, case: str, reason: str, until: date | None = None) -> None:
    """Hold an invoice until a day, or until somebody ends it: it is not paid meanwhile; its approvals stand.

    Raises Forbidden without the right to review or approve, NotReady once it is in a payment, InvalidValue for a day
    that has passed.
    """
    box = _asked(desk)
    known = box.case(case)
    if known.state not in _HOLDABLE:
        raise NotReady(reason=f"the invoice is {known.state}")
    if until is not None and until <= desk.doors.clock.today():
        raise InvalidValue(value=until, field="hold")
    _note(desk, box, known, Held(_said(reason), until), on=True)


def end_hold(desk: Desk, case: str, reason: str = "") -> None:
    """End the hold: the invoice goes on where it was. Raises NotReady when it is not held."""
    box = _asked(desk)
    known = box.case(case)
    if known.held is None:
        raise NotReady(reason="the invoice is not held")
    _note(desk, box, known, HoldEnded(reason.strip()), on=True)


def end_due_holds(doors: Doors) -> int:
    """Ask for the walk of all that is held until today or earlier, in every company; gives how many.

    The walk ends the hold. A hold is asked about once for its day, so that calling this often costs little.
    """
    today, count = doors.clock.today(), 0
    for company in doors.boxes.companies():
        box = doors.boxes.open(company.id)
        for row in box.rows(View(waits_for=(HELD,), limit=_MOST_HELD)):
            held = box.case(row.id).held
            if held is not None and held.until is not None and held.until <= today:
                with box.transaction() as note:
                    note.later(TaskKind.WALK, row.id, f"hold:{row.id}:{row.revision}")
                count += 1
    return count


def _asked(desk: Desk) -> Box:
    """The books of somebody who may review or approve."""
    if not desk.person.may(Right.VERIFY):
        desk.ask(Right.APPROVE)
    return desk.ask(Right.SEE)


def _said(text: str) -> str:
    if not text.strip():
        raise NotReady(reason="a text is needed")
    return text.strip()


def _known(desk: Desk, box: Box, people: tuple[str, ...]) -> tuple[str, ...]:
    """These people, each once, all of them at work in the company. Raises NotFound, InvalidValue for too many."""
    named = tuple(dict.fromkeys(people))
    here = {one.id for one in desk.doors.people.of(box.company.id)}
    strangers = [one for one in named if one not in here]
    if strangers:
        raise NotFound(what=strangers[0])
    if len(named) > MOST_PEOPLE:
        raise InvalidValue(value=len(named), field="people")
    return named


def _note(desk: Desk, box: Box, case: Case, event: Event, *, on: bool = False) -> None:
    with box.transaction() as note:
        number = note.event(case.id, event, by=desk.by, expect=case.revision).seq
        if on:
            walk_on(note, case, number)
