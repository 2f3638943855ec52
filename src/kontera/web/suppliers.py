"""The supplier register: identity, payment accounts with their trust, the defaults invoices inherit, history."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kontera.actions import chart, report
from kontera.actions import suppliers as register
from kontera.core.company import Right
from kontera.core.errors import KonteraError, NotFound
from kontera.core.party import Account, AccountScheme, KnownAccount, Party, Supplier, Trust
from kontera.web import trail, typed
from kontera.web.doors import company_of, desk_of
from kontera.web.refusal import names_in, words_of
from kontera.web.telling import tell


@require_GET
def suppliers(request: HttpRequest) -> HttpResponse:
    """The register, by name; searched by name or number."""
    search = request.GET.get("q", "").strip()
    known = report.suppliers(desk_of(request))
    found = tuple(one for one in known if _fits(one, search.casefold()))
    part = "kontera/parts/suppliers_list.html" if request.headers.get("HX-Request") else "kontera/suppliers.html"
    return render(request, part, {"suppliers": found, "search": search, "total": len(known)})


def _fits(supplier: Supplier, search: str) -> bool:
    party = supplier.party
    ids = (party.organisation_number, party.vat_number, *(known.account.id for known in supplier.accounts))
    compact = search.replace("-", "").replace(" ", "")
    return search in party.name.casefold() or (bool(compact) and any(compact in one.casefold() for one in ids))


@require_GET
def supplier(request: HttpRequest, supplier_id: str) -> HttpResponse:
    """One supplier."""
    desk = desk_of(request)
    found, rows, history = report.supplier(desk, supplier_id)
    context = {
        "supplier": found,
        "rows": rows,
        "trail": trail.told(history, names_in(request)),
        "chart": chart.accounts(desk),
        "may_change": desk.person.may(Right.SUPPLIERS),
        "may_confirm": desk.person.may(Right.APPROVE),
        "new_trust": Trust.NEW,
    }
    return render(request, "kontera/supplier.html", context)


@require_POST
def save(request: HttpRequest, supplier_id: str) -> HttpResponse:
    """Change a supplier's record."""
    desk = desk_of(request)
    try:
        known, _rows, _history = report.supplier(desk, supplier_id)
        register.save(desk, _typed(request, known), request.POST.get("why", ""))
    except KonteraError as error:
        tell(request, words_of(request, error), "error")
    else:
        tell(request, _("Saved."))
    return redirect("web:supplier", supplier_id)


@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """Add a supplier by name and number; the rest is filled in on its own page."""
    desk = desk_of(request)
    name = request.POST.get("name", "").strip()
    if not name:
        tell(request, _("A supplier needs a name."), "error")
        return redirect("web:suppliers")
    company = company_of(request)
    number = typed.canonical("seller.organisation_number", request.POST.get("organisation_number", ""))
    party = Party(name=name, organisation_number=number)
    party = replace(party, address=replace(party.address, country=company.country))
    try:
        made = register.save(desk, Supplier(id=register.identity(party), party=party))
    except KonteraError as error:
        tell(request, words_of(request, error), "error")
        return redirect("web:suppliers")
    return redirect("web:supplier", made.id)


def _typed(request: HttpRequest, known: Supplier) -> Supplier:
    given = request.POST
    party = replace(
        known.party,
        name=given.get("name", "").strip() or known.party.name,
        organisation_number=typed.canonical("seller.organisation_number", given.get("organisation_number", "")),
        vat_number=typed.canonical("seller.vat_number", given.get("vat_number", "")),
    )
    accounts = known.accounts
    if given.get("new_account", "").strip():
        scheme, _colon, number = typed.account(given["new_account"]).partition(":")
        accounts = (*accounts, KnownAccount(Account(AccountScheme(scheme), number), Trust.NEW))
    days = given.get("payment_days", "").strip()
    rate = given.get("default_vat_rate", "").strip()
    return replace(
        known,
        party=party,
        accounts=accounts,
        number=given.get("number", "").strip(),
        default_account=given.get("default_account", "").strip(),
        default_vat_rate=format(typed.number(rate), "f") if rate else "",
        default_dimensions=tuple(
            (number, given[name].strip())
            for number, name in (("1", "cost_centre"), ("6", "project"))
            if given.get(name, "").strip()
        ),
        payment_days=int(typed.canonical("payment.days", days)) if days else None,
        notes=given.get("notes", "").strip(),
    )


@require_POST
def confirm(request: HttpRequest, supplier_id: str) -> HttpResponse:
    """Confirm a payment account, for a reason."""
    desk = desk_of(request)
    key, why = request.POST.get("account", ""), request.POST.get("why", "")
    try:
        found, _rows, _history = report.supplier(desk, supplier_id)
        account = next((known.account for known in found.accounts if known.account.key == key), None)
        if account is None:
            raise NotFound(what=key)
        register.confirm_account(desk, supplier_id, account, why)
    except KonteraError as error:
        tell(request, words_of(request, error), "error")
    else:
        tell(request, _("The account is confirmed."))
    return redirect("web:supplier", supplier_id)
