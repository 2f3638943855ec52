"""The first gate: a person has verified the reading, or the company's own rule lets a clean invoice through."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from kontera.core.case import BOOKABLE, Case
from kontera.core.entry import RowKind
from kontera.core.event import Learned, Passed
from kontera.core.finding import Severity
from kontera.core.memory import Record
from kontera.core.money import total
from kontera.core.outcome import Awaiting, Done, Outcome, Wait
from kontera.core.policy import Policy

STRAIGHT_THROUGH: Final = "rule:straight_through"
PRECEDENT: Final = 0.8
"""A cost account less sure than this (0–1) is a guess, and no guess is booked unseen."""


@dataclass(frozen=True, slots=True)
class VerificationFacts:
    """What the company lets pass without a person, and what the invoice teaches once a person has verified it."""

    policy: Policy
    lesson: Record | None = None


def verify(case: Case, facts: VerificationFacts) -> Outcome:
    """Pass what a person verified, or what the straight-through rule allows; all else waits at the desk.

    What is not an invoice, credit note or receipt always waits: it is to be closed or its type corrected.
    """
    if case.invoice.type not in BOOKABLE:
        return Wait(Awaiting.VERIFICATION)
    if case.verified is not None:
        taught = (Learned(facts.lesson),) if facts.lesson is not None else ()
        return Done((Passed("verification", case.verified.by), *taught))
    if facts.policy.straight_through and _is_clean(case, facts.policy.straight_through_limit):
        return Done((Passed("verification", STRAIGHT_THROUGH),))
    return Wait(Awaiting.VERIFICATION)


def _is_clean(case: Case, limit: Decimal) -> bool:
    """Matched, free of doubt, coded in balance by precedent, not disputed, within the limit in the company's money."""
    doubtful = any(finding.severity is not Severity.NOTE for finding in case.findings)
    booked = abs(total(row.amount for row in case.rows if row.kind is RowKind.PAYABLE))
    balanced = bool(case.rows) and not total(row.amount for row in case.rows)
    payable = case.invoice.totals.payable
    known = bool(case.supplier) and payable is not None and not case.disputed
    precedent = all(row.sure >= PRECEDENT for row in case.rows if row.kind is RowKind.COST)
    return known and balanced and precedent and not doubtful and booked <= limit
