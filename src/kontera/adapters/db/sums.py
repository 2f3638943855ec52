"""Keeps the sums by month that reports read: whenever a row is written, its supplier's month is summed anew.

A sum is never added to: it is made of all its rows again, a few by an index, so that nothing can drift, and taking a
booking back is the same as making it. What is asked for days that are no whole month is summed from the rows.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from itertools import islice
from operator import or_
from typing import Any, Final

from django.db.models import Aggregate, Count, Max, Min, Q, QuerySet, Sum
from django.db.models.functions import TruncMonth

from kontera.adapters.db import models
from kontera.adapters.db.books import Books
from kontera.adapters.db.connection import hold_writers, lock
from kontera.core.figure import Span

AT_ONCE: Final = 2000  # sums written together when all are made anew
_LATE: Final = Q(late__gt=0)


@dataclass(frozen=True, slots=True)
class Column:
    """One sum: how it is made of rows, and of sums."""

    name: str
    of: Aggregate
    again: type[Sum | Min | Max] = Sum


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
    """A supplier's month in one of ALL the tables of sums, by its place there."""

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
        sums, key = ALL[part.place], {"supplier": part.supplier, "month": part.month}
        books.of(sums.kept).filter(**key).delete()
        days = {f"{sums.on}__range": (part.month, _end(part.month))}
        found = _summed(books.of(sums.of).filter(supplier=part.supplier, **days), sums.by, sums.columns)
        books.add_all(sums.kept, (key | _named(sums, sums.by, one) for one in found))


def sum_all(books: Books) -> None:
    """Make all sums of the company anew; whoever makes some of them waits."""
    for sums in ALL:
        hold_writers(books.using, sums.kept._meta.db_table)  # noqa: SLF001 - Django's public API
        books.of(sums.kept).delete()
        rows = books.of(sums.of).filter(**{f"{sums.on}__isnull": False}).annotate(month=TruncMonth(sums.on))
        by = ("month", "supplier", *sums.by)
        found = iter(_summed(rows, by, sums.columns))
        while some := tuple(islice(found, AT_ONCE)):
            books.add_all(sums.kept, (_named(sums, by, one) for one in some))


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
        kept = narrowed(books.of(sums.kept).filter(month__range=(whole.first, whole.last)))
        again = tuple(Column(column.name, column.again(column.name)) for column in columns)
        _add(found, _summed(kept, by, again), len(by), columns)
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


def _end(month: date) -> date:
    return month.replace(day=monthrange(month.year, month.month)[1])


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
            values = tuple(_together(column.again, before, more) for column, before, more in pairs)
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
