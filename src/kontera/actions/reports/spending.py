"""The report on what was spent: by supplier, account, dimension or month, down to the invoices."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final

from kontera.actions import chart
from kontera.actions.reports.merged import Merged
from kontera.actions.reports.table import Column, Kind, Report, Table, Value, month, share
from kontera.actions.reports.wanted import Wanted, name_of
from kontera.core.figure import Asking, By, Spend
from kontera.core.money import ZERO, total
from kontera.core.row import CaseRow
from kontera.ports import Box, View

LISTED: Final = 200  # invoices behind a sum, the largest


def spend(box: Box, wanted: Wanted) -> Report:
    """Costs by supplier, account, dimension or month; narrowed, also the invoices behind them."""
    asked = Asking(wanted.span, wanted.supplier, wanted.account, wanted.dimension)
    figures = Merged(box)
    months = sorted(figures.spend(asked, By.MONTH), key=lambda one: one.on or wanted.on)
    whole, rows = total(one.amount for one in months), sum(one.rows for one in months)
    tables = [
        Table(
            "months",
            (Column("month", Kind.MONTH), Column("amount", Kind.AMOUNT), Column("rows", Kind.COUNT)),
            tuple((month(one.on or wanted.on), one.amount, one.rows) for one in months),
        )
    ]
    if wanted.by != "month":
        tables.append(_told_apart(box, figures, asked, wanted.by, whole))
    if wanted.narrowed or wanted.by == "month":
        tables.append(_behind(box, figures, asked, wanted.listed))
    facts = ((Column("amount", Kind.AMOUNT), whole), (Column("rows", Kind.COUNT), rows))
    return Report("spend", box.company.currency, facts, tuple(tables))


def _told_apart(box: Box, figures: Merged, asked: Asking, by: str, whole: Decimal) -> Table:
    sums = figures.spend(asked, By(by))
    match By(by):
        case By.SUPPLIER:
            named = figures.named(frozenset(one.supplier for one in sums))
            rows = [(one.supplier, name_of(named, one.supplier), one.amount, one.rows) for one in sums]
        case By.ACCOUNT:
            names = chart.in_force(box).names
            rows = [
                (at, f"{at} {names.get(at, '')}".strip(), one.amount, one.rows) for one in sums for at in [one.account]
            ]
        case _:
            rows = _by_object(box, sums)
    ordered = sorted(rows, key=lambda row: (-abs(row[2]), row[1]))
    columns = (
        Column("key", Kind.KEY),
        Column(by),
        Column("amount", Kind.AMOUNT),
        Column("share", Kind.SHARE),
        Column("rows", Kind.COUNT),
    )
    told = tuple((key, label, amount, share(amount, whole), count) for key, label, amount, count in ordered)
    return Table("groups", columns, told, drill=by)


def _by_object(box: Box, sums: Iterable[Spend]) -> list[tuple[str, str, Decimal, int]]:
    """A cost with several dimensions counts under each of its objects."""
    found: dict[str, tuple[Decimal, int]] = {}
    for one in sums:
        for number, name in one.dimensions or (("", ""),):
            amount, count = found.get(f"{number}:{name}", (ZERO, 0))
            found[f"{number}:{name}"] = (amount + one.amount, count + one.rows)
    known = chart.in_force(box)
    told = []
    for key, (amount, count) in found.items():
        number, _, name = key.partition(":")
        object_ = known.objects.get((number, name))
        dimension = known.dimensions.get(number)
        words = (dimension.name if dimension else number, name, object_.name if object_ else "")
        told.append((key, " ".join(word for word in words if word), amount, count))
    return told


def _behind(box: Box, figures: Merged, asked: Asking, listed: int) -> Table:
    parts = figures.spent(asked, LISTED)
    left_out, parts = max(0, len(parts) - listed), parts[:listed]
    known = {row.id: row for row in box.rows(View(cases=frozenset(case for case, _ in parts), limit=LISTED))}
    columns = (
        Column("case", Kind.CASE),
        Column("supplier"),
        Column("number"),
        Column("issue_date", Kind.DAY),
        Column("voucher"),
        Column("amount", Kind.AMOUNT),
    )
    names = figures.names(row.supplier for row in known.values())
    rows = (_invoice(known.get(case), case, part, names) for case, part in parts)
    return Table("invoices", columns, tuple(rows), left_out=left_out)


def _invoice(row: CaseRow | None, case: str, part: Decimal, names: Mapping[str, str]) -> tuple[Value, ...]:
    if row is None:
        return case, "", case, None, "", part
    return case, names.get(row.supplier, row.supplier_name), row.number, row.issue_date, row.voucher, part
