"""How the API says no: one shape for every error, and never a trace of ours."""

from __future__ import annotations

from collections.abc import Mapping

import structlog
from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.responses import Response

from kontera.core.errors import KonteraError

log = structlog.get_logger()


def refused(status: int, code: str, message: str, values: Mapping[str, object] | None = None) -> HttpResponse:
    """The answer to what cannot be done."""
    said = {name: str(value) for name, value in (values or {}).items()}
    return Response({"code": code, "message": message, "values": said}, status=status)


@csrf_exempt
def unknown_address(request: HttpRequest, rest: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature
    """The answer at an address under the API that does not exist."""
    return refused(404, "not_found", "There is nothing at this address.", {"what": request.path})


def _by_framework(error: HttpError) -> HttpResponse:
    if not isinstance(error, AuthenticationError):
        return refused(error.status_code, "request.invalid", error.message)
    response = refused(401, "unauthenticated", "A valid token is needed: Authorization: Bearer TOKEN.")
    response["WWW-Authenticate"] = 'Bearer realm="Kontera"'
    return response


def _invalid(error: ValidationError) -> HttpResponse:
    """Which part of the request does not fit: its place ("body.rows.0.amount") and why."""
    values = {".".join(str(part) for part in wrong["loc"]): wrong["msg"] for wrong in error.errors}
    return refused(422, "request.invalid", "The request does not fit what is described in the documentation.", values)


def _malformed(error: Exception) -> HttpResponse:
    reason = str(error) or type(error).__name__
    return refused(400, "request.malformed", f"The request cannot be read: {reason}", {"reason": reason})


def _failed(request: HttpRequest, error: object) -> HttpResponse:
    log.error("api.failed", method=request.method, path=request.path, exc_info=error)
    return refused(500, "internal", "A fault on our side. It has been logged.")


def answer(request: HttpRequest, error: object) -> HttpResponse:
    """The answer to an error, in our shape."""
    match error:
        case KonteraError():
            return refused(error.status, error.code, str(error), error.values)
        case ValidationError():
            return _invalid(error)
        case HttpError():
            return _by_framework(error)
        case Http404():
            return unknown_address(request)
        case SuspiciousOperation() | MultiPartParserError() | UnreadablePostError() | UnicodeDecodeError():
            return _malformed(error)
        case _:
            return _failed(request, error)


def refuse_with(api: NinjaAPI) -> None:
    """Teach an API to answer every error in our shape, those for which the framework has an answer of its own too."""
    for kind in (HttpError, ValidationError, Http404, Exception):
        api.add_exception_handler(kind, answer)
