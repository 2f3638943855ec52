"""The product register: list, one product with its prices, add, change, import and export."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kontera.actions import chart, report
from kontera.actions import products as register
from kontera.actions.desk import Desk
from kontera.core.company import Right
from kontera.core.errors import InvalidValue, KonteraError
from kontera.core.invoice import VatCategory
from kontera.core.product import Product, SupplierArticle
from kontera.web import shown, trail, typed, uploads, words
from kontera.web.doors import company_of, desk_of
from kontera.web.refusal import names_in, words_of
from kontera.web.telling import tell

PAGE: Final = 50
_EMPTY_ROWS: Final = 1
_ARTICLE: Final = ("supplier", "article", "article_text", "article_price")


@require_GET
def products(request: HttpRequest) -> HttpResponse:
    """The register, by name; searched by name, number or article."""
    search, offset = request.GET.get("q", "").strip(), _whole(request.GET.get("from", ""))
    desk = desk_of(request)
    page = register.products(desk, search, PAGE, offset)
    names = _names(desk, *page.products)
    rows = tuple((one, tuple((names.get(a.supplier, a.supplier), a) for a in one.articles)) for one in page.products)
    last = offset + len(rows)
    context = {
        "rows": rows,
        "search": search,
        "total": page.total,
        "first": offset + 1,
        "last": last,
        "before": urlencode({"q": search, "from": max(0, offset - PAGE)}) if offset else "",
        "after": urlencode({"q": search, "from": last}) if last < page.total else "",
        "columns": ", ".join(register.CSV_COLUMNS),
    }
    part = "kontera/parts/products_list.html" if request.headers.get("HX-Request") else "kontera/products.html"
    return render(request, part, context)


def _whole(text: str) -> int:
    return int(text) if text.isdigit() and len(text) < 7 else 0  # noqa: PLR2004 - no register is that long


def _names(desk: Desk, *products: Product) -> Mapping[str, str]:
    """The names of the suppliers that these products' articles are bought from."""
    return report.named(desk, (article.supplier for one in products for article in one.articles))


@require_GET
def product(request: HttpRequest, product_id: str) -> HttpResponse:
    """One product."""
    desk = desk_of(request)
    view = register.product(desk, product_id)
    names = report.named(desk, (one.supplier for one in view.prices[:PAGE]))
    extra = {
        "prices": tuple((one, names.get(one.supplier, "")) for one in view.prices[:PAGE]),
        "trail": trail.told(view.history, names_in(request)),
    }
    return render(request, "kontera/product.html", _form(request, view.product) | extra)


def _form(request: HttpRequest, product: Product, **more: object) -> dict[str, object]:
    """What the form shows: the product, its articles with the names of their suppliers, and a row for another."""
    desk = desk_of(request)
    names = _names(desk, product)
    articles = [(names.get(one.supplier, one.supplier), one) for one in product.articles]
    dimensions = dict(product.dimensions)
    return {
        "product": product,
        "articles": articles,
        "new_articles": range(_EMPTY_ROWS),
        "chart": chart.accounts(desk),
        "cost_centre": dimensions.get("1", ""),
        "project": dimensions.get("6", ""),
        "categories": tuple((one.value, words.VAT_CATEGORY[one.value]) for one in VatCategory),
        "may_change": desk.person.may(Right.SUPPLIERS),
        "back": "",
        **more,
    }


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """A new product, empty or as a line of an invoice has it; it is kept once a person has confirmed it."""
    desk = desk_of(request)
    desk.ask(Right.SUPPLIERS)
    case = request.GET.get("case", "") or request.POST.get("case", "")
    if request.method == "POST":
        return _saved(request, Product(_new_id(request), ""), case)
    line = request.GET.get("line", "")
    made = Product("", "", currency=company_of(request).currency)
    if case:
        made = register.of_line(desk, case, _whole(line))
    return render(request, "kontera/product.html", _form(request, made, case=case, adding=True))


def _new_id(request: HttpRequest) -> str:
    """The id of the product that is confirmed: a known one's, else a new one."""
    given = request.POST.get("id", "").strip()
    return given if given.isalnum() and len(given) <= 64 else secrets.token_hex(6)  # noqa: PLR2004 - as ids are kept


