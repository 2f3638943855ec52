"""Reads the rows of a TEAPPSXML invoice (BG-25)."""

from __future__ import annotations

from decimal import Decimal
from typing import Final, NamedTuple

from kontera.core.invoice import Classification, DocumentReference, Line
from kontera.core.money import total
from kontera.core.party import Endpoint
from kontera.formats.taking import DECIMAL, Node
from kontera.formats.teappsxml.parts import (
    INCLUDED,
    day,
    money,
    number,
    read_allowances,
    read_category,
    read_dimensions,
    read_period,
)
from kontera.formats.xml import Element

GTIN: Final = "0160"
SUBTOTAL: Final = "SUBTOTAL"
QUANTITIES: Final = ("CHARGED", "DELIVERED")  # BT-129, and what older senders state alone
# where a row refers to, how UNTDID 1153 calls it, and where its date stands
REFERENCES: Final = (
    ("ORDER_NUMBER", "ON", "ORDER_DATE/DATE"),
    ("CONTRACT_INFORMATION/CONTRACT_NUMBER", "CT", "CONTRACT_INFORMATION/CONTRACT_DATE/DATE"),
    ("PROJECT_INFORMATION/PROJECT_NUMBER", "AEP", ""),
    ("NOTE_NUMBER", "DQ", ""),
    ("CREDIT_INVOICE_NUMBER", "OI", "CREDIT_INVOICE_DATE/DATE"),
)


def read_lines(node: Node) -> tuple[Line, ...]:
    """The rows that make up the invoice, in document order; sums of rows and rows that only explain others stay unread.

    Which of header rows (MAIN) and specification rows count is told by their sum, ROWS_TOTAL.
    """
    rows = counted_rows(node.element) if node.element is not None else []
    return tuple(_line(Node(row, node.taking, f"lines[{i}]")) for i, row in enumerate(rows))


def counted_rows(invoice: Element) -> list[Element]:
    """The ROW elements of an INVOICE that its sum counts."""
    every = invoice.iterfind("{*}ROWS/{*}ROW")
    rows = [
        row
        for row in every
        if row.get("ROW_TYPE") != SUBTOTAL and any((part.text or "").strip() for part in row.iter("*"))
    ]
    wanted = _net(invoice, "{*}SUMMARY/{*}ROWS_TOTAL/{*}AMOUNT")
    for left_out in ("", "SPECIFICATION", "MAIN"):
        kept = [row for row in rows if not left_out or row.get("ROW_TYPE") != left_out]
        if wanted is not None and total(_net(row, "{*}ROW_TOTAL/{*}AMOUNT") for row in kept) == wanted:
            return kept
    return rows


def _net(context: Element, path: str) -> Decimal | None:
    """The signed amount at the path that is not with VAT."""
    stated = next((part for part in context.iterfind(path) if part.get("VAT") != INCLUDED), None)
    text = "" if stated is None else (stated.text or "").strip().replace(",", ".")
    if stated is None or not DECIMAL.fullmatch(text):
        return None
    return -Decimal(text) if stated.get("SIGN") == "-" else Decimal(text)


def _line(node: Node) -> Line:
    article = node.one("ARTICLE")
    quantity, unit = _quantity(node)
    prices = _prices(node)
    category, rate = read_category(node.one("VAT"), "vat_category", "vat_rate")
    allowances = read_allowances(node)
    pricing = node.one("PRICE_PER_UNIT")
    return Line(
        id=node.take("ROW_NUMBER", "id") or node.attribute("ROW_ID", "id"),
        description=article.take("ARTICLE_NAME", "description"),
        detail="\n".join(
            text for text in (article.joined(p, "detail") for p in ("ARTICLE_NAME2", "FREE_TEXT")) if text
        ),
        note=node.joined("FREE_TEXT", "note"),
        seller_article=article.take("ARTICLE_ID", "seller_article"),
        buyer_article=node.take("RECEIVER_PRODUCT_CODE", "buyer_article"),
        standard_article=article.take("EAN_CODE", "standard_article"),
        standard_article_scheme=_article_scheme(article),
        classifications=_classifications(article),
        attributes=_attributes(article),
        origin_country=node.take("CN/COUNTRY_OF_ORIGIN_CODE", "origin_country"),
        quantity=quantity,
        unit=unit or node.take("UNIT", "unit"),
        unit_price=prices.net,
        gross_price=prices.gross,
        price_discount=prices.discount,
        base_quantity=_base_quantity(pricing),
        base_unit=pricing.attribute("PR_UNIT_UNECE_CODE", "base_unit") or pricing.attribute("PR_UNIT", "base_unit"),
        discount_percent=None if allowances else number(node, "DISCOUNT/PER_CENT", "discount_percent"),
        allowances_charges=allowances,
        net_amount=money(node, "ROW_TOTAL", "net_amount"),
        gross_amount=_gross_amount(node),
        vat_category=category,
        vat_rate=rate,
        order_line=_order_line(node),
        invoiced_object=_invoiced_object(node),
        buyer_accounting=node.take("DEFAULT_ROW_POSTING/ACCOUNT_REFERENCE", "buyer_accounting"),
        dimensions=read_dimensions(node, "DEFAULT_ROW_POSTING"),
        references=_references(node),
        period=read_period(node),
    )


