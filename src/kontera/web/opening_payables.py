"""Open supplier invoices of earlier books: look at a file row by row, compare it with the ledger, then take it in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kontera.actions import opening_payables, sie
from kontera.actions.desk import Desk
from kontera.actions.opening_payables import Asked, Plan, Source
from kontera.actions.opening_rows import Judged
from kontera.core.company import Right
from kontera.core.errors import KonteraError
from kontera.web import register_words, typed, uploads
from kontera.web.doors import desk_of
from kontera.web.refusal import words_of
from kontera.web.telling import tell
from kontera.web.uploads import Upload

_SHOWN: Final = 500
_SHOWN_OF_SIE: Final = 1000  # each is chosen or left by itself
_PAST: Final = 20
_SUPPLIERS: Final = 200


@dataclass(frozen=True, slots=True)
class RowView:
    """One row for the eye: what is wrong with it stands by column."""

    judged: Judged
    wrong: tuple[tuple[str, str], ...]
    assumed: tuple[str, ...]


@require_http_methods(["GET", "POST"])
def look(request: HttpRequest) -> HttpResponse:
    """Choose a file; what it would bring forward is shown, and nothing is done."""
    desk = desk_of(request)
    desk.ask(Right.VERIFY)
    if request.method != "POST":
        return _page(request, desk, {})
    try:
        file = uploads.file_of(request)
        ledger = _ledger(request)
        asked = _asked(request, file, ledger)
        plan = opening_payables.plan(desk, asked)
    except KonteraError as error:
        return _page(request, desk, {"refused": words_of(request, error)}, error.status)
    return _page(request, desk, _planned(request, desk, plan, asked, ledger), 422 if not plan.ready else 200)


def _ledger(request: HttpRequest) -> Upload | None:
    return uploads.file_of(request, sie.MOST_BYTES, "ledger") if request.FILES.get("ledger") else None


def _asked(request: HttpRequest, file: Upload, ledger: Upload | None) -> Asked:
    given = request.POST
    text = given.get("on", "").strip()
    on = typed.day(text, "date") if text else None
    return Asked(
        file.data,
        file.name,
        on,
        ledger.data if ledger else b"",
        opening_payables.balance_of(given.get("balance", "")),
    )


def _planned(request: HttpRequest, desk: Desk, plan: Plan, asked: Asked, ledger: Upload | None) -> dict[str, object]:
    most = _SHOWN_OF_SIE if plan.source is Source.SIE else _SHOWN
    # what is wrong comes first: it is what a person must see
    ordered = (*plan.wrong, *plan.ready, *plan.there)
    columns = register_words.OPENING_FIELD
    return {
        "plan": plan,
        "name": asked.name,
        "chosen": plan.source is Source.SIE,
        "rows": tuple(_view(request, one) for one in ordered[:most]),
        "hidden": max(0, len(ordered) - most),
        "suppliers": plan.by_supplier[:_SUPPLIERS],
        "columns": tuple((text, columns.get(column, column)) for column, text in plan.columns.items()),
        "kept": uploads.keep(desk, Upload(asked.name, asked.data)),
        "kept_ledger": uploads.keep(desk, ledger) if ledger else "",
        "balance": "" if asked.balance is None else f"{asked.balance:f}",
        "agrees": plan.difference == 0,
        "later": request.POST.get("on", ""),
    }


def _view(request: HttpRequest, one: Judged) -> RowView:
    columns = register_words.OPENING_FIELD
    wrong = tuple((str(columns.get(column, column)), words_of(request, error)) for column, error in one.faults)
    assumed = one.item.assumed if one.item is not None else ()
    return RowView(one, wrong, tuple(str(columns.get(path, path)) for path in assumed))


def _page(request: HttpRequest, desk: Desk, more: dict[str, object], status: int = 200) -> HttpResponse:
    context = {
        "today": desk.doors.clock.today(),
        "past": opening_payables.openings(desk)[:_PAST],
        "most": uploads.MOST_BYTES // 1_000_000,
        **more,
    }
    return render(request, "kontera/opening_payables.html", context, status=status)


@require_POST
def take_in(request: HttpRequest) -> HttpResponse:
    """Bring forward what was shown."""
    desk, given = desk_of(request), request.POST
    desk.ask(Right.VERIFY)
    try:
        file = uploads.kept(desk, given.get("kept", ""))
        ledger = uploads.kept(desk, given["kept_ledger"]) if given.get("kept_ledger") else None
        rows = _rows(given.getlist("row")) if "choosing" in given else None
        done = opening_payables.take_in(
            desk,
            _asked(request, file, ledger),
            given.get("token", ""),
            rows,
            leave_out="leave_out" in given,
        )
    except KonteraError as error:
        tell(request, words_of(request, error), "error")
        return redirect("web:opening_payables")
    tell(request, _("Invoices brought forward: {count}.").format(count=done.count))
    difference = done.opening.difference if done.opening else None
    if difference:
        tell(request, _("The ledger and the earlier books still differ: see the list."), "error")
    return redirect("web:opening_payables")


def _rows(texts: list[str]) -> frozenset[int]:
    return frozenset(int(text) for text in texts if text.isascii() and text.isdigit())


@require_http_methods(["GET", "POST"])
def table(request: HttpRequest) -> HttpResponse:
    """The rows of a file as a table to be completed and taken in again; without a file an empty one."""
    desk = desk_of(request)
    desk.ask(Right.VERIFY)
    made: Plan | None = None
    if request.method == "POST":
        try:
            made = opening_payables.plan(desk, _asked(request, uploads.kept(desk, request.POST.get("kept", "")), None))
        except KonteraError as error:
            tell(request, words_of(request, error), "error")
            return redirect("web:opening_payables")
    response = HttpResponse(opening_payables.template(made), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="open-invoices.csv"'
    return response


@require_POST
def take_back(request: HttpRequest, case: str) -> HttpResponse:
    """Take back an invoice that was brought forward by mistake."""
    try:
        opening_payables.take_back(desk_of(request), case, request.POST.get("reason", ""))
    except KonteraError as error:
        tell(request, words_of(request, error), "error")
        return redirect("web:desk", case)
    tell(request, _("Taken back: the ledger is as if it had never been there."))
    return redirect("web:ledger")
