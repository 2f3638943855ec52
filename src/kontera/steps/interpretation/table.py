"""The invoice lines: the header row gives the columns, arithmetic confirms which number is which."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise, permutations
from typing import Final

from kontera.core.money import HUNDRED
from kontera.steps.interpretation.context import Context
from kontera.steps.interpretation.labels import Hit
from kontera.steps.interpretation.layout import Row, Token, folded
from kontera.steps.interpretation.numbers import Figure
from kontera.steps.interpretation.solve import RATES

ROLES: Final = (
    "c_article", "c_quantity", "c_unit", "c_discount", "c_vat_amount", "c_price", "c_vat_rate", "c_description", "c_amount",
    "c_gross", "c_date", "c_pos",
)  # fmt: skip
NUMERIC: Final = frozenset(
    {"c_quantity", "c_price", "c_discount", "c_vat_amount", "c_vat_rate", "c_amount", "c_gross", "c_pos"}
)
WORTH: Final = frozenset({"c_quantity", "c_price", "c_amount", "c_gross"})
TOTALS: Final = ("net", "vat", "gross", "payable", "line_net", "rounding", "prepaid")
EXPLICIT_GROSS: Final = re.compile(r"(inkl|incl|inc|ttc|brutto|gross|verollinen|sisalv|medvsk|totalsum|inclusive)")
NOT_TEXT: Final = frozenset({"kr", "sek", "nok", "dkk", "eur", "usd", "isk", "euro", "euroa", "gbp"})
MOST_ITEMS: Final = 400
CENT: Final = Decimal("0.011")
BARREN_ROWS: Final = 14
FARTHEST: Final = 140.0  # from a column, in thousandths of the page width


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """A column of the line table: its role and the breadth of its heading."""

    role: str
    x0: float
    x1: float
    key: str


@dataclass(frozen=True, slots=True, eq=False)
class Header:
    """The heading of a line table; `last` is the index of its lowest row."""

    columns: tuple[Column, ...]
    first: int
    last: int
    page: int


@dataclass(slots=True)
class Item:
    """One invoice line as read: figures by role, words of the description, whether the arithmetic holds."""

    row: int
    figures: dict[str, Figure] = field(default_factory=dict)
    every: list[Figure] = field(default_factory=list)
    words: list[Token] = field(default_factory=list)
    article: list[Token] = field(default_factory=list)
    unit: str = ""
    holds: bool = False
    net: Figure | None = None
    gross: Figure | None = None
    rate: Decimal | None = None
    discount: Decimal | None = None
    rows: list[int] = field(default_factory=list)

    @property
    def description(self) -> str:
        """The words of the description, in reading order."""
        return " ".join(token.text for token in self.words).strip(" ,;:-·")


@dataclass(frozen=True, slots=True)
class Table:
    """All items, and the rows that the table takes up."""

    items: tuple[Item, ...] = ()
    rows: frozenset[int] = frozenset()


def table_of(context: Context) -> Table:
    """The invoice's lines; an empty table when the page shows none."""
    headers = _headers(context)
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
        _settle(item)
    _which_amount(items)
    return Table(tuple(items), frozenset(taken))


def _started(headers: Sequence[Header]) -> Iterator[Header]:
    best = max((len({c.role for c in h.columns}) for h in headers), default=0)
    for header in headers:
        if len({column.role for column in header.columns}) >= best - 2:
            yield header


def _headers(context: Context) -> list[Header]:
    found: list[Header] = []
    rows = context.sheet.rows
    for row in rows:
        if found and row.index <= found[-1].last:
            continue
        if not _heads(context, row):
            continue
        first = last = row.index
        group = [row]
        if last + 1 < len(rows) and _continues(context, rows[last], rows[last + 1]):
            last += 1
            group.append(rows[last])
            if last + 1 < len(rows) and _continues(context, rows[last], rows[last + 1]):
                last += 1
                group.append(rows[last])
        if first and (not found or found[-1].last < first - 1) and _continues(context, rows[first - 1], rows[first]):
            first -= 1
            group.insert(0, rows[first])
        columns = _columns(context, group)
        roles = {column.role for column in columns}
        if roles & {"c_amount", "c_gross", "c_price"} and len(roles) >= 2:
            found.append(Header(columns, first, last, row.page))
    return found


