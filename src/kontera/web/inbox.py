"""The inbox *obehandlade inkommande leverantörsfakturor*: queues, search, preview, bulk acts and upload."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from kontera.actions import chart, decide, receive, report
from kontera.actions.desk import Desk
from kontera.core.case import Queue
from kontera.core.document import Channel
from kontera.core.errors import KonteraError, UnsupportedDocument
from kontera.core.row import CaseRow, Origin
from kontera.ports import View
from kontera.web import picture, side, words
from kontera.web.doors import desk_of
from kontera.web.refusal import words_of
from kontera.web.said import retold
from kontera.web.telling import tell

INBOX_QUEUES: Final = (Queue.READY, Queue.DOUBT, Queue.STOPPED, Queue.DUPLICATE, Queue.NOT_INVOICE, Queue.WAITING)
SORTS: Final = ("supplier_name", "number", "issue_date", "due_date", "payable", "received")
PAGE: Final = 50
_WHOLE_FILE: Final = 60_000_000
_SAVABLE: Final = ("image/", "officedocument", "opendocument", "x-ole-storage", "text/html", "/rtf", "message/rfc822")


@dataclass(frozen=True, slots=True)
class Tab:
    """One queue with its count."""

    queue: Queue
    label: str | Promise
    hint: str | Promise
    icon: str
    count: int
    here: bool


def tabs(queues: Mapping[Queue, int], here: Queue | None) -> tuple[Tab, ...]:
    """The queues in order."""
    return tuple(
        Tab(q, words.QUEUE[q], words.QUEUE_HINT[q], words.QUEUE_ICON[q], queues.get(q, 0), q is here)
        for q in INBOX_QUEUES
    )


@require_GET
def inbox(request: HttpRequest) -> HttpResponse:
    """The whole page, or only its list when it is refreshed in the background."""
    part = "kontera/parts/inbox_list.html" if request.headers.get("HX-Request") else "kontera/inbox.html"
    return render(request, part, _context(request))


def _context(request: HttpRequest) -> dict[str, object]:
    desk = desk_of(request)
    search = request.GET.get("q", "").strip()
    sort = request.GET.get("sort", "-received")
    sort = sort if sort.removeprefix("-") in SORTS else "-received"
    offset = _whole(request.GET.get("from", ""))
    named = request.GET.get("queue", "")
    queue = _queue(named, desk)
    if search:
        view = View(states=report.INBOX_STATES, search=search, sort=sort, limit=PAGE, offset=offset)
    else:
        view = View(queue=queue, sort=sort, limit=PAGE, offset=offset)
    page = report.inbox(desk, view)
    return {
        "rows": page.rows,
        "total": page.total,
        "working": page.working,
        "tabs": tabs(page.queues, None if search else queue),
        "queue": queue,
        "search": search,
        "sort": sort,
        "offset": offset,
        "first": offset + 1,
        "last": offset + len(page.rows),
        "before": max(0, offset - PAGE) if offset else None,
        "after": offset + PAGE if offset + PAGE < page.total else None,
        "empty": not any(page.queues.values()) and not page.working,
        # an empty queue that nobody asked for gives way to the first one that fills
        "address": urlencode({"queue": queue if page.rows else named, "q": search, "sort": sort, "from": offset}),
        "today": desk.doors.clock.today(),
        "e_invoice": Origin.E_INVOICE,
    }


def _queue(named: str, desk: Desk) -> Queue:
    try:
        found = Queue(named)
    except ValueError:
        found = Queue.NONE
    return found if found is not Queue.NONE else report.default_queue(report.queues(desk))


def _whole(text: str) -> int:
    return int(text) if text.isdigit() and len(text) < 7 else 0  # noqa: PLR2004 - no list is that long


@require_GET
def preview(request: HttpRequest, case: str) -> HttpResponse:
    """The lines, the coding proposed and the first page, without leaving the list."""
    desk = desk_of(request)
    view = report.case(desk, case)
    names = chart.accounts(desk)
    context = {
        "case": view.case,
        "row": view.row,
        "lines": view.case.invoice.lines[:12],
        "more": max(0, len(view.case.invoice.lines) - 12),
        "coding": side.coding(view.case, names),
        "remarks": side.remarks(view, desk.person, side.others_named(desk, view.case)),
        "pictured": picture.has_picture(view.case),
    }
    return render(request, "kontera/parts/preview.html", context)


@require_POST
def bulk(request: HttpRequest) -> HttpResponse:
    """One act on several cases; each is told apart when it could not be done."""
    desk = desk_of(request)
    act, done, failed = request.POST.get("act", ""), 0, []
    perform = _ACTS.get(act)
    for case in request.POST.getlist("case")[:500]:
        if perform is None:
            break
        try:
            perform(desk, case)
            done += 1
        except KonteraError as error:
            failed.append(f"{_named(desk, case)}: {words_of(request, error)}")
    if done:
        tell(request, ngettext("{count} invoice done.", "{count} invoices done.", done).format(count=done))
    for text in failed[:4]:
        tell(request, text, "error")
    if len(failed) > 4:  # noqa: PLR2004 - more would hide the page
        tell(request, _("{count} more could not be done.").format(count=len(failed) - 4), "error")
    response = HttpResponse(status=204)
    response.headers["HX-Refresh"] = "true"
    return response


def _verify(desk: Desk, case: str) -> None:
    decide.verify(desk, case, ())


def _approve(desk: Desk, case: str) -> None:
    decide.approve(desk, case)


def _close(reason: str) -> Callable[[Desk, str], None]:
    def close(desk: Desk, case: str) -> None:
        decide.close(desk, case, reason)

    return close


_ACTS: Final[Mapping[str, Callable[[Desk, str], None]]] = {
    "verify": _verify,
    "approve": _approve,
    "not_invoice": _close("not_invoice"),
    "duplicate": _close("duplicate"),
    "rejected": _close("rejected"),
}


def _named(desk: Desk, case: str) -> str:
    row = next(iter(report.find(desk, case)), None)
    return f"{row.supplier_name} {row.number}".strip() if row else case


@require_POST
def upload(request: HttpRequest) -> HttpResponse:
    """Take in files; what became of each is told at once, with the reason when one is refused."""
    desk = desk_of(request)
    told: list[dict[str, object]] = []
    for file in request.FILES.getlist("file"):
        name = file.name or "document"
        if (file.size or 0) > _WHOLE_FILE:
            told.append({"name": name, "reason": _("The file is too large.")})
            continue
        try:
            told.extend(_receipt(receipt) for receipt in receive.receive(desk, name, file.read(), Channel.UPLOAD))
        except KonteraError as error:
            told.append({"name": name, "reason": words_of(request, error)})
    return render(request, "kontera/parts/receipts.html", {"receipts": told})


def _receipt(receipt: receive.Receipt) -> dict[str, object]:
    reason = refused_words(receipt.refused.reason, receipt.refused.code) if receipt.refused else ""
    return {"name": receipt.name, "case": receipt.case, "known": receipt.known, "reason": reason}


def refused_words(reason: str, code: str) -> str:
    """Why a document was not taken in: the kind of reason in the reader's words, then the detail."""
    kinds = {
        "document.unsupported": _("Not a kind of document that can be an invoice."),
        "document.too_large": _("Larger than what is taken in."),
        "document.unreadable": _("Damaged, locked with a password, or not what its name says."),
    }
    told = kinds.get(code) or retold(reason, code)
    if code != UnsupportedDocument.code:
        return told
    savable = any(kind in reason for kind in _SAVABLE)
    instead = (
        _("Save it as PDF or JPEG and send that.")
        if savable
        else _("Take a PDF, a picture, an e-invoice in XML, or a ZIP of them.")
    )
    return f"{told} {instead}"


@require_GET
def find(request: HttpRequest) -> HttpResponse:
    """The global search: any invoice by number, amount, reference, supplier or text."""
    search = request.GET.get("q", "").strip()
    rows: tuple[CaseRow, ...] = report.find(desk_of(request), search) if search else ()
    part = "kontera/parts/found.html" if request.headers.get("HX-Request") else "kontera/find.html"
    return render(request, part, {"rows": rows, "search": search})
