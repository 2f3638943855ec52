"""The figures of a company with suppliers that were merged counted as one, their history before the merge too."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TypeVar

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
from kontera.ports import Box

T = TypeVar("T", Spend, Owed, Debt, Habit, Worked, Misread, PriceChange, TermsChange, Came, SampleCount)


class Merged:
    """What reports ask: every figure under the record that a supplier was merged into.

    Figures stand in the books under the record they were made for; which records are one is asked when they are read,
    so that a merge changes no figure and can be seen at once.
    """

    def __init__(self, box: Box) -> None:
        self._figures = box.figures
        self._into: dict[str, str] = {}
        self._known: dict[str, Supplier] = {}

    def _at_home(self, found: Iterable[T]) -> tuple[T, ...]:
        made = tuple(found)
        self._learn(frozenset(one.supplier for one in made))
        homes = {one: self._home(one) for one in {each.supplier for each in made}}
        if all(one == home for one, home in homes.items()):
            return made
        return tuple(replace(one, supplier=homes[one.supplier]) for one in made)

    def _learn(self, suppliers: frozenset[str]) -> None:
        """Find what records were merged into, and what those were merged into."""
        unknown = suppliers - self._into.keys() - {""}
        while unknown:
            known = self._figures.named(unknown)
            self._known |= known
            self._into |= {one: known[one].merged_into if one in known else "" for one in unknown}
            unknown = frozenset(self._into[one] for one in unknown) - self._into.keys() - {""}

    def _home(self, supplier: str) -> str:
        seen = {supplier}
        while (into := self._into.get(supplier, "")) and into not in seen:
            supplier = into
            seen.add(into)
        return supplier

    def ids(self, supplier: str) -> tuple[str, ...]:
        """All ids that a supplier's invoices stand under, whichever of them is asked for."""
        self._learn(frozenset({supplier}))
        home = self._home(supplier)
        return self._known[home].ids if home in self._known else (supplier,)

    def _each(self, asked: Asking) -> tuple[Asking, ...]:
        if not asked.supplier:
            return (asked,)
        return tuple(replace(asked, supplier=one) for one in self.ids(asked.supplier))

    def named(self, suppliers: frozenset[str]) -> Mapping[str, Supplier]:
        """The register's records of these suppliers, by id."""
        self._learn(suppliers)
        return {one: self._known[one] for one in suppliers if one in self._known}

    def names(self, suppliers: Iterable[str]) -> Mapping[str, str]:
        """What the suppliers are called now, by the ids their figures stand under; who is unknown is left out."""
        wanted = frozenset(suppliers)
        self._learn(wanted)
        homes = {one: self._home(one) for one in wanted}
        return {one: self._known[home].party.name for one, home in homes.items() if home in self._known}

    def spend(self, asked: Asking, by: By) -> tuple[Spend, ...]:
        """The costs booked, told apart."""
        found = tuple(one for each in self._each(asked) for one in self._figures.spend(each, by))
        return _joined(self._at_home(found), _kind_of_spend, _more_spend)

    def spent(self, asked: Asking, limit: int) -> tuple[tuple[str, Decimal], ...]:
        """The cases behind a sum, each with its part; the largest first."""
        found = [one for each in self._each(asked) for one in self._figures.spent(each, limit)]
        return tuple(sorted(found, key=lambda one: -abs(one[1]))[:limit])

    def habits(self, span: Span) -> tuple[Habit, ...]:
        """How what was paid in a span was paid."""
        return _joined(self._at_home(self._figures.habits(span)), lambda one: (one.supplier, one.currency), _more_habit)

    def worked(self, span: Span, by: By) -> tuple[Worked, ...]:
        """What was verified in a span."""
        return self._at_home(self._figures.worked(span, by))

    def misread(self, span: Span) -> tuple[Misread, ...]:
        """Which fields were read and which corrected."""
        return self._at_home(self._figures.misread(span))

    def samples(self, span: Span) -> tuple[SampleCount, ...]:
        """How samples stand."""
        return self._at_home(self._figures.samples(span))

    def came(self, span: Span) -> tuple[Came, ...]:
        """How the invoices had come."""
        return self._at_home(self._figures.came(span))

    def owed(self, on: date, ages: tuple[int, ...]) -> tuple[Owed, ...]:
        """What was open at the end of a day, told apart by the largest of `ages` (days past due) it had reached."""
        return self._at_home(self._figures.owed(on, ages))

    def debts(self, on: date, limit: int) -> tuple[Debt, ...]:
        """The same one by one, by due date."""
        return self._at_home(self._figures.debts(on, limit))

    def prices(self, span: Span) -> tuple[PriceChange, ...]:
        """Prices that changed."""
        return self._at_home(self._figures.prices(span))

    def terms(self, span: Span) -> tuple[TermsChange, ...]:
        """Net days that changed."""
        return self._at_home(self._figures.terms(span))


def _joined(found: Iterable[T], key: Callable[[T], tuple[object, ...]], more: Callable[[T, T], T]) -> tuple[T, ...]:
    """Figures of one kind summed."""
    made: dict[tuple[object, ...], T] = {}
    for one in found:
        made[key(one)] = more(made[key(one)], one) if key(one) in made else one
    return tuple(made.values())


def _kind_of_spend(one: Spend) -> tuple[object, ...]:
    return one.supplier, one.account, one.dimensions, one.on


def _more_spend(one: Spend, other: Spend) -> Spend:
    return replace(one, amount=one.amount + other.amount, rows=one.rows + other.rows)


def _more_habit(one: Habit, other: Habit) -> Habit:
    least = [terms for terms in (one.least_terms, other.least_terms) if terms is not None]
    most = [terms for terms in (one.most_terms, other.most_terms) if terms is not None]
    return Habit(
        one.supplier,
        one.currency,
        one.paid + other.paid,
        one.timed + other.timed,
        one.days + other.days,
        one.late + other.late,
        one.late_days + other.late_days,
        min(least, default=None),
        max(most, default=None),
        one.discount + other.discount,
        one.missed + other.missed,
    )
