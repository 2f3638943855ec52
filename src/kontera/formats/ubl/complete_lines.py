"""Fills in what follows exactly from what an invoice line states: its number, unit code, quantity and price."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from itertools import count
from typing import Final

from kontera.core.invoice import Line, VatCategory
from kontera.core.money import HUNDRED
from kontera.formats.codes import price_discount
from kontera.formats.ubl.units import unit_code

ONE: Final = Decimal(1)
PRICE_PLACES: Final = 6
MUTUAL: Final = "ZZZ"  # UNTDID 7143 "mutually defined": BR-65 asks for a list, and none is stated
GTIN: Final = "0160"  # ISO 6523
GTIN_LENGTHS: Final = frozenset({8, 12, 13, 14})


def free_ids(lines: Iterable[Line]) -> tuple[str, ...]:
    """BT-126: the lines' ids; a line without one gets its place, or the next number that no other line has."""
    stated = tuple(line.id for line in lines)
    used = set(stated)
    ids = []
    for place, one in enumerate(stated, 1):
        chosen = one or next(str(number) for number in count(place) if str(number) not in used)
        used.add(chosen)
        ids.append(chosen)
    return tuple(ids)


def complete_line(line: Line, number: str, vat: tuple[VatCategory | None, Decimal | None]) -> Line:
    """The line with its number, VAT, codes, and the quantity and price that its net amount leaves no choice of."""
    whole = _discounted(_counted(line))
    return replace(
        whole,
        id=number,
        vat_category=vat[0],
        vat_rate=vat[1],
        unit=line.unit if whole.quantity is None else unit_code(line.unit),
        base_unit=unit_code(line.base_unit) if line.base_unit else "",
        standard_article_scheme=line.standard_article_scheme or _gtin(line.standard_article),
        classifications=tuple(replace(one, scheme=one.scheme or MUTUAL) for one in line.classifications),
    )


def _gtin(article: str) -> str:
    """BT-157-1: a number as long as a GTIN whose check digit is right is one."""
    if not (article.isascii() and article.isdecimal()) or len(article) not in GTIN_LENGTHS:
        return ""
    digits = [int(digit) for digit in reversed(article)]
    return GTIN if (sum(digits[::2]) + 3 * sum(digits[1::2])) % 10 == 0 else ""


def _counted(line: Line) -> Line:
    """BT-129 and BT-146: an amount alone is one at that price; of amount, price and quantity two tell the third."""
    net, price, quantity = line.net_amount, line.unit_price, line.quantity
    if net is None or line.allowances_charges or line.discount_percent or line.base_quantity is not None:
        return line
    if quantity is None and price in (None, net):
        return replace(line, quantity=ONE, unit_price=net)
    if price is None and quantity:
        exact = round(net / quantity, PRICE_PLACES)
        return replace(line, unit_price=exact) if exact * quantity == net else line
    return line


def _discounted(line: Line) -> Line:
    """BT-147 and BT-148 where the price before the discount and its percentage are stated."""
    if line.unit_price is None:
        return line
    if line.gross_price is None and line.discount_percent:
        stated = line.price_discount
        discount = line.unit_price * line.discount_percent / HUNDRED if stated is None else stated
        return replace(line, gross_price=line.unit_price, price_discount=discount)
    if line.gross_price is None:
        return line if line.price_discount is None else _grossed(line, line.unit_price + line.price_discount)
    return _grossed(line, line.gross_price)


def _grossed(line: Line, gross: Decimal) -> Line:
    """The line with its gross price, in the form that a price with a percentage has (see `core.invoice.Line`)."""
    if line.unit_price is None:
        return line
    discount = line.price_discount if line.price_discount is not None else gross - net_price(line, line.unit_price)
    stated = replace(line, gross_price=gross, price_discount=discount)
    percent = None if line.discount_percent else price_discount(gross, line.unit_price)
    return replace(stated, unit_price=gross, discount_percent=percent) if percent else stated


def net_price(line: Line, price: Decimal) -> Decimal:
    """BT-146: the price charged."""
    return price - price * (line.discount_percent or 0) / HUNDRED
