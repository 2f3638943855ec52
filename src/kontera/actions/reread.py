"""Have the rows read again from a part of a page, and take that back."""

from __future__ import annotations

from kontera.actions.correct import editable
from kontera.actions.desk import Desk, walk_on
from kontera.core.case import Case, fold
from kontera.core.company import Right
from kontera.core.errors import NotReady
from kontera.core.event import LinesReread, Noted
from kontera.core.evidence import Box as Part
from kontera.pipeline.region import lines_at
from kontera.ports import Box

_ROWS = ("lines",)


def reread_lines(desk: Desk, case: str, page: int, part: Part) -> int:
    """Read the rows on this part (fractions of the page, from 1) in place of those there are; gives how many.

    Raises NotReady when no row with an amount stands there, or the case can no longer be changed.
    """
    box = desk.ask(Right.VERIFY)
    known = editable(box.case(case))
    read = lines_at(known, page, part, box, desk.doors)
    if not any(line.net_amount is not None or line.gross_amount is not None for line in read.lines):
        raise NotReady(reason="no rows were found there")
    _note(desk, box, known, LinesReread(read.lines, read.evidence, desk.runner.redo(_ROWS), page, part))
    return len(read.lines)


def rows_to_take_back(history: tuple[Noted, ...], by: str) -> Noted | None:
    """This person's reading of rows that still stands, when it is the last thing done to them."""
    for noted in reversed(history):
        if isinstance(noted.event, LinesReread):
            return noted if noted.by == by and noted.event.page else None
    return None


def take_back_lines(desk: Desk, case: str) -> int:
    """Put back the rows as they were before this person's last reading of them. Raises NotReady when there is none."""
    box = desk.ask(Right.VERIFY)
    known = editable(box.case(case))
    history = box.history(case)
    last = rows_to_take_back(history, desk.by)
    if last is None:
        raise NotReady(reason="there is nothing to take back")
    before = fold(case, box.company.id, history[: last.seq - 1])
    evidence = {path: one for path, one in before.evidence.items() if path.startswith("lines[")}
    return _note(desk, box, known, LinesReread(before.invoice.lines, evidence, desk.runner.redo(_ROWS)))


def _note(desk: Desk, box: Box, case: Case, event: LinesReread) -> int:
    with box.transaction() as note:
        number = note.event(case.id, event, by=desk.by, expect=case.revision).seq
        walk_on(note, case, number)
    return number
