"""The invoice lines: of the ways in which a page can be read as lines the one that its sums and products prove best."""

# ruff: noqa: PLR2004 - the numbers are weights, distances and probabilities, explained where they are used

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final, NamedTuple

from kontera.core.money import HUNDRED
from kontera.steps.interpretation.columns import Header, alike, headers_of
from kontera.steps.interpretation.context import Context
from kontera.steps.interpretation.item import Item, settle
from kontera.steps.interpretation.lines_beside import beside
from kontera.steps.interpretation.lines_cells import multiplied, named
from kontera.steps.interpretation.lines_forms import forms
from kontera.steps.interpretation.lines_grid import EDGE, clusters_of, fitted
from kontera.steps.interpretation.lines_guess import bare_sums, guessed, specifying, worded
from kontera.steps.interpretation.lines_mended import described, summed
from kontera.steps.interpretation.lines_roles import renamed
from kontera.steps.interpretation.lines_stop import STEPS, TOTALS, vat_codes
from kontera.steps.interpretation.lines_walk import Walk, walked
from kontera.steps.interpretation.lines_words import aligned
from kontera.steps.interpretation.numbers import Figure
from kontera.steps.interpretation.solve import RATES

SUM_LABELS: Final = tuple(name for name in TOTALS if name not in {"vat", "rounding", "prepaid"})
MOST_MULTIPLY: Final = 0.6  # of the lines: then the columns are what their headings say
FAR_ABOVE: Final = 30  # rows
MOST_SUMS: Final = 40  # lines that later pages may specify
UNDER: Final = 12  # rows below a line in which its amount without VAT may stand
ROUNDED: Final = Decimal("0.02")
PROVEN: Final = 3.0  # what a sum that stands on the page as a total is worth, in lines


class Found(NamedTuple):
    """Lines as found, the rows that they take up, and charges and allowances on the whole invoice among them."""

    items: list[Item]
    rows: set[int]
    steps: list[Figure]
    cuts: list[int]


@dataclass(frozen=True, slots=True)
class Table:
    """All items, and the rows that the table takes up."""

    items: tuple[Item, ...] = ()
    rows: frozenset[int] = frozenset()
    proven: bool = False


def table_of(context: Context) -> Table:
    """The invoice's lines; an empty table when the page shows none."""
    table = _in_two(context, _specified(context, _best(context)))
    described(context, table.items)
    return table


def _specified(context: Context, table: Table) -> Table:
    """The lines that later pages specify what are only sums of them; else the table itself."""
    rows = context.sheet.rows
    few = table.proven and 1 < len(table.items) <= MOST_SUMS and not any(item.holds for item in table.items)
    if not few or rows[-1].page == rows[table.items[0].row].page:
        return table
    header = specifying(context, table.items)
    if header is None:
        return table
    read = _read(context, _walk(context, header, [header]), _sums(context), _rates(context))
    return read if read.proven and len(read.items) > len(table.items) else table


def _in_two(context: Context, table: Table) -> Table:
    """The lines of two blocks beside each other, where together they make a total; else the table itself."""
    items = beside(context, table.items) if table.items else []
    if len(items) <= len(table.items):
        return table
    found = Found(items, {item.row for item in items}, [], [])
    read = _read(context, found, _sums(context), _rates(context))
    return read if read.proven and len(read.items) == len(items) else table


def _best(context: Context) -> Table:
    rates = _rates(context)
    sums = _sums(context)
    headers = headers_of(context)
    below = _below(context, headers)
    best = _read(context, below, sums, rates)
    told = sum(item.holds or len(best.items) > 1 for item in best.items if item.words)
    if best.proven and 2 * told > len(best.items) and not _begun_above(context, best):
        return best
    alone = bare_sums(context)
    for other in _others(context, below, headers, sums):
        read = _read(context, other, sums | alone if len(other.items) > 1 else sums, rates)
        if _worth(read) > _worth(best) + 0.5:
            best = read
    return best


def _begun_above(context: Context, table: Table) -> bool:
    """Whether rows above the table end in amounts of its column: then what it adds up to may be a part of the whole.

    A workshop's labour stands so above its parts, below a heading of its own that names no column.
    """
    first = table.items[0]
    rows, amount = context.sheet.rows, first.amount
    if amount is None:
        return False
    above = (row for row in rows[max(0, min(first.rows) - FAR_ABOVE) : min(first.rows)] if row.index not in table.rows)
    level = (row for row in above if row.page == rows[first.row].page and abs(row.segments[-1].x1 - amount.x1) <= EDGE)
    figures = (context.figures[row.segments[-1]][-1:] for row in level if len(row.segments) > 1)
    return sum(figure.money for some in figures for figure in some) > 1


def _others(context: Context, below: Found, headers: Sequence[Header], sums: frozenset[int]) -> Iterator[Found]:
    header = guessed(context, sums)
    found = _walk(context, header, headers) if header is not None else None
    if found is not None and not all(_is_step(context, item) for item in found.items):
        yield found
    for one in (below, *([found] if found is not None else ())):
        for items in summed(one.items, sums):
            yield one._replace(items=items, steps=[])
    for items in forms(context):
        yield Found(items, {row for item in items for row in item.rows}, [], [])


