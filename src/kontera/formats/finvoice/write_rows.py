"""Writes the rows of a Finvoice in the order of its schema."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from kontera.core.invoice import AllowanceCharge, DocumentReference, Line
from kontera.core.money import HUNDRED
from kontera.formats.finvoice.parts import UNIT, UNIT_UN
from kontera.formats.finvoice.sheet import PLACES, Sheet
from kontera.formats.finvoice.write_parties import LONG, MIDDLE, SHORT

NAME_LENGTH: Final = 100
UNIT_LENGTH: Final = 14
COUNTRY_LENGTH: Final = 2
NUMBER_LENGTH: Final = 20
CODE: Final = re.compile(r"[A-Z0-9]{2,3}")  # UN/ECE Recommendation 20
UNTDID: Final = re.compile(r"[A-Z0-9]{1,3}")
# words for units that look like a code and are none: piece, barrel, package, time, person, hour
WORDS: Final = frozenset({"KPL", "STK", "TUN", "PKT", "KRT", "HLO", "TIM", "PCS", "PV", "KK"})


def write_row(to: Sheet, line: Line) -> None:
    """BG-25."""
    _write_article(to, line)
    to.number("InvoicedQuantity", line.quantity, **units(line.unit))
    to.day("StartDate", line.period.start)
    to.day("EndDate", line.period.end)
    _write_prices(to, line)
    _write_references(to, line)
    delivery = to.part("RowDeliveryDetails")
    delivery.text("RowDeliveryNoteIdentifier", _first_of(line, "DQ").number, MIDDLE)
    delivery.part("RowCustomsInfo").text("CNOriginCountryCode", line.origin_country, COUNTRY_LENGTH)
    to.text("RowAccountDimensionText", accounting_text(line.buyer_accounting, line.dimensions), SHORT)
    for note in pieces(line.note, LONG):
        to.text("RowFreeText", note, LONG)
    _write_discounts(to, line)
    _write_amounts(to, line)


def units(unit: str) -> dict[str, str]:
    """The unit as a word, and as a code where it is one."""
    coded = CODE.fullmatch(unit) is not None and unit not in WORDS
    return {UNIT: unit[:UNIT_LENGTH], UNIT_UN: unit if coded else ""}


def pieces(text: str, limit: int) -> tuple[str, ...]:
    """The text in pieces that fit into one element each."""
    return tuple(text[at : at + limit] for at in range(0, len(text), limit))


def accounting_text(accounting: str, dimensions: tuple[tuple[str, str], ...]) -> str:
    """BT-19, BT-133; without it the dimensions with their objects, where those fit."""
    pairs = ";".join(f"{name}={value}" for name, value in dimensions)
    return accounting or (pairs if len(pairs) <= SHORT else "")


def untdid(code: str) -> str:
    """A code of the UNTDID lists as an attribute, or empty when it is none."""
    return code if UNTDID.fullmatch(code) else ""


def _write_article(to: Sheet, line: Line) -> None:
    if line.invoiced_object is not None:
        to.text("InvoicedObjectID", line.invoiced_object.id, MIDDLE, SchemeID=untdid(line.invoiced_object.scheme))
    to.text("ArticleIdentifier", line.seller_article, MIDDLE)
    for one in line.classifications:
        attributes = {"SchemeID": untdid(one.scheme), "SchemeVersion": one.version[:SHORT]}
        to.text("ArticleGroupIdentifier", one.code, MIDDLE, **attributes)
    to.text("ArticleName", line.description, NAME_LENGTH)
    to.text("ArticleDescription", line.detail, LONG)
    to.text("BuyerArticleIdentifier", line.buyer_article, MIDDLE)
    to.text("EanCode", line.standard_article, SHORT, SchemeID=line.standard_article_scheme)
    for header, value in line.attributes:
        definition = to.part("RowDefinitionDetails")
        definition.text("RowDefinitionHeaderText", header, MIDDLE)
        definition.text("RowDefinitionValue", value, MIDDLE)


def _write_prices(to: Sheet, line: Line) -> None:
    """The price before and after a discount; one finer than five decimals is written for ten, a hundred or more."""
    price, base, net = line.unit_price, line.base_quantity, net_price(line)
    if price is not None and net is None:
        while decimals(price) > PLACES:
            price, base = price * 10, (base or Decimal(1)) * 10
    to.amount("UnitPriceAmount", line.gross_price if net is not None else price)
    to.amount("UnitPriceDiscountAmount", line.price_discount if net is not None else None)
    to.amount("UnitPriceNetAmount", net)
    to.number("UnitPriceBaseQuantity", base, **(units(line.base_unit) if line.base_unit else {}))


def net_price(line: Line) -> Decimal | None:
    """BT-146 where BT-148 is stated beside it and it can be written exactly."""
    if line.gross_price is None or line.unit_price is None:
        return None
    reduction = line.discount_percent if line.unit_price == line.gross_price else None
    net = line.unit_price * (HUNDRED - (reduction or 0)) / HUNDRED
    return net if decimals(net) <= PLACES and decimals(line.gross_price) <= PLACES else None


def decimals(value: Decimal) -> int:
    """How many decimals the value needs."""
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _write_references(to: Sheet, line: Line) -> None:
    """The row's orders and the like, by UNTDID 1153, the first of each kind."""
    order, confirmation = _first_of(line, "ON"), _first_of(line, "VN")
    delivery, original, overdue = _first_of(line, "AAK"), _first_of(line, "OI"), _first_of(line, "IV")
    to.text("RowIdentifier", order.number, SHORT)
    to.text("RowOrderPositionIdentifier", line.order_line, SHORT)
    to.day("RowIdentifierDate", order.issue_date)
    to.text("RowPositionIdentifier", line.id, SHORT)
    to.text("OriginalInvoiceNumber", original.number, NUMBER_LENGTH)
    to.day("OriginalInvoiceDate", original.issue_date)
    to.text("RowOrderConfirmationIdentifier", confirmation.number, MIDDLE)
    to.day("RowOrderConfirmationDate", confirmation.issue_date)
    to.text("RowDeliveryIdentifier", delivery.number, SHORT)
    to.day("RowDeliveryDate", delivery.issue_date)
    to.text("RowQuotationIdentifier", _first_of(line, "AAG").number, SHORT)
    to.text("RowAgreementIdentifier", _first_of(line, "CT").number, MIDDLE)
    to.text("RowPriceListIdentifier", _first_of(line, "PL").number, SHORT)
    to.text("RowBuyerReferenceIdentifier", _first_of(line, "CR").number, MIDDLE)
    to.text("RowProjectReferenceIdentifier", _first_of(line, "AEP").number, MIDDLE)
    part = to.part("RowOverDuePaymentDetails")
    part.text("RowOriginalInvoiceIdentifier", overdue.number, SHORT)
    part.day("RowOriginalInvoiceDate", overdue.issue_date)


