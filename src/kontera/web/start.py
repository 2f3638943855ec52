"""The start page: what there is to do, and the one next thing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from kontera.actions import approve, report, setup, straight
from kontera.core.case import Queue, State
from kontera.core.company import Right
from kontera.web.doors import desk_of, doors, person_of
from kontera.web.inbox import INBOX_QUEUES, tabs


@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """Numbers and the next thing to do; for a newcomer, how invoices arrive."""
    if person_of(request) is None:
        if request.user.is_authenticated:
            return nowhere(request)
        return redirect("web:setup_first" if setup.is_fresh(doors()) else "web:sign_in")
    desk = desk_of(request)
    states = report.states(desk)
    queues = report.queues(desk)
    queue = report.default_queue(queues)
    payables = report.payables(desk, desk.doors.clock.today(), 0)
    due, due_sums = report.to_pay_sums(desk)
    context = {
        "new": not any(states.values()),
        "tabs": tabs(queues, None),
        "waiting": sum(queues.get(one, 0) for one in INBOX_QUEUES if one is not Queue.WAITING),
        "queue": queue,
        "queue_count": queues.get(queue, 0),
        "working": states.get(State.WORKING, 0),
        "approve": approve.count_mine(desk) if desk.person.may(Right.APPROVE) else 0,
        "asked": approve.asked(desk),
        "pay": due,
        "pay_sums": tuple(due_sums.items()),
        "late": payables.late,
        "sums": tuple(payables.sums.items()),
        "archived": states.get(State.ARCHIVED, 0),
        "overdue": approve.overdue(desk),
        "samples": straight.count_waiting(desk) if desk.person.may(Right.VERIFY) else 0,
        "remind_after": desk.ask(Right.SEE).company.policy.remind_after,
        "setting_up": setup.progress(desk) if desk.person.may(Right.MANAGE) else None,
    }
    return render(request, "kontera/start.html", context)


def nowhere(request: HttpRequest) -> HttpResponse:
    """The page of somebody who works in no company yet."""
    return render(request, "kontera/nowhere.html", status=403)
