"""What colleagues changed in an invoice while a person had it before them: told, never silently written over."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.utils.translation import gettext as _

from kontera.core.company import Right
from kontera.core.event import Coded, Corrected, Event, LinesReread, SupplierChosen
from kontera.web import words
from kontera.web.doors import desk_of
from kontera.web.refusal import names_in


def changed_by_others(request: HttpRequest, case: str, revision: int | None) -> str:
    """What other people changed after the revision this person saw, in a sentence each; empty when nobody did.

    A `revision` of None says that the page did not tell what was seen.
    """
    if revision is None:
        return ""
    desk = desk_of(request)
    names = names_in(request)
    changed: dict[str, dict[str, None]] = {}
    for noted in desk.ask(Right.SEE).history(case)[revision:]:
        if noted.by != desk.by and noted.by in names:
            changed.setdefault(names[noted.by], {}).update(dict.fromkeys(_values(noted.event)))
    told = ((who, ", ".join(what)) for who, what in changed.items() if what)
    return " ".join(_("{who} changed in the meantime: {what}.").format(who=who, what=what) for who, what in told)


def revision_seen(request: HttpRequest) -> int | None:
    """The revision that the person had before them, as the page tells it."""
    text = request.POST.get("revision", "")
    return int(text) if text.isascii() and text.isdigit() else None


def _values(event: Event) -> Iterator[str]:
    match event:
        case Corrected(changes):
            yield from (words.field(change.path) for change in changes)
        case Coded():
            yield _("Coding")
        case LinesReread():
            yield _("Lines")
        case SupplierChosen():
            yield _("Supplier")
        case _:
            return
