"""Settings: the company's facts and people, and the person's own language, password and second factor."""

from __future__ import annotations

import io

import pyotp
import segno
from django.contrib.auth import get_user_model, update_session_auth_hash
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kontera.actions import companies
from kontera.core.company import Right
from kontera.core.errors import KonteraError
from kontera.web.doors import desk_of, doors, mail_address
from kontera.web.refusal import password_words, words_of
from kontera.web.sign_in import confirm_secret, new_secret
from kontera.web.telling import tell


@require_GET
def settings(request: HttpRequest) -> HttpResponse:
    """What is set."""
    desk = desk_of(request)
    company = desk.ask(Right.SEE).company
    user = get_user_model().objects.get(pk=str(request.user.pk))
    setting_up = "totp" in request.GET and not user.totp_secret
    context = {
        "facts": company,
        "address": mail_address(company),
        "staff": doors().people.of(company.id),
        "account": user,
        "setting_up": setting_up,
        "domain": mail_address(company).rpartition("@")[2],
        "may_manage": desk.person.may(Right.MANAGE),
        "languages": (("sv", "Svenska"), ("fi", "Suomi"), ("en", "English")),
    }
    if setting_up:
        secret = new_secret(request)
        context |= {
            "secret": secret,
            "qr": _picture(pyotp.TOTP(secret).provisioning_uri(name=user.email, issuer_name="Kontera")),
        }
    return render(request, "kontera/settings.html", context)


@require_POST
def services(request: HttpRequest) -> HttpResponse:
    """Change the package, the supplier-invoice function and the scanning addresses."""
    desk, given = desk_of(request), request.POST
    desk.ask(Right.MANAGE)
    asked = companies.Services(
        scanning=given.get("package") == "2",
        invoicing="invoicing" in given,
        mailbox=given.get("mailbox", "").partition("@")[0],
        scan_address=tuple(given.get("scan_address", "").splitlines()),
        contact=given.get("contact", ""),
        tell_sender="tell_sender" in given,
    )
    try:
        companies.change_services(desk, asked)
    except KonteraError as error:
        tell(request, words_of(request, error), "error")
    else:
        tell(request, _("Saved."))
    return redirect("web:settings")


def _picture(text: str) -> str:
    """The text as a QR code in SVG."""
    file = io.BytesIO()
    segno.make(text, error="m").save(file, kind="svg", xmldecl=False, svgns=True, scale=5, border=2, nl=False)
    return mark_safe(file.getvalue().decode())  # noqa: S308 - drawn by us from digits and letters


@require_POST
def second_factor(request: HttpRequest) -> HttpResponse:
    """Turn the one-time code on with a first code, or off with a current one."""
    user = get_user_model().objects.get(pk=str(request.user.pk))
    typed = request.POST.get("code", "").replace(" ", "")
    if not user.totp_secret:
        if not confirm_secret(request, typed):
            return redirect("/settings/?totp=1")
        tell(request, _("The one-time code is now asked for when you sign in."))
    elif pyotp.TOTP(user.totp_secret).verify(typed, valid_window=1):
        user.totp_secret = ""
        user.save(update_fields=["totp_secret"])
        tell(request, _("The one-time code is turned off."))
    else:
        tell(request, _("The code is wrong or too old."), "error")
    return redirect("web:settings")


@require_POST
def password(request: HttpRequest) -> HttpResponse:
    """Change the password; the old one is asked for."""
    user = get_user_model().objects.get(pk=str(request.user.pk))
    new = request.POST.get("new", "")
    if user.has_usable_password() and not user.check_password(request.POST.get("old", "")):
        tell(request, _("The old password is wrong."), "error")
    else:
        try:
            validate_password(new, user)
        except ValidationError as error:
            tell(request, password_words(error), "error")
        else:
            user.set_password(new)
            user.save(update_fields=["password"])
            update_session_auth_hash(request, user)
            tell(request, _("The password is changed."))
    return redirect("web:settings")
