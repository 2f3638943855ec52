"""A document came in, was opened, and was put together with what else the invoice came in."""

from __future__ import annotations

from dataclasses import dataclass

from kontera.core.document import Document, Piece


@dataclass(frozen=True, slots=True)
class Received:
    """A document came in; `part` counts the invoices in it from 0, `first` is the case of part 0."""

    document: Document
    part: int = 0
    first: str = ""


@dataclass(frozen=True, slots=True)
class Admitted:
    """The document opened: it has this many pages (0 for pure data)."""

    pages: int


@dataclass(frozen=True, slots=True)
class Unlocked:
    """A person's password opened the document: `digest` names a copy without encryption, from which it is read.

    The password itself is kept nowhere; the document as received stays beside the copy.
    """

    digest: str


@dataclass(frozen=True, slots=True)
class Joined:
    """The pages of several received files are one invoice, in this order; it is read anew from all of them.

    `because` is what told it ("pages", "sum", "number", "lines"); empty when a person said so.
    """

    pieces: tuple[Piece, ...]
    because: str = ""


@dataclass(frozen=True, slots=True)
class JoinedInto:
    """The pages of this file are part of the invoice of another case, which goes on; this one is closed."""

    case: str


@dataclass(frozen=True, slots=True)
class TakenApart:
    """A person took apart what was joined: each case has its own file again, and is not joined by itself any more."""

    why: str = ""