def _article_scheme(article: Node) -> str:
    """BT-157-1: what is called EAN code is a GTIN unless it says otherwise."""
    if not article.peek("EAN_CODE"):
        return ""
    code = article.one("EAN_CODE")
    if not code.attribute("SCHEME_ID"):
        code.named(article.under("standard_article_scheme")).note()
    return code.attribute("SCHEME_ID", "standard_article_scheme") or GTIN


def _quantity(node: Node) -> tuple[Decimal | None, str]:
    for name in QUANTITIES:
        value = number(node, f"QUANTITY/{name}", "quantity")
        if value is not None:
            stated = node.one(f"QUANTITY/{name}")
            return value, stated.attribute("Q_UNIT_UNECE_CODE", "unit") or stated.attribute("Q_UNIT", "unit")
    return None, ""


class _Prices(NamedTuple):
    """BT-146, BT-148 and BT-147; the gross price only where another net price is stated."""

    net: Decimal | None
    gross: Decimal | None
    discount: Decimal | None


def _prices(node: Node) -> _Prices:
    for path in ("PRICE_PER_UNIT_NET", "PRICE_PER_UNIT_WITH_DISCOUNT"):
        net = money(node, path, "unit_price")
        if net is not None:
            gross = money(node, "PRICE_PER_UNIT", "gross_price")
            return _Prices(net, gross, money(node, "DISCOUNT_FROM_PRICE_PER_UNIT", "price_discount"))
    return _Prices(money(node, "PRICE_PER_UNIT", "unit_price"), None, None)


def _base_quantity(pricing: Node) -> Decimal | None:
    """BT-149, an attribute; zero and words are no quantity."""
    text = pricing.attribute("PR_QTY", "base_quantity").replace(",", ".")
    return Decimal(text) if text.replace(".", "", 1).isdecimal() and text.isascii() and Decimal(text) else None


def _gross_amount(node: Node) -> Decimal | None:
    """The row with VAT, where it says to be that."""
    stated = [part for part in node.all("ROW_TOTAL/AMOUNT") if part.attribute("VAT") == INCLUDED]
    return number(stated[0].named(node.field), "", "gross_amount") if stated else None


def _classifications(article: Node) -> tuple[Classification, ...]:
    """BT-158: product groups."""
    field = article.under("classifications")
    stated = [part for part in article.all("PRODUCT_GROUP") if part.peek()]
    return tuple(
        Classification(
            part.named(f"{field}[{i}]").note(), part.attribute("SCHEME_ID"), part.attribute("SCHEME_VERSION")
        )
        for i, part in enumerate(stated)
    )


def _attributes(article: Node) -> tuple[tuple[str, str], ...]:
    """BG-32: a property and its value, with the unit behind it."""
    field = article.under("attributes")
    stated = [
        part for part in article.all("ARTICLE_DESCRIPTIONS/ARTICLE_DESCRIPTION") if part.peek("DESCRIPTION_VALUE")
    ]
    found: list[tuple[str, str]] = []
    for i, part in enumerate(stated):
        at = part.named(f"{field}[{i}]")
        name, value, unit = (
            at.one(name).named(at.field).note()
            for name in ("DESCRIPTION_TYPE", "DESCRIPTION_VALUE", "DESCRIPTION_UNIT")
        )
        found.append((name, f"{value} {unit}".strip()))
    return tuple(found)


def _order_line(node: Node) -> str:
    order = next((part for part in node.all("ORDER_INFORMATION") if part.attribute("ORDER_TYPE") != "VN"), None)
    return order.named(node.field).take("ORDER_POSITION", "order_line") if order is not None else ""


def _invoiced_object(node: Node) -> Endpoint | None:
    stated = node.one("INVOICED_OBJECT", "invoiced_object")
    return Endpoint(stated.attribute("SCHEME_ID"), stated.note()) if stated.peek() else None


def _references(node: Node) -> tuple[DocumentReference, ...]:
    field = node.under("references")
    stated = [
        (part, "ORDER_NUMBER", "VN" if part.attribute("ORDER_TYPE") == "VN" else "ON", "ORDER_DATE/DATE")
        for part in node.all("ORDER_INFORMATION")
    ]
    stated += [(node, path, code, dated) for path, code, dated in REFERENCES]
    found: list[DocumentReference] = []
    for part, path, code, dated in stated:
        at = part.named(f"{field}[{len(found)}]")
        if at.peek(path):
            on = day(at, dated, "issue_date") if dated else None
            at.one(path, "type_code").note()
            found.append(DocumentReference(at.take(path, "number"), on, code))
    return tuple(found)
