"""The supplier register: list, record, payment accounts, what its invoices say anew, doubles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kontera.actions import account_change, chart, fits, report, supplier_fields, supplier_merge, supplier_page
from kontera.actions import suppliers as register
from kontera.actions.desk import Desk
from kontera.core.company import Right
from kontera.core.errors import KonteraError
from kontera.core.party import Account, AccountScheme, KnownAccount, Party, Supplier, Trust
from kontera.ports import RegisterView
from kontera.web import register_words, related, said, supplier_form, typed, words
from kontera.web.doors import company_of, desk_of
from kontera.web.refusal import names_in, words_of
from kontera.web.telling import tell
from kontera.web.trail import who

_PAGE: Final = 50
_SORTS: Final = frozenset({"name", "-name", "number", "-number", "organisation", "-organisation"})


@dataclass(frozen=True, slots=True)
class Told:
    """One change of a record for the eye."""

    at: object
    who: str
    why: str
    case: str
    fields: tuple[tuple[str, str, str], ...]
    accounts: tuple[tuple[KnownAccount | None, KnownAccount | None], ...]
    forgot: int


@require_GET
def suppliers(request: HttpRequest) -> HttpResponse:
    """The register, a page at a time; searched by name, number, account or mail domain."""
    desk = desk_of(request)
    search = request.GET.get("q", "").strip()
    sort = request.GET.get("sort", "name")
    sort = sort if sort in _SORTS else "name"
    start = request.GET.get("from", "")
    offset = int(start) if start.isdigit() else 0
    found, total = supplier_page.register(desk, RegisterView(search, sort, _PAGE, offset))
    context = {
        "suppliers": found,
        "search": search,
        "sort": sort,
        "total": total,
        "first": offset + 1,
        "last": offset + len(found),
        "before": _address(search, sort, max(0, offset - _PAGE)) if offset else "",
        "after": _address(search, sort, offset + _PAGE) if offset + len(found) < total else "",
        "heads": _heads(search, sort),
        "waiting": account_change.waiting(desk),
    }
    part = "kontera/parts/suppliers_list.html" if request.headers.get("HX-Request") else "kontera/suppliers.html"
    return render(request, part, context)


def _address(search: str, sort: str, offset: int) -> str:
    return urlencode({"q": search, "sort": sort, "from": offset})


def _heads(search: str, sort: str) -> tuple[tuple[str, str, str], ...]:
    """The headings that sort: label, address, and how the list is sorted by it now."""
    labels = {"name": _("Supplier"), "number": _("Number"), "organisation": _("Organisation number")}
    made = []
    for key, label in labels.items():
        standing = {key: "ascending", f"-{key}": "descending"}.get(sort, "")
        made.append((label, _address(search, f"-{key}" if sort == key else key, 0), standing))
    return tuple(made)


@require_GET
def offered(request: HttpRequest) -> HttpResponse:
    """The names that fit what is typed so far, for the choice of a supplier."""
    found = report.offered(desk_of(request), request.GET.get("supplier", ""))
    return render(request, "kontera/parts/supplier_names.html", {"offered": found})


@require_GET
def supplier(request: HttpRequest, supplier_id: str) -> HttpResponse:
    """One supplier; a record that was merged leads to the one it is part of."""
    view = supplier_page.show(desk_of(request), supplier_id)
    if view.supplier.merged_into:
        return redirect("web:supplier", view.supplier.merged_into)
    return _page(request, view)


def _page(
    request: HttpRequest,
    view: supplier_page.SupplierView,
    given: Mapping[str, str] | None = None,
    wrong: Mapping[str, KonteraError] | None = None,
) -> HttpResponse:
    desk = desk_of(request)
    names = names_in(request)
    problems = wrong or {}
    account_wrong = problems.get("new_account")
    context = {
        "view": view,
        "supplier": view.supplier,
        "groups": supplier_form.groups(request, view.supplier, given, problems),
        "wrong": len(problems),
        "new_account": (given or {}).get("new_account", ""),
        "account_wrong": words_of(request, account_wrong) if account_wrong else "",
        "changes": {change.account.key: change for change in reversed(view.changes)},
        "history": tuple(_told(one, names) for one in view.history),
        "proposals": tuple((one, register_words.SUPPLIER_FIELD[one.field]) for one in view.proposals),
        "layouts": tuple((one, _fields_of(one)) for one in view.layouts),
        "chart": chart.accounts(desk),
        "names": names,
        "close": related.choices(desk, view.supplier),
        "may_change": desk.person.may(Right.SUPPLIERS),
        "may_ask": desk.person.may(Right.SUPPLIERS) or desk.person.may(Right.APPROVE),
        "confirmed": Trust.CONFIRMED,
    }
    return render(request, "kontera/supplier.html", context, status=422 if problems else 200)


def _fields_of(layout: supplier_page.Layout) -> str:
    told = [words.field(path) for path in layout.fields]
    told += [str(words.LINE_FIELD.get(role, role)) for role in layout.columns]
    return ", ".join(dict.fromkeys(told))


def _told(change: supplier_page.RecordChange, names: Mapping[str, str]) -> Told:
    case = change.why.partition(" ")[0].removeprefix("case:") if change.why.startswith("case:") else ""
    return Told(
        change.at,
        who(change.by, names),
        _why(change),
        case,
        tuple(
            (str(register_words.SUPPLIER_FIELD.get(one.field, one.field)), *_before_and_after(one, names))
            for one in change.fields
        ),
        change.accounts,
        change.forgot,
    )


def _before_and_after(change: supplier_page.Altered, names: Mapping[str, str]) -> tuple[str, str]:
    if change.field != supplier_page.RELATED:
        return change.before.replace("\n", ", "), change.after.replace("\n", ", ")
    listed = [", ".join(who(f"person:{one}", names) for one in text.split()) for text in (change.before, change.after)]
    return listed[0], listed[1]


def _why(change: supplier_page.RecordChange) -> str:
    why = change.why
    if why.startswith("case:"):
        return why.partition(" ")[2] or _("from an invoice")
    if why.startswith("account:list-"):
        return _("the account was confirmed together with others")
    if why.startswith("account:"):
        return said.reason_words(why.partition(" ")[2]) or _("the account was confirmed in its own case")
    if why.startswith("merged: "):
        return _("merged with {name}").format(name=why.removeprefix("merged: "))
    return {"import": _("import from a file"), "demo": ""}.get(why, why)


@require_POST
def save(request: HttpRequest, supplier_id: str) -> HttpResponse:
    """Change a supplier's record; what cannot be saved stands as it was typed, with the reason at each field."""
    desk = desk_of(request)
    view = supplier_page.show(desk, supplier_id)
    given = supplier_form.values_of(request)
    after, wrong = supplier_fields.judged(view.supplier, given, company_of(request).country)
    problems = {**fits.faults_of(desk, after, view.supplier), **wrong}
    new = request.POST.get("new_account", "").strip()
    if new:
        try:
            after = replace(after, accounts=(*after.accounts, _new_account(new, after)))
        except KonteraError as error:
            problems["new_account"] = error
    if problems:
        return _page(request, view, {**given, "new_account": new}, problems)
    seen = request.POST.get("revision", "")
    try:
        register.save(desk, after, request.POST.get("why", ""), int(seen) if seen.isdigit() else None)
    except KonteraError as error:
        tell(request, words_of(request, error), "error")
    else:
        tell(request, _("The new account waits for two people to confirm it.") if new else _("Saved."))
    return redirect("web:supplier", supplier_id)


