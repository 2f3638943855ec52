"""What reports ask a company's books."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Protocol

from kontera.core.figure import (
    Asking,
    By,
    Came,
    Debt,
    Habit,
    Misread,
    Owed,
    PriceChange,
    SampleCount,
    Span,
    Spend,
    TermsChange,
    Worked,
)
from kontera.core.party import Supplier
from kontera.core.passing import Earlier


class Figures(Protocol):
    """What reports add up: each question is answered by the whole books at once, in no promised order."""

    def spend(self, asked: Asking, by: By) -> tuple[Spend, ...]:
        """The costs booked, told apart."""
        ...

    def spent(self, asked: Asking, limit: int = 500) -> tuple[tuple[str, Decimal], ...]:
        """The cases behind a sum, each with its part; the largest first. What was imported has none."""
        ...

    def owed(self, on: date, ages: tuple[int, ...] = (0,)) -> tuple[Owed, ...]:
        """What was open at the end of a day, told apart by the largest of `ages` (days past due) it had reached."""
        ...

    def debts(self, on: date, limit: int, offset: int = 0) -> tuple[Debt, ...]:
        """The same one by one, by due date."""
        ...

    def balance(self, accounts: frozenset[str], on: date) -> Decimal:
        """Debit less credit of these accounts in all vouchers to the end of a day."""
        ...

    def habits(self, span: Span) -> tuple[Habit, ...]:
        """How what was paid in a span was paid."""
        ...

    def worked(self, span: Span, by: By) -> tuple[Worked, ...]:
        """What was verified in a span, by month or by supplier."""
        ...

    def misread(self, span: Span) -> tuple[Misread, ...]:
        """Which fields were read and which corrected on what was verified in a span; e-invoices left out."""
        ...

    def prices(self, span: Span, limit: int = 500) -> tuple[PriceChange, ...]:
        """Prices that changed in a span, newest first."""
        ...

    def terms(self, span: Span, limit: int = 500) -> tuple[TermsChange, ...]:
        """Net days that changed in a span, newest first."""
        ...

    def came(self, span: Span) -> tuple[Came, ...]:
        """How the invoices verified in a span had come."""
        ...

    def earlier(self, supplier: str, since: date, limit: int = 50) -> tuple[Earlier, ...]:
        """This supplier's invoices that are booked and were verified since a day, newest first."""
        ...

    def by_hand(self, span: Span, limit: int) -> tuple[tuple[str, date, int], ...]:
        """The cases that a person verified in a span, newest first: when, and what was corrected (bits of FIELDS)."""
        ...

    def samples(self, span: Span) -> tuple[SampleCount, ...]:
        """How the samples among what was verified in a span stand, by supplier."""
        ...

    def named(self, suppliers: frozenset[str]) -> Mapping[str, Supplier]:
        """The register's records of these suppliers, by id; who is not in it is left out."""
        ...
