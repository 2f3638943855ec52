"""When an invoice was opened on the desk: kept by the browser for that invoice, so that reading writes nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from kontera.web.doors import desk_of

_NAME: Final = "opened"
_HOUR: Final = 3600
_AHEAD: Final = ("Sec-Purpose", "Purpose", "X-Moz")
"""The headers by which a browser says that it fetches a page before anybody asked for it."""


def mark_opened(request: HttpRequest, response: HttpResponse, case: str) -> HttpResponse:
    """Let the browser remember when this invoice was shown first; not when it was only fetched ahead."""
    fetched_ahead = any("prefetch" in request.headers.get(name, "") for name in _AHEAD)
    if _NAME not in request.COOKIES and not fetched_ahead:
        now = round(desk_of(request).doors.clock.now().timestamp())
        path = reverse("web:desk", args=[case])
        secure = request.is_secure()
        response.set_cookie(_NAME, str(now), max_age=_HOUR, path=path, httponly=True, secure=secure, samesite="Strict")
    return response


def opened_at(request: HttpRequest) -> datetime | None:
    """When the browser says that the invoice was opened; None when it says nothing that can be believed."""
    text = request.COOKIES.get(_NAME, "")
    if not text.isascii() or not text.isdigit():
        return None
    now = desk_of(request).doors.clock.now()
    seconds = int(text[:12])
    if not 0 <= now.timestamp() - seconds <= _HOUR:
        return None
    return datetime.fromtimestamp(seconds, UTC)
