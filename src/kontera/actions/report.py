"""Show: the inbox, one case, the ledger, payments, the archive. Reading changes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kontera.actions.desk import Desk
from kontera.core.case import Case, Queue, State
from kontera.core.company import Right
from kontera.core.document import MediaType, Refused
from kontera.core.entry import Voucher
from kontera.core.errors import NotFound
from kontera.core.event import Noted
from kontera.core.invoice import Attachment
from kontera.core.money import ZERO
from kontera.core.party import Supplier
from kontera.core.payment import Batch
from kontera.core.row import CaseRow, Sealed, row_of
from kontera.pipeline.attachments import attachments_of
from kontera.ports import Box, View

INBOX_STATES = frozenset({State.WORKING, State.VERIFY, State.APPROVE, State.DISPUTED})
_AGES = (0, 30, 60, 90)
_PAGE = 60  # more than one mail brings at one moment


@dataclass(frozen=True, slots=True)
class InboxPage:
    """One page of the inbox: rows, how many in all, and how many stand in each queue."""

    rows: tuple[CaseRow, ...]
    total: int
    queues: Mapping[Queue, int]
    working: int


@dataclass(frozen=True, slots=True)
class CaseView:
    """One case as the desk shows it: with its history, who did what, the register and the neighbours in its queue."""

    case: Case
    row: CaseRow
    history: tuple[Noted, ...]
    names: Mapping[str, str]
    supplier: Supplier | None
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class OpenItem:
    """One open item of the accounts-payable ledger; `amount` signed, `age` days past due (negative: not yet due)."""

    row: CaseRow
    amount: Decimal
    age: int


@dataclass(frozen=True, slots=True)
class Payables:
    """The accounts-payable ledger: open items, their sum by currency, and by days past due (not due, 0, 30, 60, 90)."""

    items: tuple[OpenItem, ...]
    sums: Mapping[str, Decimal]
    ageing: tuple[tuple[str, Mapping[str, Decimal]], ...]


def inbox(desk: Desk, view: View) -> InboxPage:
    """The view *obehandlade inkommande leverantörsfakturor*."""
    box = desk.ask(Right.SEE)
    queues = box.queues()
    return InboxPage(box.rows(view), box.count(view), queues, box.states().get(State.WORKING, 0))


def default_queue(queues: Mapping[Queue, int]) -> Queue:
    """The queue to show first: what is doubtful when anything is stopped, else what is ready, else what there is."""
    order = (Queue.READY, Queue.DOUBT, Queue.STOPPED, Queue.DUPLICATE, Queue.NOT_INVOICE, Queue.WAITING)
    if queues.get(Queue.STOPPED) and queues.get(Queue.DOUBT):
        return Queue.DOUBT
    return next((queue for queue in order if queues.get(queue)), Queue.READY)


def states(desk: Desk) -> Mapping[State, int]:
    """How many cases stand in each state."""
    return desk.ask(Right.SEE).states()


def case(desk: Desk, case_id: str, queue: Queue | None = None) -> CaseView:
    """One case. Raises NotFound."""
    box = desk.ask(Right.SEE)
    known = box.case(case_id)
    if known.document is None:
        raise NotFound(what=case_id)
    row = row_of(known)
    names = {f"person:{person.id}": person.name for person in desk.doors.people.of(box.company.id)}
    supplier = box.supplier(known.supplier) if known.supplier else None
    before, after = _neighbours(box, row, queue or row.queue)
    return CaseView(known, row, box.history(case_id), names, supplier, before, after)


def _neighbours(box: Box, row: CaseRow, queue: Queue) -> tuple[str, str]:
    """The cases before and after this one in a queue, newest first; for a case that has left it, the queue's first."""
    if queue is Queue.NONE:
        return "", ""
    page = box.rows(View(queue=queue, limit=_PAGE + 1))
    if row.queue is queue and len(page) > _PAGE and row.received <= page[-1].received:
        start = max(0, _place(box, row, queue) - 1)
        page = box.rows(View(queue=queue, offset=start, limit=_PAGE + 1))
    ids = [other.id for other in page]
    if row.id not in ids:
        return "", ids[0] if ids else ""
    at = ids.index(row.id)
    return (ids[at - 1] if at else ""), (ids[at + 1] if at + 1 < len(ids) else "")


def _place(box: Box, row: CaseRow, queue: Queue) -> int:
    """How many cases of the queue are newer: halved, so that ten questions find a place among a thousand."""
    low, high = 0, box.count(View(queue=queue))
    while low < high:
        middle = (low + high) // 2
        found = box.rows(View(queue=queue, offset=middle, limit=1))
        if found and found[0].received > row.received:
            low = middle + 1
        else:
            high = middle
    return low


def original(desk: Desk, case_id: str) -> tuple[str, MediaType, bytes]:
    """The document as it was received: its name, type and bytes. Raises NotFound."""
    box = desk.ask(Right.SEE)
    document = box.case(case_id).document
    if document is None:
        raise NotFound(what=case_id)
    return document.name, document.media_type, desk.doors.blobs.get(box.company.id, document.digest)


