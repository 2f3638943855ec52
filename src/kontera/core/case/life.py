"""The case: what is known of one invoice after all its events."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from kontera.core.approving import HELD
from kontera.core.brought import OpenItem
from kontera.core.case.acts import Act, Approval, Hold, Question
from kontera.core.case.standing import BOOKABLE, Queue, State
from kontera.core.document import Document, Piece
from kontera.core.entry import CodingRow, Voucher
from kontera.core.errors import Locked
from kontera.core.event import Archived, Compared, Matched, Paid, StraightThrough
from kontera.core.evidence import Evidence, Page
from kontera.core.finding import Finding, Severity
from kontera.core.invoice import Invoice
from kontera.core.means import PaidWith
from kontera.core.payment import PayItem
from kontera.core.reading import Reading
from kontera.core.straight import BY_RULE, Sample
from kontera.core.validation import Report


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
    pieces: tuple[Piece, ...] = ()  # the files whose pages it is read from, when they are several
    joined_into: str = ""  # the case that its pages are part of
    apart: bool = False  # a person took it apart: it is not joined by itself
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
    brought: OpenItem | None = None  # brought forward from earlier books, where it was booked

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
        return self.brought is None and (self.reading is None or bool(self.pages))

    @property
    def vouched(self) -> bool:
        """Whether its reading stands on somebody's word: a person's who verified it, or the company's rule."""
        if "verification" not in self.done:
            return False
        return self.verified is not None or self.passed_by.startswith(BY_RULE)

    @property
    def registered(self) -> bool:
        """Whether it stands in the ledger."""
        return bool(self.vouchers) or self.brought is not None

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
