"""What every request passes: strict headers, the language, the person at work, and errors in plain words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from whitenoise.middleware import WhiteNoiseMiddleware

from kontera.core.company import Person
from kontera.core.errors import KonteraError
from kontera.web import refusal
from kontera.web.doors import doors

Respond = Callable[[HttpRequest], HttpResponse]

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
LANGUAGES: Final = ("sv", "fi", "en")


class StrictHeaders:
    """No inline script or style, nothing from elsewhere, no framing by others."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Set the headers that the view has not set itself."""
        response = self.respond(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Referrer-Policy", "same-origin")
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        return response


class Statics(WhiteNoiseMiddleware):  # type: ignore[misc] # the package has no types
    """Static files in one piece: they are small, and a server of either kind can send them as they are."""

    @staticmethod
    def serve(static_file: Any, request: HttpRequest) -> HttpResponse:  # noqa: ANN401 - as above
        """The file, or that the browser has it already."""
        answer = static_file.get_response(request.method, request.META)
        data = answer.file.read() if answer.file is not None else b""
        if answer.file is not None:
            answer.file.close()
        response = HttpResponse(data, status=int(answer.status))
        del response.headers["Content-Type"]
        for name, value in answer.headers:
            response.headers[name] = value
        return response


class Speaks:
    """The language of the person; else the one chosen in the cookie, else what the browser asks for."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Activate the language for this request."""
        chosen = getattr(request.user, "language", "") or request.COOKIES.get("language", "")
        language = chosen if chosen in LANGUAGES else translation.get_language_from_request(request)
        with translation.override(language if language in LANGUAGES else "en"):
            request.LANGUAGE_CODE = translation.get_language() or "en"
            response = self.respond(request)
        response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        return response


class AtWork:
    """Turns who is signed in, and the company chosen, into the core's `Person`; tells errors in plain words."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Find out who works where."""
        people = _people(request)
        chosen = request.session.get("company", "") if people else ""
        person = next((p for p in people if p.company == chosen), people[0] if people else None)
        request.people = people  # type: ignore[attr-defined] # an attribute of ours: a request has no place for one
        request.person = person  # type: ignore[attr-defined] # an attribute of ours: a request has no place for one
        return self.respond(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """An error of ours becomes a page or a fragment that says it in words."""
        return refusal.answer(request, error) if isinstance(error, KonteraError) else None


def _people(request: HttpRequest) -> tuple[Person, ...]:
    if not request.user.is_authenticated:
        return ()
    return tuple(sorted(doors().people.by_email(request.user.email), key=lambda person: person.company))
