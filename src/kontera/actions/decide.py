"""Decide on a case: verify, approve, release a stop, dispute, close. Each act is an event with the person's name."""

from __future__ import annotations

from dataclasses import replace

from kontera.actions.desk import Desk, walk_on
from kontera.core.case import BOOKABLE, Case, State
from kontera.core.company import Person, Right
from kontera.core.errors import Forbidden, NotFound, NotReady
from kontera.core.event import (
    Approved,
    Closed,
    Corrected,
    Disputed,
    DisputeEnded,
    Event,
    Released,
    Reopened,
    SupplierSaved,
    Verified,
)
from kontera.core.finding import Finding
from kontera.core.money import ZERO
from kontera.core.party import Account, KnownAccount, Supplier, Trust
from kontera.ports import Box

MUST_SEE = ("picture", "account", "totals")


def verify(desk: Desk, case: str, seen: tuple[str, ...]) -> None:
    """Say that the reading is right. A scanned invoice needs all of MUST_SEE compared, as the person's own act.

    Raises NotReady while a value, the coding or a duplicate stands in the way.
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
    _note(desk, box, known, Verified(seen))


def approve(desk: Desk, case: str, comment: str = "") -> None:
    """Approve for payment (attest): the amount and payee account as they stand now.

    Raises NotReady for a case without amount or with an open stop.
    """
    box = desk.ask(Right.APPROVE)
    known = box.case(case)
    if known.state not in {State.VERIFY, State.APPROVE}:
        raise NotReady(reason=f"the invoice is {known.state}")
    if known.stops:
        raise NotReady(reason="a stop is not released")
    if known.invoice.totals.payable is None:
        raise NotReady(reason="there is no amount")
    if _own_account_change(box, known, desk.by):
        raise Forbidden(person=desk.person.name, reason="who changed the payee's account may not approve")
    accounts = known.invoice.payment.accounts
    account = accounts[0].key if accounts else ""
    event = Approved(known.invoice.totals.payable or ZERO, known.invoice.currency, account, comment)
    _note(desk, box, known, event)


def release(desk: Desk, case: str, finding: str, reason: str) -> None:
    """Release a stop by its key, for a reason. A changed account needs an approver, and is then trusted.

    Raises NotFound when no such stop stands, Forbidden when the same person brought the account in.
    """
    if not reason.strip():
        raise NotReady(reason="a reason is needed")
    box = desk.ask(Right.SEE)
    known = box.case(case)
    stop = next((f for f in known.stops if f.key == finding), None)
    if stop is None:
        raise NotFound(what=finding)
    if stop.rule.startswith("fraud."):
        desk.ask(Right.APPROVE)
        if _own_account_change(box, known, desk.by):
            raise Forbidden(person=desk.person.name, reason="who changed the payee's account may not confirm it")
    else:
        desk.ask(Right.VERIFY)
    with box.transaction() as note:
        number = note.event(case, Released(finding, reason), by=desk.by, expect=known.revision).seq
        supplier = _trusted(box, known, stop, desk)
        if supplier is not None:
            accounts = known.invoice.payment.accounts[:1]
            saved = SupplierSaved(supplier, accounts, why=f"case:{case} {reason}")
            note.event(f"supplier:{supplier.id}", saved, by=desk.by)
        walk_on(note, known, number)


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


def _own_account_change(box: Box, case: Case, by: str) -> bool:
    """Whether this person set the payee's account, in a company that demands two people for it."""
    if not box.company.policy.two_to_release or by not in case.editors:
        return False
    for noted in box.history(case.id):
        match noted.event:
            case Corrected(changes) if noted.by == by:
                if any(change.path.startswith("payment.accounts") for change in changes):
                    return True
            case _:
                continue
    return False


def _trusted(box: Box, case: Case, stop: Finding, desk: Desk) -> Supplier | None:
    """The supplier with the invoice's account confirmed, when that is what the stop was about."""
    accounts = case.invoice.payment.accounts
    if not stop.rule.startswith("fraud.account") or not case.supplier or not accounts:
        return None
    supplier = box.supplier(case.supplier)
    return with_confirmed(supplier, accounts[0], desk)


def with_confirmed(supplier: Supplier, account: Account, desk: Desk) -> Supplier:
    """The supplier with this account trusted from today."""
    others = tuple(known for known in supplier.accounts if known.account.key != account.key)
    trusted = KnownAccount(account, Trust.CONFIRMED, desk.doors.clock.today())
    return replace(supplier, accounts=(*others, trusted))


def may_act(person: Person) -> frozenset[Right]:
    """All rights a person has."""
    return frozenset(right for right in Right if person.may(right))
