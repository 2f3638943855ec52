"""The rows below the heading of a line table, told apart: a line begins, goes on, is summed up, or the lines end."""

# ruff: noqa: PLR2004 - the numbers are weights, distances and probabilities, explained where they are used

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Final

from kontera.core.money import ZERO
from kontera.steps.interpretation.columns import Header, describes
from kontera.steps.interpretation.context import Context
from kontera.steps.interpretation.item import Item, agrees
from kontera.steps.interpretation.layout import Row
from kontera.steps.interpretation.lines_cells import WORTH, item_of
from kontera.steps.interpretation.lines_loose import given
from kontera.steps.interpretation.lines_stop import (
    CARRIED,
    STEPS,
    TOTALS,
    discounts,
    lessened,
    running,
    stops,
    sums_up,
    text_of,
)
from kontera.steps.interpretation.numbers import Figure
from kontera.steps.interpretation.solve import RATES

ALL_LEVEL: Final = 4  # columns: as many that all stand over columns of the table are its heading once more
MOST_ITEMS: Final = 400
BARREN_ROWS: Final = 14
AHEAD: Final = 9  # rows looked at for lines below a sub-total
ASIDE: Final = 120.0  # to the right of the descriptions, in thousandths of the page width
LEVEL: Final = 12.0  # between texts that begin at one edge
LONGEST_CODE: Final = 3
GROUP: Final = "group"
WHOLE: Final = "whole"
BEYOND: Final = 4  # barren rows below what may have been the total


@dataclass(slots=True)
class Walk:
    """What was found on the way down: the lines, and the rows before, between and after them without an amount."""

    items: list[Item] = field(default_factory=list)
    between: list[list[Row]] = field(default_factory=lambda: [[]])
    taken: set[int] = field(default_factory=set)
    since: int = 0
    barren: int = 0
    steps: list[Figure] = field(default_factory=list)
    cuts: list[int] = field(default_factory=list)
    sums: list[int] = field(default_factory=list)
    ahead: dict[int, Item | None] = field(default_factory=dict)  # of rows looked at, the line that begins on each
    closed: int | None = None  # how many rows without an amount stood above the last sum, since the last line

    def add(self, item: Item) -> None:
        """A line begins here."""
        self.close(own=bool(item.words))
        self.items.append(item)
        self.between.append([])
        self.barren = 0

    def summed(self) -> None:
        """A sum of the lines stands here: what follows is of no line above."""
        if self.closed is None:
            self.closed = len(self.between[-1])

    def close(self, *, own: bool) -> None:
        """Forget the rows between the last sum and here: with `own` words a line needs no heading above it."""
        if self.closed is not None and own:
            del self.between[-1][self.closed :]
        self.closed = None


def walked(
    context: Context, header: Header, headers: Sequence[Header], fit: Header, *, loose: Collection[int] = ()
) -> Walk:
    """The lines below the heading; `fit` is the heading with its columns as broad as the figures below them.

    On the `loose` rows no line begins.
    """
    rows = context.sheet.rows
    walk = Walk(taken=set(range(header.first, header.last + 1)), ahead=dict.fromkeys(loose))
    heads = {index: h for h in headers for index in range(h.first, h.last + 1)}
    page, at = header.page, header.last + 1
    while at < len(rows) and len(walk.items) < MOST_ITEMS:
        row = rows[at]
        again = heads.get(at)
        if row.page != page:
            page = row.page
            again = again or next((h for h in headers if h.page == page and h.first >= at), None)
            walk.between[-1] = [] if not walk.items else walk.between[-1]
        if again is not None and strange(header, again):
            if 2 * len({c.role for c in again.columns}) > len({c.role for c in header.columns}):
                break
            again = None
        if again is not None:
            walk.taken.update(range(again.first, again.last + 1))
            at = again.last + 1
            continue
        if stops(context, row, fit) and not _of_group(context, row, fit, walk):
            summed = _summed(context, row, fit, walk)
            if _all_paid(context, row, walk) if summed else not _resumes(context, at, fit, walk, heads):
                break
            walk.sums.append(at)
            walk.cuts.append(len(walk.items))
            walk.summed()
            walk.since = len(walk.items)
            walk.barren = BARREN_ROWS - BEYOND
        elif not _stepped(context, row, fit, walk):
            break
        at += 1
    walk.close(own=True)
    given(context, walk.items, walk.between, fit)
    walk.taken.update(index for item in walk.items for index in item.rows)
    return walk


