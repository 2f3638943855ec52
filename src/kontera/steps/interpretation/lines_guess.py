"""A line table without a known heading: its rows are those whose figures multiply and whose amounts are level."""

# ruff: noqa: PLR2004 - the numbers are weights, distances and probabilities, explained where they are used

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import permutations
from typing import Final

from kontera.core.money import HUNDRED, ZERO
from kontera.steps.interpretation.columns import Column, Header, role_of
from kontera.steps.interpretation.context import Context
from kontera.steps.interpretation.item import Item, agrees
from kontera.steps.interpretation.layout import Row, Segment, folded, has_digit
from kontera.steps.interpretation.lines_cells import counts_only
from kontera.steps.interpretation.lines_grid import EDGE, UNIT_LETTERS, Cluster, bare, clusters_of
from kontera.steps.interpretation.lines_stop import CARRIED, DISCOUNT, TOTALS
from kontera.steps.interpretation.numbers import Figure
from kontera.steps.interpretation.solve import RATES

NO_LINES: Final = (*TOTALS, "penalty", "terms")
NETS: Final = ("net", "line_net")
FEWEST_LETTERS: Final = 2
MOST_FIGURES: Final = 7
HEADING_ROWS: Final = 3
FULL: Final = 3  # figures
MOST_ABOVE: Final = 0.7  # of the rows: then what describes them stands above them
MOST_BARE: Final = 10  # words of a row of figures
MOST_LEADING: Final = 4  # rows of the page's head that may stand level with the amounts
LEAST_SUMMED: Final = 3  # rows above one that says their sum


def guessed(context: Context, proof: frozenset[int]) -> Header | None:
    """The columns of a table without a known heading; None when nothing on the page multiplies or adds up.

    `proof` are amounts in hundredths that stand as totals: rows whose amounts make one of them are lines.
    """
    proof = proof | bare_sums(context)
    return _guessed(context, proof, whole=False) or _guessed(context, proof, whole=True)


def bare_sums(context: Context) -> frozenset[int]:
    """Amounts in hundredths that stand alone in a row, as a sum without a label does below what it sums up."""
    alone = (row for row in context.sheet.rows if len(row.segments) == 1)
    figures = (figure for row in alone for figure in context.figures[row.segments[0]] if figure.money and figure.value)
    return frozenset(abs(round(100 * f.value)) for f in figures if len(f.tokens) == len(f.segment.tokens))


def _guessed(context: Context, proof: frozenset[int], *, whole: bool) -> Header | None:
    """`whole`: amounts may be printed without decimals, and count where they make a total."""
    groups = [_led(group, proof) for group in _groups(context, context.sheet.rows, whole=whole)]
    best = max(groups, key=lambda group: _worth(context, group, proof), default=None)
    if best is None or _worth(context, best, proof) <= (1.0 if whole else 0.0):
        return None
    header = _header(context, [row for row, _ in best], _surest(context, best, proof))
    proven = _proven(best, proof)
    if proven and proven[0].index <= header.last and proven[0].page == header.page:
        top = proven[0].index - (2 if _between(context, proven[0]) else 1)
        header = replace(header, first=min(header.first, top), last=top)
    return replace(header, whole=whole)


def _groups(context: Context, rows: Iterable[Row], *, whole: bool) -> list[list[tuple[Row, Figure]]]:
    """The rows that may be lines, with their amounts, by the column that these stand in."""
    groups: list[list[tuple[Row, Figure]]] = []
    for row in rows:
        amount = _amount(context, row, whole=whole)
        if amount is None:
            continue
        group = next((g for g in groups if _level(g[-1][1], amount)), None)
        if group is None:
            groups.append([(row, amount)])
        else:
            group.append((row, amount))
    return groups


def _led(group: list[tuple[Row, Figure]], proof: frozenset[int]) -> list[tuple[Row, Figure]]:
    """The rows less a few first ones, such as an account number level with the amounts, where only the rest adds up."""
    if len(group) <= LEAST_SUMMED or _proven(group, proof):
        return group
    some = (group[at:] for at in range(1, min(MOST_LEADING, len(group) - LEAST_SUMMED) + 1))
    return next((rest for rest in some if len(_proven(rest, proof)) == len(rest)), group)


