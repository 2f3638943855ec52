"""Lines read by the columns that memory knows of this supplier's table, where these prove better."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from kontera.core.memory import ColumnPlace, Record, TableShape
from kontera.core.money import ZERO
from kontera.steps.interpretation.columns import NOT_TEXT
from kontera.steps.interpretation.context import Context
from kontera.steps.interpretation.item import Item, settle
from kontera.steps.interpretation.layout import Row, Token, folded
from kontera.steps.interpretation.memory_shape import (
    AMOUNTS,
    ARTICLE,
    ASIDE,
    DESCRIPTION,
    UNIT,
    WORDS,
    keys_of,
    money_in,
)
from kontera.steps.interpretation.numbers import Figure
from kontera.steps.interpretation.table import Table

GAP: Final = 2.6  # letter heights between a line and the words under it
MOST_ITEMS: Final = 400
SUMMED: Final = 2.0  # how much it proves that the lines' sum stands below them
SUMMED_WITH_VAT: Final = 1.5  # and where only their sum with VAT does
CENT: Final = Decimal("0.01")
HEADING: Final = 0.6  # share of the heading's words that must be met


def remembered_table(context: Context, cold: Table) -> Table:
    """The lines as read, or as the remembered columns read them where these prove better or a person set them.

    They end where memory knows a total, unless their sum stands below them.
    """
    return _cut(context, _likelier(context, cold))


def _cut(context: Context, table: Table) -> Table:
    totals, first = context.recall.rows, min((item.row for item in table.items), default=None)
    end = min((row for row in totals if first is not None and row > first), default=None)
    if end is None or (all(item.row < end for item in table.items) and end not in table.rows):
        return table
    if _proven(context, table.items, table.rows) >= SUMMED_WITH_VAT:
        return table
    items = tuple(item for item in table.items if item.row < end)
    return replace(table, items=items, rows=frozenset(row for row in table.rows if row < end))


def _likelier(context: Context, cold: Table) -> Table:
    for record in reversed(context.recall.records):
        if record.table is None:
            continue
        items, rows = _Lines(context, record.table).all()
        if not items:
            continue
        mine, theirs = _proven(context, items, rows), _proven(context, cold.items, cold.rows)
        if mine > theirs or (mine == theirs and (_corrected(record) or not cold.items)):
            return Table(tuple(items), frozenset(rows))
        return cold
    return cold


def _corrected(record: Record) -> bool:
    return "lines" in record.corrected


def _proven(context: Context, items: Sequence[Item], rows: frozenset[int]) -> float:
    """How well the lines are proven: their sum stands below them, and quantity times price makes each.

    Amounts with VAT are rounded line by line: their sum may be off by a cent for each.
    """
    nets = [item.net.value for item in items if item.net is not None]
    grosses = [item.gross.value for item in items if item.gross is not None]
    below = [
        abs(figure.value)
        for segment, figures in context.figures.items()
        for figure in figures
        if segment.row not in rows and (figure.money or not figure.decimals) and segment.row > min(rows, default=0)
    ]
    summed = max(
        (worth for values, off, worth in ((nets, ZERO, SUMMED), (grosses, CENT * len(items), SUMMED_WITH_VAT))
         if values and len(values) == len(items)
         and any(abs(value - abs(sum(values, ZERO))) <= off for value in below)),
        default=0.0,
    )  # fmt: skip
    if not items or (len(nets) < len(items) and len(grosses) < len(items)):
        return 0.0
    return summed + round(sum(item.holds for item in items) / len(items), 1)


class _Lines:
    """Reads lines by remembered columns."""

    def __init__(self, context: Context, shape: TableShape) -> None:
        self._context, self._shape = context, shape
        self._start = self._below_heading()
        self._columns = self._moved()
        self._numeric = tuple(column for column in self._columns if column.role not in WORDS)
        self._words = {column.role: column for column in self._columns if column.role in WORDS}

    def all(self) -> tuple[list[Item], frozenset[int]]:
        """The items and the rows they take up."""
        items: list[Item] = []
        loose: list[Row] = []
        for row in self._context.sheet.rows[self._start :]:
            if items and self._ends(row):
                break
            item = self._item(row)
            if item is None:
                loose.append(row)
                continue
            self._share(loose, items, item)
            loose = []
            items.append(item)
            if len(items) >= MOST_ITEMS:
                break
        self._share(loose, items, None)
        for item in items:
            settle(item)
        taken = {index for item in items for index in item.rows} | set(range(max(0, self._start - 1), self._start))
        return items, frozenset(taken)

    def _moved(self) -> tuple[ColumnPlace, ...]:
        """The columns where their headings stand on this page; one whose heading is not there stays."""
        heading = self._context.sheet.rows[self._start - 1] if self._start else None
        heads = {folded(segment.text): segment.x0 for segment in heading.segments} if heading is not None else {}
        moved = []
        for column in self._shape.columns:
            off = heads[column.head] - column.head_x0 if column.head in heads else 0.0
            moved.append(replace(column, x0=column.x0 + off, x1=column.x1 + off, head_x0=column.head_x0 + off))
        return tuple(moved)

    def _below_heading(self) -> int:
        """The row below the heading; the top of the page when it has none."""
        wanted = set(self._shape.heading)
        if not wanted:
            return 0
        best, at = HEADING, 0
        for row in self._context.sheet.rows:
            share = len(wanted & set(keys_of(row))) / len(wanted | set(keys_of(row)))
            if share > best:
                best, at = share, row.index + 1
        return at

    def _ends(self, row: Row) -> bool:
        wanted = set(self._shape.end)
        return (
            bool(wanted)
            and len(wanted & set(keys_of(row))) >= max(1, 0.7 * len(wanted))
            and money_in(self._context, row)
        )

    def _item(self, row: Row) -> Item | None:
        figures = [figure for segment in row.segments for figure in self._context.figures[segment]]
        seated = self._seated(figures)
        if not set(self._shape.every) <= set(seated) or not AMOUNTS & set(seated):
            return None
        item = Item(row.index, dict(seated), figures, rows=[row.index])
        used = {id(token) for figure in seated.values() for token in figure.tokens}
        item.words = self._within(row, DESCRIPTION, used)
        item.article = self._within(row, ARTICLE, used)
        item.unit = next((token.text.strip(" .,/()") for token in self._within(row, UNIT, used)), "")
        if self._shape.above + self._shape.below == 0 and DESCRIPTION in self._words and not item.words:
            return None
        return item

    def _seated(self, figures: Sequence[Figure]) -> Mapping[str, Figure]:
        """Each figure in the column whose edge or middle it shares, the nearest first."""
        wishes = sorted(
            (away, i, j)
            for i, figure in enumerate(figures)
            for j, column in enumerate(self._numeric)
            if (away := _away(column, figure)) <= ASIDE
        )
        seated: dict[str, Figure] = {}
        used: set[int] = set()
        for _, i, j in wishes:
            role = self._numeric[j].role
            if i in used or role in seated or (figures[i].percent and role in AMOUNTS):
                continue
            used.add(i)
            seated[role] = figures[i]
        return seated

    def _within(self, row: Row, role: str, used: set[int]) -> list[Token]:
        column = self._words.get(role)
        if column is None:
            return []
        right = min((other.x0 for other in self._columns if other.x0 > column.x0 + 1), default=1000.0)
        right = max(right, column.x1) if role == DESCRIPTION else column.x1 + ASIDE
        return [
            token
            for segment in row.segments
            for token in segment.tokens
            if id(token) not in used
            and column.x0 - ASIDE <= token.x0 < right - 2
            and folded(token.text) not in NOT_TEXT - {""}
        ]

    def _share(self, loose: Sequence[Row], items: Sequence[Item], below: Item | None) -> None:
        """Rows without an amount belong to the line above, or below where this layout has its words first."""
        for row in loose:
            near = next(self._owners(row, items[-1] if items else None, below), None)
            if near is None:
                continue
            words = self._within(row, DESCRIPTION, set())
            near.words = [*words, *near.words] if near is below else [*near.words, *words]
            near.rows.append(row.index)
            near.every.extend(figure for segment in row.segments for figure in self._context.figures[segment])

    def _owners(self, row: Row, above: Item | None, below: Item | None) -> Iterator[Item]:
        height = GAP * self._context.sheet.height
        first = below is not None and below.row - row.index <= self._shape.above
        if below is not None and first and self._gap(row, below) <= height:
            yield below
        if above is not None and self._gap(row, above) <= height * 1.5:
            yield above

    def _gap(self, row: Row, item: Item) -> float:
        nearest = min(
            (self._context.sheet.rows[at] for at in item.rows), key=lambda other: abs(other.index - row.index)
        )
        return max(0.0, row.y0 - nearest.y1, nearest.y0 - row.y1) if nearest.page == row.page else 1e9


def _away(column: ColumnPlace, figure: Figure) -> float:
    outside = max(0.0, column.x0 - figure.x0, figure.x1 - column.x1)
    return min(abs(column.x0 - figure.x0), abs(column.x1 - figure.x1), outside)
