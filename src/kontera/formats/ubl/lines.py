"""Reads the lines of a UBL document (BG-25)."""

from __future__ import annotations

from decimal import Decimal
from typing import Final, NamedTuple

from kontera.core.invoice import Line
from kontera.core.money import HUNDRED
from kontera.core.party import Endpoint
from kontera.formats.codes import icd, price_discount
from kontera.formats.taking import Node
from kontera.formats.ubl.items import read_attributes, read_classifications
from kontera.formats.ubl.line_references import read_line_references, read_order_line
from kontera.formats.ubl.parts import TRUE, read_allowances, read_category, read_period, take_same_number, take_scheme

LINES: Final = "InvoiceLine|CreditNoteLine|ReminderLine"
QUANTITY: Final = "InvoicedQuantity|CreditedQuantity"
NET: Final = "LineExtensionAmount|DebitLineAmount"
ONE: Final = Decimal(1)


class Price(NamedTuple):
    """BG-29 as the Line keeps it."""

    unit: Decimal | None
    gross: Decimal | None
    discount: Decimal | None
    percent: Decimal | None


def read_lines(node: Node) -> tuple[Line, ...]:
    """Every line, in document order."""
    return tuple(_line(part.named(f"lines[{i}]")) for i, part in enumerate(node.all(LINES)))


def _line(node: Node) -> Line:
    item = node.one("Item")
    quantity = node.one(QUANTITY)
    net = node.amount(NET, "net_amount")
    category, rate = read_category(_tax_category(node, net), "vat_category", "vat_rate")
    price = _price(node.one("Price"))
    name = item.take("Name", "description")
    standard, scheme = _standard_article(item)
    return Line(
        id=node.take("ID", "id"),
        description=name or item.joined("Description", "description"),
        detail=item.joined("Description", "detail") if name else "",
        note=node.joined("Note", "note"),
        seller_article=item.take("SellersItemIdentification/ID", "seller_article"),
        buyer_article=item.take("BuyersItemIdentification/ID", "buyer_article"),
        standard_article=standard,
        standard_article_scheme=scheme,
        classifications=read_classifications(item),
        attributes=read_attributes(item),
        origin_country=item.take("OriginCountry/IdentificationCode", "origin_country"),
        quantity=node.number(QUANTITY, "quantity"),
        unit=quantity.attribute("unitCode", "unit"),
        unit_price=price.unit,
        gross_price=price.gross,
        price_discount=price.discount,
        base_quantity=node.number("Price/BaseQuantity", "base_quantity"),
        base_unit=node.one("Price/BaseQuantity").attribute("unitCode", "base_unit"),
        discount_percent=price.percent,
        allowances_charges=read_allowances(node),
        net_amount=net,
        gross_amount=node.amount("ItemPriceExtension/Amount", "gross_amount"),
        vat_category=category,
        vat_rate=rate,
        order_line=read_order_line(node),
        invoiced_object=_invoiced_object(node),
        buyer_accounting=node.take("AccountingCost|AccountingCostCode", "buyer_accounting"),
        references=read_line_references(node),
        period=read_period(node.one("InvoicePeriod", "period")),
    )


def _standard_article(item: Node) -> tuple[str, str]:
    """BT-157 with its scheme."""
    found = item.one("StandardItemIdentification/ID")
    scheme = icd(found.attribute("schemeID", "standard_article_scheme"))
    return item.take("StandardItemIdentification/ID", "standard_article"), scheme


def _tax_category(node: Node, net: Decimal | None) -> Node:
    """BG-30: at the item, or in OIOUBL and UBL 2.0 in a tax total of the line; what repeats it is taken with it."""
    group = node.one("TaxTotal/TaxSubtotal")
    take_same_number(group, "TaxableAmount", net)
    stated = node.one("Item/ClassifiedTaxCategory")
    repeated = group.one("TaxCategory")
    if not stated:
        return repeated
    if repeated.peek("ID") == stated.peek("ID"):
        repeated.take("ID")
        take_scheme(repeated.one("TaxScheme"))
        take_same_number(repeated, "Percent", stated.peek_number("Percent"))
    return stated


def _price(node: Node) -> Price:
    """BT-146 to BT-148: with a discount that a percentage tells exactly, the unit price is the one before it."""
    take_same_number(node, "OrderableUnitFactorRate", ONE)
    net = node.amount("PriceAmount", "unit_price")
    reduction = node.one("AllowanceCharge")
    if reduction.peek("ChargeIndicator") in TRUE:
        return Price(net, None, None, None)
    reduction.take("ChargeIndicator")
    gross = reduction.amount("BaseAmount", "gross_price")
    discount = reduction.amount("Amount", "price_discount")
    percent = None if net is None or gross is None or discount is None else price_discount(gross, net)
    if percent is None:
        return Price(net, gross, discount, None)
    reduction.take("BaseAmount", "unit_price")
    reduction.take("Amount", "discount_percent")
    take_same_number(reduction, "MultiplierFactorNumeric", percent / HUNDRED)
    return Price(gross, gross, discount, percent)


def _invoiced_object(node: Node) -> Endpoint | None:
    """BT-128: the line's document that UNTDID 1001 calls 130, invoicing data sheet."""
    for reference in node.all("DocumentReference"):
        if reference.peek("DocumentTypeCode") == "130" and reference.peek("ID"):
            reference.take("DocumentTypeCode")
            number = reference.one("ID", "invoiced_object")
            return Endpoint(number.attribute("schemeID"), number.note())
    return None
