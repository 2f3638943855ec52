"""What approval must know beside the invoice: the company's arrangement, who may approve, and who may not approve it.

Both the way's gate and a person's act ask here, so that an act that is accepted is also one that counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kontera.core.approving import STREAM, Arrangement, person_seat
from kontera.core.case import Case
from kontera.core.company import Right
from kontera.core.event import ArrangementSaved, Corrected
from kontera.core.party import Supplier
from kontera.ports import Box, Doors

WHY_VERIFIED = "who reviewed the invoice may not approve it"
WHY_RELATED = "who is close to the supplier may not approve its invoices"
WHY_ADDED = "who added the supplier may not approve its invoices"
WHY_VOUCHED = "who confirmed the payee's account alone may not approve"
WHY_CHANGED = "who changed the payee's account may not approve"
_PERSON: Final = "person:"


def arrangement_of(box: Box) -> Arrangement:
    """The company's rules of approval as they are now; none were saved: any approver approves."""
    saved = (noted.event for noted in reversed(box.history(STREAM)))
    return next((event.arrangement for event in saved if isinstance(event, ArrangementSaved)), Arrangement())


def approvers_of(box: Box, doors: Doors) -> frozenset[str]:
    """All who have the right to approve, as they stand in the audit trail."""
    return frozenset(person_seat(one.id) for one in doors.people.of(box.company.id) if one.may(Right.APPROVE))


def barred_from(case: Case, box: Box, approvers: frozenset[str]) -> Mapping[str, str]:
    """Who may not approve this invoice, administrators included, and why (an English msgid).

    The separation of reviewer and approver, and of the register and the approval, needs a second person with the
    right; where there is only one, that one may approve. A named relation to the supplier always bars.
    """
    supplier = box.supplier(case.supplier) if case.supplier else None
    found: dict[str, str] = {}
    if len(approvers) > 1 and supplier is not None:
        found |= _of_the_register(case, supplier, box)
    policy = box.company.policy
    alone = policy.verifier_may_approve if policy.verifier_may_approve is not None else len(approvers) <= 1
    if case.verified is not None and case.verified.by.startswith(_PERSON) and not alone:
        found[case.verified.by] = WHY_VERIFIED
    if policy.two_to_release:
        found |= dict.fromkeys(_changed_account(case, box), WHY_CHANGED)
    found |= {person_seat(person): WHY_RELATED for person in (supplier.related if supplier else ())}
    return found


def _of_the_register(case: Case, supplier: Supplier, box: Box) -> Mapping[str, str]:
    """Who entered the supplier, and who confirmed the account to be paid without anybody else."""
    history = box.history(f"supplier:{supplier.id}")
    found = {history[0].by: WHY_ADDED} if history and history[0].by.startswith(_PERSON) else {}
    accounts = case.invoice.payment.accounts
    known = supplier.knows(accounts[0]) if accounts else None
    vouched = {vouch.by for vouch in known.vouched} if known is not None else set()
    return found | dict.fromkeys(vouched, WHY_VOUCHED) if len(vouched) == 1 else found


def _changed_account(case: Case, box: Box) -> frozenset[str]:
    """Who set the account that is to be paid, on the invoice itself."""
    if not any(path.startswith("payment.accounts") for path in case.corrected):
        return frozenset()
    return frozenset(
        noted.by
        for noted in box.history(case.id)
        if isinstance(noted.event, Corrected)
        and any(change.path.startswith("payment.accounts") for change in noted.event.changes)
    )
