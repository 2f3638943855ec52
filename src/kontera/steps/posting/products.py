"""What the product register says of the lines: their coding, the VAT rate they leave out, and a price that changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Final

from kontera.core.finding import Finding, Severity
from kontera.core.invoice import DocumentType, Invoice, Line, VatCategory
from kontera.core.money import HUNDRED, rounded
from kontera.core.party import Supplier
from kontera.core.prices import PaidPrice, latest, price_key, unit_price
from kontera.core.product import Product, line_marks
from kontera.steps.posting.history import Choice

BY: Final = "posting"
SURE: Final = 0.98
"""How sure a row is that the register names: people keep it, and only a retired habit is wrong."""
LEAST_CHANGE: Final = Decimal("0.005")
"""The least change of a price, as a share of it, that is told: below it lie roundings of the printed price."""
_SHOWN: Final = 4  # decimals of a price


@dataclass(frozen=True, slots=True)
class Known:
    """The product each line is, by the line's index, where the register knows one and only one."""

    by_line: Mapping[int, Product] = field(default_factory=dict)

    def of(self, line: int | None) -> Product | None:
        """The product that a line is."""
        return None if line is None else self.by_line.get(line)

    def choices(self, invoice: Invoice) -> Mapping[int, Choice]:
        """The account that the register names, by line."""
        made = {at: register_choice(product, invoice.lines[at]) for at, product in self.by_line.items()}
        return {at: choice for at, choice in made.items() if choice is not None}


def known_products(invoice: Invoice, supplier: Supplier | None, products: tuple[Product, ...]) -> Known:
    """Lay each line against the register: by the supplier's article number, by GTIN, else by the very same words.

    Words that two products share tell nothing, and so does an article of another supplier.
    """
    by_mark: dict[str, list[Product]] = {}
    for product in products:
        for mark in product.marks:
            by_mark.setdefault(mark, []).append(product)
    names = supplier.ids if supplier else ("",)
    found: dict[int, Product] = {}
    for index, line in enumerate(invoice.lines):
        asked = (by_mark.get(mark, []) for name in names for mark in line_marks(name, line))
        only = next((named for named in asked if len(named) == 1), [])
        found.update((index, one) for one in only)
    return Known(found)


def register_choice(product: Product, line: Line) -> Choice | None:
    """The account that the register names for this line; None when it names none."""
    if not product.account:
        return None
    values = (("article", line.seller_article), ("product", product.name))
    reason = "{product} in the product register."
    if line.seller_article:
        reason = "Article {article} in the product register."
    return Choice(product.account, SURE, reason, values, (), product.dimensions)


def with_rates(invoice: Invoice, known: Known) -> Invoice:
    """The invoice with the VAT rates of the register on lines that state none, where it sums up no VAT either."""
    if invoice.vat:
        return invoice
    return replace(invoice, lines=tuple(_rated(line, known.of(at)) for at, line in enumerate(invoice.lines)))


def _rated(line: Line, product: Product | None) -> Line:
    if product is None or product.vat_rate is None or line.vat_rate is not None or line.vat_category is not None:
        return line
    category = VatCategory(product.vat_category) if product.vat_category in set(VatCategory) else None
    return replace(line, vat_rate=product.vat_rate, vat_category=category)


def price_findings(
    invoice: Invoice, known: Known, supplier: Supplier | None, prices: tuple[PaidPrice, ...], case: str, today: date
) -> Iterable[Finding]:
    """A note on each line whose price is another than the last time, on an earlier invoice or in the register."""
    if supplier is None or invoice.type is not DocumentType.INVOICE:
        return
    for index, line in enumerate(invoice.lines):
        now, key = unit_price(line), price_key(line)
        if now is None or not key or now <= 0:
            continue
        before = latest(prices, key, case, invoice.issue_date or today)
        if before is not None and (before.currency, before.unit) == (invoice.currency, line.unit):
            share = _change(before.price, now)
            if share is not None:
                values = (*_values(line, before.price, now, share), ("other", before.case or before.invoice))
                yield _price_finding(index, _DEARER if share > 0 else _CHEAPER, values)
            continue
        article = product.article_of(*supplier.ids) if (product := known.of(index)) else None
        if before is None and article is not None and article.price and article.currency in {"", invoice.currency}:
            share = _change(article.price, now)
            if share is not None:
                values = _values(line, article.price, now, share)
                yield _price_finding(index, _ABOVE if share > 0 else _BELOW, values)


def _change(before: Decimal, now: Decimal) -> Decimal | None:
    """The change as a share of the price before; None when it is none to speak of."""
    share = (now - before) / before if before else Decimal(0)
    return share if abs(share) >= LEAST_CHANGE else None


def _values(line: Line, before: Decimal, now: Decimal, share: Decimal) -> tuple[tuple[str, str], ...]:
    return (
        ("article", line.seller_article or line.description),
        ("before", _written(before)),
        ("price", _written(now)),
        ("percent", f"{rounded(abs(share) * HUNDRED):f}"),
    )


def _written(price: Decimal) -> str:
    """A price with two decimals, and more where it has them."""
    short = rounded(price, _SHOWN).normalize()
    places = -int(short.as_tuple().exponent)
    return f"{short:.2f}" if places < 2 else f"{short:f}"  # noqa: PLR2004 - öre and cents


_DEARER: Final = "{article} costs {price}, {percent} % more than the last time ({before}, invoice {other})."
_CHEAPER: Final = "{article} costs {price}, {percent} % less than the last time ({before}, invoice {other})."
_ABOVE: Final = "{article} costs {price}, {percent} % more than in the product register ({before})."
_BELOW: Final = "{article} costs {price}, {percent} % less than in the product register ({before})."


def _price_finding(index: int, text: str, values: tuple[tuple[str, str], ...]) -> Finding:
    return Finding("price.changed", text, Severity.NOTE, f"lines[{index}].unit_price", values, BY)
