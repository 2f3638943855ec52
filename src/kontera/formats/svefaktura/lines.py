"""Reads the lines of a Svefaktura (BG-25)."""

from __future__ import annotations

from typing import Final

from kontera.core.invoice import DocumentReference, Line
from kontera.formats.codes import icd
from kontera.formats.svefaktura.parts import GS1, money, read_allowances, read_category
from kontera.formats.taking import Node

GTIN: Final = "0160"
# where a line refers to, and how UNTDID 1153 calls it
REFERENCES: Final = (
    ("OrderLineReference/OrderReference", "BuyersID", "ON"),
    ("OrderLineReference/OrderReference", "SellersID", "VN"),
    ("DespatchLineReference/DocumentReference", "ID", "DQ"),
)


def read_lines(node: Node) -> tuple[Line, ...]:
    """Every line, in document order."""
    return tuple(_line(part.named(f"lines[{i}]")) for i, part in enumerate(node.all("InvoiceLine")))


def _line(node: Node) -> Line:
    item = node.one("Item")
    standard = item.one("StandardItemIdentification/ID")
    category, rate = read_category(item.one("TaxCategory"), "vat_category", "vat_rate")
    return Line(
        id=node.take("ID", "id"),
        description=item.take("Description", "description"),
        note=node.joined("Note", "note"),
        seller_article=item.take("SellersItemIdentification/ID", "seller_article"),
        buyer_article=item.take("BuyersItemIdentification/ID", "buyer_article"),
        standard_article=item.take("StandardItemIdentification/ID", "standard_article"),
        standard_article_scheme=_article_scheme(standard),
        quantity=node.number("InvoicedQuantity", "quantity"),
        unit=node.one("InvoicedQuantity").attribute("quantityUnitCode", "unit"),
        unit_price=money(item, "BasePrice/PriceAmount", "unit_price"),
        base_quantity=item.number("BasePrice/BaseQuantity", "base_quantity"),
        base_unit=item.one("BasePrice/BaseQuantity").attribute("quantityUnitCode", "base_unit"),
        allowances_charges=read_allowances(node),
        net_amount=money(node, "LineExtensionAmount", "net_amount"),
        vat_category=category,
        vat_rate=rate,
        order_line=node.take("OrderLineReference/BuyersLineID", "order_line"),
        references=_references(node),
    )


def _article_scheme(node: Node) -> str:
    if not node.peek():
        return ""
    if node.attribute("identificationSchemeAgencyID", "standard_article_scheme") == GS1:
        return GTIN
    return icd(node.attribute("identificationSchemeID", "standard_article_scheme"))


def _references(node: Node) -> tuple[DocumentReference, ...]:
    field = node.under("references")
    found: list[DocumentReference] = []
    for path, name, code in REFERENCES:
        part = node.one(path).named(f"{field}[{len(found)}]")
        if part.peek(name):
            dated = code != "VN" or not node.peek("OrderLineReference/OrderReference/BuyersID")
            day = part.day("IssueDate", "issue_date") if dated else None
            part.one(name, "type_code").note()
            found.append(DocumentReference(part.take(name, "number"), day, code))
    return tuple(found)
