"""The cases of one company in memory, and the lists of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from kontera.adapters.inmemory.streams import InMemoryStreams
from kontera.adapters.projection import name_key, order_of, same_purchase, search_of
from kontera.core.case import Case, Queue, State, fold
from kontera.core.errors import NotFound
from kontera.core.money import total
from kontera.core.row import CaseRow
from kontera.ports import OpenSum, View


class InMemoryCases(InMemoryStreams):
    """The cases and the lists of them; `ports.cases.Cases`."""

    def case(self, case: str) -> Case:
        """A case folded from its events. Raises NotFound."""
        folded = fold(case, self._company.id, self.history(case))
        if folded.document is None:
            raise NotFound(what=case)
        return folded

    def rows(self, view: View) -> tuple[CaseRow, ...]:
        """One page of cases. Raises InvalidValue for a sort that is none."""
        name, downward = order_of(view.sort)
        found = self._viewed(view)
        known = [row for row in found if getattr(row, name) is not None]
        unknown = [row for row in found if getattr(row, name) is None]
        if downward:
            known.reverse()
            unknown.reverse()
        known.sort(key=lambda row: _sort_value(row, name), reverse=downward)
        return tuple((known + unknown)[view.offset : view.offset + view.limit])

    def page(self, view: View) -> tuple[tuple[CaseRow, ...], int]:
        """The same, and how many cases the view has in all. Raises InvalidValue for a sort that is none."""
        return self.rows(view), self.count(view)

    def count(self, view: View) -> int:
        """How many cases the view has in all."""
        return len(self._viewed(view))

    def _viewed(self, view: View) -> list[CaseRow]:
        search = search_of(view.search)
        return [
            row
            for row in self._tables.rows.values()
            if (not view.states or row.state in view.states)
            and (view.received is None or view.received[0] <= row.received <= view.received[1])
            and (view.queue is None or row.queue is view.queue)
            and (view.cases is None or row.id in view.cases)
            and (not view.supplier or row.supplier == view.supplier)
            and (not view.waits_for or _waits(row, view.waits_for))
            and (not view.samples or row.sample in view.samples)
            and (not view.search.strip() or search.finds(row))
        ]

    def queues(self) -> Mapping[Queue, int]:
        """How many cases stand in each queue of the inbox."""
        return Counter(row.queue for row in self._tables.rows.values() if row.queue is not Queue.NONE)

    def neighbours(self, case: str, queue: Queue) -> tuple[str, str]:
        """The cases before and after this one in a queue, newest first; for one not in it nothing and the first."""
        ids = ["", *(row.id for row in self.rows(View(queue=queue, limit=len(self._tables.rows)))), ""]
        at = ids.index(case) if case in ids[1:-1] else 0
        return ids[max(0, at - 1)], ids[at + 1]

    def sums(self, view: View) -> tuple[OpenSum, ...]:
        """What is open on the cases of a view, by currency and due date; those without an open amount left out."""
        groups: dict[tuple[str, date | None], list[Decimal]] = {}
        for row in self._viewed(view):
            if row.open_amount is not None:
                groups.setdefault((row.currency, row.due_date), []).append(row.open_amount)
        return tuple(OpenSum(*key, total(amounts), len(amounts)) for key, amounts in groups.items())

    def states(self, among: frozenset[State] = frozenset()) -> Mapping[State, int]:
        """How many cases stand in each state, or in each of these: the rest are the more, the older the books."""
        return Counter(row.state for row in self._viewed(View(states=among)))

    def by_digest(self, digest: str) -> str | None:
        """The case that these bytes became first, or None."""
        return next((row.id for row in self._tables.rows.values() if row.digest == digest), None)

    def alike(self, row: CaseRow) -> tuple[CaseRow, ...]:
        """Other cases with the same number key, reference, or amount and date, oldest first."""
        return tuple(other for other in self._tables.rows.values() if same_purchase(row, other))


def _waits(row: CaseRow, seats: tuple[str, ...]) -> bool:
    return not {f"-{seat}" for seat in seats} & set(row.waits_for) and bool(set(seats) & set(row.waits_for))


def _sort_value(row: CaseRow, name: str) -> Any:  # noqa: ANN401 - whatever the field holds, as long as it sorts
    return name_key(row.supplier_name) if name == "supplier_name" else getattr(row, name)
