"""What reports add up: the figures of one booked invoice, made from its events, and the sums the books answer with."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Final

from kontera.core.case import Case
from kontera.core.entry import Dimensions, RowKind
from kontera.core.event import Noted, Verified
from kontera.core.evidence import Source
from kontera.core.invoice import Invoice
from kontera.core.money import HUNDRED, ZERO, rounded, total
from kontera.core.row import Origin, row_of
from kontera.core.straight import Sample

FIELDS: Final = (
    "number",
    "issue_date",
    "due_date",
    "currency",
    "type",
    "seller",
    "seller.name",
    "seller.organisation_number",
    "seller.vat_number",
    "seller.address",
    "buyer",
    "buyer_reference",
    "seller_reference",
    "customer_number",
    "order_number",
    "contract",
    "delivery_date",
    "period",
    "payment",
    "payment.reference",
    "payment.accounts",
    "payment.days",
    "payment.terms",
    "totals.net",
    "totals.vat",
    "totals.gross",
    "totals.rounding",
    "totals.payable",
    "totals",
    "vat",
    "lines",
    "other",
    "supplier",
    "coding",
    "rate",
)
"""What can be read or set, each a bit of `Figure.read` and `Figure.corrected`: new ones go last, none is moved."""

PAUSE: Final = timedelta(minutes=10)
"""Two acts further apart are two sittings: the time between them was spent on something else."""
_WEEKEND: Final = 3
"""Terms told by two dates that differ by fewer days are the same terms, moved to a banking day."""
_BIT: Final = {name: 1 << at for at, name in enumerate(FIELDS)}


@dataclass(frozen=True, slots=True)
class Figure:
    """One booked invoice as reports count it; `on` is the day it was verified, by a person or (`by_hand` False) a rule.

    `seconds` is how long a person worked on it; None when nobody did, or nothing tells. `read` and `corrected` are sets
    of FIELDS as bits. `terms` are net days, `discount` the cash discount offered and `missed` what of it was not taken,
    in the invoice's currency.
    """

    case: str
    supplier: str
    origin: Origin
    on: date
    by_hand: bool
    seconds: int | None
    read: int
    corrected: int
    currency: str
    issued: date | None = None
    terms: int | None = None
    due: date | None = None
    paid: date | None = None
    discount: Decimal = ZERO
    missed: Decimal = ZERO

    @property
    def days_to_pay(self) -> int | None:
        """Days from the invoice's date to its payment."""
        return (self.paid - self.issued).days if self.paid and self.issued else None

    @property
    def days_late(self) -> int | None:
        """Days from its due date to its payment; negative when it was paid before."""
        return (self.paid - self.due).days if self.paid and self.due else None


@dataclass(frozen=True, slots=True)
class Debt:
    """What one booked invoice owes: `amount` signed in its currency, `booked` the same in the company's."""

    case: str
    supplier: str
    currency: str
    amount: Decimal
    booked: Decimal
    due: date | None


class By(StrEnum):
    """What sums are told apart by."""

    SUPPLIER = "supplier"
    ACCOUNT = "account"
    DIMENSION = "dimension"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Span:
    """A time from the first day to the last, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Asking:
    """Which costs are asked for: those booked in a span, of a supplier, an account, a dimension's object (or all).

    `supplier` None is everybody's; an empty one are the costs of nobody in the register.
    """

    span: Span
    supplier: str | None = None
    account: str = ""
    dimension: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Spend:
    """A sum of costs in the company's currency: only the field they are told apart by is filled.

    `on` is the first day of a month.
    """

    amount: Decimal
    rows: int
    supplier: str = ""
    account: str = ""
    dimensions: Dimensions = ()
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Owed:
    """What was open with one supplier in one currency, and so late: the `age` reached, in days; None is not late."""

    supplier: str
    age: int | None
    currency: str
    amount: Decimal
    booked: Decimal
    count: int


def late_from(age: int, on: date) -> date:
    """The last due day of what has reached an age on a day: nothing is late on its due day."""
    return on - timedelta(days=max(1, age))


def age_on(on: date, due: date | None, ages: tuple[int, ...]) -> int | None:
    """The largest of these ages, in days past due, that a debt has reached on a day; None when it is not late."""
    return max((age for age in ages if due is not None and due <= late_from(age, on)), default=None)


@dataclass(frozen=True, slots=True)
class Habit:
    """How one supplier's invoices in one currency were paid: counts, sums of days, and cash discounts.

    `timed` have an issue date: `days` sums the days from it. `late` were paid after the due day, by `late_days` in all.
    """

    supplier: str
    currency: str
    paid: int
    timed: int
    days: int
    late: int
    late_days: int
    least_terms: int | None
    most_terms: int | None
    discount: Decimal
    missed: Decimal


@dataclass(frozen=True, slots=True)
class Worked:
    """Verified invoices of a month (`on` is its first day) or a supplier, by the way they came, and their time."""

    origin: Origin
    count: int
    untouched: int
    straight: int
    seconds: int
    timed: int
    on: date | None = None
    supplier: str = ""


@dataclass(frozen=True, slots=True)
class Misread:
    """How many invoices of a supplier had just these fields read from a page, and just these set by a person."""

    supplier: str
    read: int
    corrected: int
    count: int


@dataclass(frozen=True, slots=True)
class PriceChange:
    """An article's price that differs from the one on the supplier's invoice before."""

    case: str
    supplier: str
    name: str
    unit: str
    currency: str
    on: date
    before: Decimal
    after: Decimal


@dataclass(frozen=True, slots=True)
class TermsChange:
    """Net days that differ from those of the supplier's invoice before."""

    case: str
    supplier: str
    on: date
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Came:
    """How many invoices of a supplier came one way."""

    supplier: str
    origin: Origin
    count: int
    latest: date


