"""Vouchers handed over to the ledger: as SIE 4 or as a table, for a period, each once unless asked for again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kontera.actions import hand_over as handing
from kontera.actions.desk import Desk
from kontera.actions.hand_over import Form, Period
from kontera.core.errors import KonteraError, NotFound
from kontera.core.event import HandedOver
from kontera.web import typed
from kontera.web.doors import company_of, desk_of
from kontera.web.refusal import names_in, words_of
from kontera.web.telling import tell
from kontera.web.trail import who

_TYPES = {Form.SIE: "application/octet-stream", Form.CSV: "text/csv; charset=utf-8"}
_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Earlier:
    """One earlier hand-over as the page lists it."""

    number: int
    at: datetime
    who: str
    event: HandedOver


def shown(request: HttpRequest, desk: Desk) -> dict[str, object]:
    """What the page of vouchers shows of the hand-over: the period asked for, what waits in it, what went before."""
    try:
        period = _period(request.GET, desk.doors.clock.today())
    except KonteraError as error:
        tell(request, words_of(request, error), "error")
        period = _period({}, desk.doors.clock.today())
    history = handing.handed_over(desk)
    found, handed = handing.waiting(desk, period)
    names = names_in(request)
    earlier = tuple(
        Earlier(noted.seq, noted.at, who(noted.by, names), noted.event)
        for noted in reversed(history[-_SHOWN:])
        if isinstance(noted.event, HandedOver)
    )
    return {
        "period": period,
        "in_period": len(found),
        "waiting": len(found) - len(handed),
        "handed": handing.keys_handed(history),
        "earlier": earlier,
        "series": tuple(sorted({one.series for one in found})),
    }


def _period(given: Mapping[str, str], today: date) -> Period:
    """The days asked for; without any, the month before this one and what has come of this. Raises InvalidValue."""
    first, last = given.get("first", "").strip(), given.get("last", "").strip()
    month = today.replace(day=1)
    series = given.get("series", "").strip()
    return Period(
        typed.day(first, "first") if first else (month - timedelta(days=1)).replace(day=1),
        typed.day(last, "last") if last else today,
        (series,) if series else (),
    )


@require_POST
def hand_over(request: HttpRequest) -> HttpResponse:
    """Hand the vouchers of a period over; the file is offered on the page that follows."""
    desk = desk_of(request)
    try:
        period = _period(request.POST.dict(), desk.doors.clock.today())
        event, _data = handing.hand_over(desk, period, again="again" in request.POST)
    except KonteraError as error:
        if error.status == 403:  # noqa: PLR2004 - forbidden is a page of its own
            raise
        tell(request, words_of(request, error), "error")
        return redirect("web:vouchers")
    number = handing.handed_over(desk)[-1].seq
    told = _("Handed over: {count} vouchers.").format(count=len(event.vouchers))
    tell(request, told, link=f"/vouchers/handed-over/{number}/sie/", link_text=_("Download SIE 4"))
    return redirect(f"/vouchers/?first={period.first}&last={period.last}")


@require_GET
def file(request: HttpRequest, number: int, form: str) -> HttpResponse:
    """A file that was handed over, again."""
    desk = desk_of(request)
    wanted = _form(form)
    event, data = handing.file_of(desk, number, wanted, _headings())
    return _answer(request, Period(event.first, event.last, event.series), wanted, data)


@require_GET
def copy(request: HttpRequest, form: str) -> HttpResponse:
    """The vouchers of a period to look at; nothing is noted."""
    desk = desk_of(request)
    wanted = _form(form)
    period = _period(request.GET.dict(), desk.doors.clock.today())
    return _answer(request, period, wanted, handing.copy(desk, period, wanted, _headings()))


def _headings() -> tuple[str, ...]:
    """The columns of the table, in the reader's language."""
    return (
        _("Series"),
        _("Number"),
        _("Date"),
        _("Text"),
        _("Account"),
        _("Account name"),
        _("Debit"),
        _("Credit"),
        _("Dimensions"),
        _("Row text"),
    )


def _form(text: str) -> Form:
    try:
        return Form(text)
    except ValueError as error:
        raise NotFound(what=text) from error


def _answer(request: HttpRequest, period: Period, form: Form, data: bytes) -> HttpResponse:
    response = HttpResponse(data, content_type=_TYPES[form])
    name = handing.file_name(company_of(request), period, form)
    disposition = content_disposition_header(as_attachment=True, filename=name)
    if disposition:
        response.headers["Content-Disposition"] = disposition
    return response
