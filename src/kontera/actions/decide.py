"""Decide on a case: verify, approve, release a stop, dispute, close. Each act is an event with the person's name."""

from __future__ import annotations

from datetime import datetime

from kontera.actions.account_change import leads_to_case
from kontera.actions.approve import given
from kontera.actions.desk import Desk, walk_on
from kontera.actions.fits import check_standing
from kontera.core.case import BOOKABLE, Case, State
from kontera.core.company import Person, Right
from kontera.core.errors import NotFound, NotReady
from kontera.core.event import (
    Closed,
    Disputed,
    DisputeEnded,
    Event,
    Released,
    Reopened,
    Verified,
)
from kontera.ports import Box

MUST_SEE = ("picture", "account", "totals")


def verify(desk: Desk, case: str, seen: tuple[str, ...], opened: datetime | None = None) -> None:
    """Say that the reading is right. A scanned invoice needs all of MUST_SEE compared, as the person's own act.

    `opened` is when (UTC) the person opened the invoice, where a face knows. Raises NotReady while a value, the coding
    or a duplicate stands in the way, NotInBooks where the coding names what the chart has not.
    """
    box = desk.ask(Right.VERIFY)
    known = box.case(case)
    if known.state is not State.VERIFY:
        raise NotReady(reason=f"the invoice is {known.state}")
    missing = [name for name in MUST_SEE if name not in seen] if known.scanned else []
    if missing:
        raise NotReady(reason=f"not compared yet: {', '.join(missing)}")
    if known.invoice.type not in BOOKABLE:
        raise NotReady(reason="this is not an invoice")
    if not known.rows:
        raise NotReady(reason="there is no coding")
    if any(finding.rule.startswith("duplicate.") for finding in known.stops):
        raise NotReady(reason="it may be a duplicate")
    check_standing(desk, box, known)
    _note(desk, box, known, Verified(seen, opened))


def approve(desk: Desk, case: str, comment: str = "") -> None:
    """Approve for payment (attest): amount, payee, account and coding as they stand now.

    Raises Forbidden for whom the company's rules do not ask, NotReady for a case without amount, held, or with a stop.
    """
    box = desk.ask(Right.APPROVE)
    known = box.case(case)
    _note(desk, box, known, given(desk, box, known, comment))


def reject(desk: Desk, case: str, reason: str) -> None:
    """Say no, for a reason: what is not booked is closed as rejected, what is booked stays so and is disputed.

    A booked debt is taken away only by the supplier's credit note. Raises NotReady once it is in a payment.
    """
    box = desk.ask(Right.APPROVE)
    known = box.case(case)
    if not reason.strip():
        raise NotReady(reason="a reason is needed")
    if known.state not in {State.VERIFY, State.APPROVE, State.PAY}:
        raise NotReady(reason=f"the invoice is {known.state}")
    if known.registered:
        _note(desk, box, known, Disputed(reason, _rebook(desk, known)))
    else:
        _note(desk, box, known, Closed("rejected", reason))


def release(desk: Desk, case: str, finding: str, reason: str) -> None:
    """Release a stop by its key, for a reason. One about the payee's account leads to that account's own case.

    Raises NotFound when no such stop stands, TwoPeopleNeeded for an account that is not confirmed.
    """
    if not reason.strip():
        raise NotReady(reason="a reason is needed")
    box = desk.ask(Right.SEE)
    known = box.case(case)
    stop = next((f for f in known.stops if f.key == finding), None)
    if stop is None:
        raise NotFound(what=finding)
    desk.ask(Right.APPROVE if stop.rule.startswith("fraud.") else Right.VERIFY)
    if stop.rule.startswith("fraud.account_"):
        leads_to_case(desk, box, known, stop)
    _note(desk, box, known, Released(finding, reason))


def close(desk: Desk, case: str, reason: str, comment: str = "") -> None:
    """Take a case that is not booked out of the way: "not_invoice", "duplicate" or "rejected". Raises NotReady."""
    box = desk.ask(Right.VERIFY)
    known = box.case(case)
    if known.registered or known.closed:
        raise NotReady(reason="the invoice is booked" if known.registered else "the case is closed")
    _note(desk, box, known, Closed(reason, comment))


def reopen(desk: Desk, case: str, reason: str) -> None:
    """Open a closed case again."""
    box = desk.ask(Right.VERIFY)
    known = box.case(case)
    if not known.closed:
        raise NotReady(reason="the case is not closed")
    if known.joined_into:
        raise NotReady(reason="its pages are part of another invoice; take that one apart")
    if known.brought is not None:
        raise NotReady(reason="it was taken back: bring it forward anew")
    if not box.company.invoicing:
        raise NotReady(reason="the supplier-invoice function is off")
    _note(desk, box, known, Reopened(reason))


def dispute(desk: Desk, case: str, reason: str) -> None:
    """Dispute an invoice: it stays booked as disputed and is not paid. Raises NotReady when it is in a payment."""
    box = desk.ask(Right.APPROVE)
    known = box.case(case)
    if known.state not in {State.VERIFY, State.APPROVE, State.PAY} or not reason.strip():
        raise NotReady(reason=f"the invoice is {known.state}" if reason.strip() else "a reason is needed")
    _note(desk, box, known, Disputed(reason, _rebook(desk, known)))


def end_dispute(desk: Desk, case: str, reason: str) -> None:
    """End a dispute: the invoice goes on where it was."""
    box = desk.ask(Right.APPROVE)
    known = box.case(case)
    if not known.disputed:
        raise NotReady(reason="the invoice is not disputed")
    _note(desk, box, known, DisputeEnded(reason, _rebook(desk, known)))


def _rebook(desk: Desk, case: Case) -> tuple[str, ...]:
    """A booked invoice is booked anew, on the other payables account; the approval is asked for again."""
    return desk.runner.redo_from("ledger") if case.registered else ()


def _note(desk: Desk, box: Box, case: Case, event: Event) -> None:
    with box.transaction() as note:
        number = note.event(case.id, event, by=desk.by, expect=case.revision).seq
        walk_on(note, case, number)


def may_act(person: Person) -> frozenset[Right]:
    """All rights a person has."""
    return frozenset(right for right in Right if person.may(right))
