"""What stands over a place on the page, nearest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kontera.steps.interpretation.layout import Row, Segment

ASIDE: Final = 8.0  # thousandths of the page width: edges no farther apart are level
CENTRED: Final = 140.0  # of the sum of both edges
SHARED: Final = 0.25  # of the narrower


@dataclass(frozen=True, slots=True)
class _Stack:
    """The segments of a page from its last row up, with the end of each one's row, and the edges of all."""

    segments: list[tuple[float, Segment]]
    lefts: NDArray[np.float64]
    rights: NDArray[np.float64]


class Upward:
    """The segments of each page from its last row up, so that what is above a place is the rest of one list."""

    def __init__(self, rows: tuple[Row, ...]) -> None:
        pages: dict[int, list[tuple[float, Segment]]] = {}
        self._starts = [0] * len(rows)  # by row: where in its page's list the rows above it begin
        for row in reversed(rows):
            page = pages.setdefault(row.page, [])
            page += [(row.y1, one) for one in row.segments]
            self._starts[row.index] = len(page)
        self._pages = {number: _stacked(page) for number, page in pages.items()}

    def over(self, segment: Segment, x0: float, x1: float, reach: float) -> Iterator[Segment]:
        """The segments above that share the breadth from `x0` to `x1`, nearest first, up to `reach` away."""
        page, start = self._pages[segment.page], self._starts[segment.row]
        middle, highest, both, breadth = segment.middle, segment.y0 - reach, x0 + x1, x1 - x0
        near = (page.lefts[start:] < x1 + ASIDE) & (page.rights[start:] > x0 - ASIDE)
        for at in near.nonzero()[0].tolist():
            end, other = page.segments[start + at]
            if end < highest:
                return
            if other.y1 > middle:
                continue
            left, right = other.x0, other.x1
            if -ASIDE < left - x0 < ASIDE or -ASIDE < right - x1 < ASIDE:
                yield other
            elif left < x1 and x0 < right:
                if -CENTRED < left + right - both < CENTRED:
                    yield other
                    continue
                if min(right, x1) - max(left, x0) > SHARED * min(right - left, breadth):
                    yield other


def _stacked(segments: list[tuple[float, Segment]]) -> _Stack:
    edges = np.array([(one.x0, one.x1) for _, one in segments])
    return _Stack(segments, edges[:, 0].copy(), edges[:, 1].copy())
