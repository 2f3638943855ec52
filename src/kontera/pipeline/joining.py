"""Finds the cases whose files came together with another's: in one mail, one archive or one drop."""

from __future__ import annotations

from typing import Final

from kontera.core.case import Case, State
from kontera.core.joining import joinable, own_leaves
from kontera.core.row import CaseRow, row_of
from kontera.pipeline.together import came_with, together
from kontera.ports import Box, Doors
from kontera.steps.joining import JoiningFacts

MOST: Final = 20  # files that are looked at, those nearest in time: one mail's come within a second


def joining(case: Case, box: Box, _doors: Doors) -> JoiningFacts:
    """The cases that came together with this one and may be pages of the same invoice.

    An invoice that lacks nothing is not held against others that lack nothing.
    """
    if not joinable(case) or case.document is None or not box.company.invoicing:
        return JoiningFacts()
    whole, key, at = complete(case), row_of(case).number_key, case.document.received
    rows = [row for row in came_with(case, box) if not whole or _lacks(row) or row.number_key == key]
    nearest = sorted(rows, key=lambda row: abs(row.received - at))[:MOST]
    return JoiningFacts(tuple(one for row in nearest if together(case, one := box.case(row.id))))


def complete(case: Case) -> bool:
    """Whether the pages lack nothing of an invoice: number, amount, and every page they count."""
    leaves = own_leaves(case)
    marked = [leaf for leaf in leaves if leaf.at]
    counted = not marked or (marked[0].at == 1 and marked[-1].at == marked[-1].of)
    summed = all(leaf.carried is None for leaf in leaves[-1:]) and all(leaf.brought is None for leaf in leaves[:1])
    return bool(case.invoice.number) and case.invoice.totals.payable is not None and counted and summed


def _lacks(row: CaseRow) -> bool:
    """Whether what is known of the file lacks what an invoice has; one that is not read yet says nothing."""
    unread = row.state is State.WORKING and not row.number and row.payable is None and not row.lines
    return not unread and (not row.number or row.payable is None)
