"""Rows without an amount: which line each belongs to, and what it says of it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from kontera.steps.interpretation.columns import Column, Header, away_from, column_of, describes
from kontera.steps.interpretation.context import Context
from kontera.steps.interpretation.item import Item
from kontera.steps.interpretation.layout import Row, Token, has_digit
from kontera.steps.interpretation.lines_cells import counts_only
from kontera.steps.interpretation.lines_grid import EDGE, bare
from kontera.steps.interpretation.lines_stop import DISCOUNT
from kontera.steps.interpretation.numbers import Figure
from kontera.steps.interpretation.solve import RATES

MOST_WORDS: Final = 40
LEVEL: Final = 12.0  # between texts that begin at one edge, in thousandths of the page width
MOST_TEXTS: Final = 2  # segments of a row that has no cells
FIGURED: Final = ("c_quantity", "c_unit", "c_price", "c_discount", "c_vat_rate", "c_amount")
NEARER: Final = 0.3  # of the letter height


def given(context: Context, items: Sequence[Item], between: Sequence[Sequence[Row]], header: Header) -> None:
    """Rows without an amount belong to the line they stand nearest to; where that is even, to the side all take."""
    if not items:
        return
    first = between[0]
    near = context.sheet.height
    before = bool(first) and _gap(context, items[0], first[-1]) < 0.9 * near
    after = bool(between[-1]) and _gap(context, items[-1], between[-1][0]) < 0.9 * near
    after = after and any(map(str.isalpha, between[-1][0].text))
    upward = before and not after
    pitch = _pitch(context, items, between)
    headed = bool(first) and _heads(context, items[0], first[-1], pitch)
    if not headed:
        _over_first(context, items[0], first, header)
    for (above, below), loose in zip(pairwise(items), between[1:-1], strict=True):
        unpriced = _unpriced(context, above, loose, header)
        if unpriced is not None:
            _hung(context, above, loose[:unpriced], header)
            continue
        across = [at for at, row in enumerate(loose) if _across(context, row, header, below)]
        if across:
            _hung(context, above, loose[: across[0]], header)
            _hung(context, below, loose[across[-1] + 1 :], header, above=True)
        elif headed and len(loose) > 1 and _ends_in_heading(context, above, below, loose, pitch):
            _hung(context, above, loose[:-1], header)
        elif not (len(loose) == 1 and _set_off(context, above, below, loose[0], pitch, headed=headed)):
            bare_below = bool(above.words and not below.words) and _counts(context, below)
            _shared(context, above, below, loose, header, upward=upward or bare_below)
    for row in between[-1]:
        if _gap(context, items[-1], row) > 4.2 * near or _prose(row, header, items[-1], context):
            break
        _hang(context, items[-1], row, header)


def _over_first(context: Context, item: Item, loose: Sequence[Row], header: Header) -> None:
    """Give the first line the rows above it, as far as they follow closely."""
    near = context.sheet.height
    most = 1.3 * near
    for row in reversed(loose):
        gap = _gap(context, item, row)
        if (
            gap > most
            or _names_columns(context, row)
            or _across(context, row, header, item)
            or not _hang(context, item, row, header, above=True)
        ):
            break
        most = gap + NEARER * near if item.row - row.index == 1 else most


def _names_columns(context: Context, row: Row) -> bool:
    """Whether the row still is of the table's heading: two of its words name columns of figures."""
    hits = (hit for segment in row.segments for hit in context.labels.hits[segment])
    return len({role for hit in hits for role in FIGURED if hit.names(role)}) > 1


def _pitch(context: Context, items: Sequence[Item], between: Sequence[Sequence[Row]]) -> float:
    """How far lines that follow one another with nothing between them stand apart at least; 0 when none do."""
    rows = context.sheet.rows
    pairs = [
        (rows[one.row], rows[two.row])
        for (one, two), loose in zip(pairwise(items), between[1:-1], strict=True)
        if not loose and two.row == one.row + 1
    ]
    return min((two.y0 - one.y0 for one, two in pairs if one.page == two.page), default=0.0)