def strange(one: Header, two: Header) -> bool:
    """Whether the second heading is another table's."""
    mine, other = {c.role for c in one.columns}, {c.role for c in two.columns}
    if one.page == two.page and _elsewhere(one, two):
        return True
    full = len(other) >= ALL_LEVEL or {"c_quantity", "c_price"} <= other
    if full and all(any(c.x0 < a.x1 and a.x0 < c.x1 for c in one.columns) for a in two.columns):
        return False
    return len(mine & other) < min(len(mine), 2) + (len(mine) > 3)


def _elsewhere(one: Header, two: Header) -> bool:
    """Whether the second heading's amounts stand under none of the first's figures: a heading again stands the same."""
    figures = [column for column in one.columns if column.role in {*WORTH, "c_note", ""}]
    amounts = [column for column in two.columns if column.role in {"c_amount", "c_gross"}]
    return bool(amounts) and not any(c.x0 < a.x1 and a.x0 < c.x1 for a in amounts for c in figures)


def _begun(context: Context, row: Row, header: Header, walk: Walk) -> Item | None:
    """The line that begins on the row, looked for once on the way: rows are looked at before they are taken in."""
    if row.index not in walk.ahead:
        walk.ahead[row.index] = item_of(context, row, header)
    return walk.ahead[row.index]


def _stepped(context: Context, row: Row, header: Header, walk: Walk) -> bool:
    """Take in one row; False when the lines have ended."""
    item = _begun(context, row, header, walk)
    if item is None:
        last = context.sheet.rows[row.index - 1]
        walk.between[-1].append(row)
        walk.barren += last.page != row.page or row.y0 - last.y1 > 0.9 * context.sheet.height
        return walk.barren <= BARREN_ROWS
    amount = item.figures.get("c_amount") or item.figures.get("c_gross")
    if amount is None or {"c_quantity", "c_price"} <= item.figures.keys():
        walk.add(item)
        return True
    text = text_of(context, row)
    if _absorbed(row, text, item, amount, walk):
        return True
    if walk.items and not text and _under_total(context, walk.between[-1], header):
        return False
    ended = walk.cuts and (_names_total(context, row) or not any(char.isalpha() for char in text))
    within = _summed_soon(context, row, header, walk) if ended else ""
    if ended and within != GROUP and not _goes_on(context, row, header, walk):
        if within == WHOLE:
            walk.steps.append(amount)
        return within == WHOLE
    if _step_of_total(context, row, header, walk.items) or (walk.cuts and _aside(row, item, header)):
        walk.steps.append(amount)
    else:
        walk.add(item)
    return True


def _absorbed(row: Row, text: str, item: Item, amount: Figure, walk: Walk) -> bool:
    """Whether the row only sums up the lines above, or lessens the last of them."""
    if sums_up(text, amount, walk.items, walk.since):
        walk.taken.add(row.index)
        if not CARRIED.match(text):
            walk.since = len(walk.items)
            walk.cuts.append(walk.since)
            walk.summed()
        walk.barren = 0
        return True
    percents = [figure for figure in item.every if figure.percent]
    values = [figure.value for figure in percents]
    if not walk.items or "c_quantity" in item.figures or not discounts(text, amount, walk.items[-1], values):
        return False
    lessened(walk.items[-1], amount, percents)
    walk.items[-1].rows.append(row.index)
    return True


def _step_of_total(context: Context, row: Row, header: Header, items: Sequence[Item]) -> bool:
    """Whether it is a charge or allowance on the whole invoice: the only row that is not numbered as the lines are."""
    places = [column for column in header.columns if column.role == "c_pos"]
    items = [item for item in items if "c_amount" in item.figures or "c_gross" in item.figures]
    if not places or len(items) < 2 or not all(item.figures.get("c_pos") for item in items):
        return False
    coded = len(row.segments) > 1 and len(row.segments[0].text) <= LONGEST_CODE  # "95 | Allowance": its reason's code
    return _begins_with(context, row, STEPS, after=int(coded))


def _aside(row: Row, item: Item, header: Header) -> bool:
    """Whether a row below a sum begins far to the right of where the descriptions do: it leads to the total."""
    left, _ = describes(header)
    first = min((token.x0 for segment in row.segments for token in segment.tokens), default=0.0)
    return "c_quantity" not in item.figures and left > 0 and first > left + ASIDE


def _goes_on(context: Context, row: Row, header: Header, walk: Walk) -> bool:
    """Whether a charge or allowance that stands where the lines do is followed by more lines."""
    hits = [hit for segment in row.segments for hit in context.labels.hits[segment] if not hit.start]
    if any(hit.names(name) for hit in hits for name in TOTALS) or not _begins_with(context, row, STEPS):
        return False
    return abs(row.segments[0].x0 - describes(header)[0]) < LEVEL and _resumes(context, row.index, header, walk, {})


