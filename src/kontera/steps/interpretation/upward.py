"""What stands over a place on the page, nearest first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kontera.steps.interpretation.layout import Row, Segment

ASIDE: Final = 8.0  # thousandths of the page width: edges no farther apart are level
CENTRED: Final = 140.0  # of the sum of both edges
SHARED: Final = 0.25  # of the narrower
_Standing = tuple[float, float, float, float, Segment]  # its row's end, its left and right edge, its end, itself


class Upward:
    """The segments of each page from its last row up, so that what is above a place is the rest of one list."""

    def __init__(self, rows: tuple[Row, ...]) -> None:
        self._pages: dict[int, list[_Standing]] = {}
        self._starts = [0] * len(rows)  # by row: where in its page's list the rows above it begin
        for row in reversed(rows):
            page = self._pages.setdefault(row.page, [])
            end = row.y1
            for one in row.segments:
                page.append((end, one.x0, one.x1, one.y1, one))
            self._starts[row.index] = len(page)

    def over(self, segment: Segment, x0: float, x1: float, reach: float) -> Iterator[Segment]:
        """The segments above that share the breadth from `x0` to `x1`, nearest first, up to `reach` away."""
        page = self._pages[segment.page]
        middle, highest = segment.middle, segment.y0 - reach
        first, last = x0 - ASIDE, x1 + ASIDE
        for at in range(self._starts[segment.row], len(page)):
            end, left, right, low, other = page[at]
            if end < highest:
                return
            if right <= first or left >= last or low > middle:
                continue
            if -ASIDE < left - x0 < ASIDE or -ASIDE < right - x1 < ASIDE:
                yield other
            elif left < x1 and x0 < right:  # they lap: enough of both is the same, or they have about one middle
                centred = -CENTRED < left + right - (x0 + x1) < CENTRED
                if centred or min(right, x1) - max(left, x0) > SHARED * min(right - left, x1 - x0):
                    yield other
