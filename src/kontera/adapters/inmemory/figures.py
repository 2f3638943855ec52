"""What reports add up, in memory: the twin of `adapters.db.tally` and `adapters.db.reporting`."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from operator import attrgetter
from typing import Any, Final, TypeVar

from kontera.adapters.projection import turnover_of
from kontera.core.case import Case
from kontera.core.event import BroughtBack, BroughtForward, Noted, Registered, Settled
from kontera.core.figure import (
    Asking,
    By,
    Came,
    Debt,
    Figure,
    Habit,
    Misread,
    Owed,
    PriceChange,
    SampleCount,
    Span,
    Spend,
    TermsChange,
    Worked,
    age_on,
    debt_of,
    figure_of,
    terms_differ,
)
from kontera.core.money import ZERO, rounded, total
from kontera.core.party import Supplier
from kontera.core.passing import Earlier
from kontera.core.prices import PaidPrice, price_key, prices_of
from kontera.core.row import CaseRow, Origin, PastPosting
from kontera.core.straight import Sample

T = TypeVar("T")
_PRICE_PLACES: Final = 4
_SPEND: Final = {By.SUPPLIER: "supplier", By.ACCOUNT: "account", By.DIMENSION: "dimensions", By.MONTH: "on"}


@dataclass(frozen=True, slots=True)
class Standing:
    """A debt as it stood from a day until before another; None while it stands."""

    debt: Debt
    since: date
    until: date | None = None


@dataclass
class Counted:
    """All that reports add up of one company, but its postings."""

    figures: dict[str, Figure] = field(default_factory=dict)
    debts: list[Standing] = field(default_factory=list)
    prices: list[tuple[str, PaidPrice]] = field(default_factory=list)  # with the article's words
    turnover: dict[tuple[str, date], Decimal] = field(default_factory=dict)

    def copied(self) -> Counted:
        """A copy to write in."""
        return Counted(dict(self.figures), list(self.debts), list(self.prices), dict(self.turnover))

    def tally(self, case: Case, noted: Noted, history: Iterable[Noted]) -> None:
        """Bring it up to date with an event; `case` is its case after it, `history` all its events."""
        for key, amount in turnover_of(noted.event).items():
            self.turnover[key] = self.turnover.get(key, ZERO) + amount
        match noted.event:
            case BroughtForward(item):
                self._owe(case, item.on)
            case BroughtBack(item):
                self._close(case.id, item.on)
            case Registered(vouchers):
                if vouchers:
                    self._owe(case, vouchers[-1].entry.on)
                self.debts = [self._due(one, case) for one in self.debts]
                self._price(case)
                self._count(case, noted, history)
            case Settled(paid):
                if paid is not None:
                    self._close(case.id, paid.entry.on)
                if case.vouchers:
                    self._count(case, noted, history)
            case _:
                pass

    @staticmethod
    def _due(one: Standing, case: Case) -> Standing:
        standing = one.until is None and one.debt.case == case.id
        return replace(one, debt=replace(one.debt, due=case.due)) if standing else one

    def _owe(self, case: Case, on: date) -> None:
        self._close(case.id, on)
        debt = debt_of(case)
        if debt is not None:
            self.debts.append(Standing(debt, on))

    def _close(self, case: str, on: date) -> None:
        kept = []
        for one in self.debts:
            if one.until is not None or one.debt.case != case:
                kept.append(one)
            elif on > one.since:
                kept.append(replace(one, until=on))
            elif on < one.since:
                back = replace(one.debt, amount=-one.debt.amount, booked=-one.debt.booked)
                kept.append(Standing(back, on, one.since))
        self.debts = kept

    def _price(self, case: Case) -> None:
        names = {price_key(line): line.description or line.seller_article for line in case.invoice.lines}
        self.prices = [kept for kept in self.prices if kept[1].case != case.id]
        self.prices.extend(
            (names[one.key], replace(one, price=rounded(one.price, _PRICE_PLACES))) for one in prices_of(case)
        )

    def _count(self, case: Case, noted: Noted, history: Iterable[Noted]) -> None:
        acts = tuple(one for one in history if one.by.startswith("person:") and one.seq <= noted.seq)
        self.figures[case.id] = figure_of(case, acts, noted.at.date())


class InMemoryFigures:
    """The figures of one company; `ports.Figures`."""

    def __init__(
        self,
        counted: Counted,
        postings: list[tuple[str, PastPosting]],
        register: Mapping[str, Supplier],
        rows: Mapping[str, CaseRow],
    ) -> None:
        self._rows = rows
        self._counted = counted
        self._register = register
        self._posted = postings

    def spend(self, asked: Asking, by: By) -> tuple[Spend, ...]:
        """The costs booked, told apart."""
        name = _SPEND[by]
        groups = _grouped((posting for _, posting in self._postings(asked)), lambda one: _told(one, name))
        return tuple(
            replace(Spend(total(one.amount for one in group), len(group)), **{name: key})
            for key, group in groups.items()
        )

    def spent(self, asked: Asking, limit: int = 500) -> tuple[tuple[str, Decimal], ...]:
        """The cases behind a sum, each with its part; the largest first."""
        parts: dict[str, Decimal] = {}
        for case, posting in self._postings(asked):
            if case:
                parts[case] = parts.get(case, ZERO) + posting.amount
        return tuple(sorted(parts.items(), key=lambda one: (-one[1], one[0]))[:limit])

    def _postings(self, asked: Asking) -> list[tuple[str, PastPosting]]:
        return [
            (case, one)
            for case, one in self._posted
            if asked.span.first <= one.on <= asked.span.last
            and (asked.supplier is None or one.supplier == asked.supplier)
            and (not asked.account or one.account == asked.account)
            and (asked.dimension is None or asked.dimension in one.dimensions)
        ]

    def owed(self, on: date, ages: tuple[int, ...] = (0,)) -> tuple[Owed, ...]:
        """What was open at the end of a day, told apart by the largest of `ages` (days past due) it had reached."""
        groups = _grouped(self._open(on), lambda one: (one.supplier, age_on(on, one.due, ages), one.currency))
        return tuple(
            Owed(
                supplier,
                age,
                currency,
                total(one.amount for one in group),
                total(one.booked for one in group),
                len(group),
            )
            for (supplier, age, currency), group in groups.items()
        )

    def debts(self, on: date, limit: int, offset: int = 0) -> tuple[Debt, ...]:
        """The same one by one, by due date."""
        found = sorted(self._open(on), key=lambda one: (one.due is None, one.due or on, one.case))
        return tuple(found[offset : offset + limit])

    def _open(self, on: date) -> list[Debt]:
        return [one.debt for one in self._counted.debts if one.since <= on and (one.until is None or one.until > on)]

    def balance(self, accounts: frozenset[str], on: date) -> Decimal:
        """Debit less credit of these accounts in all vouchers to the end of a day."""
        turned = self._counted.turnover.items()
        return total(amount for (account, day), amount in turned if account in accounts and day <= on)

    def habits(self, span: Span) -> tuple[Habit, ...]:
        """How what was paid in a span was paid."""
        paid = (one for one in self._counted.figures.values() if one.paid and span.first <= one.paid <= span.last)
        groups = _grouped(paid, lambda one: (one.supplier, one.currency))
        return tuple(_habit(supplier, currency, group) for (supplier, currency), group in groups.items())

    def worked(self, span: Span, by: By) -> tuple[Worked, ...]:
        """What was verified in a span, by month or by supplier."""
        name = "supplier" if by is By.SUPPLIER else "on"
        groups = _grouped(self._verified(span), lambda one: (_told(one, name), one.origin))
        return tuple(replace(_worked(origin, group), **{name: key}) for (key, origin), group in groups.items())

    def _verified(self, span: Span) -> list[Figure]:
        return [one for one in self._counted.figures.values() if span.first <= one.on <= span.last]

    def misread(self, span: Span) -> tuple[Misread, ...]:
        """Which fields were read and which corrected on what was verified in a span."""
        scanned = (one for one in self._verified(span) if one.origin is not Origin.E_INVOICE)
        groups = _grouped(scanned, attrgetter("supplier", "read", "corrected"))
        return tuple(
            Misread(supplier, read, corrected, len(group)) for (supplier, read, corrected), group in groups.items()
        )

    def prices(self, span: Span, limit: int = 500) -> tuple[PriceChange, ...]:
        """Prices that changed in a span, newest first."""
        groups = _grouped(self._counted.prices, lambda one: (one[1].supplier, one[1].key, one[1].unit, one[1].currency))
        found = []
        for group in groups.values():
            ordered = sorted(group, key=lambda one: (one[1].on, one[1].case))
            for (_, before), (name, after) in itertools.pairwise(ordered):
                if before.price != after.price and span.first <= after.on <= span.last:
                    told = (after.case, after.supplier, name, after.unit, after.currency, after.on)
                    found.append((PriceChange(*told, before.price, after.price), after.key))
        found.sort(key=lambda one: (-one[0].on.toordinal(), one[0].case, one[1]))
        return tuple(one for one, _ in found[:limit])

    def terms(self, span: Span, limit: int = 500) -> tuple[TermsChange, ...]:
        """Net days that changed in a span, newest first."""
        known = (one for one in self._counted.figures.values() if one.supplier and one.terms is not None and one.issued)
        found = []
        for supplier, group in _grouped(known, attrgetter("supplier")).items():
            ordered = sorted(group, key=attrgetter("issued", "case"))
            for before, after in itertools.pairwise(ordered):
                was, now, on = before.terms or 0, after.terms or 0, after.issued or span.last
                if terms_differ(was, now) and span.first <= on <= span.last:
                    found.append(TermsChange(after.case, supplier, on, was, now))
        return tuple(sorted(found, key=lambda one: (-one.on.toordinal(), one.case))[:limit])

    def came(self, span: Span) -> tuple[Came, ...]:
        """How the invoices verified in a span had come."""
        groups = _grouped(self._verified(span), attrgetter("supplier", "origin"))
        return tuple(
            Came(supplier, origin, len(group), max(one.on for one in group))
            for (supplier, origin), group in groups.items()
        )

    def earlier(self, supplier: str, since: date, limit: int = 50) -> tuple[Earlier, ...]:
        """This supplier's invoices that are booked and were verified since a day, newest first."""
        known = [one for one in self._newest_first() if one.supplier == supplier and one.on >= since]
        rows = ((one, self._rows[one.case]) for one in known[:limit])
        return tuple(
            Earlier(one.case, one.on, one.by_hand, bool(one.corrected), row.payable, row.currency) for one, row in rows
        )

    def by_hand(self, span: Span, limit: int) -> tuple[tuple[str, date, int], ...]:
        """The cases that a person verified in a span, newest first."""
        found = (one for one in self._newest_first() if one.by_hand and span.first <= one.on <= span.last)
        return tuple((one.case, one.on, one.corrected) for one in found)[:limit]

    def _newest_first(self) -> list[Figure]:
        """As they were first booked, of one day the later first."""
        known = list(self._counted.figures.values())
        known.reverse()
        known.sort(key=attrgetter("on"), reverse=True)
        return known

    def samples(self, span: Span) -> tuple[SampleCount, ...]:
        """How the samples among what was verified in a span stand, by supplier."""
        rows = (self._rows[one.case] for one in self._verified(span))
        groups = _grouped((row for row in rows if row.sample is not Sample.NONE), attrgetter("supplier", "sample"))
        return tuple(SampleCount(group[0].supplier, group[0].sample, len(group)) for group in groups.values())

    def named(self, suppliers: frozenset[str]) -> Mapping[str, Supplier]:
        """The register's records of these suppliers, by id."""
        return {one: self._register[one] for one in suppliers if one in self._register}


