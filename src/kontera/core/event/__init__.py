"""What happened in the life of an invoice; the events are its audit trail and never change.

An event's class name is its kind, `version` the version of its shape. A shape that changes gets a new version, and
`core.serial` keeps reading the old one.

A new event is a class in the file of its noun; here it joins `Event` and `__all__`, and in `core.case` it gets its arm.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final, get_args

from kontera.core.event.approval import Answered, ApprovalAsked, Approved, Held, HoldEnded, Questioned
from kontera.core.event.arrival import Admitted, Joined, JoinedInto, Received, TakenApart, Unlocked
from kontera.core.event.brought import BroughtBack, BroughtForward, OpeningNoted
from kontera.core.event.closing import Archived, Closed, Reopened
from kontera.core.event.correction import Change, Corrected, Filled, LinesReread, MeansGiven, RateGiven, SupplierChosen
from kontera.core.event.dispute import Commented, Disputed, DisputeEnded, LetterWritten
from kontera.core.event.payment import (
    BatchSaved,
    OutlaysRepaid,
    Paid,
    PaymentPlanned,
    PaymentProposed,
    PaymentReleased,
    PaymentWithdrawn,
    Settled,
)
from kontera.core.event.posting import Coded, HandedOver, Proposed, Registered
from kontera.core.event.reading import (
    Compared,
    DataRead,
    Interpreted,
    Learned,
    PagesRead,
    PagesRecognised,
    Unlearned,
    Validated,
)
from kontera.core.event.register import AccountChangeSaved, AccountListSaved, PayeeJudged, ProductSaved, SupplierSaved
from kontera.core.event.review import Checked, Matched, Passed, Released, Stopped, Verified
from kontera.core.event.settings import ArrangementSaved, ChartChanged, CompanySaved, PersonChanged, SetupNoted
from kontera.core.event.straight import Sampled, SampleSeen, StraightRestored, StraightThrough

__all__ = [
    "KINDS",
    "VERSION",
    "AccountChangeSaved",
    "AccountListSaved",
    "Admitted",
    "Answered",
    "ApprovalAsked",
    "Approved",
    "Archived",
    "ArrangementSaved",
    "BatchSaved",
    "BroughtBack",
    "BroughtForward",
    "Change",
    "ChartChanged",
    "Checked",
    "Closed",
    "Coded",
    "Commented",
    "CompanySaved",
    "Compared",
    "Corrected",
    "DataRead",
    "DisputeEnded",
    "Disputed",
    "Event",
    "Filled",
    "HandedOver",
    "Held",
    "HoldEnded",
    "Interpreted",
    "Joined",
    "JoinedInto",
    "Learned",
    "LetterWritten",
    "LinesReread",
    "Matched",
    "MeansGiven",
    "Noted",
    "OpeningNoted",
    "OutlaysRepaid",
    "PagesRead",
    "PagesRecognised",
    "Paid",
    "Passed",
    "PayeeJudged",
    "PaymentPlanned",
    "PaymentProposed",
    "PaymentReleased",
    "PaymentWithdrawn",
    "PersonChanged",
    "ProductSaved",
    "Proposed",
    "Questioned",
    "RateGiven",
    "Received",
    "Registered",
    "Released",
    "Reopened",
    "SampleSeen",
    "Sampled",
    "Settled",
    "SetupNoted",
    "Stopped",
    "StraightRestored",
    "StraightThrough",
    "SupplierChosen",
    "SupplierSaved",
    "TakenApart",
    "Unlearned",
    "Unlocked",
    "Validated",
    "Verified",
]

Event = (
    Received
    | Admitted
    | Unlocked
    | Joined
    | JoinedInto
    | TakenApart
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
    | AccountListSaved
    | BroughtForward
    | BroughtBack
    | OpeningNoted
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
