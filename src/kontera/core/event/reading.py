"""What was read from the document, and what its reading teaches."""

from __future__ import annotations

from dataclasses import dataclass

from kontera.core.evidence import Page, Place
from kontera.core.finding import Finding
from kontera.core.memory import Record
from kontera.core.reading import Reading
from kontera.core.validation import Report


@dataclass(frozen=True, slots=True)
class PagesRead:
    """The document is a picture or text: its pages, those without words still to be recognised."""

    pages: tuple[Page, ...]


@dataclass(frozen=True, slots=True)
class DataRead:
    """The document is an e-invoice: its data is the invoice."""

    reading: Reading


@dataclass(frozen=True, slots=True)
class PagesRecognised:
    """The pages that had no words were read optically."""

    pages: tuple[Page, ...]


@dataclass(frozen=True, slots=True)
class Interpreted:
    """The invoice as interpreted; None when it was data already."""

    reading: Reading | None


@dataclass(frozen=True, slots=True)
class Validated:
    """The e-invoice was judged by the rules of its format (None: it is no e-invoice); these remarks follow."""

    report: Report | None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Compared:
    """The e-invoice was held against the picture it carries, a file of this name (empty: it carries none).

    `attachment` is the picture's number among the attachments (-1: the received PDF itself), `pages` its pages, and
    `places` where on them values of the data stand, by path.
    """

    picture: str
    findings: tuple[Finding, ...]
    attachment: int = -1
    pages: tuple[Page, ...] = ()
    places: tuple[tuple[str, Place], ...] = ()


@dataclass(frozen=True, slots=True)
class Learned:
    """What the verified invoice taught about its supplier's layout, for the next one of it."""

    record: Record


@dataclass(frozen=True, slots=True)
class Unlearned:
    """A person let what these cases taught about the layout of an invoice be forgotten."""

    cases: tuple[str, ...]
