"""Writes the parts that lines and header of a CII document share: periods, allowances, VAT categories."""

from __future__ import annotations

from decimal import Decimal

from kontera.core.invoice import AllowanceCharge, Period, VatCategory
from kontera.formats.cii.parts import VAT
from kontera.formats.cii.tree import Tree


def write_period(to: Tree, period: Period) -> None:
    """BG-14, BG-26."""
    if period != Period():
        part = to.part("BillingSpecifiedPeriod")
        part.day("StartDateTime", period.start)
        part.day("EndDateTime", period.end)


def write_allowance(to: Tree, allowance: AllowanceCharge) -> None:
    """BG-20, BG-21, BG-27 or BG-28."""
    to.flag("ChargeIndicator", value=allowance.is_charge)
    to.number("CalculationPercent", allowance.percentage)
    to.number("BasisAmount", allowance.base)
    to.number("ActualAmount", allowance.amount)
    to.text("ReasonCode", allowance.reason_code)
    to.text("Reason", allowance.reason)
    write_category(to, "CategoryTradeTax", allowance.vat_category, allowance.vat_rate)


def write_category(to: Tree, name: str, category: VatCategory | None, rate: Decimal | None) -> None:
    """A VAT category with its rate in per cent."""
    if category is not None or rate is not None:
        part = to.part(name)
        part.text("TypeCode", VAT)
        part.text("CategoryCode", category.value if category else "")
        part.number("RateApplicablePercent", rate)
