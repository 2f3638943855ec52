"""The second gate: somebody with the right to it approved this amount, to this account, and nothing holds payment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kontera.core.case import Approval, Case
from kontera.core.event import Passed
from kontera.core.outcome import Awaiting, Done, Outcome, Wait
from kontera.core.policy import Policy

BY: Final = "approval"


@dataclass(frozen=True, slots=True)
class ApprovalFacts:
    """What the company demands before it pays."""

    policy: Policy


def approve(case: Case, facts: ApprovalFacts) -> Outcome:
    """Pass when a standing approval is there, no stop is unreleased and the invoice is not disputed.

    Where a person has changed the payee account, somebody who changed nothing on the invoice must be among the
    approvers: the case does not say which of its editors changed the account, so none of them counts. A company
    that lets one person release alone (`two_to_release` off) has waived this, and the trail says so.
    """
    standing = tuple(approval for approval in case.approvals if _stands(approval, case))
    if not standing or case.stops or case.disputed:
        return Wait(Awaiting.APPROVAL)
    names = tuple(dict.fromkeys(approval.act.by for approval in standing))
    if not _account_was_changed(case) or any(name not in case.editors for name in names):
        return Done((Passed(BY, ",".join(names)),))
    if facts.policy.two_to_release:
        return Wait(Awaiting.APPROVAL)
    return Done((Passed(BY, f"{','.join(names)};single-handed"),))


def _stands(approval: Approval, case: Case) -> bool:
    """An approval is of one amount, currency and account; when any of them changed it is stale."""
    invoice = case.invoice
    accounts = invoice.payment.accounts
    now = (invoice.totals.payable, invoice.currency, accounts[0].key if accounts else "")
    return (approval.amount, approval.currency, approval.account) == now


def _account_was_changed(case: Case) -> bool:
    return any(path.startswith("payment.accounts") for path in case.corrected)
