"""Set-up: the first person of a fresh installation, and a new company led through what it needs, step by step."""

from __future__ import annotations

from datetime import date
from typing import Final

from babel.dates import format_date
from django.contrib.auth import get_user_model, login
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kontera.actions import chart, people, report, setup, supplier_page
from kontera.actions.companies import NewCompany
from kontera.actions.desk import Desk
from kontera.actions.setup import Standing, Step
from kontera.core.company import Company, Right, Role
from kontera.core.errors import KonteraError, NotFound
from kontera.core.party import Account, AccountScheme
from kontera.web import shown, typed, words
from kontera.web.chart import take_file
from kontera.web.doors import company_of, desk_of, doors, mail_address, mail_domain, setup_code
from kontera.web.refusal import password_words, words_of
from kontera.web.telling import tell

_AT_HOME: Final = {"fi_FI": "FI"}
"""Where who reads this language most likely has the company; the first country of the list for others."""
_VAT_OF_NUMBER: Final = {"SE": ("SE", "01"), "FI": ("FI", ""), "DK": ("DK", ""), "NO": ("NO", "MVA")}
_BACKEND: Final = "django.contrib.auth.backends.ModelBackend"


@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """The first step that is left; when none is, all of them."""
    desk = desk_of(request)
    desk.ask(Right.MANAGE)
    known = setup.progress(desk)
    if known.next is not None and "all" not in request.GET:
        return redirect("web:setup_step", known.next.value)
    return render(request, "kontera/setup.html", {**_frame(desk, None), "company": company_of(request)})


@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, name: str) -> HttpResponse:
    """One step: shown, or done and led on to the next."""
    desk = desk_of(request)
    desk.ask(Right.MANAGE)
    at = _step(name)
    if request.method == "GET":
        return render(request, "kontera/setup.html", {**_frame(desk, at), **_facts(request, desk, at)})
    try:
        done = _do(request, desk, at)
    except KonteraError as error:
        tell(request, words_of(request, error), "error")
        done = False
    if not done:
        if request.FILES or at is Step.CHART:
            return redirect("web:setup_step", at.value)
        context = {**_frame(desk, at), **_facts(request, desk, at), "given": request.POST}
        return render(request, "kontera/setup.html", context, status=422)
    return _onward(desk, at)


@require_POST
def skip(request: HttpRequest, name: str) -> HttpResponse:
    """Leave a step for later."""
    desk = desk_of(request)
    at = _step(name)
    setup.note_step(desk, at, skipped=True)
    return _onward(desk, at)


@require_GET
def mailbox_free(request: HttpRequest) -> HttpResponse:
    """Whether the local part being typed is free, said while typing."""
    desk = desk_of(request)
    try:
        free = setup.is_free(desk, request.GET.get("mailbox", ""))
        text = _("free") if free else _("taken")
    except KonteraError as error:
        desk.ask(Right.MANAGE)
        free, text = False, words_of(request, error)
    return render(request, "kontera/parts/setup_free.html", {"free": free, "text": text})


def _step(name: str) -> Step:
    try:
        return Step(name)
    except ValueError as error:
        raise NotFound(what=name) from error


def _onward(desk: Desk, at: Step) -> HttpResponse:
    """The next step that is left, those after this one first; the start page when none is."""
    known = setup.progress(desk)
    steps = list(Step)
    after = [*steps[steps.index(at) + 1 :], *steps[: steps.index(at)]]
    left = next((one for one in after if known.steps[one] is Standing.LEFT), None)
    return redirect("web:setup_step", left.value) if left else redirect("/setup/?all=1")


def _frame(desk: Desk, at: Step | None) -> dict[str, object]:
    known = setup.progress(desk)
    return {
        "at": at.value if at else "",
        "steps": tuple(
            (one.value, words.SETUP_STEP[one.value], words.SETUP_HINT[one.value], standing.value)
            for one, standing in known.steps.items()
        ),
        "passed": known.passed,
        "total": len(known.steps),
    }


def _facts(request: HttpRequest, desk: Desk, at: Step) -> dict[str, object]:
    """What the form of a step shows beforehand."""
    company = company_of(request)
    context: dict[str, object] = {"facts": company, "domain": mail_domain(), "address": mail_address(company)}
    match at:
        case Step.COMPANY:
            context |= {
                "countries": _countries(),
                "months": _months(),
                "vat_example": _vat_example(company),
                "locked": bool(report.vouchers(desk, 1)),
            }
        case Step.CHART:
            known = chart.chart(desk)
            context |= {"count": len(known.offered), "own": chart.is_own(desk)}
        case Step.SUPPLIERS:
            context |= {"count": supplier_page.count(desk)}
        case Step.PEOPLE:
            context |= {
                "staff": people.staff(desk),
                "roles": tuple((role.value, words.ROLE[role.value], words.ROLE_HINT[role.value]) for role in Role),
                "secret": request.session.pop("made_secret", None),
                "typed": request.session.pop("typed_person", None),
            }
        case _:
            context |= {"paying": _written(company)}
    return context


