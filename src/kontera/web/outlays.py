"""Outlays: what people have paid with their own money and are owed, and what was given back."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kontera.actions import outlays as actions
from kontera.core.company import Right
from kontera.core.errors import KonteraError
from kontera.core.means import Repayment
from kontera.web import shown, typed
from kontera.web.doors import company_of, desk_of
from kontera.web.refusal import words_of
from kontera.web.telling import tell

_LATELY = 50


@require_GET
def outlays(request: HttpRequest) -> HttpResponse:
    """What is owed, by person, and what was given back."""
    desk = desk_of(request)
    context = {
        "owed": actions.owed(desk),
        "given_back": actions.given_back(desk)[:_LATELY],
        "currency": company_of(request).currency,
        "may_settle": desk.person.may(Right.SETTLE),
        "today": desk.doors.clock.today(),
    }
    return render(request, "kontera/outlays.html", context)


@require_POST
def repay(request: HttpRequest) -> HttpResponse:
    """Note that a person got the money back."""
    desk = desk_of(request)
    desk.ask(Right.SETTLE)
    person, cases = request.POST.get("person", ""), tuple(request.POST.getlist("case"))
    way = request.POST.get("by", "")
    by = Repayment(way) if way in set(Repayment) else Repayment.BANK
    try:
        on = typed.day(request.POST.get("on", ""), "payment.execution")
        actions.repay(desk, person, cases, on, by)
    except KonteraError as error:
        tell(request, words_of(request, error), "error")
    else:
        tell(request, _("Given back to {person}.").format(person=person))
    return redirect("web:outlays")


@require_GET
def download(request: HttpRequest) -> HttpResponse:
    """All outlays as a CSV file."""
    headings = (
        _("Person"),
        _("Date"),
        _("Text"),
        _("Voucher"),
        _("Account"),
        _("Amount"),
        _("Currency"),
        _("Given back on"),
    )
    data = actions.as_csv(desk_of(request), headings, comma=shown.locale() != "en_GB")
    response = HttpResponse(data, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="outlays.csv"'
    return response
