"""Keeps the sums by month and year that reports read: whenever a row is written, its supplier's are summed anew.

A sum is never added to: a month's is made of all its rows again, a few by an index, and a year's of its months, so that
nothing can drift, and taking a booking back is the same as making it. What is asked for days that are no whole month is
summed from the rows.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import reduce
from itertools import islice
from operator import or_
from typing import Any, Final

from django.db.models import Aggregate, Count, Max, Min, Q, QuerySet, Sum
from django.db.models.functions import TruncMonth, TruncYear

from kontera.adapters.db import models
from kontera.adapters.db.books import Books
from kontera.adapters.db.connection import hold_writers, lock
from kontera.adapters.db.models.sums import Period
from kontera.core.figure import Span

AT_ONCE: Final = 2000  # sums written together when all are made anew
MONTHS: Final = 12
_LATE: Final = Q(late__gt=0)


@dataclass(frozen=True, slots=True)
class Column:
    """One sum: how it is made of rows, and of sums."""

    name: str
    of: Aggregate
    how: type[Sum | Min | Max] = Sum

    @property
    def again(self) -> Column:
        """The same sum made of sums."""
        return Column(self.name, self.how(self.name), self.how)


@dataclass(frozen=True, slots=True)
class Sums:
    """A table of sums, the table it sums with its day, and what is told apart in it beside month and supplier."""

    kept: type[models.SpentRow | models.WorkedRow | models.HabitRow]
    of: type[models.PostingRow | models.FigureRow]
    on: str
    by: tuple[str, ...]
    columns: tuple[Column, ...]


SPENT: Final = Sums(
    models.SpentRow,
    models.PostingRow,
    "on",
    ("account", "dimensions"),
    (Column("amount", Sum("amount")), Column("rows", Count("*"))),
)
WORKED: Final = Sums(
    models.WorkedRow,
    models.FigureRow,
    "on",
    ("origin", "read", "corrected"),
    (
        Column("count", Count("*")),
        Column("untouched", Count("company", filter=Q(corrected=0))),
        Column("straight", Count("company", filter=Q(by_hand=False))),
        Column("seconds", Sum("seconds", default=0)),
        Column("timed", Count("seconds")),
        Column("latest", Max("on"), Max),
    ),
)
HABITS: Final = Sums(
    models.HabitRow,
    models.FigureRow,
    "paid",
    ("currency",),
    (
        Column("paid", Count("*")),
        Column("timed", Count("days")),
        Column("days", Sum("days", default=0)),
        Column("late", Count("company", filter=_LATE)),
        Column("late_days", Sum("late", filter=_LATE, default=0)),
        Column("least_terms", Min("terms"), Min),
        Column("most_terms", Max("terms"), Max),
        Column("discount", Sum("discount", default=0)),
        Column("missed", Sum("missed", default=0)),
    ),
)
ALL: Final = (SPENT, WORKED, HABITS)
TABLES: Final = tuple(one.kept for one in ALL)


Narrowed = Callable[[QuerySet[Any]], QuerySet[Any]]
"""Which of the sums are asked for; the rows they are made of are narrowed by the same columns."""


@dataclass(frozen=True, slots=True, order=True)
class Part:
    """A supplier's month, told by its first day, in one of ALL the tables of sums, by its place there."""

    supplier: str
    month: date
    place: int


def parts(sums: Sums, rows: Iterable[tuple[str, date | None]]) -> set[Part]:
    """The parts that rows of these suppliers and days belong to; a row without a day is in none."""
    return {Part(supplier, on.replace(day=1), ALL.index(sums)) for supplier, on in rows if on is not None}


def sum_again(books: Books, changed: set[Part]) -> None:
    """Make these parts anew, as the last thing of the transaction that wrote their rows.

    Who writes to the same supplier at once waits for its end, and then finds the other's rows too; all take the
    suppliers in one order.
    """
    for supplier in sorted({part.supplier for part in changed}):
        lock(books.using, f"{books.company}/sums/{supplier}")
    for part in sorted(changed):
        sums, days = ALL[part.place], (part.month, _end(part.month))
        rows = books.of(sums.of).filter(supplier=part.supplier, **{f"{sums.on}__range": days})
        _make(books, part, _summed(rows, sums.by, sums.columns), period=Period.MONTH)
    for part in sorted({replace(part, month=part.month.replace(month=1)) for part in changed}):
        sums, months = ALL[part.place], (part.month, part.month.replace(month=MONTHS))
        kept = books.of(sums.kept).filter(supplier=part.supplier, period=Period.MONTH, month__range=months)
        _make(books, part, _summed(kept, sums.by, _again(sums.columns)), period=Period.YEAR)


def _make(books: Books, part: Part, found: Iterable[tuple[Any, ...]], *, period: Period) -> None:
    """Put these sums in the place of those that are kept of a part."""
    sums, key = ALL[part.place], {"supplier": part.supplier, "period": period, "month": part.month}
    made = [key | _named(sums, sums.by, one) for one in found]
    books.of(sums.kept).filter(**key).delete()
    books.add_all(sums.kept, made)


