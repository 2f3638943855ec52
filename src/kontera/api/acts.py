"""What may be done with a case: code it, and decide on it. Each act is an event with the person's name."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest
from ninja import Router

from kontera.actions import correct, decide, entry, report, suppliers
from kontera.actions.desk import Desk
from kontera.actions.unlock import unlock
from kontera.api.access import acting_desk
from kontera.api.answers import ERRORS, CaseId
from kontera.api.shapes.asked import (
    Approval,
    Because,
    Closing,
    MeansIn,
    Opening,
    RateIn,
    Release,
    Remark,
    SupplierChoice,
    Verification,
)
from kontera.api.shapes.case import StandingOut
from kontera.api.shapes.ledger import CodingIn
from kontera.core.entry import CodingRow

router = Router(tags=["acts on a case"])


def _standing(desk: Desk, case_id: str) -> StandingOut:
    return StandingOut.of(report.case(desk, case_id).case)


@router.post("/{case_id}/supplier", response={200: StandingOut, **ERRORS}, summary="Choose the supplier")
def choose_supplier(request: HttpRequest, case_id: CaseId, asked: SupplierChoice) -> StandingOut:
    """Say which supplier of the register the invoice is from, or take its seller into the register.

    Needs the scopes *see* and *verify*; to add a supplier *see* and *suppliers*.
    """
    desk = acting_desk(request)
    if asked.add:
        suppliers.add_from_case(desk, case_id)
    else:
        correct.choose_supplier(desk, case_id, asked.supplier)
    return _standing(desk, case_id)


@router.put("/{case_id}/coding", response={200: StandingOut, **ERRORS}, summary="Set the coding")
def set_coding(request: HttpRequest, case_id: CaseId, asked: CodingIn) -> StandingOut:
    """Replace the coding; its rows must add up to zero, else 422. Needs the scopes *see* and *verify*.

    An account, dimension or VAT code that the company's books do not have answers 422, with what comes nearest.

    A row that keeps kind, account and amount keeps the reason it was proposed for.
    """
    desk = acting_desk(request)
    before = report.case(desk, case_id).case.rows
    rows = tuple(_reasoned(given.row(), before) for given in asked.rows)
    correct.code(desk, case_id, rows, asked.revision)
    return _standing(desk, case_id)


def _reasoned(row: CodingRow, before: tuple[CodingRow, ...]) -> CodingRow:
    same = (row.kind, row.account, row.amount)
    known = next((one for one in before if (one.kind, one.account, one.amount) == same), None)
    if known is None:
        return row
    return replace(
        known, text=row.text, dimensions=row.dimensions, vat_code=row.vat_code, lines=row.lines or known.lines
    )


@router.post("/{case_id}/paid-with", response={200: StandingOut, **ERRORS}, summary="Say what a receipt was paid with")
def paid_with(request: HttpRequest, case_id: CaseId, asked: MeansIn) -> StandingOut:
    """It was paid on the spot: from the company's account, with its card, or by a person who is owed it then.

    It is a receipt then, whatever it was taken for, and owes its supplier nothing. Needs *see* and *verify*.
    """
    desk = acting_desk(request)
    entry.paid_with(desk, case_id, asked.means, asked.person)
    return _standing(desk, case_id)


@router.post("/{case_id}/rate", response={200: StandingOut, **ERRORS}, summary="Give the exchange rate")
def set_rate(request: HttpRequest, case_id: CaseId, asked: RateIn) -> StandingOut:
    """The rate to book at, in the company's currency for one of the invoice's. Needs *see* and *verify*."""
    desk = acting_desk(request)
    correct.set_rate(desk, case_id, asked.rate)
    return _standing(desk, case_id)


@router.post("/{case_id}/verify", response={200: StandingOut, **ERRORS}, summary="Verify the reading")
def verify(request: HttpRequest, case_id: CaseId, asked: Verification) -> StandingOut:
    """Say that the reading is right; the invoice is then booked. Needs the scopes *see* and *verify*.

    Answers 409 while a value, the coding or a possible duplicate stands in the way.
    """
    desk = acting_desk(request)
    decide.verify(desk, case_id, tuple(asked.seen))
    return _standing(desk, case_id)


@router.post("/{case_id}/approve", response={200: StandingOut, **ERRORS}, summary="Approve for payment")
def approve(request: HttpRequest, case_id: CaseId, asked: Approval) -> StandingOut:
    """Approve amount and payee account as they stand now (*attest*). Needs the scopes *see* and *approve*."""
    desk = acting_desk(request)
    decide.approve(desk, case_id, asked.comment)
    return _standing(desk, case_id)


@router.post("/{case_id}/release", response={200: StandingOut, **ERRORS}, summary="Release a stop")
def release(request: HttpRequest, case_id: CaseId, asked: Release) -> StandingOut:
    """Release a stop by its key, for a reason.

    Needs the scopes *see* and *verify*; a changed account needs *approve*, and another person than who changed it.
    """
    desk = acting_desk(request)
    decide.release(desk, case_id, asked.finding, asked.reason)
    return _standing(desk, case_id)


@router.post("/{case_id}/dispute", response={200: StandingOut, **ERRORS}, summary="Dispute an invoice")
def dispute(request: HttpRequest, case_id: CaseId, asked: Because) -> StandingOut:
    """Dispute an invoice: it stays booked and is not paid. Needs the scopes *see* and *approve*."""
    desk = acting_desk(request)
    decide.dispute(desk, case_id, asked.reason)
    return _standing(desk, case_id)


@router.post("/{case_id}/end-dispute", response={200: StandingOut, **ERRORS}, summary="End a dispute")
def end_dispute(request: HttpRequest, case_id: CaseId, asked: Because) -> StandingOut:
    """End a dispute: the invoice goes on where it was. Needs the scopes *see* and *approve*."""
    desk = acting_desk(request)
    decide.end_dispute(desk, case_id, asked.reason)
    return _standing(desk, case_id)


@router.post("/{case_id}/close", response={200: StandingOut, **ERRORS}, summary="Close a case")
def close(request: HttpRequest, case_id: CaseId, asked: Closing) -> StandingOut:
    """Take a case that is not booked out of the way. Needs the scopes *see* and *verify*."""
    desk = acting_desk(request)
    decide.close(desk, case_id, asked.reason, asked.comment)
    return _standing(desk, case_id)


@router.post("/{case_id}/reopen", response={200: StandingOut, **ERRORS}, summary="Reopen a case")
def reopen(request: HttpRequest, case_id: CaseId, asked: Because) -> StandingOut:
    """Open a closed case again. Needs the scopes *see* and *verify*."""
    desk = acting_desk(request)
    decide.reopen(desk, case_id, asked.reason)
    return _standing(desk, case_id)


@router.post("/{case_id}/password", response={200: StandingOut, **ERRORS}, summary="Open a locked document")
def open_locked(request: HttpRequest, case_id: CaseId, asked: Opening) -> StandingOut:
    """Open an encrypted PDF with its password, and read it; a wrong password gives 422.

    Needs the scopes *see* and *verify*.
    """
    desk = acting_desk(request)
    unlock(desk, case_id, asked.password.get_secret_value())
    return _standing(desk, case_id)


@router.post("/{case_id}/comment", response={200: StandingOut, **ERRORS}, summary="Comment on a case")
def comment(request: HttpRequest, case_id: CaseId, asked: Remark) -> StandingOut:
    """Leave a comment in the case's trail. Needs the scope *see*."""
    desk = acting_desk(request)
    correct.comment(desk, case_id, asked.text)
    return _standing(desk, case_id)
