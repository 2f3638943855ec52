"""Words laid out as segments (words that stand together) and rows; all lengths in thousandths of the page width."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from operator import attrgetter
from statistics import median
from typing import Final

from kontera.core.evidence import Box, Code, Page, Place, Word
from kontera.steps.interpretation.record import record
from kontera.steps.interpretation.tilt import tilt

WIDTH: Final = 1000.0
SEGMENT_GAP: Final = 0.75  # of the letter height: a wider gap parts two segments
LEVEL: Final = 0.42  # of the letter height: words farther apart than this are not on one row
BAND: Final = 10.0  # thousandths of the page width
_PLACE: Final = attrgetter("x0", "y0")
_End = tuple[float, float, float, float]  # of a word: its right edge, its height, the height of its middle, its breadth
LABEL_AND_VALUE: Final = re.compile(r"^([^\W\d_][^\d:/]{1,40}:)([^/\s].*)$")
MARK_AND_NUMBER: Final = re.compile(r"^([^\W\d_]{2,}\.)(\d{4,}\S*)$")
_NONE: Final[dict[int, _End]] = {}
FOLDS: Final = str.maketrans(
    {"å": "a", "ä": "a", "á": "a", "à": "a", "â": "a", "ö": "o", "ø": "o", "ó": "o", "ô": "o", "õ": "o", "ü": "u"}
    | {"ú": "u", "û": "u", "é": "e", "è": "e", "ê": "e", "ë": "e", "í": "i", "î": "i", "ï": "i", "ý": "y", "ç": "c"}
    | {"æ": "ae", "ß": "ss", "ð": "d", "þ": "th", "š": "s", "ž": "z", "ñ": "n"}
)
NOT_LETTERS: Final = re.compile(r"[^a-z]")


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """Lower-case letters only, without accents: the form in which labels are compared."""
    return NOT_LETTERS.sub("", text.casefold().translate(FOLDS))


@record
class Token:
    """One word with its place in thousandths of the page width; `box` is the word's own box."""

    text: str
    page: int
    x0: float
    y0: float
    x1: float
    y1: float
    box: Box
    confidence: float

    @property
    def height(self) -> float:
        """The height of the word's box."""
        return self.y1 - self.y0

    @property
    def middle(self) -> float:
        """The height of its middle on the page."""
        return (self.y0 + self.y1) / 2


@record
class Segment:
    """Words that stand together on one row."""

    tokens: tuple[Token, ...]
    row: int
    text: str
    page: int
    x0: float
    y0: float
    x1: float
    y1: float
    height: float  # of the letters, as high as it is: asked for more often than anything else

    @property
    def middle(self) -> float:
        """The height of its middle on the page."""
        return (self.y0 + self.y1) / 2

    def overlap(self, other: Segment) -> float:
        """How far the two stand over each other, in thousandths of the page width; negative when apart."""
        return min(self.x1, other.x1) - max(self.x0, other.x0)


@record
class Row:
    """Segments on one level, from left to right."""

    page: int
    index: int
    segments: tuple[Segment, ...]
    y0: float
    y1: float
    text: str = field(init=False)  # all its words

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", " ".join([segment.text for segment in self.segments]))

    @property
    def middle(self) -> float:
        """The height of its middle on the page."""
        return (self.y0 + self.y1) / 2


@dataclass(frozen=True, slots=True)
class Sheet:
    """All rows of a document, and its usual letter height."""

    rows: tuple[Row, ...]
    height: float
    optical: bool
    segments: tuple[Segment, ...] = field(default=())


def place_of(tokens: Iterable[Token]) -> Place | None:
    """The place of the words, on the page of the first."""
    chosen = tuple(tokens)
    if not chosen:
        return None
    page = chosen[0].page
    return Place(page, tuple(token.box for token in chosen if token.page == page))


def laid_out(pages: Sequence[Page]) -> Sheet:
    """The rows and segments of the pages, in reading order."""
    rows: list[Row] = []
    for page in pages:
        for group in _grouped(_tokens(page)):
            segments = tuple(_segments(group, len(rows)))
            top, bottom = min([s.y0 for s in segments]), max([s.y1 for s in segments])
            rows.append(Row(page.number, len(rows), segments, top, bottom))
    segments = tuple(segment for row in rows for segment in row.segments)
    height = max(1.0, median([segment.height for segment in segments])) if segments else 10.0
    return Sheet(tuple(rows), height, any(page.by == "ocr" for page in pages), segments)


def _tokens(page: Page) -> list[Token]:
    """The words of the page; a label and its value that stand as one word are two."""
    number, ratio = page.number, _ratio(page)
    tokens: list[Token] = []
    rise = WIDTH * tilt(page.words, ratio / WIDTH) if page.by == "ocr" else 0.0
    for word in page.words:
        text, box = word.text.strip(), word.box
        found = (":" in text and LABEL_AND_VALUE.match(text)) or ("." in text and MARK_AND_NUMBER.match(text))
        if found:
            tokens += _parted(word, found.groups(), number, ratio, rise)
        elif text:
            lift = rise * (box.x0 + box.x1) / 2
            x0, y0, x1, y1 = box.x0 * WIDTH, box.y0 * ratio - lift, box.x1 * WIDTH, box.y1 * ratio - lift
            tokens.append(Token(text, number, x0, y0, x1, y1, box, word.confidence))
    return tokens


