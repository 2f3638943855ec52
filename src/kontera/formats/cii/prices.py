"""Reads the price of a CII line (BG-29)."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from kontera.formats.cii.parts import FLAG, TRUE
from kontera.formats.codes import price_discount
from kontera.formats.taking import Node


class Price(NamedTuple):
    """BT-146 to BT-150 as the Line keeps them."""

    unit: Decimal | None = None
    percent: Decimal | None = None
    gross: Decimal | None = None
    discount: Decimal | None = None
    base: Decimal | None = None
    base_unit: str = ""


def read_price(agreement: Node) -> Price:
    """The price; with a discount that a percentage tells exactly, the unit price is the one before it."""
    gross, net = agreement.one("GrossPriceProductTradePrice"), agreement.one("NetPriceProductTradePrice")
    charged = net if net.peek("ChargeAmount") else gross
    base_unit = charged.one("BasisQuantity").attribute("unitCode", "base_unit")
    base = charged.number("BasisQuantity", "base_quantity")
    if not _comparable(gross, base):
        return Price(charged.amount("ChargeAmount", "unit_price"), base=base, base_unit=base_unit)
    gross.take("BasisQuantity")
    before, after = gross.peek_number("ChargeAmount"), charged.peek_number("ChargeAmount")
    percent = None if before is None or after is None or after > before else price_discount(before, after)
    if percent is not None:
        gross.take("ChargeAmount", "unit_price")
        charged.take("ChargeAmount", "discount_percent")
    stated = charged.amount("ChargeAmount", "unit_price")
    return Price(
        unit=before if percent is not None else stated,
        percent=percent,
        gross=gross.amount("ChargeAmount", "gross_price"),
        discount=_discount(gross, percent),
        base=base,
        base_unit=base_unit,
    )


def _comparable(gross: Node, base: Decimal | None) -> bool:
    """Whether the price before discount is for the same quantity; else it stays unread rather than mislead."""
    own = gross.peek_number("BasisQuantity")
    return own is None or own == (1 if base is None else base)


def _discount(gross: Node, percent: Decimal | None) -> Decimal | None:
    """BT-147, when there is one discount and no surcharge; its percentage is taken where the two prices tell it."""
    stated = gross.all("AppliedTradeAllowanceCharge")
    if len(stated) != 1 or stated[0].peek(f"ChargeIndicator/{FLAG}") in TRUE:
        return None
    (reduction,) = stated
    reduction.take(f"ChargeIndicator/{FLAG}")
    if percent is not None and reduction.peek_number("CalculationPercent") == percent:
        reduction.take("CalculationPercent", "discount_percent")
    return reduction.amount("ActualAmount", "price_discount")
