"""Bring open supplier invoices forward from the books a company kept before: looked at row by row, then confirmed.

Each becomes a case of its own, whose origin is the earlier books: it stands in the ledger and is approved and paid like
any other, but is not read, coded or booked again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from kontera.actions.desk import Desk, walk_on
from kontera.actions.opening_rows import Judge, Judged, case_id
from kontera.core.brought import STREAM, Opening, OpenItem
from kontera.core.case import Case, State
from kontera.core.company import Right
from kontera.core.document import Channel, Document, MediaType
from kontera.core.errors import Conflict, KonteraError, NotReady
from kontera.core.event import BroughtBack, BroughtForward, OpeningNoted, Received, SupplierSaved
from kontera.core.money import ZERO, total
from kontera.core.party import Supplier
from kontera.formats.open_items import (
    COLUMNS,
    MOST_BYTES,
    MOST_ROWS,
    ItemRow,
    TooManyItems,
    amount,
    read_items,
    write_items,
)
from kontera.formats.sie.five import read_any
from kontera.formats.sie.payables import Owed, Payables, payables
from kontera.formats.sie.purchases import Purchase
from kontera.formats.sie.suppliers import Register
from kontera.pipeline.accounts import booked_on, in_force
from kontera.ports import Box, TaskKind

__all__ = (
    "COLUMNS",
    "MOST_BYTES",
    "Asked",
    "Plan",
    "SomeWrong",
    "Source",
    "Taken",
    "openings",
    "plan",
    "take_back",
    "take_in",
    "template",
)
_AT_ONCE: Final = 100  # invoices in one transaction: nobody else waits long for the books
_TAKEN_BACK_FROM: Final = frozenset({State.WORKING, State.VERIFY, State.APPROVE, State.DISPUTED, State.PAY})


class Source(StrEnum):
    """What the open invoices are read from."""

    TABLE = "table"
    SIE = "sie"


class SomeWrong(KonteraError):
    """Rows cannot be brought forward, and nobody has said that they are to be left out."""

    code, status, exit_code = "opening.some_wrong", 422, 2
    msgid = "Rows that cannot be brought forward: {count}. Mend them in the file, or leave them out."


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be brought forward: the books as they stand at the end of the day `on` (None: the file's own day).

    `ledger` is a SIE file of the earlier ledger to compare with, `balance` its debt as a person typed it.
    """

    data: bytes
    name: str = ""
    on: date | None = None
    ledger: bytes = b""
    balance: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What taking in a file would do. `balance` is the debt by the earlier books, where it is known.

    `nameless` are payments that name no invoice, `token` is of the file and the books as they are now.
    """

    source: Source
    on: date
    account: str
    rows: tuple[Judged, ...]
    fresh: Mapping[str, Supplier]
    balance: Decimal | None = None
    opening: Decimal | None = None
    nameless: Decimal = ZERO
    before: Decimal = ZERO
    unknown: tuple[str, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    token: str = ""

    @property
    def ready(self) -> tuple[Judged, ...]:
        """The rows that can be brought forward."""
        return tuple(one for one in self.rows if one.ready)

    @property
    def wrong(self) -> tuple[Judged, ...]:
        """The rows that cannot."""
        return tuple(one for one in self.rows if one.faults)

    @property
    def there(self) -> tuple[Judged, ...]:
        """The rows that were brought forward before."""
        return tuple(one for one in self.rows if one.case and not one.faults)

    @property
    def amount(self) -> Decimal:
        """The debt of the rows that can be brought forward, in the company's currency."""
        return total(one.item.booked for one in self.ready if one.item is not None)

    @property
    def difference(self) -> Decimal | None:
        """What the ledger would exceed the earlier books by, with what was brought forward before."""
        return None if self.balance is None else self.amount + self.before - self.balance

    @property
    def by_supplier(self) -> tuple[tuple[str, Decimal, int], ...]:
        """The debt and the number of invoices of each supplier, the largest first."""
        sums: dict[str, tuple[str, Decimal, int]] = {}
        for one in self.ready:
            if one.supplier is not None and one.item is not None:
                name, booked, count = sums.get(one.supplier.id, (one.supplier.party.name, ZERO, 0))
                sums[one.supplier.id] = (name, booked + one.item.booked, count + 1)
        return tuple(sorted(sums.values(), key=lambda one: (-abs(one[1]), one[0])))


