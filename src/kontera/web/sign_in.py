"""Signing in: password with an optional one-time code, or a link; signing out; language and company."""

from __future__ import annotations

from typing import Final, cast

import pyotp
from django.contrib.auth import authenticate, get_user_model, login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kontera.web.doors import doors
from kontera.web.middleware import LANGUAGES
from kontera.web.telling import tell

_BACKEND: Final = "django.contrib.auth.backends.ModelBackend"
_WAITING: Final = "sign_in_waiting"
_YEAR: Final = 365 * 24 * 3600


def _next(request: HttpRequest) -> str:
    """Where to go after signing in: only an address of our own."""
    wanted = request.POST.get("next") or request.GET.get("next") or "/"
    return wanted if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure()) else "/"


@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The sign-in form."""
    if request.user.is_authenticated:
        return redirect(_next(request))
    shown = {"next": _next(request), "email": "", "wrong": ""}
    if request.method == "GET":
        return render(request, "kontera/sign_in.html", shown)
    email = request.POST.get("email", "").strip().lower()
    user = authenticate(request, username=email, password=request.POST.get("password", ""))
    if user is None:
        wrong = _("The mail address and the password do not fit together.")
        return render(request, "kontera/sign_in.html", {**shown, "email": email, "wrong": wrong}, status=401)
    if getattr(user, "totp_secret", ""):
        request.session[_WAITING] = str(user.pk)
        return render(request, "kontera/sign_in_code.html", shown)
    login(request, user, backend=_BACKEND)
    return redirect(_next(request))


@require_POST
def code(request: HttpRequest) -> HttpResponse:
    """The second factor, after the right password."""
    waiting = str(request.session.get(_WAITING, ""))
    user = get_user_model().objects.filter(pk=waiting).first() if waiting else None
    if user is None:
        return redirect("web:sign_in")
    typed = request.POST.get("code", "").replace(" ", "")
    tries = int(request.session.get("sign_in_tries", 0)) + 1
    if not pyotp.TOTP(user.totp_secret).verify(typed, valid_window=1):
        if tries >= 5:  # noqa: PLR2004 - then the password is asked for again
            request.session.flush()
            return redirect("web:sign_in")
        request.session["sign_in_tries"] = tries
        wrong = _("The code is wrong or too old.")
        return render(request, "kontera/sign_in_code.html", {"next": _next(request), "wrong": wrong}, status=401)
    del request.session[_WAITING]
    login(request, user, backend=_BACKEND)
    return redirect(_next(request))


@require_GET
def link(request: HttpRequest, secret: str) -> HttpResponse:
    """Sign in by a link that works once; a second factor is still asked for."""
    email = doors().people.by_sign_in_link(secret)
    user = get_user_model().objects.filter(email=email).first() if email else None
    if user is None:
        wrong = _("The link has been used or is too old. Ask for a new one.")
        told = {"next": "/", "email": "", "wrong": wrong, "by_link": True}
        return render(request, "kontera/sign_in.html", told, status=401)
    if user.totp_secret:
        request.session[_WAITING] = str(user.pk)
        return render(request, "kontera/sign_in_code.html", {"next": "/"})
    login(request, user, backend=_BACKEND)
    return redirect("web:start")


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Leave."""
    logout(request)
    return redirect("web:sign_in")


@require_POST
def company(request: HttpRequest) -> HttpResponse:
    """Open another company's books; only those the person works in."""
    chosen = request.POST.get("company", "")
    if any(person.company == chosen for person in getattr(request, "people", ())):
        request.session["company"] = chosen
    return redirect("web:start")


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Choose the language: kept with the person, and in a cookie for the sign-in page."""
    chosen = request.POST.get("language", "")
    response = redirect(_next(request))
    if chosen not in LANGUAGES:
        return response
    if request.user.is_authenticated:
        get_user_model().objects.filter(pk=str(request.user.pk)).update(language=chosen)
    response.set_cookie("language", chosen, max_age=_YEAR, samesite="Lax", secure=request.is_secure())
    return response


def new_secret(request: HttpRequest) -> str:
    """The secret of a one-time-code app that is being set up; kept until it is confirmed."""
    kept = cast("str", request.session.get("totp_new", ""))
    if not kept:
        kept = pyotp.random_base32()
        request.session["totp_new"] = kept
    return kept


def confirm_secret(request: HttpRequest, typed: str) -> bool:
    """Turn the second factor on when the code fits the new secret."""
    kept = cast("str", request.session.get("totp_new", ""))
    if not kept or not pyotp.TOTP(kept).verify(typed.replace(" ", ""), valid_window=1):
        tell(request, _("The code is wrong or too old."), "error")
        return False
    get_user_model().objects.filter(pk=str(request.user.pk)).update(totp_secret=kept)
    del request.session["totp_new"]
    return True
