"""Registration in the accounts-payable ledger: the coding becomes a numbered voucher; a correction reverses the old."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from kontera.core.case import Case
from kontera.core.company import Company
from kontera.core.entry import CodingRow, Voucher, entry_of
from kontera.core.event import Passed, Registered
from kontera.core.finding import Finding, Severity
from kontera.core.invoice import DocumentType, Invoice
from kontera.core.money import total
from kontera.core.outcome import Done, Outcome, Stop
from kontera.countries.all import country

BY: Final = "ledger"
USUAL_TERM: Final = 30
"""Days to pay when the invoice states neither due date nor terms (SE: räntelagen; 30 days between businesses)."""


@dataclass(frozen=True, slots=True)
class LedgerFacts:
    """Whose books, the series and its next number in today's financial year, and today."""

    company: Company
    series: str
    next_number: int
    today: date


def register(case: Case, facts: LedgerFacts) -> Outcome:
    """Book the coding. What is booked already and unchanged stays; a changed one is reversed and booked anew."""
    payable = case.invoice.totals.payable
    refused = _unbookable(case) or _receipt_as_debt(case, facts.company)
    if payable is None or refused is not None:
        return refused or _stop("ledger.nothing_to_book", "There is no amount to book.")
    on = booking_date(case.invoice, facts)
    entry = entry_of(_on_payables(case, facts.company), on, _text(case.invoice))
    year, due = facts.company.year_of(facts.today), due_date(case.invoice, facts.today)
    if not case.vouchers:
        voucher = Voucher(facts.series, facts.next_number, year, entry, case.id)
        return Done((Registered((voucher,), payable, due),))
    last = case.vouchers[-1]
    if last.entry.lines == entry.lines and case.payable == payable and case.due == due:
        return Done((Passed(BY, "unchanged"),))
    if last.entry.lines == entry.lines:
        return Done((Registered((), payable, due),))
    taken_back = last.entry.reversed(on, f"Correction of {last.series}{last.number}")
    reversal = Voucher(facts.series, facts.next_number, year, taken_back, case.id, corrects=last.number)
    return Done(
        (Registered((reversal, Voucher(facts.series, facts.next_number + 1, year, entry, case.id)), payable, due),)
    )


def _on_payables(case: Case, company: Company) -> tuple[CodingRow, ...]:
    """The coding with the debt on the account where it belongs: a disputed one apart, where the chart has a place."""
    where = country(company.country)
    chart = where.chart if where else None
    if chart is None or not chart.disputed_payables:
        return case.rows
    account = chart.disputed_payables if case.disputed else chart.payables
    debts = {chart.payables, chart.disputed_payables}
    return tuple(replace(row, account=account) if row.account in debts else row for row in case.rows)


def _unbookable(case: Case) -> Stop | None:
    if not any(row.amount for row in case.rows):
        return _stop("ledger.nothing_to_book", "There is no coding to book.")
    if any(row.amount and not row.account for row in case.rows):
        return _stop("ledger.no_account", "A row of the coding has no account.")
    difference = total(row.amount for row in case.rows)
    if difference:
        return _stop("ledger.unbalanced", "The coding does not balance: the difference is {difference}.", difference)
    return None


def _receipt_as_debt(case: Case, company: Company) -> Stop | None:
    """A receipt is paid already: nothing of it may stand as a debt to the supplier, or it would be paid twice."""
    where = country(company.country)
    chart = where.chart if where else None
    if chart is None or case.invoice.type is not DocumentType.RECEIPT:
        return None
    debts = {chart.payables, chart.disputed_payables} - {""}
    if any(row.account in debts and row.amount for row in case.rows):
        return _stop("ledger.receipt_as_debt", "A receipt is paid already: say what it was paid with.")
    return None


def booking_date(invoice: Invoice, facts: LedgerFacts) -> date:
    """The invoice date when it falls in the financial year of today, in which the next number counts; else today."""
    issued = invoice.issue_date
    current = facts.company.year_of(facts.today)
    return issued if issued is not None and facts.company.year_of(issued) == current else facts.today


def due_date(invoice: Invoice, today: date) -> date:
    """The day stated, or from the terms, or 30 days; a receipt is due when it was issued."""
    issued = invoice.issue_date or today
    if invoice.due_date is not None:
        return invoice.due_date
    if invoice.type is DocumentType.RECEIPT:
        return issued
    days = invoice.payment.days if invoice.payment.days is not None else USUAL_TERM
    return issued + timedelta(days=days)


def _text(invoice: Invoice) -> str:
    return " ".join(word for word in (invoice.seller.name, invoice.number) if word)


def _stop(rule: str, msgid: str, difference: object = "") -> Stop:
    values = (("difference", str(difference)),) if difference else ()
    return Stop((Finding(rule, msgid, Severity.DOUBT, "totals.payable", values, BY),))
