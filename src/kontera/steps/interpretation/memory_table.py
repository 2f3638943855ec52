"""The line table as memory keeps it: columns learned from the lines of one invoice, lines read by them on the next."""

# ruff: noqa: PLR2004 - the numbers are weights, distances and probabilities, explained where they are used

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from kontera.core.invoice import Invoice, Line
from kontera.core.memory import ColumnPlace, Record, TableShape
from kontera.core.money import ZERO
from kontera.steps.interpretation.columns import NOT_TEXT
from kontera.steps.interpretation.context import Context
from kontera.steps.interpretation.item import Item, settle
from kontera.steps.interpretation.layout import Row, Segment, Token, folded
from kontera.steps.interpretation.numbers import Figure
from kontera.steps.interpretation.table import Table

DESCRIPTION: Final = "c_description"
ARTICLE: Final = "c_article"
UNIT: Final = "c_unit"
AMOUNTS: Final = frozenset({"c_amount", "c_gross"})
WORDS: Final = frozenset({DESCRIPTION, ARTICLE, UNIT})
NEAR: Final = 3  # rows around a line's amount in which its words may stand
ASIDE: Final = 14.0  # thousandths of the page's width by which a column's figures may stand off
GAP: Final = 2.6  # letter heights between a line and the words under it
MOST_ITEMS: Final = 400
HEADING: Final = 0.6  # share of the heading's words that must be met


@dataclass(slots=True)
class _Found:
    """A line of the invoice found on the page: its row, its figures by role, its words by role."""

    row: Row
    figures: dict[str, Figure] = field(default_factory=dict)
    words: dict[str, list[Token]] = field(default_factory=dict)
    rows: list[int] = field(default_factory=list)


def shape_of_table(context: Context, invoice: Invoice) -> TableShape | None:
    """The table that the invoice's lines stand in; None when most of them are not found."""
    found = _found_lines(context, invoice.lines)
    if not found or 2 * len(found) < len(invoice.lines):
        return None
    roles = {role for one in found for role in (*one.figures, *one.words)}
    heading = _heading(context, found[0])
    places = (_headed(_breadth(role, found), heading) for role in roles)
    columns = tuple(sorted(places, key=lambda one: (one.x0, one.role)))
    every = tuple(sorted(role for role in roles - WORDS if all(role in one.figures for one in found)))
    return TableShape(
        columns, every, _keys(heading) if heading is not None else (), _end(context, found[-1]),
        max(one.row.index - min(one.rows) for one in found), max(max(one.rows) - one.row.index for one in found),
    )  # fmt: skip


def _headed(column: ColumnPlace, heading: Row | None) -> ColumnPlace:
    """The column with the heading that stands over it, or whose edge or middle it shares."""
    segments = [segment for segment in heading.segments if folded(segment.text)] if heading is not None else []
    if not segments:
        return column

    def off(segment: Segment) -> float:
        middle = abs(segment.x0 + segment.x1 - column.x0 - column.x1) / 2
        apart = max(0.0, segment.x0 - column.x1, column.x0 - segment.x1)
        return apart + min(abs(segment.x0 - column.x0), abs(segment.x1 - column.x1), middle) / 100

    nearest = min(segments, key=off)
    return replace(column, head=folded(nearest.text), head_x0=round(nearest.x0, 1)) if off(nearest) < ASIDE else column


def rows_of_lines(context: Context, invoice: Invoice) -> frozenset[int]:
    """The rows in which the invoice's lines stand."""
    return frozenset(index for one in _found_lines(context, invoice.lines) for index in one.rows)


def _breadth(role: str, found: Sequence[_Found]) -> ColumnPlace:
    tokens = [
        token
        for one in found
        for token in (*(one.figures[role].tokens if role in one.figures else ()), *one.words.get(role, ()))
    ]
    return ColumnPlace(role, round(min(t.x0 for t in tokens), 1), round(max(t.x1 for t in tokens), 1))


def _found_lines(context: Context, lines: Sequence[Line]) -> list[_Found]:
    """Each line in the row that holds its amount and its figures, in order down the pages."""
    found: list[_Found] = []
    last = -1
    for line in lines:
        best: tuple[float, _Found] | None = None
        for row in context.sheet.rows[last + 1 :]:
            one = _in_row(context, line, row)
            if one is None:
                continue
            score = len(one.figures) + 2.0 * bool(one.words.get(DESCRIPTION))
            if best is None or score > best[0]:
                best = (score, one)
        if best is not None and (best[0] >= 2 or not line.description):
            found.append(best[1])
            last = best[1].row.index
    return found


