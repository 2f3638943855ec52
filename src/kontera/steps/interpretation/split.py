"""Parts the pages of a file that holds several invoices, so that each is read alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kontera.core.evidence import Page
from kontera.steps.interpretation.choice import Choice
from kontera.steps.interpretation.context import Context
from kontera.steps.interpretation.ids import numbers_in
from kontera.steps.interpretation.kind import TITLES

SURE_NUMBER: Final = 0.55  # how sure another number must be before it begins another invoice
LABELLED: Final = 0.75  # how sure a number is that stands beside its own label
FEWEST_MARKS: Final = 2
SHORTEST: Final = 3  # signs of a number that tells invoices apart
LATER_PAGE: Final = re.compile(
    r"(?:sid(?:a|e|an)?|sivu|page|seite|blad|s\.)\s*:?\s*(\d{1,2})\s*(?:av|af|of|von|/|\()\s*(\d{1,2})", re.IGNORECASE
)
TOTALS: Final = ("payable", "gross")


@dataclass(frozen=True, slots=True)
class Head:
    """What a page says of its invoice: a number, a title, a total, and whether it goes on from the page before."""

    page: int
    number: str
    sure: float
    titled: bool
    totalled: bool
    goes_on: bool


def parted(pages: tuple[Page, ...], context: Context) -> tuple[tuple[Page, ...], ...]:
    """The pages of each invoice, in order; one part unless there is good reason for more.

    A page begins another invoice when it bears another invoice number, nowhere the one before it, and two of three: a
    title, a total, a label beside the number; when it does not call itself a later page, and the invoice before it is
    complete with a total.
    What bears none of these goes with the invoice before it: its later pages, terms and annexes.
    """
    starts = {pages[0].number} if pages else set()
    current, complete = "", False
    for head in _heads(pages, context):
        others = _bare(current) not in _bare(_text(context, head.page))
        marks = head.titled + head.totalled + (head.sure >= LABELLED)
        begins = marks >= FEWEST_MARKS and not head.goes_on and complete and bool(current) and others
        if head.number and begins and _bare(head.number) != _bare(current):
            starts.add(head.page)
            current, complete = head.number, False
        current = current or head.number
        complete = complete or head.totalled
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


def _heads(pages: tuple[Page, ...], context: Context) -> Iterator[Head]:
    best: dict[int, Choice[str]] = {}
    for choice in numbers_in(context):
        at = choice.tokens[0].page if choice.tokens else 0
        if len(_bare(choice.value)) >= SHORTEST and choice.sure > max(SURE_NUMBER, _sure(best.get(at))):
            best[at] = choice
    titled = {s.page for s in context.sheet.segments for hit in context.labels.hits[s] if any(map(hit.names, NAMES))}
    totalled = {
        segment.page
        for segment, figures in context.figures.items()
        for figure in figures
        if figure.money and any(name in context.labels.claims(segment, figure.tokens) for name in TOTALS)
    }
    for at in (page.number for page in pages):
        number = best[at].value if at in best else ""
        yield Head(at, number, _sure(best.get(at)), at in titled, at in totalled, _later(context, at))


NAMES: Final = tuple(name for name, _, _ in TITLES)


def _sure(choice: Choice[str] | None) -> float:
    return choice.sure if choice else 0.0


def _later(context: Context, page: int) -> bool:
    found = LATER_PAGE.search(_text(context, page))
    return found is not None and 1 < int(found[1]) <= int(found[2])


def _text(context: Context, page: int) -> str:
    return "\n".join(row.text for row in context.sheet.rows if row.page == page)


def _bare(text: str) -> str:
    return re.sub(r"\W", "", text).casefold()
