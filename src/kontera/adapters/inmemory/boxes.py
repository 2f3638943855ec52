"""The books of companies in memory."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from kontera.adapters.inmemory.figures import Counted, InMemoryFigures
from kontera.adapters.projection import (
    Link,
    broken_links,
    broken_seals,
    name_key,
    number_order,
    order_of,
    postings_of,
    product_text,
    register_order,
    register_search,
    register_text,
    same_purchase,
    seal_of,
    sealed,
    search_of,
    vouchers_of,
)
from kontera.core.account_change import AccountChange, Standing
from kontera.core.case import Case, Queue, State, fold
from kontera.core.company import Company
from kontera.core.document import Refused
from kontera.core.entry import Voucher
from kontera.core.errors import Conflict, NotFound
from kontera.core.event import (
    AccountChangeSaved,
    BatchSaved,
    CompanySaved,
    Event,
    Learned,
    MeansGiven,
    Noted,
    OutlaysRepaid,
    ProductSaved,
    Registered,
    SupplierSaved,
    Unlearned,
)
from kontera.core.memory import Record, forgotten, found
from kontera.core.money import total
from kontera.core.outlay import Outlay, outlay_of
from kontera.core.party import Supplier
from kontera.core.payment import Batch
from kontera.core.prices import PaidPrice, prices_of
from kontera.core.product import Product
from kontera.core.row import CaseRow, PastPosting, Sealed, row_of
from kontera.core.serial import to_json
from kontera.ports import Clock, Note, OpenSum, RegisterView, Task, TaskKind, View

T = TypeVar("T")


@dataclass
class _Tables:
    """All that is kept of one company."""

    streams: dict[str, list[Noted]] = field(default_factory=dict)
    claims: set[str] = field(default_factory=set)
    rows: dict[str, CaseRow] = field(default_factory=dict)
    suppliers: dict[str, Supplier] = field(default_factory=dict)
    batches: dict[str, Batch] = field(default_factory=dict)
    vouchers: list[Voucher] = field(default_factory=list)
    postings: list[tuple[str, PastPosting]] = field(default_factory=list)
    refusals: list[Refused] = field(default_factory=list)
    sealed: list[Sealed] = field(default_factory=list)
    tasks: dict[str, Task] = field(default_factory=dict)
    finished: set[str] = field(default_factory=set)
    order: list[tuple[str, Noted]] = field(default_factory=list)
    memory: list[Record] = field(default_factory=list)
    products: dict[str, Product] = field(default_factory=dict)
    prices: list[PaidPrice] = field(default_factory=list)
    outlays: dict[str, Outlay] = field(default_factory=dict)
    account_changes: dict[str, AccountChange] = field(default_factory=dict)
    counted: Counted = field(default_factory=Counted)

    def copied(self) -> _Tables:
        """A copy to write in: what it holds is frozen, so that a copy of each container is enough."""
        return _Tables(
            {name: list(events) for name, events in self.streams.items()},
            set(self.claims),
            dict(self.rows),
            dict(self.suppliers),
            dict(self.batches),
            list(self.vouchers),
            list(self.postings),
            list(self.refusals),
            list(self.sealed),
            dict(self.tasks),
            set(self.finished),
            list(self.order),
            list(self.memory),
            dict(self.products),
            list(self.prices),
            dict(self.outlays),
            account_changes=dict(self.account_changes),
            counted=self.counted.copied(),
        )

    def next_number(self, series: str, year: date) -> int:
        """The number the next voucher takes."""
        return 1 + max((v.number for v in self.vouchers if (v.series, v.year) == (series, year)), default=0)

    def project(self, stream: str, case: Case, noted: Noted) -> None:
        """Write what this event adds to the rows."""
        match noted.event:
            case SupplierSaved(supplier):
                self.suppliers[supplier.id] = supplier
                return
            case AccountChangeSaved(change):
                self.account_changes[change.id] = change
                return
            case Unlearned(cases):
                self.memory = [record for record in self.memory if record.case not in cases]
                return
            case BatchSaved(batch):
                self.batches[batch.id] = batch
                return
            case ProductSaved(product):
                self.products[product.id] = product
                return
            case CompanySaved():
                return
            case event:
                self._project_case(stream, case, event)
        self.counted.tally(case, noted, self.streams[stream])
        if case.document is not None:
            self.rows[case.id] = row_of(case)

    def seal(self, stream: str, noted: Noted) -> None:
        """Append to the archive log, if the event is one of those it holds."""
        seal = seal_of(noted.event)
        if seal is not None:
            self.sealed.append(sealed(self.sealed[-1] if self.sealed else None, seal, stream, noted.at))

    def _project_case(self, stream: str, case: Case, event: Event) -> None:
        for voucher in vouchers_of(event):
            if voucher.number != self.next_number(voucher.series, voucher.year):
                raise Conflict(who="Somebody")
            self.vouchers.append(voucher)
        if isinstance(event, OutlaysRepaid):
            for name in event.cases:
                if name in self.outlays:
                    self.outlays[name] = replace(self.outlays[name], repaid=event.on)
        if isinstance(event, Registered | MeansGiven):
            self._trade(case)
        if isinstance(event, Learned):
            gone = forgotten(self.memory, event.record)
            self.memory = [*(record for record in self.memory if record.case not in gone), event.record]
        if isinstance(event, Registered):
            self.postings = [(owner, kept) for owner, kept in self.postings if owner != stream]
            self.postings.extend((stream, posting) for posting in postings_of(case))

    def _trade(self, case: Case) -> None:
        """The prices and the outlay of a booked case."""
        self.prices = [*(one for one in self.prices if one.case != case.id), *prices_of(case)]
        outlay, known = outlay_of(case), self.outlays.get(case.id)
        if outlay is None:
            self.outlays.pop(case.id, None)
        elif known is None or known.repaid is None:
            self.outlays[case.id] = outlay


class InMemoryNote:
    """The open transaction; `ports.Note`."""

    def __init__(self, company: str, tables: _Tables, clock: Clock) -> None:
        self._company = company
        self._tables = tables
        self._clock = clock
        self.asked: list[Task] = []
        self.company: Company | None = None  # with changed settings

    def claim(self, key: str) -> bool:
        """Take an effect's key."""
        if key in self._tables.claims:
            return False
        self._tables.claims.add(key)
        return True

    def event(self, stream: str, event: Event, *, by: str, expect: int | None = None) -> Noted:
        """Append to a stream. Raises Conflict."""
        events = self._tables.streams.setdefault(stream, [])
        if expect is not None and expect != len(events):
            raise Conflict(who=events[-1].by if events else by)
        link = Link(len(events) + 1, self._clock.now(), by, type(event).__name__, to_json(event))
        noted = Noted(link.seq, link.at, by, event, link.chained(events[-1].hash if events else ""))
        events.append(noted)
        self._tables.order.append((stream, noted))
        self._tables.seal(stream, noted)
        self._tables.project(stream, fold(stream, self._company, events), noted)
        if isinstance(event, CompanySaved):
            self.company = event.company
        return noted

    def refuse(self, refused: Refused) -> None:
        """Record a document that was not taken in."""
        self._tables.refusals.append(refused)

    def posting(self, posting: PastPosting) -> None:
        """Record a posting from before Kontera."""
        self._tables.postings.append(("", posting))

    def later(self, kind: TaskKind, argument: str, key: str) -> None:
        """Ask for a task once this transaction is committed."""
        if key not in self._tables.tasks:
            self._tables.tasks[key] = Task(kind, self._company, argument, key)
            self.asked.append(self._tables.tasks[key])


