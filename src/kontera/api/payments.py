"""Payments: what is due, and batches that one person proposes and another releases."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Status

from kontera.actions import pay, report
from kontera.api.access import desk_of
from kontera.api.answers import ERRORS, BatchId, binary, file
from kontera.api.shapes.base import Listed, PageAsked
from kontera.api.shapes.case import CaseLineOut
from kontera.api.shapes.payment import BatchOut, Cancellation, Proposal, Settlement
from kontera.core.errors import NotReady

router = Router(tags=["payments"])


@router.get("/due", response={200: Listed[CaseLineOut], **ERRORS}, summary="List what can be paid")
def due(request: HttpRequest) -> Listed[CaseLineOut]:
    """Approved invoices that stand in no batch, by due date. Needs the scope *see*."""
    items = [CaseLineOut.model_validate(row) for row in report.to_pay(desk_of(request))]
    return Listed[CaseLineOut](items=items, total=len(items))


@router.get("/batches", response={200: Listed[BatchOut], **ERRORS}, summary="List batches")
def list_batches(request: HttpRequest, asked: Query[PageAsked]) -> Listed[BatchOut]:
    """Batches of payments, newest first. Needs the scope *see*."""
    found = report.batches(desk_of(request))
    page = found[asked.offset : asked.offset + asked.limit]
    return Listed[BatchOut](items=[BatchOut.of(batch) for batch in page], total=len(found))


@router.post("/batches", response={201: BatchOut, **ERRORS}, summary="Propose a batch")
def propose(request: HttpRequest, asked: Proposal) -> Status[BatchOut]:
    """Take approved invoices into a new batch. Needs the scope *pay*.

    Answers 409 when one is not approved or stands in another batch.
    """
    cases = tuple(dict.fromkeys(asked.cases))
    return Status(201, BatchOut.of(pay.propose(desk_of(request), cases, asked.execution)))


@router.get("/batches/{batch_id}", response={200: BatchOut, **ERRORS}, summary="Show a batch")
def show_batch(request: HttpRequest, batch_id: BatchId) -> BatchOut:
    """One batch of payments. Needs the scope *see*."""
    return BatchOut.of(report.batch(desk_of(request), batch_id)[0])


@router.get(
    "/batches/{batch_id}/file",
    response=ERRORS,
    summary="Get the payment file",
    openapi_extra=binary("application/xml", "The payment file, ISO 20022 pain.001."),
)
def payment_file(request: HttpRequest, batch_id: BatchId) -> HttpResponse:
    """The payment file of a released batch, ISO 20022 pain.001; 409 before that. Needs the scope *see*."""
    batch, data = report.batch(desk_of(request), batch_id)
    if not data:
        raise NotReady(reason=f"the batch is {batch.state}")
    return file(data, "application/xml", batch.file_name)


@router.post("/batches/{batch_id}/release", response={200: BatchOut, **ERRORS}, summary="Release a batch")
def release(request: HttpRequest, batch_id: BatchId) -> BatchOut:
    """Release a batch: its payment file is written, validated and kept. Needs the scope *pay*.

    Another person than who proposed it must do it, unless the company has decided otherwise.
    """
    return BatchOut.of(pay.release(desk_of(request), batch_id))


@router.post("/batches/{batch_id}/settle", response={200: BatchOut, **ERRORS}, summary="Settle a batch")
def settle(request: HttpRequest, batch_id: BatchId, asked: Settlement) -> BatchOut:
    """Note that the bank has paid a released batch; each invoice is booked as paid. Needs the scope *settle*."""
    return BatchOut.of(pay.settle(desk_of(request), batch_id, asked.on, asked.rates))


@router.post("/batches/{batch_id}/cancel", response={200: BatchOut, **ERRORS}, summary="Cancel a batch")
def cancel(request: HttpRequest, batch_id: BatchId, asked: Cancellation) -> BatchOut:
    """Cancel a batch that was not released; its invoices can be proposed again. Needs the scope *pay*."""
    return BatchOut.of(pay.cancel(desk_of(request), batch_id, asked.reason))
