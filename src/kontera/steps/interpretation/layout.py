"""Words laid out as segments (words that stand together) and rows; all lengths in thousandths of the page width."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter
from statistics import median
from typing import Final

from kontera.core.evidence import Box, Code, Page, Place, Word
from kontera.steps.interpretation.record import record
from kontera.steps.interpretation.tilt import tilt
from kontera.steps.interpretation.turned import turned

WIDTH: Final = 1000.0
SEGMENT_GAP: Final = 0.75  # of the letter height: a wider gap parts two segments
LEVEL: Final = 0.42  # of the letter height: words farther apart than this are not on one row
LAPPING: Final = 0.6  # of the breadth of either: words that lap over each other by more are not side by side
BANDS: Final = 0.1  # in a thousandth of the page width
_PLACE: Final = attrgetter("x0", "y0")
_DIGITS: Final = attrgetter("digits")
_End = tuple[float, float, float, float, float]
"""Of a row's latest word its right edge, height, middle's height, how far one may lap over it; the middle before."""
LABEL_AND_VALUE: Final = re.compile(r"^([^\W\d_][^\d:/]{1,40}:)([^/\s].*)$")
MARK_AND_NUMBER: Final = re.compile(r"^([^\W\d_]{2,}\.)(\d{4,}\S*)$")
LABEL_AND_DATE: Final = re.compile(  # "Fakturadato2026-07-12": a scan's words run together
    r"([^\W\d_]{4,}\.?)(\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./](?:20)?\d{2})"
)
SHORTEST_DATED: Final = 11
LABEL_AND_VAT: Final = re.compile(r"^([^\W\d_]{2,}(?:[.-][^\W\d_]+)*\.?(?<=[a-zåäöæø.]))([A-Z]{2}\d{6,}\w*)$")
LEADER: Final = "...."  # what leads the eye from words to their figure: "Sikker surf........29,00"
LED: Final = re.compile(r"\.{4,}|[^.]+(?:\.{1,3}[^.]+)*(?:\.{1,3}$)?|\.{1,3}[^.]+")
LED_FIGURE: Final = re.compile(r"^(\.{1,3})(-?\d{1,3}(?:[ .,]?\d{3})*[.,]\d{2})$")  # what a scan has of such
POINTED: Final = re.compile(r"[·•]|[^·•]+")  # a point that parts what a letterhead or foot lists
NUMBER_SIGN: Final = re.compile(r"^([Nn][°º]\.?)(\d\S*)$")
NUMBERED: Final = re.compile(r"^(\d{1,2})([A-ZÅÄÖÆØÞÉ][^\W\d_A-ZÅÄÖÆØ]{3,}\S*)$")
LABEL_OF_NUMBER: Final = 10  # letters of the shortest label with its VAT number
LONGEST_COUNT: Final = 2  # digits of a line's number
NEXT: Final = 2  # lines from one whose number stands alone
COUNTED: Final = 12.0  # between the left edges of two numbers of one column
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


@lru_cache(maxsize=16384)
def has_digit(text: str) -> bool:
    """Whether a digit stands in the text."""
    return any(map(str.isdigit, text))


@record
class Token:
    """One word with its place in thousandths of the page width; `box` is the word's own box.

    `letters` is its folded text, `digits` whether a digit stands in it: both are asked for more often than the text.
    """

    text: str
    page: int
    x0: float
    y0: float
    x1: float
    y1: float
    box: Box
    confidence: float
    letters: str
    digits: bool

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
    """Words that stand together on one row; `letters` and `digits` as of each of them."""

    tokens: tuple[Token, ...]
    row: int
    text: str
    page: int
    x0: float
    y0: float
    x1: float
    y1: float
    height: float  # of the letters, as high as it is: asked for more often than anything else
    letters: str
    digits: bool

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
    return Place(page, tuple([token.box for token in chosen if token.page == page]))


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
    """The words of the page, turned upright; a label and its value that stand as one word are two."""
    number, ratio = page.number, _ratio(page)
    tokens: list[Token] = []
    lean = tilt(page.words, ratio / WIDTH) if page.by == "ocr" else 0.0
    aside = turned(page.words, ratio) if page.by != "ocr" else {}
    for at, word in enumerate(page.words):
        text = word.text.strip()
        if text and at in aside:
            tokens.append(Token(text, number, *aside[at], word.box, word.confidence, folded(text), has_digit(text)))
        elif text:
            tokens += _parted(word, _parts(text), number, ratio, lean)
    return _counted(tokens) if page.by == "ocr" else tokens


@lru_cache(maxsize=8192)
def _parts(text: str) -> tuple[str, ...]:
    """The word as one, or as the label and the value that it is."""
    if LEADER in text:
        pieces = ((piece,) if LEADER in piece else _parts(piece) for piece in LED.findall(text))
        return tuple(part for piece in pieces for part in piece)
    if text[0] == "." and (led := LED_FIGURE.match(text)):
        return led.groups()
    if len(text) > 1 and ("·" in text or "•" in text):
        return tuple(part for piece in POINTED.findall(text) for part in _parts(piece))
    found = (":" in text and LABEL_AND_VALUE.match(text)) or ("." in text and MARK_AND_NUMBER.match(text))
    found = found or (len(text) > LABEL_OF_NUMBER and LABEL_AND_VAT.match(text)) or NUMBER_SIGN.match(text)
    found = found or (len(text) > SHORTEST_DATED and text[0].isalpha() and LABEL_AND_DATE.fullmatch(text))
    return tuple(found.groups()) if found else (text,)


def _counted(tokens: list[Token]) -> list[Token]:
    """The words, a line's number apart from the word it was read with: "3Hotel" right under "2 Book"."""
    glued = {at: found for at, token in enumerate(tokens) if (found := NUMBERED.match(token.text))}
    if not glued:
        return tokens
    numbers = [
        (token.x0, int(token.text), after.x0)
        for token, after in pairwise(tokens)
        if len(token.text) <= LONGEST_COUNT and token.text.isdecimal() and token.x1 <= after.x0
    ]
    whole: list[Token] = []
    for at, token in enumerate(tokens):
        found = glued.get(at)
        starts = [
            start
            for x0, number, start in (numbers if found else ())
            if found and abs(x0 - token.x0) <= COUNTED and abs(int(found[1]) - number) <= NEXT
        ]
        whole += _number_and_word(token, found, min(starts)) if found and starts else [token]
    return whole