def _told(one: object, name: str) -> object:
    """What a figure is told apart by: a day by its month."""
    value = getattr(one, name)
    return value.replace(day=1) if isinstance(value, date) else value


def _grouped(found: Iterable[T], key: Callable[[T], Any]) -> dict[Any, list[T]]:
    groups: dict[Any, list[T]] = defaultdict(list)
    for one in found:
        groups[key(one)].append(one)
    return groups


def _habit(supplier: str, currency: str, group: list[Figure]) -> Habit:
    timed = [one.days_to_pay for one in group if one.days_to_pay is not None]
    late = [one.days_late for one in group if one.days_late is not None and one.days_late > 0]
    terms = [one.terms for one in group if one.terms is not None]
    return Habit(
        supplier,
        currency,
        len(group),
        len(timed),
        sum(timed),
        len(late),
        sum(late),
        min(terms, default=None),
        max(terms, default=None),
        total(one.discount for one in group),
        total(one.missed for one in group),
    )


def _worked(origin: Origin, group: list[Figure]) -> Worked:
    timed = [one.seconds for one in group if one.seconds is not None]
    untouched = sum(not one.corrected for one in group)
    straight = sum(not one.by_hand for one in group)
    return Worked(origin, len(group), untouched, straight, sum(timed), len(timed))