def _parted(word: Word, parts: Sequence[str], number: int, ratio: float, rise: float) -> Iterable[Token]:
    box, at, length = word.box, 0, sum(map(len, parts))
    lift = rise * (box.x0 + box.x1) / 2
    for part in parts:
        x0 = box.x0 + (box.x1 - box.x0) * at / length
        at += len(part)
        x1 = box.x0 + (box.x1 - box.x0) * at / length
        yield Token(
            part, number, x0 * WIDTH, box.y0 * ratio - lift, x1 * WIDTH, box.y1 * ratio - lift,
            Box(x0, box.y0, x1, box.y1), word.confidence,
        )  # fmt: skip


def _ratio(page: Page) -> float:
    """What a fraction of the page's height is in thousandths of its width."""
    return WIDTH * page.height / page.width if page.width else WIDTH


def token_at(page: Page, code: Code) -> Token:
    """A code's place as if it were one word."""
    box, ratio = code.box, _ratio(page)
    return Token(code.kind, page.number, box.x0 * WIDTH, box.y0 * ratio, box.x1 * WIDTH, box.y1 * ratio, box, 1.0)


def _grouped(tokens: list[Token]) -> list[list[Token]]:
    """Tokens by row: each, from the left, joins the row whose latest word stands level with it."""
    rows: list[list[Token]] = []
    levels: dict[int, dict[int, _End]] = {}  # the latest words of rows by their level: only near ones are tried
    homes: list[dict[int, _End]] = []  # of each row the level of its latest word
    alone: dict[float, int] = {}  # the only row whose latest word has its middle just there; -1 where several have
    for token in sorted(tokens, key=_PLACE):
        x0, y0, x1, y1 = token.x0, token.y0, token.x1, token.y1
        height, middle, breadth = y1 - y0, (y0 + y1) / 2, x1 - x0
        tall = height if height > 1.0 else 1.0
        reach = LEVEL * tall
        best, nearest = alone.get(middle, -1), LEVEL
        if best >= 0:  # as most words: no row can be nearer
            edge, _, level_with, broad = homes[best][best]
            if level_with != middle or edge - x0 > 0.6 * (broad if broad < breadth else breadth):
                best = -1
        for level in () if best >= 0 else range(int((middle - reach) // BAND), int((middle + reach) // BAND) + 1):
            for at, (edge, other, level_with, broad) in levels.get(level, _NONE).items():
                if edge - x0 > 0.6 * (broad if broad < breadth else breadth):
                    continue
                lower = other if other < height else height
                off = abs(level_with - middle) / (lower if lower > 1.0 else 1.0)
                if off < nearest or (off == nearest and at <= best):
                    best, nearest = at, off
        home = levels.setdefault(int(middle // BAND), {})
        own = best if best >= 0 else len(rows)
        alone[middle] = own if alone.get(middle, own) == own else -1
        if best < 0:
            best = len(rows)
            rows.append([token])
            homes.append(home)
        else:
            del homes[best][best]
            rows[best].append(token)
            homes[best] = home
        home[best] = (x1, height, middle, breadth)
    return sorted(rows, key=_level)


def _level(row: list[Token]) -> float:
    """The height at which the middle one of its words stands."""
    if len(row) == 1:
        return row[0].middle
    middles = sorted([(token.y0 + token.y1) / 2 for token in row])
    half = len(middles) // 2
    return middles[half] if len(middles) % 2 else (middles[half - 1] + middles[half]) / 2


def _segments(row: list[Token], index: int) -> Iterable[Segment]:
    start = 0
    one = row[0]
    for at in range(1, len(row)):
        two = row[at]
        gap = two.x0 - one.x1
        if gap > 0:
            low, other = one.y1 - one.y0, two.y1 - two.y0
            if gap > SEGMENT_GAP * (other if other < low else low):
                yield segment_of(row[start:at], index)
                start = at
        one = two
    yield segment_of(row[start:] if start else row, index)


def segment_of(tokens: Sequence[Token], row: int) -> Segment:
    """The segment that these words make."""
    if len(tokens) == 1:
        one = tokens[0]
        return Segment((one,), row, one.text, one.page, one.x0, one.y0, one.x1, one.y1, one.y1 - one.y0)
    first = tokens[0]
    left, top, right, bottom = first.x0, first.y0, first.x1, first.y1
    for one in tokens:
        if one.y0 < top:
            top = one.y0
        if one.y1 > bottom:
            bottom = one.y1
        if one.x1 > right:
            right = one.x1
        if one.x0 < left:
            left = one.x0
    text = " ".join([token.text for token in tokens])
    return Segment(tuple(tokens), row, text, first.page, left, top, right, bottom, bottom - top)