def attachment(desk: Desk, case_id: str, number: int) -> Attachment:
    """A supporting document that came inside the e-invoice (BG-24), counted from 0. Raises NotFound."""
    _, kind, data = original(desk, case_id)
    part = desk.ask(Right.SEE).case(case_id).part
    found = attachments_of(data, kind, part, desk.doors.pdf)
    if number >= len(found) or not found[number].content:
        raise NotFound(what=f"attachment {number}")
    return found[number]


def picture(desk: Desk, case_id: str, page: int, dpi: int = 150) -> bytes:
    """One page as PNG, as the optical reader sees it. Raises NotFound for data without pages, UnreadableDocument."""
    known = desk.ask(Right.SEE).case(case_id)
    _, kind, data = original(desk, case_id)
    pages = known.pages or (known.beside.pages if known.beside else ())
    if known.beside is not None and known.beside.attachment >= 0:
        data = attachment(desk, case_id, known.beside.attachment).content
    elif known.document is not None and known.document.picture:
        data = desk.doors.blobs.get(desk.person.company, known.document.picture)
    elif kind is MediaType.XML:
        raise NotFound(what=f"page {page}")
    turned = next((known.turned for known in pages if known.number == page), 0)
    return desk.doors.pdf.picture(data, page, dpi, turned=turned)


def suppliers(desk: Desk) -> tuple[Supplier, ...]:
    """The supplier register, by name."""
    return tuple(sorted(desk.ask(Right.SEE).suppliers(), key=lambda s: s.party.name.casefold()))


def supplier(desk: Desk, supplier_id: str) -> tuple[Supplier, tuple[CaseRow, ...], tuple[Noted, ...]]:
    """One supplier with its invoices and the history of its record. Raises NotFound."""
    box = desk.ask(Right.SEE)
    found = box.supplier(supplier_id)
    return found, box.rows(View(supplier=supplier_id)), box.history(f"supplier:{supplier_id}")


def payables(desk: Desk, on: date) -> Payables:
    """Open items of the accounts-payable ledger and their ageing, as of today's books."""
    box = desk.ask(Right.SEE)
    states_open = frozenset({State.APPROVE, State.DISPUTED, State.PAY, State.PAYING})
    rows = box.rows(View(states=states_open, sort="due_date", limit=10_000))
    items = tuple(
        OpenItem(row, row.open_amount, (on - row.due_date).days if row.due_date else 0)
        for row in rows
        if row.open_amount is not None
    )
    sums: dict[str, Decimal] = {}
    for item in items:
        sums[item.row.currency] = sums.get(item.row.currency, ZERO) + item.amount
    return Payables(items, sums, _ageing(items))


def _ageing(items: tuple[OpenItem, ...]) -> tuple[tuple[str, Mapping[str, Decimal]], ...]:
    groups: dict[str, dict[str, Decimal]] = {"not_due": {}, **{str(age): {} for age in _AGES}}
    for item in items:
        label = "not_due" if item.age <= 0 else str(max(age for age in _AGES if age <= item.age))
        group = groups[label]
        group[item.row.currency] = group.get(item.row.currency, ZERO) + item.amount
    return tuple(groups.items())


def to_pay(desk: Desk) -> tuple[CaseRow, ...]:
    """Approved invoices that are not yet in a batch, by due date."""
    return desk.ask(Right.SEE).rows(View(states=frozenset({State.PAY}), sort="due_date", limit=1000))


def batches(desk: Desk) -> tuple[Batch, ...]:
    """All batches of payments, newest first."""
    return desk.ask(Right.SEE).batches()


def batch(desk: Desk, batch_id: str) -> tuple[Batch, bytes]:
    """A batch and its payment file (empty until released). Raises NotFound."""
    box = desk.ask(Right.SEE)
    found = box.batch(batch_id)
    return found, desk.doors.blobs.get(box.company.id, found.file) if found.file else b""


def vouchers(desk: Desk, limit: int = 200, offset: int = 0) -> tuple[Voucher, ...]:
    """Vouchers, newest first."""
    return desk.ask(Right.SEE).vouchers(limit, offset)


def archive(desk: Desk, search: str = "", limit: int = 100) -> tuple[CaseRow, ...]:
    """Archived and closed cases, found by number, amount, reference, supplier or text."""
    view = View(states=frozenset({State.ARCHIVED, State.CLOSED, State.PAID}), search=search, limit=limit)
    return desk.ask(Right.SEE).rows(view)


def find(desk: Desk, search: str) -> tuple[CaseRow, ...]:
    """Cases anywhere by number, amount, reference, supplier or text."""
    return desk.ask(Right.SEE).rows(View(search=search, limit=50))


def refused(desk: Desk) -> tuple[Refused, ...]:
    """Documents that were not taken in, with the reasons, newest first."""
    return desk.ask(Right.SEE).refusals()


def sealed(desk: Desk) -> tuple[Sealed, ...]:
    """The archive log, oldest first."""
    return desk.ask(Right.SEE).sealed()