def _column_hits(context: Context, row: Row) -> list[Hit]:
    hits = [hit for segment in row.segments for hit in context.labels.hits[segment]]
    return [hit for hit in hits if any(name.startswith("c_") for name, _ in hit.concepts)]


def _heads(context: Context, row: Row) -> bool:
    hits = _column_hits(context, row)
    if len(hits) < 2 or any(figure.money for segment in row.segments for figure in context.figures[segment]):
        return False
    words = sum(1 for segment in row.segments for token in segment.tokens if folded(token.text))
    covered = sum(1 for hit in hits for token in hit.tokens if folded(token.text))
    names = {name for hit in hits for name, _ in hit.concepts}
    worth = names & WORTH
    described = "c_description" in names or "c_quantity" in names and "c_price" in names
    return bool(worth) and described and covered >= 0.5 * words


def _continues(context: Context, upper: Row, lower: Row) -> bool:
    if upper.page != lower.page or lower.y0 - upper.y1 > 0.9 * context.sheet.height:
        return False
    for row in (upper, lower):
        if any(figure.value or figure.money for segment in row.segments for figure in context.figures[segment]):
            return False
    hits = _column_hits(context, lower) if not _heads(context, lower) else _column_hits(context, upper)
    weak = lower if not _heads(context, lower) else upper
    words = [token for segment in weak.segments for token in segment.tokens]
    if any(token.text.endswith(":") for token in words):
        return False
    short = all(len(segment.tokens) <= 3 for segment in weak.segments)
    return short and (bool(hits) or all("(" in s.text or len(s.text) <= 12 for s in weak.segments))


def _columns(context: Context, rows: Sequence[Row]) -> tuple[Column, ...]:
    columns: list[Column] = []
    hits = sorted((hit for row in rows for hit in _column_hits(context, row)), key=lambda hit: hit.x0)
    for hit in hits:
        role = _role(hit)
        over = [c for c in columns if min(c.x1, hit.x1) - max(c.x0, hit.x0) > 0.3 * min(c.x1 - c.x0, hit.x1 - hit.x0)]
        if over:
            old = over[-1]
            columns.remove(old)
            joined = _stacked(old, hit, role)
            columns.append(Column(joined, min(old.x0, hit.x0), max(old.x1, hit.x1), old.key + hit.key))
        else:
            columns.append(Column(role, hit.x0, hit.x1, hit.key))
    columns.sort(key=lambda column: column.x0)
    roles = [column.role for column in columns]
    if "c_amount" not in roles and "c_gross" not in roles and "c_price" in roles:
        last = len(roles) - 1 - roles[::-1].index("c_price")
        columns[last] = Column("c_amount", columns[last].x0, columns[last].x1, columns[last].key)
    if "c_description" not in roles and "c_article" in roles:
        at = roles.index("c_article")
        columns[at] = Column("c_description", columns[at].x0, columns[at].x1, columns[at].key)
    return tuple(columns)


def _stacked(old: Column, hit: Hit, role: str) -> str:
    pair = {old.role, role}
    if "c_vat_rate" in pair and "c_amount" in pair:
        return "c_vat_amount"
    if EXPLICIT_GROSS.search(old.key + hit.key) and pair & {"c_amount", "c_gross"}:
        return "c_gross"
    for name in ROLES:
        if name in pair:
            return name
    return old.role


def _role(hit: Hit) -> str:
    names = {name for name, _ in hit.concepts}
    if "c_gross" in names and EXPLICIT_GROSS.search(hit.key):
        return "c_gross"
    if hit.key in {"artikel", "article", "artikkel", "art", "vara", "vare"}:
        return "c_description"
    if hit.key == "vat" and hit.start and hit.segment.tokens[hit.start - 1].text.casefold() in {"ex", "excl"}:
        return "c_amount"
    return next((role for role in ROLES if role in names), "c_description")


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
            taken.update(range(taken and max(taken) + 1 or at, at + 1) if row.page == header.page else {at})
        at += 1
    _give(context, loose, items, None, active)
    taken.update(index for item in items for index in item.rows)
    return items, taken


