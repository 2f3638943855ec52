"""A value and where it was seen: words with places, and the evidence that carries each value."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Source(StrEnum):
    """Where a value came from; shown as one small word beside it."""

    READ = "read"  # from the picture or text layer
    E_INVOICE = "e_invoice"  # from structured data
    REGISTER = "register"  # from the supplier register
    ASSUMED = "assumed"  # a default, said to be one
    MANUAL = "manual"  # typed or confirmed by a person


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page: fractions 0–1 of the page's width and height after rotation, origin top left."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Word:
    """One word on a page with its box (fractions of the page) and the reader's confidence 0–1."""

    text: str
    box: Box
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Code:
    """A bar code or QR code on a page: its kind ("qr", "code128"), its text, and its box (fractions of the page)."""

    kind: str
    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class Page:
    """One page: size in its own unit (points for a PDF, pixels for a picture), words, how they were read.

    `by` is "text" for a text layer, "ocr" for optical reading, "" when the page still waits for it. `turned` says by
    how many degrees (counter-clockwise) the page as received was turned to stand upright. `corners` are those of the
    sheet in a photograph, which was laid flat before it was turned: x and y as fractions of the picture, from the upper
    left clockwise; none where the picture is the page. A page that is not `whole` holds more text than was read.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...] = ()
    by: str = ""
    turned: int = 0
    codes: tuple[Code, ...] = ()
    corners: tuple[float, ...] = ()
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Place:
    """Where on the document: page number from 1 and the boxes of the words."""

    page: int
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another candidate for the same field: its value as text (ISO dates, plain decimals) and its probability."""

    value: str
    sure: float
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a value is believed.

    `sure` is a probability 0–1; `by` names the rule, label or model that chose it ("label.sv:fakturanr");
    `reasons` are short English msgids with no personal data, translated by faces.
    """

    source: Source
    sure: float = 1.0
    by: str = ""
    place: Place | None = None
    raw: str = ""
    reasons: tuple[str, ...] = ()
    alternatives: tuple[Alternative, ...] = field(default=())