@require_POST
def save(request: HttpRequest, product_id: str) -> HttpResponse:
    """Change a product's record."""
    desk = desk_of(request)
    desk.ask(Right.SUPPLIERS)
    return _saved(request, register.product(desk, product_id).product, "")


def _saved(request: HttpRequest, known: Product, case: str) -> HttpResponse:
    desk = desk_of(request)
    try:
        saved = register.save(desk, _typed(request, known), f"case:{case}" if case else "")
    except KonteraError as error:
        tell(request, words_of(request, error), "error")
        if known.name:
            return redirect("web:product", known.id)
        shown_again = _form(request, replace(known, name=request.POST.get("name", "")), case=case, adding=True)
        return render(request, "kontera/product.html", shown_again, status=422)
    tell(request, _("{name} is in the product register.").format(name=saved.name))
    return redirect("web:desk", case) if case else redirect("web:product", saved.id)


def _typed(request: HttpRequest, known: Product) -> Product:
    given = request.POST
    rate = given.get("vat_rate", "").strip()
    category = given.get("vat_category", "")
    pairs = (("1", "cost_centre"), ("6", "project"))
    kept = tuple((number, value) for number, value in known.dimensions if number not in {"1", "6"})
    dimensions = (*((number, given.get(name, "").strip()) for number, name in pairs), *kept)
    return replace(
        known,
        name=given.get("name", "").strip(),
        number=given.get("number", "").strip(),
        unit=_unit(given.get("unit", "").strip(), known.unit),
        price=_decimal(given.get("price", "")),
        currency=typed.canonical("currency", given.get("currency", "")),
        account=given.get("account", "").strip(),
        vat_rate=typed.number(rate) if rate else None,
        vat_category=category if category in set(VatCategory) else "",
        dimensions=tuple(sorted(pair for pair in dimensions if pair[1])),
        gtin=given.get("gtin", "").strip(),
        articles=tuple(_articles(request, known)),
        retired="retired" in given,
        notes=given.get("notes", "").strip(),
    )


def _unit(text: str, known: str) -> str:
    """The code of a unit that is typed by its word; the one known before goes first, for several share a word."""
    codes = (known, *words.UNIT)
    return next((code for code in codes if code in words.UNIT and str(words.UNIT[code]) == text), text)


def _decimal(text: str) -> Decimal | None:
    return typed.number(text) if text.strip() else None


def _articles(request: HttpRequest, known: Product) -> list[SupplierArticle]:
    """The articles as typed, each row a supplier; a row without a supplier is none."""
    desk, currency = desk_of(request), typed.canonical("currency", request.POST.get("currency", ""))
    had = {name.casefold(): supplier for supplier, name in _names(desk, known).items()}
    columns = {name: request.POST.getlist(name) for name in _ARTICLE}
    made = []
    for at, name in enumerate(columns["supplier"]):
        cells = {column: values[at].strip() if at < len(values) else "" for column, values in columns.items()}
        if not name.strip():
            continue
        supplier = had.get(name.strip().casefold()) or report.called(desk, name)
        if not supplier:
            raise InvalidValue(value=name, field="supplier")
        price = _decimal(cells["article_price"])
        before = next(
            (one for one in known.articles if (one.supplier, one.number) == (supplier, cells["article"])), None
        )
        same = before is not None and before.price == price
        since = before.since if before is not None and same else desk.doors.clock.today()
        unit = before.currency if before is not None and same else currency
        made.append(SupplierArticle(supplier, cells["article"], cells["article_text"], price, unit, since))
    return made


@require_POST
def take_in(request: HttpRequest) -> HttpResponse:
    """Take a whole register in from a CSV file; what was refused is told row by row."""
    desk = desk_of(request)
    desk.ask(Right.SUPPLIERS)
    try:
        done = register.import_csv(desk, uploads.file_of(request).data)
    except KonteraError as error:
        tell(request, words_of(request, error), "error")
        return redirect("web:products")
    refused = tuple((line, words_of(request, error)) for line, error in done.refused)
    return render(request, "kontera/products_import.html", {"done": done, "refused": refused})


@require_GET
def export(request: HttpRequest) -> HttpResponse:
    """The whole register as a CSV file that can be taken in again."""
    response = HttpResponse(
        register.export_csv(desk_of(request), comma=shown.locale() != "en_GB"), content_type="text/csv; charset=utf-8"
    )
    response.headers["Content-Disposition"] = 'attachment; filename="products.csv"'
    return response
