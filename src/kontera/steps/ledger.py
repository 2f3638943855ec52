"""Registration in the accounts-payable ledger: the coding becomes a numbered voucher; a correction reverses the old."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Final

from kontera.core.case import Case
from kontera.core.company import Company
from kontera.core.country import ChartDefaults, is_debt_to_supplier
from kontera.core.entry import CodingRow, RowKind, Voucher, entry_of
from kontera.core.event import Passed, Registered
from kontera.core.finding import Finding, Severity
from kontera.core.invoice import DocumentType, Invoice
from kontera.core.means import PaidWith
from kontera.core.misfit import Books, Lack, misfits
from kontera.core.money import total
from kontera.core.outcome import Done, Outcome, Stop
from kontera.countries.all import country

BY: Final = "ledger"
USUAL_TERM: Final = 30
"""Days to pay when the invoice states neither due date nor terms (SE: räntelagen; 30 days between businesses)."""


@dataclass(frozen=True, slots=True)
class LedgerFacts:
    """Whose books, the series and its next number in today's financial year, and today; what a coding may name."""

    company: Company
    series: str
    next_number: int
    today: date
    books: Books = field(default_factory=Books)

    @property
    def usual(self) -> ChartDefaults | None:
        """The accounts of the country, before the company's own choice."""
        where = country(self.company.country)
        return where.chart if where else None

    @property
    def chart(self) -> ChartDefaults | None:
        """The accounts the company books on by itself."""
        return self.books.chart.booked_on(self.usual) if self.usual is not None else None


def register(case: Case, facts: LedgerFacts) -> Outcome:
    """Book the coding. What is booked already and unchanged stays; a changed one is reversed and booked anew."""
    payable = case.invoice.totals.payable
    refused = (
        _unbookable(case) or _receipt_as_debt(case, facts) or _owed_to_nobody(case, facts) or _outside(case, facts)
    )
    if payable is None or refused is not None:
        return refused or _stop("ledger.nothing_to_book", "There is no amount to book.")
    on = booking_date(case.invoice, facts)
    entry = entry_of(_on_payables(case, facts), on, _text(case.invoice))
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


def _on_payables(case: Case, facts: LedgerFacts) -> tuple[CodingRow, ...]:
    """The coding with the debt on the account where it belongs: a disputed one apart, where the chart has a place."""
    chart = facts.chart
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


def _receipt_as_debt(case: Case, facts: LedgerFacts) -> Stop | None:
    """A receipt is paid already: nothing of it may stand as a debt to the supplier, or it would be paid twice."""
    chart, usual = facts.chart, facts.usual
    if chart is None or usual is None or case.invoice.type is not DocumentType.RECEIPT:
        return None
    if any(row.amount and is_debt_to_supplier(row.account, chart, usual) for row in case.rows):
        return _stop("ledger.receipt_as_debt", "A receipt is paid already: say what it was paid with.")
    return None


def _owed_to_nobody(case: Case, facts: LedgerFacts) -> Stop | None:
    """What stands as owed to a person names the person, and what a person paid stands as owed: or nobody is repaid."""
    chart = facts.chart
    if chart is None or case.invoice.type is not DocumentType.RECEIPT or not chart.paid_by_employee:
        return None
    paid = {row.account for row in case.rows if row.kind is RowKind.PAYABLE and row.amount}
    by_person = case.paid_with is PaidWith.PERSON
    if chart.paid_by_employee in paid and not by_person:
        return _stop("ledger.owed_to_nobody", "An outlay is owed to a person: say who paid it.")
    if by_person and paid & ({chart.bank, chart.card} - {chart.paid_by_employee, ""}):
        return _stop("ledger.outlay_not_owed", "A person paid it, and it is coded as paid by the company: choose one.")
    return None


def _outside(case: Case, facts: LedgerFacts) -> Stop | None:
    """Nothing new is booked on what the chart has not, or has no more; what is booked there already may be moved."""
    before = {line.account for line in case.vouchers[-1].entry.lines} if case.vouchers else set()
    rows = tuple(row for row in _on_payables(case, facts) if row.amount)
    wrong = (one for one in misfits(facts.books, rows) if one.lack is not Lack.VAT_CODE and one.value not in before)
    found = next(wrong, None)
    if found is None:
        return None
    text = "The coding names {account}, which is not in the chart of accounts or the register of dimensions."
    values = (("account", found.value),)
    return Stop((Finding("ledger.not_in_chart", text, Severity.DOUBT, "lines", values, BY),))


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
