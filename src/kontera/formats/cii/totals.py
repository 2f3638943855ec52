"""Reads the totals of a CII document and its VAT breakdown (BG-22, BG-23)."""

from __future__ import annotations

from datetime import date
from typing import Final

from kontera.core.invoice import Totals, VatSubtotal
from kontera.formats.cii.parts import WHEN, first_stated, read_category
from kontera.formats.taking import Node

SUMMATION: Final = "SpecifiedTradeSettlementHeaderMonetarySummation|SpecifiedTradeSettlementMonetarySummation"
TAX: Final = "ApplicableTradeTax"
# BT-8: CII uses UNTDID 2475 where the invoice has UNTDID 2005 (invoice date, delivery date, date paid)
TAX_POINTS: Final = {"5": "3", "29": "35", "72": "432"}


def read_totals(settlement: Node, accounting_currency: str) -> Totals:
    """BG-22 as stated; BT-110 and BT-111 are told apart by their currencies."""
    total = settlement.one(SUMMATION, "totals")
    currency = settlement.taking.currency
    other = accounting_currency if accounting_currency != currency else ""
    nothing = Node(None, settlement.taking)
    stated, accounted = nothing, nothing
    for tax in total.all("TaxTotalAmount"):
        if other and tax.attribute("currencyID") == other:
            accounted = accounted or tax
        else:
            stated = stated or tax
    return Totals(
        line_net=total.amount("LineTotalAmount", "line_net"),
        allowances=total.amount("AllowanceTotalAmount", "allowances"),
        charges=total.amount("ChargeTotalAmount", "charges"),
        net=total.amount("TaxBasisTotalAmount", "net"),
        vat=stated.amount("", "vat"),
        vat_accounting=accounted.number("", "vat_accounting"),
        gross=total.amount("GrandTotalAmount", "gross"),
        prepaid=total.amount("TotalPrepaidAmount", "prepaid"),
        rounding=total.amount("RoundingAmount", "rounding"),
        payable=total.amount("DuePayableAmount", "payable"),
    )


def read_vat(settlement: Node) -> tuple[VatSubtotal, ...]:
    """BG-23: the groups in document order."""
    return tuple(_subtotal(part.named(f"vat[{i}]")) for i, part in enumerate(settlement.all(TAX)))


def _subtotal(tax: Node) -> VatSubtotal:
    category, rate = read_category(tax)
    return VatSubtotal(
        category=category,
        rate=rate,
        taxable=tax.amount("BasisAmount", "taxable"),
        tax=tax.amount("CalculatedAmount", "tax"),
        exemption_reason=tax.take("ExemptionReason", "exemption_reason"),
        exemption_code=tax.take("ExemptionReasonCode", "exemption_code"),
    )


def read_tax_point(settlement: Node) -> tuple[date | None, str]:
    """BT-7 and BT-8, which stand in the groups and may be said again in each."""
    point: date | None = None
    dates = [(group, found) for group in settlement.all(TAX) for found in group.all(f"TaxPointDate/{WHEN}")]
    for group, found in dates:
        if point is None:
            point = group.day(f"TaxPointDate/{WHEN}", "tax_point")
        elif found.peek() == dates[0][1].peek():
            found.take()
    codes = [part for part in settlement.all(f"{TAX}/DueDateTypeCode") if part.peek() in TAX_POINTS]
    return point, TAX_POINTS.get(first_stated(codes, "tax_point_code"), "")