def specifying(context: Context, items: Sequence[Item]) -> Header | None:
    """The columns of rows on later pages whose amounts, one after the other, make up the lines; None without such.

    So telephone bills are printed: one sum a subscription on the first page, what it is made of on the next.
    """
    page = context.sheet.rows[items[-1].row].page
    wanted = [item.amount.value for item in items if item.amount is not None]
    for group in _groups(context, (row for row in context.sheet.rows if row.page > page), whole=False):
        if len(group) > len(wanted) and _makes_up([amount.value for _, amount in group], wanted):
            rows = [row for row, _ in group]
            return _header(context, rows, rows)
    return None


def _makes_up(values: Sequence[Decimal], wanted: Sequence[Decimal]) -> bool:
    """Whether the values, in order, part into runs with just these sums."""
    at, total = 0, ZERO
    for value in values:
        total += value
        if at < len(wanted) and total == wanted[at]:
            at, total = at + 1, ZERO
    return at == len(wanted) and not total


def _surest(context: Context, group: Sequence[tuple[Row, Figure]], proof: frozenset[int]) -> list[Row]:
    """The rows that multiply, or those that together make a total if these are more."""
    rows = [row for row, amount in group if _multiplies(context, row, None) or _multiplies(context, row, amount)]
    proven = _proven(group, proof)
    return (proven if len(proven) > len(rows) else rows) or [row for row, _ in group]


def _proven(group: Sequence[tuple[Row, Figure]], proof: frozenset[int]) -> list[Row]:
    """The rows from the first on that together make a total; none when they make no total."""
    end = max((at + 1 for at, total in _running(group) if abs(total) in proof), default=0)
    return [row for row, _ in group[:end]]


def _running(group: Sequence[tuple[Row, Figure]]) -> Iterator[tuple[int, int]]:
    """The sum of the amounts down to each row, in hundredths; a row that only says the sum so far is not counted in."""
    total = 0
    for at, (_, amount) in enumerate(group):
        value = round(100 * amount.value)
        if at < LEAST_SUMMED or value != total:
            total += value
        yield at, total


def _level(one: Figure, two: Figure) -> bool:
    """Whether two amounts stand in one column: their right, left or middle lines agree."""
    (left, right), (other, end) = (
        (figure.segment.x0, figure.segment.x1) if bare(figure) else (figure.x0, figure.x1) for figure in (one, two)
    )
    return min(abs(right - end), abs(left - other), abs(left + right - other - end) / 2) <= EDGE


def _amount(context: Context, row: Row, *, whole: bool) -> Figure | None:
    """The last amount of a row that has words and is no total; with `whole` a number without decimals will do."""
    figures = context.figures_in(row)
    money = [figure for figure in figures if figure.money]
    if whole and not money:
        last = [figure for figure in figures[-1:] if figure.segment is row.segments[-1] and bare(figure)]
        money = [figure for figure in last if not figure.decimals and not figure.percent]
    letters = sum(len(token.letters) for segment in row.segments for token in segment.tokens)
    if money and letters < FEWEST_LETTERS and _between(context, row):
        return money[-1]
    if not money or letters < FEWEST_LETTERS or CARRIED.match(row.text):
        return None
    if DISCOUNT.match(row.text) and money[-1].value > 0:
        return None
    for segment in row.segments:
        hits = context.labels.hits[segment]
        inner = ("vat", "penalty", "terms")  # "Capital cost, interest": what a description ends in names no total
        hits = [hit for hit in hits if not (hit.start and hit.names_any(inner) and segment.tokens[0].letters)]
        if any(hit.names_any(NO_LINES) for hit in hits) and not _worded(context, row):
            less = money[-1].value < 0 and not any(hit.names_any(NO_LINES) for hit in hits if not hit.names("prepaid"))
            if not less or not _counted_in(context, row, money[-1]):
                return None
    return money[-1]


def _counted_in(context: Context, row: Row, less: Figure) -> bool:
    """Whether the next row but for other such is a net total: what was invoiced on account is a line, and negative."""
    for one in context.sheet.rows[row.index + 1 : row.index + 1 + HEADING_ROWS]:
        figures = [figure for figure in context.figures_in(one) if figure.money]
        hits = [hit for segment in one.segments for hit in context.labels.hits[segment]]
        if not figures or any(hit.names("prepaid") for hit in hits):
            continue
        after = context.sheet.rows[one.index + 1 : one.index + 2]
        taxed = [hit for segment in after[0].segments for hit in context.labels.hits[segment]] if after else []
        net = any(hit.names_any(NETS) for hit in hits) or any(hit.names("vat") for hit in taxed)
        return one.page == row.page and _level(figures[-1], less) and net and bool(hits)
    return False


