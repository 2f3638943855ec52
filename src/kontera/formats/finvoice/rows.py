"""Reads the rows of a Finvoice (BG-25): which are lines, which are only text, and each line's values."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Final, NamedTuple

from kontera.core.invoice import AllowanceCharge, Classification, DocumentReference, Line, Period
from kontera.core.money import total, vat_on
from kontera.core.party import Endpoint
from kontera.formats.finvoice.parts import (
    amount,
    category,
    number,
    parsed,
    peek_number,
    unit_of,
    unsigned,
    with_unit,
)
from kontera.formats.finvoice.prices import read_prices, read_quantity
from kontera.formats.finvoice.references import read_accounting, read_dimensions
from kontera.formats.finvoice.totals import read_allowance
from kontera.formats.taking import Node

COMMODITY: Final = "HS"  # UNTDID 7143: the customs nomenclature, on which the CN code builds
# UNTDID 1153 and where such a number and its date stand in a row
REFERENCES: Final = (
    ("ON", "RowIdentifier", "RowIdentifierDate"),
    ("VN", "RowOrderConfirmationIdentifier", "RowOrderConfirmationDate"),
    ("AAK", "RowDeliveryIdentifier", "RowDeliveryDate"),
    ("AAG", "RowQuotationIdentifier", ""),
    ("CT", "RowAgreementIdentifier", ""),
    ("PL", "RowPriceListIdentifier", ""),
    ("CR", "RowBuyerReferenceIdentifier", ""),
    ("AEP", "RowProjectReferenceIdentifier", ""),
    ("OI", "OriginalInvoiceNumber", "OriginalInvoiceDate"),
    ("DQ", "RowDeliveryDetails/RowDeliveryNoteIdentifier", ""),
    (
        "IV",
        "RowOverDuePaymentDetails/RowOriginalInvoiceIdentifier",
        "RowOverDuePaymentDetails/RowOriginalInvoiceDate",
    ),
)
ATTRIBUTES: Final = (
    ("SerialNumberIdentifier", "Serial number"),
    ("RowRegistrationNumberIdentifier", "Registration number"),
)
BILLING: Final = (
    "RowVatExcludedAmount|RowAmount|UnitPriceAmount|UnitPriceNetAmount|UnitPriceVatIncludedAmount"
    "|InvoicedQuantity|DeliveredQuantity|OrderedQuantity"
)
TEXTS: Final = ("ArticleName", "ArticleDescription", "RowFreeText")


class Row:
    """A row or sub-row: the two have the same elements, those of a sub-row with Sub before their names."""

    def __init__(self, node: Node, prefix: str = "") -> None:
        """Stand on a row; `prefix` is Sub for a sub-row."""
        self.node = node
        self.prefix = prefix

    def path(self, path: str) -> str:
        """The path with the names as they are in this kind of row."""
        return "/".join("|".join(self.prefix + name for name in step.split("|")) for step in path.split("/"))

    @property
    def net(self) -> Decimal | None:
        """The amount without VAT, not taken."""
        return peek_number(self.node, self.path("RowVatExcludedAmount"))

    @property
    def bills(self) -> bool:
        """Whether the row has a quantity, a price or an amount; without any it is a text."""
        return any(part.peek() for part in self.node.all(self.path(BILLING)))

    def texts(self) -> tuple[Node, ...]:
        """The elements with words for people."""
        return tuple(part for name in TEXTS for part in self.node.all(self.path(name)) if part.peek())


class Rows(NamedTuple):
    """The lines, and the rows that are only text."""

    lines: tuple[Line, ...]
    texts: tuple[tuple[Node, ...], ...]


def read_rows(root: Node, stated: Iterable[Decimal | None]) -> Rows:
    """The lines in document order; `stated` are the totals without VAT that the lines may add up to.

    A sub-row shows what a row is made of or sums rows up, and is not part of the total: its words become a note, its
    amounts stay unread. Only where the rows state no amount, or add up with the sub-rows alone, are those lines too.
    A row without quantity, price and amount is no line: its words become a note of the invoice.
    """
    rows = [Row(node) for node in root.all("InvoiceRow")]
    count_subs = _subs_count(rows, [value for value in stated if value is not None])
    lines: list[Line] = []
    texts: list[tuple[Node, ...]] = []
    for row in rows:
        subs = [Row(sub, "Sub") for sub in row.node.all("SubInvoiceRow")]
        for one in (row, *subs):
            if one.bills and (one is row or count_subs):
                below = () if count_subs or one is not row else tuple(text for sub in subs for text in sub.texts())
                lines.append(_line(one, len(lines), below))
            elif one is row or count_subs or not row.bills:
                texts.append(one.texts())
    return Rows(tuple(lines), tuple(text for text in texts if text))


def _subs_count(rows: list[Row], stated: list[Decimal]) -> bool:
    subs = [Row(sub, "Sub") for row in rows for sub in row.node.all("SubInvoiceRow")]
    if not any(row.bills for row in rows):
        return True
    alone, below = total(row.net for row in rows), total(sub.net for sub in subs)
    return bool(below) and bool(stated) and alone not in stated and alone + below in stated


def _line(row: Row, index: int, below: tuple[Node, ...]) -> Line:
    node = Row(row.node.named(f"lines[{index}]"), row.prefix).node
    path = row.path
    description, detail, note = _words(node, row, below)
    quantity, unit = read_quantity(node, path)
    prices = read_prices(node, path)
    thing = node.one(path("InvoicedObjectID"), "invoiced_object")
    net = amount(node, path("RowVatExcludedAmount"), "net_amount")
    gross = amount(node, path("RowAmount"), "gross_amount")
    rate = number(node, path("RowVatRatePercent"), "vat_rate")
    _take_vat(node, path("RowVatAmount"), net, gross, rate)
    base = node.one(path("UnitPriceBaseQuantity"))
    ean, customs = node.one(path("EanCode")), path("RowDeliveryDetails/RowCustomsInfo")
    return Line(
        id=node.take(path("RowPositionIdentifier"), "id") or node.take(path("RowSubIdentifier|Identifier"), "id"),
        description=description,
        detail=detail,
        note=note,
        seller_article=node.take(path("ArticleIdentifier"), "seller_article"),
        buyer_article=node.take(path("BuyerArticleIdentifier"), "buyer_article"),
        standard_article=ean.take(field="standard_article"),
        standard_article_scheme=ean.attribute("SchemeID", "standard_article_scheme"),
        classifications=_classifications(node, path("ArticleGroupIdentifier"), customs),
        attributes=_attributes(node, row),
        origin_country=node.take(f"{customs}/CNOriginCountryCode", "origin_country"),
        quantity=quantity,
        unit=unit,
        unit_price=prices.unit_price,
        gross_price=prices.gross,
        price_discount=prices.discount,
        base_quantity=number(base, "", "base_quantity"),
        base_unit=unit_of(base, "base_unit"),
        discount_percent=prices.percent,
        allowances_charges=_allowances(node, row),
        net_amount=net,
        gross_amount=gross,
        vat_category=category(node, path("RowVatCode"), "vat_category"),
        vat_rate=rate,
        order_line=node.take(path("RowOrderPositionIdentifier"), "order_line"),
        invoiced_object=Endpoint(thing.attribute("SchemeID"), thing.note()) if thing.peek() else None,
        buyer_accounting=read_accounting(node, path("Row")),
        dimensions=read_dimensions(node, path("RowAccountDimensionText")),
        references=_references(node, row),
        period=Period(node.day(path("StartDate"), "period.start"), node.day(path("EndDate"), "period.end")),
    )


def _words(node: Node, row: Row, below: tuple[Node, ...]) -> tuple[str, str, str]:
    """Name, description and note; without a name the first of the other texts is the name."""
    names, details, notes = ([part for part in node.all(row.path(name)) if part.peek()] for name in TEXTS)
    for spare in (details, notes):
        if not names and spare:
            names = [spare.pop(0)]
    notes += below
    found = (("description", names), ("detail", details), ("note", notes))
    said = ["\n".join(part.named(node.under(field)).note() for part in parts) for field, parts in found]
    return said[0], said[1], said[2]


def _take_vat(node: Node, path: str, net: Decimal | None, gross: Decimal | None, rate: Decimal | None) -> None:
    """Take the row's VAT amount where the other amounts or the rate say the same; a line has no place for it."""
    vat = peek_number(node, path)
    by_amounts = gross - net if gross is not None and net is not None else None
    by_rate = vat_on(net, rate) if net is not None and rate is not None else None
    if vat is not None and vat in {by_amounts, by_rate}:
        node.take(path)


