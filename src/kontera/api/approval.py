"""Approval: the company's rules, where an invoice stands in them, questions, holds, and letters to the supplier."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Query, Router

from kontera.actions import approve, arrange, decide, discuss, letter, report
from kontera.actions.desk import Desk
from kontera.api.access import acting_desk, desk_of
from kontera.api.answers import ERRORS, CaseId
from kontera.api.shapes.approval import (
    AnswerGiven,
    ArrangementIn,
    ArrangementOut,
    AttestOut,
    HoldAsked,
    LetterAsked,
    LetterOut,
    LetterSent,
    QuestionAsked,
)
from kontera.api.shapes.asked import Because
from kontera.api.shapes.base import Listed, PageAsked
from kontera.api.shapes.case import CaseLineOut, StandingOut

rules = Router(tags=["approval"])
router = Router(tags=["approval"])


@rules.get("/arrangement", response={200: ArrangementOut, **ERRORS}, summary="Show the rules of approval")
def show_arrangement(request: HttpRequest) -> ArrangementOut:
    """Flows, limits and substitutes. Needs the scope *see*."""
    return ArrangementOut.of(arrange.arranged(desk_of(request)))


@rules.post("/arrangement", response={200: ArrangementOut, **ERRORS}, summary="Change the rules of approval")
def save_arrangement(request: HttpRequest, asked: ArrangementIn) -> ArrangementOut:
    """Put rules in place of those before; all that wait are judged anew. Needs the scopes *see* and *manage*."""
    desk = acting_desk(request)
    arrange.save(desk, asked.arrangement(), asked.why, asked.revision)
    return ArrangementOut.of(arrange.arranged(desk))


@rules.get("/mine", response={200: Listed[CaseLineOut], **ERRORS}, summary="List what waits for you")
def list_mine(request: HttpRequest, asked: Query[PageAsked]) -> Listed[CaseLineOut]:
    """Invoices that wait for your approval or your answer, the longest waiting first. Needs the scope *see*."""
    found = approve.mine(desk_of(request), asked.limit, asked.offset)
    return Listed[CaseLineOut](items=[CaseLineOut.model_validate(row) for row in found.rows], total=found.total)


@router.get("/{case_id}/approval", response={200: AttestOut, **ERRORS}, summary="Show where the approval stands")
def show_approval(request: HttpRequest, case_id: CaseId) -> AttestOut:
    """Who has approved, whom it waits for, and whether you can. Needs the scope *see*."""
    return AttestOut.of(approve.attest(desk_of(request), case_id))


@router.post("/{case_id}/reject", response={200: StandingOut, **ERRORS}, summary="Reject an invoice")
def reject(request: HttpRequest, case_id: CaseId, asked: Because) -> StandingOut:
    """Close what is not booked; dispute what is, until a credit note comes. Needs the scopes *see* and *approve*."""
    desk = acting_desk(request)
    decide.reject(desk, case_id, asked.reason)
    return _standing(desk, case_id)


@router.post("/{case_id}/question", response={200: StandingOut, **ERRORS}, summary="Ask a question")
def ask(request: HttpRequest, case_id: CaseId, asked: QuestionAsked) -> StandingOut:
    """Ask people; the invoice waits for their answer too. Needs the scope *see*."""
    desk = acting_desk(request)
    discuss.ask(desk, case_id, asked.text, tuple(asked.to))
    return _standing(desk, case_id)


@router.post("/{case_id}/answer", response={200: StandingOut, **ERRORS}, summary="Answer a question")
def answer(request: HttpRequest, case_id: CaseId, asked: AnswerGiven) -> StandingOut:
    """Answer a question. Needs the scope *see*."""
    desk = acting_desk(request)
    discuss.answer(desk, case_id, asked.question, asked.text)
    return _standing(desk, case_id)


@router.post("/{case_id}/hold", response={200: StandingOut, **ERRORS}, summary="Hold an invoice")
def hold(request: HttpRequest, case_id: CaseId, asked: HoldAsked) -> StandingOut:
    """Keep an invoice from being paid; its approvals stand. Needs the scope *see*, and *verify* or *approve*."""
    desk = acting_desk(request)
    discuss.hold(desk, case_id, asked.reason, asked.until)
    return _standing(desk, case_id)


@router.post("/{case_id}/end-hold", response={200: StandingOut, **ERRORS}, summary="End a hold")
def end_hold(request: HttpRequest, case_id: CaseId) -> StandingOut:
    """Let it go on where it was. Needs the scope *see*, and *verify* or *approve*."""
    desk = acting_desk(request)
    discuss.end_hold(desk, case_id)
    return _standing(desk, case_id)


@router.get("/{case_id}/letter", response={200: LetterOut, **ERRORS}, summary="Write to the supplier")
def show_letter(request: HttpRequest, case_id: CaseId, asked: Query[LetterAsked]) -> LetterOut:
    """A letter in the supplier's language that names invoice, reason, and what could not be read. Needs *see*."""
    ready = letter.letter(desk_of(request), case_id, asked.ground, asked.words, asked.language)
    made = ready.letter
    return LetterOut(language=made.language, subject=made.subject, text=made.text, to=ready.to)


@router.post("/{case_id}/letter", response={200: StandingOut, **ERRORS}, summary="Note that a letter was sent")
def letter_sent(request: HttpRequest, case_id: CaseId, asked: LetterSent) -> StandingOut:
    """Note in the trail what was sent. Needs the scope *see*, and *verify* or *approve*."""
    desk = acting_desk(request)
    letter.sent(desk, case_id, asked.to, asked.language, asked.subject, asked.text)
    return _standing(desk, case_id)


def _standing(desk: Desk, case_id: str) -> StandingOut:
    return StandingOut.of(report.case(desk, case_id).case)
