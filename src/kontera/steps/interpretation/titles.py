"""What a document calls itself: titles on a page, and sentences that only one kind of document says."""

# ruff: noqa: PLR2004 - the numbers are weights and shares, explained where they are used

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import zip_longest
from typing import Final, NamedTuple

from kontera.core.invoice import DocumentType
from kontera.steps.interpretation.alike import Wordings
from kontera.steps.interpretation.layout import Row, Segment, Token, folded

_DATA: Final[dict[str, dict[str, str]]] = tomllib.loads(
    files("kontera.steps.interpretation").joinpath("titles.toml").read_text(encoding="utf-8")
)
_SAYS: Final = _DATA["says"]
_PAGES: Final = _DATA["pages"]
_TITLED: Final = {name: spoken for name, spoken in _DATA.items() if name not in {"says", "pages"}}


def _table() -> dict[str, DocumentType]:
    return {
        key: DocumentType(name)
        for name, spoken in _TITLED.items()
        for language, phrases in spoken.items()
        if language != "weak"
        for phrase in phrases.split("|")
        if (key := folded(phrase))
    }


TITLES: Final = _table()
WEAK: Final = frozenset(folded(phrase) for spoken in _TITLED.values() for phrase in spoken["weak"].split("|"))
SENTENCES: Final = {
    DocumentType(name): tuple(folded(phrase) for phrase in phrases.split("|")) for name, phrases in _SAYS.items()
}
LONGEST: Final = 4  # words of a title
LEADS: Final = frozenset(key[:end] for key in TITLES for end in range(1, len(key) + 1))  # what a title can begin with
FUZZY_LETTERS: Final = 9
FUZZY_LEAST: Final = 90
LONG: Final = Wordings([key for key in TITLES if len(key) >= FUZZY_LETTERS], FUZZY_LEAST)
NUMBERED: Final = frozenset({DocumentType.INVOICE, DocumentType.CREDIT_NOTE})  # whose number stands by their title
NUMBER_WORDS: Final = frozenset({"nr", "no", "nro", "num", "number", "nummer", "numero", "nrdato", "n", "id"})
BESIDE: Final = NUMBER_WORDS | frozenset(_PAGES["beside"].split("|"))
TERMS: Final = tuple(folded(words) for words in _PAGES["terms"].split("|"))
ANNEXES: Final = tuple(folded(words) for words in _PAGES["annexes"].split("|"))
AMOUNT: Final = re.compile(
    r"\W*(?:[A-Z]{2,3}|kr\.?)?\W*\d[\d ., '\u00a0]*[.,:]\d{2}\s?-?\W*(?:[A-Z]{2,3}|kr\.?)?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, eq=False)
class Title:
    """Words that can be a document's title: the kind they name, how much they look like one (about 0–1)."""

    kind: DocumentType
    score: float
    key: str
    segment: Segment
    tokens: tuple[Token, ...]


def titles_on(rows: Sequence[Row], usual: float) -> Iterator[Title]:
    """What could be titles among the rows of one page; `usual` is the document's letter height."""
    low = max((row.y1 for row in rows), default=1.0)
    for row, below in zip_longest(rows, rows[1:]):
        for at, segment in enumerate(row.segments):
            named = _names_in(segment) if segment.letters else ()
            for span, key, exact, keys in named:
                score = _likeness(_Place(segment, row, at, below, usual, low), span, key, keys)
                if score > 0:
                    yield Title(TITLES[key], score * exact, key, segment, segment.tokens[span[0] : span[1]])


class _Place(NamedTuple):
    """A segment where it stands: its row and number in it, the row below, the usual letter height, the page's end."""

    segment: Segment
    row: Row
    at: int
    below: Row | None
    usual: float
    low: float


def _names_in(segment: Segment) -> list[tuple[tuple[int, int], str, float, list[str]]]:
    """The names of documents in it: from which to before which word, the title, how alike, the keys of all words."""
    found: list[tuple[tuple[int, int], str, float, list[str]]] = []
    end = 0
    keys = [_key(token) for token in segment.tokens]
    for start, key in enumerate(keys):
        likely = start >= end and (key in LEADS or len(key) >= FUZZY_LETTERS)
        named = _named(keys, start) if likely else None
        if named is not None:
            end, title, exact = named
            found.append(((start, end), title, exact, keys))
    return found


def _key(token: Token) -> str:
    """The word as titles are compared, of two with a stroke between them the first; none for the half of a word."""
    if "/" not in token.text:
        return token.letters
    first = token.text.partition("/")[0]
    return "" if first.endswith("-") else folded(first)


def _named(keys: Sequence[str], start: int) -> tuple[int, str, float] | None:
    """The longest title from this word on: before which word it ends, which it is, and how alike (0–1)."""
    found, joined = None, ""
    for end in range(start + 1, min(len(keys), start + LONGEST) + 1):
        joined += keys[end - 1]
        if joined not in LEADS:
            break
        if keys[end - 1] and joined in TITLES:
            found = end, joined, 1.0
    if found is not None:
        return found
    near = _nearly(keys[start]) if len(keys[start]) >= FUZZY_LETTERS else None
    return (start + 1, *near) if near else None


@lru_cache(maxsize=4096)
def _nearly(key: str) -> tuple[str, float] | None:
    found = LONG.nearest(key)
    return (found[0], 0.9) if found else None


def _likeness(place: _Place, span: tuple[int, int], key: str, keys: Sequence[str]) -> float:
    """How much the words look like a title: alone, large, high on the page, in capitals, and no label of a value."""
    segment, (start, end) = place.segment, span
    kind, words = TITLES[key], segment.tokens[start:end]
    others = [word for at, word in enumerate(keys) if not start <= at < end and TITLES.get(word) is not kind]
    letters = sum(len(word) for word in others if word not in BESIDE)
    share = len(key) / (len(key) + letters)
    size = max(token.height for token in words) / max(place.usual, 1.0)
    if kind is DocumentType.RECEIPT and "giro" in others:  # the part of a payment slip that is torn off
        return 0.0
    if share < 0.55 and not (size > 1.35 and start == 0 and share > 0.3):
        return 0.0
    score = 0.55 * share + 0.35 * min(max((size - 1.0) / 0.8, 0.0), 1.0)
    score += 0.12 if segment.middle < 0.4 * place.low else (-0.12 if segment.middle > 0.65 * place.low else 0.0)
    score += 0.1 if all(word.text.isupper() for word in words) else 0.0
    if size < 1.3 and _is_label(place, end):
        score -= 0.25 if kind in NUMBERED else 0.4
    elif size < 1.2 and kind not in NUMBERED and (_heads_a_value(place) or _of_an_amount(place)):
        score -= 0.4
    if len(place.row.segments) >= 4:  # a heading of a table's columns
        score -= 0.25
    if key in WEAK and size < 1.2 and len(place.row.segments) > 1:
        score -= 0.25
    return score


def _is_label(place: _Place, end: int) -> bool:
    """Whether the words name a value beside them: a colon or "no." follows, or a figure to the right."""
    segment, last = place.segment, place.segment.tokens[end - 1].text
    if last.endswith((":", "#", "-")):
        return True
    if after := segment.tokens[end:]:
        return after[0].letters in NUMBER_WORDS or after[0].digits or after[0].text in {":", "#"}
    beside = place.row.segments[place.at + 1 : place.at + 2]
    near = bool(beside) and beside[0].x0 - segment.x1 < 12 * segment.height
    return near and beside[0].tokens[0].digits


def _of_an_amount(place: _Place) -> bool:
    """Whether an amount stands last in the row: what was paid or ordered before, in a statement or a table."""
    last = place.row.segments[-1]
    return place.at + 1 < len(place.row.segments) and bool(AMOUNT.fullmatch(last.text))


def _heads_a_value(place: _Place) -> bool:
    """Whether a figure stands right below, one of several such in a row: the words are a column's heading."""
    segment, below = place.segment, place.below
    if below is None or below.page != segment.page or len(place.row.segments) < 2:
        return False
    under = [other for other in below.segments if abs(other.x0 - segment.x0) < 12 or abs(other.x1 - segment.x1) < 12]
    return below.y0 - segment.y1 < 1.6 * segment.height and any(one.tokens[0].digits for one in under)


def sayings(letters: str, kinds: Iterable[DocumentType] = SENTENCES) -> dict[DocumentType, int]:
    """How many sentences of each of the kinds the words of a document say; they are compared by their letters alone."""
    counts = {kind: sum([one in letters for one in SENTENCES.get(kind, ())]) for kind in kinds}
    return {kind: count for kind, count in counts.items() if count}
