"""How an invoice's life ends, or begins again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


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
class Archived:
    """Sealed: the bundle's digest, and the day until which it must be kept."""

    bundle: str
    retain_until: date
