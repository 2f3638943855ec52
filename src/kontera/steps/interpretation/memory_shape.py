"""What the lines of a verified invoice teach about its table: where each column stands, and which rows a line takes."""

# ruff: noqa: PLR2004 - the numbers are weights, distances and probabilities, explained where they are used

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from kontera.core.invoice import Invoice, Line
from kontera.core.memory import ColumnPlace, TableShape
from kontera.steps.interpretation.context import Context
from kontera.steps.interpretation.layout import Row, Segment, Token, folded
from kontera.steps.interpretation.numbers import Figure

DESCRIPTION: Final = "c_description"
ARTICLE: Final = "c_article"
UNIT: Final = "c_unit"
AMOUNTS: Final = frozenset({"c_amount", "c_gross"})
WORDS: Final = frozenset({DESCRIPTION, ARTICLE, UNIT})
ROLES: Final = ("c_price", "c_quantity", "c_vat_rate", "c_discount")  # whose figures may stand twice in a line
NEAR: Final = 3  # rows around a line's amount in which its words may stand
ASIDE: Final = 14.0  # thousandths of the page's width by which a column's figures may stand off


@dataclass(slots=True)
class _Found:
    """A line of the invoice found on the page: its row, its figures by role, its words by role."""

    row: Row
    figures: dict[str, Figure] = field(default_factory=dict)
    words: dict[str, list[Token]] = field(default_factory=dict)
    rows: list[int] = field(default_factory=list)
    fitting: dict[str, list[Figure]] = field(default_factory=dict)


def shape_of_table(context: Context, invoice: Invoice) -> TableShape | None:
    """The table that the invoice's lines stand in; None when most of them are not found."""
    found = _found_lines(context, invoice.lines)
    if not found or 2 * len(found) < len(invoice.lines):
        return None
    roles = {role for one in found for role in (*one.figures, *one.words)}
    heading = _heading(context, found[0])
    places = (_headed(_breadth(role, found), heading) for role in roles)
    columns = _apart(tuple(sorted(places, key=lambda one: (one.x0, one.role))), found)
    numeric = {column.role for column in columns} - WORDS
    every = tuple(sorted(role for role in numeric if all(role in one.figures for one in found)))
    return TableShape(
        columns, every, keys_of(heading) if heading is not None else (), _end(context, found[-1]),
        max(one.row.index - min(one.rows) for one in found), max(max(one.rows) - one.row.index for one in found),
    )  # fmt: skip


def _apart(columns: tuple[ColumnPlace, ...], found: Sequence[_Found]) -> tuple[ColumnPlace, ...]:
    """The columns of figures without one in the very place of another that more lines fill.

    Where a line's amount stands below it, only a line of one piece has it: in its price.
    """

    def lines(column: ColumnPlace) -> int:
        return sum(column.role in one.figures for one in found)

    def doubled(column: ColumnPlace) -> bool:
        beside = (one for one in columns if one.role not in WORDS and one is not column)
        near = (one for one in beside if max(abs(one.x0 - column.x0), abs(one.x1 - column.x1)) <= ASIDE)
        return any((lines(one), one.role) > (lines(column), column.role) for one in near)

    return tuple(one for one in columns if one.role in WORDS or not doubled(one))


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
    return _in_columns(found)


def _in_columns(found: list[_Found]) -> list[_Found]:
    """The lines with each figure in the column where most lines have one of its role: "1" is no number of the row."""
    for role in ROLES:
        chances = [(one, figure) for one in found for figure in one.fitting.get(role, ())]

        def lines_at(x1: float, chances: list[tuple[_Found, Figure]] = chances) -> int:
            return len({id(one) for one, figure in chances if abs(figure.x1 - x1) <= ASIDE})

        for one in found:
            taken = [figure for other, figure in one.figures.items() if other != role]
            free = [figure for figure in one.fitting.get(role, ()) if not any(figure is other for other in taken)]
            if len(free) > 1:
                one.figures[role] = max(free, key=lambda figure: (lines_at(figure.x1), figure is one.figures.get(role)))
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
        one.fitting[role] = fitting
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
        if row.page == first.row.page and len(row.segments) > 1 and not money_in(context, row):
            return row
    return None


def _end(context: Context, last: _Found) -> tuple[str, ...]:
    """The words of the first row with an amount below the last line."""
    for row in context.sheet.rows[max(last.rows) + 1 : max(last.rows) + 16]:
        if money_in(context, row):
            return keys_of(row)
    return ()


def keys_of(row: Row) -> tuple[str, ...]:
    """The words of a row as they are compared."""
    return tuple(key for segment in row.segments for token in segment.tokens if len(key := folded(token.text)) > 1)


def money_in(context: Context, row: Row) -> bool:
    """Whether an amount stands in the row."""
    return any(figure.money for segment in row.segments for figure in context.figures[segment])