@dataclass(frozen=True, slots=True)
class SampleCount:
    """How many samples of a supplier stand so."""

    supplier: str
    sample: Sample
    count: int


def field_of(path: str) -> str:
    """Which of FIELDS a path in an invoice belongs to."""
    plain = path.partition("[")[0]
    while plain and plain not in _BIT:
        plain = plain.rpartition(".")[0]
    return plain or "other"


def bits(fields: Iterable[str]) -> int:
    """A set of FIELDS as one number."""
    made = 0
    for field in fields:
        made |= _BIT[field]
    return made


def fields_in(number: int) -> tuple[str, ...]:
    """The FIELDS in such a number."""
    return tuple(name for name, bit in _BIT.items() if number & bit)


def figure_of(case: Case, acts: Iterable[Noted], today: date) -> Figure:
    """The figures of a case that is booked; `acts` are the events of its stream by people, oldest first."""
    invoice, paid = case.invoice, case.paid
    offered = _discount(invoice)
    settled = paid is not None and case.payment_voucher is not None
    missed = offered if offered and settled and paid and abs(paid.amount) > (case.payable or ZERO) - offered else ZERO
    terms = invoice.payment.days
    if terms is None and invoice.issue_date and case.due and invoice.due_date:
        terms = (case.due - invoice.issue_date).days
    return Figure(
        case=case.id,
        supplier=case.supplier,
        origin=row_of(case).origin,
        on=case.verified.at.date() if case.verified else today,
        by_hand=case.verified is not None,
        seconds=seconds_worked(acts),
        read=_read(case),
        corrected=_set_by_hand(case),
        currency=invoice.currency,
        issued=invoice.issue_date,
        terms=terms,
        due=case.due,
        paid=paid.on if paid and settled else None,
        discount=offered,
        missed=missed,
    )


def _read(case: Case) -> int:
    """What was read from a page; an e-invoice is not read but taken over."""
    if case.reading is None:
        return 0
    found = (path for path, evidence in case.reading.evidence.items() if evidence.source is Source.READ)
    return bits(field_of(path) for path in found)


def _set_by_hand(case: Case) -> int:
    made = bits(field_of(path) for path in case.corrected)
    if case.supplier_chosen:
        made |= _BIT["supplier"]
    if any(row.manual for row in case.rows):
        made |= _BIT["coding"]
    return made | (_BIT["rate"] if case.rate is not None else 0)


def _discount(invoice: Invoice) -> Decimal:
    payment = invoice.payment
    if payment.discount_amount is not None:
        return abs(payment.discount_amount)
    if payment.discount_percent is None or invoice.totals.payable is None:
        return ZERO
    return rounded(abs(invoice.totals.payable) * payment.discount_percent / HUNDRED)


def seconds_worked(acts: Iterable[Noted]) -> int | None:
    """Seconds a person sat with the invoice, from opening it (or the first act) to verifying it, pauses left out.

    None when it was not verified by hand, or its verification is the only act and nothing says when it was opened.
    """
    known = tuple(acts)
    last = max((at for at, noted in enumerate(known) if isinstance(noted.event, Verified)), default=-1)
    sitting = known[: last + 1]
    opened = (noted.event.opened for noted in sitting if isinstance(noted.event, Verified) and noted.event.opened)
    moments = sorted([*(noted.at for noted in sitting), *opened])
    return _sat(moments) if len(moments) > 1 else None


def _sat(moments: list[datetime]) -> int:
    gaps = (later - earlier for earlier, later in itertools.pairwise(moments))
    return round(sum((gap.total_seconds() for gap in gaps if gap <= PAUSE), 0.0))


def debt_of(case: Case) -> Debt | None:
    """What the case owes as it is booked now; None for a receipt, which owes nothing."""
    if not case.owed:
        return None
    booked = -total(row.amount for row in case.rows if row.kind is RowKind.PAYABLE)
    return Debt(case.id, case.supplier, case.invoice.currency, case.owed, booked, case.due)


def terms_differ(before: int, after: int) -> bool:
    """Whether net days changed by more than a weekend."""
    return abs(after - before) >= _WEEKEND
