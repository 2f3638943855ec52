"""Errors in plain words: a page, or for what is asked in the background a short notice laid on the page."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from kontera.core.errors import Conflict, KonteraError
from kontera.web.doors import doors, person_of
from kontera.web.said import error_words


def names_in(request: HttpRequest) -> dict[str, str]:
    """The names of the company's people by how they stand in the audit trail."""
    person = person_of(request)
    if person is None:
        return {}
    return {f"person:{one.id}": one.name for one in doors().people.of(person.company)}


def words_of(request: HttpRequest, error: KonteraError) -> str:
    """An error in the language of the request; people by name."""
    names = names_in(request) if isinstance(error, Conflict) else {}
    return error_words(error, names)


def password_words(error: ValidationError) -> str:
    """Why a password is not taken, in our own words: the framework's are not in all of our languages."""
    told = {
        "password_too_short": _("The password is too short: it needs at least {count} characters."),
        "password_too_common": _("The password is one that many use, and is guessed at once. Choose another."),
        "password_too_similar": _("The password is too like your name or mail address. Choose another."),
    }
    return " ".join(
        told[one.code].format(count=(one.params or {}).get("min_length", "")) if one.code in told else one.messages[0]
        for one in error.error_list
    )


def answer(request: HttpRequest, error: KonteraError) -> HttpResponse:
    """The page for an error; for a request made in the background, a short notice that is laid on the page."""
    said = words_of(request, error)
    if request.headers.get("HX-Request"):
        response = render(request, "kontera/parts/notice.html", {"text": said, "kind": "error"}, status=error.status)
        response.headers["HX-Retarget"] = "#notices"
        response.headers["HX-Reswap"] = "beforeend"
        return response
    return _page(request, error.status, said)


def _page(request: HttpRequest, status: int, said: str) -> HttpResponse:
    titles = {403: _("Not allowed"), 404: _("Not found"), 409: _("Not possible now"), 500: _("Something failed")}
    title = titles.get(status, _("This cannot be done"))
    return render(request, "kontera/error.html", {"status": status, "title": title, "said": said}, status=status)


def locked(request: HttpRequest, *_args: object, **_kwargs: object) -> HttpResponse:
    """The page after too many wrong passwords."""
    return _page(request, 403, _("Too many attempts. Wait a while, then try again."))
