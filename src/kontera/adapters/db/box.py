"""One company's books, read and written in the database."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import TypeVar

from django.db import Error, transaction
from django.db.models import Count, F, Min, Q, QuerySet
from django.db.models.expressions import OrderBy

from kontera.adapters.db import models, rows
from kontera.adapters.db.books import Books
from kontera.adapters.db.connection import hold_writers, lost_race
from kontera.adapters.db.note import DbNote
from kontera.adapters.projection import broken_links, broken_seals, order_of, seal_of, search_of
from kontera.core.case import Case, Queue, State, fold
from kontera.core.company import Company
from kontera.core.document import Refused
from kontera.core.entry import Voucher
from kontera.core.errors import Conflict, NotFound
from kontera.core.event import Archived, BatchSaved, Learned, Noted, Received, Registered, Settled, SupplierSaved
from kontera.core.memory import Record
from kontera.core.money import minor
from kontera.core.party import Supplier
from kontera.core.payment import Batch
from kontera.core.row import CaseRow, PastPosting, Sealed
from kontera.core.serial import from_json
from kontera.ports import Clock, Note, Task, View

T = TypeVar("T")
_REPLAYED = tuple(
    kind.__name__ for kind in (SupplierSaved, BatchSaved, Learned, Registered, Settled, Received, Archived)
)
_REWRITTEN = (
    models.CaseRow,
    models.SupplierRow,
    models.VoucherRow,
    models.BatchRow,
    models.MemoryRow,
    models.MemoryMark,
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
        """One page of cases. Raises InvalidValue for a sort that is none."""
        ordered = self._viewed(view).order_by(*_order(view.sort))
        return tuple(rows.case_row(kept) for kept in ordered[view.offset : view.offset + view.limit])

    def count(self, view: View) -> int:
        """How many cases the view has in all."""
        return self._viewed(view).count()

    def _viewed(self, view: View) -> QuerySet[models.CaseRow]:
        found = self._books.of(models.CaseRow)
        if view.states:
            found = found.filter(state__in=[state.value for state in view.states])
        if view.queue is not None:
            found = found.filter(queue=view.queue.value)
        if view.supplier:
            found = found.filter(supplier=view.supplier)
        if view.search.strip():
            found = found.filter(_searched(view.search))
        return found

    def queues(self) -> Mapping[Queue, int]:
        """How many cases stand in each queue of the inbox."""
        waiting = self._books.of(models.CaseRow).exclude(queue="").order_by()
        return {Queue(q): n for q, n in waiting.values_list("queue").annotate(n=Count("id"))}

    def states(self) -> Mapping[State, int]:
        """How many cases stand in each state."""
        standing = self._books.of(models.CaseRow).order_by()
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
        kept = self._books.of(models.SupplierRow).order_by("name_key", "supplier")
        return _records(Supplier, kept.values_list("record", flat=True))

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

    def next_number(self, series: str, year: date) -> int:
        """The number the next voucher of this series takes."""
        return self._books.next_number(series, year)

    def vouchers(self, limit: int = 200, offset: int = 0) -> tuple[Voucher, ...]:
        """Vouchers, newest first."""
        booked = self._books.of(models.VoucherRow).order_by("-id")[offset : offset + limit]
        return tuple(rows.voucher(kept) for kept in booked)

    def batch(self, batch: str) -> Batch:
        """One batch of payments. Raises NotFound."""
        kept = self._books.of(models.BatchRow).filter(batch=batch)
        return _record(Batch, kept.values_list("record", flat=True), batch)

    def batches(self) -> tuple[Batch, ...]:
        """All batches, newest first."""
        kept = self._books.of(models.BatchRow).order_by("-id")
        return _records(Batch, kept.values_list("record", flat=True))

    def refusals(self, limit: int = 200) -> tuple[Refused, ...]:
        """Documents not taken in, newest first."""
        kept = self._books.of(models.RefusedRow).order_by("-id")
        return _records(Refused, kept.values_list("record", flat=True)[:limit])

    def sealed(self) -> tuple[Sealed, ...]:
        """The archive log, oldest first."""
        return tuple(rows.sealed(kept) for kept in self._books.of(models.SealedRow).order_by("seq"))

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
        case, booked = Case(stream, self._company.id), None
        for noted in self.history(stream):
            case = case.fold(noted)
            booked = case if isinstance(noted.event, Registered) else booked
        self._books.write_case(case)
        if booked is not None:
            self._books.learn(booked)


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