def _classifications(node: Node, groups: str, customs: str) -> tuple[Classification, ...]:
    """BT-158: the article's groups, and its code in customs statistics."""
    field = node.under("classifications")
    stated = [part for part in (*node.all(groups), *node.all(f"{customs}/CNCode")) if part.peek()]
    return tuple(
        Classification(
            part.named(f"{field}[{i}]").note(),
            part.attribute("SchemeID") or (COMMODITY if str(part.element.tag) == "CNCode" else ""),
            part.attribute("SchemeVersion"),
        )
        for i, part in enumerate(stated)
        if part.element is not None
    )


def _attributes(node: Node, row: Row) -> tuple[tuple[str, str], ...]:
    """BG-32: the definitions with their values and units, then serial and registration numbers."""
    found: list[tuple[str, str]] = []
    for part in node.all(row.path("RowDefinitionDetails")):
        header, value = part.one(row.path("RowDefinitionHeaderText")), part.one(row.path("RowDefinitionValue"))
        if header.peek() and value.peek():
            field = f"{node.field}.attributes[{len(found)}]"
            text = with_unit(value.named(field))
            found.append((header.named(field).note(), text))
    for name, words in ATTRIBUTES:
        value = node.one(row.path(name))
        if value.peek():
            found.append((words, value.named(f"{node.field}.attributes[{len(found)}]").note()))
    return tuple(found)


