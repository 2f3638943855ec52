"""Have we had it before: the same number, the same reference and amount, the same amount and date."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from rapidfuzz import fuzz

from kontera.core.case import BOOKABLE, Case, State
from kontera.core.finding import Finding
from kontera.core.identifiers.writing import bare
from kontera.core.invoice import DocumentType
from kontera.core.row import CaseRow, number_key
from kontera.steps.checks.rule import CheckFacts, doubt, stop

_YEAR: Final = timedelta(days=365)  # some suppliers begin again at 1 each year
_SAME_NAME: Final = 93.0


def was_not_here_before(case: Case, facts: CheckFacts) -> Iterable[Finding]:
    """No open or paid invoice of the same sender looks like this one; each likely double is named, once."""
    if case.invoice.type not in BOOKABLE:
        return
    for row in facts.alike:
        if row.id != case.id and _counts(row) and _same_direction(case, row) and _same_sender(case, row):
            yield from _compared(case, row)


def _counts(row: CaseRow) -> bool:
    """A closed case was taken out of the way; an archived one without voucher was closed before."""
    closed = row.state is State.CLOSED or (row.state is State.ARCHIVED and not row.voucher)
    return not closed and row.type in BOOKABLE


def _same_direction(case: Case, row: CaseRow) -> bool:
    """A credit note is never a double of the invoice it takes back."""
    return (case.invoice.type is DocumentType.CREDIT_NOTE) == (row.type is DocumentType.CREDIT_NOTE)


def _same_sender(case: Case, row: CaseRow) -> bool:
    if case.supplier and row.supplier:
        return case.supplier == row.supplier
    accounts = {account.key for account in case.invoice.payment.accounts}
    mine, theirs = case.invoice.seller.name.casefold(), row.supplier_name.casefold()
    return row.account in accounts or bool(mine and theirs and fuzz.ratio(mine, theirs) >= _SAME_NAME)


def _compared(case: Case, row: CaseRow) -> Iterable[Finding]:
    invoice = case.invoice
    same_amount = invoice.totals.payable is not None and invoice.totals.payable == row.payable
    same_amount = same_amount and invoice.currency == row.currency
    same_date = invoice.issue_date is not None and invoice.issue_date == row.issue_date
    reference = bare(invoice.payment.reference)
    if _same_number(case, row):
        text = "An invoice with the number {number} from this supplier is here already: {other}."
        yield stop("duplicate.number", text, "number", other=row.id, number=row.number)
    elif reference and reference == bare(row.reference) and same_amount:
        made = stop if same_date else doubt  # the same rent may bear the same reference every month
        text = "Invoice {number} ({other}) has the same payment reference and amount."
        yield made("duplicate.reference_amount", text, "payment.reference", other=row.id, number=row.number)
    elif same_amount and same_date:
        text = "Invoice {number} ({other}) of the same date has the same amount."
        yield doubt("duplicate.same_amount_and_date", text, "totals.payable", other=row.id, number=row.number)


def _same_number(case: Case, row: CaseRow) -> bool:
    key, issued = number_key(case.invoice.number), case.invoice.issue_date
    if not key or key != row.number_key:
        return False
    return issued is None or row.issue_date is None or abs(issued - row.issue_date) <= _YEAR
