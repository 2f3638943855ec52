"""Cases: find them, show and correct one, and give the document as it came."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router

from kontera.actions import answer, correct, report
from kontera.api.access import acting_desk, desk_of
from kontera.api.answers import ERRORS, CaseId, binary, file
from kontera.api.shapes.asked import CasesAsked, Correction, Revised
from kontera.api.shapes.base import Listed
from kontera.api.shapes.case import CaseLineOut, CaseOut
from kontera.ports import View

router = Router(tags=["cases"])

Dpi = Annotated[int, Query(ge=36, le=300, description="Dots per inch, 36 to 300.")]
AttachmentNumber = Annotated[int, Path(ge=0, le=1_000, description="The attachment, from 0.")]
PageNumber = Annotated[int, Path(ge=1, le=10_000, description="The page, from 1.")]


@router.get("", response={200: Listed[CaseLineOut], **ERRORS}, summary="List cases")
def list_cases(request: HttpRequest, asked: Query[CasesAsked]) -> Listed[CaseLineOut]:
    """One page of cases, filtered, searched and sorted. Needs the scope *see*."""
    view = View(
        states=frozenset(asked.state),
        queue=asked.queue,
        search=asked.search,
        supplier=asked.supplier,
        sort=asked.sort,
        limit=asked.limit,
        offset=asked.offset,
    )
    found = report.inbox(desk_of(request), view)
    return Listed[CaseLineOut](items=[CaseLineOut.model_validate(row) for row in found.rows], total=found.total)


@router.get("/{case_id}", response={200: CaseOut, **ERRORS}, summary="Show a case")
def show_case(request: HttpRequest, case_id: CaseId) -> CaseOut:
    """All that is known of a case: invoice, evidence, remarks, coding, state and history. Needs the scope *see*."""
    return CaseOut.of(report.case(desk_of(request), case_id))


@router.patch("/{case_id}", response={200: Revised, **ERRORS}, summary="Correct values")
def correct_values(request: HttpRequest, case_id: CaseId, asked: Correction) -> Revised:
    """Set values of the invoice by path; the checks then run again. Needs the scopes *see* and *verify*.

    Answers 409 when somebody else changed the same value after the revision you saw.
    """
    desk = acting_desk(request)
    return Revised(id=case_id, revision=correct.correct(desk, case_id, asked.values, asked.revision))


@router.get(
    "/{case_id}/original",
    response=ERRORS,
    summary="Get the original",
    openapi_extra=binary("application/octet-stream", "The document, byte for byte as it was received."),
)
def original(request: HttpRequest, case_id: CaseId) -> HttpResponse:
    """The document, byte for byte as it was received, with its own media type and name. Needs the scope *see*."""
    name, media_type, data = report.original(desk_of(request), case_id)
    return file(data, media_type, name)


@router.get(
    "/{case_id}/pages/{page}.png",
    response=ERRORS,
    summary="Get a page as a picture",
    openapi_extra=binary("image/png", "The page as an upright picture."),
)
def page_picture(request: HttpRequest, case_id: CaseId, page: PageNumber, dpi: Dpi = 150) -> HttpResponse:
    """One page as an upright PNG, at most 4,000 pixels a side; an e-invoice has none. Needs the scope *see*."""
    picture = report.picture(desk_of(request), case_id, page, dpi)
    response = HttpResponse(picture, content_type="image/png")
    response["Cache-Control"] = "private, max-age=3600"
    return response


@router.get(
    "/{case_id}/response",
    response=ERRORS,
    summary="Get the answer to the seller",
    openapi_extra=binary("application/xml", "A Peppol Invoice Response 3 (T111) for where the case stands now."),
)
def invoice_response(request: HttpRequest, case_id: CaseId) -> HttpResponse:
    """The answer that tells the seller of an e-invoice where it stands, with reasons where something is wrong.

    Needs the scope *see*; answers 409 for what is no e-invoice.
    """
    return file(answer.invoice_response(desk_of(request), case_id), "application/xml", f"{case_id}-response.xml")


@router.get(
    "/{case_id}/attachments/{number}",
    response=ERRORS,
    summary="Get an attachment",
    openapi_extra=binary("application/octet-stream", "A supporting document that came inside the e-invoice."),
)
def attachment(request: HttpRequest, case_id: CaseId, number: AttachmentNumber) -> HttpResponse:
    """A supporting document (BG-24) by its place in the invoice, from 0. Needs the scope *see*."""
    found = report.attachment(desk_of(request), case_id, number)
    return file(found.content, "application/octet-stream", found.filename or found.number)
