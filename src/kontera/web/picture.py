"""The left pane: pages with every word and every value read laid over them, or the e-invoice as a readable sheet."""

from __future__ import annotations

from dataclasses import dataclass

from kontera.core.case import Case
from kontera.core.document import MediaType
from kontera.core.evidence import Box
from kontera.web.fields import id_of

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


def has_picture(case: Case) -> bool:
    """Whether the original, or the sender's own picture beside its data, can be shown as pictures."""
    shown = case.document is not None and case.document.media_type is not MediaType.XML and not case.locked
    return shown or case.beside is not None


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
        made.append(PageView(number, tall, found, _values(case, number, tall)))
    return tuple(made)


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