def _strange(one: Header, two: Header) -> bool:
    mine, other = {c.role for c in one.columns}, {c.role for c in two.columns}
    return len(mine & other) < min(len(mine), 2) + (len(mine) > 3)


def _stops(context: Context, row: Row, header: Header) -> bool:
    figures = [figure for segment in row.segments for figure in context.figures[segment]]
    roles = {_column_of(figure, header).role for figure in figures}
    if {"c_quantity", "c_price"} <= roles and len(figures) >= 3:
        return False
    left = min((c.x0 for c in header.columns if c.role == "c_description"), default=0.0)
    for segment in row.segments:
        hits = context.labels.hits[segment]
        total = next((hit for hit in hits if any(hit.names(name) for name in TOTALS)), None)
        if total is None or total.start > 1:
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
        and not figures
        and not any(hit.names("c_description") for hit in names)
        and len(row.segments) >= 2
    )


def _any_hits(context: Context, row: Row) -> list[Hit]:
    return [hit for segment in row.segments for hit in context.labels.hits[segment]]


def _away(column: Column, figure: Figure) -> float:
    """How far the figure stands from where the column's figures would stand."""
    wide = min(column.x1, figure.x1) - max(column.x0, figure.x0)
    middle = abs(column.x0 + column.x1 - figure.x0 - figure.x1) / 2
    edges = min(abs(column.x0 - figure.x0), abs(column.x1 - figure.x1), middle)
    return edges - (25 if wide > 0 else 0)


def _column_of(figure: Figure, header: Header) -> Column:
    return min(header.columns, key=lambda column: _away(column, figure))


def _describes(header: Header) -> tuple[float, float]:
    """The breadth in which descriptions stand: from their heading to the next one."""
    columns = list(header.columns)
    at = next((i for i, column in enumerate(columns) if column.role == "c_description"), None)
    if at is None:
        return 0.0, min((c.x0 for c in columns if c.role in WORTH), default=1000.0)
    right = columns[at + 1].x0 if at + 1 < len(columns) else 1000.0
    return columns[at].x0, right


def _item(context: Context, row: Row, header: Header) -> Item | None:
    item = Item(row.index, rows=[row.index])
    item.every = [figure for segment in row.segments for figure in context.figures[segment]]
    left, right = _describes(header)
    free = []
    for figure in item.every:
        column = _column_of(figure, header)
        within = left - 15 < figure.x0 and figure.x1 < right - 30
        if not (within and not (column.x0 < figure.x1 and figure.x0 < column.x1)) and not figure.x1 < left - 2:
            free.append(figure)
    _seat(item, free, header)
    amount = item.figures.get("c_amount") or item.figures.get("c_gross")
    if amount is None or (
        not amount.money and (len(item.figures) < 2 or (not amount.decimals and "c_price" not in item.figures))
    ):
        return None
    _words(context, row, header, item)
    return item


