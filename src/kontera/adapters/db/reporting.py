"""What reports add up, asked of the database: sums are made there, so that a large book answers as a small one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import reduce
from operator import or_
from typing import Any, Final

from django.db.models import Case, Count, F, IntegerField, Max, Min, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Coalesce

from kontera.adapters.db import models, rows
from kontera.adapters.db.books import MARKS_AT_ONCE, Books
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

_SPEND: Final = {By.SUPPLIER: "supplier", By.ACCOUNT: "account", By.DIMENSION: "dimensions", By.DAY: "on"}
_ALONG: Final = frozenset({By.SUPPLIER, By.ACCOUNT})
"""What postings are told apart by along an index of its own."""


class DbFigures:
    """The figures of one company; `ports.Figures`."""

    def __init__(self, books: Books) -> None:
        self._books = books

    def spend(self, asked: Asking, by: By) -> tuple[Spend, ...]:
        """The costs booked, told apart."""
        column = _SPEND[by]
        booked = self._postings(asked, along=by in _ALONG)
        summed = booked.order_by().values_list(column).annotate(amount=Sum("amount"), rows=Count("*"))
        return tuple(_spend(by, key, from_minor(amount), rows) for key, amount, rows in summed)

    def spent(self, asked: Asking, limit: int = 500) -> tuple[tuple[str, Decimal], ...]:
        """The cases behind a sum, each with its part; the largest first."""
        cases = self._postings(asked).exclude(case="").order_by().values_list("case").annotate(part=Sum("amount"))
        return tuple((case, from_minor(part)) for case, part in cases.order_by("-part", "case")[:limit])

    def _postings(self, asked: Asking, *, along: bool = False) -> QuerySet[models.PostingRow]:
        """The costs asked for; `along` an index by what they are told apart by, where nothing narrows them."""
        kept = self._books.of(models.PostingRow)
        if along and asked == Asking(asked.span):
            return _within(kept, "on", asked.span)
        found = kept.filter(on__range=(asked.span.first, asked.span.last))
        if asked.supplier is not None:
            found = found.filter(supplier=asked.supplier)
        if asked.account:
            found = found.filter(account=asked.account)
        if asked.dimension is None:
            return found
        sets = (kept for (kept,) in found.order_by().values_list("dimensions").distinct())
        wanted = [kept for kept in sets if list(asked.dimension) in kept]
        return found.filter(reduce(or_, (Q(dimensions=kept) for kept in wanted), Q(pk__in=())))

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
        paid = _within(self._books.of(models.FigureRow), "paid", span)
        late = Q(late__gt=0)
        summed = paid.values_list("supplier", "currency").annotate(
            n=Count("*"),
            timed=Count("days"),
            whole=Sum("days", default=0),
            tardy=Count("company", filter=late),
            tardy_days=Sum("late", filter=late, default=0),
            least=Min("terms"),
            most=Max("terms"),
            offered=Sum("discount", default=0),
            lost=Sum("missed", default=0),
        )
        return tuple(_habit(row) for row in summed)

    def worked(self, span: Span, by: By) -> tuple[Worked, ...]:
        """What was verified in a span, by day or by supplier."""
        column = "supplier" if by is By.SUPPLIER else "on"
        figures = self._books.of(models.FigureRow)
        summed = (
            (_within(figures, "on", span) if by is By.SUPPLIER else self._verified(span))
            .values_list(column, "origin")
            .annotate(
                n=Count("*"),
                untouched=Count("company", filter=Q(corrected=0)),
                straight=Count("company", filter=Q(by_hand=False)),
                whole=Sum("seconds", default=0),
                timed=Count("seconds"),
            )
        )
        return tuple(
            Worked(Origin(origin), *counted, **{"supplier" if by is By.SUPPLIER else "on": key})
            for key, origin, *counted in summed
        )

    def _verified(self, span: Span) -> QuerySet[models.FigureRow]:
        return self._books.of(models.FigureRow).filter(on__range=(span.first, span.last)).order_by()

    def misread(self, span: Span) -> tuple[Misread, ...]:
        """Which fields were read and which corrected on what was verified in a span."""
        scanned = self._verified(span).exclude(origin=Origin.E_INVOICE.value)
        summed = scanned.values_list("supplier", "read", "corrected").annotate(n=Count("*"))
        return tuple(Misread(*counted) for counted in summed)

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
        verified = _within(self._books.of(models.FigureRow), "on", span)
        summed = verified.values_list("supplier", "origin").annotate(n=Count("*"), latest=Max("on"))
        return tuple(Came(supplier, Origin(origin), n, latest) for supplier, origin, n, latest in summed)

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


def _within(found: QuerySet[Any], column: str, span: Span) -> QuerySet[Any]:
    """Rows whose day lies in a span, read in the order of their groups.

    The day is wrapped, so that no index by day is taken: sorting what it finds takes longer than one walk along the
    index that holds the groups in order and all that is summed.
    """
    inside: QuerySet[Any] = found.alias(day=Coalesce(column, column)).filter(day__range=(span.first, span.last))
    return inside.order_by()


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
        case By.DAY:
            return Spend(amount, rows, on=key if isinstance(key, date) else None)


def _dimensions(kept: object) -> Dimensions:
    pairs = kept if isinstance(kept, list) else []
    return tuple((str(number), str(name)) for number, name in pairs)


def _habit(row: tuple[Any, ...]) -> Habit:
    supplier, currency, paid, timed, days, late, late_days, least, most, offered, lost = row
    return Habit(
        supplier, currency, paid, timed, days, late, late_days, least, most, from_minor(offered), from_minor(lost)
    )
