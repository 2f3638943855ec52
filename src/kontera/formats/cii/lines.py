"""Reads the lines of a CII document (BG-25)."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from kontera.core.invoice import Classification, Line
from kontera.formats.cii.parts import TRUE, read_allowances, read_category, read_period
from kontera.formats.codes import price_discount
from kontera.formats.taking import Node

# the second name of each is ZUGFeRD 1.0's
AGREEMENT: Final = "SpecifiedLineTradeAgreement|SpecifiedSupplyChainTradeAgreement"
DELIVERY: Final = "SpecifiedLineTradeDelivery|SpecifiedSupplyChainTradeDelivery"
SETTLEMENT: Final = "SpecifiedLineTradeSettlement|SpecifiedSupplyChainTradeSettlement"
SUMMATION: Final = "SpecifiedTradeSettlementLineMonetarySummation|SpecifiedTradeSettlementMonetarySummation"
GROUP: Final = "GROUP"  # Factur-X EXTENDED: the sum of the lines under it


def read_lines(trade: Node) -> tuple[Line, ...]:
    """Every line, in document order, those that sum up others among them."""
    stated = trade.all("IncludedSupplyChainTradeLineItem")
    return tuple(_line(part.named(f"lines[{i}]")) for i, part in enumerate(stated))


def _line(node: Node) -> Line:
    document, product = node.one("AssociatedDocumentLineDocument"), node.one("SpecifiedTradeProduct")
    agreement, delivery, settlement = node.one(AGREEMENT), node.one(DELIVERY), node.one(SETTLEMENT)
    if document.peek("LineStatusReasonCode") == GROUP:
        document.take("LineStatusReasonCode")
        node.remark("einvoice.group_line", "The line sums up other lines and is no item of its own.")
    price, discount, base = _price(agreement)
    category, rate = read_category(settlement.one("ApplicableTradeTax"), "vat_category", "vat_rate")
    name = product.take("Name", "description")
    return Line(
        id=document.take("LineID", "id"),
        description=name or product.take("Description", "description"),
        detail=product.take("Description", "detail") if name else "",
        note=document.joined("IncludedNote/Content", "note"),
        seller_article=product.take("SellerAssignedID", "seller_article"),
        buyer_article=product.take("BuyerAssignedID", "buyer_article"),
        standard_article=product.take("GlobalID", "standard_article"),
        classifications=_classifications(product),
        quantity=delivery.number("BilledQuantity", "quantity"),
        unit=delivery.one("BilledQuantity").attribute("unitCode", "unit"),
        unit_price=price,
        base_quantity=base,
        discount_percent=discount,
        allowances_charges=read_allowances(settlement),
        net_amount=settlement.one(SUMMATION).amount("LineTotalAmount", "net_amount"),
        vat_category=category,
        vat_rate=rate,
        order_line=agreement.take("BuyerOrderReferencedDocument/LineID", "order_line"),
        buyer_accounting=settlement.take("ReceivableSpecifiedTradeAccountingAccount/ID", "buyer_accounting"),
        period=read_period(settlement.one("BillingSpecifiedPeriod", "period")),
    )


def _price(agreement: Node) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """The price, its discount in per cent and its base quantity: BT-148 with an exact percentage, else BT-146."""
    gross, net = agreement.one("GrossPriceProductTradePrice"), agreement.one("NetPriceProductTradePrice")
    price = net if net.peek("ChargeAmount") else gross
    stated = price.amount("ChargeAmount", "unit_price")
    base = price.number("BasisQuantity", "base_quantity")
    before = gross.peek_number("ChargeAmount")
    gross_base = gross.peek_number("BasisQuantity")
    if stated is None or before is None or (gross_base is not None and gross_base != (base or 1)):
        return stated, None, base
    reduction = gross.one("AppliedTradeAllowanceCharge")
    percent = price_discount(before, stated)
    if percent is None and before != stated:
        return stated, None, base
    gross.take("BasisQuantity")
    gross.take("ChargeAmount", "unit_price")
    if percent is not None and reduction.peek("ChargeIndicator/Indicator") not in TRUE:
        reduction.take("ChargeIndicator/Indicator")
        reduction.take("ActualAmount", "discount_percent")
    return before, percent, base


def _classifications(product: Node) -> tuple[Classification, ...]:
    """BT-158, with the list and version where they are stated."""
    stated = [found for found in product.all("DesignatedProductClassification/ClassCode") if found.peek()]
    field = product.under("classifications")
    return tuple(
        Classification(
            found.named(f"{field}[{i}]").note(), found.attribute("listID"), found.attribute("listVersionID")
        )
        for i, found in enumerate(stated)
    )