def _seat(item: Item, figures: Sequence[Figure], header: Header) -> None:
    """Each figure to its nearest column; of two that want the same one the nearer gets it, the other the next free."""
    wishes = sorted(
        ((_away(column, figure), i, j) for i, figure in enumerate(figures) for j, column in enumerate(header.columns)),
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


def _words(context: Context, row: Row, header: Header, item: Item) -> None:
    left, right = _describes(header)
    used = {id(token) for figure in item.figures.values() for token in figure.tokens}
    first = min((figure.x0 for role, figure in item.figures.items() if role in WORTH | {"c_discount"}), default=right)
    for segment in row.segments:
        for token in segment.tokens:
            middle = (token.x0 + token.x1) / 2
            if id(token) in used or folded(token.text) in NOT_TEXT:
                continue
            if left - 12 <= token.x0 and (middle < right - 2 or token.x1 < first - 8 and middle < right + 40):
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
    left, right = _describes(header)
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


def _settle(item: Item) -> None:
    """Which figure is quantity, price, discount and net: by the columns, confirmed or corrected by arithmetic."""
    rate = item.figures.get("c_vat_rate")
    if rate is not None and 0 <= rate.value < 40:
        item.rate = rate.value
    percents = [figure.value for figure in item.every if figure.percent]
    if item.rate is None and percents and percents[-1] in RATES:
        item.rate = percents[-1]
    amount, gross = item.figures.get("c_amount"), item.figures.get("c_gross")
    item.net, item.gross = amount, gross
    quantity, price = item.figures.get("c_quantity"), item.figures.get("c_price")
    discounts = _discounts(item, percents)
    columns = [figure for figure in (amount, gross) if figure is not None]
    if quantity and price:
        others = [f for f in reversed(item.every) if f.money and f not in (quantity, price, amount, gross)]
        for target in (*columns, *others):
            found = _agrees(quantity.value, price.value, target.value, discounts)
            if found is not None:
                _accept(item, target, found, amount, gross)
                return
    figures = [f for f in item.every if not f.percent and f.value and f is not item.figures.get("c_pos")]
    for target in columns:
        others = [figure for figure in figures if figure is not target][:7]
        for one, two in permutations(others, 2):
            ordered = one.decimals < two.decimals or (one.decimals == two.decimals and one.x0 <= two.x0)
            found = _agrees(one.value, two.value, target.value, discounts) if ordered else None
            if found is not None and (one.value != 1 or quantity is one):
                item.figures["c_quantity"], item.figures["c_price"] = one, two
                _accept(item, target, found, amount, gross)
                return


def _discounts(item: Item, percents: Sequence[Decimal]) -> list[tuple[str, Decimal]]:
    found = [("", Decimal(0))]
    stated = item.figures.get("c_discount")
    if stated is not None and stated.value:
        found.append(("amount", abs(stated.value)))
        found.append(("percent", abs(stated.value)))
    found += [("percent", value) for value in percents if value != item.rate and 0 < value < 100]
    return found


def _agrees(
    quantity: Decimal, price: Decimal, amount: Decimal, discounts: Iterable[tuple[str, Decimal]]
) -> tuple[str, Decimal] | None:
    whole = abs(quantity * price)
    slack = max(CENT, abs(quantity) * Decimal("0.0051") if price == round(price, 2) and abs(quantity) < 3 else CENT)
    for kind, value in discounts:
        less = whole - value if kind == "amount" else whole * (HUNDRED - value) / HUNDRED
        if less and abs(less - abs(amount)) <= slack:
            return kind, value
    for size in (10, 100, 1000):
        if whole and abs(whole / size - abs(amount)) <= CENT and abs(amount) > 1 and whole > 100:
            return "per", Decimal(size)
    return None


def _accept(
    item: Item, target: Figure, found: tuple[str, Decimal], amount: Figure | None, gross: Figure | None
) -> None:
    item.holds = True
    if found[0] == "percent" and found[1]:
        item.discount = found[1]
    if target is amount or target is gross and amount is None:
        return
    item.net = target
    item.gross = gross or (amount if amount is not None and abs(amount.value) > abs(target.value) else None)


def _which_amount(items: Sequence[Item]) -> None:
    """A lone amount column that is quantity x price plus VAT on most lines holds amounts with VAT."""
    for item in items:
        quantity, price, amount = item.figures.get("c_quantity"), item.figures.get("c_price"), item.net
        if item.holds or not (quantity and price and amount and item.rate):
            continue
        with_vat = quantity.value * price.value * (HUNDRED + item.rate) / HUNDRED
        if abs(abs(with_vat) - abs(amount.value)) <= Decimal("0.02"):
            item.gross, item.net, item.holds = amount, None, True


def _without_header(context: Context) -> tuple[list[Item], set[int]]:
    """Lines of a page without a header row: those whose last amount is the product of two numbers before it."""
    items: list[Item] = []
    for row in context.sheet.rows:
        figures = [figure for segment in row.segments for figure in context.figures[segment]]
        plain = [figure for figure in figures if not figure.percent]
        if len(plain) < 3 or not plain[-1].money:
            continue
        for one, two in pairwise(plain[:-1]):
            if one.value != 1 and _agrees(one.value, two.value, plain[-1].value, [("", Decimal(0))]):
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
