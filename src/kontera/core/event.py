"""What happened in the life of an invoice; the events are its audit trail and never change.

An event's class name is its kind, `version` the version of its shape. A shape that changes gets a new version, and
`core.serial` keeps reading the old one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final, get_args

from kontera.core.account_change import AccountChange, Standing
from kontera.core.approving import Arrangement
from kontera.core.chart import ChartAccount, Dimension, DimensionObject
from kontera.core.company import Company, PersonAct, Role
from kontera.core.document import Document
from kontera.core.entry import CodingRow, Voucher
from kontera.core.evidence import Box, Evidence, Page, Place, Source
from kontera.core.finding import Finding
from kontera.core.invoice import Line
from kontera.core.means import PaidWith, Repayment
from kontera.core.memory import Record
from kontera.core.party import Account, Supplier
from kontera.core.payment import Batch, PayItem
from kontera.core.product import Product
from kontera.core.reading import Reading
from kontera.core.straight import Grounds, StraightRule
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
class Unlocked:
    """A person's password opened the document: `digest` names a copy without encryption, from which it is read.

    The password itself is kept nowhere; the document as received stays beside the copy.
    """

    digest: str


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
class StraightThrough:
    """The company's own rule let the invoice pass without a person: its terms then, and what it was judged by.

    `limit` is the highest amount then, `amount` what is booked as debt, in the company's currency; `account` the payee
    account's key; `unsure` the least certain of the cost rows (0–1).
    """

    rule: StraightRule
    limit: Decimal
    grounds: Grounds
    amount: Decimal
    account: str = ""
    unsure: float = 1.0


@dataclass(frozen=True, slots=True)
class Sampled:
    """An invoice that passed by the rule is to be looked at by a person afterwards: one of this many is."""

    one_of: int


@dataclass(frozen=True, slots=True)
class SampleSeen:
    """A person has looked at a sample; `right` says that nothing was wrong. One that was wrong is verified by hand."""

    right: bool
    comment: str = ""
    redo: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StraightRestored:
    """A person lets the rule hold again for the supplier of this sample, which was wrong."""

    why: str


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
class LinesReread:
    """A person had the rows read again from `part` of a page; they stand in place of the rows before.

    `evidence` is by path, as in a reading; page 0 says that such a reading was taken back.
    """

    lines: tuple[Line, ...]
    evidence: Mapping[str, Evidence]
    redo: tuple[str, ...]
    page: int = 0
    part: Box = Box(0.0, 0.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Filled:
    """Values nobody typed: taken from a register (`source`), or following from what was typed (assumed)."""

    changes: tuple[Change, ...]
    source: Source
    redo: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MeansGiven:
    """A person said what a receipt was paid with; `person` is who laid out the money."""

    means: PaidWith
    person: str
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
    """A person verified the reading; `seen` names what was compared: "picture", "account", "totals".

    `opened` is when (UTC) the person had the invoice before the eyes; None where nothing tells.
    """

    seen: tuple[str, ...]
    opened: datetime | None = None


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
    """A person approved the invoice for payment: the amount, payee account, supplier and coding (digest) approved.

    `seats` says as whom: in their own name, in the roles they held, and for those they stood in for that day.
    """

    amount: Decimal
    currency: str
    account: str = ""
    comment: str = ""
    supplier: str = ""
    coding: str = ""
    seats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ApprovalAsked:
    """By its rules the company now waits for these seats (people, roles; "-person:…" leaves somebody out).

    `flow` is the flow's name (empty: none applies), `stage` counts from 1, `limit_wanted` when only somebody with a
    higher limit is missing.
    """

    flow: str
    stage: int
    waits: tuple[str, ...]
    limit_wanted: bool = False


@dataclass(frozen=True, slots=True)
class Questioned:
    """A person asks these people (ids) something about the invoice; it waits for their answer too."""

    text: str
    to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer to the question with this event number."""

    question: int
    text: str


