"""An invoice's life: its events folded into what is known now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Final

from kontera.core import edit
from kontera.core.approving import HELD
from kontera.core.document import Document
from kontera.core.entry import CodingRow, RowKind, Voucher
from kontera.core.errors import Locked
from kontera.core.event import (
    Admitted,
    Answered,
    ApprovalAsked,
    Approved,
    Archived,
    Checked,
    Closed,
    Coded,
    Commented,
    Compared,
    Corrected,
    DataRead,
    Disputed,
    DisputeEnded,
    Event,
    Filled,
    Held,
    HoldEnded,
    Interpreted,
    LinesReread,
    Matched,
    MeansGiven,
    Noted,
    PagesRead,
    PagesRecognised,
    Paid,
    Passed,
    PayeeJudged,
    PaymentPlanned,
    PaymentProposed,
    PaymentReleased,
    PaymentWithdrawn,
    Proposed,
    Questioned,
    RateGiven,
    Received,
    Registered,
    Released,
    Reopened,
    Sampled,
    SampleSeen,
    Settled,
    Stopped,
    StraightRestored,
    StraightThrough,
    SupplierChosen,
    Unlocked,
    Validated,
    Verified,
)
from kontera.core.evidence import Evidence, Page, Source
from kontera.core.finding import Finding, Severity
from kontera.core.invoice import DocumentType, Invoice, Line
from kontera.core.means import PaidWith
from kontera.core.money import ZERO
from kontera.core.payment import PayItem
from kontera.core.reading import Reading
from kontera.core.straight import BY_RULE, Sample
from kontera.core.validation import Report

BOOKABLE: Final = frozenset({DocumentType.INVOICE, DocumentType.CREDIT_NOTE, DocumentType.RECEIPT})
RECEIVED_ONLY: Final = "received_only"
"""Why a case is closed in a company that has its invoices received and archived, and not coded."""


class State(StrEnum):
    """Where a case stands; what the next act is follows from it."""

    WORKING = "working"  # the steps are running
    VERIFY = "verify"  # unprocessed: a person must verify the reading
    APPROVE = "approve"  # booked, waits for approval
    DISPUTED = "disputed"
    PAY = "pay"  # approved, to be paid
    PAYING = "paying"  # in a batch
    PAID = "paid"
    ARCHIVED = "archived"
    CLOSED = "closed"


class Queue(StrEnum):
    """The queues of the inbox, by what is wrong."""

    READY = "ready"
    DOUBT = "doubt"
    STOPPED = "stopped"
    DUPLICATE = "duplicate"
    NOT_INVOICE = "not_invoice"
    WAITING = "waiting"
    NONE = ""  # no longer in the inbox


@dataclass(frozen=True, slots=True)
class Act:
    """Who did it and when (UTC)."""

    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Approval:
    """An approval that still stands."""

    act: Act
    amount: Decimal
    currency: str
    account: str
    supplier: str = ""
    coding: str = ""
    seats: tuple[str, ...] = ()
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Hold:
    """Who holds the invoice, why, and until when (None: until somebody ends it)."""

    act: Act
    reason: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A question to people (ids) that is not answered yet; `seq` is its event's number."""

    seq: int
    act: Act
    text: str
    to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """What is known of one invoice after all its events; `revision` is the number of the last."""

    id: str
    company: str
    revision: int = 0
    document: Document | None = None
    part: int = 0
    first: str = ""
    opened: str = ""  # the copy without encryption of a document that was locked
    page_count: int = 0
    pages: tuple[Page, ...] = ()
    report: Report | None = None  # the judgement of an e-invoice
    beside: Compared | None = None  # the picture that an e-invoice carries
    reading: Reading | None = None  # as it was read, never overwritten
    invoice: Invoice = Invoice()  # as it is now, with corrections
    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    corrected: tuple[str, ...] = ()  # the paths a person has set
    supplier: str = ""
    supplier_chosen: bool = False
    matched: Matched | None = None
    remarks: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)
    rate: Decimal | None = None  # the exchange rate a person gave
    paid_with: PaidWith | None = None  # what a receipt was paid with
    paid_by: str = ""  # and who laid out the money
    rows: tuple[CodingRow, ...] = ()
    done: frozenset[str] = frozenset()
    verified: Act | None = None
    seen: tuple[str, ...] = ()
    passed_by: str = ""  # who let it through the gate of verification: a person, or the company's rule
    straight: StraightThrough | None = None  # what the rule judged by, when it did
    sample: Sample = Sample.NONE
    approvals: tuple[Approval, ...] = ()
    asked: tuple[str, ...] = ("role:approver",)  # the seats that could approve next
    limit_wanted: bool = False  # and that is only because the limits so far are too low
    waiting_since: datetime | None = None  # when it came to approval last
    held: Hold | None = None
    questions: tuple[Question, ...] = ()
    released: frozenset[str] = frozenset()
    disputed: str = ""
    closed: str = ""
    vouchers: tuple[Voucher, ...] = ()
    payable: Decimal | None = None
    owed: Decimal | None = None  # what was booked as debt: credit notes negative, receipts nothing
    due: date | None = None
    item: PayItem | None = None
    batch: str = ""
    payment_file: str = ""
    paid: Paid | None = None
    payment_voucher: Voucher | None = None
    archived: Archived | None = None
    editors: frozenset[str] = frozenset()

    @property
    def readable(self) -> str:
        """The digest of the bytes that are read: the document as received, or its copy without encryption."""
        return self.opened or (self.document.digest if self.document else "")

    @property
    def locked(self) -> bool:
        """Whether the document waits for a password."""
        return any(f.rule == Locked.code for f in self.remarks.get("stopped", ()))

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All remarks of all steps, those a person has released left out."""
        return tuple(f for made in self.remarks.values() for f in made if f.key not in self.released)

    @property
    def stops(self) -> tuple[Finding, ...]:
        """The remarks that hold payment until a person releases them."""
        return tuple(f for f in self.findings if f.severity is Severity.STOP)

    @property
    def scanned(self) -> bool:
        """Whether it was read from a picture or text rather than received as data: a person must verify it."""
        return self.reading is None or bool(self.pages)

    @property
    def vouched(self) -> bool:
        """Whether its reading stands on somebody's word: a person's who verified it, or the company's rule."""
        if "verification" not in self.done:
            return False
        return self.verified is not None or self.passed_by.startswith(BY_RULE)

    @property
    def registered(self) -> bool:
        """Whether it stands in the ledger."""
        return bool(self.vouchers)

    @property
    def waits_for(self) -> tuple[str, ...]:
        """Whom it waits for: seats of approval ("person:…", "role:…"), "answer:…" of questions, or that it is held."""
        if self.state in {State.PAYING, State.PAID, State.ARCHIVED, State.CLOSED}:
            return ()
        answers = tuple(dict.fromkeys(f"answer:person:{one}" for question in self.questions for one in question.to))
        if self.held is not None:
            return (HELD, *answers)
        return (*self.asked, *answers) if self.state is State.APPROVE else answers

    @property
    def waits_since(self) -> datetime | None:
        """Since when it waits for somebody; None when it waits for nobody."""
        moments = [question.act.at for question in self.questions]
        if self.state is State.APPROVE and self.waiting_since is not None:
            moments.append(self.waiting_since)
        return min(moments) if moments and self.waits_for else None

    @property
    def state(self) -> State:
        """Where the case stands."""
        if self.closed:
            return State.ARCHIVED if self.archived else State.CLOSED
        if self.archived:
            return State.ARCHIVED
        if "settlement" in self.done:
            return State.PAID
        if self.disputed:
            return State.DISPUTED
        if self.batch:
            return State.PAYING
        return self._state_before_payment()

    def _state_before_payment(self) -> State:
        if "payment" in self.done:
            return State.PAY
        if "ledger" in self.done:
            return State.APPROVE
        if "posting" in self.done or self.remarks.get("stopped"):
            return State.VERIFY
        return State.WORKING

    @property
    def queue(self) -> Queue:
        """The inbox queue it stands in; none once it is booked, closed or still being read."""
        match self.state:
            case State.VERIFY:
                return self._queue_unverified()
            case State.APPROVE | State.DISPUTED:
                return Queue.WAITING
            case _:
                return Queue.NONE

    def _queue_unverified(self) -> Queue:
        if self.invoice.type not in BOOKABLE:
            return Queue.NOT_INVOICE
        if any(f.rule.startswith("duplicate.") for f in self.stops):
            return Queue.DUPLICATE
        if self.stops:
            return Queue.STOPPED
        if any(f.severity is Severity.DOUBT for f in self.findings) or self.remarks.get("stopped"):
            return Queue.DOUBT
        return Queue.READY

    def fold(self, noted: Noted) -> Case:
        """The case after one more event."""
        after = _after(self, noted.event, Act(noted.by, noted.at))
        came = after.state is State.APPROVE and self.state is not State.APPROVE
        return replace(after, revision=noted.seq, waiting_since=noted.at if came else after.waiting_since)


