"""The second gate: those whom the company's rules ask approved this amount, payee and coding, and nothing holds it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from kontera.core.approving import Arrangement
from kontera.core.attest import Progress, progress
from kontera.core.case import Case
from kontera.core.event import ApprovalAsked, Event, HoldEnded, Passed
from kontera.core.outcome import Awaiting, Done, Outcome, Wait
from kontera.core.policy import Policy

BY: Final = "approval"


@dataclass(frozen=True, slots=True)
class ApprovalFacts:
    """What the company demands before it pays.

    `approvers` are all who may approve, `barred` those of them who may not approve this invoice ("person:…"): who is
    close to the supplier, who reviewed it. `today` lets a hold that has run out end.
    """

    policy: Policy
    arrangement: Arrangement = field(default_factory=Arrangement)
    approvers: frozenset[str] = frozenset()
    barred: frozenset[str] = frozenset()
    today: date | None = None


def approve(case: Case, facts: ApprovalFacts) -> Outcome:
    """Pass when every stage is filled by standing approvals, no stop is unreleased, and it is not disputed or held.

    Where a person has changed the payee account, none of those who changed something on the invoice counts: the case
    does not say which of its editors changed the account. A company that lets one person release alone
    (`two_to_release` off) has waived this, and the trail says so.
    """
    ended: tuple[Event, ...] = ()
    if _has_run_out(case, facts.today):
        case, ended = replace(case, held=None), (HoldEnded(),)
    changed = any(path.startswith("payment.accounts") for path in case.corrected)
    editors = case.editors if changed and facts.policy.two_to_release else frozenset()
    found = progress(case, facts.arrangement, facts.barred | editors, facts.approvers)
    if not found.passed or case.stops or case.disputed or case.held is not None:
        return Wait(Awaiting.APPROVAL, (*ended, *_asked(case, found)))
    names = tuple(dict.fromkeys(approval.act.by for approval in found.counted))
    alone = changed and all(name in case.editors for name in names)
    because = ",".join(names) + (f";{found.flow}" if found.flow else "") + (";single-handed" if alone else "")
    return Done((*ended, Passed(BY, because)))


def _has_run_out(case: Case, today: date | None) -> bool:
    held = case.held
    return held is not None and held.until is not None and today is not None and held.until <= today


def _asked(case: Case, found: Progress) -> tuple[Event, ...]:
    """Who is asked now, told once for each change of it."""
    if found.passed or (found.waits, found.limit_wanted) == (case.asked, case.limit_wanted):
        return ()
    stage = next((at for at, part in enumerate(found.filled) if len(part) < found.stages[at].count), len(found.filled))
    return (ApprovalAsked(found.flow, stage + 1, found.waits, found.limit_wanted),)
