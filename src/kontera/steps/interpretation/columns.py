"""The heading of the line table: which column holds what."""

# ruff: noqa: PLR2004 - the numbers are weights, distances and probabilities, explained where they are used

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, NamedTuple

from kontera.steps.interpretation.context import Context
from kontera.steps.interpretation.labels import COLUMN_LABELS, Hit
from kontera.steps.interpretation.layout import Row
from kontera.steps.interpretation.numbers import Figure

ROLES: Final = (
    "c_article", "c_quantity", "c_unit", "c_discount", "c_vat_amount", "c_price", "c_vat_rate", "c_description",
    "c_amount", "c_gross", "c_date", "c_pos",
)  # fmt: skip
WORTH: Final = frozenset({"c_quantity", "c_price", "c_amount", "c_gross"})
BELOW: Final = 25.0  # how much nearer a column is that a figure stands under, in thousandths of the page width
NOT_TEXT: Final = frozenset({"kr", "sek", "nok", "dkk", "eur", "usd", "isk", "euro", "euroa", "gbp"})
SHARED: Final = 10.0  # figures that begin where the descriptions do stand under them, in rows of their own
ARTICLE_FIRST: Final = "article and description"
EXPLICIT_GROSS: Final = re.compile(r"(inkl|incl|inc|ttc|brutto|gross|verollinen|sisalv|medvsk|totalsum|inclusive)")

