"""Lines in two blocks beside each other, each with its words and amounts, as power and its grid on one bill."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from kontera.steps.interpretation.columns import NOT_TEXT
from kontera.steps.interpretation.context import Context
from kontera.steps.interpretation.item import Item
from kontera.steps.interpretation.layout import Row, Segment, folded
from kontera.steps.interpretation.lines_grid import EDGE
from kontera.steps.interpretation.lines_stop import SUBTOTAL
from kontera.steps.interpretation.numbers import Figure

FEWEST: Final = 2  # rows in which both blocks have words and an amount
LETTERS: Final = 4  # of what describes a line
AROUND: Final = 15  # rows above and below those known


def beside(context: Context, items: Sequence[Item]) -> list[Item]:
    """The lines of both blocks, the left ones first; none where the known lines' rows are no two blocks."""
    ends = [found for item in items if item.amount is not None and (found := _pair(context, item, item.amount))]
    if len(ends) < FEWEST:
        return []
    if any(abs(one - two) > EDGE for pair in ends for one, two in zip(pair, ends[0], strict=True)):
        return []
    rows = context.sheet.rows
    first, last = items[0].row, items[-1].row
    near = [row for row in rows[max(0, first - AROUND) : last + AROUND] if row.page == rows[first].page]
    return [item for block in (ends[0][:2], ends[0][2:]) for row in near for item in _line(context, row, block)]


def _pair(context: Context, item: Item, amount: Figure) -> tuple[float, ...] | None:
    """Where words begin and amounts end in the two blocks, when the row has words, an amount, words and an amount."""
    segments = context.sheet.rows[item.row].segments
    for at in range(1, len(segments) - 2):
        figures = [figure for figure in context.figures[segments[at]] if figure.money]
        if figures and _says(segments[at - 1]) and _says(segments[at + 1]) and figures[-1].x1 < amount.x0:
            return segments[at - 1].x0, figures[-1].x1, segments[at + 1].x0, amount.x1
    return None


def _line(context: Context, row: Row, block: Sequence[float]) -> Iterator[Item]:
    """The line that the row has in one block."""
    x0, x1 = block
    own = [segment for segment in row.segments if x0 - EDGE <= segment.x0 < x1]
    figures = [figure for segment in own for figure in context.figures[segment]]
    if len(own) < FEWEST or not figures or not figures[-1].money or abs(figures[-1].x1 - x1) > EDGE:
        return
    words = [t for segment in own if segment is not figures[-1].segment for t in segment.tokens]
    text = " ".join(token.text for token in words)
    if own[0].x0 <= x0 + EDGE and _says(own[0]) and not SUBTOTAL.match(text):
        yield Item(row.index, {"c_amount": figures[-1]}, figures, words=words, rows=[row.index])


def _says(segment: Segment) -> bool:
    return sum(len(folded(t.text)) for t in segment.tokens if folded(t.text) not in NOT_TEXT) >= LETTERS