def _allowances(node: Node, row: Row) -> tuple[AllowanceCharge, ...]:
    """BG-27 and BG-28: the row's discounts with an amount, then its charges."""
    discounts = (node, *node.all(row.path("RowProgressiveDiscountDetails")))
    reduced = [part for part in discounts if peek_number(part, row.path("RowDiscountAmount")) is not None]
    charged = [part for part in node.all(row.path("RowChargeDetails")) if parsed(part.peek("Amount")) is not None]
    field = node.under("allowances_charges")
    return (
        *(_discount(part.named(f"{field}[{i}]"), row) for i, part in enumerate(reduced)),
        *(read_allowance(part.named(f"{field}[{i}]")) for i, part in enumerate(charged, start=len(reduced))),
    )


def _discount(node: Node, row: Row) -> AllowanceCharge:
    node.take(row.path("RowDiscountAmount"), "is_charge")
    return AllowanceCharge(
        is_charge=False,
        amount=unsigned(node, row.path("RowDiscountAmount"), "amount") or Decimal(0),
        base=unsigned(node, row.path("RowDiscountBaseAmount"), "base"),
        percentage=number(node, row.path("RowDiscountPercent"), "percentage"),
        reason=node.take(row.path("RowDiscountTypeText"), "reason"),
        reason_code=node.take(row.path("RowDiscountTypeCode"), "reason_code"),
    )


def _references(node: Node, row: Row) -> tuple[DocumentReference, ...]:
    found: list[DocumentReference] = []
    for code, name, dated in REFERENCES:
        if node.peek(row.path(name)):
            part = node.named(f"{node.field}.references[{len(found)}]")
            stated = part.take(row.path(name), "number")
            part.take(row.path(name), "type_code")
            found.append(DocumentReference(stated, part.day(row.path(dated), "issue_date") if dated else None, code))
    for extra in node.all(row.path("OriginalInvoiceReference")):
        if extra.peek("InvoiceNumber"):
            part = extra.named(f"{node.field}.references[{len(found)}]")
            stated = part.take("InvoiceNumber", "number")
            part.take("InvoiceNumber", "type_code")
            found.append(DocumentReference(stated, part.day("InvoiceDate", "issue_date"), "OI"))
    return tuple(found)
