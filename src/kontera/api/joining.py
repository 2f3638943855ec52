"""Join the files that one invoice came in, and take them apart again."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Router

from kontera.actions import join as joining
from kontera.actions import report
from kontera.api.access import acting_desk
from kontera.api.answers import ERRORS, CaseId
from kontera.api.shapes.asked import Joining, Parting
from kontera.api.shapes.case import StandingOut

router = Router(tags=["acts on a case"])


@router.post("/{case_id}/join", response={200: StandingOut, **ERRORS}, summary="Join files into one invoice")
def join(request: HttpRequest, case_id: CaseId, asked: Joining) -> StandingOut:
    """The pages of the other cases follow those of this one: they are one invoice, which is read anew.

    The others are closed with a link to this one; the files stay as received. Answers 409 for what is booked, closed
    or an e-invoice. Needs the scopes *see* and *verify*.
    """
    desk = acting_desk(request)
    head = joining.join(desk, [case_id, *asked.others])
    return StandingOut.of(report.case(desk, head).case)


@router.post("/{case_id}/take-apart", response={200: StandingOut, **ERRORS}, summary="Take a joined invoice apart")
def take_apart(request: HttpRequest, case_id: CaseId, asked: Parting) -> StandingOut:
    """Each file has a case of its own again, and is not joined by itself any more. Needs *see* and *verify*."""
    desk = acting_desk(request)
    joining.take_apart(desk, case_id, asked.why)
    return StandingOut.of(report.case(desk, case_id).case)
