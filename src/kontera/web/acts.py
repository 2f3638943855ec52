"""What a person does at the desk: correct, code, review, approve, release, close; each answers with the new pane."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kontera.actions import correct, decide, report, reread, suppliers
from kontera.actions.desk import Desk
from kontera.core.case import Case, State
from kontera.core.company import Right
from kontera.core.errors import Conflict, InvalidValue, KonteraError, NotReady
from kontera.core.event import Change, Corrected, LinesReread, Noted
from kontera.core.evidence import Box
from kontera.core.money import ZERO
from kontera.web import side as pane
from kontera.web import typed
from kontera.web.doors import desk_of
from kontera.web.meanwhile import changed_by_others, revision_seen
from kontera.web.opened import opened_at
from kontera.web.refusal import words_of
from kontera.web.telling import tell

_MAY_LACK: Final = "vat_code"  # a form without it leaves the codes as they are
_BY_MACHINE: Final = frozenset({"way", "Somebody"})
_TRIES: Final = 6
_BETWEEN: Final = 0.15  # seconds
_SETTLED_WITHIN: Final = 3.0  # seconds
_ROW: Final = ("index", "account", "debit", "credit", "cost_centre", "project", "text", "vat_code")


def _pane(
    request: HttpRequest,
    case: str,
    *,
    said: str = "",
    kind: str = "done",
    wrong: Mapping[str, str] | None = None,
    clash: bool = False,
) -> HttpResponse:
    context = pane.side(request, case, wrong=wrong)
    context |= {"said": said, "said_kind": kind, "pulse": 0, "clash": clash}
    return render(request, "kontera/parts/pane.html", context)


def _do(request: HttpRequest, case: str, act: Callable[[Desk], object], said: str = "") -> HttpResponse:
    """Perform an act and show the case as it then is; a refusal is said above the pane, and nothing is lost."""
    try:
        _steadily(lambda: act(desk_of(request)))
    except KonteraError as error:
        return _pane(request, case, said=words_of(request, error), kind="error")
    return _pane(request, case, said=said)


perform = _do  # what other rooms of the desk do, they do alike


def _steadily(act: Callable[[], object]) -> None:
    """Perform an act again when the walk of the case wrote in the same moment; a person's change is a Conflict."""
    for left in reversed(range(_TRIES)):
        try:
            act()
        except Conflict as conflict:
            if not left or conflict.values.get("who") not in _BY_MACHINE:
                raise
            time.sleep(_BETWEEN)
        else:
            return


def _settled(desk: Desk, case: str) -> Case:
    """The case once its walk has come to rest, or as it is after a short while."""
    box, until = desk.ask(Right.SEE), time.monotonic() + _SETTLED_WITHIN
    while (known := box.case(case)).state is State.WORKING and time.monotonic() < until:
        time.sleep(_BETWEEN)
    return known


def _revision(request: HttpRequest) -> int:
    text = request.POST.get("revision", "")
    if not text.isdigit():
        raise InvalidValue(value=text, field="revision")
    return int(text)


@require_POST
def set_values(request: HttpRequest, case: str) -> HttpResponse:
    """Save one or several values, typed in local form: pairs of `path` and `text`."""
    paths, texts = request.POST.getlist("path"), request.POST.getlist("text")
    try:
        values = {path: typed.canonical(path, text) for path, text in zip(paths, texts, strict=False)}
        revision = _revision(request)
        _steadily(lambda: correct.correct(desk_of(request), case, values, revision))
    except KonteraError as error:
        told, mine = words_of(request, error), dict(zip(paths, texts, strict=False))
        return _pane(request, case, said=told, kind="error", wrong=mine, clash=isinstance(error, Conflict))
    return _pane(request, case, said=changed_by_others(request, case, revision), kind="note")


@require_POST
def undo(request: HttpRequest, case: str) -> HttpResponse:
    """Take back the person's last correction that still stands."""
    desk = desk_of(request)
    box = desk.ask(Right.VERIFY)
    stack = _undoable(box.history(case), desk.by)
    if not stack:
        return _pane(request, case, said=_("There is nothing of yours to undo."))
    if not stack[-1]:
        return _do(request, case, lambda at: reread.take_back_lines(at, case), _("Undone."))
    values = {change.path: change.before for change in stack[-1]}
    revision = _since(box.history(case), desk.by, stack[-1])
    return _do(request, case, lambda at: correct.correct(at, case, values, revision), _("Undone."))


