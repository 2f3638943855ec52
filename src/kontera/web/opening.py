"""Opens a locked document at the desk with the password that a person types."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from kontera.actions.unlock import unlock
from kontera.core.errors import KonteraError
from kontera.web import side as pane
from kontera.web.doors import desk_of
from kontera.web.refusal import words_of


@sensitive_post_parameters("password")
@require_POST
def password(request: HttpRequest, case: str) -> HttpResponse:
    """Open the document with the typed password; a wrong one is said above the pane, and another can be tried."""
    said, kind = _("The document is open; it is being read."), "done"
    try:
        unlock(desk_of(request), case, request.POST.get("password", ""))
    except KonteraError as error:
        said, kind = words_of(request, error), "error"
    context = pane.side(request, case) | {"said": said, "said_kind": kind, "pulse": 0}
    return render(request, "kontera/parts/pane.html", context)
