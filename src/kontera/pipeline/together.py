"""What came together: in one mail, one archive or one drop, and is not worked through yet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from kontera.core.case import Case, State
from kontera.core.document import Document
from kontera.core.row import CaseRow
from kontera.ports import Box, View

TOGETHER: Final = timedelta(minutes=10)  # files dropped one after another are one delivery
UNREAD: Final = frozenset({State.WORKING, State.VERIFY})
MOST: Final = 200  # rows of about the same time that are looked at


def came_with(case: Case, box: Box) -> Iterator[CaseRow]:
    """The rows of what came in about the same time and is not worked through."""
    if case.document is None:
        return
    at = case.document.received
    view = View(states=UNREAD, received=(at - TOGETHER, at + TOGETHER), limit=MOST)
    yield from (row for row in box.rows(view) if row.id != case.id)


def together(one: Case, two: Case) -> bool:
    """Whether the files of the two were one delivery: the same mail, or the same way and sender at about one time."""
    first, second = one.document, two.document
    if first is None or second is None or first.channel is not second.channel:
        return False
    if first.envelope or second.envelope:
        return first.envelope == second.envelope
    return first.sender == second.sender and _near(first, second)


def _near(one: Document, two: Document) -> bool:
    return abs(one.received - two.received) <= TOGETHER
