"""How the API says no: one shape for every error, and never a trace of ours."""

from __future__ import annotations

from collections.abc import Mapping

import structlog
from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.responses import Response

from kontera.core.errors import KonteraError

log = structlog.get_logger()


def refused(status: int, code: str, message: str, values: Mapping[str, object] | None = None) -> HttpResponse:
    """The answer to what cannot be done."""
    said = {name: str(value) for name, value in (values or {}).items()}
    return Response({"code": code, "message": message, "values": said}, status=status)


def unknown_address(request: HttpRequest, rest: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature
    """The answer at an address under the API that does not exist."""
    return refused(404, "not_found", "There is nothing at this address.", {"what": request.path})


def _of_ours(_request: HttpRequest, error: KonteraError) -> HttpResponse:
    return refused(error.status, error.code, str(error), error.values)


def _unauthenticated(_request: HttpRequest, _error: AuthenticationError) -> HttpResponse:
    response = refused(401, "unauthenticated", "A valid token is needed: Authorization: Bearer TOKEN.")
    response["WWW-Authenticate"] = 'Bearer realm="Kontera"'
    return response


def _invalid(_request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Which part of the request does not fit: its place ("body.rows.0.amount") and why."""
    values = {".".join(str(part) for part in wrong["loc"] if part != "body_"): wrong["msg"] for wrong in error.errors}
    return refused(422, "request.invalid", "The request does not fit what is described in the documentation.", values)


def _by_framework(_request: HttpRequest, error: HttpError) -> HttpResponse:
    return refused(error.status_code, "request.invalid", error.message)


def _malformed(_request: HttpRequest, error: Exception) -> HttpResponse:
    reason = str(error) or type(error).__name__
    return refused(400, "request.malformed", f"The request cannot be read: {reason}", {"reason": reason})


def _missing(request: HttpRequest, _error: Http404) -> HttpResponse:
    return unknown_address(request)


def _failed(request: HttpRequest, error: Exception) -> HttpResponse:
    log.error("api.failed", method=request.method, path=request.path, exc_info=error)
    return refused(500, "internal", "A fault on our side. It has been logged.")


def refuse_with(api: NinjaAPI) -> None:
    """Teach an API to answer every error in our shape."""
    api.add_exception_handler(KonteraError, _of_ours)
    api.add_exception_handler(AuthenticationError, _unauthenticated)
    api.add_exception_handler(ValidationError, _invalid)
    api.add_exception_handler(HttpError, _by_framework)
    api.add_exception_handler(Http404, _missing)
    for malformed in (SuspiciousOperation, MultiPartParserError, UnreadablePostError, UnicodeDecodeError):
        api.add_exception_handler(malformed, _malformed)
    api.add_exception_handler(Exception, _failed)
