"""What reports add up, asked of the database: sums are made there, so that a large book answers as a small one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property, reduce
from operator import or_
from typing import Any, Final

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Sum, Value, When

from kontera.adapters.db import models, rows, sums
from kontera.adapters.db.books import MARKS_AT_ONCE, Books
from kontera.adapters.db.models.sums import Period
from kontera.adapters.db.tally import PRICE_PLACES
from kontera.core.entry import Dimensions
from kontera.core.figure import (
    Asking,
    By,
    Came,
    Debt,
    Habit,
    Misread,
    Owed,
    PriceChange,
    SampleCount,
    Span,
    Spend,
    TermsChange,
    Worked,
    late_from,
    terms_differ,
)
from kontera.core.money import from_minor
from kontera.core.party import Supplier
from kontera.core.passing import Earlier
from kontera.core.row import Origin
from kontera.core.straight import Sample

_SPEND: Final = {By.SUPPLIER: "supplier", By.ACCOUNT: "account", By.DIMENSION: "dimensions", By.MONTH: "month"}
_WORK: Final = ("count", "untouched", "straight", "seconds", "timed")
_HABIT: Final = tuple(column.name for column in sums.HABITS.columns)


class DbFigures:
    """The figures of one company; `ports.Figures`."""

    def __init__(self, books: Books) -> None:
        self._books = books

    def spend(self, asked: Asking, by: By) -> tuple[Spend, ...]:
        """The costs booked, told apart."""
        only = self._only(asked)
        summed = sums.ask(
            self._books, sums.SPENT, asked.span, (_SPEND[by],), ("amount", "rows"), lambda found: found.filter(only)
        )
        return tuple(_spend(by, key, from_minor(amount), rows) for key, amount, rows in summed)

    def spent(self, asked: Asking, limit: int = 500) -> tuple[tuple[str, Decimal], ...]:
        """The cases behind a sum, each with its part; the largest first."""
        cases = self._postings(asked).exclude(case="").order_by().values_list("case").annotate(part=Sum("amount"))
        return tuple((case, from_minor(part)) for case, part in cases.order_by("-part", "case")[:limit])

    def _postings(self, asked: Asking) -> QuerySet[models.PostingRow]:
        days = (asked.span.first, asked.span.last)
        return self._books.of(models.PostingRow).filter(self._only(asked), on__range=days)

    def _only(self, asked: Asking) -> Q:
        """The postings, or sums of them, of what is asked for."""
        only = Q() if asked.supplier is None else Q(supplier=asked.supplier)
        if asked.account:
            only &= Q(account=asked.account)
        if asked.dimension is None:
            return only
        with_it = (Q(dimensions=kept) for kept in self._dimensions if list(asked.dimension) in kept)
        return only & reduce(or_, with_it, Q(pk__in=()))

    @cached_property
    def _dimensions(self) -> tuple[Any, ...]:
        """The sets of objects that costs were ever booked on: few, beside the costs; a report asks for them often."""
        booked = self._books.of(models.SpentRow).filter(period=Period.YEAR).order_by()
        return tuple(kept for (kept,) in booked.values_list("dimensions").distinct())

    def owed(self, on: date, ages: tuple[int, ...] = (0,)) -> tuple[Owed, ...]:
        """What was open at the end of a day, told apart by the largest of `ages` (days past due) it had reached."""
        reached = (When(due__lte=late_from(age, on), then=Value(age)) for age in sorted(ages, reverse=True))
        summed = (
            self._open(on)
            .order_by()
            .annotate(age=Case(*reached, output_field=IntegerField(null=True)))
            .values_list("supplier", "age", "currency")
            .annotate(whole=Sum("amount"), book=Sum("booked"), n=Count("*"))
        )
        return tuple(Owed(s, age, c, from_minor(a), from_minor(b), n) for s, age, c, a, b, n in summed)

    def debts(self, on: date, limit: int, offset: int = 0) -> tuple[Debt, ...]:
        """The same one by one, by due date."""
        columns = ("case", "supplier", "currency", "amount", "booked", "due")  # an index holds them all
        ordered = self._open(on).order_by(F("due").asc(nulls_last=True), "case", "id").values_list(*columns)
        return tuple(
            Debt(case, supplier, currency, from_minor(amount), from_minor(booked), due)
            for case, supplier, currency, amount, booked, due in ordered[offset : offset + limit]
        )

    def _open(self, on: date) -> QuerySet[models.PayableRow]:
        standing = Q(until=None) | Q(until__gt=on)
        return self._books.of(models.PayableRow).filter(standing, since__lte=on)

    def balance(self, accounts: frozenset[str], on: date) -> Decimal:
        """Debit less credit of these accounts in all vouchers to the end of a day."""
        booked = self._books.of(models.TurnoverRow).filter(account__in=accounts, on__lte=on)
        return from_minor(booked.aggregate(whole=Sum("amount"))["whole"] or 0)

    def habits(self, span: Span) -> tuple[Habit, ...]:
        """How what was paid in a span was paid."""
        return tuple(_habit(row) for row in sums.ask(self._books, sums.HABITS, span, ("supplier", "currency"), _HABIT))

    def worked(self, span: Span, by: By) -> tuple[Worked, ...]:
        """What was verified in a span, by month or by supplier."""
        supplier = by is By.SUPPLIER
        told = sums.ask(self._books, sums.WORKED, span, ("supplier" if supplier else "month", "origin"), _WORK)
        return tuple(
            Worked(Origin(origin), *counted, **{"supplier" if supplier else "on": key})
            for key, origin, *counted in told
        )

    def _verified(self, span: Span) -> QuerySet[models.FigureRow]:
        return self._books.of(models.FigureRow).filter(on__range=(span.first, span.last)).order_by()

    def misread(self, span: Span) -> tuple[Misread, ...]:
        """Which fields were read and which corrected on what was verified in a span."""
        by = ("supplier", "read", "corrected")
        return tuple(Misread(*one) for one in sums.ask(self._books, sums.WORKED, span, by, ("count",), _scanned))

    def prices(self, span: Span, limit: int = 500) -> tuple[PriceChange, ...]:
        """Prices that changed in a span, newest first."""
        changed = (
            self._books.of(models.PriceRow)
            .filter(moved__range=(span.first, span.last))
            .order_by("-moved", "case", "item")
            .values_list("case", "supplier", "name", "unit", "currency", "on", "before", "price")
        )
        return tuple(
            PriceChange(case, supplier, name, unit, currency, on, _price(old or 0), _price(new))
            for case, supplier, name, unit, currency, on, old, new in changed[:limit]
        )

    def terms(self, span: Span, limit: int = 500) -> tuple[TermsChange, ...]:
        """Net days that changed in a span, newest first."""
        changed = (
            self._books.of(models.FigureRow)
            .filter(terms_moved__range=(span.first, span.last))
            .order_by("-terms_moved", "case")
        )
        found = (
            TermsChange(row.case, row.supplier, row.terms_moved or span.last, row.terms_before or 0, row.terms or 0)
            for row in changed
        )
        return _first((one for one in found if terms_differ(one.before, one.after)), limit)

    def came(self, span: Span) -> tuple[Came, ...]:
        """How the invoices verified in a span had come."""
        told = sums.ask(self._books, sums.WORKED, span, ("supplier", "origin"), ("count", "latest"))
        return tuple(Came(supplier, Origin(origin), n, latest) for supplier, origin, n, latest in told)

    def earlier(self, supplier: str, since: date, limit: int = 50) -> tuple[Earlier, ...]:
        """This supplier's invoices that are booked and were verified since a day, newest first."""
        found = self._books.of(models.FigureRow).filter(supplier=supplier, on__gte=since).order_by("-on", "-id")
        figures = tuple(found.values_list("case", "on", "by_hand", "corrected")[:limit])
        kept = self._books.of(models.CaseRow).filter(case__in=[case for case, *_ in figures])
        amounts = {case: (amount, c) for case, amount, c in kept.values_list("case", "payable", "currency")}
        return tuple(_earlier(one, *amounts.get(one[0], (None, ""))) for one in figures)

    def by_hand(self, span: Span, limit: int) -> tuple[tuple[str, date, int], ...]:
        """The cases that a person verified in a span, newest first."""
        found = self._books.of(models.FigureRow).filter(on__range=(span.first, span.last), by_hand=True)
        return tuple(found.order_by("-on", "-id").values_list("case", "on", "corrected")[:limit])

    def samples(self, span: Span) -> tuple[SampleCount, ...]:
        """How the samples among what was verified in a span stand, by supplier."""
        counted: Counter[tuple[str, str]] = Counter()
        kept = self._books.of(models.CaseRow).filter(sample__gt="").order_by().values_list("case", "supplier", "sample")
        standing = {case: (supplier, sample) for case, supplier, sample in kept}
        wanted = sorted(standing)
        for at in range(0, len(wanted), MARKS_AT_ONCE):
            inside = self._verified(span).filter(case__in=wanted[at : at + MARKS_AT_ONCE])
            counted.update(standing[case] for case in inside.values_list("case", flat=True))
        return tuple(SampleCount(supplier, Sample(one), n) for (supplier, one), n in counted.items())

    def named(self, suppliers: frozenset[str]) -> Mapping[str, Supplier]:
        """The register's records of these suppliers, by id."""
        wanted, found = sorted(suppliers), {}
        for at in range(0, len(wanted), MARKS_AT_ONCE):
            kept = self._books.of(models.SupplierRow).filter(supplier__in=wanted[at : at + MARKS_AT_ONCE])
            found.update({one: rows.supplier(record) for one, record in kept.values_list("supplier", "record")})
        return found


