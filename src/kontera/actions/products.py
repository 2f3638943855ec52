"""Keep the product register: add, change, take from an invoice line with a person's confirmation, import from CSV."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Final

from kontera.actions.desk import Desk
from kontera.actions.fits import check_defaults, known_books
from kontera.core.case import Case
from kontera.core.company import Right
from kontera.core.entry import RowKind
from kontera.core.errors import InvalidValue, KonteraError, NotFound, NotReady
from kontera.core.event import Noted, ProductSaved
from kontera.core.party import Supplier
from kontera.core.prices import PaidPrice, unit_price
from kontera.core.product import Product, SupplierArticle, article_key, line_marks, text_key
from kontera.formats.product_csv import COLUMNS, ProductRow, read_products, write_products
from kontera.ports import Box

_NUMBER: Final = re.compile(r"-?\d{1,12}(\.\d{1,6})?", re.ASCII)
_MOST_REFUSED: Final = 200
_LONGEST: Final = 300
MOST_EXPORTED: Final = 100_000
CSV_COLUMNS: Final = COLUMNS
"""The headings of a file to be taken in, in English; Swedish and Finnish ones are understood too."""


@dataclass(frozen=True, slots=True)
class ProductPage:
    """One page of the register, and how many there are in all."""

    products: tuple[Product, ...]
    total: int


@dataclass(frozen=True, slots=True)
class ProductView:
    """One product with what its articles cost before (newest first) and the history of its record."""

    product: Product
    prices: tuple[PaidPrice, ...]
    history: tuple[Noted, ...]


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of an import: how many were added, changed and were as they are; the rows refused, and why."""

    added: int
    changed: int
    same: int
    refused: tuple[tuple[int, KonteraError], ...] = ()


def products(desk: Desk, search: str = "", limit: int = 50, offset: int = 0) -> ProductPage:
    """One page of the register, by name; `search` looks in names, numbers and articles."""
    box = desk.ask(Right.SEE)
    return ProductPage(box.products(search, limit, offset), box.count_products(search))


def product(desk: Desk, product_id: str) -> ProductView:
    """One product. Raises NotFound."""
    box = desk.ask(Right.SEE)
    found = box.product(product_id)
    prices = [price for one in found.articles for price in _prices(box, found, one)]
    prices.sort(key=lambda one: one.on, reverse=True)
    return ProductView(found, tuple(prices), box.history(f"product:{product_id}"))


def _prices(box: Box, product: Product, article: SupplierArticle) -> tuple[PaidPrice, ...]:
    number = article_key(article.number)
    words = {f"t:{text_key(text)}" for text in (article.text, product.name) if text_key(text)}
    return box.prices(article.supplier, frozenset({f"n:{number}"} if number else words))


def save(desk: Desk, saved: Product, why: str = "") -> Product:
    """Add a product or change its record. Raises InvalidValue without a name or with an impossible VAT rate."""
    box = desk.ask(Right.SUPPLIERS)
    _checked(saved)
    known = box.figures.named(frozenset(one.supplier for one in saved.articles))
    stranger = next((one.supplier for one in saved.articles if one.supplier not in known), None)
    if stranger is not None:
        raise NotFound(what=stranger)
    check_defaults(known_books(desk, box), saved, _known(box, saved.id))
    with box.transaction() as note:
        note.event(f"product:{saved.id}", ProductSaved(saved, why), by=desk.by)
    return saved


def _checked(product: Product) -> None:
    if not product.name.strip() or len(product.name) > _LONGEST:
        raise InvalidValue(value=product.name[:40], field="product.name")
    if product.vat_rate is not None and not 0 <= product.vat_rate < 100:  # noqa: PLR2004 - per cent
        raise InvalidValue(value=product.vat_rate, field="product.vat_rate")
    if product.account and not product.account.isalnum():
        raise InvalidValue(value=product.account, field="product.account")
    if any(price is not None and price < 0 for price in (product.price, *(one.price for one in product.articles))):
        raise InvalidValue(value="-", field="product.price")


def identity(name: str, number: str = "", gtin: str = "") -> str:
    """A stable id for a new product: from its own number, else its GTIN, else its name."""
    own = article_key(number) or article_key(gtin) or text_key(name)
    return hashlib.sha256(f"product:{own}".encode()).hexdigest()[:12]


