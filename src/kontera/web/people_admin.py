"""People and rights: who works here and as what, sign-in links to hand over, tokens, and the trail of all changes."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kontera.actions import people
from kontera.actions.desk import Desk
from kontera.core.company import Colleague, PersonAct, Right, Role
from kontera.core.errors import KonteraError, NotFound
from kontera.core.event import Noted, PersonChanged
from kontera.web import trail, words
from kontera.web.doors import desk_of
from kontera.web.refusal import names_in, words_of
from kontera.web.telling import tell

_TRAIL = 100


@require_GET
def settings(request: HttpRequest) -> HttpResponse:
    """The company's people, their tokens, and what was changed about them."""
    desk = desk_of(request)
    names = {**names_in(request), "person:command": _("the command line")}
    context = {
        "staff": people.staff(desk),
        "roles": tuple((role.value, words.ROLE[role.value], words.ROLE_HINT[role.value]) for role in Role),
        "tokens": people.tokens(desk),
        "rights": tuple((right.value, words.RIGHT[right.value]) for right in Right if desk.person.may(right)),
        "me": desk.person,
        "trail": tuple(_told(noted, names) for noted in reversed(people.history(desk)[-_TRAIL:])),
        "secret": request.session.pop("made_secret", None),
        "typed": request.session.pop("typed_person", None),
    }
    return render(request, "kontera/people.html", context)


def _told(noted: Noted, names: dict[str, str]) -> dict[str, object]:
    event = noted.event
    title, text = "", ""
    if isinstance(event, PersonChanged):
        title = f"{event.name}: {words.PERSON_ACT.get(event.what, event.what)}"
        text = event.detail or _roles(event)
    return {"at": noted.at, "who": trail.who(noted.by, names), "title": title, "text": text}


def _roles(event: PersonChanged) -> str:
    def listed(roles: tuple[Role, ...]) -> str:
        return ", ".join(str(words.ROLE.get(role, role)) for role in roles)

    if event.what is PersonAct.ROLES:
        return f"{listed(event.before)} → {listed(event.after)}"
    return listed(event.after)


@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """Add somebody; the link for the first sign-in is shown once."""

    def act(desk: Desk) -> None:
        email, name, roles = request.POST.get("email", ""), request.POST.get("name", ""), _chosen(request)
        request.session["typed_person"] = {"email": email, "name": name, "roles": sorted(roles)}
        made = people.add(desk, email, name, roles)
        del request.session["typed_person"]
        _show_link(request, desk, made.email, made.name)

    return _done(request, act)


@require_POST
def set_roles(request: HttpRequest, person: str) -> HttpResponse:
    """Change what somebody may."""
    return _done(request, lambda desk: people.set_roles(desk, _email(desk, person), _chosen(request)))


@require_POST
def switch(request: HttpRequest, person: str) -> HttpResponse:
    """Let somebody work here or no longer."""
    active = request.POST.get("active") == "yes"
    return _done(request, lambda desk: people.switch(desk, _email(desk, person), active=active))


@require_POST
def link(request: HttpRequest, person: str) -> HttpResponse:
    """Make a sign-in link to hand over."""

    def act(desk: Desk) -> None:
        known = _known(desk, person)
        _show_link(request, desk, known.person.email, known.person.name)

    return _done(request, act, "")


@require_POST
def reset_second_factor(request: HttpRequest, person: str) -> HttpResponse:
    """Ask somebody for no one-time code at the next sign-in."""
    return _done(request, lambda desk: people.reset_second_factor(desk, _email(desk, person)))


@require_POST
def make_token(request: HttpRequest) -> HttpResponse:
    """Make a token that acts for the person who asks; it is shown this once."""

    def act(desk: Desk) -> None:
        scopes = frozenset(right for right in Right if right.value in request.POST.getlist("scope"))
        secret = people.issue_token(desk, desk.person.email, request.POST.get("label", ""), scopes)
        request.session["made_secret"] = {"kind": "token", "name": request.POST.get("label", ""), "text": secret}

    return _done(request, act, "")


@require_POST
def revoke_token(request: HttpRequest, token: str) -> HttpResponse:
    """Take a token back."""
    return _done(request, lambda desk: people.revoke_token(desk, token), _("The token is revoked."))


def _show_link(request: HttpRequest, desk: Desk, email: str, name: str) -> None:
    base = f"{request.scheme}://{request.get_host()}"
    request.session["made_secret"] = {"kind": "link", "name": name, "text": people.link(desk, email, base)}


def _chosen(request: HttpRequest) -> frozenset[Role]:
    return frozenset(role for role in Role if role.value in request.POST.getlist("role"))


def _known(desk: Desk, person: str) -> Colleague:
    found = next((one for one in people.staff(desk) if one.person.id == person), None)
    if found is None:
        raise NotFound(what=person)
    return found


def _email(desk: Desk, person: str) -> str:
    return _known(desk, person).person.email


def _done(request: HttpRequest, act: Callable[[Desk], object], done: str | None = None) -> HttpResponse:
    """Do it and say so, or tell why it cannot be done; then the page it was asked from."""
    desk = desk_of(request)
    desk.ask(Right.MANAGE)
    try:
        act(desk)
    except NotFound:
        raise  # a page of its own
    except KonteraError as error:
        tell(request, words_of(request, error), "error")
    else:
        text = _("Saved.") if done is None else done
        if text:
            tell(request, text)
    return redirect("/setup/people/" if request.POST.get("back") == "setup" else "web:people")
