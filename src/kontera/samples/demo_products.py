"""The demo company's product register: what it buys again and again, from whom, and at which price."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final

from kontera.core.invoice import Invoice, Line, Totals
from kontera.core.money import ZERO, rounded, total, vat_on
from kontera.core.product import Product, SupplierArticle
from kontera.samples.companies import business
from kontera.samples.history import PastInvoice, account_of, demo_history

BOUGHT: Final = (
    ("1001", "pennverket", "Kopieringspapper A4 80 g, kartong 5 x 500", "Kopieringspapper A4"),
    ("1002", "pennverket", "Gaffelpärm A4 60 mm, svart", "Gaffelpärm A4"),
    ("1003", "pennverket", "Handtorkrullar vita, bal om 6", "Handtorkrullar"),
    ("2001", "molnskog", "Bildskärm 27 tum QHD", "Bildskärm 27 tum"),
    ("2002", "molnskog", "Bärbar dator 14 tum, 32 GB, 1 TB", "Bärbar dator 14 tum"),
    ("2003", "molnskog", "Licens kontorspaket, per användare", "Kontorslicens"),
    ("3001", "beslagsboden", "Lådskena fullutdrag 450 mm, dämpad, par", "Lådskena 450 mm"),
    ("3002", "beslagsboden", "Träskruv TFT 4,0 x 40 förzinkad, 500 st", "Träskruv 4,0 x 40"),
    ("3003", "beslagsboden", "Handtag rostfritt cc 160 mm", "Handtag cc 160"),
    ("3004", "furulund", "Ek stav torkad 8 %, 32 x 52 mm", "Ekstav 32 x 52"),
    ("3005", "koivuosa", "Selkänoja koivuviilu, lakattu", "Ryggstöd björkfaner"),
    ("4001", "varnarock", "Skyddssko S3 storlek 43", "Skyddsskor S3"),
)
"""Our number, the supplier, its words for the product, and ours."""
RISEN: Final = "Bildskärm 27 tum QHD"
"""What has become dearer on an invoice of today's post."""
RISE: Final = Decimal("1.12")


def demo_products(today: date) -> tuple[Product, ...]:
    """The register: prices and coding are those of the last booked invoice that had the product."""
    past = demo_history(today)
    found = (_product(number, supplier, words, name, past) for number, supplier, words, name in BOUGHT)
    return tuple(one for one in found if one is not None)


def _product(number: str, supplier: str, words: str, name: str, past: tuple[PastInvoice, ...]) -> Product | None:
    bought = [
        (old, line)
        for old in past
        if old.supplier.id == supplier
        for line in old.invoice.lines
        if line.description == words
    ]
    if not bought:
        return None
    last, line = bought[-1]
    currency = last.invoice.currency
    article = SupplierArticle(supplier, line.seller_article, words, line.unit_price, currency, last.invoice.issue_date)
    return Product(
        id=f"p{number}",
        name=name,
        number=number,
        unit=line.unit,
        price=line.unit_price,
        currency=currency,
        account=account_of(business(supplier), line),
        vat_rate=line.vat_rate,
        vat_category=line.vat_category.value if line.vat_category else "",
        dimensions=last.dimensions,
        articles=(article,),
    )


def risen(invoice: Invoice, _today: date) -> Invoice:
    """The same invoice with one product dearer than the register and all invoices before have it."""
    lines = tuple(_dearer(line) if line.description == RISEN else line for line in invoice.lines)
    more = total(after.net_amount for after in lines) - total(before.net_amount for before in invoice.lines)
    first, *others = invoice.vat
    taxable = (first.taxable or ZERO) + more
    tax = vat_on(taxable, first.rate or ZERO)
    vat = (replace(first, taxable=taxable, tax=tax), *others)
    added = more + tax - (first.tax or ZERO)
    return replace(invoice, lines=lines, vat=vat, totals=_more(invoice.totals, more, added))


def _dearer(line: Line) -> Line:
    price = rounded((line.unit_price or ZERO) * RISE, 0)
    return replace(line, unit_price=price, net_amount=rounded(price * (line.quantity or ZERO)))


def _more(totals: Totals, net: Decimal, gross: Decimal) -> Totals:
    return replace(
        totals,
        line_net=(totals.line_net or ZERO) + net,
        net=(totals.net or ZERO) + net,
        vat=(totals.vat or ZERO) + gross - net,
        gross=(totals.gross or ZERO) + gross,
        payable=(totals.payable or ZERO) + gross,
    )
