"""To pay: what is due, the batches of payments, their release by a second person, and the bank's answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kontera.actions import pay, report
from kontera.actions.desk import Desk
from kontera.actions.holds import Hold, holds
from kontera.core.company import Company, Right
from kontera.core.errors import InvalidAmount, InvalidValue, KonteraError, NotFound, NotReady
from kontera.core.payment import Batch, BatchState
from kontera.core.row import CaseRow
from kontera.web import shown, typed
from kontera.web.doors import company_of, desk_of
from kontera.web.refusal import names_in, words_of
from kontera.web.said import reason_words
from kontera.web.telling import tell
from kontera.web.trail import who

_SOON = 7
_PAGE = 100
_BATCHES = 30


@dataclass(frozen=True, slots=True)
class Due:
    """One invoice to pay; `days` past due (negative: still to come), `chosen` when it is due within a week.

    `hold` says why it is not paid now, in `because` for the eye.
    """

    row: CaseRow
    days: int
    chosen: bool
    hold: Hold | None = None
    because: str = ""


@dataclass(frozen=True, slots=True)
class BatchView:
    """One batch for the eye, with what the person may do."""

    batch: Batch
    sums: tuple[tuple[str, Decimal], ...]
    proposed_by: str
    released_by: str
    may_release: bool
    must_be_another: bool
    may_settle: bool
    rates: tuple[RateView, ...]
    may_cancel: bool
    paid_on: str
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class RateView:
    """The bank's rate of one currency: as it was typed, and whether nothing can be booked without it."""

    currency: str
    text: str
    needed: bool
    focus: bool


@dataclass(frozen=True, slots=True)
class Refused:
    """What was typed for a batch that could not be noted as paid, and why not."""

    batch: str
    given: Mapping[str, str]
    why: str
    needed: tuple[str, ...] = ()


@require_GET
def payments(request: HttpRequest) -> HttpResponse:
    """Due invoices, the earliest first, and the newest batches."""
    return _page(request)


def _page(request: HttpRequest, refused: Refused | None = None) -> HttpResponse:
    desk = desk_of(request)
    today = desk.doors.clock.today()
    names = names_in(request)
    company = company_of(request)
    text = request.GET.get("from", "")
    offset = int(text) if text.isdigit() and len(text) < 7 else 0  # noqa: PLR2004 - no list is that long
    found = report.to_pay(desk, _PAGE + 1, offset)
    rows = found[:_PAGE]
    held = holds(desk, rows)
    due = tuple(_due(row, today, held.get(row.id)) for row in rows)
    context = {
        "due": due,
        "batches": tuple(_view(batch, desk, names, company, refused) for batch in report.batches(desk, _BATCHES)),
        "base": company.currency,
        "before": max(0, offset - _PAGE) if offset else None,
        "after": offset + _PAGE if len(found) > _PAGE else None,
        "today": today,
        "execution": next_bank_day(today),
        "may_pay": desk.person.may(Right.PAY),
    }
    return render(request, "kontera/payments.html", context, status=422 if refused else 200)


def _due(row: CaseRow, today: date, hold: Hold | None) -> Due:
    days = (today - row.due_date).days if row.due_date else 0
    soon = row.due_date is None or row.due_date <= today + timedelta(days=_SOON)
    return Due(row, days, soon and hold is None, hold, reason_words(hold.why.value) if hold else "")


def next_bank_day(today: date) -> date:
    """The next weekday after today."""
    day = today + timedelta(days=1)
    while day.isoweekday() > 5:  # noqa: PLR2004 - Saturday and Sunday
        day += timedelta(days=1)
    return day


def _view(batch: Batch, desk: Desk, names: Mapping[str, str], company: Company, refused: Refused | None) -> BatchView:
    here = refused if refused is not None and refused.batch == batch.id else None
    given, needed = (here.given, here.needed) if here else ({}, ())
    proposed = batch.state is BatchState.PROPOSED
    may_pay = desk.person.may(Right.PAY)
    own, two = batch.proposed_by == desk.by, company.policy.two_to_release
    return BatchView(
        batch,
        batch.sums(),
        who(batch.proposed_by, names),
        who(batch.released_by, names) if batch.released_by else "",
        may_release=proposed and may_pay and not (own and two),
        must_be_another=proposed and may_pay and own and two,
        may_settle=batch.state is BatchState.RELEASED and desk.person.may(Right.SETTLE),
        rates=tuple(
            RateView(currency, given.get(f"rate_{currency}", ""), currency in needed, currency in needed[:1])
            for currency, _sum in batch.sums()
            if currency != company.currency
        ),
        may_cancel=proposed and may_pay,
        paid_on=given.get("on", "") or shown.day(desk.doors.clock.today()),
        wrong=here.why if here else "",
    )


def _do(request: HttpRequest, act: Callable[[Desk], object], said: str) -> HttpResponse:
    try:
        act(desk_of(request))
    except NotFound:
        raise  # a page of its own
    except KonteraError as error:
        tell(request, words_of(request, error), "error")
    else:
        tell(request, said)
    return redirect("web:payments")


@require_POST
def propose(request: HttpRequest) -> HttpResponse:
    """Propose a batch of what was chosen."""
    cases = tuple(request.POST.getlist("case"))

    def act(desk: Desk) -> object:
        return pay.propose(desk, cases, typed.day(request.POST.get("execution", ""), "payment.execution"))

    return _do(request, act, _("The payment is proposed; another person releases it."))


@require_POST
def release(request: HttpRequest, batch: str) -> HttpResponse:
    """Release a batch: the payment file is written."""
    return _do(
        request, lambda desk: pay.release(desk, batch), _("Released. Download the file and send it to the bank.")
    )


@require_POST
def cancel(request: HttpRequest, batch: str) -> HttpResponse:
    """Cancel a batch that was not released."""
    reason = request.POST.get("reason", "")
    return _do(
        request, lambda desk: pay.cancel(desk, batch, reason), _("Cancelled; its invoices can be proposed again.")
    )


@require_POST
def settle(request: HttpRequest, batch: str) -> HttpResponse:
    """Note that the bank has paid; what is refused is said at the batch, beside what was typed."""
    given = {name: str(text).strip() for name, text in request.POST.items()}
    try:
        rates = {
            name.removeprefix("rate_"): typed.number(text)
            for name, text in given.items()
            if name.startswith("rate_") and text
        }
        pay.settle(desk_of(request), batch, typed.day(given.get("on", ""), "payment.execution"), rates)
    except pay.RateNeeded as error:
        return _page(request, Refused(batch, given, words_of(request, error), error.currencies))
    except (InvalidAmount, InvalidValue) as error:
        return _page(request, Refused(batch, given, words_of(request, error)))
    except NotReady as error:
        tell(request, words_of(request, error), "error")
    else:
        tell(request, _("Noted as paid and booked."))
    return redirect("web:payments")


@require_GET
def file(request: HttpRequest, batch: str) -> HttpResponse:
    """The payment file for the bank."""
    known, data = report.batch(desk_of(request), batch)
    response = HttpResponse(data, content_type="application/xml")
    name = known.file_name or f"{batch}.xml"
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response
