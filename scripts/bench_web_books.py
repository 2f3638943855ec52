"""Writes a company's books for measuring: suppliers, and invoices at every place of the way, event by event."""

# ruff: noqa: SLF001, ANN401 - tables of any model are written at once, past what the framework offers one by one

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from django.contrib.auth import get_user_model
from django.db import transaction

from kontera.adapters.db import changes, models, rows, sums, tally
from kontera.adapters.db.books import Books
from kontera.adapters.db.boxes import DbBoxes
from kontera.adapters.inmemory.doors import FixedClock
from kontera.adapters.projection import Link, postings_of, seal_of, sealed, vouchers_of
from kontera.core.case import Case, fold_in
from kontera.core.company import Company, Role
from kontera.core.document import Channel, Document, MediaType
from kontera.core.entry import CodingRow, RowKind, Voucher, entry_of
from kontera.core.event import (
    VERSION,
    Admitted,
    Approved,
    Archived,
    Change,
    Checked,
    Closed,
    Compared,
    Corrected,
    DataRead,
    Disputed,
    Event,
    Interpreted,
    Matched,
    Noted,
    PagesRead,
    Paid,
    Passed,
    PaymentPlanned,
    PaymentProposed,
    PaymentReleased,
    Proposed,
    Received,
    Registered,
    Settled,
    SupplierSaved,
    Validated,
    Verified,
)
from kontera.core.evidence import Box, Evidence, Page, Place, Source, Word
from kontera.core.figure import debt_of, figure_of
from kontera.core.finding import Finding, Severity
from kontera.core.invoice import DocumentType, Invoice
from kontera.core.money import ZERO, minor, rounded
from kontera.core.party import Supplier
from kontera.core.payment import PayItem
from kontera.core.prices import prices_of
from kontera.core.reading import Reading
from kontera.core.row import Sealed, row_of
from kontera.core.serial import to_json
from kontera.formats.ubl.write import write_ubl
from kontera.ports import Doors
from kontera.samples.chance import chance
from kontera.samples.companies import DEMO_BUYER, SWEDISH
from kontera.samples.demo_company import supplier as registered
from kontera.samples.found import swedish_iban
from kontera.samples.invent import invent

TODAY: Final = date(2026, 11, 20)
DAYS: Final = 700  # the time the books cover
AT_ONCE: Final = 400  # cases in one transaction
MODELS: Final = 600
SHARES: Final = (
    ("archived", 600),
    ("paid", 90),
    ("pay", 60),
    ("paying", 10),
    ("approve", 60),
    ("disputed", 5),
    ("ready", 80),
    ("doubt", 40),
    ("stopped", 8),
    ("duplicate", 6),
    ("not_invoice", 15),
    ("closed", 24),
    ("working", 2),
)
"""Where the cases stand, in thousandths."""
FINDINGS: Final = {
    "doubt": Finding("arithmetic.lines", "The lines do not add up.", Severity.DOUBT, "totals.net"),
    "stopped": Finding("fraud.account_new", "The account {account} is new.", Severity.STOP, "payment.accounts"),
    "duplicate": Finding("duplicate.number", "The same number is here already.", Severity.STOP, "number"),
}
READ: Final = ("number", "issue_date", "due_date", "currency", "totals.net", "totals.vat", "totals.payable")
PERSON: Final = "person:anna"


@dataclass(frozen=True, slots=True)
class Model:
    """An invented invoice that many are made from, its supplier's number among ours, and the document it came as."""

    invoice: Invoice
    supplier: int
    digest: str
    size: int


