"""Judges whether an invoice passes by the company's own straight-through rule, and says what stands in the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median
from typing import Final

from kontera.core.case import BOOKABLE, Case
from kontera.core.entry import RowKind
from kontera.core.finding import Severity
from kontera.core.money import total
from kontera.core.party import Supplier, Trust
from kontera.core.policy import Policy
from kontera.core.straight import Grounds, Obstacle, Sample

PRECEDENT: Final = 0.8
"""A cost account less sure than this (0–1) is a guess, and no guess is booked unseen."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """One verified invoice of a supplier: when, whether by a person, whether any field was corrected, its amount."""

    case: str
    on: date
    by_hand: bool
    corrected: bool
    payable: Decimal | None
    currency: str


def obstacles(case: Case, policy: Policy, grounds: Grounds) -> tuple[Obstacle, ...]:
    """All that keeps this invoice from passing without a person; empty when it passes."""
    return tuple(dict.fromkeys((*_company(case, policy), *_invoice(case, policy), *_supplier(case, policy, grounds))))


def _company(case: Case, policy: Policy) -> Iterator[Obstacle]:
    if not policy.straight_through:
        yield Obstacle.OFF
    if case.scanned and not policy.straight.scanned:
        yield Obstacle.SCANNED


def _invoice(case: Case, policy: Policy) -> Iterator[Obstacle]:
    if case.editors or case.corrected or case.supplier_chosen or case.released:
        yield Obstacle.TOUCHED
    if case.invoice.type not in BOOKABLE or not case.supplier or case.invoice.totals.payable is None:
        yield Obstacle.NOT_KNOWN
    if any(finding.severity is not Severity.NOTE for finding in case.findings):
        yield Obstacle.DOUBT
    precedent = all(row.sure >= PRECEDENT for row in case.rows if row.kind is RowKind.COST)
    if not case.rows or total(row.amount for row in case.rows) or not precedent:
        yield Obstacle.CODING
    if case.disputed:
        yield Obstacle.DISPUTED
    if abs(total(row.amount for row in case.rows if row.kind is RowKind.PAYABLE)) > policy.straight_through_limit:
        yield Obstacle.LIMIT


def _supplier(case: Case, policy: Policy, grounds: Grounds) -> Iterator[Obstacle]:
    rule, names = policy.straight, {case.supplier, *grounds.suppliers}
    if names & set(rule.never) or (rule.only and not names & set(rule.only)):
        yield Obstacle.LEFT_OUT
    if not grounds.account_confirmed:
        yield Obstacle.ACCOUNT
    if grounds.verified_before < rule.verified_before:
        yield Obstacle.NEW
    if rule.deviation and not _usual(case.invoice.totals.payable, grounds.usual, rule.deviation):
        yield Obstacle.UNUSUAL
    if grounds.outside:
        yield Obstacle.CHART
    if grounds.off or case.sample not in {Sample.NONE, Sample.WAITING}:
        yield Obstacle.SAMPLE


def _usual(payable: Decimal | None, usual: Decimal | None, times: Decimal) -> bool:
    if payable is None or not usual:
        return False
    return usual <= abs(payable) * times and abs(payable) <= usual * times


def grounds_of(
    case: Case,
    supplier: Supplier | None,
    earlier: Iterable[Earlier],
    *,
    off: bool = False,
    outside: tuple[str, ...] = (),
) -> Grounds:
    """What the rule is judged by, from the register and the supplier's earlier invoices, newest first."""
    known = tuple(one for one in earlier if one.case != case.id)
    by_hand = tuple(one for one in known if one.by_hand)
    broken = next((at for at, one in enumerate(by_hand) if one.corrected), len(by_hand))
    amounts = [abs(one.payable) for one in known if one.payable and one.currency == case.invoice.currency]
    return Grounds(
        suppliers=supplier.ids if supplier else (),
        account_confirmed=supplier is not None and _confirmed(case, supplier),
        verified_before=broken,
        usual=median(amounts) if amounts else None,
        off=off,
        outside=outside,
    )


def _confirmed(case: Case, supplier: Supplier) -> bool:
    """Whether the supplier has a confirmed account, and the invoice asks to be paid to none but such."""
    stated = (supplier.knows(account) for account in case.invoice.payment.accounts)
    any_confirmed = any(one.trust is Trust.CONFIRMED for one in supplier.accounts)
    return any_confirmed and all(one is not None and one.trust is Trust.CONFIRMED for one in stated)
