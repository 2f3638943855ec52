"""Many payment accounts of a taken-over register confirmed together: choose them, and the lists that wait."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kontera.actions import account_lists, report
from kontera.actions.account_lists import Word
from kontera.actions.desk import Desk
from kontera.core.account_change import Standing
from kontera.core.account_list import AccountList, Listed
from kontera.core.errors import KonteraError, NotFound
from kontera.web import said
from kontera.web.account_changes import Given
from kontera.web.doors import desk_of
from kontera.web.refusal import names_in, words_of
from kontera.web.telling import tell
from kontera.web.trail import who

PAGE: Final = 100
_PAST: Final = 10


@dataclass(frozen=True, slots=True)
class ListView:
    """One list for the eye: its accounts with the supplier's name, who has given their word, and what is in the way."""

    list: AccountList
    entries: tuple[tuple[Listed, str], ...]
    given: tuple[Given, ...]
    own: bool


@require_GET
def many(request: HttpRequest) -> HttpResponse:
    """The accounts nobody has confirmed, and the lists that wait for another person."""
    desk = desk_of(request)
    search, text = request.GET.get("q", "").strip(), request.GET.get("from", "")
    offset = int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0  # noqa: PLR2004 - no list is longer
    found = account_lists.candidates(desk, search, PAGE, offset)
    known = account_lists.lists(desk)
    last = offset + len(found.found)
    context = {
        "found": tuple((one, said.reason_words(one.why_not)) for one in found.found),
        "fit": sum(not one.why_not for one in found.found),
        "total": found.total,
        "people": found.people,
        "search": search,
        "first": offset + 1,
        "last": last,
        "before": urlencode({"q": search, "from": max(0, offset - PAGE)}) if offset else "",
        "after": urlencode({"q": search, "from": last}) if last < found.total else "",
        "open": tuple(_view(request, desk, one) for one in known if one.standing is Standing.OPEN),
        "past": tuple(_view(request, desk, one) for one in known if one.standing is not Standing.OPEN)[:_PAST],
    }
    return render(request, "kontera/account_lists.html", context)


def _view(request: HttpRequest, desk: Desk, one: AccountList) -> ListView:
    names = names_in(request)
    called = report.named(desk, (entry.supplier for entry in one.entries))
    entries = tuple((entry, called.get(entry.supplier, entry.supplier)) for entry in one.entries)
    given = tuple(Given(who(by.by, names), by.on, by.channel, by.contact, by.note) for by in one.vouches)
    return ListView(one, entries, given, any(by.by == desk.by for by in one.vouches))


@require_POST
def propose(request: HttpRequest) -> HttpResponse:
    """Put the chosen accounts on a list, with one's own word for them."""
    chosen = _chosen(request)

    def act(desk: Desk) -> str:
        made = account_lists.propose(desk, chosen, _word(request))
        if made.standing is Standing.CONFIRMED:
            return _confirmed(len(made.kept))
        return _("Accounts on the list: {count}. Another person confirms them.").format(count=len(made.entries))

    return _done(request, act)


@require_POST
def confirm(request: HttpRequest, list_id: str) -> HttpResponse:
    """Confirm a list that somebody else made; what is not ticked is left out."""
    kept = frozenset(_chosen(request))

    def act(desk: Desk) -> str:
        known = next((one for one in account_lists.lists(desk) if one.id == list_id), None)
        keys = ((one.supplier, one.account.key) for one in known.entries) if known is not None else ()
        after = account_lists.confirm(desk, list_id, _word(request), tuple(key for key in keys if key not in kept))
        return _confirmed(len(after.kept))

    return _done(request, act)


@require_POST
def let_go(request: HttpRequest, list_id: str) -> HttpResponse:
    """Let a list go."""

    def act(desk: Desk) -> str:
        account_lists.let_go(desk, list_id, request.POST.get("reason", ""))
        return _("Let go.")

    return _done(request, act)


def _confirmed(count: int) -> str:
    return _("Accounts confirmed: {count}.").format(count=count)


def _chosen(request: HttpRequest) -> tuple[tuple[str, str], ...]:
    """The ticked accounts: the supplier's id and the account's key, parted by a stroke."""
    pairs = (text.partition("|") for text in request.POST.getlist("account"))
    return tuple((supplier, key) for supplier, _stroke, key in pairs if supplier and key)


def _word(request: HttpRequest) -> Word:
    given = request.POST
    return Word(given.get("source", ""), given.get("where", ""), given.get("note", ""))


def _done(request: HttpRequest, act: Callable[[Desk], str]) -> HttpResponse:
    try:
        tell(request, act(desk_of(request)))
    except NotFound:
        raise
    except KonteraError as error:
        if "person" in error.values:
            error.values = {**error.values, "person": names_in(request).get(str(error.values["person"]), "")}
        tell(request, words_of(request, error), "error")
    return redirect("web:account_lists")
