"""One company's books, read and written in the database."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import TypeVar

from django.db import Error, transaction
from django.db.models import Count, F, Min, Q, QuerySet, Sum
from django.db.models.expressions import OrderBy

from kontera.adapters.db import models, rows, tally
from kontera.adapters.db.books import MARKS_AT_ONCE, Books
from kontera.adapters.db.connection import hold_writers, lost_race
from kontera.adapters.db.note import DbNote
from kontera.adapters.db.reporting import DbFigures
from kontera.adapters.projection import (
    broken_links,
    broken_seals,
    order_of,
    register_order,
    register_search,
    seal_of,
    search_of,
)
from kontera.core.account_change import AccountChange, Standing
from kontera.core.case import Case, Queue, State, fold
from kontera.core.company import Company
from kontera.core.document import Refused
from kontera.core.entry import Voucher
from kontera.core.errors import Conflict, NotFound
from kontera.core.event import (
    AccountChangeSaved,
    Archived,
    BatchSaved,
    Learned,
    MeansGiven,
    Noted,
    OutlaysRepaid,
    ProductSaved,
    Received,
    Registered,
    Settled,
    SupplierSaved,
    Unlearned,
)
from kontera.core.memory import Record
from kontera.core.money import from_minor, minor
from kontera.core.outlay import Outlay
from kontera.core.party import Supplier
from kontera.core.payment import Batch
from kontera.core.prices import PaidPrice
from kontera.core.product import Product
from kontera.core.row import CaseRow, PastPosting, Sealed
from kontera.core.serial import from_json
from kontera.ports import Clock, Note, OpenSum, RegisterView, Task, View

T = TypeVar("T")
_REPLAYED = tuple(
    kind.__name__
    for kind in (
        SupplierSaved,
        AccountChangeSaved,
        Unlearned,
        BatchSaved,
        ProductSaved,
        OutlaysRepaid,
        Learned,
        Registered,
        Settled,
        Received,
        Archived,
    )
)
_REWRITTEN = (
    models.CaseRow,
    models.SupplierRow,
    models.AccountChangeRow,
    models.VoucherRow,
    models.BatchRow,
    models.MemoryRow,
    models.MemoryMark,
    models.ProductRow,
    models.ProductMark,
    models.ArticlePriceRow,
    models.OutlayRow,
    *tally.TABLES,
)


class DbBox:
    """The durable books of one company; `ports.Box`."""

    def __init__(self, company: Company, submit: Callable[[Task], None], clock: Clock, using: str) -> None:
        self._company = company
        self._submit = submit
        self._clock = clock
        self._books = Books(company.id, using)

    @property
    def company(self) -> Company:
        """Whose books these are."""
        return self._company

    @contextmanager
    def transaction(self) -> Iterator[Note]:
        """Write something: all or nothing. Raises Conflict when another transaction was first."""
        try:
            with transaction.atomic(using=self._books.using):
                yield DbNote(self._books, self._clock, self._submit)
        except Error as error:
            if lost_race(error):
                raise Conflict(who="Somebody") from error
            raise

    def case(self, case: str) -> Case:
        """A case folded from its events. Raises NotFound."""
        folded = fold(case, self._company.id, self.history(case))
        if folded.document is None:
            raise NotFound(what=case)
        return folded

    def history(self, stream: str) -> tuple[Noted, ...]:
        """All events of a stream, oldest first."""
        return tuple(rows.noted(kept) for kept in self._events(stream))

    def _events(self, stream: str) -> QuerySet[models.Event]:
        return self._books.of(models.Event).filter(stream=stream).order_by("seq")

    def rows(self, view: View) -> tuple[CaseRow, ...]:
        """One page of cases. Raises InvalidValue for a sort that is none.

        The page is found by its keys alone, which an index holds; only then are its rows read: they are wide.
        """
        ordered = self._viewed(view).order_by(*_order(view.sort))
        page = list(ordered.values_list("pk", flat=True)[view.offset : view.offset + view.limit])
        found: dict[int, models.CaseRow] = {}
        for at in range(0, len(page), MARKS_AT_ONCE):
            found |= self._books.of(models.CaseRow).in_bulk(page[at : at + MARKS_AT_ONCE])
        return tuple(rows.case_row(found[key]) for key in page if key in found)

    def count(self, view: View) -> int:
        """How many cases the view has in all."""
        return self._viewed(view).count()

    def _viewed(self, view: View) -> QuerySet[models.CaseRow]:
        found = self._books.of(models.CaseRow)
        if view.states:
            found = found.filter(state__in=[state.value for state in view.states])
        if view.queue is not None:
            found = found.filter(queue=view.queue.value)
        if view.cases is not None:
            found = found.filter(case__in=view.cases)
        if view.supplier:
            found = found.filter(supplier=view.supplier)
        if view.waits_for:
            found = found.filter(
                _waited_for(view.waits_for), waits_for__gt=""
            )  # a range of the index, by far the least
        if view.samples:
            found = found.filter(sample__in=sorted(one.value for one in view.samples))
        if view.search.strip():
            found = found.filter(_searched(view.search))
        return found

    def queues(self) -> Mapping[Queue, int]:
        """How many cases stand in each queue of the inbox."""
        waiting = self._books.of(models.CaseRow).filter(queue__gt="").order_by()  # a range of the index, not all of it
        return {Queue(q): n for q, n in waiting.values_list("queue").annotate(n=Count("id"))}

    def neighbours(self, case: str, queue: Queue) -> tuple[str, str]:
        """The cases before and after this one in a queue, newest first; for one not in it nothing and the first."""
        waiting = self._books.of(models.CaseRow).filter(queue=queue.value)
        here = waiting.filter(case=case).values_list("received", "pk").first()
        newest_first, oldest_first = ("-received", "-pk"), ("received", "pk")
        if here is None:
            return "", waiting.order_by(*newest_first).values_list("case", flat=True).first() or ""
        at, key = here
        newer = waiting.filter(Q(received__gt=at) | Q(pk__gt=key), received__gte=at).order_by(*oldest_first)
        older = waiting.filter(Q(received__lt=at) | Q(pk__lt=key), received__lte=at).order_by(*newest_first)
        found = (one.values_list("case", flat=True).first() or "" for one in (newer, older))
        return next(found), next(found)

    def sums(self, view: View) -> tuple[OpenSum, ...]:
        """What is open on the cases of a view, by currency and due date; those without an open amount left out."""
        found = self._viewed(view).filter(open_amount__isnull=False).order_by()
        summed = found.values_list("currency", "due_date").annotate(whole=Sum("open_amount"), n=Count("id"))
        return tuple(OpenSum(currency, due, from_minor(amount), n) for currency, due, amount, n in summed)

    def states(self, among: frozenset[State] = frozenset()) -> Mapping[State, int]:
        """How many cases stand in each state, or in each of these: the rest are the more, the older the books."""
        standing = self._viewed(View(states=among)).order_by()
        return {State(s): n for s, n in standing.values_list("state").annotate(n=Count("id"))}

    def by_digest(self, digest: str) -> str | None:
        """The case that these bytes became first, or None."""
        same = self._books.of(models.CaseRow).filter(digest=digest).order_by("id")
        return same.values_list("case", flat=True).first()

    def alike(self, row: CaseRow) -> tuple[CaseRow, ...]:
        """Other cases with the same number key, reference, or amount and date, oldest first."""
        same = Q(pk__in=())
        if row.number_key:
            same |= Q(number_key=row.number_key)
        if row.reference:
            same |= Q(reference=row.reference)
        if row.payable is not None and row.issue_date is not None:
            same |= Q(issue_date=row.issue_date, payable=minor(row.payable))
        others = self._books.of(models.CaseRow).filter(same).exclude(case=row.id).order_by("id")
        return tuple(rows.case_row(kept) for kept in others)

    def suppliers(self) -> tuple[Supplier, ...]:
        """The whole register, by name."""
        kept = self._books.of(models.SupplierRow).filter(merged=False).order_by("name_key", "supplier")
        return tuple(map(rows.supplier, kept.values_list("record", flat=True)))

    def register(self, view: RegisterView) -> tuple[Supplier, ...]:
        """One page of the register. Raises InvalidValue for a sort that is none."""
        field, downward = register_order(view.sort)
        column = {"name": "name_key", "number": "number_key", "organisation": "organisation"}[field]
        order = (f"-{column}", "-supplier") if downward else (column, "supplier")
        found = self._registered(view.search).order_by(*order)[view.offset : view.offset + view.limit]
        return tuple(map(rows.supplier, found.values_list("record", flat=True)))

    def register_count(self, search: str = "") -> int:
        """How many suppliers a search finds in all."""
        return self._registered(search).count()

    def _registered(self, search: str) -> QuerySet[models.SupplierRow]:
        found = self._books.of(models.SupplierRow).filter(merged=False)
        words, number = register_search(search)
        wanted = Q()
        for word in words:
            wanted &= Q(search__contains=word)
        return found.filter(wanted | Q(search__contains=number) if number else wanted)

    def account_changes(self, standing: Standing | None = None, supplier: str = "") -> tuple[AccountChange, ...]:
        """The cases of payee accounts, newest first."""
        found = self._books.of(models.AccountChangeRow)
        if standing is not None:
            found = found.filter(standing=standing.value)
        if supplier:
            found = found.filter(supplier=supplier)
        return _records(AccountChange, found.order_by("-id").values_list("record", flat=True))

    def account_change(self, change: str) -> AccountChange:
        """One of them. Raises NotFound."""
        kept = self._books.of(models.AccountChangeRow).filter(change=change)
        return _record(AccountChange, kept.values_list("record", flat=True), change)

    def supplier(self, supplier: str) -> Supplier:
        """One supplier. Raises NotFound."""
        kept = self._books.of(models.SupplierRow).filter(supplier=supplier)
        return _record(Supplier, kept.values_list("record", flat=True), supplier)

    def postings(self, supplier: str, limit: int = 200) -> tuple[PastPosting, ...]:
        """What was booked on this supplier's invoices, newest first; on anybody's for an empty id."""
        booked = self._books.of(models.PostingRow)
        if supplier:
            booked = booked.filter(supplier=supplier)
        return tuple(rows.posting(kept) for kept in booked.order_by("-on", "-id")[:limit])

    def remembered(self, marks: frozenset[str]) -> tuple[Record, ...]:
        """What verified invoices taught: the records that share most of these marks, oldest first."""
        return self._books.remembered(marks)

    def product(self, product: str) -> Product:
        """One product. Raises NotFound."""
        kept = self._books.of(models.ProductRow).filter(product=product)
        return _record(Product, kept.values_list("record", flat=True), product)

    def products(self, search: str = "", limit: int = 50, offset: int = 0) -> tuple[Product, ...]:
        """One page of the product register, by name."""
        kept = self._products(search).order_by("retired", "name_key", "product")[offset : offset + limit]
        return _records(Product, kept.values_list("record", flat=True))

    def count_products(self, search: str = "") -> int:
        """How many products the search finds in all."""
        return self._products(search).count()

    def _products(self, search: str) -> QuerySet[models.ProductRow]:
        found = self._books.of(models.ProductRow)
        for word in search.casefold().split():
            found = found.filter(search__contains=word)
        return found

    def products_by(self, marks: frozenset[str]) -> tuple[Product, ...]:
        """The products in use that have one of these marks."""
        return self._books.products_by(marks)

    def prices(self, supplier: str, keys: frozenset[str], limit: int = 500) -> tuple[PaidPrice, ...]:
        """What earlier invoices of this supplier asked for these articles, newest first."""
        kept = self._books.of(models.ArticlePriceRow).filter(supplier=supplier, key__in=sorted(keys)[:MARKS_AT_ONCE])
        return _records(PaidPrice, kept.order_by("-on", "-id").values_list("record", flat=True)[:limit])

    def outlays(self, *, repaid: bool = False) -> tuple[Outlay, ...]:
        """What people have laid out and is still owed to them, or was given back; in the order it was booked."""
        kept = self._books.of(models.OutlayRow).filter(repaid=repaid).order_by("id")
        return _records(Outlay, kept.values_list("record", flat=True))

    @property
    def figures(self) -> DbFigures:
        """What reports add up."""
        return DbFigures(self._books)

    def next_number(self, series: str, year: date) -> int:
        """The number the next voucher of this series takes."""
        return self._books.next_number(series, year)

    def vouchers(self, limit: int = 200, offset: int = 0) -> tuple[Voucher, ...]:
        """Vouchers, newest first."""
        booked = self._books.of(models.VoucherRow).order_by("-id")[offset : offset + limit]
        return tuple(rows.voucher(kept) for kept in booked)

    def vouchers_between(self, first: date, last: date) -> tuple[Voucher, ...]:
        """The vouchers of these days, both included, by series, year and number."""
        booked = self._books.of(models.VoucherRow).filter(on__gte=first, on__lte=last)
        return tuple(rows.voucher(kept) for kept in booked.order_by("series", "year", "number"))

    def batch(self, batch: str) -> Batch:
        """One batch of payments. Raises NotFound."""
        kept = self._books.of(models.BatchRow).filter(batch=batch)
        return _record(Batch, kept.values_list("record", flat=True), batch)

    def batches(self, limit: int | None = None) -> tuple[Batch, ...]:
        """The newest batches, or all of them, newest first."""
        kept = self._books.of(models.BatchRow).order_by("-id")[:limit]
        return _records(Batch, kept.values_list("record", flat=True))

    def refusals(self, limit: int = 200) -> tuple[Refused, ...]:
        """Documents not taken in, newest first."""
        kept = self._books.of(models.RefusedRow).order_by("-id")
        return _records(Refused, kept.values_list("record", flat=True)[:limit])

    def sealed(self) -> tuple[Sealed, ...]:
        """The archive log, oldest first."""
        return tuple(rows.sealed(kept) for kept in self._books.of(models.SealedRow).order_by("seq"))

    def last_sealed(self) -> Sealed | None:
        """The newest entry of the archive log."""
        kept = self._books.of(models.SealedRow).order_by("-seq").first()
        return rows.sealed(kept) if kept else None

    def streams(self) -> Mapping[str, int]:
        """The names of all event streams, in the order they began, and how many events each has."""
        events = self._books.of(models.Event).order_by().values("stream")
        counted = events.annotate(began=Min("id"), events=Count("id")).order_by("began")
        return dict(counted.values_list("stream", "events"))

    def broken_links(self, stream: str) -> tuple[int, ...]:
        """The numbers of the stream's events that were changed in the table; empty when the chain holds."""
        return broken_links(rows.link(kept) for kept in self._events(stream))

    def broken_seals(self) -> tuple[int, ...]:
        """The numbers of the archive log's entries that were changed; empty when the chain holds."""
        return broken_seals(self.sealed())

    def rebuild(self) -> int:
        """Write all rows anew from the events, in the order they happened.

        Imported postings stay, and so does the archive log: only what it lacks is appended.
        """
        with transaction.atomic(using=self._books.using):
            hold_writers(self._books.using, models.Event._meta.db_table)  # noqa: SLF001 - Django's public API
            for table in _REWRITTEN:
                self._books.of(table).delete()
            self._books.of(models.PostingRow).exclude(case="").delete()
            self._replay()
            for stream in self.streams():
                self._refold(stream)
            for kept in self._books.of(models.Event).filter(kind=OutlaysRepaid.__name__).order_by("id"):
                noted = rows.noted(kept)
                if isinstance(noted.event, OutlaysRepaid):
                    self._books.repay(noted.event)
            return self._books.of(models.CaseRow).count()

    def _replay(self) -> None:
        """All that an event says without its case, in the order of all events."""
        logged = self._books.of(models.SealedRow).count()
        for kept in self._books.of(models.Event).filter(kind__in=_REPLAYED).order_by("id").iterator():
            noted = rows.noted(kept)
            self._books.project(noted.event)
            seal = seal_of(noted.event)
            logged -= seal is not None
            if seal is not None and logged < 0:
                self._books.seal(seal, kept.stream, noted)

    def _refold(self, stream: str) -> None:
        """The case's row and what it taught when it was last booked; one case in memory at a time."""
        case, booked, traded = Case(stream, self._company.id), None, None
        for noted in self.history(stream):
            case = case.fold(noted)
            booked = case if isinstance(noted.event, Registered) else booked
            tally.tally(self._books, case, noted)
            traded = case if isinstance(noted.event, Registered | MeansGiven) else traded
        self._books.write_case(case)
        if booked is not None:
            self._books.learn(booked)
        if traded is not None:
            self._books.trade(traded)


def _records(kind: type[T], kept: Iterable[str]) -> tuple[T, ...]:
    return tuple(from_json(kind, record) for record in kept)


def _record(kind: type[T], kept: Iterable[str], name: str) -> T:
    for record in kept:
        return from_json(kind, record)
    raise NotFound(what=name)


def _order(sort: str) -> tuple[OrderBy, OrderBy]:
    field, downward = order_of(sort)
    column = F("supplier_key" if field == "supplier_name" else field)
    first = column.desc(nulls_last=True) if downward else column.asc(nulls_last=True)
    return first, F("id").desc() if downward else F("id").asc()


def _waited_for(seats: tuple[str, ...]) -> Q:
    wanted, left_out = Q(), Q()
    for seat in seats:
        wanted |= Q(waits_for__contains=f" {seat} ")
        left_out |= Q(waits_for__contains=f" -{seat} ")
    return wanted & ~left_out


def _searched(text: str) -> Q:
    search = search_of(text)
    words = Q()
    for word in search.words:
        words &= Q(search__contains=word)
    found = words | Q(reference=search.reference)
    if search.number:
        found |= Q(number_key=search.number)
    if search.amount is not None:
        found |= Q(payable=search.amount)
    return found
