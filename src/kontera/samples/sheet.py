"""A sheet of paper to lay out on: what is written and drawn where, with true font metrics, before any PDF."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final

from reportlab.pdfbase.pdfmetrics import stringWidth

from kontera.core.evidence import Box

Colour = tuple[float, float, float]
BLACK: Final[Colour] = (0.08, 0.08, 0.1)
GREY: Final[Colour] = (0.42, 0.42, 0.45)
WHITE: Final[Colour] = (1.0, 1.0, 1.0)
A4: Final = (595.276, 841.89)
SMALLEST: Final = 0.6
ASCENT, DESCENT = 0.72, 0.22


class Align(Enum):
    """Which end of a text its x is."""

    LEFT = 0.0
    CENTRE = 0.5
    RIGHT = 1.0


@dataclass(frozen=True, slots=True)
class Run:
    """A text on a page, in points: x of its left end, y of its baseline from the top; `tag` says what it is.

    Tags are field names as in `core.invoice` ("number", "payable", "line.0.net_amount"), "label.number" for the
    label of one, and empty for anything else.
    """

    text: str
    page: int
    x: float
    y: float
    size: float
    font: str
    tag: str = ""
    colour: Colour = BLACK

    @property
    def width(self) -> float:
        """The text's width in points."""
        return float(stringWidth(self.text, self.font, self.size))

    @property
    def box(self) -> Box:
        """Where the text is, as fractions of an A4 page with the origin top left."""
        return Box(
            self.x / A4[0],
            (self.y - ASCENT * self.size) / A4[1],
            (self.x + self.width) / A4[0],
            (self.y + DESCENT * self.size) / A4[1],
        )


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line."""

    page: int
    start: tuple[float, float]
    end: tuple[float, float]
    width: float
    colour: Colour


@dataclass(frozen=True, slots=True)
class Fill:
    """A filled rectangle, or the ellipse within it."""

    page: int
    x: float
    y: float
    width: float
    height: float
    colour: Colour
    round: bool = False


@dataclass(frozen=True, slots=True)
class Bars:
    """A Code 128 bar code of these digits, in a field of this size."""

    page: int
    x: float
    y: float
    width: float
    height: float
    digits: str


Ink = Run | Stroke | Fill | Bars


class Sheet:
    """Collects what is on the pages; `page` is the one being laid out, counted from 1."""

    def __init__(self) -> None:
        self.inks: list[Ink] = []
        self.page = 1
        self.pages = 1

    def turn(self) -> None:
        """Go on to a new page."""
        self.pages += 1
        self.page = self.pages

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        font: str,
        *,
        align: Align = Align.LEFT,
        colour: Colour = BLACK,
        tag: str = "",
        room: float | None = None,
    ) -> Run | None:
        """Write a text, made smaller where it would pass `room`; nothing for an empty one."""
        if not text:
            return None
        width = stringWidth(text, font, size)
        if room is not None and width > room:
            size = max(size * room / width, size * SMALLEST)
            width = stringWidth(text, font, size)
        run = Run(text, self.page, x - align.value * width, y, size, font, tag, colour)
        self.inks.append(run)
        return run

    def stroke(self, x0: float, y0: float, x1: float, y1: float, *, width: float = 0.6, colour: Colour = BLACK) -> None:
        """Draw a line."""
        self.inks.append(Stroke(self.page, (x0, y0), (x1, y1), width, colour))

    def fill(self, x: float, y: float, width: float, height: float, colour: Colour, *, disc: bool = False) -> None:
        """Fill a rectangle or ellipse whose upper left corner is x, y."""
        self.inks.append(Fill(self.page, x, y, width, height, colour, disc))

    def frame(
        self, x: float, y: float, width: float, height: float, *, line: float = 0.6, colour: Colour = BLACK
    ) -> None:
        """Draw the four sides of a rectangle."""
        x1, y1 = x + width, y + height
        for side in ((x, y, x1, y), (x1, y, x1, y1), (x1, y1, x, y1), (x, y1, x, y)):
            self.stroke(*side, width=line, colour=colour)

    def bars(self, x: float, y: float, width: float, height: float, digits: str) -> None:
        """Draw a bar code."""
        self.inks.append(Bars(self.page, x, y, width, height, digits))

    @property
    def runs(self) -> tuple[Run, ...]:
        """All texts, in the order in which they were written."""
        return tuple(ink for ink in self.inks if isinstance(ink, Run))


def wrapped(text: str, font: str, size: float, room: float) -> list[str]:
    """The text broken at spaces into lines that fit the room; a single long word stays whole."""
    lines: list[str] = []
    for word in text.split(" "):
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and stringWidth(joined, font, size) <= room:
            lines[-1] = joined
        else:
            lines.append(word)
    return lines
