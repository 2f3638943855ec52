"""Reads the quantity and the prices of a Finvoice row."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Final, NamedTuple

from kontera.core.money import HUNDRED
from kontera.formats.codes import price_discount
from kontera.formats.finvoice.parts import UNIT, UNIT_UN, amount, number, parsed, peek_number, repeated, unit_of
from kontera.formats.taking import Node

QUANTITIES: Final = (
    "InvoicedQuantity",
    "DeliveredQuantity",
    "CreditRequestedQuantity",
    "ReturnedQuantity",
    "ConfirmedQuantity",
    "OrderedQuantity",
)
PRICE_UNIT: Final = "UnitPriceUnitCode"
CENTS: Final = "snt"  # energy is priced in cents: snt/kWh, while the currency attribute says EUR


class Prices(NamedTuple):
    """A row's price as the invoice keeps it: BT-146 to BT-148."""

    unit_price: Decimal | None
    percent: Decimal | None
    gross: Decimal | None
    discount: Decimal | None


def read_quantity(node: Node, path: Callable[[str], str]) -> tuple[Decimal | None, str]:
    """BT-129 and its unit: what is invoiced, else delivered, returned or ordered.

    Of several in different units the one in the price's unit counts; quantities that repeat it are taken with it.
    """
    for name in QUANTITIES:
        stated = [part for part in node.all(path(name)) if part.peek()]
        if not stated:
            continue
        wanted = _price_units(node, path)
        at = next((part for part in stated if wanted & _units(part)), stated[0])
        value = number(at, "", "quantity")
        if value is not None:
            _take_equal(node, path, value)
        return value, unit_of(at, "unit")
    return None, ""


def _take_equal(node: Node, path: Callable[[str], str], value: Decimal) -> None:
    """Ordered and delivered say nothing new where they equal what is invoiced."""
    for part in node.all(path("|".join(QUANTITIES))):
        if parsed(part.peek()) == value:
            part.take()


def _units(quantity: Node) -> set[str]:
    return {quantity.attribute(UNIT).casefold(), quantity.attribute(UNIT_UN).casefold()} - {""}


def _price_units(node: Node, path: Callable[[str], str]) -> set[str]:
    """The unit of the price, which is written kWh, EUR/kWh or snt/kWh."""
    price = node.one(path("UnitPriceAmount|UnitPriceNetAmount"))
    word = price.attribute(PRICE_UNIT).rpartition("/")[2]
    return {word.strip().casefold(), price.attribute(UNIT_UN).casefold()} - {""}


def read_prices(node: Node, path: Callable[[str], str]) -> Prices:
    """The price before and after its discount, and a discount of the row that only a percentage states.

    With an amount beside it the percentage belongs to an allowance of the line and is left to that.
    """
    gross, net = _price(node, path("UnitPriceAmount"), path("UnitPriceNetAmount"))
    discount = amount(node, path("UnitPriceDiscountAmount"), "price_discount")
    percent = None if gross is None or net is None else price_discount(gross, net)
    if percent is not None:
        node.take(path("UnitPriceNetAmount"), "discount_percent")
    by_row = peek_number(node, path("RowDiscountPercent"))
    if peek_number(node, path("RowDiscountAmount")) is None and by_row is not None:
        if percent is None and net in {None, gross}:
            percent = number(node, path("RowDiscountPercent"), "discount_percent")
        elif percent == by_row:
            repeated(node, path("RowDiscountPercent"), node.peek(path("RowDiscountPercent")))
    kept = gross if net is not None or discount is not None else None
    if kept is not None:
        node.take(path("UnitPriceAmount"), "gross_price")
    return Prices(gross if net is None or percent is not None else net, percent, kept, discount)


def _price(node: Node, gross: str, net: str) -> tuple[Decimal | None, Decimal | None]:
    """BT-148 and BT-146 in the invoice's currency, each the evidence of the price."""
    before = _in_currency(node.one(gross), amount(node, gross, "unit_price"))
    after = _in_currency(node.one(net), amount(node, net, "unit_price"))
    return before, after


def _in_currency(price: Node, value: Decimal | None) -> Decimal | None:
    """Cents as the currency's own unit."""
    cents = price.attribute(PRICE_UNIT).casefold().startswith(CENTS)
    return value / HUNDRED if value is not None and cents else value
