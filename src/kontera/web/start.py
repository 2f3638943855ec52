"""The start page: what there is to do, and the one next thing."""

from __future__ import annotations

from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from kontera.actions import report
from kontera.core.case import Queue, State
from kontera.core.money import ZERO
from kontera.core.row import CaseRow
from kontera.ports import View
from kontera.web.doors import desk_of, person_of
from kontera.web.inbox import INBOX_QUEUES, tabs


@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """Numbers and the next thing to do; for a newcomer, how invoices arrive."""
    if person_of(request) is None:
        return redirect("web:sign_in") if not request.user.is_authenticated else nowhere(request)
    desk = desk_of(request)
    states = report.states(desk)
    page = report.inbox(desk, View(limit=1))
    queue = report.default_queue(page.queues)
    payables = report.payables(desk, desk.doors.clock.today())
    due = report.to_pay(desk)
    context = {
        "new": not any(states.values()),
        "tabs": tabs(page.queues, None),
        "waiting": sum(page.queues.get(one, 0) for one in INBOX_QUEUES if one is not Queue.WAITING),
        "queue": queue,
        "queue_count": page.queues.get(queue, 0),
        "working": page.working,
        "approve": states.get(State.APPROVE, 0),
        "pay": len(due),
        "pay_sums": _sums(due),
        "late": sum(item.age > 0 for item in payables.items),
        "sums": tuple(payables.sums.items()),
        "archived": states.get(State.ARCHIVED, 0),
    }
    return render(request, "kontera/start.html", context)


def nowhere(request: HttpRequest) -> HttpResponse:
    """The page of somebody who works in no company yet."""
    return render(request, "kontera/nowhere.html", status=403)


def _sums(rows: tuple[CaseRow, ...]) -> tuple[tuple[str, Decimal], ...]:
    sums: dict[str, Decimal] = {}
    for row in rows:
        amount = row.open_amount if row.open_amount is not None else row.payable or ZERO
        sums[row.currency] = sums.get(row.currency, ZERO) + amount
    return tuple(sorted(sums.items()))