def _new_account(text: str, supplier: Supplier) -> KnownAccount:
    scheme, _colon, number = typed.account(text).partition(":")
    country = supplier.party.address.country if scheme == AccountScheme.DOMESTIC else ""
    return KnownAccount(Account(AccountScheme(scheme), number, country=country), Trust.NEW)


@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """Add a supplier by name and number; the rest is filled in on its own page."""
    desk = desk_of(request)
    company = company_of(request)
    given = {
        "name": request.POST.get("name", ""),
        "country": request.POST.get("country", "") or company.country,
        "organisation_number": request.POST.get("organisation_number", ""),
    }
    try:
        made = supplier_fields.changed(Supplier("", Party()), given, company.country)
        made = replace(made, id=register.identity(made.party))
        made = register.save(desk, made, seen=0)
    except KonteraError as error:
        tell(request, words_of(request, error), "error")
        return redirect("web:suppliers")
    return redirect("web:supplier", made.id)


def _act(request: HttpRequest, supplier_id: str, act: object, said: str) -> HttpResponse:
    try:
        if callable(act):
            act(desk_of(request))
    except KonteraError as error:
        tell(request, words_of(request, error), "error")
    else:
        tell(request, said)
    return redirect("web:supplier", supplier_id)


@require_POST
def propose(request: HttpRequest, supplier_id: str) -> HttpResponse:
    """Take a fact of an invoice into the record, or leave it."""
    field, value = request.POST.get("field", ""), request.POST.get("value", "")
    if request.POST.get("act") == "accept":
        return _act(
            request, supplier_id, lambda at: supplier_page.accept(at, supplier_id, field, value), _("Taken in.")
        )
    return _act(
        request, supplier_id, lambda at: supplier_page.decline(at, supplier_id, field, value), _("Left as it was.")
    )


@require_POST
def forget(request: HttpRequest, supplier_id: str) -> HttpResponse:
    """Forget a learned layout."""
    cases = tuple(request.POST.getlist("case"))
    return _act(request, supplier_id, lambda at: register.forget(at, supplier_id, cases), _("Forgotten."))


@require_POST
def open_account(request: HttpRequest, supplier_id: str) -> HttpResponse:
    """Open the case of an account."""
    key, case = request.POST.get("account", ""), request.POST.get("case", "")
    try:
        opened = account_change.open_case(desk_of(request), supplier_id, key, case)
    except KonteraError as error:
        tell(request, words_of(request, error), "error")
        return redirect("web:supplier", supplier_id)
    return redirect("web:account_change", opened.id)


@require_GET
def doubles(request: HttpRequest) -> HttpResponse:
    """The likely doubles of the register."""
    desk: Desk = desk_of(request)
    found = supplier_merge.find_doubles(desk)
    return render(
        request, "kontera/supplier_doubles.html", {"doubles": found, "may_change": desk.person.may(Right.SUPPLIERS)}
    )


@require_GET
def doubles_of(request: HttpRequest, supplier_id: str) -> HttpResponse:
    """The likely doubles of one supplier, fetched when its page stands: the whole register is searched."""
    desk = desk_of(request)
    found, _rows, _history = report.supplier(desk, supplier_id)
    context = {
        "supplier": found,
        "doubles": supplier_merge.find_doubles_of(desk, found),
        "may_change": desk.person.may(Right.SUPPLIERS),
    }
    return render(request, "kontera/parts/doubles_of.html", context)


@require_POST
def merge(request: HttpRequest, supplier_id: str) -> HttpResponse:
    """Join another record into this one."""
    gone = request.POST.get("gone", "")
    said = _("The records are one now. Accounts that only the other one trusted wait to be confirmed.")
    return _act(request, supplier_id, lambda at: supplier_merge.merge(at, supplier_id, gone), said)
