"""New and changed payment accounts: the list, and the case of each, where two people confirm it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kontera.actions import account_change
from kontera.actions.account_change import ChangeView, Word
from kontera.actions.desk import Desk
from kontera.core import identifiers
from kontera.core.account_change import Standing
from kontera.core.errors import KonteraError
from kontera.core.party import Account, AccountScheme
from kontera.web import said, shown
from kontera.web.doors import desk_of
from kontera.web.refusal import names_in, words_of
from kontera.web.telling import tell
from kontera.web.trail import told, who

_OTHER: Final = "other"
_HOME: Final = {AccountScheme.BANKGIRO: "SE", AccountScheme.PLUSGIRO: "SE", AccountScheme.DANISH_SLIP: "DK"}


@dataclass(frozen=True, slots=True)
class Given:
    """One person's word for the eye."""

    who: str
    on: object
    channel: str
    contact: str
    note: str


@require_GET
def changes(request: HttpRequest) -> HttpResponse:
    """All account changes, the open ones first."""
    found = account_change.changes(desk_of(request))
    rows = tuple((change, supplier) for change, supplier in found if change.standing is Standing.OPEN)
    past = tuple((change, supplier) for change, supplier in found if change.standing is not Standing.OPEN)
    return render(request, "kontera/account_changes.html", {"open": rows, "past": past})


@require_GET
def change(request: HttpRequest, change_id: str) -> HttpResponse:
    """The case of one account."""
    desk = desk_of(request)
    view = account_change.change(desk, change_id)
    names = names_in(request)
    known = view.change
    context = {
        "view": view,
        "change": known,
        "supplier": view.supplier,
        "facts": facts(known.account, view.supplier.party.address.country),
        "given": tuple(Given(who(one.by, names), one.on, one.channel, one.contact, one.note) for one in known.vouches),
        "entered": ", ".join(who(by, names) for by in known.entered_by),
        "left": max(0, view.people - len(known.vouches)),
        "closed_by": who(known.closed_by, names) if known.closed_by else "",
        "why_not": said.reason_words(view.why_not),
        "trail": told(view.history, names),
        "asked": any(row.account == known.account.key for row in view.rows),
        "picture": _picture(view),
    }
    return render(request, "kontera/account_change.html", context)


def _picture(view: ChangeView) -> dict[str, object] | None:
    """Where on the invoice's picture the account stands, in per cent of the page."""
    if view.place is None or not view.place.boxes:
        return None
    box = view.place.boxes[0]
    sides = {"x": box.x0, "y": box.y0, "width": box.x1 - box.x0, "height": box.y1 - box.y0}
    return {"page": view.place.page, **{name: f"{share:.4f}" for name, share in sides.items()}}


def facts(account: Account, home: str) -> tuple[tuple[str, str], ...]:
    """What an account tells of itself: its kind, its bank and country, and whether that is the supplier's."""
    kind = {AccountScheme.DOMESTIC: _("bank account"), AccountScheme.DANISH_SLIP: "FIK"}
    made = [(_("Kind"), kind.get(account.scheme, account.scheme.value.title().replace("Iban", "IBAN")))]
    country = account.id[:2] if account.scheme is AccountScheme.IBAN else account.country
    country = country or _HOME.get(account.scheme, "")
    if country:
        told_country = shown.country(country)
        if home and home != country:
            told_country = _("{country}; the supplier is in {home}").format(
                country=told_country, home=shown.country(home)
            )
        made.append((_("Country"), told_country))
    bank = account.bic or (identifiers.bic_of(account.id) if account.scheme is AccountScheme.IBAN else "")
    if bank:
        made.append((_("Bank (BIC)"), bank))
    if account.scheme in {AccountScheme.BANKGIRO, AccountScheme.PLUSGIRO}:
        made.append((_("Note"), _("The number does not tell whose it is: look it up at Bankgirot or the bank.")))
    if account.holder:
        made.append((_("Holder"), account.holder))
    return tuple(made)


def _act(request: HttpRequest, change_id: str, act: Callable[[Desk], object], told_so: str) -> HttpResponse:
    try:
        act(desk_of(request))
    except KonteraError as error:
        if "person" in error.values:
            error.values = {**error.values, "person": names_in(request).get(str(error.values["person"]), "")}
        tell(request, words_of(request, error), "error")
    else:
        tell(request, told_so)
    return redirect("web:account_change", change_id)


@require_POST
def vouch(request: HttpRequest, change_id: str) -> HttpResponse:
    """Give one's word for the account."""
    channel = request.POST.get("channel", "")
    if channel == _OTHER:
        channel = request.POST.get("other_channel", "")
    word = Word(channel, request.POST.get("contact", ""), request.POST.get("note", ""))
    return _act(request, change_id, lambda at: account_change.vouch(at, change_id, word), _("Your word is noted."))


@require_POST
def refuse(request: HttpRequest, change_id: str) -> HttpResponse:
    """The account is not the supplier's."""
    reason = request.POST.get("reason", "")
    told_so = _("The account is blocked, and the invoices that ask for it are stopped.")
    return _act(request, change_id, lambda at: account_change.refuse(at, change_id, reason), told_so)


@require_POST
def withdraw(request: HttpRequest, change_id: str) -> HttpResponse:
    """Nobody asks to be paid there any longer."""
    reason = request.POST.get("reason", "")
    return _act(request, change_id, lambda at: account_change.withdraw(at, change_id, reason), _("Let go."))
