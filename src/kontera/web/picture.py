"""The left pane: pages with every word and every value read laid over them, or the e-invoice as a readable sheet."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kontera.core.case import Case
from kontera.core.document import MediaType, piece_at
from kontera.core.errors import UnreadableDocument
from kontera.core.evidence import Box
from kontera.core.leaf import PageKind
from kontera.web.fields import id_of

_DATA = frozenset({MediaType.XML, MediaType.TABLE, MediaType.LEDGER})
_A4 = (595.0, 842.0)
_WIDTH = 1000


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle in the page's own thousandths of width, as text ready for SVG."""

    x: str
    y: str
    width: str
    height: str
    text: str = ""
    field: str = ""


@dataclass(frozen=True, slots=True)
class PageView:
    """One page: its number, its measure with the width 1000, its words and the values seen on it."""

    number: int
    height: int
    words: tuple[Rect, ...]
    values: tuple[Rect, ...]
    kind: PageKind = PageKind.OWN
    first_own: bool = False  # where the desk begins, when it is not the first page
    file: str = ""  # the name of the file it came in, when they are several
    mark: str = ""  # tells apart what the page's address showed before its case was joined


def has_picture(case: Case) -> bool:
    """Whether the original, or the sender's own picture beside its data, can be shown as pictures."""
    shown = case.document is not None and case.document.media_type not in _DATA and not case.locked
    return (shown and not is_broken(case)) or case.beside is not None


def is_broken(case: Case) -> bool:
    """Whether the file could not be opened at all, so that there is nothing of it to show."""
    unreadable = any(finding.rule == UnreadableDocument.code for found in case.remarks.values() for finding in found)
    return unreadable and not case.page_count


def pages(case: Case) -> tuple[PageView, ...]:
    """The pages of the original; a data file has none."""
    if not has_picture(case):
        return ()
    own = case.reading.pages if case.reading else ()  # of a file with several invoices
    known = {page.number: page for page in case.pages or (case.beside.pages if case.beside else ())}
    numbers = own or sorted({*known, *range(1, max(0 if known else 1, case.page_count) + 1)})
    made = []
    for number in numbers:
        page = known.get(number)
        width, height = (page.width, page.height) if page and page.width else _A4
        tall = round(_WIDTH * height / width)
        found = tuple(_rect(word.box, tall, text=word.text) for word in page.words) if page else ()
        made.append(_with_source(PageView(number, tall, found, _values(case, number, tall)), case))
    return _with_kinds(tuple(made), case)


def _with_kinds(made: tuple[PageView, ...], case: Case) -> tuple[PageView, ...]:
    """Each page with what it is, and which one of the invoice's own comes first."""
    kinds = {leaf.page: leaf.kind for leaf in case.reading.leaves} if case.reading is not None else {}
    own = [view.number for view in made if kinds.get(view.number, PageKind.OWN) is PageKind.OWN]
    start = own[0] if own and own[0] != made[0].number else 0
    return tuple(
        replace(view, kind=kinds.get(view.number, PageKind.OWN), first_own=view.number == start) for view in made
    )


def _with_source(view: PageView, case: Case) -> PageView:
    at = piece_at(case.pieces, view.number)
    if at is None:
        return view
    piece, number = at
    return replace(view, file=piece.document.name, mark=f"&s={piece.readable[:8]}.{number}")


def _values(case: Case, number: int, tall: int) -> tuple[Rect, ...]:
    seen = ((path, evidence.place) for path, evidence in case.evidence.items())
    places = (*seen, *(case.beside.places if case.beside else ()))
    return tuple(
        _rect(box, tall, field=id_of(path))
        for path, place in places
        if place is not None and place.page == number
        for box in place.boxes
    )


def _rect(box: Box, tall: int, text: str = "", field: str = "") -> Rect:
    x, y = box.x0 * _WIDTH, box.y0 * tall
    width, height = (box.x1 - box.x0) * _WIDTH, (box.y1 - box.y0) * tall
    return Rect(f"{x:.1f}", f"{y:.1f}", f"{max(width, 1):.1f}", f"{max(height, 1):.1f}", text, field)
