"""Enter by hand: from the inbox with a document of one's own, and at the desk with products as ready lines."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kontera.actions import entry, products, report
from kontera.core.company import Right
from kontera.core.errors import KonteraError
from kontera.core.following import product_values
from kontera.core.invoice import DocumentType
from kontera.core.means import PaidWith
from kontera.core.product import Product
from kontera.web import fields, words
from kontera.web.acts import perform
from kontera.web.doors import desk_of
from kontera.web.inbox import refused_words
from kontera.web.refusal import words_of
from kontera.web.telling import tell

TYPES: Final = (DocumentType.INVOICE, DocumentType.CREDIT_NOTE, DocumentType.RECEIPT)
FOUND: Final = 8
_WHOLE_FILE: Final = 60_000_000


@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """Choose the picture, what it is and whom it is from; then the desk opens with empty fields."""
    desk = desk_of(request)
    desk.ask(Right.RECEIVE)
    desk.ask(Right.VERIFY)
    context: dict[str, object] = {
        "types": tuple((one.value, words.TYPE[one.value]) for one in TYPES),
        "supplier": request.POST.get("supplier", ""),
        "type": request.POST.get("type", ""),
    }
    if request.method == "GET":
        return render(request, "kontera/entry.html", context)
    try:
        case, wrong = _entered(request)
    except KonteraError as error:
        case, wrong = "", words_of(request, error)
    if not case:
        return render(request, "kontera/entry.html", context | {"wrong": wrong}, status=422)
    return redirect("web:desk", case)


def _entered(request: HttpRequest) -> tuple[str, str]:
    """The case that was made, or why there is none."""
    file, desk = request.FILES.get("file"), desk_of(request)
    if file is None:
        return "", _("Choose a picture or a PDF.")
    if (file.size or 0) > _WHOLE_FILE:
        return "", _("The file is too large.")
    named = request.POST.get("supplier", "").strip()
    supplier = report.called(desk, named)
    if named and not supplier:
        return "", _("Choose a supplier of the register.")
    kind = request.POST.get("type", "")
    type_ = DocumentType(kind) if kind in set(TYPES) else DocumentType.INVOICE
    receipts = entry.enter(desk, entry.Entry(file.name or "document", file.read(), type_, supplier))
    first = next((one for one in receipts if one.case), None)
    if first is None:
        refused = next((one.refused for one in receipts if one.refused), None)
        return "", refused_words(refused.reason, refused.code) if refused else _("No file came through.")
    if first.known:
        tell(request, _("This document was already here."))
    return first.case, ""


@require_GET
def find_products(request: HttpRequest, case: str) -> HttpResponse:
    """Products of the register for the line that is sought, with the price this supplier has."""
    desk = desk_of(request)
    search = request.GET.get("product", "").strip()
    view = report.case(desk, case)
    found = products.products(desk, search, FOUND).products if search else ()
    offered = tuple((one, _offered(view, one)) for one in found if not one.retired)
    context = {"case": view.case, "offered": offered, "search": search}
    return render(request, "kontera/parts/products_found.html", context)


def _offered(view: report.CaseView, product: Product) -> dict[str, str]:
    values = product_values(view.case, product, view.supplier)
    return {path.rpartition(".")[2]: fields.local(path, text) for path, text in values.items()}


@require_POST
def add_product(request: HttpRequest, case: str) -> HttpResponse:
    """Put a product on the invoice as a ready line."""
    wanted = request.POST.get("product", "")
    return perform(request, case, lambda at: entry.add_product(at, case, wanted), _("The line is added."))


@require_POST
def paid_with(request: HttpRequest, case: str) -> HttpResponse:
    """Say what a receipt was paid with."""
    given, person = request.POST.get("means", ""), request.POST.get("person", "")
    means = PaidWith(given) if given in set(PaidWith) else PaidWith.ACCOUNT
    said = _("Booked as a receipt: nothing is paid to the supplier.")
    return perform(request, case, lambda at: entry.paid_with(at, case, means, person), said)
