"""The cases in a company's books, and the lists of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Protocol

from kontera.core.case import Case, Queue, State
from kontera.core.row import CaseRow
from kontera.core.straight import Sample


@dataclass(frozen=True, slots=True)
class View:
    """What a list shows: states and queue (empty: all), search text, sort ("-received"), page size and offset."""

    states: frozenset[State] = frozenset()
    queue: Queue | None = None
    search: str = ""
    supplier: str = ""
    cases: frozenset[str] | None = None  # only these
    waits_for: tuple[str, ...] = ()  # one of these seats is waited for, and none of them is left out
    received: tuple[datetime, datetime] | None = None  # from and to, both included (UTC)
    samples: frozenset[Sample] = frozenset()  # those that stand so as samples; empty: whether they are or not
    sort: str = "-received"
    limit: int = 50
    offset: int = 0


@dataclass(frozen=True, slots=True)
class OpenSum:
    """What is open in one currency on cases due on one day: the signed sum, and how many they are."""

    currency: str
    due: date | None
    amount: Decimal
    count: int


class Cases(Protocol):
    """The cases of a company and the lists of them."""

    def case(self, case: str) -> Case:
        """A case folded from its events. Raises NotFound."""
        ...

    def rows(self, view: View) -> tuple[CaseRow, ...]:
        """One page of cases."""
        ...

    def page(self, view: View) -> tuple[tuple[CaseRow, ...], int]:
        """The same, and how many cases the view has in all."""
        ...

    def count(self, view: View) -> int:
        """How many cases the view has in all."""
        ...

    def queues(self) -> Mapping[Queue, int]:
        """How many cases stand in each queue of the inbox."""
        ...

    def neighbours(self, case: str, queue: Queue) -> tuple[str, str]:
        """The cases before and after this one in a queue, newest first; for one not in it nothing and the first."""
        ...

    def sums(self, view: View) -> tuple[OpenSum, ...]:
        """What is open on the cases of a view, by currency and due date; those without an open amount left out."""
        ...

    def states(self, among: frozenset[State] = frozenset()) -> Mapping[State, int]:
        """How many cases stand in each state, or in each of these: the rest are the more, the older the books."""
        ...

    def by_digest(self, digest: str) -> str | None:
        """The case that these bytes became, or None."""
        ...

    def alike(self, row: CaseRow) -> tuple[CaseRow, ...]:
        """Other cases with the same number key, reference, or amount and date: what a duplicate check compares."""
        ...
