"""Take a supplier register in from a file: look at what would change, then do it, all or nothing."""

from __future__ import annotations

import base64
import binascii
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kontera.actions import supplier_import
from kontera.core.company import Right
from kontera.core.errors import InvalidValue, KonteraError
from kontera.web import register_words
from kontera.web.doors import desk_of
from kontera.web.refusal import words_of
from kontera.web.telling import tell

_SHOWN: Final = 200
_MOST: Final = 1_800_000  # bytes, carried in the page between looking and doing: some 15,000 suppliers


@require_http_methods(["GET", "POST"])
def look(request: HttpRequest) -> HttpResponse:
    """Choose a file; what it would change is shown, and nothing is changed."""
    desk = desk_of(request)
    desk.ask(Right.SUPPLIERS)
    file = request.FILES.get("file")
    if request.method != "POST" or file is None:
        return render(request, "kontera/supplier_import.html", {"plan": None})
    if (file.size or 0) > _MOST:
        return _refused(request, InvalidValue(value=file.name, field="file"))
    data = file.read()
    try:
        plan = supplier_import.plan(desk, data)
    except KonteraError as error:
        return _refused(request, error)
    context = {
        "plan": plan,
        "name": file.name,
        "data": base64.b64encode(data).decode(),
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
    try:
        data = base64.b64decode(request.POST.get("data", ""), validate=True)
    except binascii.Error:
        data = b""
    try:
        done = supplier_import.take_in(desk_of(request), data, request.POST.get("token", ""))
    except KonteraError as error:
        tell(request, words_of(request, error), "error")
        return redirect("web:import_suppliers")
    said = _("Taken in: {new} new suppliers, {changed} changed.").format(new=done.new, changed=done.changed)
    tell(request, said)
    return redirect("web:suppliers")