def _counts(context: Context, item: Item) -> bool:
    """Whether the line's own row says nothing but how many, and what each costs."""
    row = context.sheet.rows[item.row]
    return counts_only((token for segment in row.segments for token in segment.tokens), context.figures_in(row))


def _set_off(context: Context, above: Item, below: Item, row: Row, pitch: float, *, headed: bool) -> bool:
    """Whether the row between two lines heads the lower one's group.

    Where the first line has a heading, one does that stands not clearly nearer to the line above; else one well apart.
    """
    height, own = context.sheet.height, context.sheet.rows[below.row]
    least = own.y0 - row.y1 - NEARER * height if headed else 0.9 * height
    return _heads(context, below, row, pitch) and _gap(context, above, row) > least


def _ends_in_heading(context: Context, above: Item, below: Item, loose: Sequence[Row], pitch: float) -> bool:
    """Whether the last of several rows heads the group below: it stands farther off than what goes on from above."""
    apart = loose[-1].y0 - loose[-2].y1
    near = NEARER * context.sheet.height + _gap(context, above, loose[0])
    return _heads(context, below, loose[-1], pitch) and loose[-1].page == loose[-2].page and apart > near


def _heads(context: Context, item: Item, row: Row, pitch: float) -> bool:
    """Whether a row above a line that has words of its own is a row of the table for itself: a group's heading."""
    own = context.sheet.rows[item.row]
    return bool(item.words) and pitch > 0 and own.page == row.page and own.y0 - row.y0 >= 0.9 * pitch


def _across(context: Context, row: Row, header: Header, item: Item) -> bool:
    """Whether a row is of no line: numbered itself, or running on over where descriptions begin, as headings do."""
    left, _ = describes(header)
    first, other = row.segments[0], context.sheet.rows[item.row].segments[0]
    if len(row.segments) > 1 and first.x1 < left - EDGE and abs(first.x0 - other.x0) <= EDGE and other.x1 < left:
        return has_digit(first.text) and has_digit(other.text)  # "01 | Treppenhaus", numbered as the lines are
    if not left or first.x0 > left - 12 or first.x1 < left + 12 or not item.words or item.words[0].x0 < left - 12:
        return False
    if any(abs(token.x0 - left) <= EDGE for token in first.tokens):
        return False  # an article number, and beside it what it is
    return first.x0 < min(segment.x0 for segment in context.sheet.rows[item.row].segments) + 12


def _unpriced(context: Context, above: Item, loose: Sequence[Row], header: Header) -> int | None:
    """Of the rows between two lines the place of one with quantity and price but no amount: "only the unit price"."""
    if not {"c_quantity", "c_price"} <= above.figures.keys():
        return None
    for at, row in enumerate(loose):
        figures = context.figures_in(row) if len(row.segments) > MOST_TEXTS else ()
        if {"c_quantity", "c_price"} <= {c.role for f in figures if _within(f, c := column_of(f, header))}:
            return at
    return None


def _hung(context: Context, item: Item, rows: Sequence[Row], header: Header, *, above: bool = False) -> None:
    for row in reversed(rows) if above else rows:
        _hang(context, item, row, header, above=above)


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
    last = row.segments[-1]
    over = not item.words and last.x0 < left < last.x1  # a scan has the article number and its words as one
    end = 1000.0 if over or abs(last.x0 - left) <= LEVEL else right  # text that goes on does so however far
    begin = left - (2 * LEVEL if over else LEVEL)
    tokens = [t for s in row.segments for t in s.tokens if begin <= t.x0 and (t.x0 + t.x1) / 2 < end]
    if len(item.words) + len(tokens) > 3 * MOST_WORDS:
        return False
    if above:
        item.words[:0] = tokens
    elif item.notes or _noted(context, row, item, tokens):
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
    spans = has_digit(row.text)  # "from the other side" is no period
    return labelled or dated or any((spans and hit.names("period")) or hit.names("c_article") for hit in hits)


def _within(figure: Figure, column: Column) -> bool:
    return not figure.percent and bare(figure) and away_from(column, figure) < 0
