"""Show: the inbox, one case, the ledger, payments, the archive. Reading changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kontera.actions.desk import Desk
from kontera.core.case import Case, Queue, State, fold
from kontera.core.company import Right
from kontera.core.document import MediaType, Refused, piece_at
from kontera.core.entry import Voucher
from kontera.core.errors import NotFound
from kontera.core.event import Noted
from kontera.core.evidence import Page
from kontera.core.invoice import Attachment
from kontera.core.money import ZERO
from kontera.core.party import Supplier
from kontera.core.payment import Batch
from kontera.core.row import CaseRow, Sealed, row_of
from kontera.pipeline.attachments import attachments_of
from kontera.ports import OpenSum, RegisterView, View

INBOX_STATES = frozenset({State.WORKING, State.VERIFY, State.APPROVE, State.DISPUTED})
_AGES = (0, 30, 60, 90)
_OPEN = frozenset({State.APPROVE, State.DISPUTED, State.PAY, State.PAYING})
_WORKING = frozenset({State.WORKING})
_ALIKE = 500  # suppliers whose records hold one name; so many are never looked through by a person


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
    """The accounts-payable ledger: the first open items, their sum by currency, and by days past due.

    `count` is how many there are in all, `late` how many are past due; the ages are not due, 0, 30, 60, 90.
    """

    items: tuple[OpenItem, ...]
    count: int
    late: int
    sums: Mapping[str, Decimal]
    ageing: tuple[tuple[str, Mapping[str, Decimal]], ...]


def inbox(desk: Desk, view: View) -> InboxPage:
    """The view *obehandlade inkommande leverantörsfakturor*."""
    box = desk.ask(Right.SEE)
    queues = box.queues()
    working = box.states(_WORKING).get(State.WORKING, 0)
    rows, total = box.page(view)
    return InboxPage(rows, total, queues, working)


def default_queue(queues: Mapping[Queue, int]) -> Queue:
    """The queue to show first: what is doubtful when anything is stopped, else what is ready, else what there is."""
    order = (Queue.READY, Queue.DOUBT, Queue.STOPPED, Queue.DUPLICATE, Queue.NOT_INVOICE, Queue.WAITING)
    if queues.get(Queue.STOPPED) and queues.get(Queue.DOUBT):
        return Queue.DOUBT
    return next((queue for queue in order if queues.get(queue)), Queue.READY)


def queues(desk: Desk) -> Mapping[Queue, int]:
    """How many cases stand in each queue of the inbox."""
    return desk.ask(Right.SEE).queues()


def states(desk: Desk, among: frozenset[State] = frozenset()) -> Mapping[State, int]:
    """How many cases stand in each state, or in each of these."""
    return desk.ask(Right.SEE).states(among)


def case(desk: Desk, case_id: str, queue: Queue | None = None) -> CaseView:
    """One case. Raises NotFound."""
    box = desk.ask(Right.SEE)
    history = box.history(case_id)
    known = fold(case_id, box.company.id, history)
    if known.document is None:
        raise NotFound(what=case_id)
    row = row_of(known)
    names = {f"person:{person.id}": person.name for person in desk.doors.people.of(box.company.id)}
    supplier = box.supplier(known.supplier) if known.supplier else None
    queue = queue or row.queue
    before, after = ("", "") if queue is Queue.NONE else box.neighbours(case_id, queue)
    return CaseView(known, row, history, names, supplier, before, after)


def original(desk: Desk, case_id: str) -> tuple[str, MediaType, bytes]:
    """The document as it was received: its name, type and bytes. Raises NotFound."""
    box = desk.ask(Right.SEE)
    document = box.case(case_id).document
    if document is None:
        raise NotFound(what=case_id)
    return document.name, document.media_type, desk.doors.blobs.get(box.company.id, document.digest)


def attachment(desk: Desk, case_id: str, number: int) -> Attachment:
    """A supporting document that came inside the e-invoice (BG-24), counted from 0. Raises NotFound."""
    known = desk.ask(Right.SEE).case(case_id)
    kind, data = _readable(desk, known)
    found = attachments_of(data, kind, known.part, desk.doors.pdf)
    if number >= len(found) or not found[number].content:
        raise NotFound(what=f"attachment {number}")
    return found[number]


def picture(desk: Desk, case_id: str, page: int, dpi: int = 150) -> bytes:
    """One page as PNG, as the optical reader sees it. Raises NotFound for data without pages, UnreadableDocument."""
    known = desk.ask(Right.SEE).case(case_id)
    if known.pieces:
        return _joined_picture(desk, known, page, dpi)
    kind, data = _readable(desk, known)
    pages = known.pages or (known.beside.pages if known.beside else ())
    if known.beside is not None and known.beside.attachment >= 0:
        data = attachment(desk, case_id, known.beside.attachment).content
    elif known.document is not None and known.document.picture:
        data = desk.doors.blobs.get(desk.person.company, known.document.picture)
    elif kind is MediaType.XML:
        raise NotFound(what=f"page {page}")
    shown = next((known for known in pages if known.number == page), Page(page, 0, 0))
    return desk.doors.pdf.picture(data, page, dpi, turned=shown.turned, corners=shown.corners)


def _joined_picture(desk: Desk, case: Case, page: int, dpi: int) -> bytes:
    """One page of an invoice that came in several files, from the file it stands in."""
    at = piece_at(case.pieces, page)
    if at is None:
        raise NotFound(what=f"page {page}")
    piece, number = at
    shown = next((known for known in case.pages if known.number == page), Page(page, 0, 0))
    data = desk.doors.blobs.get(desk.person.company, piece.readable)
    return desk.doors.pdf.picture(data, number, dpi, turned=shown.turned, corners=shown.corners)


def _readable(desk: Desk, case: Case) -> tuple[MediaType, bytes]:
    """The type and bytes of the document, without encryption where it was locked. Raises NotFound."""
    if case.document is None:
        raise NotFound(what=case.id)
    return case.document.media_type, desk.doors.blobs.get(desk.person.company, case.readable)


def suppliers(desk: Desk) -> tuple[Supplier, ...]:
    """The supplier register, by name."""
    return tuple(sorted(desk.ask(Right.SEE).suppliers(), key=lambda s: s.party.name.casefold()))


def named(desk: Desk, ids: Iterable[str]) -> Mapping[str, str]:
    """The names of these suppliers by id; who is not in the register is left out."""
    found = desk.ask(Right.SEE).figures.named(frozenset(ids) - {""})
    return {one.id: one.party.name for one in found.values()}


def offered(desk: Desk, search: str, limit: int = 20) -> tuple[Supplier, ...]:
    """The suppliers whose record holds what was typed so far, by name."""
    return desk.ask(Right.SEE).register(RegisterView(search, limit=limit))


def called(desk: Desk, text: str) -> str:
    """The id of the supplier that is meant: by its id, or by a name that only one bears; empty when none is."""
    box, wanted = desk.ask(Right.SEE), text.strip()
    if not wanted:
        return ""
    if wanted in box.figures.named(frozenset({wanted})):
        return wanted
    alike = box.register(RegisterView(wanted, limit=_ALIKE))
    bearing = [one.id for one in alike if one.party.name.casefold() == wanted.casefold()]
    return bearing[0] if len(bearing) == 1 else ""


def supplier(desk: Desk, supplier_id: str) -> tuple[Supplier, tuple[CaseRow, ...], tuple[Noted, ...]]:
    """One supplier with its invoices and the history of its record. Raises NotFound."""
    box = desk.ask(Right.SEE)
    found = box.supplier(supplier_id)
    return found, box.rows(View(supplier=supplier_id)), box.history(f"supplier:{supplier_id}")


def payables(desk: Desk, on: date, limit: int = 10_000) -> Payables:
    """Open items of the accounts-payable ledger, the oldest first, and their ageing, as of today's books."""
    box = desk.ask(Right.SEE)
    view = View(states=_OPEN, sort="due_date", limit=limit)
    rows = box.rows(view) if limit else ()
    items = tuple(
        OpenItem(row, row.open_amount, _days_past(row.due_date, on)) for row in rows if row.open_amount is not None
    )
    found = sorted(box.sums(view), key=lambda one: (one.due or date.max, one.currency))
    late = sum(one.count for one in found if _days_past(one.due, on) > 0)
    return Payables(items, sum(one.count for one in found), late, _by_currency(found), _ageing(found, on))


