"""Rows without an amount: which line each belongs to, and what it says of it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from kontera.steps.interpretation.columns import Column, Header, away_from, column_of, describes
from kontera.steps.interpretation.context import Context
from kontera.steps.interpretation.item import Item
from kontera.steps.interpretation.layout import Row, Token
from kontera.steps.interpretation.lines_grid import bare
from kontera.steps.interpretation.lines_stop import DISCOUNT
from kontera.steps.interpretation.numbers import Figure
from kontera.steps.interpretation.solve import RATES

MOST_WORDS: Final = 40


def given(context: Context, items: Sequence[Item], between: Sequence[Sequence[Row]], header: Header) -> None:
    """Rows without an amount belong to the line they stand nearest to; where that is even, to the side all take."""
    if not items:
        return
    first = between[0]
    near = context.sheet.height
    before = bool(first) and _gap(context, items[0], first[-1]) < 0.9 * near
    after = bool(between[-1]) and _gap(context, items[-1], between[-1][0]) < 0.9 * near
    upward = before and not after
    pitch = _pitch(context, items, between)
    headed = before and _heads(context, items[0], first[-1], pitch)
    for row in () if headed else reversed(first):
        if _gap(context, items[0], row) > 1.3 * near or not _hang(context, items[0], row, header, above=True):
            break
    for (above, below), loose in zip(pairwise(items), between[1:-1], strict=True):
        if headed and len(loose) == 1 and _heads(context, below, loose[0], pitch):
            continue
        _shared(context, above, below, loose, header, upward=upward)
    for row in between[-1]:
        if _gap(context, items[-1], row) > 4.2 * near or _prose(row, header, items[-1], context):
            break
        _hang(context, items[-1], row, header)


def _pitch(context: Context, items: Sequence[Item], between: Sequence[Sequence[Row]]) -> float:
    """How far lines that follow one another with nothing between them stand apart at least; 0 when none do."""
    rows = context.sheet.rows
    pairs = [
        (rows[one.row], rows[two.row])
        for (one, two), loose in zip(pairwise(items), between[1:-1], strict=True)
        if not loose and two.row == one.row + 1
    ]
    return min((two.y0 - one.y0 for one, two in pairs if one.page == two.page), default=0.0)


def _heads(context: Context, item: Item, row: Row, pitch: float) -> bool:
    """Whether a row above a line that has words of its own is a row of the table for itself: a group's heading."""
    own = context.sheet.rows[item.row]
    return bool(item.words) and pitch > 0 and own.page == row.page and own.y0 - row.y0 >= 0.9 * pitch


def _prose(row: Row, header: Header, item: Item, context: Context) -> bool:
    """Whether a row below the last line runs on through the columns of figures: a sentence below the table."""
    left, right = describes(header)
    if len(row.segments) == 1 and row.segments[0].x0 < left - 12 and row.segments[0].x1 > left + 12:
        return True
    figures = [column.x1 for column in header.columns if column.role in {"c_amount", "c_gross"}]
    ends = max((segment.x1 for segment in row.segments), default=0.0)
    clear = _gap(context, item, row) > 0.9 * context.sheet.height
    return clear and bool(figures) and ends > right + 60 and len(row.segments) == 1


def _shared(context: Context, above: Item, below: Item, loose: Sequence[Row], header: Header, *, upward: bool) -> None:
    """Part the rows between two lines at their widest gap, or give all to one side when all gaps are even."""
    rows = context.sheet.rows
    chain = [rows[above.row], *loose, rows[below.row]]
    gaps = [two.y0 - one.y1 if one.page == two.page else 1e6 for one, two in pairwise(chain)]
    widest = max(range(len(gaps)), key=lambda at: gaps[at])
    rest = [gap for at, gap in enumerate(gaps) if at != widest]
    if rest and gaps[widest] - max(rest) < 0.12 * context.sheet.height:
        widest = 0 if upward else len(gaps) - 1
    for row in loose[:widest]:
        _hang(context, above, row, header)
    for row in reversed(loose[widest:]):
        if not _hang(context, below, row, header, above=True):
            break


def _gap(context: Context, item: Item, row: Row) -> float:
    mine = context.sheet.rows[max(item.rows) if item.row < row.index else min(item.rows)]
    if mine.page != row.page:
        return 1e9
    return max(0.0, row.y0 - mine.y1, mine.y0 - row.y1)


def _hang(context: Context, item: Item, row: Row, header: Header, *, above: bool = False) -> bool:
    """Add a row to the line: its words to the description, its figures to those that may explain the amount."""
    left, right = describes(header)
    tokens = [t for s in row.segments for t in s.tokens if left - 12 <= t.x0 and (t.x0 + t.x1) / 2 < right]
    if len(item.words) + len(tokens) > 3 * MOST_WORDS:
        return False
    if above:
        item.words[:0] = tokens
    elif _noted(context, row, item, tokens):
        item.notes.extend(tokens)
    else:
        item.words.extend(tokens)
    figures = context.figures_in(row)
    item.every.extend(figures)
    item.rows.append(row.index)
    for figure in figures:
        column = column_of(figure, header)
        if figure.percent and figure.value in RATES and "c_vat_rate" not in item.figures:
            if column.role in {"c_price", "c_discount", "c_quantity"} or DISCOUNT.search(row.text):
                continue
            item.figures["c_vat_rate"] = figure
        elif column.role in {"c_quantity", "c_price"} and column.role not in item.figures and _within(figure, column):
            item.figures[column.role] = figure
            item.cells.append((header.columns.index(column), figure))
    return True


def _noted(context: Context, row: Row, item: Item, tokens: Sequence[Token]) -> bool:
    """Whether the row says something beside the description: a label with its value, a date or a period."""
    if not item.words or not tokens:
        return False
    labelled = any(token.text.endswith(":") for token in tokens[:4])
    hits = [hit for segment in row.segments[:1] for hit in context.labels.hits[segment] if not hit.start]
    article = next((hit for hit in hits if hit.names("c_article") and hit.end < len(hit.segment.tokens)), None)
    if article is not None and not item.article:
        item.article.extend(article.segment.tokens[article.end :][:1])
        return True
    dated = any(id(t) in {id(token) for token in tokens} for dated in context.dates for t in dated.tokens)
    return labelled or dated or any(hit.names("period") or hit.names("c_article") for hit in hits)


def _within(figure: Figure, column: Column) -> bool:
    return not figure.percent and bare(figure) and away_from(column, figure) < 0