def _since(history: tuple[Noted, ...], by: str, changes: tuple[Change, ...]) -> int:
    """The revision at which the person made these changes: what a colleague wrote over them later is not undone."""
    made = 0
    for at, noted in enumerate(history, 1):
        match noted.event:
            case Corrected(written) if noted.by == by and written == changes:
                made = at
            case _:
                continue
    return made


def _undoable(history: tuple[Noted, ...], by: str) -> list[tuple[Change, ...]]:
    """What a person changed and has not undone, oldest first; rows read again are an empty change."""
    stack: list[tuple[Change, ...]] = []
    for noted in history:
        match noted.event:
            case Corrected(changes) if noted.by == by:
                undone = bool(stack) and changes == tuple(_turned(change) for change in stack[-1])
                stack = stack[:-1] if undone else [*stack, changes]
            case LinesReread(page=page) if noted.by == by:
                stack = [*stack, ()] if page else stack[: stack.index(())] if () in stack else stack
            case _:
                continue
    return stack


def _turned(change: Change) -> Change:
    return Change(change.path, change.after, change.before)


@require_POST
def reread_lines(request: HttpRequest, case: str) -> HttpResponse:
    """Read the rows again from a part of a page: its number, and the edges as fractions of the page."""
    edges = [_fraction(request.POST.get(name, "")) for name in ("x0", "y0", "x1", "y1")]
    page = request.POST.get("page", "")
    if not page.isdigit():
        raise InvalidValue(value=page, field="page")
    part = Box(min(edges[0], edges[2]), min(edges[1], edges[3]), max(edges[0], edges[2]), max(edges[1], edges[3]))
    said = _("The rows were read again. Ctrl+Z puts the earlier ones back.")
    return _do(request, case, lambda at: reread.reread_lines(at, case, int(page), part), said)


def _fraction(text: str) -> float:
    try:
        return min(1.0, max(0.0, float(text)))
    except ValueError as error:
        raise InvalidValue(value=text, field="part") from error


@require_POST
def set_coding(request: HttpRequest, case: str) -> HttpResponse:
    """Save the coding's rows."""
    desk = desk_of(request)
    columns = {name: request.POST.getlist(name) for name in _ROW if name in request.POST or name != _MAY_LACK}
    given = tuple(
        {name: texts[at] if at < len(texts) else "" for name, texts in columns.items()}
        for at in range(len(columns["account"]))
    )
    given = tuple(one for one in given if one["account"].strip() or one["debit"].strip() or one["credit"].strip())
    try:
        amounts = {at: _amount(one["debit"]) - _amount(one["credit"]) for at, one in enumerate(given)}
        if any(not one["account"].strip().isalnum() for one in given):
            raise NotReady(reason="an account is missing")
        revision, known = _revision(request), _settled(desk, case)
        _steadily(lambda: correct.code(desk, case, pane.rows_typed(known, given, amounts), revision))
    except KonteraError as error:
        return _pane(request, case, said=words_of(request, error), kind="error")
    return _pane(request, case)


def _amount(text: str) -> Decimal:
    return typed.amount(text) if text.strip() else ZERO


@require_POST
def set_rate(request: HttpRequest, case: str) -> HttpResponse:
    """Give the exchange rate to book at."""
    text = request.POST.get("rate", "")
    return _do(
        request, case, lambda at: correct.set_rate(at, case, typed.number(text)), _("The coding follows the rate.")
    )


@require_POST
def choose_supplier(request: HttpRequest, case: str) -> HttpResponse:
    """Say which supplier of the register it is: by id, or by a name that only one of them bears."""
    desk, wanted = desk_of(request), request.POST.get("supplier", "")
    found = report.called(desk, wanted)
    if not found:
        return _pane(request, case, said=_("Choose a supplier of the register."), kind="error")
    return _do(request, case, lambda at: correct.choose_supplier(at, case, found), _("Supplier chosen."))


