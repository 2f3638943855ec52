"""What may be joined: the files of a case, and which of its pages are the invoice's own."""

from __future__ import annotations

from kontera.core.case import Case, State
from kontera.core.document import MediaType, Piece
from kontera.core.leaf import Leaf, PageKind


def joinable(case: Case) -> bool:
    """Whether it may be joined by itself: read from pages of one whole file, and nobody's yet."""
    return (
        case.reading is not None
        and bool(case.pages)
        and not case.reading.pages
        and not (case.closed or case.apart or case.corrected or case.registered or case.verified)
        and case.state in {State.WORKING, State.VERIFY}
        and case.document is not None
        and case.document.media_type is not MediaType.XML
        and not any(editor.startswith("person:") for editor in case.editors)
    )


def pieces_of(case: Case) -> tuple[Piece, ...]:
    """The files the case is read from, each with its pages; none before it was opened."""
    if case.pieces or case.document is None:
        return case.pieces
    own = case.reading.pages if case.reading is not None else ()
    numbers = own or tuple(range(1, case.page_count + 1))
    return (Piece(case.id, case.document, numbers, case.opened),) if numbers else ()


def own_leaves(case: Case) -> tuple[Leaf, ...]:
    """The leaves of the invoice's own pages."""
    leaves = case.reading.leaves if case.reading is not None else ()
    return tuple(leaf for leaf in leaves if leaf.kind is PageKind.OWN)
