"""How far an invoice has come in its approval: the flow that applies, the stages that are filled, whom it waits for."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from kontera.core.approving import ANY_APPROVER, NOBODY, Arrangement, Condition, Flow, Stage, role_seat
from kontera.core.case import Approval, Case
from kontera.core.company import Role
from kontera.core.entry import CodingRow, RowKind
from kontera.core.money import total

_PERSON: Final = "person:"


@dataclass(frozen=True, slots=True)
class Progress:
    """Where an approval stands.

    `flow` is the name of the flow (empty: none applies), `filled` the approvals that count, stage by stage, `stages`
    what each stage asks for, `waits` the seats that could approve next (people, roles; "-person:…" leaves somebody
    out), empty when all is approved, `limit_wanted` whether only somebody with a higher limit is missing.
    """

    flow: str
    stages: tuple[Stage, ...]
    filled: tuple[tuple[Approval, ...], ...]
    waits: tuple[str, ...]
    limit_wanted: bool = False

    @property
    def passed(self) -> bool:
        """Whether nobody is waited for."""
        return not self.waits

    @property
    def counted(self) -> tuple[Approval, ...]:
        """The approvals that count, in their order."""
        return tuple(approval for stage in self.filled for approval in stage)


def coding_digest(rows: Iterable[CodingRow]) -> str:
    """What an approver approves of a coding: accounts, amounts, dimensions and VAT codes, as SHA-256 in hex."""
    told = sorted(
        f"{row.account}|{row.amount.normalize():f}|{row.vat_code}|{sorted(row.dimensions)}"
        for row in rows
        if row.amount
    )
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


def booked_amount(case: Case) -> Decimal:
    """The invoice's amount in the company's currency, unsigned: what its coding puts on the payables account."""
    owed = total(row.amount for row in case.rows if row.kind is RowKind.PAYABLE)
    return abs(owed) if owed else abs(case.invoice.totals.payable or Decimal(0))


def flow_of(case: Case, arrangement: Arrangement) -> Flow | None:
    """The first flow whose condition the invoice meets, or None."""
    return next((flow for flow in arrangement.flows if _meets(case, flow.when)), None)


def _meets(case: Case, when: Condition) -> bool:
    amount = booked_amount(case)
    costs = tuple(row for row in case.rows if row.kind is RowKind.COST)
    objects = {pair for row in case.rows for pair in row.dimensions}
    return (
        (when.at_least is None or amount >= when.at_least)
        and (when.at_most is None or amount <= when.at_most)
        and (not when.suppliers or case.supplier in when.suppliers)
        and (not when.accounts or any(row.account.startswith(when.accounts) for row in costs))
        and (not when.objects or not objects.isdisjoint(when.objects))
    )


def stands(approval: Approval, case: Case) -> bool:
    """Whether an approval still is of what the invoice says: amount, currency, payee, account and coding.

    Approvals noted before supplier and coding were part of it stand by the first three.
    """
    invoice = case.invoice
    accounts = invoice.payment.accounts
    now = (invoice.totals.payable, invoice.currency, accounts[0].key if accounts else "")
    if (approval.amount, approval.currency, approval.account) != now:
        return False
    return not approval.coding or ((approval.supplier, approval.coding) == (case.supplier, coding_digest(case.rows)))


def progress(
    case: Case, arrangement: Arrangement, barred: frozenset[str] = frozenset(), approvers: Iterable[str] = ()
) -> Progress:
    """Lay the standing approvals against the flow, oldest first; nobody counts twice, whatever the number of stages.

    `barred` are those who may not approve this invoice ("person:…"), `approvers` all who may approve at all; both
    only narrow whom it waits for and what counts.
    """
    flow = flow_of(case, arrangement)
    stages = flow.stages if flow else ANY_APPROVER
    standing = [one for one in case.approvals if stands(one, case) and one.act.by not in barred]
    filled: list[tuple[Approval, ...]] = [() for _ in stages]
    used: set[str] = set()
    at = 0
    for approval in standing:
        if at < len(stages) and approval.act.by not in used and stages[at].seats & set(seats_of(approval)):
            filled[at] = (*filled[at], approval)
            used.add(approval.act.by)
            at += len(filled[at]) == stages[at].count
    so_far = Progress(flow.name if flow else "", stages, tuple(filled), ())
    if at < len(stages):
        out = tuple(sorted(f"-{one}" for one in barred | used))
        return replace(so_far, waits=(*sorted(stages[at].seats), *out))
    amount = booked_amount(case)
    if any(_reaches(_limit(one, arrangement), amount) for one in so_far.counted):
        return so_far
    joined = [one for one in standing if one.act.by not in used and _reaches(_limit(one, arrangement), amount)]
    if joined:
        return replace(so_far, filled=(*filled, tuple(joined[:1])))
    able = sorted(one for one in set(approvers) - used - barred if _reaches(_limit_of(one, arrangement), amount))
    return replace(so_far, waits=tuple(able) or (NOBODY,), limit_wanted=True)


def seats_of(approval: Approval) -> tuple[str, ...]:
    """As whom it was given; an approval from before flows was any approver's."""
    return approval.seats or (approval.act.by, role_seat(Role.APPROVER))


def _limit(approval: Approval, arrangement: Arrangement) -> Decimal | None:
    """The approver's own limit, or the higher one of somebody they stand in for; None is without limit."""
    people = {approval.act.by, *(seat for seat in seats_of(approval) if seat.startswith(_PERSON))}
    limits = [_limit_of(one, arrangement) for one in people]
    known = [limit for limit in limits if limit is not None]
    return max(known) if len(known) == len(limits) else None


def _limit_of(by: str, arrangement: Arrangement) -> Decimal | None:
    return arrangement.limit(by.removeprefix(_PERSON))


def _reaches(limit: Decimal | None, amount: Decimal) -> bool:
    return limit is None or limit >= amount
