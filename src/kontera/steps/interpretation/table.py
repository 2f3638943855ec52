"""The invoice lines: rows below the heading of the line table, with their descriptions."""

# ruff: noqa: PLR2004 - the numbers are weights, distances and probabilities, explained where they are used

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Final

from kontera.steps.interpretation.columns import NOT_TEXT, Header, away_from, column_of, describes, headers_of
from kontera.steps.interpretation.context import Context
from kontera.steps.interpretation.item import Item, agrees, settle, which_amount
from kontera.steps.interpretation.labels import Hit, has_digit
from kontera.steps.interpretation.layout import Row, Token, folded
from kontera.steps.interpretation.numbers import Figure
from kontera.steps.interpretation.solve import RATES

NUMERIC: Final = frozenset(
    {"c_quantity", "c_price", "c_discount", "c_vat_amount", "c_vat_rate", "c_amount", "c_gross", "c_pos"}
)
WORTH: Final = frozenset({"c_quantity", "c_price", "c_amount", "c_gross"})
TOTALS: Final = ("net", "vat", "gross", "payable", "line_net", "rounding", "prepaid")
MOST_ITEMS: Final = 400
BARREN_ROWS: Final = 14
FARTHEST: Final = 140.0  # from a column, in thousandths of the page width


@dataclass(frozen=True, slots=True)
class Table:
    """All items, and the rows that the table takes up."""

    items: tuple[Item, ...] = ()
    rows: frozenset[int] = frozenset()


def table_of(context: Context) -> Table:
    """The invoice's lines; an empty table when the page shows none."""
    headers = headers_of(context)
    items: list[Item] = []
    taken: set[int] = set()
    for header in _started(headers):
        if header.last in taken:
            continue
        found, used = _items_below(context, header, headers)
        if found:
            items += found
            taken |= used
    if not items:
        items, taken = _without_header(context)
    for item in items:
        settle(item)
    which_amount(items)
    return Table(tuple(items), frozenset(taken))


def _started(headers: Sequence[Header]) -> Iterator[Header]:
    best = max((len({c.role for c in h.columns}) for h in headers), default=0)
    for header in headers:
        if len({column.role for column in header.columns}) >= best - 2:
            yield header


def _items_below(context: Context, header: Header, headers: Sequence[Header]) -> tuple[list[Item], set[int]]:
    rows = context.sheet.rows
    items: list[Item] = []
    taken = set(range(header.first, header.last + 1))
    loose: list[Row] = []
    active = header
    page = header.page
    barren = 0
    at = header.last + 1
    while at < len(rows) and len(items) < MOST_ITEMS:
        row = rows[at]
        again = next((h for h in headers if h.first <= at <= h.last), None)
        if row.page != page:
            again = again or next((h for h in headers if h.page == row.page and h.first >= at), None)
            page = row.page
            loose.clear()
        if again is not None:
            if _strange(header, again):
                break
            active = again
            taken.update(range(again.first, again.last + 1))
            at = again.last + 1
            continue
        if _stops(context, row, active):
            break
        item = _item(context, row, active)
        if item is None:
            loose.append(row)
            barren += 1
            if barren > BARREN_ROWS:
                break
        else:
            barren = 0
            _give(context, loose, items, item, active)
            loose = []
            items.append(item)
            taken.update(range((taken and max(taken) + 1) or at, at + 1) if row.page == header.page else {at})
        at += 1
    _give(context, loose, items, None, active)
    taken.update(index for item in items for index in item.rows)
    return items, taken


def _strange(one: Header, two: Header) -> bool:
    mine, other = {c.role for c in one.columns}, {c.role for c in two.columns}
    return len(mine & other) < min(len(mine), 2) + (len(mine) > 3)


def _stops(context: Context, row: Row, header: Header) -> bool:
    figures = [figure for segment in row.segments for figure in context.figures[segment]]
    roles = {column_of(figure, header).role for figure in figures}
    if {"c_quantity", "c_price"} <= roles and len(figures) >= 3:
        return False
    left = min((c.x0 for c in header.columns if c.role == "c_description"), default=0.0)
    for segment in row.segments:
        hits = context.labels.hits[segment]
        total = next((hit for hit in hits if any(hit.names(name) for name in TOTALS)), None)
        if total is None or (total.start and not has_digit(segment.tokens[0].text)):
            continue
        rest = [t for t in segment.tokens[total.end :] if folded(t.text) and folded(t.text) not in NOT_TEXT]
        money = [figure for figure in figures if figure.x1 > segment.x0]
        alone = len(row.segments) == 1 and not figures and segment.x0 > left + 120
        if len(rest) <= 3 and any(figure.money or figure.decimals == 0 for figure in money) and not alone:
            return True
        if (
            not figures
            and segment is row.segments[0]
            and total.end == len(segment.tokens)
            and segment.text.endswith(":")
        ):
            return True
    names = [hit for hit in _any_hits(context, row) if any(hit.names(name) for name in TOTALS)]
    return (
        len(names) >= 2
        and all(figure.percent for figure in figures)
        and not any(hit.names("c_description") for hit in names)
        and len(row.segments) >= 2
    )


def _any_hits(context: Context, row: Row) -> list[Hit]:
    return [hit for segment in row.segments for hit in context.labels.hits[segment]]