@dataclass(frozen=True, slots=True)
class Taken:
    """What was brought forward: how many, and how the ledger agrees with the earlier books now."""

    count: int
    opening: Opening | None


def plan(desk: Desk, asked: Asked) -> Plan:
    """What a file would bring forward; changes nothing.

    Raises NotOpenItems, TooManyItems, DocumentTooLarge, UnreadableDocument, NotReady without a chart for the country.
    """
    box = desk.ask(Right.VERIFY)
    chart = booked_on(box.company, in_force(box))
    if chart is None or not chart.payables:
        raise NotReady(reason="the company has no account for debts to suppliers")
    if _is_sie(asked.data):
        return _of_sie(desk, box, asked, chart.payables)
    return _of_table(desk, box, asked, chart.payables)


def _of_table(desk: Desk, box: Box, asked: Asked, account: str) -> Plan:
    table, on = read_items(asked.data), asked.on or desk.doors.clock.today()
    judge = Judge(desk, box, on, account, makes=desk.person.may(Right.SUPPLIERS))
    rows = tuple(judge.judged(row) for row in table.rows)
    found = payables(read_any(asked.ledger), account, on) if asked.ledger else None
    balance = asked.balance if asked.balance is not None or found is None else found.balance
    return Plan(
        Source.TABLE,
        on,
        account,
        rows,
        judge.fresh,
        balance,
        found.opening if found else None,
        before=_before(box, on),
        unknown=table.unknown,
        columns=table.columns,
        token=_token(asked.data, on, rows),
    )


def _of_sie(desk: Desk, box: Box, asked: Asked, account: str) -> Plan:
    found = payables(read_any(asked.data), account, asked.on)
    if len(found.items) > MOST_ROWS:
        raise TooManyItems(limit=MOST_ROWS)
    judge = Judge(desk, box, found.on, account, makes=False)
    register = Register(judge.register)
    by_id = {one.id: one for one in judge.register}
    rows = tuple(
        judge.judged(_row(at, one), by_id.get(register.of(_named(one))), sure=one.sure)
        for at, one in enumerate(found.items, 1)
    )
    return _compared(box, asked, found, judge, rows)


def _compared(box: Box, asked: Asked, found: Payables, judge: Judge, rows: tuple[Judged, ...]) -> Plan:
    return Plan(
        Source.SIE,
        found.on,
        found.account,
        rows,
        judge.fresh,
        asked.balance if asked.balance is not None else found.balance,
        found.opening,
        found.nameless,
        _before(box, found.on),
        token=_token(asked.data, found.on, rows),
    )


def _row(at: int, owed: Owed) -> ItemRow:
    """What a SIE file tells of an invoice, as a row of a table."""
    told = {
        "supplier_number": owed.supplier_number,
        "supplier": owed.supplier,
        "number": owed.number,
        "issue_date": owed.on.isoformat(),
        "gross": f"{owed.invoiced:f}",
        "open": f"{owed.amount:f}",
    }
    return ItemRow(at, {name: text for name, text in told.items() if text})


def _named(owed: Owed) -> Purchase:
    return Purchase(owed.on, owed.supplier, (), owed.supplier_number)


def _is_sie(data: bytes) -> bool:
    head = data.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")[:1]
    return head in {b"#", b"<"}


def _before(box: Box, on: date) -> Decimal:
    """What was brought forward of the same day by earlier imports, less what was taken back."""
    return total(one.amount for one in _openings(box) if one.on == on)


def _token(data: bytes, on: date, rows: Iterable[Judged]) -> str:
    """Of the file and of what the books make of it: another row that is ready is another token."""
    digest = hashlib.sha256(data)
    digest.update(on.isoformat().encode())
    for one in rows:
        digest.update(f"{one.row}:{one.ready}:{one.item.supplier if one.item else ''};".encode())
    return digest.hexdigest()[:24]