def of_line(desk: Desk, case: str, line: int) -> Product:
    """The product that a line of an invoice would become, for a person to confirm; the known one with its article.

    Account and dimensions are those the line is coded with. Raises NotFound for a line that is not there, NotReady
    when its supplier is not in the register.
    """
    box = desk.ask(Right.SEE)
    known = box.case(case)
    if line >= len(known.invoice.lines):
        raise NotFound(what=f"line {line + 1}")
    if not known.supplier:
        raise NotReady(reason="the supplier is not in the register")
    stated = known.invoice.lines[line]
    found = box.products_by(frozenset(line_marks(known.supplier, stated)))
    article = SupplierArticle(
        known.supplier,
        stated.seller_article,
        stated.description,
        unit_price(stated),
        known.invoice.currency,
        known.invoice.issue_date,
    )
    if len(found) == 1:
        return with_article(found[0], article)
    account, dimensions = _coded(known, line)
    gtin = stated.standard_article if stated.standard_article_scheme in {"", "0160"} else ""
    return Product(
        identity(f"{known.supplier} {stated.seller_article} {stated.description}", "", gtin),
        stated.description or stated.seller_article,
        stated.buyer_article,
        stated.unit,
        unit_price(stated),
        known.invoice.currency,
        account,
        stated.vat_rate,
        stated.vat_category.value if stated.vat_category else "",
        dimensions,
        gtin,
        (article,),
    )


def _coded(case: Case, line: int) -> tuple[str, tuple[tuple[str, str], ...]]:
    row = next((row for row in case.rows if row.kind is RowKind.COST and line in row.lines), None)
    return (row.account, row.dimensions) if row else ("", ())


def with_article(product: Product, article: SupplierArticle) -> Product:
    """The product with this article in place of what the same supplier called the same number before."""
    key = (article.supplier, article_key(article.number) or text_key(article.text))
    others = (one for one in product.articles if (one.supplier, article_key(one.number) or text_key(one.text)) != key)
    return replace(product, articles=(*others, article))


def import_csv(desk: Desk, data: bytes) -> Imported:
    """Take a whole register in from CSV; a row that cannot be is refused with its reason, and the others are taken.

    A row is known by its own number, its GTIN, its name, or its supplier's article. Raises NotProducts.
    """
    box = desk.ask(Right.SUPPLIERS)
    rows = read_products(data)
    suppliers, books = _Suppliers(box.suppliers()), known_books(desk, box)
    kept: dict[str, Product] = {}
    refused: list[tuple[int, KonteraError]] = []
    for row in rows:
        try:
            made = _of_row(box, row, suppliers, kept)
            _checked(made)
            check_defaults(books, made, _known(box, made.id))
        except KonteraError as error:
            refused.append((row.line, error))
        else:
            kept[made.id] = made
    return _written(desk, box, kept.values(), tuple(refused[:_MOST_REFUSED]))


def _written(
    desk: Desk, box: Box, products: Iterable[Product], refused: tuple[tuple[int, KonteraError], ...]
) -> Imported:
    added = changed = same = 0
    with box.transaction() as note:
        for one in products:
            before = _known(box, one.id)
            if before == one:
                same += 1
                continue
            added, changed = added + (before is None), changed + (before is not None)
            note.event(f"product:{one.id}", ProductSaved(one, "import"), by=desk.by)
    return Imported(added, changed, same, refused)


def _known(box: Box, product_id: str) -> Product | None:
    try:
        return box.product(product_id)
    except NotFound:
        return None


def export_csv(desk: Desk, *, comma: bool = False) -> bytes:
    """The whole register as a CSV file that can be taken in again: a row for each article.

    `comma` writes decimals as spreadsheets of the Nordics expect them; they take "5.12" for a day.
    """
    box = desk.ask(Right.SEE)
    names = {one.id: one.party.name for one in box.suppliers()}
    found = box.products(limit=MOST_EXPORTED)
    rows = tuple(row for one in found for row in _rows(one, names))
    return write_products(tuple({**row, **_with_comma(row)} for row in rows) if comma else rows)


