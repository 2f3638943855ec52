"""Errors in plain words: our own as a page or a fragment, and the pages of 403, 404 and 500."""

from __future__ import annotations

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


def bad_request(request: HttpRequest, _exception: Exception | None = None) -> HttpResponse:
    """The page for a request that makes no sense."""
    return _page(request, 400, _("The request could not be understood."))


def forbidden(request: HttpRequest, _exception: Exception | None = None, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature
    """The page for what is not allowed; also for a form that is too old."""
    return _page(request, 403, _("You may not do this, or the page was open too long. Load it again."))


def missing(request: HttpRequest, _exception: Exception | None = None) -> HttpResponse:
    """The page for what does not exist."""
    return _page(request, 404, _("There is nothing at this address, or not in this company."))


def failed(request: HttpRequest) -> HttpResponse:
    """The page for a fault of ours; nothing has been changed by the request."""
    return _page(request, 500, _("A fault on our side. Nothing was changed. Try again in a moment."))


def locked(request: HttpRequest, *_args: object, **_kwargs: object) -> HttpResponse:
    """The page after too many wrong passwords."""
    return _page(request, 403, _("Too many attempts. Wait a while, then try again."))
