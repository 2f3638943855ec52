"""Who of our people is close to a supplier, said on its page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kontera.actions import related
from kontera.actions.desk import Desk
from kontera.core.errors import KonteraError
from kontera.core.party import Supplier
from kontera.web.doors import desk_of
from kontera.web.refusal import words_of
from kontera.web.telling import tell

Choice = tuple[str, str, bool, bool]
"""A person's id and name, whether they are close to the supplier, and whether that can be changed."""


@require_POST
def relate(request: HttpRequest, supplier_id: str) -> HttpResponse:
    """Say who is close to a supplier; those may approve none of its invoices."""
    seen = request.POST.get("revision", "")
    people = request.POST.getlist("person")
    why = request.POST.get("why", "").strip()
    try:
        related.relate(desk_of(request), supplier_id, people, why, int(seen) if seen.isdigit() else None)
    except KonteraError as error:
        tell(request, words_of(request, error), "error")
    else:
        tell(request, _("Saved."))
    return redirect("web:supplier", supplier_id)


def choices(desk: Desk, supplier: Supplier) -> tuple[Choice, ...]:
    """Our people by name; who has left is named as long as the record names them."""
    here = related.candidates(desk)
    known = {one.id for one in here}
    left = (one for one in supplier.related if one not in known)
    listed = [(one.id, one.name, one.id in supplier.related) for one in here]
    listed += [(one, str(_("somebody who has left")), True) for one in left]
    own = desk.person.id
    return tuple((one, name, close, not (close and one == own)) for one, name, close in listed)
