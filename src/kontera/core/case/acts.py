"""What people did to a case that still stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal


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
