"""Reads the lines of a CII document (BG-25)."""

from __future__ import annotations

from typing import Final

from kontera.core.invoice import Classification, Line
from kontera.formats.cii.line_references import (
    AGREEMENT,
    DELIVERY,
    LINES,
    SETTLEMENT,
    read_invoiced_object,
    read_line_references,
)
from kontera.formats.cii.parts import read_allowances, read_category, read_note, read_period
from kontera.formats.cii.prices import read_price
from kontera.formats.taking import Node

SUMMATION: Final = "SpecifiedTradeSettlementLineMonetarySummation|SpecifiedTradeSettlementMonetarySummation"
# Factur-X EXTENDED, BT-X-8: an ordinary line, the sum of the lines under it, a line that only informs
ORDINARY: Final = "DETAIL"
REMARKS: Final = {
    "GROUP": ("einvoice.group_line", "The line sums up other lines and is no item of its own."),
    "INFORMATION": ("einvoice.information_line", "The line only informs; its amount is not part of the totals."),
}


def read_lines(trade: Node) -> tuple[Line, ...]:
    """Every line, in document order, those that sum up others among them."""
    return tuple(_line(part.named(f"lines[{i}]")) for i, part in enumerate(trade.all(LINES)))


def _line(node: Node) -> Line:
    document, product = node.one("AssociatedDocumentLineDocument"), node.one("SpecifiedTradeProduct")
    agreement, delivery, settlement = node.one(AGREEMENT), node.one(DELIVERY), node.one(SETTLEMENT)
    _remark(node, document)
    price = read_price(agreement)
    category, rate = read_category(settlement.one("ApplicableTradeTax"), "vat_category", "vat_rate")
    name = product.take("Name", "description")
    summation = settlement.one(SUMMATION)
    return Line(
        id=document.take("LineID", "id"),
        description=name or product.joined("Description", "description"),
        detail=product.joined("Description", "detail") if name else "",
        note=_note(document),
        seller_article=product.take("SellerAssignedID", "seller_article"),
        buyer_article=product.take("BuyerAssignedID", "buyer_article"),
        standard_article=product.take("GlobalID", "standard_article"),
        standard_article_scheme=product.one("GlobalID").attribute("schemeID", "standard_article_scheme"),
        classifications=_classifications(product),
        attributes=_attributes(product),
        origin_country=product.take("OriginTradeCountry/ID", "origin_country"),
        quantity=delivery.number("BilledQuantity", "quantity"),
        unit=delivery.one("BilledQuantity").attribute("unitCode", "unit"),
        unit_price=price.unit,
        gross_price=price.gross,
        price_discount=price.discount,
        base_quantity=price.base,
        base_unit=price.base_unit,
        discount_percent=price.percent,
        allowances_charges=read_allowances(settlement),
        net_amount=summation.amount("LineTotalAmount", "net_amount"),
        gross_amount=summation.amount("GrandTotalAmount", "gross_amount"),
        vat_category=category,
        vat_rate=rate,
        order_line=agreement.take("BuyerOrderReferencedDocument/LineID", "order_line"),
        invoiced_object=read_invoiced_object(node),
        buyer_accounting=settlement.take("ReceivableSpecifiedTradeAccountingAccount/ID", "buyer_accounting"),
        references=read_line_references(node),
        period=read_period(settlement.one("BillingSpecifiedPeriod", "period")),
    )


def _remark(line: Node, document: Node) -> None:
    status = document.peek("LineStatusReasonCode")
    if status in REMARKS:
        line.remark(*REMARKS[status])
    if status in REMARKS or status == ORDINARY:
        document.take("LineStatusReasonCode")


def _note(document: Node) -> str:
    """BT-127; Factur-X EXTENDED has several, with a subject each."""
    texts = (read_note(part, document.under("note")) for part in document.all("IncludedNote"))
    return "\n".join(text for text in texts if text)


def _classifications(product: Node) -> tuple[Classification, ...]:
    """BT-158, with the list and version where they are stated."""
    stated = [found for found in product.all("DesignatedProductClassification/ClassCode") if found.peek()]
    field = product.under("classifications")
    return tuple(
        Classification(found.named(f"{field}[{i}]").note(), found.attribute("listID"), found.attribute("listVersionID"))
        for i, found in enumerate(stated)
    )


def _attributes(product: Node) -> tuple[tuple[str, str], ...]:
    """BG-32: each characteristic's name and value; a measure is written with its unit."""
    field = product.under("attributes")
    stated = [part for part in product.all("ApplicableProductCharacteristic") if part.peek("Description")]
    return tuple(_attribute(part.named(f"{field}[{i}]")) for i, part in enumerate(stated))


def _attribute(node: Node) -> tuple[str, str]:
    name = node.one("Description").note()
    if node.peek("Value"):
        return name, node.one("Value").note()
    measure = node.one("ValueMeasure")
    return name, f"{measure.note()} {measure.attribute('unitCode')}".strip()
