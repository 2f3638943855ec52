"""Who is asked to approve, what they said, and what they asked back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


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
