"""Reads the lines of a UBL document (BG-25)."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from kontera.core.invoice import Classification, Line
from kontera.formats.codes import price_discount
from kontera.formats.taking import Node
from kontera.formats.ubl.parts import TRUE, read_allowances, read_category, read_period

LINES: Final = "InvoiceLine|CreditNoteLine"


def read_lines(node: Node) -> tuple[Line, ...]:
    """Every line, in document order."""
    return tuple(_line(part.named(f"lines[{i}]")) for i, part in enumerate(node.all(LINES)))


def _line(node: Node) -> Line:
    item = node.one("Item")
    quantity = node.one("InvoicedQuantity|CreditedQuantity")
    category, rate = read_category(_tax_category(node), "vat_category", "vat_rate")
    price, discount = _price(node.one("Price"))
    name = item.take("Name", "description")
    return Line(
        id=node.take("ID", "id"),
        description=name or item.take("Description", "description"),
        detail=item.joined("Description", "detail") if name else "",
        note=node.joined("Note", "note"),
        seller_article=item.take("SellersItemIdentification/ID", "seller_article"),
        buyer_article=item.take("BuyersItemIdentification/ID", "buyer_article"),
        standard_article=item.take("StandardItemIdentification/ID", "standard_article"),
        classifications=_classifications(item),
        quantity=node.number("InvoicedQuantity|CreditedQuantity", "quantity"),
        unit=quantity.attribute("unitCode", "unit"),
        unit_price=price,
        base_quantity=node.number("Price/BaseQuantity", "base_quantity"),
        discount_percent=discount,
        allowances_charges=read_allowances(node),
        net_amount=node.amount("LineExtensionAmount", "net_amount"),
        vat_category=category,
        vat_rate=rate,
        order_line=node.take("OrderLineReference/LineID", "order_line"),
        buyer_accounting=node.take("AccountingCost|AccountingCostCode", "buyer_accounting"),
        period=read_period(node.one("InvoicePeriod", "period")),
    )


def _tax_category(node: Node) -> Node:
    """BG-30: at the item, or in OIOUBL and UBL 2.0 in a tax total of the line."""
    return node.one("Item/ClassifiedTaxCategory") or node.one("TaxTotal/TaxSubtotal/TaxCategory")


def _price(node: Node) -> tuple[Decimal | None, Decimal | None]:
    """The price and its discount in per cent: BT-148 with a discount that a percentage tells exactly, else BT-146."""
    net = node.amount("PriceAmount", "unit_price")
    reduction = node.one("AllowanceCharge")
    gross = reduction.peek_number("BaseAmount")
    if net is None or gross is None or reduction.peek("ChargeIndicator") in TRUE:
        return net, None
    percent = price_discount(gross, net)
    if percent is None:
        return net, None
    for part, field in (("BaseAmount", "unit_price"), ("Amount", "discount_percent"), ("ChargeIndicator", "")):
        reduction.take(part, field)
    return gross, percent


def _classifications(item: Node) -> tuple[Classification, ...]:
    """BT-158, with the list and version where they are stated."""
    stated = [found for found in item.all("CommodityClassification/ItemClassificationCode") if found.peek()]
    field = item.under("classifications")
    return tuple(
        Classification(
            found.named(f"{field}[{i}]").note(), found.attribute("listID"), found.attribute("listVersionID")
        )
        for i, found in enumerate(stated)
    )
