"""Writes the lines of a UBL document and the parts that lines and header share."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from kontera.core.invoice import AllowanceCharge, DocumentReference, Line, Period, VatCategory
from kontera.formats.ubl.complete_lines import net_price
from kontera.formats.writing import Writer

NO_NUMBER: Final = "NA"  # stands where the schema demands a number and none is known
INVOICED_OBJECT: Final = "130"
ORDER: Final = "ON"  # UNTDID 1153, as the other kinds of a line's documents
SALES_ORDER: Final = "VN"
EARLIER_INVOICE: Final = "IV"
LINE_REFERENCES: Final = (("AAK", "DespatchLineReference"), ("ALO", "ReceiptLineReference"))
PLACED: Final = frozenset({ORDER, SALES_ORDER, EARLIER_INVOICE, "AAK", "ALO"})


def write_line(to: Writer, line: Line, *, credit: bool) -> None:
    """BG-25; the detail falls to the name's place when there is no description."""
    to.text("ID", line.id)
    to.text("Note", line.note)
    to.number("CreditedQuantity" if credit else "InvoicedQuantity", line.quantity, unitCode=line.unit)
    to.amount("LineExtensionAmount", line.net_amount)
    to.text("AccountingCost", line.buyer_accounting)
    write_period(to, line.period)
    _write_references(to, line)
    for allowance in line.allowances_charges:
        write_allowance(to.part("AllowanceCharge"), allowance)
    _write_item(to.part("Item"), line)
    if line.unit_price is not None:
        _write_price(to.part("Price"), line, line.unit_price)


def _write_references(to: Writer, line: Line) -> None:
    """BT-132, BT-128 and the line's own documents, in the schema's order."""
    _write_order(to, line)
    for kind, name in LINE_REFERENCES:
        for stated in _of_kind(line, kind):
            part = to.part(name)
            part.text("LineID", NO_NUMBER)
            _write_document(part.part("DocumentReference"), stated)
    for stated in _of_kind(line, EARLIER_INVOICE):
        _write_document(to.part("BillingReference").part("InvoiceDocumentReference"), stated)
    if line.invoiced_object is not None:
        part = to.part("DocumentReference")
        part.text("ID", line.invoiced_object.id, schemeID=line.invoiced_object.scheme)
        part.text("DocumentTypeCode", INVOICED_OBJECT)
    for stated in line.references:
        if stated.type_code not in PLACED:
            part = to.part("DocumentReference")
            _write_document(part, stated)
            part.text("DocumentTypeCode", stated.type_code)


def _write_order(to: Writer, line: Line) -> None:
    """The order's line, and the order where the line names its own."""
    orders, sales = _of_kind(line, ORDER), _of_kind(line, SALES_ORDER)
    if not (line.order_line or orders or sales):
        return
    for i in range(max(len(orders), len(sales), 1)):
        part = to.part("OrderLineReference")
        part.text("LineID", (line.order_line if i == 0 else "") or NO_NUMBER)
        if i < max(len(orders), len(sales)):
            order = part.part("OrderReference")
            order.text("ID", orders[i].number if i < len(orders) else NO_NUMBER)
            order.text("SalesOrderID", sales[i].number if i < len(sales) else "")
            order.day("IssueDate", orders[i].issue_date if i < len(orders) else None)


def _of_kind(line: Line, kind: str) -> tuple[DocumentReference, ...]:
    return tuple(stated for stated in line.references if stated.type_code == kind)


def _write_document(to: Writer, stated: DocumentReference) -> None:
    to.text("ID", stated.number)
    to.day("IssueDate", stated.issue_date)


def _write_item(to: Writer, line: Line) -> None:
    to.text("Description", line.detail if line.description else "")
    to.text("Name", line.description or line.detail)
    if line.buyer_article:
        to.part("BuyersItemIdentification").text("ID", line.buyer_article)
    if line.seller_article:
        to.part("SellersItemIdentification").text("ID", line.seller_article)
    if line.standard_article:
        standard = to.part("StandardItemIdentification")
        standard.text("ID", line.standard_article, schemeID=line.standard_article_scheme)
    if line.origin_country:
        to.part("OriginCountry").text("IdentificationCode", line.origin_country)
    for stated in line.classifications:
        to.part("CommodityClassification").text(
            "ItemClassificationCode", stated.code, listID=stated.scheme, listVersionID=stated.version
        )
    write_category(to, "ClassifiedTaxCategory", line.vat_category, line.vat_rate)
    for name, value in line.attributes:
        part = to.part("AdditionalItemProperty")
        part.text("Name", name)
        part.text("Value", value)


def _write_price(to: Writer, line: Line, price: Decimal) -> None:
    """BT-146, and with a discount BT-147 and BT-148 from which it comes."""
    to.amount("PriceAmount", net_price(line, price))
    to.number("BaseQuantity", line.base_quantity, unitCode=line.base_unit)
    if line.gross_price is not None:
        reduction = to.part("AllowanceCharge")
        reduction.text("ChargeIndicator", "false")
        reduction.amount("Amount", line.price_discount)
        reduction.amount("BaseAmount", line.gross_price)


def write_allowance(to: Writer, allowance: AllowanceCharge) -> None:
    """BG-20, BG-21, BG-27 or BG-28."""
    to.text("ChargeIndicator", "true" if allowance.is_charge else "false")
    to.text("AllowanceChargeReasonCode", allowance.reason_code)
    to.text("AllowanceChargeReason", allowance.reason)
    to.number("MultiplierFactorNumeric", allowance.percentage)
    to.amount("Amount", allowance.amount)
    to.amount("BaseAmount", allowance.base)
    write_category(to, "TaxCategory", allowance.vat_category, allowance.vat_rate)


def write_category(
    to: Writer,
    name: str,
    category: VatCategory | None,
    rate: Decimal | None,
    exemption: tuple[str, str] = ("", ""),
) -> None:
    """A VAT category with its rate, and the exemption's code and reason."""
    code, reason = exemption
    if category is None and rate is None and not code and not reason:
        return
    part = to.part(name)
    part.text("ID", category.value if category else "")
    part.number("Percent", rate)
    part.text("TaxExemptionReasonCode", code)
    part.text("TaxExemptionReason", reason)
    part.part("TaxScheme").text("ID", "VAT")


def write_period(to: Writer, period: Period) -> None:
    """BG-14, BG-26."""
    if period != Period():
        part = to.part("InvoicePeriod")
        part.day("StartDate", period.start)
        part.day("EndDate", period.end)