def _is_step(context: Context, item: Item) -> bool:
    """Whether it is a charge or an allowance by its first words: such alone make no table."""
    first = context.sheet.rows[item.row].segments[0]
    return any(hit.start <= 1 and hit.names_any(STEPS) for hit in context.labels.hits[first])


def _read(context: Context, found: Found, sums: frozenset[int], rates: Sequence[Decimal]) -> Table:
    items, rows, steps, cuts = found
    _coded(context, items)
    for item in items:
        settle(item, rates)
    _with_vat(items)
    _less_vat(context, items)
    whole = [item for item in items if item.amount is not None or "c_quantity" in item.figures]
    items = whole if len(whole) < len(items) and len(whole) > 1 and _adds_up(whole, sums, steps) else items
    kept = _kept(_cut(items, sums, steps, cuts), sums, steps)
    rows = rows - {index for item in items if item not in kept for index in item.rows}
    proven = _adds_up(kept, sums, steps) and (len(kept) > 1 or _told_again(context, kept[0]))
    total = sum(item.amount.value for item in kept if item.amount is not None)
    for item in kept:
        item.proven = proven
        item.sign = -1 if total < 0 else 1
    return Table(tuple(kept), frozenset(rows), proven)


def _worth(table: Table) -> float:
    lines = sum(1.0 if item.holds else 0.35 for item in table.items)
    bare = sum(not item.words for item in table.items)
    return lines + (PROVEN + 0.2 * len(table.items) if table.proven else 0.0) - 0.6 * bare


def _below(context: Context, headers: Sequence[Header]) -> Found:
    all_found = Found([], set(), [], [])
    for header in _started(headers):
        if header.last in all_found.rows:
            continue
        found = _walk(context, header, headers)
        if found.items:
            all_found.cuts.extend(len(all_found.items) + cut for cut in found.cuts)
            all_found.items.extend(found.items)
            all_found.rows.update(found.rows)
            all_found.steps.extend(found.steps)
    return all_found


def _started(headers: Sequence[Header]) -> Iterator[Header]:
    best = max((len({c.role for c in h.columns}) for h in headers), default=0)
    for header in headers:
        if len({column.role for column in header.columns}) >= best - 2:
            yield header


def _walk(context: Context, header: Header, headers: Sequence[Header]) -> Found:
    """The lines below the heading, walked twice: the first time tells where the figures stand and what they are."""
    draft = walked(context, header, headers, header)
    if not draft.items:
        header = replace(header, whole=True)
        draft = walked(context, header, headers, header)
    if not draft.items:
        return Found([], set(), [], [])
    texts = any(column.role == "c_description" for column in header.columns)
    lines = [context.sheet.rows[item.row] for item in draft.items]
    level = aligned(context, header, lines)
    if texts and level is header and _most_multiply(draft):
        return Found(draft.items, draft.taken, draft.steps, draft.cuts)
    fit = worded(context, fitted(level, clusters_of(context, lines), len(lines)), lines)
    walk = walked(context, header, headers, fit)
    if loose := _beside_lines(walk.items, draft.items):
        walk = walked(context, header, headers, fit, loose=loose)
    if not walk.items:
        walk, fit = draft, header
    final = renamed(fit, walk.items, _rates(context))
    if final is not fit:
        again = walked(context, header, headers, final) if not alike(final, fit) else walk
        walk = again if again.items else walk
        for item in walk.items:
            named(item, final.columns)
    return Found(walk.items, walk.taken, walk.steps, walk.cuts)


def _beside_lines(items: Sequence[Item], draft: Sequence[Item]) -> list[int]:
    """Rows of what only the fitted columns take for lines, with neither quantity nor amount: all others were known.

    Above and below the middle of a line of many rows stand its gross price, its discount, what it costs net.
    """
    known = {item.row for item in draft}
    extra = [item.row for item in items if not {"c_amount", "c_gross", "c_quantity"} & item.figures.keys()]
    others = {item.row for item in items} - set(extra)
    return extra if others and others <= known and known.isdisjoint(extra) else []


def _most_multiply(draft: Walk) -> bool:
    return sum(multiplied(item) for item in draft.items) >= MOST_MULTIPLY * len(draft.items)


def _rates(context: Context) -> list[Decimal]:
    found = {f.value for figures in context.figures.values() for f in figures if f.percent and f.value in RATES}
    return sorted((rate for rate in found if rate), reverse=True)


def _sums(context: Context) -> frozenset[int]:
    """Amounts in hundredths that stand in a row with a label of a total, or below one."""
    found: set[int] = set()
    labelled = 0
    for row in context.sheet.rows:
        hits = [hit for segment in row.segments for hit in context.labels.hits[segment]]
        labelled = labelled - 1
        if hits and any(hit.names_any(SUM_LABELS) for hit in hits):
            labelled = 2
        if labelled > 0:
            figures = (figure for figure in context.figures_in(row) if not figure.percent)
            found |= {abs(round(100 * f.value)) for f in figures if f.money or f.value > 9}
    return frozenset(found | _nets(context))