def fold(case_id: str, company: str, events: Iterable[Noted]) -> Case:
    """A case from its whole stream of events."""
    case = Case(case_id, company)
    for noted in events:
        case = case.fold(noted)
    return case


def _did(case: Case, step: str) -> Case:
    remarks = {name: made for name, made in case.remarks.items() if name != "stopped"}
    return replace(case, done=case.done | {step}, remarks=remarks)


def _remarked(case: Case, step: str, findings: tuple[Finding, ...]) -> Case:
    return replace(case, remarks={**case.remarks, step: findings})


def _undone(case: Case, redo: tuple[str, ...], act: Act) -> Case:
    """Take back the steps to be walked again; a verification or approval among them falls."""
    return replace(
        case,
        done=case.done - frozenset(redo),
        item=None if "payment" in redo else case.item,
        verified=None if "verification" in redo else case.verified,
        seen=() if "verification" in redo else case.seen,
        passed_by="" if "verification" in redo else case.passed_by,
        straight=None if "verification" in redo else case.straight,
        approvals=() if "approval" in redo else case.approvals,
        editors=case.editors | {act.by},
    )


def _approval(event: Approved, act: Act) -> Approval:
    return Approval(
        act, event.amount, event.currency, event.account, event.supplier, event.coding, event.seats, event.comment
    )