def _between(context: Context, row: Row) -> bool:
    """Whether the row stands at the middle of a text of several rows: they reach over it from above and below."""
    rows = context.sheet.rows
    near = [rows[at] for at in (row.index - 1, row.index + 1) if 0 <= at < len(rows) and rows[at].page == row.page]
    overlap = 0.2 * (row.y1 - row.y0)
    return len(near) == 2 and all(min(row.y1, one.y1) - max(row.y0, one.y0) > overlap for one in near)


def _worded(context: Context, row: Row) -> bool:
    """Whether the row multiplies by itself, so that a total's word in it is a part of a description."""
    return _multiplies(context, row, None)


def _multiplies(context: Context, row: Row, amount: Figure | None) -> bool:
    figures = [f for f in context.figures_in(row) if not f.percent and f.value][:MOST_FIGURES]
    percents = [f.value for f in context.figures_in(row) if f.percent]
    for target in [amount] if amount is not None else [figure for figure in figures if figure.money]:
        for one, two in permutations([f for f in figures if f is not target], 2):
            plain = one.decimals <= two.decimals and abs(one.value) != 1 and abs(two.value) != 1
            grown = [-rate for rate in RATES if rate] if len(figures) > 3 else []
            if plain and agrees(one.value, two.value, target.value, [*percents, *grown]):
                return True
            if two.decimals and target.value > 1 and agrees(one.value, two.value / HUNDRED, target.value):
                return True
    return False


def _worth(context: Context, group: Sequence[tuple[Row, Figure]], proof: frozenset[int]) -> float:
    products = sum(_multiplies(context, row, None) or _multiplies(context, row, amount) for row, amount in group)
    sums = [at for at, total in _running(group) if abs(total) in proof]
    several, alone = bool(sums and sums[-1]), bool(sums) and (_full(context, group[0][0]) or _leads(context, group))
    return products + (2.0 if several else 1.8 if alone else 0.0) - 0.01 * len(group)


def _leads(context: Context, group: Sequence[tuple[Row, Figure]]) -> bool:
    """Whether a lone row of words and an amount stands right above the totals: the only line of a plain invoice."""
    row, amount = group[0]
    if len(row.segments) < 2 or row.segments[-1] is not amount.segment or context.labels.hits[row.segments[0]]:
        return False
    below = [one for one in context.sheet.rows[row.index + 1 : row.index + 1 + HEADING_ROWS] if one.page == row.page]
    for one in below:
        figures = [figure for segment in one.segments for figure in context.figures[segment] if figure.money]
        if figures:
            hits = [hit for segment in one.segments for hit in context.labels.hits[segment]]
            return _level(amount, figures[-1]) and any(hit.names(name) for hit in hits for name in TOTALS)
    return False


def _full(context: Context, row: Row) -> bool:
    """Whether the row has words and as many cells as only a line has."""
    figures = [figure for figure in context.figures_in(row) if bare(figure)]
    return len(figures) >= FULL and not any(context.labels.hits[segment] for segment in row.segments[:1])


def _header(context: Context, every: Sequence[Row], rows: Sequence[Row]) -> Header:
    clusters = clusters_of(context, rows)
    words = text_column(context, rows)
    level = (row for row in every if words and any(abs(segment.x0 - words.x0) <= EDGE for segment in row.segments))
    first = min(next(level, rows[0]), rows[0], key=lambda row: row.index)
    columns = [words] if words else []
    above = _heading_rows(context, first)
    for cluster in clusters:
        if words and cluster.x0 < words.x1 - 1 and cluster.x1 > words.x0 + 1 and _in_one_row(cluster):
            continue
        columns.append(Column(_role_above(context, above, cluster), cluster.x0, cluster.x1, ""))
    columns.sort(key=lambda column: column.x0)
    top = (
        above[0].index if above and any(column.role and column is not words for column in columns) else first.index - 1
    )
    last = first.index - 1
    if words:
        last = last - 1 if _told_above(context, rows) else _below_words(context, first)
    return Header(tuple(columns), min(top, last), last, first.page)


