"""Reads a document that came in several files as one: its pages in order, each from the file it stands in."""

from __future__ import annotations

from dataclasses import replace

from kontera.core.case import Case
from kontera.core.document import Piece, piece_at
from kontera.core.event import Joined, PagesRecognised, TakenApart, Unlocked
from kontera.core.evidence import Page
from kontera.pipeline.picture import recognised
from kontera.ports import Box, Doors, PdfContent


def content_of(pieces: tuple[Piece, ...], company: str, doors: Doors) -> PdfContent:
    """The pages of all the files, counted through from 1; what is embedded in them is left where it is."""
    pages: list[Page] = []
    covered: list[float] = []
    unseen: list[float] = []
    for piece in pieces:
        content = doors.pdf.content(doors.blobs.get(company, piece.readable))
        none = (0.0,) * len(content.pages)
        shares = zip(content.pages, content.covered or none, content.unseen or none, strict=True)
        known = {page.number: (page, cover, unsaid) for page, cover, unsaid in shares}
        for number in piece.pages:
            page, cover, unsaid = known[number]
            pages.append(replace(page, number=len(pages) + 1))
            covered.append(cover)
            unseen.append(unsaid)
    return PdfContent(tuple(pages), (), tuple(covered), tuple(unseen))


def recognised_pieces(case: Case, waiting: tuple[Page, ...], box: Box, doors: Doors) -> tuple[Page, ...]:
    """The waiting pages of a joined document, read optically; those that were read before are not read again."""
    known = {piece.case: _before(piece.case, box) for piece in case.pieces}
    found = []
    for page in waiting:
        at = piece_at(case.pieces, page.number)
        if at is None:
            continue
        piece, number = at
        before = known[piece.case].get(number)
        if before is None:
            data = doors.blobs.get(box.company.id, piece.readable)
            before = recognised(data, replace(page, number=number), doors.pdf, doors.ocr)
        found.append(replace(before, number=page.number))
    return tuple(found)


def read_alone(case: str, waiting: tuple[Page, ...], box: Box) -> tuple[Page, ...]:
    """Those of the waiting pages that were read optically while the case had its own file alone."""
    known = _before(case, box)
    return tuple(known[page.number] for page in waiting if page.number in known)


def _before(case: str, box: Box) -> dict[int, Page]:
    """What was read optically while the case had its own file alone, by page number."""
    known: dict[int, Page] = {}
    alone = True
    for noted in box.history(case):
        match noted.event:
            case Unlocked():
                known = {}
            case Joined():
                alone = False
            case TakenApart():
                alone = True
            case PagesRecognised(pages) if alone:
                known = {page.number: page for page in pages if page.by == "ocr"}
            case _:
                continue
    return known