def _nets(context: Context) -> set[int]:
    """Nets in hundredths that need not be printed: what is to pay less the VAT, and less the rounding where one is."""
    kinds: dict[str, set[int]] = {"vat": set(), "payable": set(), "rounding": {0}}
    for row in context.sheet.rows:
        figures = [figure for figure in context.figures_in(row) if figure.money]
        hits = [hit for segment in row.segments for hit in context.labels.hits[segment]] if len(figures) == 1 else []
        for name, found in kinds.items() if hits else ():
            if any(hit.names(name) for hit in hits):
                found.add(round(100 * figures[0].value))
    nets = {pay - vat - off for pay in kinds["payable"] for vat in kinds["vat"] for off in kinds["rounding"] if vat}
    return {abs(net) for net in nets if net}


def _coded(context: Context, items: Sequence[Item]) -> None:
    """Rates of lines that name their VAT by a code which the page explains."""
    codes: dict[int, str] = {}
    for at, item in enumerate(items):
        rate = item.figures.get("c_vat_rate")
        if item.code is not None:
            codes[at] = item.code.text.strip(" :=()[]")
        elif rate is not None and rate.value not in RATES:
            codes[at] = rate.raw
    if not codes:
        return
    known = vat_codes(context, tuple(dict.fromkeys(codes.values())))
    for at, code in codes.items():
        if code in known:
            items[at].rate = known[code]


def _with_vat(items: Sequence[Item]) -> None:
    """A lone amount column that is quantity x price plus VAT on most lines holds amounts with VAT on all."""
    sold = [item for item in items if item.holds]
    gross = [item for item in sold if item.gross is not None and item.net is None]
    if not gross or 2 * len(gross) <= len(sold):
        return
    for item in items:
        if item.net is not None and item.gross is None and not (item.holds and item.rate):
            item.gross, item.net = item.net, None


def _less_vat(context: Context, items: Sequence[Item]) -> None:
    """Where most lines have their amount with VAT in the column and the one without below, so have the others.

    Chance or a page's end hides it: 1 x 2.50 is nearly the 2.51 with VAT that stands where the others have theirs.
    """
    below = [item for item in items if item.gross is not None and item.gross is item.figures.get("c_amount")]
    if len(below) <= len(items) / 2 or any(item.net is None for item in below):
        return
    for at, item in enumerate(items):
        whole = item.figures.get("c_amount")
        if whole is None or item.gross is not None or item.net is not whole:
            continue
        end = items[at + 1].row if at + 1 < len(items) else item.row + UNDER
        figures = [figure for row in context.sheet.rows[item.row + 1 : end] for figure in context.figures_in(row)]
        rates = [figure.value for figure in figures if figure.percent and figure.value in RATES and figure.value]
        nets = [
            (figure, rate)
            for rate in rates
            for figure in figures
            if figure.money and abs(figure.value * (HUNDRED + rate) / HUNDRED - whole.value) <= ROUNDED
        ]
        if nets:
            (item.net, item.rate), item.gross = nets[0], whole


def _adds_up(items: Sequence[Item], sums: frozenset[int], steps: Sequence[Figure]) -> bool:
    more = sum(figure.value for figure in steps)
    for values in (
        [item.net.value for item in items if item.net is not None],
        [item.gross.value for item in items if item.gross is not None],
    ):
        total = sum(values)
        if len(values) == len(items) and values and {abs(round(100 * total)), abs(round(100 * (total + more)))} & sums:
            return True
    return False


def _told_again(context: Context, item: Item) -> bool:
    """Whether the amount of an only line stands outside it too, or follows from what does: it cannot prove itself."""
    values = {abs(round(100 * figure.value)) for figure in (item.net, item.gross) if figure is not None}
    others = (row for row in context.sheet.rows if row.index not in item.rows)
    elsewhere = {abs(round(100 * figure.value)) for row in others for figure in context.figures_in(row)}
    return bool(values & (elsewhere | _nets(context)))


def _cut(items: list[Item], sums: frozenset[int], steps: Sequence[Figure], cuts: Sequence[int]) -> list[Item]:
    """The lines down to the last row that looked like a total and is not followed by lines that are proven."""
    if not cuts or _adds_up(items, sums, steps):
        return items
    for cut in sorted(set(cuts), reverse=True):
        if any(item.holds for item in items[cut:]):
            return items
        if _adds_up(items[:cut], sums, steps):
            return items[:cut]
    return items[: cuts[0]]


def _kept(items: list[Item], sums: frozenset[int], steps: Sequence[Figure]) -> list[Item]:
    """The lines less those at the end, or one somewhere, that keep them from making a total of the page."""
    if len(items) < 2 or _adds_up(items, sums, steps):
        return items
    for end in range(len(items) - 1, max(1, len(items) // 2), -1):
        if not any(item.holds for item in items[end:]) and _adds_up(items[:end], sums, steps):
            return items[:end]
    for at, item in enumerate(items):
        rest = [*items[:at], *items[at + 1 :]]
        if len(rest) > 1 and not item.holds and _adds_up(rest, sums, steps):
            return rest
    return items