VAT_LESS: Final = re.compile(r"\(?(?:alv|moms|mva|vat)\.?:? ?0 ?%\)?(?: ?\(?(?:€|eur|e|kr|sek|nok)\)?)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """A column of the line table: its role and the breadth of its heading."""

    role: str
    x0: float
    x1: float
    key: str


class Stand(NamedTuple):
    """Where a figure stands: how far from each column, and from the nearest."""

    away: list[float]
    least: float
    nearest: Column


@dataclass(frozen=True, slots=True, eq=False)
class Header:
    """The heading of a line table; `last` is the index of its lowest row."""

    columns: tuple[Column, ...]
    first: int
    last: int
    page: int
    whole: bool = False  # amounts may be printed without decimals, with nothing but words beside them
    roles: frozenset[str] = field(init=False)
    edges: tuple[tuple[float, float], ...] = field(init=False)  # of each column the left and the right
    described: tuple[float, float] = field(init=False)  # the breadth in which descriptions stand
    worded: tuple[tuple[float, float], ...] = field(init=False)  # the edges of columns of other words than descriptions
    known: dict[Figure, Stand] = field(default_factory=dict, init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "roles", frozenset(column.role for column in self.columns))
        object.__setattr__(self, "edges", tuple((column.x0, column.x1) for column in self.columns))
        words = tuple((column.x0, column.x1) for column in self.columns if column.role in {"c_article", "c_note"})
        object.__setattr__(self, "worded", words)
        object.__setattr__(self, "described", _described(self.columns))

    def stand(self, figure: Figure) -> Stand:
        """Where the figure stands among the columns."""
        found = self.known.get(figure)
        if found is None:
            away = _away(self.edges, figure.x0, figure.x1)
            least = min(away)
            found = self.known[figure] = Stand(away, least, self.columns[away.index(least)])
        return found


def headers_of(context: Context) -> list[Header]:
    """All headings of line tables, from the top."""
    found: list[Header] = []
    rows, hits = context.sheet.rows, context.labels.hits
    for row in rows:
        if found and row.index <= found[-1].last:
            continue
        if not any(map(hits.__getitem__, row.segments)):
            continue  # as most rows: no label, no heading
        first = last = row.index
        group = [row]
        if not _heads(context, group):
            if last + 1 >= len(rows) or not _stacks(context, row, rows[last + 1]):
                continue
            last += 1
            group.append(rows[last])
        if last + 1 < len(rows) and _continues(context, rows[last], rows[last + 1]):
            last += 1
            group.append(rows[last])
            if last + 1 < len(rows) and _continues(context, rows[last], rows[last + 1]):
                last += 1
                group.append(rows[last])
        upper = rows[first - 1] if first and (not found or found[-1].last < first - 1) else None
        if upper is not None and _continues(context, upper, rows[first]) and _over(upper, rows[first]):
            first -= 1
            group.insert(0, rows[first])
        columns = _columns(context, group)
        roles = {column.role for column in columns}
        if roles & {"c_amount", "c_gross", "c_price"} and len(roles) >= 2:
            found.append(Header(columns, first, last, row.page))
    return found


def _over(upper: Row, lower: Row) -> bool:
    """Whether the upper row stands over cells of the lower: a lone title aside is no part of their heading."""
    return len(upper.segments) > 1 or any(one.overlap(two) > 0 for one in upper.segments for two in lower.segments)


def _column_hits(context: Context, row: Row, *, wide: bool = False) -> list[Hit]:
    hits = [hit for segment in row.segments for hit in context.labels.hits[segment]]
    return [hit for hit in hits if names_column(hit) or (wide and _is_amount(hit))]


def names_column(hit: Hit) -> bool:
    """Whether the label can head a column of the line table."""
    return hit.key in COLUMN_LABELS


def _is_amount(hit: Hit) -> bool:
    """Whether a label of a total stands alone as a column's heading ("Veroton hinta (EUR)")."""
    rest = [token for token in hit.segment.tokens if token not in hit.tokens and token.letters not in NOT_TEXT]
    return not any(token.letters for token in rest) and (hit.names("net") or hit.names("gross"))


def _stacks(context: Context, upper: Row, lower: Row) -> bool:
    """Whether two rows are a heading together though neither is one alone."""
    near = upper.page == lower.page and lower.y0 - upper.y1 <= 0.9 * context.sheet.height
    wide = len(upper.segments) >= 2 and len(lower.segments) >= 2
    return (
        near
        and wide
        and bool(_column_hits(context, upper))
        and not _heads(context, [lower])
        and _heads(context, [upper, lower])
    )


def _heads(context: Context, rows: Sequence[Row]) -> bool:
    hits = [hit for row in rows for hit in _column_hits(context, row, wide=len(rows) > 1)]
    if len(hits) < 2:
        return False
    if any(hit.tokens[-1].text.endswith(":") and hit.end < len(hit.segment.tokens) for hit in hits):
        return False  # "Beschreibung: Hardware" is a label with its value
    segments = [segment for row in rows for segment in row.segments]
    if any(figure.money for row in rows for figure in context.figures_in(row)):
        return False
    words = sum(1 for segment in segments for token in segment.tokens if token.letters)
    covered = sum(1 for hit in hits for token in hit.tokens if token.letters)
    names = {name for hit in hits for name, _ in hit.concepts}
    worth = names & WORTH
    columns = {name for name in names if name.startswith("c_")}
    described = "c_description" in names or ("c_quantity" in names and ("c_price" in names or len(columns) >= 4))
    least = 0.35 if len(columns) >= 3 and "c_description" in names and len(segments) >= 5 else 0.5
    return bool(worth) and described and covered >= least * words


def _continues(context: Context, upper: Row, lower: Row) -> bool:
    if upper.page != lower.page or lower.y0 - upper.y1 > 0.9 * context.sheet.height:
        return False
    for row in (upper, lower):
        if any(figure.value or figure.money for figure in context.figures_in(row)):
            return False
    hits = _column_hits(context, lower) if not _heads(context, [lower]) else _column_hits(context, upper)
    weak = lower if not _heads(context, [lower]) else upper
    words = [token for segment in weak.segments for token in segment.tokens]
    if any(token.text.endswith(":") for token in words):
        return False
    short = all(sum(bool(token.letters) for token in segment.tokens) <= 3 for segment in weak.segments)
    if hits or not short:
        return short
    strong = upper if weak is lower else lower
    over = all(any(s.overlap(other) > 0 for other in strong.segments) for s in weak.segments)
    few = len(weak.segments) == 1 and not any("(" in s.text or s.letters in NOT_TEXT for s in weak.segments)
    about = [hit for hit in _column_hits(context, strong) if hit.names("c_description")]
    few = few and any(min(s.x1, hit.x1) > max(s.x0, hit.x0) for s in weak.segments for hit in about)
    return over and not few and all("(" in s.text or len(s.text) <= 12 for s in weak.segments)


def _columns(context: Context, rows: Sequence[Row]) -> tuple[Column, ...]:
    columns: list[Column] = []
    hits = sorted((hit for row in rows for hit in _column_hits(context, row, wide=True)), key=lambda hit: hit.x0)
    for hit in hits:
        role = role_of(hit)
        over = [c for c in columns if min(c.x1, hit.x1) - max(c.x0, hit.x0) > 0.3 * min(c.x1 - c.x0, hit.x1 - hit.x0)]
        if over:
            old = over[-1]
            columns.remove(old)
            joined = _stacked(old, hit, role)
            columns.append(Column(joined, min(old.x0, hit.x0), max(old.x1, hit.x1), old.key + hit.key))
        else:
            columns.append(Column(role, hit.x0, hit.x1, hit.key))
    columns.sort(key=lambda column: column.x0)
    _one_heading(columns, hits)
    _one_description(columns)
    roles = [column.role for column in columns]
    if "c_amount" not in roles and "c_gross" not in roles and "c_price" in roles:
        last = len(roles) - 1 - roles[::-1].index("c_price")
        columns[last] = Column("c_amount", columns[last].x0, columns[last].x1, columns[last].key)
    if "c_description" not in roles and "c_article" in roles:
        at = roles.index("c_article")
        beside = _unnamed_beside(context, rows, columns, at)
        columns[at] = beside or Column("c_description", columns[at].x0, columns[at].x1, columns[at].key)
        columns.sort(key=lambda column: column.x0)
    return tuple(columns)


def _unnamed_beside(context: Context, rows: Sequence[Row], columns: list[Column], at: int) -> Column | None:
    """The heading without a known name right after the article number's: of words that no other column heads."""
    left = columns[at].x1
    right = columns[at + 1].x0 if at + 1 < len(columns) else 1000.0
    for segment in (segment for row in rows for segment in row.segments):
        if left < segment.x0 < segment.x1 < right and not context.labels.hits[segment]:
            columns.append(columns[at])
            return Column("c_description", segment.x0, segment.x1, "")
    return None


def _one_heading(columns: list[Column], hits: Sequence[Hit]) -> None:
    """Make "Artikel-Nr / Bezeichnung" the heading of one column: descriptions that begin with the article number."""
    for one, two in pairwise(hits):
        roles = {role_of(one), role_of(two)}
        near = one.segment is two.segment and two.start - one.end <= 1
        slash = near and any(
            token.text.strip() in {"/", "&", "+"} for token in one.segment.tokens[one.end - 1 : two.start]
        )
        slash = slash or (near and one.segment.tokens[one.end - 1].text.endswith("/"))
        twice = len(roles) == 1  # "Tjänst / Service": the heading in two languages
        if slash and (twice or roles == {"c_article", "c_description"}):
            columns[:] = [column for column in columns if column.x1 <= one.x0 or two.x1 <= column.x0]
            role, key = (role_of(one), one.key + two.key) if twice else ("c_description", ARTICLE_FIRST)
            columns.append(Column(role, one.x0, two.x1, key))
            columns.sort(key=lambda column: column.x0)


def _one_description(columns: list[Column]) -> None:
    """Of several headings that can mean the description the one with the most room is it."""
    places = [i for i, column in enumerate(columns) if column.role == "c_description"]
    if len(places) < 2:
        return
    ends = [columns[i + 1].x0 if i + 1 < len(columns) else columns[i].x1 for i in places]
    widest = max(range(len(places)), key=lambda at: ends[at] - columns[places[at]].x0)
    for at, i in enumerate(places):
        if at != widest:
            columns[i] = Column("c_article" if at < widest else "c_note", columns[i].x0, columns[i].x1, columns[i].key)


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


def role_of(hit: Hit) -> str:
    """The role of the column that the label heads."""
    names = {name for name, _ in hit.concepts}
    if "c_gross" in names and EXPLICIT_GROSS.search(hit.key):
        return "c_gross"
    if hit.key in {"artikel", "article", "artikkel", "art", "vara", "vare"}:
        return "c_description"
    if hit.key == "vat" and hit.start and hit.segment.tokens[hit.start - 1].text.casefold() in {"ex", "excl"}:
        return "c_amount"
    if hit.names("vat") and not hit.start and VAT_LESS.fullmatch(hit.segment.text):
        return "c_amount"
    otherwise = "c_amount" if "net" in names else "c_gross" if "gross" in names else "c_description"
    return next((role for role in ROLES if role in names), otherwise)


def away_from(column: Column, figure: Figure) -> float:
    """How far the figure stands from where the column's figures would stand."""
    return _away(((column.x0, column.x1),), figure.x0, figure.x1)[0]


def _away(columns: Iterable[tuple[float, float]], x0: float, x1: float) -> list[float]:
    """How far a figure is from each column, by their left or right edges or their middles; less if it is below."""
    found = []
    for left, right in columns:  # a thousand a page: comparing is quicker than a call of min
        one, two = left - x0, right - x1
        nearest, edge, middle = abs(one), abs(two), abs(one + two) / 2
        if edge < nearest:  # noqa: PLR1730
            nearest = edge
        if middle < nearest:  # noqa: PLR1730
            nearest = middle
        found.append(nearest - BELOW if left < x1 and x0 < right else nearest)
    return found


def alike(one: Header, two: Header) -> bool:
    """Whether the columns of both are the same, so that rows read by the one are as read by the other."""
    if one.whole != two.whole or len(one.columns) != len(two.columns):
        return False
    return all(
        (a.role, a.x0, a.x1, a.key) == (b.role, b.x0, b.x1, b.key)
        for a, b in zip(one.columns, two.columns, strict=True)
    )


def column_of(figure: Figure, header: Header) -> Column:
    """The column that the figure stands nearest to."""
    return header.stand(figure).nearest


def describes(header: Header) -> tuple[float, float]:
    """The breadth in which descriptions stand: from their heading to the next one."""
    return header.described


def _described(columns: Sequence[Column]) -> tuple[float, float]:
    at = next((i for i, column in enumerate(columns) if column.role == "c_description"), None)
    if at is None:
        return 0.0, min((c.x0 for c in columns if c.role in WORTH), default=1000.0)
    left = columns[at].x0
    return left, next((column.x0 for column in columns[at + 1 :] if column.x0 > left + SHARED), 1000.0)