def _scanned(found: QuerySet[Any]) -> QuerySet[Any]:
    return found.exclude(origin=Origin.E_INVOICE.value)


def _first(found: Iterable[TermsChange], limit: int) -> tuple[TermsChange, ...]:
    return tuple(one for one, _ in zip(found, range(limit), strict=False))


def _earlier(figure: tuple[str, date, bool, int], amount: int | None, currency: str) -> Earlier:
    case, on, by_hand, corrected = figure
    return Earlier(case, on, by_hand, bool(corrected), None if amount is None else from_minor(amount), currency)


def _price(value: int) -> Decimal:
    return Decimal(value).scaleb(-PRICE_PLACES)


def _spend(by: By, key: object, amount: Decimal, rows: int) -> Spend:
    match by:
        case By.SUPPLIER:
            return Spend(amount, rows, supplier=str(key))
        case By.ACCOUNT:
            return Spend(amount, rows, account=str(key))
        case By.DIMENSION:
            return Spend(amount, rows, dimensions=_dimensions(key))
        case By.MONTH:
            return Spend(amount, rows, on=key if isinstance(key, date) else None)


def _dimensions(kept: object) -> Dimensions:
    pairs = kept if isinstance(kept, tuple) else ()
    return tuple((str(number), str(name)) for number, name in pairs)


def _habit(row: tuple[Any, ...]) -> Habit:
    supplier, currency, paid, timed, days, late, late_days, least, most, offered, lost = row
    return Habit(
        supplier, currency, paid, timed, days, late, late_days, least, most, from_minor(offered), from_minor(lost)
    )