def _number_and_word(token: Token, found: re.Match[str], start: float) -> list[Token]:
    """The two words, the second where the others of its column begin, or by the share of its letters."""
    share = len(found[1]) / len(token.text)
    middle = token.x0 + (token.x1 - token.x0) * share
    start = start if middle < start < (token.x0 + token.x1) / 2 else middle
    part = token.box.x0 + (token.box.x1 - token.box.x0) * share
    first, rest = replace(token.box, x1=part), replace(token.box, x0=part)
    return [
        Token(found[1], token.page, token.x0, token.y0, middle, token.y1, first, token.confidence, "", digits=True),
        Token(
            found[2], token.page, start, token.y0, token.x1, token.y1, rest, token.confidence, folded(found[2]),
            has_digit(found[2]),
        ),
    ]  # fmt: skip


def _parted(word: Word, parts: Sequence[str], number: int, ratio: float, lean: float) -> list[Token]:
    """The word's parts as tokens; on a page that leans, its rows are brought level and its columns upright."""
    box, at, length = word.box, 0, sum(map(len, parts))
    left, top, right, bottom = box.x0, box.y0, box.x1, box.y1
    lift = lean * WIDTH * (left + right) / 2
    aside = lean * ratio * ((top + bottom) / 2 - 0.5)
    y0, y1, x0 = top * ratio - lift, bottom * ratio - lift, left
    tokens = []
    for part in parts:
        at += len(part)
        x1 = left + (right - left) * at / length
        if LEADER in part or (part[0] == "." and length > len(part) and not part.strip(".")):
            x0 = x1
            continue
        place = box if len(parts) == 1 else Box(x0, top, x1, bottom)
        tokens.append(
            Token(
                part, number, x0 * WIDTH + aside, y0, x1 * WIDTH + aside, y1, place, word.confidence, folded(part),
                has_digit(part),
            )
        )  # fmt: skip
        x0 = x1
    return tokens


