"""Which party a place on the page belongs to, told by the headings."""

# ruff: noqa: PLR2004 - the numbers are weights, distances and probabilities, explained where they are used

from __future__ import annotations

from typing import Final

from kontera.steps.interpretation.context import Context
from kontera.steps.interpretation.labels import Hit
from kontera.steps.interpretation.layout import Segment

REACH: Final = 320.0  # how far below its heading a party's block may reach
LONGEST_AFTER_HEADING: Final = 5  # words: a heading with more after it is a sentence


class Roles:
    """Which party a place on the page belongs to, told by the headings."""

    def __init__(self, context: Context) -> None:
        self._headings = [
            (hit, "buyer" if not hit.names("h_seller") else "seller")
            for hits in context.labels.hits.values()
            for hit in hits
            if _is_heading(hit)
        ]
        self._context = context
        self._known: dict[Segment, str] = {}

    @property
    def headings(self) -> list[tuple[Hit, str]]:
        """The headings with the role they announce."""
        return self._headings

    def of(self, segment: Segment) -> str:
        """The role of the segment's place, "" when none: the nearest heading above in its column decides."""
        role = self._known.get(segment)
        if role is None:
            role = self._known[segment] = self._found(segment)
        return role

    def _found(self, segment: Segment, *, inner: bool = False) -> str:
        best_role, nearest = "", REACH
        for hit, role in self._headings:
            if hit.segment.page != segment.page:
                continue
            if hit.segment is segment:
                return role
            down = segment.y0 - hit.segment.y0
            if hit.segment.row == segment.row and 0 < segment.x0 - hit.segment.x1 < 350:
                down = 0.0 if not self._between(hit.segment, segment) else REACH
            if down < 0 or down >= nearest:
                continue
            level = hit.segment.row == segment.row
            aligned = abs(hit.segment.x0 - segment.x0) < 45 or abs(hit.segment.x1 - segment.x1) < 25
            inside = hit.segment.overlap(segment) > 0.5 * min(hit.segment.x1 - hit.segment.x0, segment.x1 - segment.x0)
            beside = len(hit.segment.tokens) > 2 and -250 < segment.x0 - hit.segment.x1 < 90
            if level or aligned or inside or (beside and down < 250):
                best_role, nearest = role, down
        if not best_role and not inner:
            label = next(iter(self._context.labels.left(segment)), None)
            if label is not None and self._context.labels.hits[label]:
                return self._found(label, inner=True)
        return best_role

    def _between(self, left: Segment, right: Segment) -> bool:
        row = self._context.sheet.rows[right.row]
        return any(left.x1 < other.x0 < right.x0 for other in row.segments)


def _is_heading(hit: Hit) -> bool:
    if not any(hit.names(name) for name in ("h_seller", "h_buyer", "h_delivery")):
        return False
    if hit.key in {"de", "a", "an", "nom", "von"}:
        return False
    words = len(hit.segment.tokens)
    if words - hit.end > LONGEST_AFTER_HEADING:
        return False
    first = hit.start == 0
    colon = hit.tokens[-1].text.endswith(":")
    if len(hit.key) <= 4 and not (words == 1 or colon):
        return False
    return first and (words <= hit.end + 1 or colon)