@require_POST
def add_supplier(request: HttpRequest, case: str) -> HttpResponse:
    """Take the invoice's supplier into the register."""
    return _do(request, case, lambda at: suppliers.add_from_case(at, case), _("Added to the supplier register."))


@require_POST
def verify(request: HttpRequest, case: str) -> HttpResponse:
    """Say that the reading is right, and go to the next; what a colleague changed unseen is shown first."""
    if meanwhile := changed_by_others(request, case, revision_seen(request)):
        advice = _("Look, then approve.")
        return _pane(request, case, said=f"{meanwhile} {advice}", kind="error")
    seen = tuple(request.POST.getlist("seen"))
    opened = opened_at(request)
    return _and_next(request, case, lambda at: decide.verify(at, case, seen, opened), _("{invoice} is reviewed."))


@require_POST
def approve(request: HttpRequest, case: str) -> HttpResponse:
    """Approve for payment, and go to the next."""
    comment = request.POST.get("comment", "")
    return _and_next(request, case, lambda at: decide.approve(at, case, comment), _("{invoice} is approved."))


@require_POST
def close(request: HttpRequest, case: str) -> HttpResponse:
    """Take it out of the way, and go to the next."""
    reason, comment = request.POST.get("reason", ""), request.POST.get("comment", "")
    if reason not in {"not_invoice", "duplicate", "rejected"}:
        return _pane(request, case, said=_("Choose why it is closed."), kind="error")
    link = (reverse("web:letter", args=[case]), _("Letter to the supplier")) if reason == "rejected" else None
    return _and_next(request, case, lambda at: decide.close(at, case, reason, comment), _("{invoice} is closed."), link)


def _and_next(
    request: HttpRequest, case: str, act: Callable[[Desk], object], said: str, link: tuple[str, str] | None = None
) -> HttpResponse:
    """Do it and show the next invoice, saying what was done, with a link: to the one that was left, unless named."""
    desk = desk_of(request)
    before = report.case(desk, case, pane.queue_of(request, _settled(desk, case)))
    queue = pane.queue_of(request, before.case)
    try:
        _steadily(lambda: act(desk))
    except KonteraError as error:
        return _pane(request, case, said=words_of(request, error), kind="error")
    name = f"{before.row.supplier_name} {before.row.number}".strip() or before.row.file_name
    where_to, called = link or (reverse("web:desk", args=[case]), _("Show"))
    tell(request, said.format(invoice=name), link=where_to, link_text=called)
    after = before.after or before.before
    where = reverse("web:desk", args=[after]) if after and after != case else reverse("web:inbox")
    response = HttpResponse(status=204)
    response.headers["HX-Redirect"] = f"{where}?queue={queue}"
    return response


@require_POST
def release(request: HttpRequest, case: str) -> HttpResponse:
    """Release a stop, for a reason."""
    finding, reason = request.POST.get("finding", ""), request.POST.get("reason", "")
    return _do(request, case, lambda at: decide.release(at, case, finding, reason), _("The stop is released."))


@require_POST
def dispute(request: HttpRequest, case: str) -> HttpResponse:
    """Dispute it: booked, not paid."""
    reason = request.POST.get("reason", "")
    return _do(request, case, lambda at: decide.dispute(at, case, reason), _("Disputed; it will not be paid."))


@require_POST
def end_dispute(request: HttpRequest, case: str) -> HttpResponse:
    """End the dispute."""
    reason = request.POST.get("reason", "")
    return _do(request, case, lambda at: decide.end_dispute(at, case, reason), _("The dispute is over."))


@require_POST
def reopen(request: HttpRequest, case: str) -> HttpResponse:
    """Open a closed case again."""
    reason = request.POST.get("reason", "")
    return _do(request, case, lambda at: decide.reopen(at, case, reason), _("Opened again."))


@require_POST
def comment(request: HttpRequest, case: str) -> HttpResponse:
    """Leave a comment."""
    text = request.POST.get("text", "").strip()
    if not text:
        return _pane(request, case)
    return _do(request, case, lambda at: correct.comment(at, case, text))
