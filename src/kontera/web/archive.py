"""The archive: finding what is kept, until when it must be kept, and the proof that nothing has changed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from kontera.actions import archive as proving
from kontera.actions import report
from kontera.core.case import State
from kontera.web.doors import desk_of


@require_GET
def archive(request: HttpRequest) -> HttpResponse:
    """What is paid, archived or closed, found by number, amount, reference, supplier or text."""
    search = request.GET.get("q", "").strip()
    desk = desk_of(request)
    rows = report.archive(desk, search)
    unsealed = any(row.state is State.PAID for row in rows)  # on its way in: the list looks again by itself
    context: dict[str, object] = {"rows": rows, "search": search, "unsealed": unsealed}
    if request.headers.get("HX-Request"):
        return render(request, "kontera/parts/archive_list.html", context)
    last = report.last_sealed(desk)
    return render(request, "kontera/archive.html", {**context, "sealed": last.seq if last else 0, "last": last})


@require_POST
def integrity(request: HttpRequest) -> HttpResponse:
    """Recompute every digest and every chain, and say what was found."""
    return render(request, "kontera/parts/proof.html", {"proof": proving.verify(desk_of(request))})
