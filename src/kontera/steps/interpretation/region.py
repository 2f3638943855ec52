"""Reads the rows of an invoice once more, from a part of a page that a person pointed out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from kontera.core.evidence import Box, Evidence, Page, Word
from kontera.core.invoice import Line
from kontera.steps.interpretation.hints import Hints
from kontera.steps.interpretation.interpret import interpret

_LINES: Final = "lines["
_HEADS: Final = 4  # how many rows' height above the part a header may stand


@dataclass(frozen=True, slots=True)
class ReadLines:
    """Rows as read from a part of a page, and the evidence of each of their values by path ("lines[0].quantity")."""

    lines: tuple[Line, ...]
    evidence: Mapping[str, Evidence]


def lines_inside(page: Page, part: Box, hints: Hints) -> ReadLines:
    """The rows that stand in a part (fractions of the page); none where there are none.

    The column heads are looked for just above the part too, where people leave them out; the reading that gives
    more of what makes a row counts.
    """
    inside = _within(page, part)
    heads = _within(page, replace(part, y0=max(0.0, part.y0 - _HEADS * _row_height(inside.words))))
    found = [_read(inside, hints)]
    if len(heads.words) > len(inside.words):
        found.append(_only(_read(heads, hints), part))
    return max(found, key=_worth)


def _within(page: Page, part: Box) -> Page:
    words = tuple(word for word in page.words if _stands_in(word.box, part))
    return replace(page, words=words, codes=())


def _stands_in(box: Box, part: Box) -> bool:
    x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    return part.x0 <= x <= part.x1 and part.y0 <= y <= part.y1


def _row_height(words: tuple[Word, ...]) -> float:
    heights = sorted(word.box.y1 - word.box.y0 for word in words)
    return heights[len(heights) // 2] if heights else 0.0


def _read(page: Page, hints: Hints) -> ReadLines:
    reading = interpret((page,), hints)
    evidence = {path: known for path, known in reading.evidence.items() if path.startswith(_LINES)}
    return ReadLines(reading.invoice.lines, evidence)


def _only(read: ReadLines, part: Box) -> ReadLines:
    """Without the rows that stand above the part, counted anew."""
    kept = [at for at in range(len(read.lines)) if not _above(read, at, part)]
    evidence = {
        f"{_LINES}{to}]{path.removeprefix(f'{_LINES}{at}]')}": known
        for to, at in enumerate(kept)
        for path, known in read.evidence.items()
        if path.startswith(f"{_LINES}{at}]")
    }
    return ReadLines(tuple(read.lines[at] for at in kept), evidence)


def _above(read: ReadLines, at: int, part: Box) -> bool:
    places = (known.place for path, known in read.evidence.items() if path.startswith(f"{_LINES}{at}]"))
    boxes = [box for place in places if place is not None for box in place.boxes]
    return bool(boxes) and max((box.y0 + box.y1) / 2 for box in boxes) < part.y0


def _worth(read: ReadLines) -> tuple[int, int]:
    """Rows with an amount first, then how many of their values are known."""
    return sum(line.net_amount is not None for line in read.lines), len(read.evidence)