def _with_comma(row: Mapping[str, str]) -> dict[str, str]:
    return {name: row[name].replace(".", ",") for name in ("price", "vat_rate", "article_price") if name in row}


def _rows(product: Product, names: Mapping[str, str]) -> list[dict[str, str]]:
    dimensions = dict(product.dimensions)
    own = {
        "number": product.number,
        "name": product.name,
        "unit": product.unit,
        "price": _plain(product.price),
        "currency": product.currency,
        "account": product.account,
        "vat_rate": _plain(product.vat_rate),
        "cost_centre": dimensions.get("1", ""),
        "project": dimensions.get("6", ""),
        "gtin": product.gtin,
    }
    sold = [
        {
            "supplier": names.get(one.supplier, one.supplier),
            "article": one.number,
            "article_text": one.text,
            "article_price": _plain(one.price),
        }
        for one in product.articles
    ]
    return [{**own, **one} for one in sold or [{}]]


def _plain(value: Decimal | None) -> str:
    return "" if value is None else f"{value:f}"


class _Suppliers:
    """The supplier register as a file names suppliers: by number, organisation number, VAT number, id or name."""

    def __init__(self, register: tuple[Supplier, ...]) -> None:
        self._by_word: dict[str, str] = {}
        for one in register:
            party = one.party
            for word in (one.id, one.number, party.organisation_number, party.vat_number, party.name):
                self._by_word.setdefault(_bare(word), one.id)
        self._by_word.pop("", None)

    def id_of(self, word: str) -> str:
        """The id of the supplier so named. Raises NotFound."""
        found = self._by_word.get(_bare(word))
        if found is None:
            raise NotFound(what=word)
        return found


def _bare(word: str) -> str:
    return re.sub(r"[\s.-]", "", word).casefold()


def _of_row(box: Box, row: ProductRow, suppliers: _Suppliers, kept: dict[str, Product]) -> Product:
    supplier = suppliers.id_of(row["supplier"]) if row["supplier"] else ""
    before = _before(box, row, supplier, kept)
    dimensions = tuple((number, row[name]) for number, name in (("1", "cost_centre"), ("6", "project")) if row[name])
    name = row["name"] or (before.name if before else "")
    made = before or Product(identity(name, row["number"], row["gtin"]), name)
    made = replace(
        made,
        name=name,
        number=row["number"] or made.number,
        unit=row["unit"] or made.unit,
        currency=row["currency"] or made.currency or box.company.currency,
        account=row["account"] or made.account,
        gtin=row["gtin"] or made.gtin,
        dimensions=dimensions or made.dimensions,
    )
    if row["price"]:
        made = replace(made, price=_decimal(row["price"], "product.price"))
    if row["vat_rate"]:
        made = replace(made, vat_rate=_decimal(row["vat_rate"], "product.vat_rate"))
    if not supplier:
        return made
    price = _decimal(row["article_price"], "product.price") if row["article_price"] else made.price
    article = SupplierArticle(supplier, row["article"], row["article_text"], price, made.currency)
    return with_article(made, article)


def _before(box: Box, row: ProductRow, supplier: str, kept: dict[str, Product]) -> Product | None:
    """The product a row speaks of, from this file or from the register."""
    own = identity(row["name"], row["number"], row["gtin"])
    if own in kept:
        return kept[own]
    known = _known(box, own)
    if known is not None or not supplier or not row["article"]:
        return known
    mark = f"{supplier}|n:{article_key(row['article'])}"
    found = next((one for one in kept.values() if mark in one.marks), None)
    if found is not None:
        return found
    registered = box.products_by(frozenset({mark}))
    return registered[0] if len(registered) == 1 else None


def _decimal(text: str, field: str) -> Decimal:
    plain = re.sub(r"[\s%]", "", text)
    if "," in plain and "." in plain:
        group = "." if plain.rindex(",") > plain.rindex(".") else ","
        plain = plain.replace(group, "")
    plain = plain.replace(",", ".")
    try:
        if not _NUMBER.fullmatch(plain):
            raise InvalidValue(value=text, field=field)
        return Decimal(plain)
    except InvalidOperation as error:
        raise InvalidValue(value=text, field=field) from error
