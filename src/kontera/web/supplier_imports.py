"""Take a supplier register in from a file: look at what would change, then do it, all or nothing."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kontera.actions import supplier_import
from kontera.core.company import Right
from kontera.core.errors import KonteraError
from kontera.web import register_words, uploads
from kontera.web.doors import desk_of
from kontera.web.refusal import words_of
from kontera.web.telling import tell

_SHOWN: Final = 200


@require_http_methods(["GET", "POST"])
def look(request: HttpRequest) -> HttpResponse:
    """Choose a file; what it would change is shown, and nothing is changed."""
    desk = desk_of(request)
    desk.ask(Right.SUPPLIERS)
    if request.method != "POST":
        return render(request, "kontera/supplier_import.html", {"plan": None})
    try:
        file = uploads.file_of(request)
        plan = supplier_import.plan(desk, file.data)
    except KonteraError as error:
        return _refused(request, error)
    context = {
        "plan": plan,
        "name": file.name,
        "kept": uploads.keep(desk, file) if plan.planned and not plan.faults else "",
        "columns": tuple((text, register_words.SUPPLIER_FIELD.get(f, f)) for f, text in plan.table.columns.items()),
        "planned": tuple((one, _fields(one)) for one in plan.planned[:_SHOWN]),
        "hidden": max(0, len(plan.planned) - _SHOWN),
        "faults": tuple((one, words_of(request, one.error)) for one in plan.faults[:_SHOWN]),
        "delimiter": {"\t": _("tab")}.get(plan.table.delimiter, plan.table.delimiter),
    }
    return render(request, "kontera/supplier_import.html", context, status=422 if plan.faults else 200)


def _fields(one: supplier_import.Planned) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (str(register_words.SUPPLIER_FIELD.get(name, name)), before.replace("\n", ", "), after.replace("\n", ", "))
        for name, before, after in one.fields
    )


def _refused(request: HttpRequest, error: KonteraError) -> HttpResponse:
    context = {"plan": None, "refused": words_of(request, error)}
    return render(request, "kontera/supplier_import.html", context, status=error.status)


@require_POST
def take_in(request: HttpRequest) -> HttpResponse:
    """Do what was shown."""
    desk = desk_of(request)
    desk.ask(Right.SUPPLIERS)
    try:
        file = uploads.kept(desk, request.POST.get("kept", ""))
        done = supplier_import.take_in(desk, file.data, request.POST.get("token", ""))
    except KonteraError as error:
        tell(request, words_of(request, error), "error")
        return redirect("web:import_suppliers")
    said = _("Taken in: {new} new suppliers, {changed} changed.").format(new=done.new, changed=done.changed)
    waiting = any(one.accounts for one in done.planned)
    link = reverse("web:account_lists") if waiting else ""
    tell(request, said, link=link, link_text=_("Confirm their accounts") if waiting else "")
    return redirect("web:suppliers")
