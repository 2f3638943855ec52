"""From what is to be paid to what the bank has paid, outlays given back among them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kontera.core.entry import Voucher
from kontera.core.means import Repayment
from kontera.core.payment import Batch, PayItem


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
class BatchSaved:
    """A batch of payments after a change."""

    batch: Batch


@dataclass(frozen=True, slots=True)
class OutlaysRepaid:
    """What a person had laid out on these receipts was given back; `voucher` books it, None when the wages do."""

    person: str
    cases: tuple[str, ...]
    on: date
    by: Repayment
    voucher: Voucher | None = None
