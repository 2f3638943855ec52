"""Join the files that one invoice came in, and take them apart again. What was received is never touched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kontera.actions.desk import Desk, walk_on
from kontera.core.case import JOINED, Case, State
from kontera.core.company import Right
from kontera.core.document import MediaType
from kontera.core.errors import NotReady
from kontera.core.event import Joined, JoinedInto, TakenApart
from kontera.core.joining import pieces_of
from kontera.core.row import CaseRow
from kontera.pipeline.together import UNREAD, came_with, together
from kontera.ports import Box, View

MOST_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Candidate:
    """A case that could be joined with another; `came_with` says that its file came in the same delivery."""

    row: CaseRow
    came_with: bool


def candidates(desk: Desk, case: str) -> tuple[Candidate, ...]:
    """What could be joined with this case: first what came with it, then what else waits to be reviewed."""
    box = desk.ask(Right.VERIFY)
    known = box.case(case)
    near = {row.id for row in came_with(known, box) if together(known, box.case(row.id))}
    rows = {row.id: row for row in box.rows(View(states=UNREAD, limit=MOST_SHOWN))}
    rows |= {row.id: row for row in box.rows(View(cases=frozenset(near), limit=MOST_SHOWN))} if near else {}
    found = [Candidate(row, row.id in near) for row in rows.values() if row.id != case and _of_pages(row)]
    return tuple(sorted(found, key=lambda one: (not one.came_with, -one.row.received.timestamp())))


def _of_pages(row: CaseRow) -> bool:
    return row.origin.value != "e_invoice"


def join(desk: Desk, order: Sequence[str]) -> str:
    """Make the pages of these cases, in this order, one invoice, and have it read anew; gives the case that goes on.

    The first goes on, the others are closed with a link to it. Raises NotReady for what is booked, closed, an
    e-invoice or not opened yet.
    """
    box = desk.ask(Right.VERIFY)
    wanted = tuple(dict.fromkeys(order))
    if len(wanted) < 2 or len(wanted) < len(order):  # noqa: PLR2004 - one is joined with another
        raise NotReady(reason="choose two invoices or more, each once")
    cases = [_may_be_joined(box.case(one)) for one in wanted]
    pieces = tuple(piece for case in cases for piece in pieces_of(case))
    with box.transaction() as note:
        for number, case in enumerate(cases):
            event = JoinedInto(cases[0].id) if number else Joined(pieces)
            noted = note.event(case.id, event, by=desk.by, expect=case.revision)
            walk_on(note, case, noted.seq)
    return cases[0].id


def take_apart(desk: Desk, case: str, why: str = "") -> tuple[str, ...]:
    """Give each file that was joined here its own case again; gives their ids. Raises NotReady when nothing is."""
    box = desk.ask(Right.VERIFY)
    known = box.case(case)
    if not known.pieces:
        raise NotReady(reason="it is not joined")
    if known.registered or known.closed:
        raise NotReady(reason="the invoice is booked" if known.registered else "the case is closed")
    ids = tuple(dict.fromkeys(piece.case for piece in known.pieces))
    cases = [_joined_here(box, one, known) for one in ids]
    with box.transaction() as note:
        for one in cases:
            noted = note.event(one.id, TakenApart(why), by=desk.by, expect=one.revision)
            walk_on(note, one, noted.seq)
    return ids


def _joined_here(box: Box, case: str, head: Case) -> Case:
    known = head if case == head.id else box.case(case)
    if known is not head and known.closed != JOINED:
        raise NotReady(reason="one of the files is a case of its own")
    return known


def _may_be_joined(case: Case) -> Case:
    """The case, when its pages can be put together with others'. Raises NotReady."""
    if case.document is None or case.document.media_type is MediaType.XML or (case.reading and not case.pages):
        raise NotReady(reason="an e-invoice is whole")
    if case.registered or case.closed:
        raise NotReady(reason="the invoice is booked" if case.registered else "the case is closed")
    if case.state not in {State.WORKING, State.VERIFY}:
        raise NotReady(reason=f"the invoice is {case.state}")
    if not pieces_of(case):
        raise NotReady(reason="the document is not opened yet")
    return case