def _payee_judged(case: Case, event: PayeeJudged, act: Act) -> Case:
    """Stops fall with the account's own case; who judged it has changed nothing on the invoice."""
    judged = _undone(case, event.redo, act)
    return replace(judged, released=case.released | set(event.released), editors=case.editors)


def _read(case: Case, reading: Reading) -> Case:
    case = _remarked(case, "reading", reading.findings)
    return replace(case, reading=reading, invoice=reading.invoice, evidence=reading.evidence)


def _after(case: Case, event: Event, act: Act) -> Case:  # noqa: C901, PLR0911, PLR0912 - one arm an event
    match event:
        case Received(document, part, first):
            return _did(replace(case, document=document, part=part, first=first), "received")
        case Admitted(pages):
            return _did(replace(case, page_count=pages), "reception")
        case Unlocked(digest):
            return _did(replace(case, opened=digest), "unlocked")
        case PagesRead(pages):
            return _did(replace(case, pages=pages), "reading")
        case DataRead(reading):
            return _did(_read(case, reading), "reading")
        case PagesRecognised(pages):
            return _did(replace(case, pages=pages), "recognition")
        case Interpreted(reading):
            return _did(_read(case, reading) if reading else case, "interpretation")
        case Validated(report, findings):
            return _did(replace(_remarked(case, "validation", findings), report=report), "validation")
        case Compared():
            beside = event if event.pages else None
            return _did(replace(_remarked(case, "comparison", event.findings), beside=beside), "comparison")
        case Matched():
            case = _remarked(case, "matching", event.findings)
            return _did(replace(case, supplier=event.supplier, matched=event), "matching")
        case Checked(_, findings):
            return _did(_remarked(case, "checks", findings), "checks")
        case Proposed(rows, findings):
            return _did(replace(_remarked(case, "posting", findings), rows=rows), "posting")
        case Stopped(_, findings):
            return _remarked(case, "stopped", findings)
        case Passed(step, because):
            return _did(replace(case, passed_by=because) if step == "verification" else case, step)
        case StraightThrough():
            return replace(case, straight=event)
        case Sampled():
            return replace(case, sample=Sample.WAITING) if case.sample is Sample.NONE else case
        case _:
            return _after_person(case, event, act)