def _countries() -> tuple[tuple[str, str, str], ...]:
    """Code, name in the reader's language, and currency: those with a starter chart first, the others by name."""
    known = setup.countries()
    names = {one.code: shown.country(one.code, one.native_name) for one in known}
    first = tuple(one for one in known if one.chart)
    others = sorted((one for one in known if not one.chart), key=lambda one: names[one.code])
    return tuple((one.code, names[one.code], one.currency) for one in (*first, *others))


def _months() -> tuple[tuple[int, str], ...]:
    """The months by number, in the reader's language."""
    return tuple((number, format_date(date(2000, number, 1), "LLLL", locale=shown.locale())) for number in range(1, 13))


def _vat_example(company: Company) -> str:
    """The VAT number as its country makes it of the organisation number; empty where it is another number."""
    if company.country not in _VAT_OF_NUMBER:
        return ""
    start, end = _VAT_OF_NUMBER[company.country]
    return f"{start}{''.join(sign for sign in company.party.organisation_number if sign.isdigit())}{end}"


def _written(company: Company) -> str:
    account = company.pay_from
    if account is None:
        return ""
    return shown.account(account) if account.scheme is not AccountScheme.IBAN else account.id


def _do(request: HttpRequest, desk: Desk, at: Step) -> bool:
    given = request.POST
    match at:
        case Step.COMPANY:
            month = given.get("year_start", "1")
            company = desk.ask(Right.MANAGE).company
            setup.save_company(
                desk,
                setup.Facts(
                    given.get("name", ""),
                    given.get("number", ""),
                    given.get("country", company.country),
                    given.get("currency", company.currency),
                    given.get("vat", ""),
                    int(month) if month.isascii() and month.isdigit() and len(month) <= 2 else 0,  # noqa: PLR2004 - months
                ),
            )
        case Step.CHART:
            return _chart(request, desk)
        case Step.MAIL:
            setup.set_mailbox(desk, given.get("mailbox", ""))
        case Step.BANK:
            text = given.get("account", "").strip()
            if not text:
                tell(request, _("Type the account, or skip the step."), "error")
                return False
            scheme, _colon, number = typed.account(text).partition(":")
            account = Account(AccountScheme(scheme), number)
            setup.set_bank(desk, account, old_bank=given.get("version") == "03", bic=given.get("bic", ""))
        case Step.SUPPLIERS | Step.PEOPLE:
            setup.note_step(desk, at)
    return True


def _chart(request: HttpRequest, desk: Desk) -> bool:
    if request.POST.get("choice") == "standard":
        chart.choose_standard(desk)
    elif not take_file(request):
        return False
    setup.note_step(desk, Step.CHART)
    return True


@require_http_methods(["GET", "POST"])
def first(request: HttpRequest) -> HttpResponse:
    """The first company and its first administrator; open only while there is none, and only to who has the code."""
    if not setup.is_fresh(doors()):
        return redirect("web:start")
    context = {"countries": _countries(), "given": request.POST, "code": request.GET.get("code", "")}
    if request.method == "GET":
        context["given"] = {"country": _AT_HOME.get(shown.locale(), "")}
        return render(request, "kontera/setup_first.html", context)
    given = request.POST
    code = setup_code()
    if not code or not constant_time_compare(given.get("code", "").strip(), code):
        wrong = _("The code is not the one that `kontera up` printed.")
        return render(request, "kontera/setup_first.html", {**context, "wrong": wrong}, status=403)
    try:
        validate_password(given.get("password", ""))
        asked = NewCompany(given.get("company", ""), given.get("number", ""), given.get("country", "SE"))
        begun = setup.First(given.get("name", ""), given.get("email", ""), given["password"])
        setup.begin(doors(), asked, begun)
    except KonteraError as error:
        return render(request, "kontera/setup_first.html", {**context, "wrong": words_of(request, error)}, status=422)
    except ValidationError as error:
        wrong = password_words(error)
        return render(request, "kontera/setup_first.html", {**context, "wrong": wrong}, status=422)
    user = get_user_model().objects.get(email=begun.email.strip().lower())
    login(request, user, backend=_BACKEND)
    return redirect("web:setup")
