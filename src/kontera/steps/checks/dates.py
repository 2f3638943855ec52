"""Are the dates possible: due after issued, neither far ahead nor long past."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from kontera.core.case import Case
from kontera.core.finding import Finding
from kontera.steps.checks.rule import CheckFacts, doubt, note

_AHEAD: Final = timedelta(days=7)
_OLD: Final = timedelta(days=365)
_LONGEST_TERM: Final = timedelta(days=365)
_MOVED: Final = timedelta(days=4)  # a weekend or holiday may move the due date


def due_after_issued(case: Case, _facts: CheckFacts) -> Iterable[Finding]:
    """The due date is not before the invoice date, nor more than a year after."""
    issued, due = case.invoice.issue_date, case.invoice.due_date
    if issued is None or due is None:
        return
    if due < issued:
        text = "The due date {due} is before the invoice date {issued}."
        yield doubt("date.due_before_issue", text, "due_date", due=due, issued=issued)
    elif due - issued > _LONGEST_TERM:
        yield doubt("date.due_far", "The due date {due} is more than a year away.", "due_date", due=due)


def issued_about_now(case: Case, facts: CheckFacts) -> Iterable[Finding]:
    """The invoice date is at most a week ahead and a year back."""
    issued = case.invoice.issue_date
    if issued is None:
        return
    if issued - facts.today > _AHEAD:
        yield doubt("date.future", "The invoice date {issued} lies ahead.", "issue_date", issued=issued)
    elif facts.today - issued > _OLD:
        yield doubt("date.old", "The invoice date {issued} is more than a year back.", "issue_date", issued=issued)


def due_as_the_terms_say(case: Case, _facts: CheckFacts) -> Iterable[Finding]:
    """The printed due date agrees with the printed terms, give or take a weekend."""
    invoice = case.invoice
    if invoice.issue_date is None or invoice.due_date is None or not invoice.payment.days:
        return
    expected = invoice.issue_date + timedelta(days=invoice.payment.days)
    if abs(invoice.due_date - expected) > _MOVED:
        text = "The terms of {days} days give {expected}, but the due date is {due}."
        days = invoice.payment.days
        yield note("date.terms", text, "due_date", days=days, expected=expected, due=invoice.due_date)
