"""The desk: one invoice, its picture beside what was read; pictures, the original and its attachments."""

from __future__ import annotations

from dataclasses import replace
from typing import Final, cast
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_GET

from kontera.actions import answer, report
from kontera.actions.render import fragment
from kontera.core.case import Case, State
from kontera.core.company import Right
from kontera.core.document import MediaType
from kontera.web import picture
from kontera.web.doors import desk_of
from kontera.web.meanwhile import changed_by_others
from kontera.web.opened import mark_opened
from kontera.web.side import side

_DPI: Final = frozenset({60, 100, 150, 200, 300})
_YEAR: Final = "private, max-age=31536000, immutable"
_ALONE: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'self'"
_PULSES: Final = 6


@require_GET
def desk(request: HttpRequest, case: str) -> HttpResponse:
    """The whole desk."""
    context = side(request, case)
    box = desk_of(request).ask(Right.SEE)
    known, after = cast("Case", context["case"]), context["after"]
    broken = picture.is_broken(known)
    context |= {
        "next_pictured": bool(after) and picture.has_picture(box.case(str(after))),
        "pages": picture.pages(known),
        "pictured": picture.has_picture(known),
        "broken": broken,
        "is_pdf": known.document is not None and known.document.media_type is MediaType.PDF and not broken,
        "sheet": sheet_of(known),
        "source_text": _source_text(request, known),
        "pulse": 0,
    }
    return mark_opened(request, render(request, "kontera/desk.html", context), case)


def sheet_of(case: Case) -> SafeString:
    """The invoice as it was received, as a page; empty for one that was read from a picture.

    All text of the invoice is escaped where the page is made. What is remarked on stands in the other pane.
    """
    if case.reading is None or case.scanned:
        return SafeString()
    language = (get_language() or "sv")[:2]
    return SafeString(
        fragment(
            replace(case.reading, findings=()),
            language,
            lambda number: reverse("web:attachment", args=(case.id, number)),
            translate=gettext,
        )
    )


def _source_text(request: HttpRequest, case: Case) -> str:
    """The bytes of an e-invoice as text; a picture has its words instead."""
    if case.document is None or case.document.media_type is not MediaType.XML:
        return ""
    desk = desk_of(request)
    data = desk.doors.blobs.get(desk.person.company, case.document.digest)
    return data[:400_000].decode("utf-8", errors="replace")


@require_GET
def pulse(request: HttpRequest, case: str) -> HttpResponse:
    """Whether the case has moved on since it was shown: the new right pane when it has. Asked for while it is open."""
    have, count = request.GET.get("have", ""), request.GET.get("n", "0")
    known = desk_of(request).ask(Right.SEE).case(case)
    number = int(count) if count.isdigit() else 0
    moved = str(known.revision) != have
    working = known.state is State.WORKING
    context = side(request, case) if moved else {"case": known, "queue": request.GET.get("queue", "")}
    context |= {"pulse": number + 1, "moved": moved, "working": working, "calm": not working and number >= _PULSES}
    if moved:
        told = changed_by_others(request, case, int(have) if have.isascii() and have.isdigit() else None)
        context |= {"said": told, "said_kind": "note"}
    return mark_opened(request, render(request, "kontera/parts/pulse.html", context), case)


@require_GET
def page(request: HttpRequest, case: str, number: int) -> HttpResponse:
    """One page of the original as PNG; never changes, so the browser may keep it."""
    wanted = request.GET.get("dpi", "150")
    dpi = int(wanted) if wanted.isdigit() and int(wanted) in _DPI else 150
    response = HttpResponse(report.picture(desk_of(request), case, number, dpi), content_type="image/png")
    response.headers["Cache-Control"] = _YEAR
    return response


@require_GET
def original(request: HttpRequest, case: str) -> HttpResponse:
    """The document as it was received: a PDF or picture is shown by the browser itself, data is downloaded."""
    name, kind, data = report.original(desk_of(request), case)
    data_only = {MediaType.XML, MediaType.TABLE, MediaType.LEDGER}
    shown = kind not in data_only and "download" not in request.GET
    return _file(name, kind, data, inline=shown)


@require_GET
def response(request: HttpRequest, case: str) -> HttpResponse:
    """The answer to the seller of an e-invoice, as it stands now; downloaded, and another tomorrow."""
    made = _file(f"{case}-response.xml", "application/xml", answer.invoice_response(desk_of(request), case))
    made.headers["Cache-Control"] = "no-store"
    return made


@require_GET
def attachment(request: HttpRequest, case: str, number: int) -> HttpResponse:
    """A supporting document that came inside the e-invoice; always downloaded, never shown."""
    found = report.attachment(desk_of(request), case, number)
    return _file(found.filename or found.number, "application/octet-stream", found.content)


def _file(name: str, kind: str, data: bytes, *, inline: bool = False) -> HttpResponse:
    response = HttpResponse(data, content_type=kind)
    way = "inline" if inline else "attachment"
    response.headers["Content-Disposition"] = f"{way}; filename*=UTF-8''{quote(name)}"
    response.headers["Content-Security-Policy"] = _ALONE
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = _YEAR
    return response
