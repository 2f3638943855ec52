"""Documents: take them in, and show what was refused."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Final

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from ninja.responses import Response

from kontera.actions import receive, report
from kontera.actions.receive import Receipt
from kontera.api.access import desk_of
from kontera.api.answers import ERRORS
from kontera.api.refusal import refused
from kontera.api.shapes.base import Listed, Refusal
from kontera.api.shapes.document import ReceiptOut, ReceiptsOut, RefusedOut
from kontera.core.company import Right
from kontera.core.document import Channel
from kontera.core.errors import DocumentTooLarge, KonteraError, UnsupportedDocument

router = Router(tags=["documents"])

_LONGEST_NAME: Final = 200
_BYTES: Final = {"schema": {"type": "string", "format": "binary"}}
_BODY: Final = {
    "requestBody": {
        "required": True,
        "description": "One or more files as multipart/form-data under any name, or the bytes of one file.",
        "content": {
            "multipart/form-data": {
                "schema": {"type": "object", "properties": {"file": {"type": "array", "items": _BYTES["schema"]}}}
            },
            "application/octet-stream": _BYTES,
            "application/pdf": _BYTES,
            "application/xml": _BYTES,
            "application/zip": _BYTES,
        },
    }
}
_STATUS: Final = {error.code: error.status for error in (UnsupportedDocument, DocumentTooLarge)}


class NothingSent(KonteraError):
    """A request to take in a document carried none."""

    code, status, exit_code = "document.missing", 422, 2
    msgid = "No document was sent."


@router.post(
    "",
    response={200: ReceiptOut | ReceiptsOut, 201: ReceiptOut | ReceiptsOut, frozenset({413, 415}): Refusal, **ERRORS},
    openapi_extra=_BODY,
    summary="Send documents",
)
def send(
    request: HttpRequest,
    filename: Annotated[str, Query(max_length=1000, description="The file's name, for a raw body.")] = "document",
) -> HttpResponse:
    """Take in a PDF, a picture, an e-invoice or a ZIP of them. It is kept and recorded before the answer is sent.

    Answers 201 for a new document and 200 for bytes that came before. A ZIP of several files, or several files, are
    answered with a list; the status is then 201 when any is new. Needs the scope *receive*.
    """
    desk = desk_of(request)
    limit = desk.ask(Right.RECEIVE).company.policy.max_bytes
    receipts = tuple(
        receipt
        for name, data in _sent(request, filename, limit)
        for receipt in receive.receive(desk, _file_name(name), data, Channel.API)
    )
    return _answer(receipts)


def _sent(request: HttpRequest, name: str, limit: int) -> list[tuple[str, bytes]]:
    """The files of the request with their names; never more of one in memory than the company takes."""
    if (request.content_type or "").startswith("multipart/"):
        files = [file for _, named in request.FILES.lists() for file in named]
        for file in files:
            if (file.size or 0) > limit:
                raise DocumentTooLarge(size=file.size, limit=limit)
        found = [(file.name or "document", file.read()) for file in files]
    else:
        data = request.read(limit + 1)
        if len(data) > limit:
            raise DocumentTooLarge(size=request.headers.get("Content-Length", len(data)), limit=limit)
        found = [(name, data)]
    if not found or not all(data for _, data in found):
        raise NothingSent
    return found


def _file_name(name: str) -> str:
    """The name without folders and control characters."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(letter for letter in last if letter.isprintable())[-_LONGEST_NAME:] or "document"


def _answer(receipts: tuple[Receipt, ...]) -> HttpResponse:
    if not receipts:
        raise NothingSent
    if len(receipts) == 1:
        return _answer_one(receipts[0])
    shape = ReceiptsOut(documents=[ReceiptOut.of(receipt) for receipt in receipts])
    taken = [receipt for receipt in receipts if not receipt.refused]
    if any(not receipt.known for receipt in taken):
        status = HTTPStatus.CREATED
    else:
        status = HTTPStatus.OK if taken else HTTPStatus.UNPROCESSABLE_ENTITY
    return Response(shape.model_dump(), status=status)


def _answer_one(receipt: Receipt) -> HttpResponse:
    why = receipt.refused
    if why is not None:
        values = {"name": receipt.name, "digest": receipt.digest, "size": why.size}
        return refused(_STATUS.get(why.code, HTTPStatus.UNPROCESSABLE_ENTITY), why.code, why.reason, values)
    status = HTTPStatus.OK if receipt.known else HTTPStatus.CREATED
    return Response(ReceiptOut.of(receipt).model_dump(), status=status)


@router.get("/refused", response={200: Listed[RefusedOut], **ERRORS}, summary="List refused documents")
def list_refused(request: HttpRequest) -> Listed[RefusedOut]:
    """The latest documents that were not taken in, with the reasons, newest first. Needs the scope *see*."""
    items = [RefusedOut.model_validate(one) for one in report.refused(desk_of(request))]
    return Listed[RefusedOut](items=items, total=len(items))
