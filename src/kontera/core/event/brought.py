"""What is brought forward from the books a company kept before, and taken back when that was a mistake."""

from __future__ import annotations

from dataclasses import dataclass

from kontera.core.brought import Opening, OpenItem


@dataclass(frozen=True, slots=True)
class BroughtForward:
    """An open invoice of the earlier books is in the ledger; a person has confirmed it, and it books nothing."""

    item: OpenItem


@dataclass(frozen=True, slots=True)
class BroughtBack:
    """It was brought forward by mistake: the ledger is as if it had not been."""

    item: OpenItem
    reason: str


@dataclass(frozen=True, slots=True)
class OpeningNoted:
    """A file of open invoices was taken in, and how it agrees with the balance of the earlier books."""

    opening: Opening