def _after_person(case: Case, event: Event, act: Act) -> Case:  # noqa: C901, PLR0911, PLR0912 - one arm an event
    match event:
        case Corrected(_, redo):
            return _undone(_corrected(case, event), redo, act)
        case LinesReread(lines, evidence, redo):
            return _undone(_with_lines(case, lines, evidence), redo, act)
        case Filled(_, _, redo):
            return _undone(_filled(case, event), redo, act)
        case MeansGiven(means, person, redo):
            return _undone(_paid(case, means, person), redo, act)
        case RateGiven(value, redo):
            return _undone(replace(case, rate=value), redo, act)
        case SupplierChosen(supplier, redo):
            return _undone(replace(case, supplier=supplier, supplier_chosen=True), redo, act)
        case Coded(rows, redo):
            return _undone(replace(case, rows=rows), redo, act)
        case Verified(seen):
            return replace(case, verified=act, seen=seen)
        case SampleSeen(right, _, redo):
            seen_as = replace(case, sample=Sample.RIGHT if right else Sample.WRONG)
            return replace(_undone(seen_as, redo, act), editors=case.editors)  # who looked has changed nothing
        case StraightRestored():
            return replace(case, sample=Sample.MENDED) if case.sample is Sample.WRONG else case
        case Released(finding):
            return replace(case, released=case.released | {finding})
        case PayeeJudged():
            return _payee_judged(case, event, act)
        case Approved():
            return replace(case, approvals=(*case.approvals, _approval(event, act)))
        case ApprovalAsked(_, _, waits, limit_wanted):
            return replace(case, asked=waits, limit_wanted=limit_wanted)
        case Held(reason, until):
            undone = case.done - {"approval", "payment"}  # what was approved stands; it is not paid meanwhile
            return replace(case, held=Hold(act, reason, until), done=undone, item=None)
        case HoldEnded():
            return replace(case, held=None)
        case Questioned(text, to):
            return replace(case, questions=(*case.questions, Question(case.revision + 1, act, text, to)))
        case Answered(question):
            return replace(case, questions=tuple(one for one in case.questions if one.seq != question))
        case Disputed(reason, redo):
            return _undone(replace(case, disputed=reason), redo, act)
        case DisputeEnded(_, redo):
            return _undone(replace(case, disputed=""), redo, act)
        case Closed(reason):
            return replace(case, closed=reason)
        case Reopened():
            return replace(case, closed="", archived=None, done=case.done - {"archive"})
        case Commented():
            return case
        case _:
            return _after_booking(case, event)


def _after_booking(case: Case, event: Event) -> Case:  # noqa: PLR0911 - one arm an event
    match event:
        case Registered(vouchers, payable, due):
            owed = _owed(case.invoice.type, payable)
            case = replace(case, vouchers=(*case.vouchers, *vouchers), payable=payable, owed=owed, due=due)
            return _did(case, "ledger")
        case PaymentPlanned(item):
            return _did(replace(case, item=item), "payment")
        case PaymentProposed(batch):
            return replace(case, batch=batch)
        case PaymentWithdrawn():
            return replace(case, batch="", payment_file="")
        case PaymentReleased(_, file):
            return replace(case, payment_file=file)
        case Paid():
            return replace(case, paid=event)
        case Settled(voucher):
            return _did(replace(case, payment_voucher=voucher), "settlement")
        case Archived():
            return _did(replace(case, archived=event), "archive")
        case _:  # suppliers, batches, products and the company live in streams of their own
            return case


def _owed(kind: DocumentType, payable: Decimal) -> Decimal:
    match kind:
        case DocumentType.CREDIT_NOTE:
            return -payable
        case DocumentType.RECEIPT:
            return ZERO
        case _:
            return payable


def _with_lines(case: Case, lines: tuple[Line, ...], evidence: Mapping[str, Evidence]) -> Case:
    """The case with other rows, as they were read; what a person had typed into the rows before falls with them."""
    others = {path: known for path, known in case.evidence.items() if not path.startswith("lines[")}
    corrected = tuple(path for path in case.corrected if not path.startswith("lines["))
    invoice = replace(case.invoice, lines=lines)
    return replace(case, invoice=invoice, evidence={**others, **evidence}, corrected=corrected)


def _corrected(case: Case, event: Corrected) -> Case:
    invoice, evidence = case.invoice, dict(case.evidence)
    paths = dict.fromkeys(case.corrected)
    for change in event.changes:
        invoice = edit.changed(invoice, change.path, change.after)
        evidence = edit.moved(evidence, change.path, change.after)
        paths = {**edit.moved(paths, change.path, change.after), change.path: None}
        if not edit.is_line(change.path):
            evidence[change.path] = Evidence(Source.MANUAL, 1.0, raw=change.after)
    # a rate that was given holds for the currency it was given for
    rate = None if any(change.path == "currency" for change in event.changes) else case.rate
    return replace(case, invoice=invoice, evidence=evidence, corrected=tuple(paths), rate=rate)


def _filled(case: Case, event: Filled) -> Case:
    """Values from a register, or following from others: they are nobody's correction, and a person may change them."""
    invoice, evidence = case.invoice, dict(case.evidence)
    for change in event.changes:
        invoice = edit.changed(invoice, change.path, change.after)
        evidence[change.path] = Evidence(event.source, 1.0, by="filled", raw=change.after)
    return replace(case, invoice=invoice, evidence=evidence)


def _paid(case: Case, means: PaidWith, person: str) -> Case:
    """How a receipt was paid; an account that a person had chosen for it before gives way."""
    rows = tuple(replace(row, manual=False) if row.kind is RowKind.PAYABLE else row for row in case.rows)
    return replace(case, paid_with=means, paid_by=person, rows=rows)