@dataclass
class Kept:
    """What one company's cases become, gathered until it is written at once; what runs on stays between."""

    company: str
    rows: list[Any] = field(default_factory=list)
    numbers: dict[tuple[str, date], int] = field(default_factory=dict)
    turnover: dict[tuple[str, date], int] = field(default_factory=dict)
    before: dict[tuple[str, ...], int] = field(default_factory=dict)  # the price or terms on the invoice before
    last: Sealed | None = None

    def voucher(self, series: str, rows: tuple[CodingRow, ...], on: date, case: str) -> Voucher:
        """The next of its series and year."""
        key = (series, date(on.year, 1, 1))
        self.numbers[key] = self.numbers.get(key, 0) + 1
        return Voucher(series, self.numbers[key], key[1], entry_of(rows, on, case), case)

    def add(self, table: type[Any], **columns: object) -> Any:
        """A new row."""
        self.rows.append(table(company_id=self.company, **columns))
        return self.rows[-1]

    def flush(self) -> None:
        """Write what was gathered, table by table."""
        tables: dict[type[Any], list[Any]] = {}
        for row in self.rows:
            tables.setdefault(type(row), []).append(row)
        with transaction.atomic():
            for table, rows in tables.items():
                table._default_manager.bulk_create(rows)
        self.rows = []

    def life(self, case_id: str, told: Iterable[tuple[Event, datetime, str]]) -> None:
        """One case: its events chained as a transaction chains them, and the rows they are projected to."""
        case, acts, payable, before = Case(case_id, self.company), [], None, ""
        for seq, (event, at, by) in enumerate(told, 1):
            link = Link(seq, at, by, type(event).__name__, to_json(event))
            noted = Noted(seq, at, by, event, link.chained(before))
            before, case = noted.hash, fold_in(case, noted)
            if by == PERSON:
                acts.append(noted)
            columns = {"seq": seq, "kind": link.kind, "version": VERSION, "payload": link.payload, "at": at, "by": by}
            self.add(models.Event, stream=case_id, hash=before, **columns)
            self._seal(case_id, noted)
            for voucher in vouchers_of(event):
                self.add(models.VoucherRow, **rows.voucher_columns(voucher))
                for line in voucher.entry.lines:
                    key = (line.account, voucher.entry.on)
                    self.turnover[key] = self.turnover.get(key, 0) + minor(line.debit - line.credit)
            match event:
                case Registered(vouchers):
                    payable = self._registered(case, vouchers[-1].entry.on)
                case Settled(Voucher() as voucher) if payable is not None:
                    payable.until = max(voucher.entry.on, payable.since + timedelta(days=1))
                case _:
                    pass
        self.add(models.CaseRow, case=case_id, **rows.case_columns(row_of(case)))
        if case.vouchers:
            columns = tally.figure_columns(figure_of(case, acts, told_on(acts)))
            was = self._before((columns["supplier"],), columns["terms"])
            moved = changes.moved(was, columns["terms"], columns["issued"])
            self.add(models.FigureRow, case=case_id, **columns, terms_before=was, terms_moved=moved)

    def _before(self, group: tuple[str, ...], value: int) -> int | None:
        """The value before this one; cases come in the order of their days."""
        was = self.before.get(group)
        self.before[group] = value
        return was

    def _registered(self, case: Case, on: date) -> Any:
        for posting in postings_of(case):
            self.add(models.PostingRow, case=case.id, **rows.posting_columns(posting))
        for columns in tally.price_columns(case):
            was = self._before(tuple(columns[name] for name in changes.GROUP), columns["price"])
            moved = changes.moved(was, columns["price"], columns["on"])
            self.add(models.PriceRow, case=case.id, **columns, before=was, moved=moved)
        for price in prices_of(case):
            columns = {"supplier": price.supplier, "key": price.key, "on": price.on, "record": to_json(price)}
            self.add(models.ArticlePriceRow, case=case.id, **columns)
        debt = debt_of(case)
        return self.add(models.PayableRow, since=on, **tally.debt_columns(debt)) if debt is not None else None

    def _seal(self, case: str, noted: Noted) -> None:
        seal = seal_of(noted.event)
        if seal is None:
            return
        entry = self.last = sealed(self.last, seal, case, noted.at)
        columns = {"seq": entry.seq, "at": entry.at, "kind": entry.kind, "digest": entry.digest, "hash": entry.hash}
        self.add(models.SealedRow, case=case, retain_until=entry.retain_until, **columns)


@dataclass
class Through(Kept):
    """The same through the transaction that every case passes, one a case: slower, and nothing is gathered."""

    boxes: DbBoxes | None = None
    clock: FixedClock | None = None

    def life(self, case_id: str, told: Iterable[tuple[Event, datetime, str]]) -> None:
        """One case, event by event as they are noted."""
        if self.boxes is None or self.clock is None:
            raise ValueError(self.company)
        with self.boxes.open(self.company).transaction() as note:
            for event, at, by in told:
                self.clock.at = at
                note.event(case_id, event, by=by)


def told_on(acts: list[Noted]) -> date:
    """The day of the last act; only a rule's verification has none, and there is none here."""
    return acts[-1].at.date()


