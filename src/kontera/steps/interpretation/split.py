"""Parts the pages of a file that holds several invoices, so that each is read alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kontera.core.evidence import Page
from kontera.core.leaf import Leaf, PageKind
from kontera.steps.interpretation.context import Context

LABELLED: Final = 0.75  # how sure a number is that stands beside its own label
FEWEST_MARKS: Final = 2


def parted(pages: tuple[Page, ...], leaves: Sequence[Leaf], context: Context) -> tuple[tuple[Page, ...], ...]:
    """The pages of each invoice, in order; one part unless there is good reason for more.

    A page begins another invoice when it bears another invoice number, nowhere the one before it, and two of three: a
    title, a total, a label beside the number; when it does not call itself a later page, and the invoice before it is
    complete with a total.
    What bears none of these goes with the invoice before it: its later pages, terms and annexes.
    """
    starts = {pages[0].number} if pages else set()
    current, complete = "", False
    for leaf in leaves:
        if leaf.kind is not PageKind.OWN:
            continue
        others = _bare(current) not in _bare(_text(context, leaf.page))
        marks = leaf.titled + leaf.totalled + (leaf.sure >= LABELLED)
        begins = marks >= FEWEST_MARKS and leaf.at <= 1 and complete and bool(current) and others
        if leaf.number and begins and _bare(leaf.number) != _bare(current):
            starts.add(leaf.page)
            current, complete = leaf.number, False
        current = current or leaf.number
        complete = complete or leaf.totalled
    return tuple(_groups(pages, starts))


def _groups(pages: tuple[Page, ...], starts: set[int]) -> Iterator[tuple[Page, ...]]:
    group: list[Page] = []
    for page in pages:
        if page.number in starts and group:
            yield tuple(group)
            group = []
        group.append(page)
    if group:
        yield tuple(group)


def _text(context: Context, page: int) -> str:
    return "\n".join(row.text for row in context.sheet.rows if row.page == page)


def _bare(text: str) -> str:
    return re.sub(r"\W", "", text).casefold()