def _item(context: Context, row: Row, header: Header) -> Item | None:
    item = Item(row.index, rows=[row.index])
    item.every = [figure for segment in row.segments for figure in context.figures[segment]]
    left, right = describes(header)
    free = []
    for figure in item.every:
        column = column_of(figure, header)
        within = left - 15 < figure.x0 and figure.x1 < right - 30
        if not (within and not (column.x0 < figure.x1 and figure.x0 < column.x1)) and not figure.x1 < left - 2:
            free.append(figure)
    _seat(item, free, header)
    amount = item.figures.get("c_amount") or item.figures.get("c_gross")
    if amount is None or (
        not amount.money and (len(item.figures) < 2 or (not amount.decimals and "c_price" not in item.figures))
    ):
        return None
    _words(row, header, item)
    return item


def _seat(item: Item, figures: Sequence[Figure], header: Header) -> None:
    """Each figure to its nearest column; of two that want the same one the nearer gets it, the other the next free."""
    wishes = sorted(
        (
            (away_from(column, figure), i, j)
            for i, figure in enumerate(figures)
            for j, column in enumerate(header.columns)
        ),
    )
    seated: set[int] = set()
    taken: set[int] = set()
    for away, i, j in wishes:
        column, figure = header.columns[j], figures[i]
        if i in seated or j in taken or away > FARTHEST:
            continue
        if figure.percent and column.role in {"c_amount", "c_gross", "c_price", "c_quantity"}:
            continue
        if column.role in {"c_amount", "c_gross"} and not figure.money and any(f.money for f in figures):
            continue
        seated.add(i)
        taken.add(j)
        if column.role in NUMERIC:
            role = "c_vat_rate" if figure.percent and column.role == "c_vat_amount" else column.role
            if role == "c_amount" and role in item.figures:
                role = "c_gross"
            item.figures.setdefault(role, figure)
    net, gross = item.figures.get("c_amount"), item.figures.get("c_gross")
    if net and gross and abs(gross.value) < abs(net.value):
        item.figures["c_amount"], item.figures["c_gross"] = gross, net


def _words(row: Row, header: Header, item: Item) -> None:
    left, right = describes(header)
    used = {id(token) for figure in item.figures.values() for token in figure.tokens}
    first = min((figure.x0 for role, figure in item.figures.items() if role in WORTH | {"c_discount"}), default=right)
    for segment in row.segments:
        for token in segment.tokens:
            middle = (token.x0 + token.x1) / 2
            if id(token) in used or folded(token.text) in NOT_TEXT:
                continue
            if left - 12 <= token.x0 and (middle < right - 2 or (token.x1 < first - 8 and middle < right + 40)):
                item.words.append(token)
            else:
                _aside(header, item, token)


def _aside(header: Header, item: Item, token: Token) -> None:
    middle = (token.x0 + token.x1) / 2
    column = min(header.columns, key=lambda c: abs((c.x0 + c.x1) / 2 - middle))
    if column.role == "c_article" and any(char.isalnum() for char in token.text):
        item.article.append(token)
    elif column.role in {"c_unit", "c_quantity"} and folded(token.text) and not item.unit:
        item.unit = token.text.strip(" .,/()")


def _give(context: Context, loose: Sequence[Row], items: Sequence[Item], below: Item | None, header: Header) -> None:
    """Rows without an amount belong to the item they stand nearest to."""
    left, right = describes(header)
    above = items[-1] if items else None
    for row in loose:
        tokens = [t for s in row.segments for t in s.tokens if left - 12 <= t.x0 and (t.x0 + t.x1) / 2 < right]
        up = _gap(context, above, row)
        down = _gap(context, below, row)
        owner = above if up <= down + 1 else below
        if owner is None or min(up, down) > 2.6 * context.sheet.height * (1 if owner is below else 1.6):
            continue
        if owner is above and above is not None:
            owner.words.extend(tokens[:20])
            owner.every.extend(figure for segment in row.segments for figure in context.figures[segment])
            owner.rows.append(row.index)
            _rate_below(context, row, owner)
        else:
            owner.words[:0] = tokens[:20]
            owner.every.extend(figure for segment in row.segments for figure in context.figures[segment])
            owner.rows.append(row.index)


def _rate_below(context: Context, row: Row, owner: Item) -> None:
    if "c_vat_rate" not in owner.figures:
        for segment in row.segments:
            for figure in context.figures[segment]:
                if figure.percent and figure.value in RATES:
                    owner.figures["c_vat_rate"] = figure


def _gap(context: Context, item: Item | None, row: Row) -> float:
    if item is None:
        return 1e9
    mine = context.sheet.rows[max(item.rows) if item.row < row.index else item.row]
    if mine.page != row.page:
        return 1e9
    return max(0.0, row.y0 - mine.y1, mine.y0 - row.y1)


def _without_header(context: Context) -> tuple[list[Item], set[int]]:
    """Lines of a page without a header row: those whose last amount is the product of two numbers before it."""
    items: list[Item] = []
    for row in context.sheet.rows:
        figures = [figure for segment in row.segments for figure in context.figures[segment]]
        plain = [figure for figure in figures if not figure.percent]
        if len(plain) < 3 or not plain[-1].money:
            continue
        for one, two in pairwise(plain[:-1]):
            if one.value != 1 and agrees(one.value, two.value, plain[-1].value, [("", Decimal(0))]):
                item = Item(
                    row.index, {"c_quantity": one, "c_price": two, "c_amount": plain[-1]}, figures, rows=[row.index]
                )
                used = {id(token) for figure in figures for token in figure.tokens}
                item.words = [
                    t for s in row.segments for t in s.tokens if id(t) not in used and folded(t.text) not in NOT_TEXT
                ]
                if item.words:
                    items.append(item)
                break
    return items, {item.row for item in items}
