"""What was paid for an article before: the prices that booked invoices teach."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from kontera.core.case import Case
from kontera.core.invoice import DocumentType, Line
from kontera.core.money import HUNDRED, rounded
from kontera.core.product import article_key, text_key

_PLACES: Final = 6


@dataclass(frozen=True, slots=True)
class PaidPrice:
    """What an earlier invoice asked for one unit of an article, without VAT and after the line's discount.

    `key` is `price_key` of the line; `case` and `invoice` say which invoice it was.
    """

    supplier: str
    key: str
    on: date
    price: Decimal
    currency: str
    unit: str = ""
    case: str = ""
    invoice: str = ""


def price_key(line: Line) -> str:
    """What the prices of this line's article are kept under: its number, else its words; empty when it has neither."""
    number = article_key(line.seller_article)
    words = text_key(line.description)
    return f"n:{number}" if number else (f"t:{words}" if words else "")


def unit_price(line: Line) -> Decimal | None:
    """What the line asks for one unit after its own discount, without VAT; None when it does not say."""
    if line.unit_price is not None:
        share = (HUNDRED - (line.discount_percent or Decimal(0))) / HUNDRED
        base = line.base_quantity or Decimal(1)
        return rounded(line.unit_price * share / base, _PLACES).normalize()
    if line.net_amount is not None and line.quantity:
        return rounded(abs(line.net_amount / line.quantity), _PLACES).normalize()
    return None


def prices_of(case: Case) -> tuple[PaidPrice, ...]:
    """The prices a booked invoice of a known supplier teaches, one for each article; a credit note teaches none."""
    invoice = case.invoice
    if not case.supplier or not case.vouchers or invoice.type is not DocumentType.INVOICE:
        return ()
    on = invoice.issue_date or case.vouchers[-1].entry.on
    made: dict[str, PaidPrice] = {}
    for line in invoice.lines:
        key, price = price_key(line), unit_price(line)
        if key and price is not None and price > 0:
            made[key] = PaidPrice(case.supplier, key, on, price, invoice.currency, line.unit, case.id, invoice.number)
    return tuple(made.values())


def latest(prices: Iterable[PaidPrice], key: str, case: str = "", on: date | None = None) -> PaidPrice | None:
    """The last price known of an article before a day, the case's own left out."""
    known = (
        one for one in prices if one.key == key and (not case or one.case != case) and (on is None or one.on <= on)
    )
    return max(known, key=lambda one: (one.on, one.invoice), default=None)
