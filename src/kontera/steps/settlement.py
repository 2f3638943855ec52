"""Settlement: the bank has paid, so the debt is booked away against the bank, a difference in rate apart."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from kontera.core.case import Case
from kontera.core.chart import Chart
from kontera.core.company import Company
from kontera.core.country import ChartDefaults
from kontera.core.entry import CodingRow, RowKind, Voucher, entry_of
from kontera.core.event import Paid, Settled
from kontera.core.finding import Finding, Severity
from kontera.core.money import Rate, rounded, total
from kontera.core.outcome import Awaiting, Done, Outcome, Stop, Wait
from kontera.core.payment import PayItem
from kontera.countries.all import country

BY: Final = "settlement"


@dataclass(frozen=True, slots=True)
class SettlementFacts:
    """Whose books, the payment series and its next number, the rate of the day the bank paid, and the chart."""

    company: Company
    series: str
    next_number: int
    rate: Rate | None = None
    books: Chart = field(default_factory=Chart)


def settle(case: Case, facts: SettlementFacts) -> Outcome:
    """Book the payment: debit payables, credit the bank, the rate difference to gain or loss."""
    if case.item is None:
        return Done((Settled(None),))
    if case.paid is None:
        return Wait(Awaiting.PAYMENT)
    where = country(facts.company.country)
    chart = facts.books.booked_on(where.chart) if where and where.chart else None
    if chart is None or not chart.bank:
        return _stop("settlement.no_accounts", "The company has no bank account in its chart.")
    if case.item.currency != facts.company.currency and facts.rate is None:
        values = (("currency", case.item.currency), ("on", case.paid.on.isoformat()))
        return _stop("settlement.no_rate", "There is no rate for {currency} on {on}.", values)
    rows = _rows(case, case.item, case.paid, chart, facts)
    if total(row.amount for row in rows):
        return _stop("settlement.no_accounts", "The company has no account for rate differences in its chart.")
    entry = entry_of(rows, case.paid.on, f"{case.item.payee} {case.item.number}".strip())
    year = facts.company.year_of(case.paid.on)
    return Done((Settled(Voucher(facts.series, facts.next_number, year, entry, case.id)),))


def _rows(case: Case, item: PayItem, paid: Paid, chart: ChartDefaults, facts: SettlementFacts) -> tuple[CodingRow, ...]:
    """Debt, bank and difference. The debt goes away in the proportion that was paid."""
    debts = tuple(row for row in case.rows if row.kind is RowKind.PAYABLE)
    account = debts[0].account if debts else chart.payables
    amount = abs(paid.amount) if item.amount > 0 else -abs(paid.amount)
    rate = facts.rate.value if facts.rate is not None and item.currency != facts.company.currency else Decimal(1)
    debt = rounded(-total(row.amount for row in debts) * amount / item.amount)
    bank = rounded(amount * rate)
    difference = bank - debt
    to = chart.currency_loss if difference > 0 else chart.currency_gain
    rows = (
        CodingRow(account, debt, RowKind.PAYABLE),
        CodingRow(chart.bank, -bank, RowKind.PAYABLE),
        CodingRow(to, difference, RowKind.ROUNDING),
    )
    return tuple(row for row in rows if row.amount and row.account)


def _stop(rule: str, msgid: str, values: tuple[tuple[str, str], ...] = ()) -> Stop:
    return Stop((Finding(rule, msgid, Severity.DOUBT, "", values, BY),))
