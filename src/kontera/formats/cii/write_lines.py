"""Writes the lines of a CII document (BG-25)."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from kontera.core.invoice import DocumentReference, Line
from kontera.core.money import HUNDRED
from kontera.formats.cii.line_references import AGREED, DELIVERED, SETTLED
from kontera.formats.cii.references import INVOICED_OBJECT, SUPPORTING
from kontera.formats.cii.tree import Tree
from kontera.formats.cii.write_parts import write_allowance, write_category, write_period

GTIN_SCHEME: Final = "0160"  # ISO 6523; BR-64 asks for a scheme, and few formats state one
UNKNOWN_LIST: Final = "ZZZ"  # UNTDID 7143 "mutually defined", as BR-65 asks for a list
ORDER: Final = "ON"
NATIVE: Final = frozenset((AGREED | DELIVERED | SETTLED).values())


def write_line(to: Tree, line: Line, *, extended: bool) -> None:
    """BG-25; the detail falls to the name's place when there is no description."""
    document = to.part("AssociatedDocumentLineDocument")
    document.text("LineID", line.id)
    if line.note:
        document.part("IncludedNote").text("Content", line.note)
    _write_product(to.part("SpecifiedTradeProduct"), line)
    _write_agreement(to.part("SpecifiedLineTradeAgreement"), line, extended=extended)
    delivery = to.part("SpecifiedLineTradeDelivery")
    delivery.number("BilledQuantity", line.quantity, unitCode=line.unit)
    _write_references(delivery, line, DELIVERED, extended=extended)
    _write_settlement(to.part("SpecifiedLineTradeSettlement"), line)


def _write_product(to: Tree, line: Line) -> None:
    to.text("GlobalID", line.standard_article, schemeID=line.standard_article_scheme or GTIN_SCHEME)
    to.text("SellerAssignedID", line.seller_article)
    to.text("BuyerAssignedID", line.buyer_article)
    to.text("Name", line.description or line.detail)
    to.text("Description", line.detail if line.description else "")
    for name, value in line.attributes:
        characteristic = to.part("ApplicableProductCharacteristic")
        characteristic.text("Description", name)
        characteristic.text("Value", value)
    for stated in line.classifications:
        scheme, version = stated.scheme or UNKNOWN_LIST, stated.version
        to.part("DesignatedProductClassification").text("ClassCode", stated.code, listID=scheme, listVersionID=version)
    if line.origin_country:
        to.part("OriginTradeCountry").text("ID", line.origin_country)


def _write_agreement(to: Tree, line: Line, *, extended: bool) -> None:
    order = next((stated for stated in line.references if stated.type_code == ORDER), None)
    for name, kind in AGREED.items():
        if kind != ORDER:
            _write_reference(to, name, _of_kind(line, kind), extended=extended)
        elif order is not None or line.order_line:
            part = to.part(name)
            part.text("IssuerAssignedID", order.number if order else "")
            part.text("LineID", line.order_line)
            part.qualified_day("FormattedIssueDateTime", order.issue_date if order and extended else None)
    for stated in _without_place(line):
        _write_additional(to.part("AdditionalReferencedDocument"), stated, extended=extended)
    _write_prices(to, line)


def _write_references(to: Tree, line: Line, kinds: dict[str, str], *, extended: bool) -> None:
    for name, kind in kinds.items():
        _write_reference(to, name, _of_kind(line, kind), extended=extended)


def _of_kind(line: Line, kind: str) -> DocumentReference | None:
    return next((stated for stated in line.references if stated.type_code == kind), None)


def _without_place(line: Line) -> tuple[DocumentReference, ...]:
    """The references that have no element of their own, or come second to one that has it."""
    first = [_of_kind(line, kind) for kind in NATIVE]
    return tuple(stated for stated in line.references if not any(stated is one for one in first))


def _write_reference(to: Tree, name: str, stated: DocumentReference | None, *, extended: bool) -> None:
    """A document's number. Only Factur-X EXTENDED lets its date stand there (CII-DT-027), but with an invoice's."""
    if stated is not None and stated.number:
        part = to.part(name)
        part.text("IssuerAssignedID", stated.number)
        dated = extended or name in SETTLED
        part.qualified_day("FormattedIssueDateTime", stated.issue_date if dated else None)


def _write_additional(to: Tree, stated: DocumentReference, *, extended: bool) -> None:
    to.text("IssuerAssignedID", stated.number)
    to.text("TypeCode", SUPPORTING)
    if extended:
        to.text("ReferenceTypeCode", stated.type_code)  # CII-DT-024 forbids it in the core
        to.qualified_day("FormattedIssueDateTime", stated.issue_date)


def _write_prices(to: Tree, line: Line) -> None:
    """BT-146, and BT-147 and BT-148 where the price has a discount or one before it is stated."""
    net = _net_price(line)
    gross = line.gross_price if line.gross_price is not None else _gross_price(line, net)
    if gross is not None:
        before = to.part("GrossPriceProductTradePrice")
        before.number("ChargeAmount", gross)
        before.number("BasisQuantity", line.base_quantity, unitCode=line.base_unit)
        discount = line.price_discount
        if discount is None and line.discount_percent and net is not None:
            discount = gross - net
        if discount is not None and discount >= 0:
            reduction = before.part("AppliedTradeAllowanceCharge")
            reduction.flag("ChargeIndicator", value=False)
            reduction.number("ActualAmount", discount)
    if net is not None:
        price = to.part("NetPriceProductTradePrice")
        price.number("ChargeAmount", net)
        price.number("BasisQuantity", line.base_quantity, unitCode=line.base_unit)


def _net_price(line: Line) -> Decimal | None:
    if line.unit_price is None or not line.discount_percent:
        return line.unit_price
    return line.unit_price * (HUNDRED - line.discount_percent) / HUNDRED


def _gross_price(line: Line, net: Decimal | None) -> Decimal | None:
    """The price before the discount where it was not stated on its own but follows."""
    if line.discount_percent:
        return line.unit_price
    return None if net is None or line.price_discount is None else net + line.price_discount


def _write_settlement(to: Tree, line: Line) -> None:
    write_category(to, "ApplicableTradeTax", line.vat_category, line.vat_rate)
    write_period(to, line.period)
    for allowance in line.allowances_charges:
        write_allowance(to.part("SpecifiedTradeAllowanceCharge"), allowance)
    if line.net_amount is not None or line.gross_amount is not None:
        summation = to.part("SpecifiedTradeSettlementLineMonetarySummation")
        summation.number("LineTotalAmount", line.net_amount)
        summation.number("GrandTotalAmount", line.gross_amount)
    _write_references(to, line, SETTLED, extended=False)
    if line.invoiced_object is not None:
        reference = to.part("AdditionalReferencedDocument")
        reference.text("IssuerAssignedID", line.invoiced_object.id)
        reference.text("TypeCode", INVOICED_OBJECT)
        reference.text("ReferenceTypeCode", line.invoiced_object.scheme)
    if line.buyer_accounting:
        to.part("ReceivableSpecifiedTradeAccountingAccount").text("ID", line.buyer_accounting)