def write_company(doors: Doors, name: str, cases: int, email: str, *, noted: bool = False) -> None:
    """A company with its people, its register and so many cases; `noted` through the transaction of real cases."""
    clock = FixedClock(datetime(2024, 12, 1, 8, 0, tzinfo=UTC))
    boxes = DbBoxes(lambda _task: None, clock)
    account = swedish_iban("100200300")
    boxes.save(Company(name, replace(DEMO_BUYER, name=f"{name.title()} AB"), "SE", "SEK", name, pay_from=account))
    doors.people.add(name, email, "Anna", frozenset(Role))
    get_user_model().objects.get_or_create(email=email, defaults={"name": "Anna", "language": "sv"})
    suppliers = _suppliers(max(40, cases // 40))
    models_made = _models(doors, name, suppliers)
    with boxes.open(name).transaction() as note:
        for one in suppliers:
            note.event(f"supplier:{one.id}", SupplierSaved(one), by="measuring")
    plan, kept = _plan(cases), Through(name, boxes=boxes, clock=clock) if noted else Kept(name)
    for at in range(cases):
        _write(kept, f"{name}-{at:06}", at / cases, models_made[at % len(models_made)], plan[at])
        if at % AT_ONCE == 0:
            kept.flush()
    for (account, on), amount in kept.turnover.items():
        kept.add(models.TurnoverRow, account=account, on=on, amount=amount)
    kept.flush()
    if not noted:
        with transaction.atomic():
            sums.sum_all(Books(name, "default"))


def _plan(cases: int) -> list[str]:
    """Where each case stands: the old ones are done, the new ones are on their way, mixed a little."""
    places = [place for place, share in SHARES for _ in range(round(cases * share / 1000))]
    places = (places + ["archived"] * cases)[:cases]
    dice = chance("plan", cases)
    keyed = [(at + dice.random() * cases / 5, place) for at, place in enumerate(places)]
    return [place for _, place in sorted(keyed)]


def _suppliers(count: int) -> tuple[Supplier, ...]:
    made = []
    for at in range(count):
        one = SWEDISH[at % len(SWEDISH)]
        known = registered(one, 1001 + at, TODAY)
        serial = at // len(SWEDISH)
        party = known.party if not serial else replace(known.party, name=f"{known.party.name} {serial}")
        made.append(replace(known, id=f"{one.key}-{at}", party=party))
    return tuple(made)


def _models(doors: Doors, company: str, suppliers: tuple[Supplier, ...]) -> list[Model]:
    """Some hundred different invoices; the others are the same on other days under other numbers."""
    made = []
    for at in range(min(MODELS, 4 * len(suppliers))):
        number = at % len(suppliers)
        one = SWEDISH[number % len(SWEDISH)]
        invoice = invent(at, one, DEMO_BUYER, TODAY)
        invoice = replace(invoice, seller=suppliers[number].party)
        data = write_ubl(invoice)
        made.append(Model(invoice, number, doors.blobs.put(company, data), len(data)))
        made[-1] = replace(made[-1], supplier=number)
    order = chance("order", company)
    order.shuffle(made)
    return made


def _write(kept: Kept, case: str, age: float, model: Model, place: str) -> None:
    """One case's life, each event some time after the one before."""
    on = TODAY - timedelta(days=round(DAYS * (1 - age)))
    key = SWEDISH[model.supplier % len(SWEDISH)].key
    invoice = replace(
        model.invoice,
        number=f"{case[-6:]}{model.supplier % 10}",
        issue_date=on,
        due_date=on + timedelta(days=model.invoice.payment.days or 30),
        type=DocumentType.REMINDER if place == "not_invoice" else model.invoice.type,
    )
    began = datetime(on.year, on.month, on.day, 7, 0, tzinfo=UTC) + timedelta(seconds=int(case[-6:]) % 20_000)
    document = Document(model.digest, model.size, MediaType.XML, f"{case}.xml", Channel.API, began)
    item = _item(case, f"{key}-{model.supplier}", invoice)
    kept.life(case, _timed(_life(case, document, invoice, item, place, kept), began))


def _timed(events: Iterator[Event], began: datetime) -> Iterator[tuple[Event, datetime, str]]:
    for event in events:
        began += timedelta(seconds=11 if isinstance(event, Corrected | Verified) else 1)
        human = isinstance(event, Corrected | Verified | Approved | Disputed | Closed | Paid | PaymentProposed)
        yield event, began, PERSON if human else "way"


def _item(case: str, supplier: str, invoice: Invoice) -> PayItem:
    account, due = invoice.payment.accounts[0], invoice.due_date or TODAY
    payable = invoice.totals.payable or ZERO
    return PayItem(case, supplier, invoice.seller.name, account, payable, "SEK", due, invoice.number)


def _life(case: str, document: Document, invoice: Invoice, item: PayItem, place: str, kept: Kept) -> Iterator[Event]:
    serial, rows = int(case[-6:]), _coding(invoice)
    yield Received(document)
    yield Admitted(1)
    if place == "working":
        return
    yield from _as_read(serial, invoice)
    yield Matched(item.supplier, "organisation_number", 1.0)
    yield Checked(("arithmetic", "fraud", "duplicate"), (FINDINGS[place],) if place in FINDINGS else ())
    yield Proposed(rows)
    if place in {"ready", "doubt", "stopped", "duplicate", "not_invoice"}:
        return
    if place == "closed":
        yield Closed("duplicate")
        return
    if serial % 9 == 0:
        yield Corrected((Change("due_date", "", str(invoice.due_date)),), ())
    yield Verified(("picture", "account", "totals"))
    yield Passed("verification", PERSON)
    on = invoice.issue_date or TODAY
    yield Registered((kept.voucher("L", rows, on, case),), item.amount, item.due)
    if place == "disputed":
        yield Disputed("wrong price")
    if place in {"approve", "disputed"}:
        return
    yield Approved(item.amount, "SEK", item.account.key)
    yield Passed("approval", PERSON)
    yield PaymentPlanned(item)
    yield from _to_the_end(case, item, place, kept, rows)


def _to_the_end(case: str, item: PayItem, place: str, kept: Kept, rows: tuple[CodingRow, ...]) -> Iterator[Event]:
    if place == "pay":
        return
    yield PaymentProposed("b1")
    if place == "paying":
        return
    paid = min(item.due + timedelta(days=int(case[-6:]) % 7 - 3), TODAY)
    yield PaymentReleased("b1", "f" * 64)
    yield Paid("b1", paid, item.amount)
    back = (replace(rows[-1], amount=-rows[-1].amount), CodingRow("1930", rows[-1].amount, RowKind.PAYABLE))
    yield Settled(kept.voucher("B", back, paid, case))
    if place == "archived":
        yield Archived("a" * 64, date(paid.year + 8, 1, 1))


def _as_read(serial: int, invoice: Invoice) -> Iterator[Event]:
    """Three of four come as data, the others as text that was read."""
    if serial % 4:
        yield DataRead(Reading(invoice, "ubl", {name: Evidence(Source.E_INVOICE) for name in READ}))
        yield Interpreted(None)
        yield Validated(None)
        yield Compared("", ())
        return
    words = tuple(Word(text, Box(0.1, at / 60, 0.3, at / 60 + 0.01)) for at, text in enumerate(_texts(invoice)))
    yield PagesRead((Page(1, 595, 842, words, "text"),))
    place = Place(1, (Box(0.1, 0.1, 0.3, 0.12),))
    evidence = {name: Evidence(Source.READ, 0.97, "label.sv", place, name) for name in READ}
    yield Interpreted(Reading(invoice, "text", evidence, language="sv"))


def _texts(invoice: Invoice) -> tuple[str, ...]:
    return (invoice.seller.name, invoice.number, *(line.description for line in invoice.lines))[:50]


def _coding(invoice: Invoice) -> tuple[CodingRow, ...]:
    """Cost by line on the accounts of what was sold, VAT and debt; any rounding goes with the first cost."""
    payable = invoice.totals.payable or ZERO
    vat = invoice.totals.vat or ZERO
    accounts = ("6110", "5460", "4010", "6212", "5010", "5611")
    account = accounts[sum(map(ord, invoice.seller.name)) % len(accounts)]
    centre = ("100", "200", "300", "400")[
        len(invoice.number) % 4 if invoice.number[-1:] < "5" else int(invoice.number[-1:]) % 4
    ]
    half = rounded((payable - vat) / Decimal(3))
    return (
        CodingRow(account, payable - vat - half, dimensions=(("1", centre),), lines=(0,), sure=0.9),
        CodingRow("6990", half, dimensions=(("1", centre), ("6", "P1")), sure=0.8),
        CodingRow("2641", vat, RowKind.VAT),
        CodingRow("2440", -payable, RowKind.PAYABLE),
    )