def _in_row(context: Context, line: Line, row: Row) -> _Found | None:
    figures = [figure for segment in row.segments for figure in context.figures[segment]]
    one = _Found(row, rows=[row.index])
    wanted = (
        ("c_amount", line.net_amount), ("c_gross", line.gross_amount), ("c_price", line.unit_price),
        ("c_quantity", line.quantity), ("c_vat_rate", line.vat_rate), ("c_discount", line.discount_percent),
    )  # fmt: skip
    for role, value in wanted:
        if value is None:
            continue
        fitting = [f for f in figures if abs(f.value) == abs(value) and f not in one.figures.values()]
        chosen = _likeliest(role, fitting)
        if chosen is not None:
            one.figures[role] = chosen
    if not AMOUNTS & set(one.figures):
        return None
    _find_words(context, line, one)
    return one


def _likeliest(role: str, fitting: Sequence[Figure]) -> Figure | None:
    if not fitting:
        return None
    if role in AMOUNTS:
        return max(fitting, key=lambda figure: (figure.money, figure.x1))
    if role == "c_vat_rate":
        return max(fitting, key=lambda figure: (figure.percent, figure.x1))
    return fitting[0]


def _find_words(context: Context, line: Line, one: _Found) -> None:
    wanted = {key for word in line.description.split() if (key := folded(word))}
    article = line.seller_article.casefold()
    used = {id(token) for figure in one.figures.values() for token in figure.tokens}
    rows = context.sheet.rows[max(0, one.row.index - NEAR) : one.row.index + NEAR + 1]
    for row in (row for row in rows if row.page == one.row.page):
        tokens = [token for segment in row.segments for token in segment.tokens if id(token) not in used]
        mine = [token for token in tokens if folded(token.text) in wanted]
        mine = _main_run(row, mine)
        if mine and (row is one.row or len(mine) >= 2 or len(mine) == len(tokens)):
            one.words.setdefault(DESCRIPTION, []).extend(mine)
            one.rows.append(row.index)
        if row is one.row and article:
            one.words.setdefault(ARTICLE, []).extend(t for t in tokens if t.text.casefold() == article)
        if row is one.row and line.unit:
            one.words.setdefault(UNIT, []).extend(t for t in tokens if folded(t.text) == folded(line.unit) != "")
    one.words = {role: words for role, words in one.words.items() if words}


def _main_run(row: Row, words: Sequence[Token]) -> list[Token]:
    """Those of the words that stand in the run with most of them: the "st" of a unit is not the description's."""
    known = {id(word) for word in words}
    runs = [[token for token in segment.tokens if id(token) in known] for segment in row.segments]
    most = max(runs, key=len, default=[])
    return [token for run in runs if run is most or len(run) > 1 for token in run]


def _heading(context: Context, first: _Found) -> Row | None:
    """The nearest row of several runs without amounts above the first line."""
    for row in reversed(context.sheet.rows[max(0, min(first.rows) - 6) : min(first.rows)]):
        if row.page == first.row.page and len(row.segments) > 1 and not _money_in(context, row):
            return row
    return None


def _end(context: Context, last: _Found) -> tuple[str, ...]:
    """The words of the first row with an amount below the last line."""
    for row in context.sheet.rows[max(last.rows) + 1 : max(last.rows) + 16]:
        if _money_in(context, row):
            return _keys(row)
    return ()


def _keys(row: Row) -> tuple[str, ...]:
    return tuple(key for segment in row.segments for token in segment.tokens if len(key := folded(token.text)) > 1)


def _money_in(context: Context, row: Row) -> bool:
    return any(figure.money for segment in row.segments for figure in context.figures[segment])


def remembered_table(context: Context, cold: Table) -> Table:
    """The lines as read, or as the remembered columns read them where these prove better or a person set them.

    They end where memory knows a total.
    """
    return _cut(_likelier(context, cold), context.recall.rows)


def _cut(table: Table, totals: frozenset[int]) -> Table:
    first = min((item.row for item in table.items), default=None)
    end = min((row for row in totals if first is not None and row > first), default=None)
    if end is None or (all(item.row < end for item in table.items) and end not in table.rows):
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
    """How well the lines are proven: their sum stands below them, and quantity times price makes each."""
    nets = [item.net.value for item in items if item.net is not None]
    if not nets or len(nets) < len(items):
        return 0.0
    total = abs(sum(nets, ZERO))
    stands = any(
        abs(figure.value) == total
        for segment, figures in context.figures.items()
        for figure in figures
        if segment.row not in rows and (figure.money or not figure.decimals) and segment.row > min(rows, default=0)
    )
    return 2.0 * stands + round(sum(item.holds for item in items) / len(items), 1)


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
            share = len(wanted & set(_keys(row))) / len(wanted | set(_keys(row)))
            if share > best:
                best, at = share, row.index + 1
        return at

    def _ends(self, row: Row) -> bool:
        wanted = set(self._shape.end)
        return (
            bool(wanted)
            and len(wanted & set(_keys(row))) >= max(1, 0.7 * len(wanted))
            and _money_in(self._context, row)
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
