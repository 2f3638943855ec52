"""Tries a straight-through rule on past invoices: what it would have let by, and which of those a person corrected."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from operator import attrgetter
from typing import Final

from kontera.actions.desk import Desk
from kontera.actions.straight import Terms
from kontera.core.case import Case, fold_in
from kontera.core.company import Right
from kontera.core.figure import Span, fields_in
from kontera.core.party import Supplier
from kontera.core.passing import Earlier, grounds_of, obstacles
from kontera.core.policy import Policy
from kontera.core.row import CaseRow
from kontera.core.straight import LATELY, Obstacle
from kontera.ports import Box, View

DAYS: Final = 90
MOST: Final = 300


@dataclass(frozen=True, slots=True)
class Tried:
    """One past invoice that would have passed, and the fields a person corrected on it: each would be an error."""

    row: CaseRow
    corrected: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """What the terms would have done: how many invoices were tried, which passed, and what held the others."""

    digest: str
    tried: int
    passed: tuple[Tried, ...]
    held: Mapping[Obstacle, int]

    @property
    def wrong(self) -> int:
        """How many of those that pass a person had corrected."""
        return sum(bool(one.corrected) for one in self.passed)


def try_out(desk: Desk, terms: Terms) -> Trial:
    """Judge what people verified in the last DAYS days, at most MOST, as it first stood before them.

    Each is judged by what was known then: the supplier's invoices verified before it, and accounts confirmed by then.
    """
    box, today = desk.ask(Right.MANAGE), desk.doors.clock.today()
    policy = replace(box.company.policy, straight_through=True, straight_through_limit=terms.limit, straight=terms.rule)
    found = box.figures.by_hand(Span(today - timedelta(days=DAYS), today), MOST)
    past = _Past(box, policy, today - timedelta(days=DAYS + LATELY))
    passed: dict[str, tuple[str, ...]] = {}
    held: Counter[Obstacle] = Counter()
    for case, on, corrected in found:
        standing = past.obstacles(case, on)
        held.update(standing)
        if not standing:
            passed[case] = fields_in(corrected)
    rows = {row.id: row for row in box.rows(View(cases=frozenset(passed), limit=MOST))} if passed else {}
    listed = (Tried(rows[case], fields) for case, fields in passed.items() if case in rows)
    return Trial(terms.digest, len(found), tuple(sorted(listed, key=lambda one: not one.corrected)), held)


class _Past:
    """The books as they stood when an invoice first came before a person."""

    def __init__(self, box: Box, policy: Policy, since: date) -> None:
        self._box, self._policy, self._since = box, policy, since
        self._earlier: dict[str, tuple[Earlier, ...]] = {}

    def obstacles(self, case: str, on: date) -> tuple[Obstacle, ...]:
        """What would have kept the invoice from passing."""
        stood = self._as_it_stood(case)
        supplier = self._box.supplier(stood.supplier) if stood.supplier else None
        then = None if supplier is None else _then(supplier, on)
        before = self._before(case, supplier, on) if supplier else ()
        return obstacles(stood, self._policy, grounds_of(stood, then, before))

    def _as_it_stood(self, case: str) -> Case:
        """The case before the first thing a person did to it, or said of it, once it could be verified."""
        stood = Case(case, self._box.company.id)
        for noted in self._box.history(case):
            if "posting" in stood.done and noted.by.startswith("person:"):
                break
            stood = fold_in(stood, noted)
        return stood

    def _before(self, case: str, supplier: Supplier, on: date) -> tuple[Earlier, ...]:
        if supplier.id not in self._earlier:
            found = (one for name in supplier.ids for one in self._box.figures.earlier(name, self._since, limit=1000))
            self._earlier[supplier.id] = tuple(sorted(found, key=attrgetter("on"), reverse=True))
        known = self._earlier[supplier.id]
        place = next((at for at, one in enumerate(known) if one.case == case), None)
        older = known[place + 1 :] if place is not None else tuple(one for one in known if one.on < on)
        return tuple(one for one in older if one.on >= on - timedelta(days=LATELY))


def _then(supplier: Supplier, on: date) -> Supplier:
    """The supplier's record with the accounts it had on a day."""
    accounts = tuple(one for one in supplier.accounts if one.since is None or one.since <= on)
    return replace(supplier, accounts=accounts)
