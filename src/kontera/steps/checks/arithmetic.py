"""Does it add up: the sums of EN 16931, with tolerance for öre where the supplier may round."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from kontera.core.case import Case
from kontera.core.finding import Finding
from kontera.core.invoice import AllowanceCharge, Line
from kontera.core.money import CENT, HUNDRED, ZERO, rounded, total, vat_on
from kontera.steps.checks.rule import CheckFacts, doubt, note

_SUM: Final = "The {what} should be {expected}, but {stated} is stated."
_FEW_CENTS: Final = Decimal("0.05")


def _differs(one: Decimal, other: Decimal, tolerance: Decimal = CENT) -> bool:
    return abs(one - other) > tolerance


def lines_add_up(case: Case, _facts: CheckFacts) -> Iterable[Finding]:
    """BR-CO-10: the sum of the line nets is the document's line net (BT-106); a hundredth a line may be rounding."""
    stated, lines = case.invoice.totals.line_net, case.invoice.lines
    if stated is None or not lines or any(line.net_amount is None for line in lines):
        return
    expected = total(line.net_amount for line in lines)
    if _differs(expected, stated, CENT * len(lines)):
        yield doubt("BR-CO-10", _SUM, "totals.line_net", what="sum of the lines", expected=expected, stated=stated)


def net_adds_up(case: Case, _facts: CheckFacts) -> Iterable[Finding]:
    """BR-CO-13: BT-109 is the line net less document allowances plus document charges."""
    totals = case.invoice.totals
    if totals.line_net is None or totals.net is None:
        return
    given = case.invoice.allowances_charges
    allowances = totals.allowances if totals.allowances is not None else _sum(given, is_charge=False)
    charges = totals.charges if totals.charges is not None else _sum(given, is_charge=True)
    expected = totals.line_net - allowances + charges
    if _differs(expected, totals.net):
        yield doubt("BR-CO-13", _SUM, "totals.net", what="net amount", expected=expected, stated=totals.net)


def _sum(given: tuple[AllowanceCharge, ...], *, is_charge: bool) -> Decimal:
    return total(one.amount for one in given if one.is_charge is is_charge)


def vat_adds_up(case: Case, _facts: CheckFacts) -> Iterable[Finding]:
    """BR-CO-14: the invoice's VAT (BT-110) is the sum of the VAT summary."""
    stated, summary = case.invoice.totals.vat, case.invoice.vat
    if stated is None or not summary or any(row.tax is None for row in summary):
        return
    expected = total(row.tax for row in summary)
    if _differs(expected, stated):
        yield doubt("BR-CO-14", _SUM, "totals.vat", what="sum of the VAT rows", expected=expected, stated=stated)


def gross_adds_up(case: Case, _facts: CheckFacts) -> Iterable[Finding]:
    """BR-CO-15: BT-112 is the net amount and the VAT."""
    totals = case.invoice.totals
    if totals.net is None or totals.gross is None:
        return
    if totals.vat is None and case.invoice.vat:
        return
    expected = totals.net + (totals.vat or ZERO)
    if totals.vat is not None and _differs(expected, totals.gross):
        yield doubt("BR-CO-15", _SUM, "totals.gross", what="total with VAT", expected=expected, stated=totals.gross)


def payable_adds_up(case: Case, facts: CheckFacts) -> Iterable[Finding]:
    """BR-CO-16: BT-115 is the total less what is prepaid plus rounding; an unstated rounding is noted, not doubted."""
    totals = case.invoice.totals
    if totals.gross is None or totals.payable is None:
        return
    expected = totals.gross - (totals.prepaid or ZERO) + (totals.rounding or ZERO)
    difference = totals.payable - expected
    if not _differs(expected, totals.payable):
        return
    if totals.rounding is None and abs(difference) < facts.company.policy.rounding_limit:
        text = "The amount to pay is rounded by {difference}, which the invoice does not state."
        yield note("rounding.unstated", text, "totals.payable", difference=difference)
        return
    stated = totals.payable
    yield doubt("BR-CO-16", _SUM, "totals.payable", what="amount to pay", expected=expected, stated=stated)


def vat_is_reckoned_right(case: Case, _facts: CheckFacts) -> Iterable[Finding]:
    """BR-CO-17: VAT (BT-117) is base times rate, rounded; reckoned a line at a time it may differ by some öre."""
    tolerance = max(_FEW_CENTS, CENT * len(case.invoice.lines))
    for index, row in enumerate(case.invoice.vat):
        if row.taxable is None or row.rate is None or row.tax is None:
            continue
        expected = vat_on(row.taxable, row.rate)
        if _differs(expected, row.tax, tolerance):
            yield doubt(
                "BR-CO-17",
                "VAT of {rate} % on {base} is {expected}, but {stated} is stated.",
                f"vat[{index}].tax",
                rate=f"{row.rate.normalize():f}",
                base=row.taxable,
                expected=expected,
                stated=row.tax,
            )


def vat_bases_add_up(case: Case, _facts: CheckFacts) -> Iterable[Finding]:
    """BR-S-08 and its kin: the bases of the VAT summary (BT-116) are together the net amount."""
    stated, summary = case.invoice.totals.net, case.invoice.vat
    if stated is None or not summary or any(row.taxable is None for row in summary):
        return
    expected = total(row.taxable for row in summary)
    if _differs(expected, stated, CENT * max(len(case.invoice.lines), 1)):
        yield doubt("vat.base", _SUM, "totals.net", what="sum of the VAT bases", expected=expected, stated=stated)


def each_line_is_reckoned_right(case: Case, _facts: CheckFacts) -> Iterable[Finding]:
    """PEPPOL-EN16931-R120: net is quantity × price / base quantity, less allowances, plus charges."""
    for index, line in enumerate(case.invoice.lines):
        if line.quantity is None or line.unit_price is None or line.net_amount is None:
            continue
        stated = line.net_amount
        expected = _reckoned(line, line.quantity, line.unit_price)
        tolerance = CENT + abs(line.quantity) * CENT / 2  # the price may be printed rounded
        if all(_differs(one, stated, tolerance) for one in expected):
            field = f"lines[{index}].net_amount"
            yield doubt("line.amount", _SUM, field, what="line amount", expected=rounded(expected[0]), stated=stated)


def _reckoned(line: Line, quantity: Decimal, price: Decimal) -> tuple[Decimal, ...]:
    """The amounts the line may have: the price can be printed before or after the discount in per cent."""
    whole = quantity * price / (line.base_quantity or Decimal(1))
    changed = whole - _sum(line.allowances_charges, is_charge=False) + _sum(line.allowances_charges, is_charge=True)
    discount = (line.discount_percent or ZERO) / HUNDRED
    return changed, whole, whole * (1 - discount), changed * (1 - discount)
