"""The chart page: accounts searched and kept, cost centres, projects and other dimensions, and a SIE file taken in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Final

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kontera.actions import chart, fits, sie
from kontera.core.chart import USES, AccountClass, ChartAccount
from kontera.core.company import Right
from kontera.core.errors import KonteraError
from kontera.web import chart_words, said, trail, words
from kontera.web.doors import desk_of
from kontera.web.refusal import names_in, words_of
from kontera.web.telling import tell

_SHOWN: Final = 200
_REMARKS: Final = 8
_LISTED: Final = 50


@require_GET
def settings(request: HttpRequest) -> HttpResponse:
    """The chart: accounts by number, those that a search finds; dimensions with their objects."""
    desk = desk_of(request)
    known = chart.chart(desk)
    search = request.GET.get("q", "").strip().casefold()
    inactive = request.GET.get("show") == "all"
    found = [one for one in known.accounts.values() if _fits(one, search) and (one.active or inactive or search)]
    context = {
        "accounts": found[:_SHOWN],
        "more": max(0, len(found) - _SHOWN),
        "count": sum(one.active for one in known.accounts.values()),
        "unused": sum(not one.active for one in known.accounts.values()),
        "search": request.GET.get("q", "").strip(),
        "inactive": inactive,
        "kinds": tuple(words.ACCOUNT_CLASS.items()),
        "may_keep": desk.person.may(Right.MANAGE),
    }
    if request.headers.get("HX-Request"):
        return render(request, "kontera/parts/chart_accounts.html", context)
    wrong = fits.broken(desk)
    context |= {
        "broken": chart_words.told(wrong[:_LISTED], known),
        "broken_count": len(wrong),
        "broken_more": max(0, len(wrong) - _LISTED),
        "uses": tuple(_use(one) for one in chart.uses(desk)),
        "offered": tuple(known.offered.items()),
        "dimensions": tuple(
            (one, known.objects_of(one.number, all_of_them=True))
            for one in sorted(known.dimensions.values(), key=lambda one: (len(one.number), one.number))
        ),
        "own": chart.is_own(desk),
        "trail": trail.told(chart.history(desk), {**names_in(request), "person:command": _("the command line")})[:10],
    }
    return render(request, "kontera/chart.html", context)


def _use(one: chart.Use) -> dict[str, object]:
    chosen = "" if one.account == one.usual else one.account
    label = chart_words.USE[one.use]
    return {**asdict(one), "label": label, "chosen": chosen}


@require_POST
def save_uses(request: HttpRequest) -> HttpResponse:
    """Choose the accounts that are booked on by themselves."""
    chosen = {use: request.POST[use] for use in USES if use in request.POST}
    return _done(request, lambda: chart.set_uses(desk_of(request), chosen))


def _fits(account: ChartAccount, search: str) -> bool:
    return account.number.startswith(search) or search in account.name.casefold()


@require_POST
def save_account(request: HttpRequest) -> HttpResponse:
    """Add an account or change it."""
    given = request.POST
    try:
        kind = AccountClass(given.get("kind", "cost"))
    except ValueError:
        kind = AccountClass.COST
    return _done(
        request,
        lambda: chart.save_account(
            desk_of(request), given.get("number", ""), given.get("name", ""), kind, active=given.get("active") != "no"
        ),
    )


@require_POST
def save_dimension(request: HttpRequest) -> HttpResponse:
    """Add a dimension or rename it."""
    given = request.POST
    return _done(
        request, lambda: chart.save_dimension(desk_of(request), given.get("number", ""), given.get("name", ""))
    )


@require_POST
def save_object(request: HttpRequest) -> HttpResponse:
    """Add a cost centre or project, or change it."""
    given = request.POST
    return _done(
        request,
        lambda: chart.save_object(
            desk_of(request),
            given.get("dimension", ""),
            given.get("number", ""),
            given.get("name", ""),
            active=given.get("active") != "no",
        ),
    )


@require_POST
def take_in(request: HttpRequest) -> HttpResponse:
    """Take a SIE file in."""
    take_file(request)
    return redirect("web:chart")


def take_file(request: HttpRequest) -> bool:
    """Take in the SIE file of a request and tell what it gave; gives whether it could be done."""
    desk = desk_of(request)
    desk.ask(Right.MANAGE)
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile) or not file.size:
        tell(request, _("Choose a SIE file first."), "error")
        return False
    named = request.POST.getlist("part")
    before = fits.broken(desk)
    parts = sie.Parts("chart" in named, "dimensions" in named, "history" in named) if named else None
    try:
        sie.not_too_large(file.size)
        taken = sie.take_in(desk, file.read(), parts, file.name or "", whosever="whosever" in request.POST)
    except KonteraError as error:
        tell(request, words_of(request, error), "error")
        return False
    tell(request, taken_words(taken))
    tell_broken(request, before)
    for finding in taken.book.findings[:_REMARKS]:
        tell(request, said.finding_words(finding), "error")
    return True


def taken_words(taken: sie.TakenIn) -> str:
    """What a file gave, in one sentence."""
    whole = _("Taken in: accounts {accounts}, cost centres and projects {objects}, purchases {purchases}.")
    told = whole.format(accounts=taken.accounts, objects=taken.objects, purchases=taken.purchases)
    if not taken.purchases:
        return told
    named = _("Of a supplier in the register: {named}.").format(named=taken.named)
    return f"{told} {named}"


def tell_broken(request: HttpRequest, before: tuple[fits.Broken, ...]) -> None:
    """Tell what a change of the chart has broken."""
    new = [one for one in fits.broken(desk_of(request)) if one not in before]
    if new:
        tell(request, chart_words.broke(new), "error", reverse("web:chart") + "#broken", _("Show"))


def _done(request: HttpRequest, act: Callable[[], object]) -> HttpResponse:
    """Do it, tell what could not be done, and show the page again."""
    before = fits.broken(desk_of(request))
    try:
        act()
    except KonteraError as error:
        if error.status == 403:  # noqa: PLR2004 - forbidden is a page of its own
            raise
        tell(request, words_of(request, error), "error")
    else:
        tell(request, _("Saved."))
        tell_broken(request, before)
    back = request.POST.get("back", "")
    return redirect(f"/settings/chart/{back}" if back.startswith(("?", "#")) else "web:chart")
