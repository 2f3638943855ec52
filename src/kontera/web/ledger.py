"""The accounts-payable ledger (leverantörsreskontra) and the vouchers (verifikationer)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kontera.actions import chart, report
from kontera.core.money import total
from kontera.web import hand_over
from kontera.web.doors import desk_of

_PAGE = 100
_LISTED = 100  # the most overdue; a report has the rest


@require_GET
def ledger(request: HttpRequest) -> HttpResponse:
    """Open items, their sums and their ageing."""
    desk = desk_of(request)
    today = desk.doors.clock.today()
    known = report.payables(desk, today, _LISTED)
    context = {
        "items": known.items,
        "left_out": known.count - len(known.items),
        "sums": tuple(known.sums.items()),
        "ageing": tuple((label, tuple(sums.items())) for label, sums in known.ageing),
        "today": today,
    }
    return render(request, "kontera/ledger.html", context)


@require_GET
def vouchers(request: HttpRequest) -> HttpResponse:
    """Vouchers, newest first, each with its lines."""
    desk = desk_of(request)
    text = request.GET.get("from", "")
    offset = int(text) if text.isdigit() and len(text) < 7 else 0  # noqa: PLR2004 - no list is that long
    found = report.vouchers(desk, _PAGE + 1, offset)
    context = {
        "vouchers": tuple((one, total(line.debit for line in one.entry.lines)) for one in found[:_PAGE]),
        "chart": chart.accounts(desk),
        "before": max(0, offset - _PAGE) if offset else None,
        "after": offset + _PAGE if len(found) > _PAGE else None,
        **hand_over.shown(request, desk),
    }
    return render(request, "kontera/vouchers.html", context)
