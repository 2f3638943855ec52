"""The answers that many routes share: the documented errors, files, and the end of a list."""

from __future__ import annotations

from typing import Annotated, Any, Final, TypeVar

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from ninja import Path

from kontera.api.shapes.base import Refusal

T = TypeVar("T")

ERRORS: Final[dict[Any, Any]] = {frozenset({401, 403, 404, 409, 422}): Refusal}
"""What every route may refuse with."""

CaseId = Annotated[str, Path(max_length=100, description="The id of the case.")]
SupplierId = Annotated[str, Path(max_length=100, description="The id of the supplier.")]
BatchId = Annotated[str, Path(max_length=100, description="The id of the batch.")]


def binary(media_type: str, description: str) -> dict[str, Any]:
    """How a route that answers with bytes is documented."""
    schema = {"schema": {"type": "string", "format": "binary"}}
    return {"responses": {200: {"description": description, "content": {media_type: schema}}}}


def file(data: bytes, media_type: str, name: str) -> HttpResponse:
    """Bytes to be saved under a name; a browser is told neither to show nor to guess."""
    response = HttpResponse(data, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def counted(found: tuple[T, ...], limit: int, offset: int) -> tuple[tuple[T, ...], int | None]:
    """The page out of one item more than was wanted, and the total when that shows that it is the last page."""
    if len(found) > limit:
        return found[:limit], None
    return found, offset + len(found) if found or not offset else None
