"""The reports on what is owed, and on how it was paid."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from kontera.actions.reports.merged import Merged
from kontera.actions.reports.table import Column, Kind, Report, Table, Value, mean, share
from kontera.actions.reports.wanted import Wanted, name_of
from kontera.core.figure import Owed
from kontera.core.money import ZERO, total
from kontera.countries.all import country
from kontera.pipeline.accounts import booked_on, in_force
from kontera.ports import Box, View

_AGES: Final = (0, 30, 60, 90)


def _payables(box: Box) -> tuple[str, ...]:
    """The accounts debts to suppliers stand on: the company's own, and the usual ones where it booked before."""
    where, chart = country(box.company.country), booked_on(box.company, in_force(box))
    both = (chart, where.chart if where else None)
    found = (account for one in both if one for account in (one.payables, one.disputed_payables) if account)
    return tuple(dict.fromkeys(found))


def open_items(box: Box, wanted: Wanted) -> Report:
    """Open items on a day, their ageing, and the payables accounts on the same day, which they must agree with."""
    figures = Merged(box)
    owed = figures.owed(wanted.on, _AGES)
    accounts = _payables(box)
    items = total(one.booked for one in owed)
    ledger = -box.figures.balance(frozenset(accounts), wanted.on) if accounts else ZERO
    facts = (
        (Column("items", Kind.AMOUNT), items),
        (Column("ledger", Kind.AMOUNT), ledger),
        (Column("difference", Kind.AMOUNT), items - ledger),
        (Column("accounts"), " + ".join(accounts)),
        (Column("count", Kind.COUNT), sum(one.count for one in owed)),
    )
    tables = (
        _ageing(owed),
        _creditors(figures, owed),
        _items(box, figures, wanted, sum(one.count for one in owed)),
    )
    return Report("open", box.company.currency, facts, tables)


def _ageing(owed: Iterable[Owed]) -> Table:
    sums: dict[str, tuple[Decimal, int]] = dict.fromkeys(("not_due", *map(str, _AGES)), (ZERO, 0))
    for one in owed:
        age = "not_due" if one.age is None else str(one.age)
        amount, count = sums[age]
        sums[age] = (amount + one.booked, count + one.count)
    columns = (Column("age", Kind.AGE), Column("amount", Kind.AMOUNT), Column("count", Kind.COUNT))
    return Table("ageing", columns, tuple((age, amount, count) for age, (amount, count) in sums.items()))


def _creditors(figures: Merged, owed: Iterable[Owed]) -> Table:
    sums: dict[str, tuple[Decimal, Decimal, int]] = defaultdict(lambda: (ZERO, ZERO, 0))
    for one in owed:
        amount, late, count = sums[one.supplier]
        past = ZERO if one.age is None else one.booked
        sums[one.supplier] = (amount + one.booked, late + past, count + one.count)
    named = figures.named(frozenset(sums))
    rows = [(key, name_of(named, key), amount, late, count) for key, (amount, late, count) in sums.items()]
    rows.sort(key=lambda row: (-abs(row[2]), row[1]))
    columns = (
        Column("key", Kind.KEY),
        Column("supplier"),
        Column("amount", Kind.AMOUNT),
        Column("overdue", Kind.AMOUNT),
        Column("count", Kind.COUNT),
    )
    return Table("suppliers", columns, tuple(rows))


def _items(box: Box, figures: Merged, wanted: Wanted, count: int) -> Table:
    on, debts = wanted.on, figures.debts(wanted.on, wanted.listed)
    known = {row.id: row for row in box.rows(View(cases=frozenset(one.case for one in debts), limit=wanted.listed))}
    columns = (
        Column("case", Kind.CASE),
        Column("supplier"),
        Column("number"),
        Column("due", Kind.DAY),
        Column("days_late", Kind.DAYS),
        Column("invoiced", Kind.AMOUNT),
        Column("currency"),
        Column("amount", Kind.AMOUNT),
    )
    names = figures.names(one.supplier for one in debts)
    rows: list[tuple[Value, ...]] = []
    for one in debts:
        row = known.get(one.case)
        late = max(0, (on - one.due).days) if one.due else 0
        name, number = (names.get(one.supplier, row.supplier_name), row.number) if row else ("", one.case)
        rows.append((one.case, name, number, one.due, late, one.amount, one.currency, one.booked))
    return Table("items", columns, tuple(rows), left_out=max(0, count - len(rows)))


def payments(box: Box, wanted: Wanted) -> Report:
    """Terms agreed and read, the days it takes to pay, what is paid late, and cash discounts not taken."""
    figures = Merged(box)
    habits = figures.habits(wanted.span)
    named = figures.named(frozenset(one.supplier for one in habits))
    columns = (
        Column("key", Kind.KEY),
        Column("supplier"),
        Column("paid", Kind.COUNT),
        Column("agreed", Kind.DAYS),
        Column("least_terms", Kind.DAYS),
        Column("most_terms", Kind.DAYS),
        Column("days_to_pay", Kind.DAYS),
        Column("late", Kind.SHARE),
        Column("late_days", Kind.DAYS),
        Column("discount", Kind.AMOUNT),
        Column("missed", Kind.AMOUNT),
        Column("currency"),
    )
    rows: list[tuple[Value, ...]] = [
        (
            one.supplier,
            name_of(named, one.supplier),
            one.paid,
            named[one.supplier].payment_days if one.supplier in named else None,
            one.least_terms,
            one.most_terms,
            mean(one.days, one.timed),
            share(one.late, one.paid),
            mean(one.late_days, one.late),
            one.discount,
            one.missed,
            one.currency,
        )
        for one in sorted(habits, key=lambda one: (-one.paid, name_of(named, one.supplier), one.currency))
    ]
    paid, late = sum(one.paid for one in habits), sum(one.late for one in habits)
    missed = total(one.missed for one in habits if one.currency == box.company.currency)
    facts = (
        (Column("paid", Kind.COUNT), paid),
        (Column("days_to_pay", Kind.DAYS), mean(sum(one.days for one in habits), sum(one.timed for one in habits))),
        (Column("late", Kind.SHARE), share(late, paid)),
        (Column("missed", Kind.AMOUNT), missed),
    )
    return Report("payments", box.company.currency, facts, (Table("suppliers", columns, tuple(rows)),))