class InMemoryBox:
    """The books of one company; `ports.Box`."""

    def __init__(self, boxes: InMemoryBoxes, company: Company) -> None:
        self._boxes = boxes
        self._company = company

    @property
    def _tables(self) -> _Tables:
        return self._boxes.tables[self._company.id]

    @property
    def company(self) -> Company:
        """Whose books these are."""
        return self._company

    @contextmanager
    def transaction(self) -> Iterator[Note]:
        """Write something: all or nothing; one writer at a time."""
        with self._boxes.lock:
            note = InMemoryNote(self._company.id, self._tables.copied(), self._boxes.clock)
            yield note
            if note.company is not None:
                self._boxes.save(note.company)
            self._boxes.tables[self._company.id] = note._tables  # noqa: SLF001 - the note is ours
        for task in note.asked:
            self._boxes.submit(task)

    def case(self, case: str) -> Case:
        """A case folded from its events. Raises NotFound."""
        folded = fold(case, self._company.id, self.history(case))
        if folded.document is None:
            raise NotFound(what=case)
        return folded

    def history(self, stream: str) -> tuple[Noted, ...]:
        """All events of a stream, oldest first."""
        return tuple(self._tables.streams.get(stream, ()))

    def rows(self, view: View) -> tuple[CaseRow, ...]:
        """One page of cases. Raises InvalidValue for a sort that is none."""
        name, downward = order_of(view.sort)
        found = self._viewed(view)
        known = [row for row in found if getattr(row, name) is not None]
        unknown = [row for row in found if getattr(row, name) is None]
        if downward:
            known.reverse()
            unknown.reverse()
        known.sort(key=lambda row: _sort_value(row, name), reverse=downward)
        return tuple((known + unknown)[view.offset : view.offset + view.limit])

    def count(self, view: View) -> int:
        """How many cases the view has in all."""
        return len(self._viewed(view))

    def _viewed(self, view: View) -> list[CaseRow]:
        search = search_of(view.search)
        return [
            row
            for row in self._tables.rows.values()
            if (not view.states or row.state in view.states)
            and (view.queue is None or row.queue is view.queue)
            and (view.cases is None or row.id in view.cases)
            and (not view.supplier or row.supplier == view.supplier)
            and (not view.waits_for or _waits(row, view.waits_for))
            and (not view.samples or row.sample in view.samples)
            and (not view.search.strip() or search.finds(row))
        ]

    def queues(self) -> Mapping[Queue, int]:
        """How many cases stand in each queue of the inbox."""
        return Counter(row.queue for row in self._tables.rows.values() if row.queue is not Queue.NONE)

    def neighbours(self, case: str, queue: Queue) -> tuple[str, str]:
        """The cases before and after this one in a queue, newest first; for one not in it nothing and the first."""
        ids = ["", *(row.id for row in self.rows(View(queue=queue, limit=len(self._tables.rows)))), ""]
        at = ids.index(case) if case in ids[1:-1] else 0
        return ids[max(0, at - 1)], ids[at + 1]

    def sums(self, view: View) -> tuple[OpenSum, ...]:
        """What is open on the cases of a view, by currency and due date; those without an open amount left out."""
        groups: dict[tuple[str, date | None], list[Decimal]] = {}
        for row in self._viewed(view):
            if row.open_amount is not None:
                groups.setdefault((row.currency, row.due_date), []).append(row.open_amount)
        return tuple(OpenSum(*key, total(amounts), len(amounts)) for key, amounts in groups.items())

    def states(self, among: frozenset[State] = frozenset()) -> Mapping[State, int]:
        """How many cases stand in each state, or in each of these: the rest are the more, the older the books."""
        return Counter(row.state for row in self._viewed(View(states=among)))

    def by_digest(self, digest: str) -> str | None:
        """The case that these bytes became first, or None."""
        return next((row.id for row in self._tables.rows.values() if row.digest == digest), None)

    def alike(self, row: CaseRow) -> tuple[CaseRow, ...]:
        """Other cases with the same number key, reference, or amount and date, oldest first."""
        return tuple(other for other in self._tables.rows.values() if same_purchase(row, other))

    def suppliers(self) -> tuple[Supplier, ...]:
        """The whole register, by name."""
        known = (one for one in self._tables.suppliers.values() if not one.merged_into)
        return tuple(sorted(known, key=lambda s: (name_key(s.party.name), s.id)))

    def register(self, view: RegisterView) -> tuple[Supplier, ...]:
        """One page of the register. Raises InvalidValue for a sort that is none."""
        field, downward = register_order(view.sort)
        found = sorted(self._registered(view.search), key=lambda s: (_register_key(s, field), s.id), reverse=downward)
        return tuple(found[view.offset : view.offset + view.limit])

    def register_count(self, search: str = "") -> int:
        """How many suppliers a search finds in all."""
        return len(self._registered(search))

    def _registered(self, search: str) -> list[Supplier]:
        words, number = register_search(search)
        texts = ((one, register_text(one)) for one in self.suppliers())
        return [one for one, text in texts if all(word in text for word in words) or (number and number in text)]

    def account_changes(self, standing: Standing | None = None, supplier: str = "") -> tuple[AccountChange, ...]:
        """The cases of payee accounts, newest first."""
        found = reversed(self._tables.account_changes.values())
        return tuple(
            one
            for one in found
            if (standing is None or one.standing is standing) and (not supplier or one.supplier == supplier)
        )

    def account_change(self, change: str) -> AccountChange:
        """One of them. Raises NotFound."""
        return _found(self._tables.account_changes, change)

    def supplier(self, supplier: str) -> Supplier:
        """One supplier. Raises NotFound."""
        return _found(self._tables.suppliers, supplier)

    def postings(self, supplier: str, limit: int = 200) -> tuple[PastPosting, ...]:
        """What was booked on this supplier's invoices, newest first; on anybody's for an empty id."""
        booked = [kept for _, kept in reversed(self._tables.postings) if not supplier or kept.supplier == supplier]
        return tuple(sorted(booked, key=lambda posting: posting.on, reverse=True)[:limit])

    def remembered(self, marks: frozenset[str]) -> tuple[Record, ...]:
        """What verified invoices taught: the records that share most of these marks, oldest first."""
        return found(self._tables.memory, marks)

    def product(self, product: str) -> Product:
        """One product. Raises NotFound."""
        return _found(self._tables.products, product)

    def products(self, search: str = "", limit: int = 50, offset: int = 0) -> tuple[Product, ...]:
        """One page of the product register, by name."""
        found = sorted(self._products(search), key=lambda one: (one.retired, name_key(one.name), one.id))
        return tuple(found[offset : offset + limit])

    def count_products(self, search: str = "") -> int:
        """How many products the search finds in all."""
        return len(self._products(search))

    def _products(self, search: str) -> list[Product]:
        words = search.casefold().split()
        return [one for one in self._tables.products.values() if all(word in product_text(one) for word in words)]

    def products_by(self, marks: frozenset[str]) -> tuple[Product, ...]:
        """The products in use that have one of these marks."""
        found = (one for one in self._tables.products.values() if not one.retired and not marks.isdisjoint(one.marks))
        return tuple(sorted(found, key=lambda one: (name_key(one.name), one.id)))

    def prices(self, supplier: str, keys: frozenset[str], limit: int = 500) -> tuple[PaidPrice, ...]:
        """What earlier invoices of this supplier asked for these articles, newest first."""
        asked = [one for one in reversed(self._tables.prices) if one.supplier == supplier and one.key in keys]
        return tuple(sorted(asked, key=lambda one: one.on, reverse=True)[:limit])

    def outlays(self, *, repaid: bool = False) -> tuple[Outlay, ...]:
        """What people have laid out and is still owed to them, or was given back; in the order it was booked."""
        return tuple(one for one in self._tables.outlays.values() if (one.repaid is not None) is repaid)

    @property
    def figures(self) -> InMemoryFigures:
        """What reports add up."""
        return InMemoryFigures(self._tables.counted, self._tables.postings, self._tables.suppliers, self._tables.rows)

    def next_number(self, series: str, year: date) -> int:
        """The number the next voucher of this series takes."""
        return self._tables.next_number(series, year)

    def vouchers(self, limit: int = 200, offset: int = 0) -> tuple[Voucher, ...]:
        """Vouchers, newest first."""
        return tuple(reversed(self._tables.vouchers))[offset : offset + limit]

    def vouchers_between(self, first: date, last: date) -> tuple[Voucher, ...]:
        """The vouchers of these days, both included, by series, year and number."""
        found = (voucher for voucher in self._tables.vouchers if first <= voucher.entry.on <= last)
        return tuple(sorted(found, key=lambda voucher: (voucher.series, voucher.year, voucher.number)))

    def batch(self, batch: str) -> Batch:
        """One batch of payments. Raises NotFound."""
        return _found(self._tables.batches, batch)

    def batches(self, limit: int | None = None) -> tuple[Batch, ...]:
        """The newest batches, or all of them, newest first."""
        return tuple(reversed(self._tables.batches.values()))[:limit]

    def refusals(self, limit: int = 200) -> tuple[Refused, ...]:
        """Documents not taken in, newest first."""
        return tuple(reversed(self._tables.refusals))[:limit]

    def sealed(self) -> tuple[Sealed, ...]:
        """The archive log, oldest first."""
        return tuple(self._tables.sealed)

    def last_sealed(self) -> Sealed | None:
        """The newest entry of the archive log."""
        return self._tables.sealed[-1] if self._tables.sealed else None

    def streams(self) -> Mapping[str, int]:
        """The names of all event streams, in the order they began, and how many events each has."""
        return {name: len(events) for name, events in self._tables.streams.items()}

    def broken_links(self, stream: str) -> tuple[int, ...]:
        """The numbers of the stream's events that were changed."""
        return broken_links(
            Link(kept.seq, kept.at, kept.by, type(kept.event).__name__, to_json(kept.event), kept.hash)
            for kept in self.history(stream)
        )

    def broken_seals(self) -> tuple[int, ...]:
        """The numbers of the archive log's entries that were changed."""
        return broken_seals(self.sealed())

    def rebuild(self) -> int:
        """Write all rows anew from the events; imported postings and the archive log stay."""
        with self._boxes.lock:
            kept = self._tables
            made = kept.copied()
            made.rows, made.suppliers, made.batches, made.vouchers, made.memory = {}, {}, {}, [], []
            made.products, made.prices, made.outlays = {}, [], {}
            made.counted = Counted()
            made.account_changes = {}
            made.postings = [(owner, posting) for owner, posting in kept.postings if not owner]
            cases: dict[str, Case] = {}
            for stream, noted in kept.order:
                cases[stream] = cases.get(stream, Case(stream, self._company.id)).fold(noted)
                made.project(stream, cases[stream], noted)
            self._boxes.tables[self._company.id] = made
            return len(made.rows)