def sum_all(books: Books) -> None:
    """Make all sums of the company anew; whoever makes some of them waits."""
    for sums in ALL:
        hold_writers(books.using, sums.kept._meta.db_table)  # noqa: SLF001 - Django's public API
        books.of(sums.kept).delete()
        rows = books.of(sums.of).filter(**{f"{sums.on}__isnull": False}).annotate(month=TruncMonth(sums.on))
        _make_all(books, sums, _summed(rows, ("month", "supplier", *sums.by), sums.columns), period=Period.MONTH)
        months = books.of(sums.kept).filter(period=Period.MONTH).annotate(year=TruncYear("month"))
        _make_all(
            books, sums, _summed(months, ("year", "supplier", *sums.by), _again(sums.columns)), period=Period.YEAR
        )


def _make_all(books: Books, sums: Sums, found: Iterable[tuple[Any, ...]], *, period: Period) -> None:
    by, left = ("month", "supplier", *sums.by), iter(found)
    while some := tuple(islice(left, AT_ONCE)):
        books.add_all(sums.kept, ({"period": period, **_named(sums, by, one)} for one in some))


def _all(found: QuerySet[Any]) -> QuerySet[Any]:
    return found


def ask(
    books: Books, sums: Sums, span: Span, by: tuple[str, ...], wanted: tuple[str, ...], narrowed: Narrowed = _all
) -> Iterator[tuple[Any, ...]]:
    """The columns `wanted` of the sums in a span, told apart `by` month (its first day) or other columns."""
    columns = tuple(column for name in wanted for column in sums.columns if column.name == name)
    whole, rest = in_months(span)
    found: dict[tuple[Any, ...], tuple[Any, ...]] = {}
    if whole is not None:
        years, months = (None, (whole,)) if "month" in by else in_years(whole)
        for period, one in ((Period.YEAR, years), *((Period.MONTH, month) for month in months)):
            if one is not None:
                kept = narrowed(books.of(sums.kept).filter(period=period, month__range=(one.first, one.last)))
                _add(found, _summed(kept, by, _again(columns)), len(by), columns)
    if rest:
        days = reduce(or_, (Q(**{f"{sums.on}__range": (one.first, one.last)}) for one in rest))
        names = tuple(sums.on if name == "month" else name for name in by)
        _add(found, _summed(narrowed(books.of(sums.of).filter(days)), names, columns), len(by), columns)
    return ((*key, *values) for key, values in found.items())


def in_months(span: Span) -> tuple[Span | None, tuple[Span, ...]]:
    """The whole months in a span, from the first day of the first to that of the last, and the days that are left."""
    first, last = span.first.replace(day=1), span.last.replace(day=1)
    begins, ends = span.first == first, span.last == _end(last)
    if first == last:
        return (Span(first, first), ()) if begins and ends else (None, (span,))
    begin = first if begins else _end(first) + timedelta(1)
    finish = last if ends else (last - timedelta(1)).replace(day=1)
    if begin > finish:
        return None, (span,)
    before = () if begins else (Span(span.first, _end(first)),)
    after = () if ends else (Span(last, span.last),)
    return Span(begin, finish), before + after


def in_years(months: Span) -> tuple[Span | None, tuple[Span, ...]]:
    """The whole years in a span of whole months, both told by their first days, and the months that are left."""
    first, last = months.first.replace(month=1), months.last.replace(month=1)
    begins, ends = months.first == first, months.last.month == MONTHS
    begin = first.year if begins else first.year + 1
    finish = last.year if ends else last.year - 1
    if begin > finish:
        return None, (months,)
    before = () if begins else (Span(months.first, first.replace(month=MONTHS)),)
    after = () if ends else (Span(last, months.last),)
    return Span(date(begin, 1, 1), date(finish, 1, 1)), before + after


def _end(month: date) -> date:
    return month.replace(day=monthrange(month.year, month.month)[1])


def _again(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    return tuple(column.again for column in columns)


def _summed(rows: QuerySet[Any], by: tuple[str, ...], columns: tuple[Column, ...]) -> QuerySet[Any]:
    made = {f"of_{column.name}": column.of for column in columns}
    summed: QuerySet[Any] = rows.order_by().values_list(*by).annotate(**made)
    return summed


def _named(sums: Sums, by: tuple[str, ...], found: tuple[Any, ...]) -> dict[str, Any]:
    return dict(zip((*by, *(column.name for column in sums.columns)), found, strict=True))


def _add(
    found: dict[tuple[Any, ...], tuple[Any, ...]],
    summed: Iterable[tuple[Any, ...]],
    width: int,
    columns: tuple[Column, ...],
) -> None:
    """Add sums to those found: the first `width` values tell them apart."""
    for one in summed:
        key, values = tuple(_key(value) for value in one[:width]), one[width:]
        known = found.get(key)
        if known is not None:
            pairs = zip(columns, known, values, strict=True)
            values = tuple(_together(column.how, before, more) for column, before, more in pairs)
        found[key] = values


def _key(value: Any) -> Any:  # noqa: ANN401 - whatever a column holds
    """What sums are told apart by: a day counts as its month, and dimensions are pairs."""
    if isinstance(value, list):
        return tuple(tuple(pair) for pair in value)
    return value.replace(day=1) if isinstance(value, date) else value


def _together(how: type[Aggregate], one: Any, other: Any) -> Any:  # noqa: ANN401 - numbers and days
    if one is None or other is None:
        return other if one is None else one
    if how is Sum:
        return one + other
    return min(one, other) if how is Min else max(one, other)
