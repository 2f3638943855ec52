"""The demo company's past: a year of booked invoices, from which coding is learnt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from kontera.core.entry import Dimensions
from kontera.core.invoice import Invoice, Line
from kontera.core.party import Supplier
from kontera.samples.business import Business
from kontera.samples.chance import chance
from kontera.samples.companies import DEMO_BUYER
from kontera.samples.demo_company import demo_company, demo_suppliers, dimensions
from kontera.samples.invent import Kind, invent

MONTHS: Final = 9
NEWEST: Final = 12  # days before today: later ones are still on their way
OFTEN: Final[dict[str, int]] = {
    "pennverket": 8,
    "furulund": 8,
    "beslagsboden": 8,
    "raskvagn": 7,
    "molnskog": 6,
    "kanelsnurran": 6,
    "gronvik": 5,
    "koivuosa": 4,
}
"""How many invoices the busiest suppliers without a monthly one sent; the others sent two."""
SELDOM: Final = 2
DECEMBER: Final = 12


@dataclass(frozen=True, slots=True)
class PastInvoice:
    """One booked invoice: `account` is where most of it went, `line_accounts` where each line did (BAS).

    `paid` on its due date, or None while it is still open.
    """

    supplier: Supplier
    invoice: Invoice
    account: str
    line_accounts: tuple[str, ...]
    dimensions: Dimensions
    paid: date | None


def demo_history(today: date) -> tuple[PastInvoice, ...]:
    """About 120 booked invoices of the months before today, oldest first."""
    register = {one.id: one for one in demo_company(today).suppliers}
    past = [
        _booked(register[one.key], one, on, seed, today)
        for one in demo_suppliers()
        for seed, on in enumerate(_days(one, today))
    ]
    return tuple(sorted(past, key=lambda each: (each.invoice.issue_date or today, each.supplier.id)))


def _days(one: Business, today: date) -> list[date]:
    """The days on which a supplier invoiced: one day each month, or spread by chance over the time."""
    dice = chance("days", one.key)
    newest = today - timedelta(days=NEWEST)
    if one.monthly:
        days: list[date] = []
        month = newest.replace(day=dice.randint(1, 20))
        while len(days) < MONTHS:
            if month <= newest:
                days.append(month)
            month = _month_before(month)
        return days
    span = 30 * MONTHS
    count = OFTEN.get(one.key, SELDOM)
    return [newest - timedelta(days=place) for place in dice.sample(range(span), count)]


def _month_before(on: date) -> date:
    return on.replace(month=on.month - 1) if on.month > 1 else on.replace(year=on.year - 1, month=DECEMBER)


def _booked(register: Supplier, one: Business, on: date, seed: int, today: date) -> PastInvoice:
    invoice = invent(seed, one, DEMO_BUYER, on, Kind.ORDINARY)
    accounts = tuple(account_of(one, line) for line in invoice.lines)
    sums: dict[str, int] = {}
    for account, line in zip(accounts, invoice.lines, strict=True):
        sums[account] = sums.get(account, 0) + int(line.net_amount or 0)
    due = invoice.due_date
    return PastInvoice(
        supplier=register,
        invoice=invoice,
        account=max(sums, key=lambda account: sums[account]),
        line_accounts=accounts,
        dimensions=dimensions(one.key),
        paid=due if due and due < today else None,
    )


def account_of(one: Business, line: Line) -> str:
    """The BAS account of an invented line, by what was sold; the supplier's usual one for anything else."""
    return next((good.account for good in one.goods if good.name == line.description), one.cost_account)