@dataclass(frozen=True, slots=True)
class Held:
    """A person holds the invoice until a day (None: until somebody ends it); a held invoice is not paid."""

    reason: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class HoldEnded:
    """The hold is over."""

    reason: str = ""


@dataclass(frozen=True, slots=True)
class LetterWritten:
    """A person says that this letter about the invoice was sent to the supplier."""

    to: str
    language: str
    subject: str
    text: str


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
    """A remark by a person; `mentions` are the ids of people it is meant for."""

    text: str
    mentions: tuple[str, ...] = ()


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
class AccountChangeSaved:
    """The case of a new or changed payee account after an act on it."""

    change: AccountChange


@dataclass(frozen=True, slots=True)
class PayeeJudged:
    """The payee's account was confirmed or refused in its own case; `released` are the stops that go with it."""

    change: str
    standing: Standing
    released: tuple[str, ...] = ()
    redo: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unlearned:
    """A person let what these cases taught about the layout of an invoice be forgotten."""

    cases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ArrangementSaved:
    """The company's rules of approval after a change, and why they were changed."""

    arrangement: Arrangement
    why: str = ""


@dataclass(frozen=True, slots=True)
class BatchSaved:
    """A batch of payments after a change."""

    batch: Batch


@dataclass(frozen=True, slots=True)
class ProductSaved:
    """The register's record of a product after a change."""

    product: Product
    why: str = ""


@dataclass(frozen=True, slots=True)
class OutlaysRepaid:
    """What a person had laid out on these receipts was given back; `voucher` books it, None when the wages do."""

    person: str
    cases: tuple[str, ...]
    on: date
    by: Repayment
    voucher: Voucher | None = None


@dataclass(frozen=True, slots=True)
class CompanySaved:
    """The company's settings after a change."""

    company: Company
    why: str = ""


@dataclass(frozen=True, slots=True)
class ChartChanged:
    """Accounts, dimensions and objects that were added or changed; with `replaces` all accounts before are gone."""

    accounts: tuple[ChartAccount, ...] = ()
    dimensions: tuple[Dimension, ...] = ()
    objects: tuple[DimensionObject, ...] = ()
    replaces: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class HandedOver:
    """Vouchers (by `Voucher.key`) were handed over to the ledger in a file (its digest); `again` marks a copy."""

    vouchers: tuple[str, ...]
    file: str
    first: date
    last: date
    series: tuple[str, ...] = ()
    again: bool = False


@dataclass(frozen=True, slots=True)
class PersonChanged:
    """Something about a person was changed: `what` is a `core.company.PersonAct`; roles before and after."""

    what: PersonAct
    email: str
    name: str
    before: tuple[Role, ...] = ()
    after: tuple[Role, ...] = ()
    detail: str = ""


@dataclass(frozen=True, slots=True)
class SetupNoted:
    """A step of the set-up was done, or skipped for now."""

    step: str
    skipped: bool = False


Event = (
    Received
    | Admitted
    | Unlocked
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
    | StraightThrough
    | Sampled
    | SampleSeen
    | StraightRestored
    | Corrected
    | LinesReread
    | Filled
    | MeansGiven
    | RateGiven
    | SupplierChosen
    | Coded
    | Verified
    | Learned
    | Released
    | Approved
    | ApprovalAsked
    | Questioned
    | Answered
    | Held
    | HoldEnded
    | LetterWritten
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
    | AccountChangeSaved
    | PayeeJudged
    | Unlearned
    | ArrangementSaved
    | BatchSaved
    | ProductSaved
    | OutlaysRepaid
    | CompanySaved
    | ChartChanged
    | HandedOver
    | PersonChanged
    | SetupNoted
)

KINDS: Final[tuple[type[Event], ...]] = get_args(Event)

VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class Noted:
    """An event in a stream: its place from 1, when (UTC), by whom ("way" or a person's id), and its chain hash."""

    seq: int
    at: datetime
    by: str
    event: Event
    hash: str = ""
