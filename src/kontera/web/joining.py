"""Joins the files one invoice came in, and takes them apart again: a page of its own beside the desk."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kontera.actions import join as joining
from kontera.actions import report
from kontera.core.errors import Conflict, NotReady
from kontera.web.doors import desk_of
from kontera.web.refusal import words_of
from kontera.web.side import supplier_name
from kontera.web.telling import tell


@require_http_methods(["GET", "POST"])
def join(request: HttpRequest, case: str) -> HttpResponse:
    """Choose which other files are pages of the same invoice, and whether they come before or after this one's."""
    desk, said = desk_of(request), ""
    if request.method == "POST":
        others = request.POST.getlist("other")
        order = [*others, case] if request.POST.get("place") == "before" else [case, *others]
        try:
            head = joining.join(desk, order)
        except (NotReady, Conflict) as error:
            said = words_of(request, error)
        else:
            tell(request, _("The files are joined; the invoice is read anew from all pages."))
            return redirect("web:desk", case=head)
    view = report.case(desk, case)
    context = {
        "case": view.case,
        "row": view.row,
        "name": supplier_name(view.supplier, view.case),
        "found": joining.candidates(desk, case),
        "said": said,
        "chosen": request.POST.getlist("other"),
    }
    return render(request, "kontera/join.html", context, status=409 if said else 200)


@require_POST
def take_apart(request: HttpRequest, case: str) -> HttpResponse:
    """Give each file its own case again."""
    try:
        joining.take_apart(desk_of(request), case, request.POST.get("why", "").strip())
    except (NotReady, Conflict) as error:
        tell(request, words_of(request, error))
    else:
        tell(request, _("The files are taken apart; each is read by itself."))
    return redirect("web:desk", case=case)