def _days_past(due: date | None, on: date) -> int:
    return (on - due).days if due else 0


def _by_currency(found: Iterable[OpenSum]) -> Mapping[str, Decimal]:
    sums: dict[str, Decimal] = {}
    for one in found:
        sums[one.currency] = sums.get(one.currency, ZERO) + one.amount
    return sums


def _ageing(found: Iterable[OpenSum], on: date) -> tuple[tuple[str, Mapping[str, Decimal]], ...]:
    groups: dict[str, dict[str, Decimal]] = {"not_due": {}, **{str(age): {} for age in _AGES}}
    for one in found:
        past = _days_past(one.due, on)
        group = groups["not_due" if past <= 0 else str(max(age for age in _AGES if age <= past))]
        group[one.currency] = group.get(one.currency, ZERO) + one.amount
    return tuple(groups.items())


def to_pay(desk: Desk, limit: int = 1000, offset: int = 0) -> tuple[CaseRow, ...]:
    """Approved invoices that are not yet in a batch, by due date."""
    view = View(states=frozenset({State.PAY}), sort="due_date", limit=limit, offset=offset)
    return desk.ask(Right.SEE).rows(view)


def to_pay_sums(desk: Desk) -> tuple[int, Mapping[str, Decimal]]:
    """How many approved invoices are not yet in a batch, and what they come to in each currency."""
    found = desk.ask(Right.SEE).sums(View(states=frozenset({State.PAY})))
    return sum(one.count for one in found), _by_currency(sorted(found, key=lambda one: one.currency))


def batches(desk: Desk, limit: int | None = None) -> tuple[Batch, ...]:
    """All batches of payments or the newest, newest first."""
    return desk.ask(Right.SEE).batches(limit)


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


def last_sealed(desk: Desk) -> Sealed | None:
    """The newest entry of the archive log, whose number is how many there are."""
    return desk.ask(Right.SEE).last_sealed()


def sealed(desk: Desk) -> tuple[Sealed, ...]:
    """The archive log, oldest first."""
    return desk.ask(Right.SEE).sealed()
