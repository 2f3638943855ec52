"""The straight-through rule with its trial on past invoices, and the samples of what it has let by."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Final

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kontera.actions import chart, report, straight
from kontera.actions.straight import Ruled, Terms
from kontera.actions.straight_trial import DAYS, MOST, Trial, try_out
from kontera.core.company import Right
from kontera.core.errors import InvalidValue, KonteraError
from kontera.core.event import CompanySaved
from kontera.core.straight import Sample, StraightRule
from kontera.web import fields, picture, report_words, shown, side, straight_words, typed, words
from kontera.web.desk import sheet_of
from kontera.web.doors import company_of, desk_of
from kontera.web.refusal import names_in, words_of
from kontera.web.telling import tell
from kontera.web.trail import who

_CHANGES: Final = 10


@require_GET
def rules(request: HttpRequest) -> HttpResponse:
    """The rule as it stands."""
    found = straight.ruled(desk_of(request))
    return _page(request, found, found.terms)


@require_POST
def trial(request: HttpRequest) -> HttpResponse:
    """What the typed terms would have let by; nothing is saved."""
    desk = desk_of(request)
    found = straight.ruled(desk)
    try:
        terms = _terms(request.POST, found.terms.rule)
        tried = try_out(desk, terms)
    except KonteraError as error:
        tell(request, words_of(request, error), "error")
        return redirect("web:rules")
    return _page(request, found, terms, tried)


@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Save the rule; to turn it on, the same terms must have been tried."""
    desk, given = desk_of(request), request.POST
    found = straight.ruled(desk)
    try:
        terms = _terms(given, found.terms.rule)
        as_it_is = found.terms.on and terms.digest == found.terms.digest
        if terms.on and not as_it_is and given.get("tried", "") != terms.digest:
            tell(request, _("Look first at what these terms would have let by, then save them."))
            return _page(request, found, terms, try_out(desk, terms))
        revision = typed.whole(given.get("revision", ""), "revision")
        straight.change(desk, terms, given.get("tried", ""), given.get("why", ""), revision)
    except KonteraError as error:
        tell(request, words_of(request, error), "error")
    else:
        tell(request, _("Saved. It holds for what arrives from now on."))
    return redirect("web:rules")


@require_POST
def restore(request: HttpRequest) -> HttpResponse:
    """Let the rule hold again for a supplier whose sample was wrong."""
    try:
        straight.restore(desk_of(request), request.POST.get("supplier", ""), request.POST.get("why", ""))
    except KonteraError as error:
        tell(request, words_of(request, error), "error")
    else:
        tell(request, _("The rule holds for the supplier again."))
    return redirect("web:rules")


def _terms(given: QueryDict, known: StraightRule) -> Terms:
    rule = replace(
        known,
        scanned=given.get("scanned") == "yes",
        verified_before=typed.whole(given.get("verified_before", ""), "verified_before"),
        deviation=typed.number(given.get("deviation", "") or "0"),
        sample_every=typed.whole(given.get("sample_every", ""), "sample_every"),
        only=_listed(given, "only"),
        never=_listed(given, "never"),
    )
    limit = given.get("limit", "").strip()
    if not limit:
        raise InvalidValue(value="", field="limit")
    return Terms(given.get("on") == "yes", typed.amount(limit), rule)


def _listed(given: QueryDict, name: str) -> tuple[str, ...]:
    return tuple(sorted({one for one in given.getlist(name) if one}))


def _page(request: HttpRequest, found: Ruled, terms: Terms, tried: Trial | None = None) -> HttpResponse:
    names = names_in(request)
    changes = [
        (who(noted.by, names), noted.at, noted.event)
        for noted in reversed(found.history)
        if isinstance(noted.event, CompanySaved)
    ]
    context = {
        "terms": terms,
        "limit": shown.amount(terms.limit),
        "deviation": shown.number(terms.rule.deviation) if terms.rule.deviation else "",
        "on_now": found.terms.on,
        "version": found.terms.rule.version,
        "suppliers": tuple((one.id, one.party.name) for one in found.suppliers),
        "off": tuple(found.off.items()),
        "revision": found.revision,
        "changes": tuple(
            {"who": by, "at": at, "text": "" if saved.why.startswith("straight_through:") else saved.why}
            for by, at, saved in changes[:_CHANGES]
        ),
        "days": DAYS,
        "most": MOST,
        "tried": _tried(tried) if tried else None,
        "currency": company_of(request).currency,
    }
    return render(request, "kontera/rules.html", context)


def _tried(trial_: Trial) -> dict[str, object]:
    held = sorted(trial_.held.items(), key=lambda one: -one[1])
    share = Decimal(100 * len(trial_.passed)) / trial_.tried if trial_.tried else Decimal(0)
    return {
        "digest": trial_.digest,
        "count": trial_.tried,
        "passed": len(trial_.passed),
        "share": shown.number(share.quantize(Decimal(1))),
        "wrong": trial_.wrong,
        "rows": tuple((one.row, ", ".join(map(report_words.field, one.corrected))) for one in trial_.passed),
        "held": tuple((straight_words.OBSTACLE[one.value], count) for one, count in held),
    }


@require_GET
def samples(request: HttpRequest) -> HttpResponse:
    """The samples that wait to be looked at, and those that were wrong."""
    found = straight.samples(desk_of(request))
    return render(request, "kontera/samples.html", {"found": found})


@require_GET
def sample(request: HttpRequest, case: str) -> HttpResponse:
    """One sample: the document beside what was read and booked; nothing can be changed here."""
    desk = desk_of(request)
    view = report.case(desk, case)
    known = view.case
    head, amounts, _more = fields.groups(known, company_of(request).policy.doubt_below)
    waits = known.sample is Sample.WAITING
    following = next((row.id for row in straight.samples(desk).waiting if row.id != case), "") if waits else ""
    context = {
        "case": known,
        "row": view.row,
        "name": side.supplier_name(view.supplier, known),
        "values": tuple(one for one in (*head, *amounts) if one.text),
        "lines": known.invoice.lines,
        "coding": side.coding(known, chart.accounts(desk)),
        "pages": picture.pages(known),
        "pictured": picture.has_picture(known),
        "sheet": sheet_of(known),
        "state_word": words.state(known.state),
        "decided": straight_words.told(known.straight) if known.straight else "",
        "waits": waits and desk.person.may(Right.VERIFY),
        "wrong": known.sample in {Sample.WRONG, Sample.MENDED},
        "right": known.sample is Sample.RIGHT,
        "next": following,
    }
    return render(request, "kontera/sample.html", context)


@require_POST
def seen(request: HttpRequest, case: str) -> HttpResponse:
    """Say whether the sample was right, and go to the next."""
    desk, right = desk_of(request), request.POST.get("right") == "yes"
    try:
        back = straight.seen(desk, case, right=right, comment=request.POST.get("comment", ""))
    except KonteraError as error:
        tell(request, words_of(request, error), "error")
        return redirect("web:sample", case)
    if right:
        tell(request, _("Noted: nothing was wrong."))
    elif back:
        tell(request, _("The rule is off for this supplier. Correct the invoice here; it is verified by a person."))
        return redirect("web:desk", case)
    else:
        tell(request, _("The rule is off for this supplier. The invoice stands in a payment already: see to it there."))
    following = next((row.id for row in straight.samples(desk).waiting), "")
    return redirect("web:sample", following) if following else redirect("web:samples")
