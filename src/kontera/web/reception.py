"""The reception: what came lately and by which way, and what was refused with the reason."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kontera.actions import report
from kontera.core.case import State
from kontera.ports import View
from kontera.web.doors import desk_of
from kontera.web.inbox import refused_words
from kontera.web.said import retold

_LATELY = 60


@require_GET
def reception(request: HttpRequest) -> HttpResponse:
    """The log of what came in."""
    desk = desk_of(request)
    lately = report.inbox(desk, View(states=frozenset(State), sort="-received", limit=_LATELY))
    told = ((one, refused_words(one.reason, one.code), retold(one.reason, one.code)) for one in report.refused(desk))
    refused = tuple((one, kind, "" if more == kind else more) for one, kind, more in told)
    return render(request, "kontera/reception.html", {"rows": lately.rows, "refused": refused})
