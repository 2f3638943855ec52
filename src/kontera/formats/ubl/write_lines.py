"""Writes the lines of a UBL document and the parts that lines and header share."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from kontera.core.invoice import AllowanceCharge, Line, Period, VatCategory
from kontera.core.money import HUNDRED
from kontera.formats.writing import Writer

GTIN_SCHEME: Final = "0160"  # ISO 6523; BR-64 asks for a scheme, and the invoice keeps none
UNKNOWN_LIST: Final = "ZZZ"  # UNTDID 7143 "mutually defined", as BR-65 asks for a list


def write_line(to: Writer, line: Line, *, credit: bool) -> None:
    """BG-25; the detail falls to the name's place when there is no description."""
    to.text("ID", line.id)
    to.text("Note", line.note)
    to.number("CreditedQuantity" if credit else "InvoicedQuantity", line.quantity, unitCode=line.unit)
    to.amount("LineExtensionAmount", line.net_amount)
    to.text("AccountingCost", line.buyer_accounting)
    write_period(to, line.period)
    if line.order_line:
        to.part("OrderLineReference").text("LineID", line.order_line)
    for allowance in line.allowances_charges:
        write_allowance(to.part("AllowanceCharge"), allowance)
    _write_item(to.part("Item"), line)
    if line.unit_price is not None:
        _write_price(to.part("Price"), line, line.unit_price)


def _write_item(to: Writer, line: Line) -> None:
    to.text("Description", line.detail if line.description else "")
    to.text("Name", line.description or line.detail)
    if line.buyer_article:
        to.part("BuyersItemIdentification").text("ID", line.buyer_article)
    if line.seller_article:
        to.part("SellersItemIdentification").text("ID", line.seller_article)
    if line.standard_article:
        to.part("StandardItemIdentification").text("ID", line.standard_article, schemeID=GTIN_SCHEME)
    for stated in line.classifications:
        classification = to.part("CommodityClassification")
        classification.text("ItemClassificationCode", stated.code, listID=stated.scheme or UNKNOWN_LIST)
    write_category(to, "ClassifiedTaxCategory", line.vat_category, line.vat_rate)


def _write_price(to: Writer, line: Line, price: Decimal) -> None:
    """BT-146, and with a discount BT-147 and BT-148 from which it comes."""
    discount = price * (line.discount_percent or 0) / HUNDRED
    to.amount("PriceAmount", price - discount)
    to.number("BaseQuantity", line.base_quantity, unitCode=line.unit)
    if line.discount_percent:
        reduction = to.part("AllowanceCharge")
        reduction.text("ChargeIndicator", "false")
        reduction.amount("Amount", discount)
        reduction.amount("BaseAmount", price)


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