def _ratio(page: Page) -> float:
    """What a fraction of the page's height is in thousandths of its width."""
    return WIDTH * page.height / page.width if page.width else WIDTH


def token_at(page: Page, code: Code) -> Token:
    """A code's place as if it were one word."""
    box, ratio = code.box, _ratio(page)
    return Token(
        code.kind, page.number, box.x0 * WIDTH, box.y0 * ratio, box.x1 * WIDTH, box.y1 * ratio, box, 1.0,
        folded(code.kind), has_digit(code.kind),
    )  # fmt: skip


def _grouped(tokens: list[Token]) -> list[list[Token]]:
    """Tokens by row: each, from the left, joins the row whose latest word stands level with it, or the one before.

    A figure set over its unit stands higher than its row: the words after it are level with those before it.
    """
    rows: list[list[Token]] = []
    levels: dict[int, dict[int, _End]] = {}  # the latest words of rows by their levels: only near ones are tried
    homes: list[tuple[dict[int, _End], ...]] = []  # of each row the levels of its latest word and the one before
    for token in sorted(tokens, key=_PLACE):
        x0, y0, x1, y1 = token.x0, token.y0, token.x1, token.y1
        height, middle = y1 - y0, (y0 + y1) / 2
        reach, lapping = LEVEL * max(height, 1.0), LAPPING * (x1 - x0)
        best, nearest = -1, LEVEL
        for level in range(int((middle - reach) * BANDS), int((middle + reach) * BANDS) + 1):
            for at, (edge, tall, level_with, most, before) in levels.get(level, _NONE).items():
                lap = edge - x0
                if lap > lapping or lap > most:
                    continue
                off, other = abs(level_with - middle), abs(before - middle)
                if other < off:  # noqa: PLR1730 - comparing is quicker than a call of min, hundreds of times a page
                    off = other
                low = tall if tall < height else height  # noqa: FURB136
                off = off / low if low > 1.0 else off
                if off < nearest or (off == nearest and at <= best):
                    best, nearest = at, off
        before = middle
        if best < 0:
            best = len(rows)
            rows.append([token])
            homes.append(())
        else:
            before = homes[best][0][best][2]
            for level_of in homes[best]:
                level_of.pop(best, None)
            rows[best].append(token)
        home = levels.setdefault(int(middle * BANDS), {})
        also = levels.setdefault(int(before * BANDS), {})
        homes[best] = (home, also)
        home[best] = also[best] = (x1, height, middle, lapping, before)
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
        if gap > 0 and gap > SEGMENT_GAP * min(one.y1 - one.y0, two.y1 - two.y0):
            yield segment_of(row[start:at], index)
            start = at
        one = two
    yield segment_of(row[start:] if start else row, index)


def segment_of(tokens: Sequence[Token], row: int) -> Segment:
    """The segment that these words make."""
    if len(tokens) == 1:
        one = tokens[0]
        return Segment(
            (one,), row, one.text, one.page, one.x0, one.y0, one.x1, one.y1, one.y1 - one.y0, one.letters, one.digits
        )
    top, bottom = min([t.y0 for t in tokens]), max([t.y1 for t in tokens])
    left, right = min([t.x0 for t in tokens]), max([t.x1 for t in tokens])
    text, letters = " ".join([token.text for token in tokens]), "".join([token.letters for token in tokens])
    return Segment(
        tuple(tokens), row, text, tokens[0].page, left, top, right, bottom, bottom - top, letters,
        any(map(_DIGITS, tokens)),
    )  # fmt: skip
