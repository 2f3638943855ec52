"""The straight-through rule: to read, try on past invoices, set, turn off; and the samples of what it let by."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest
from ninja import Router

from kontera.actions import report, straight, straight_trial
from kontera.api.access import acting_desk, desk_of
from kontera.api.answers import ERRORS, CaseId, SupplierId
from kontera.api.shapes.asked import Because
from kontera.api.shapes.case import StandingOut
from kontera.api.shapes.straight import JudgedOut, JudgementIn, OffIn, RuleIn, RuleOut, SamplesOut, TermsIn, TrialOut

router = Router(tags=["straight-through"])


@router.get("/straight-through", response={200: RuleOut, **ERRORS}, summary="Show the straight-through rule")
def show_rule(request: HttpRequest) -> RuleOut:
    """On what terms clean invoices pass without a person. Needs the scope *manage*."""
    return RuleOut.of(straight.ruled(desk_of(request)))


@router.post("/straight-through/trial", response={200: TrialOut, **ERRORS}, summary="Try terms on past invoices")
def try_rule(request: HttpRequest, asked: TermsIn) -> TrialOut:
    """What these terms would have let by of what people verified in the last 90 days. Needs *see* and *manage*.

    Nothing is changed. The digest it answers with is what `PUT /straight-through` asks for.
    """
    return TrialOut.of(straight_trial.try_out(acting_desk(request), asked.terms(on=True)))


@router.put("/straight-through", response={200: RuleOut, **ERRORS}, summary="Set the straight-through rule")
def set_rule(request: HttpRequest, asked: RuleIn) -> RuleOut:
    """Put terms in place for what arrives from now on. Needs the scopes *see* and *manage*.

    While the rule is on, `tried` must be the digest of a trial of these very terms, else 409.
    """
    desk = acting_desk(request)
    straight.change(desk, asked.terms(on=asked.on), asked.tried, asked.why, asked.revision)
    return RuleOut.of(straight.ruled(desk))


@router.post("/straight-through/off", response={200: RuleOut, **ERRORS}, summary="Turn the rule off")
def turn_off(request: HttpRequest, asked: OffIn) -> RuleOut:
    """Let nothing pass without a person from now on; the terms stay. Needs the scopes *see* and *manage*."""
    desk = acting_desk(request)
    straight.change(desk, replace(straight.ruled(desk).terms, on=False), why=asked.why)
    return RuleOut.of(straight.ruled(desk))


@router.post(
    "/straight-through/suppliers/{supplier_id}/restore",
    response={200: RuleOut, **ERRORS},
    summary="Let the rule hold again",
)
def restore(request: HttpRequest, supplier_id: SupplierId, asked: Because) -> RuleOut:
    """Let the rule hold again for a supplier of which a sample was wrong. Needs the scopes *see* and *manage*."""
    desk = acting_desk(request)
    straight.restore(desk, supplier_id, asked.reason)
    return RuleOut.of(straight.ruled(desk))


@router.get("/samples", response={200: SamplesOut, **ERRORS}, summary="List samples")
def list_samples(request: HttpRequest) -> SamplesOut:
    """What passed by the rule and is to be looked at by a person. Needs the scope *see*."""
    return SamplesOut.of(straight.samples(desk_of(request)))


@router.post("/samples/{case_id}", response={200: JudgedOut, **ERRORS}, summary="Judge a sample")
def judge(request: HttpRequest, case_id: CaseId, asked: JudgementIn) -> JudgedOut:
    """Say whether a sample was right. Needs the scopes *see* and *verify*.

    A wrong one turns the rule off for its supplier, and the invoice comes back to be verified unless it stands in a
    payment already. A program must not judge on nobody's behalf.
    """
    desk = acting_desk(request)
    back = straight.seen(desk, case_id, right=asked.right, comment=asked.comment)
    return JudgedOut(back=back, case=StandingOut.of(report.case(desk, case_id).case))
