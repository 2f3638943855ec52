"""Approve (attest): who may now, as whom, what is mine to approve, and what has waited too long."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from kontera.actions.desk import Desk
from kontera.core.approving import HELD, Arrangement
from kontera.core.attest import Progress, coding_digest, progress, stands
from kontera.core.case import Case, State
from kontera.core.company import Right
from kontera.core.errors import Forbidden, KonteraError, NotReady
from kontera.core.event import Approved
from kontera.core.money import ZERO
from kontera.core.row import CaseRow
from kontera.pipeline.attesting import approvers_of, arrangement_of, barred_from
from kontera.ports import Box, View

APPROVABLE: Final = frozenset({State.VERIFY, State.APPROVE})
_REMINDED: Final = 100


@dataclass(frozen=True, slots=True)
class Attest:
    """An invoice's approval as it stands: how far it has come, who may not approve it and why.

    `refused` says why the person asking cannot approve it now; empty when they can.
    """

    progress: Progress
    barred: Mapping[str, str]
    refused: str


@dataclass(frozen=True, slots=True)
class Mine:
    """What waits for one person, to approve or to answer: the longest waiting first, and how many in all."""

    rows: tuple[CaseRow, ...]
    total: int


def attest(desk: Desk, case: str) -> Attest:
    """How far the approval has come, for whom it waits, and whether the person may approve now. Raises NotFound."""
    box = desk.ask(Right.SEE)
    known = box.case(case)
    arrangement, barred, found = _judged(desk, box, known)
    refused = ""
    try:
        _may(desk, known, arrangement, barred, found)
    except KonteraError as error:
        refused = str(error.values.get("reason", ""))
    return Attest(found, barred, refused)


def given(desk: Desk, box: Box, case: Case, comment: str) -> Approved:
    """The person's approval of the case as it is now. Raises Forbidden and NotReady."""
    arrangement, barred, found = _judged(desk, box, case)
    _may(desk, case, arrangement, barred, found)
    accounts = case.invoice.payment.accounts
    return Approved(
        amount=case.invoice.totals.payable or ZERO,
        currency=case.invoice.currency,
        account=accounts[0].key if accounts else "",
        comment=comment,
        supplier=case.supplier,
        coding=coding_digest(case.rows),
        seats=arrangement.seats(desk.person, desk.doors.clock.today()),
    )


def _judged(desk: Desk, box: Box, case: Case) -> tuple[Arrangement, Mapping[str, str], Progress]:
    arrangement, approvers = arrangement_of(box), approvers_of(box, desk.doors)
    barred = barred_from(case, box, approvers)
    return arrangement, barred, progress(case, arrangement, frozenset(barred), approvers)


def _may(desk: Desk, case: Case, arrangement: Arrangement, barred: Mapping[str, str], found: Progress) -> None:
    """Whether the person may approve now. Rules bind administrators too. Raises Forbidden, NotReady."""
    desk.ask(Right.APPROVE)
    _approvable(case)
    if desk.by in barred:
        raise Forbidden(person=desk.person.name, reason=barred[desk.by])
    if any(one.act.by == desk.by and stands(one, case) for one in found.counted):
        raise NotReady(reason="you have approved it")
    if found.passed:
        raise NotReady(reason="it is approved")
    if not set(arrangement.seats(desk.person, desk.doors.clock.today())) & set(found.waits):
        raise Forbidden(
            person=desk.person.name,
            reason="a higher limit is needed" if found.limit_wanted else "it waits for somebody else",
        )


def _approvable(case: Case) -> None:
    if case.state not in APPROVABLE:
        raise NotReady(reason=f"the invoice is {case.state}")
    if case.stops:
        raise NotReady(reason="a stop is not released")
    if case.held is not None:
        raise NotReady(reason="it is held")
    if case.invoice.totals.payable is None:
        raise NotReady(reason="there is no amount")


def seats(desk: Desk, box: Box) -> tuple[str, ...]:
    """What an invoice that waits for the person waits for: their seats today, and answers they owe."""
    mine = arrangement_of(box).seats(desk.person, desk.doors.clock.today())
    return (*mine, f"answer:{desk.by}")


def mine(desk: Desk, limit: int = 50, offset: int = 0) -> Mine:
    """What waits for the person."""
    box = desk.ask(Right.SEE)
    view = View(waits_for=seats(desk, box), sort="waits_since", limit=limit, offset=offset)
    return Mine(box.rows(view), box.count(view))


def overdue(desk: Desk) -> tuple[CaseRow, ...]:
    """What has waited for the person longer than the company wants, the longest first; a hundred at most."""
    box = desk.ask(Right.SEE)
    long_ago = desk.doors.clock.now() - timedelta(days=box.company.policy.remind_after)
    rows = box.rows(View(waits_for=seats(desk, box), sort="waits_since", limit=_REMINDED))
    return tuple(row for row in rows if row.waits_since is not None and row.waits_since <= long_ago)


def asked(desk: Desk) -> tuple[CaseRow, ...]:
    """The invoices on which an answer of the person is waited for, the longest first; a hundred at most."""
    box = desk.ask(Right.SEE)
    return box.rows(View(waits_for=(f"answer:{desk.by}",), sort="waits_since", limit=_REMINDED))


def count_mine(desk: Desk) -> int:
    """How many wait for the person: the count in the rail."""
    box = desk.ask(Right.SEE)
    return box.count(View(waits_for=seats(desk, box)))


def waiting(desk: Desk, limit: int = 50) -> tuple[CaseRow, ...]:
    """All that wait for anybody's approval and are not held, the longest waiting first."""
    rows = desk.ask(Right.SEE).rows(View(states=frozenset({State.APPROVE}), sort="waits_since", limit=limit))
    return tuple(row for row in rows if HELD not in row.waits_for)


def held(desk: Desk, limit: int = 50) -> tuple[CaseRow, ...]:
    """What is held, and so not paid."""
    return desk.ask(Right.SEE).rows(View(waits_for=(HELD,), sort="due_date", limit=limit))