class InMemoryBoxes:
    """All companies; `ports.Boxes`. `submit` is handed each task once its transaction is committed."""

    def __init__(self, submit: Callable[[Task], None], clock: Clock) -> None:
        self.submit = submit
        self.clock = clock
        self.lock = threading.RLock()
        self.tables: dict[str, _Tables] = {}
        self._companies: dict[str, Company] = {}

    def open(self, company: str) -> InMemoryBox:
        """The books of one company. Raises NotFound."""
        return InMemoryBox(self, _found(self._companies, company))

    def companies(self) -> tuple[Company, ...]:
        """All of them, by id."""
        return tuple(self._companies[company] for company in sorted(self._companies))

    def save(self, company: Company) -> None:
        """Add a company or change its settings. Raises Conflict when its mailbox is another company's."""
        holder = self.by_mailbox(company.mailbox)
        if holder is not None and holder.id != company.id:
            raise Conflict(who=company.mailbox)
        self._companies[company.id] = company
        self.tables.setdefault(company.id, _Tables())

    def by_mailbox(self, mailbox: str) -> Company | None:
        """Whose unique mail address has this local part, in whatever case."""
        named = mailbox.casefold()
        return next((c for c in self._companies.values() if named and c.mailbox.casefold() == named), None)

    def outstanding(self) -> tuple[Task, ...]:
        """Tasks that were asked for and not finished."""
        return tuple(
            task for tables in self.tables.values() for task in tables.tasks.values() if task.key not in tables.finished
        )

    def finished(self, task: Task) -> None:
        """Forget a task that is done; its key stays taken."""
        with self.lock:
            self.tables[task.company].finished.add(task.key)


def _waits(row: CaseRow, seats: tuple[str, ...]) -> bool:
    return not {f"-{seat}" for seat in seats} & set(row.waits_for) and bool(set(seats) & set(row.waits_for))


def _found(kept: Mapping[str, T], name: str) -> T:
    try:
        return kept[name]
    except KeyError:
        raise NotFound(what=name) from None


def _register_key(supplier: Supplier, field: str) -> str:
    match field:
        case "number":
            return number_order(supplier.number)
        case "organisation":
            return supplier.party.organisation_number
        case _:
            return name_key(supplier.party.name)


def _sort_value(row: CaseRow, name: str) -> Any:  # noqa: ANN401 - whatever the field holds, as long as it sorts
    return name_key(row.supplier_name) if name == "supplier_name" else getattr(row, name)