def _names_total(context: Context, row: Row) -> bool:
    """Whether some part of the row begins with the name of a total, or of a step to one."""
    hits = [hit for segment in row.segments for hit in context.labels.hits[segment] if not hit.start]
    return any(hit.names(name) for hit in hits for name in (*STEPS, *TOTALS))


def _under_total(context: Context, loose: Sequence[Row], header: Header) -> bool:
    """Whether the row above, aside from the descriptions, is nothing but the name of a total."""
    if not loose:
        return False
    left, _ = describes(header)
    return any(
        hit.end - hit.start == len(segment.tokens) and segment.x0 > left + 120 and any(hit.names(n) for n in TOTALS)
        for segment in loose[-1].segments
        for hit in context.labels.hits[segment]
    )


def _begins_with(context: Context, row: Row, names: Sequence[str], *, after: int = 0) -> bool:
    hits = [hit for segment in row.segments[after : after + 1] for hit in context.labels.hits[segment]]
    return any(not hit.start and any(hit.names(name) for name in names) for hit in hits)


def _summed(context: Context, row: Row, header: Header, walk: Walk) -> bool:
    """Whether a row that looks like a total is the sum of the lines since the last: more lines may follow."""
    item = _begun(context, row, header, walk)
    amount = item and (item.figures.get("c_amount") or item.figures.get("c_gross"))
    return bool(amount and walk.items and running(walk.items, walk.since, amount))


def _all_paid(context: Context, row: Row, walk: Walk) -> bool:
    """Whether all lines so far are what is to pay: what follows on later pages only tells of them again."""
    return walk.since == 0 and len(walk.items) > 1 and _begins_with(context, row, ("payable",))


def _summed_soon(context: Context, row: Row, header: Header, walk: Walk) -> str:
    """Of what a sum follows that counts this row in: of its group, whose line it then is, or of the whole; else "".

    Surcharges below a sub-total ("Fraktsumma") are lines where some among them have no name that only such have.
    """
    total, rows = ZERO, context.sheet.rows
    others = bool(walk.cuts) and len(walk.items) > walk.since  # whether some of what leads to the sum has no such name
    some = [item.figures.get("c_amount") or item.figures.get("c_gross") for item in walk.items]
    values = [figure.value if figure else ZERO for figure in some]
    group, whole = sum(values[walk.since :], ZERO), sum(values, ZERO)
    for at, one in enumerate(rows[row.index : row.index + AHEAD]):
        found = _begun(context, one, header, walk) if one.page == row.page else None
        amount = found and (found.figures.get("c_amount") or found.figures.get("c_gross"))
        if not amount:
            continue
        if at and stops(context, one, header):
            if amount.value in {group + total, whole + total}:
                return GROUP if amount.value == group + total or others else WHOLE
            if not _begins_with(context, one, ("prepaid",)):
                return ""
        elif at and not _names_total(context, one):
            others = True
        total += amount.value
    return ""


def _of_group(context: Context, row: Row, header: Header, walk: Walk) -> bool:
    """Whether what looks like a payment is a line of a group that its own sum closes ("Delbetalning telefon")."""
    if walk.since == len(walk.items) or not _begins_with(context, row, ("prepaid",)):
        return False
    item = None if walk.cuts else _begun(context, row, header, walk)
    amount = item and (item.figures.get("c_amount") or item.figures.get("c_gross"))
    if not walk.cuts and not (amount and amount.value < 0):
        return False  # below the lines of a group, or taken off as one of the lines
    return _summed_soon(context, row, header, walk) == GROUP


def _resumes(context: Context, at: int, header: Header, walk: Walk, heads: dict[int, Header]) -> bool:
    """Whether lines that multiply follow below a row that looks like a total: then it was a sub-total."""
    rows = context.sheet.rows
    for row in rows[at + 1 : at + 1 + AHEAD]:
        if row.index in heads:
            return row.page != rows[at].page and not strange(header, heads[row.index])
        item = _begun(context, row, header, walk)
        if item is None:
            continue
        quantity, price = item.figures.get("c_quantity"), item.figures.get("c_price")
        amount = item.figures.get("c_amount") or item.figures.get("c_gross")
        if not (quantity and price and amount) or price.percent or not item.words:
            continue
        percents = [figure.value for figure in item.every if figure.percent]
        percents += [figure.value for role, figure in item.figures.items() if role == "c_discount"]
        grown = [-rate for rate in RATES if rate]
        if agrees(quantity.value, price.value, amount.value, [*percents, *grown]):
            return True
    return False