def _in_one_row(cluster: Cluster) -> bool:
    return len({row.index for row, _ in cluster.cells}) == 1


def _below_words(context: Context, first: Row) -> int:
    """The row that the lines begin below: not of the first line's words, where its figures stand under them."""
    tokens = [token for segment in first.segments for token in segment.tokens]
    at = first.index - 1
    if len(tokens) > MOST_BARE or not counts_only(tokens, context.figures_in(first)):
        return at
    rows = context.sheet.rows
    while at >= 0 and rows[at].page == first.page and len(rows[at].segments) == 1:
        if rows[at + 1].y0 - rows[at].y1 > 0.3 * context.sheet.height:
            break
        at -= 1
    return at


def text_column(context: Context, rows: Sequence[Row]) -> Column | None:
    """Where the descriptions stand: of the left edges that texts share, the one with the most letters."""
    letters: dict[float, float] = {}
    ends: dict[float, float] = {}
    for row in _told_above(context, rows) or rows:
        for segment in row.segments:
            count = _letters(context, segment)
            if count < FEWEST_LETTERS:
                continue
            used = {id(token) for figure in context.figures[segment] for token in figure.tokens}
            left = next((t.x0 for t in segment.tokens if id(t) not in used and t.letters), segment.x0)
            key = next((x for x in letters if abs(x - left) <= EDGE), left)
            letters[key] = letters.get(key, 0.0) + count
            ends[key] = max(ends.get(key, 0.0), segment.x1)
    if not letters:
        return None
    best = max(letters, key=lambda x: letters[x])
    return Column("c_description", best, ends[best], "")


def _told_above(context: Context, rows: Sequence[Row]) -> list[Row]:
    """The rows of words right above rows of little but figures, where most are such: these say what those cost."""
    above = []
    for row in rows:
        upper = context.sheet.rows[row.index - 1] if row.index else None
        letters = sum(len(folded(token.text)) for segment in row.segments for token in segment.tokens)
        if upper is None or letters > UNIT_LETTERS or upper.page != row.page or not has_digit(row.text[:2]):
            continue
        near = row.y0 - upper.y1 < 0.9 * context.sheet.height
        if near and upper.segments[-1].x1 < row.segments[-1].x0 and not any(map(_cell, context.figures_in(upper))):
            above.append(upper)
    return above if len(above) > 1 and len(above) >= MOST_ABOVE * len(rows) else []


def _cell(figure: Figure) -> bool:
    return figure.money and bare(figure)


def worded(context: Context, header: Header, rows: Sequence[Row]) -> Header:
    """The heading with a column for the descriptions where no heading names one."""
    if any(column.role == "c_description" for column in header.columns):
        return header
    words = text_column(context, rows)
    if words is None:
        return header
    right = min((column.x0 for column in header.columns if column.x0 > words.x0), default=words.x1)
    columns = [
        column
        for column in header.columns
        if column.role != "c_article" or column.x0 > words.x1 or column.x1 < words.x0
    ]
    columns.append(Column("c_description", words.x0, max(words.x0 + 1, min(words.x1, right - 1)), ""))
    columns.sort(key=lambda column: column.x0)
    return replace(header, columns=tuple(columns))


def _letters(context: Context, segment: Segment) -> int:
    used = {id(token) for figure in context.figures[segment] for token in figure.tokens}
    return sum(len(token.letters) for token in segment.tokens if id(token) not in used)


def _heading_rows(context: Context, first: Row) -> list[Row]:
    above: list[Row] = []
    lower = first
    for row in reversed(context.sheet.rows[max(0, first.index - HEADING_ROWS) : first.index]):
        near = row.page == first.page and lower.y0 - row.y1 < 2.5 * context.sheet.height
        if not near or any(figure.money for figure in context.figures_in(row)):
            break
        above.insert(0, row)
        lower = row
    return above


def _role_above(context: Context, above: Sequence[Row], cluster: Cluster) -> str:
    for row in reversed(above):
        for segment in row.segments:
            for hit in context.labels.hits[segment]:
                shared = min(hit.x1, cluster.x1) - max(hit.x0, cluster.x0)
                if shared > 0 and any(name.startswith("c_") for name, _ in hit.concepts):
                    role = role_of(hit)
                    return "" if role == "c_description" else role
    return ""