def take_in(
    desk: Desk,
    asked: Asked,
    token: str = "",
    rows: frozenset[int] | None = None,
    *,
    leave_out: bool = False,
    channel: Channel = Channel.UPLOAD,
) -> Taken:
    """Bring forward what a person has looked at: the rows that are ready, or of them only those named.

    `token` is of the plan that was seen: raises Conflict when file or books are others now. Raises SomeWrong while rows
    are wrong and not left out, NotReady when nothing is left. An invoice is brought forward once, however often a file
    is taken in; what was noted before a crash is not noted again.
    """
    box, made = desk.ask(Right.VERIFY), plan(desk, asked)
    if token and token != made.token:
        raise Conflict(who="Somebody")
    if made.wrong and rows is None and not leave_out:
        raise SomeWrong(count=len(made.wrong))
    items = tuple(one.item for one in made.ready if one.item is not None and (rows is None or one.row in rows))
    if not items:
        raise NotReady(reason="there is nothing to bring forward")
    digest = desk.doors.blobs.put(box.company.id, asked.data)
    kind = MediaType.LEDGER if made.source is Source.SIE else MediaType.TABLE
    name = asked.name or f"opening.{'se' if made.source is Source.SIE else 'csv'}"
    document = Document(digest, len(asked.data), kind, name, channel, desk.doors.clock.now(), desk.person.email)
    _save_suppliers(desk, box, made, {one.supplier for one in items})
    noted = _note(desk, box, document, items)
    if not noted:
        return Taken(0, None)
    opening = Opening(
        digest, name, made.on, made.account, len(noted), total(noted), made.balance, _before(box, made.on)
    )
    with box.transaction() as note:
        note.event(STREAM, OpeningNoted(opening), by=desk.by)
    return Taken(len(noted), opening)


def _save_suppliers(desk: Desk, box: Box, made: Plan, wanted: set[str]) -> None:
    fresh = [one for key, one in made.fresh.items() if key in wanted]
    if not fresh:
        return
    desk.ask(Right.SUPPLIERS)
    with box.transaction() as note:
        for one in fresh:
            note.event(f"supplier:{one.id}", SupplierSaved(one, why="import"), by=desk.by, expect=0)


def _note(desk: Desk, box: Box, document: Document, items: tuple[OpenItem, ...]) -> list[Decimal]:
    """Note the invoices, some at a time; gives what each that is new is booked at."""
    first = ""
    noted: list[Decimal] = []
    for start in range(0, len(items), _AT_ONCE):
        with box.transaction() as note:
            for item in items[start : start + _AT_ONCE]:
                name = _free(box, item)
                if not note.claim(f"opening:{name}"):
                    continue
                note.event(name, Received(document, len(noted), first), by=desk.by, expect=0)
                note.event(name, BroughtForward(item), by=desk.by, expect=1)
                note.later(TaskKind.WALK, name, f"walk:{box.company.id}:{name}:1")
                first = first or name
                noted.append(item.booked)
    return noted


def _free(box: Box, item: OpenItem) -> str:
    """The id of the case; one that was taken back has left its own behind."""
    times = 0
    while any(isinstance(noted.event, BroughtBack) for noted in box.history(case_id(item, times))):
        times += 1
    return case_id(item, times)


def take_back(desk: Desk, case: str, reason: str) -> None:
    """Take back an invoice that was brought forward by mistake; the ledger is as if it had never been.

    Raises NotReady without a reason, for any other invoice, and once it is in a payment.
    """
    box = desk.ask(Right.VERIFY)
    known = box.case(case)
    item = _takeable(known)
    if not reason.strip():
        raise NotReady(reason="a reason is needed")
    document = known.document
    back = Opening(
        document.digest if document else "", document.name if document else "", item.on, item.account, -1, -item.booked
    )
    with box.transaction() as note:
        number = note.event(case, BroughtBack(item, reason.strip()), by=desk.by, expect=known.revision).seq
        note.event(STREAM, OpeningNoted(back), by=desk.by)
        walk_on(note, known, number)


def _takeable(case: Case) -> OpenItem:
    if case.brought is None:
        raise NotReady(reason="it was not brought forward")
    if case.state not in _TAKEN_BACK_FROM:
        raise NotReady(reason=f"the invoice is {case.state}")
    return case.brought


def openings(desk: Desk) -> tuple[Opening, ...]:
    """What was brought forward, import by import, newest first; what was taken back has a count of -1."""
    return tuple(reversed(_openings(desk.ask(Right.SEE))))


def _openings(box: Box) -> tuple[Opening, ...]:
    return tuple(noted.event.opening for noted in box.history(STREAM) if isinstance(noted.event, OpeningNoted))


def template(made: Plan | None = None) -> bytes:
    """The rows of a plan as a table to be completed and taken in again; without one only its headings."""
    return write_items(one.values for one in made.rows) if made is not None else write_items(())


def balance_of(text: str) -> Decimal | None:
    """The debt by the earlier books as a person types it: a debt is positive, whichever sign their program shows."""
    return abs(amount(text)) if text.strip() else None
