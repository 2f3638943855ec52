"""Pay: propose a batch, let a second person release it as a bank file, note what the bank has paid."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from kontera.actions.desk import Desk, walk_on
from kontera.actions.holds import refuse_held
from kontera.core.case import Case, State
from kontera.core.company import Right
from kontera.core.errors import Forbidden, InvalidValue, KonteraError, NotReady
from kontera.core.event import (
    BatchSaved,
    Paid,
    PaymentProposed,
    PaymentReleased,
    PaymentWithdrawn,
)
from kontera.core.payment import Batch, BatchState, PayItem
from kontera.formats.pain001 import write_pain001
from kontera.formats.pain001_xsd import validate_pain001
from kontera.ports import Box


class InvalidPaymentFile(KonteraError):
    """The payment file is not valid by its schema and was not released."""

    code, status, exit_code = "payment.file_invalid", 500, 70
    msgid = "The payment file is not valid and was not released: {errors}."


class RateNeeded(KonteraError):
    """No rate is published for the day: the bank's own is needed, of each of `currencies`."""

    code, status, exit_code = "payment.rate_needed", 422, 2
    msgid = (
        "No exchange rate is known for that day: {currencies}. Write what the bank took in {base} for one unit; "
        "its statement or order confirmation says so."
    )

    def __init__(self, base: str, currencies: tuple[str, ...]) -> None:
        self.currencies = currencies
        super().__init__(base=base, currencies=", ".join(currencies))


def propose(desk: Desk, cases: tuple[str, ...], execution: date) -> Batch:
    """Take approved invoices into a new batch, to be executed on a day that has not passed.

    Each invoice stands in one batch only. Raises NotReady for one that is not approved and planned, PaymentHeld for
    one whose supplier is not paid now: its account waits to be confirmed, or a person put it on hold.
    """
    box = desk.ask(Right.PAY)
    if not cases:
        raise NotReady(reason="no invoice is chosen")
    if execution < desk.doors.clock.today():
        raise NotReady(reason="the day has passed")
    known = tuple(box.case(case) for case in cases)
    items = tuple(_item(case) for case in known)
    refuse_held(box, items)
    revisions = "+".join(f"{case.id}:{case.revision}" for case in known)
    batch = Batch(_batch_id(desk, revisions), items, execution, desk.by)
    with box.transaction() as note:
        note.event(f"batch:{batch.id}", BatchSaved(batch), by=desk.by, expect=0)
        for case in known:
            if not note.claim(f"pay:{case.id}:{case.revision}"):
                raise NotReady(reason=f"{case.invoice.number} stands in another batch")
            note.event(case.id, PaymentProposed(batch.id), by=desk.by, expect=case.revision)
    return batch


def release(desk: Desk, batch: str) -> Batch:
    """Release a batch: its pain.001 is written, validated and kept.

    Another person than the proposer must do it, unless the company's policy lets one, which is then recorded.
    Raises Forbidden, NotReady, PaymentHeld, InvalidPaymentFile.
    """
    box = desk.ask(Right.PAY)
    known = box.batch(batch)
    if known.state is not BatchState.PROPOSED:
        raise NotReady(reason=f"the batch is {known.state}")
    if known.proposed_by == desk.by and box.company.policy.two_to_release:
        raise Forbidden(person=desk.person.name, reason="another person must release what you proposed")
    cases = _still_payable(box, known)
    refuse_held(box, known.items)
    version = box.company.pain_version
    file = write_pain001(known, box.company, f"KONTERA-{known.id}", desk.doors.clock.now(), version)
    errors = validate_pain001(file)
    if errors:
        raise InvalidPaymentFile(errors="; ".join(errors))
    digest = desk.doors.blobs.put(box.company.id, file)
    saved = known.released(desk.by, digest, f"pain.{version}-{known.id}.xml")
    with box.transaction() as note:
        note.event(f"batch:{batch}", BatchSaved(saved), by=desk.by)
        for case in cases:
            note.event(case.id, PaymentReleased(batch, digest), by=desk.by, expect=case.revision)
    return saved


def cancel(desk: Desk, batch: str, reason: str) -> Batch:
    """Cancel a batch that was not released; its invoices can be proposed again."""
    box = desk.ask(Right.PAY)
    known = box.batch(batch)
    if known.state is not BatchState.PROPOSED:
        raise NotReady(reason=f"the batch is {known.state}")
    saved = replace(known, state=BatchState.CANCELLED)
    with box.transaction() as note:
        note.event(f"batch:{batch}", BatchSaved(saved), by=desk.by)
        for item in known.items:
            note.event(item.case, PaymentWithdrawn(batch, reason), by=desk.by)
    return saved


def settle(desk: Desk, batch: str, on: date, rates: Mapping[str, Decimal] | None = None) -> Batch:
    """Note that the bank has executed a released batch on a day; each invoice is then booked as paid.

    `rates` are what the bank took of the company's currency for one of another, by currency; a currency without one
    is booked at the published rate. Raises RateNeeded when there is neither, InvalidValue for a rate not above zero.
    """
    box = desk.ask(Right.SETTLE)
    known = box.batch(batch)
    if known.state is not BatchState.RELEASED:
        raise NotReady(reason=f"the batch is {known.state}")
    if on > desk.doors.clock.today():
        raise NotReady(reason="the day has not come")
    given = rates or {}
    for rate in given.values():
        if rate <= 0:
            raise InvalidValue(value=rate, field="rate")
    base = box.company.currency
    unknown = (currency for currency, _ in known.sums() if currency != base and currency not in given)
    lacking = tuple(currency for currency in unknown if desk.doors.rates.rate(currency, base, on) is None)
    if lacking:
        raise RateNeeded(base, lacking)
    saved = replace(known, state=BatchState.SETTLED, settled_on=on)
    with box.transaction() as note:
        note.event(f"batch:{batch}", BatchSaved(saved), by=desk.by)
        for item in known.items:
            case = box.case(item.case)
            number = note.event(
                item.case, Paid(batch, on, item.amount, given.get(item.currency)), by=desk.by, expect=case.revision
            ).seq
            walk_on(note, case, number)
    return saved


def _item(case: Case) -> PayItem:
    if case.state is not State.PAY or case.item is None:
        raise NotReady(reason=f"{case.invoice.number or case.id} is {case.state}")
    return case.item


def _still_payable(box: Box, batch: Batch) -> tuple[Case, ...]:
    """The batch's cases; refuses when one changed, was stopped or lost its verification since it was proposed."""
    cases = tuple(box.case(item.case) for item in batch.items)
    for case, item in zip(cases, batch.items, strict=True):
        unverified = case.scanned and not case.vouched
        if case.item != item or case.stops or case.disputed or case.batch != batch.id or unverified:
            raise NotReady(reason=f"{case.invoice.number or case.id} has changed since it was proposed")
    return cases


def _batch_id(desk: Desk, revisions: str) -> str:
    stamp = desk.doors.clock.now().strftime("%y%m%d%H%M%S")
    return f"{stamp}-{hashlib.sha256(revisions.encode()).hexdigest()[:6]}"
