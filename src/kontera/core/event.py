"""What happened in the life of an invoice; the events are its audit trail and never change.

An event's class name is its kind, `version` the version of its shape. A shape that changes gets a new version, and
`core.serial` keeps reading the old one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from kontera.core.document import Document
from kontera.core.entry import CodingRow, Voucher
from kontera.core.evidence import Page, Place
from kontera.core.finding import Finding
from kontera.core.memory import Record
from kontera.core.party import Account, Supplier
from kontera.core.payment import Batch, PayItem
from kontera.core.reading import Reading
from kontera.core.validation import Report


@dataclass(frozen=True, slots=True)
class Received:
    """A document came in; `part` counts the invoices in it from 0, `first` is the case of part 0."""

    document: Document
    part: int = 0
    first: str = ""


@dataclass(frozen=True, slots=True)
class Admitted:
    """The document opened: it has this many pages (0 for pure data)."""

    pages: int


@dataclass(frozen=True, slots=True)
class PagesRead:
    """The document is a picture or text: its pages, those without words still to be recognised."""

    pages: tuple[Page, ...]


@dataclass(frozen=True, slots=True)
class DataRead:
    """The document is an e-invoice: its data is the invoice."""

    reading: Reading


@dataclass(frozen=True, slots=True)
class PagesRecognised:
    """The pages that had no words were read optically."""

    pages: tuple[Page, ...]


@dataclass(frozen=True, slots=True)
class Interpreted:
    """The invoice as interpreted; None when it was data already."""

    reading: Reading | None


@dataclass(frozen=True, slots=True)
class Validated:
    """The e-invoice was judged by the rules of its format (None: it is no e-invoice); these remarks follow."""

    report: Report | None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Compared:
    """The e-invoice was held against the picture it carries, a file of this name (empty: it carries none).

    `attachment` is the picture's number among the attachments (-1: the received PDF itself), `pages` its pages, and
    `places` where on them values of the data stand, by path.
    """

    picture: str
    findings: tuple[Finding, ...]
    attachment: int = -1
    pages: tuple[Page, ...] = ()
    places: tuple[tuple[str, Place], ...] = ()


@dataclass(frozen=True, slots=True)
class Matched:
    """The supplier was matched (`supplier` its id) or not (empty), by which criterion, and who else it could be."""

    supplier: str
    by: str = ""
    sure: float = 0.0
    others: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """The checks ran, all those named; these remarks were made."""

    ran: tuple[str, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Proposed:
    """A coding was proposed."""

    rows: tuple[CodingRow, ...]
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Stopped:
    """A step could not go on by itself."""

    step: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Passed:
    """A gate let the case through: `because` names the person or the company's rule."""

    step: str
    because: str


@dataclass(frozen=True, slots=True)
class Change:
    """One value changed by a person: path in the invoice, the text before and after."""

    path: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Corrected:
    """A person changed values; `redo` are the steps that must be walked again."""

    changes: tuple[Change, ...]
    redo: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RateGiven:
    """A person gave the exchange rate to book at: units of the company's currency for one of the invoice's."""

    value: Decimal
    redo: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SupplierChosen:
    """A person chose the supplier of this invoice from the register."""

    supplier: str
    redo: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coded:
    """A person set the coding."""

    rows: tuple[CodingRow, ...]
    redo: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verified:
    """A person verified the reading; `seen` names what was compared: "picture", "account", "totals"."""

    seen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Learned:
    """What the verified invoice taught about its supplier's layout, for the next one of it."""

    record: Record


@dataclass(frozen=True, slots=True)
class Released:
    """A person released a stop, for the reason given; `finding` is its key, so another value stops again."""

    finding: str
    reason: str


@dataclass(frozen=True, slots=True)
class Approved:
    """A person approved the invoice for payment: the amount and payee account approved."""

    amount: Decimal
    currency: str
    account: str = ""
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Disputed:
    """A person disputes the invoice: it stays booked and is not paid."""

    reason: str
    redo: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DisputeEnded:
    """The dispute is over."""

    reason: str
    redo: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Closed:
    """A person took it out of the way: not an invoice, a duplicate, or rejected."""

    reason: str
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Reopened:
    """A closed case was opened again."""

    reason: str


@dataclass(frozen=True, slots=True)
class Commented:
    """A remark by a person."""

    text: str


@dataclass(frozen=True, slots=True)
class Registered:
    """Booked in the accounts-payable ledger. `vouchers` holds reversal and new voucher when it corrects an earlier."""

    vouchers: tuple[Voucher, ...]
    payable: Decimal
    due: date


@dataclass(frozen=True, slots=True)
class PaymentPlanned:
    """What is to be paid, where to and with which reference; None when nothing is (a receipt)."""

    item: PayItem | None


@dataclass(frozen=True, slots=True)
class PaymentProposed:
    """Taken into a batch of payments."""

    batch: str


@dataclass(frozen=True, slots=True)
class PaymentWithdrawn:
    """Taken out of a batch that was not sent."""

    batch: str
    reason: str


@dataclass(frozen=True, slots=True)
class PaymentReleased:
    """A person released the batch: the payment stands in the file with this digest."""

    batch: str
    file: str


@dataclass(frozen=True, slots=True)
class Paid:
    """The bank has paid; `rate` is what it took of our currency for one of the invoice's, where it said so."""

    batch: str
    on: date
    amount: Decimal
    rate: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """The payment is booked by this voucher; None when there was nothing to pay."""

    voucher: Voucher | None


@dataclass(frozen=True, slots=True)
class Archived:
    """Sealed: the bundle's digest, and the day until which it must be kept."""

    bundle: str
    retain_until: date


@dataclass(frozen=True, slots=True)
class SupplierSaved:
    """The register's record of a supplier after a change; `confirmed` are accounts confirmed by this act."""

    supplier: Supplier
    confirmed: tuple[Account, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class BatchSaved:
    """A batch of payments after a change."""

    batch: Batch


Event = (
    Received
    | Admitted
    | PagesRead
    | DataRead
    | PagesRecognised
    | Interpreted
    | Validated
    | Compared
    | Matched
    | Checked
    | Proposed
    | Stopped
    | Passed
    | Corrected
    | RateGiven
    | SupplierChosen
    | Coded
    | Verified
    | Learned
    | Released
    | Approved
    | Disputed
    | DisputeEnded
    | Closed
    | Reopened
    | Commented
    | Registered
    | PaymentPlanned
    | PaymentProposed
    | PaymentWithdrawn
    | PaymentReleased
    | Paid
    | Settled
    | Archived
    | SupplierSaved
    | BatchSaved
)

KINDS: Final[tuple[type[Event], ...]] = (
    Received,
    Admitted,
    PagesRead,
    DataRead,
    PagesRecognised,
    Interpreted,
    Validated,
    Compared,
    Matched,
    Checked,
    Proposed,
    Stopped,
    Passed,
    Corrected,
    RateGiven,
    SupplierChosen,
    Coded,
    Verified,
    Learned,
    Released,
    Approved,
    Disputed,
    DisputeEnded,
    Closed,
    Reopened,
    Commented,
    Registered,
    PaymentPlanned,
    PaymentProposed,
    PaymentWithdrawn,
    PaymentReleased,
    Paid,
    Settled,
    Archived,
    SupplierSaved,
    BatchSaved,
)

VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class Noted:
    """An event in a stream: its place from 1, when (UTC), by whom ("way" or a person's id), and its chain hash."""

    seq: int
    at: datetime
    by: str
    event: Event
    hash: str = ""
