"""How much a page that was read optically leans: what stands level on it is brought level before rows are made."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from kontera.core.evidence import Word

FEWEST: Final = 12  # pairs of neighbours below which nothing is told
LEAST: Final = 0.003  # rise a length below which a page counts as level: a sixth of a degree
MOST: Final = 0.06  # no page leans more than that after it has been read
GAP: Final = 1.5  # letter heights between neighbours, at most


def tilt(words: Sequence[Word], ratio: float) -> float:
    """The rise of the page's lines, downwards positive, a length along them; 0 where the page is level or says little.

    `ratio` is what the page's height is of its width. Neighbours on a line tell it, each pair as much as it is long:
    the middle of them all is taken, so that words of other heights do no harm.
    """
    rises = []
    for one, two in pairwise(words):
        a, b = one.box, two.box
        height = min(a.y1 - a.y0, b.y1 - b.y0) * ratio
        along = (b.x0 + b.x1 - a.x0 - a.x1) / 2
        down = (b.y0 + b.y1 - a.y0 - a.y1) / 2 * ratio
        if 0 <= b.x0 - a.x1 <= GAP * height and abs(down) < height / 2 and along > height:
            rises.append((down / along, along))
    if len(rises) < FEWEST:
        return 0.0
    rise = _middle(rises)
    return rise if LEAST <= abs(rise) <= MOST else 0.0


def _middle(rises: list[tuple[float, float]]) -> float:
    """The median, each counted as much as it is long."""
    half, so_far = sum(length for _, length in rises) / 2, 0.0
    for rise, length in sorted(rises):
        so_far += length
        if so_far >= half:
            return rise
    return 0.0
