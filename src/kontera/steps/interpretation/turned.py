"""Words that run up or down the page's edge: where they would stand if they were read level, below the page's end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from kontera.core.evidence import Box, Word

LONG: Final = 4  # letters: a level word of as many is never twice as high as it is broad
TALL: Final = 2.0
LINED: Final = 0.15  # of its breadth: how far the edges of two words of one turned line stand apart at most
WIDTH: Final = 1000.0

Level = tuple[float, float, float, float]
"""The place of a word (x0, y0, x1, y1) as if it were level, in thousandths of the page's width."""


def turned(words: Sequence[Word], ratio: float) -> Mapping[int, Level]:
    """The words that are turned by a quarter, by their number, with the place each would have if it were level.

    `ratio` is what a fraction of the page's height is in thousandths of its width. Each keeps its way along the line
    and the lines their distance; all stand below the page, where the small print of a sender stands too.
    """
    tall = TALL * WIDTH / ratio if ratio else 0.0
    sure = [
        at
        for at, word in enumerate(words)
        if word.box.y1 - word.box.y0 > tall * (word.box.x1 - word.box.x0) and len(word.text) >= LONG
    ]
    if not sure:
        return {}
    first = min(words[at].box.x0 for at in sure)
    last = max(words[at].box.x1 for at in sure)
    found: dict[int, Level] = {}
    for line in _lines(words, sure):
        upward = _upward([words[at].box for at in line])
        for at in line:
            box = words[at].box
            along = (1 - box.y1, 1 - box.y0) if upward else (box.y0, box.y1)
            down = (box.x0 - first, box.x1 - first) if upward else (last - box.x1, last - box.x0)
            found[at] = (along[0] * ratio, ratio + down[0] * WIDTH, along[1] * ratio, ratio + down[1] * WIDTH)
    return found


def _lines(words: Sequence[Word], sure: Sequence[int]) -> list[range]:
    """The runs of words, in the order of the page's text, that share their breadth with one that surely is turned."""
    lines: list[range] = []
    for at in sure:
        if lines and at < lines[-1].stop:
            continue
        start, stop = at, at + 1
        while start and _in_line(words[start - 1].box, words[at].box):
            start -= 1
        while stop < len(words) and _in_line(words[stop].box, words[at].box):
            stop += 1
        lines.append(range(start, stop))
    return lines


def _in_line(one: Box, two: Box) -> bool:
    off = LINED * (two.x1 - two.x0)
    return abs(one.x0 - two.x0) <= off and abs(one.x1 - two.x1) <= off


def _upward(boxes: Sequence[Box]) -> bool:
    """Whether the line is read from below; so is a lone word, as print on an edge mostly is."""
    return len(boxes) == 1 or boxes[-1].y0 < boxes[0].y0