def _first_of(line: Line, code: str) -> DocumentReference:
    """The first reference of the kind, or one to nothing."""
    return next((one for one in line.references if one.type_code == code), DocumentReference(""))


def _write_discounts(to: Sheet, line: Line) -> None:
    """A discount that only the percentage states, else the first discount; further ones and charges by themselves."""
    discounts = [one for one in line.allowances_charges if not one.is_charge]
    if line.discount_percent is not None and net_price(line) is None:
        to.percent("RowDiscountPercent", line.discount_percent)
    elif discounts:
        _write_discount(to, discounts.pop(0))
    for one in discounts:
        _write_discount(to.part("RowProgressiveDiscountDetails"), one)
    for one in line.allowances_charges:
        if one.is_charge:
            write_allowance(to.part("RowChargeDetails"), one, "ReasonText")


def _write_discount(to: Sheet, one: AllowanceCharge) -> None:
    to.percent("RowDiscountPercent", one.percentage)
    to.amount("RowDiscountAmount", one.amount)
    to.amount("RowDiscountBaseAmount", one.base)
    to.text("RowDiscountTypeCode", untdid(one.reason_code), SHORT)
    to.text("RowDiscountTypeText", one.reason, SHORT)


def write_allowance(to: Sheet, one: AllowanceCharge, reason: str) -> None:
    """A discount or charge of the header, or a charge of a row; `reason` is the name of its text."""
    to.text(reason, one.reason, MIDDLE)
    to.text("ReasonCode", untdid(one.reason_code), SHORT)
    to.percent("Percent", one.percentage)
    to.amount("Amount", one.amount)
    to.amount("BaseAmount", one.base)


def _write_amounts(to: Sheet, line: Line) -> None:
    """The row's VAT amount is what its two amounts leave."""
    net, gross = line.net_amount, line.gross_amount
    to.percent("RowVatRatePercent", line.vat_rate)
    to.text("RowVatCode", line.vat_category.value if line.vat_category else "", SHORT)
    to.amount("RowVatAmount", gross - net if gross is not None and net is not None else None)
    to.amount("RowVatExcludedAmount", net)
    to.amount("RowAmount", gross)
