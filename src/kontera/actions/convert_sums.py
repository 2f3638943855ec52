"""Fills in what arithmetic leaves no choice of: line nets, prices, reasons of discounts, rounding of the total.

What does not agree and nothing stated explains is told, never written off as a discount: it may be a misread amount.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Final

from kontera.core.finding import Finding, Severity
from kontera.core.invoice import AllowanceCharge, Invoice, Line
from kontera.core.money import CENT, HUNDRED, ZERO, rounded, total
from kontera.formats.ubl.units import unit_code

BY: Final = "convert"
NET: Final = "The line's amount without VAT follows from quantity, price and the totals."
PRICE: Final = "The price without VAT follows from the line's amounts; the printed one is with VAT."
EXACT: Final = "The price follows from the line's amount and quantity; the printed one is rounded."
LINE: Final = "Quantity times price, with the stated discounts, is {value}; the line's amount is another."
LINES: Final = "The lines with the stated discounts and charges are {value}; the total without VAT is another."
REASON: Final = "A discount without a reason gets the code for discounts, a charge the code for others."
SIGN: Final = "A price below zero is written as a quantity below zero."
UNIT: Final = "The unit {value} has no code of its own; it is written as mutually defined."
HEADER: Final = "The difference between the lines and the total without VAT is written as a discount or charge."
ROUNDING: Final = "The difference between the amount to pay and the total with VAT is written as rounding."
DISCOUNT_CODE: Final = "95"  # UNCL 5189: discount
CHARGE_CODE: Final = "ZZZ"  # UNCL 7161: mutually defined
MUTUAL: Final = "ZZ"  # UN/ECE Recommendation 20: mutually defined
CODE: Final = re.compile(r"[A-Z0-9]{2,3}")
MOST_ROUNDING: Final = Decimal(1)
PRICE_PLACES: Final = 6
LEAST_PLACES: Final = 2  # of a printed price that may be a rounded one
SLACK: Final = Decimal("0.02")  # PEPPOL-EN16931-R120

Filled = list[Finding]


def with_sums(invoice: Invoice) -> tuple[Invoice, tuple[Finding, ...]]:
    """The invoice with lines and totals filled in, and what was filled in and from what."""
    told: Filled = []
    lines = _netted(invoice, told)
    lines = tuple(_line(line, f"lines[{i}]", told) for i, line in enumerate(lines))
    invoice = _rounded(replace(invoice, lines=lines), told)
    return _levelled(invoice, told), tuple(told)


def _netted(invoice: Invoice, told: Filled) -> tuple[Line, ...]:
    """The lines with their nets, where each follows from price or gross amount, and all together are the total."""
    if all(line.net_amount is not None for line in invoice.lines):
        return invoice.lines
    wanted = invoice.totals.line_net if invoice.totals.line_net is not None else invoice.totals.net
    for way in (_by_price, _by_gross):
        nets = [line.net_amount if line.net_amount is not None else way(line) for line in invoice.lines]
        if None not in nets and wanted is not None and total(nets) == wanted:
            for i, line in enumerate(invoice.lines):
                if line.net_amount is None:
                    _tell(told, "net", NET, f"lines[{i}].net_amount")
            return tuple(replace(line, net_amount=net) for line, net in zip(invoice.lines, nets, strict=True))
    return invoice.lines


def _by_price(line: Line) -> Decimal | None:
    if line.quantity is None or line.unit_price is None:
        return None
    return rounded(_charged(line))


def _by_gross(line: Line) -> Decimal | None:
    if line.gross_amount is None or line.vat_rate is None:
        return None
    return rounded(line.gross_amount * HUNDRED / (HUNDRED + line.vat_rate))


def _charged(line: Line) -> Decimal:
    """Quantity times price with what is taken off or put on, before rounding; nought without both."""
    price = (line.unit_price or ZERO) * (HUNDRED - (line.discount_percent or ZERO)) / HUNDRED
    base = line.base_quantity or Decimal(1)
    extra = total(one.amount if one.is_charge else -one.amount for one in line.allowances_charges)
    return (line.quantity or ZERO) * price / base + extra


def _line(line: Line, field: str, told: Filled) -> Line:
    code = unit_code(line.unit)
    if not CODE.fullmatch(code) and line.quantity is not None:
        _tell(told, "unit", UNIT, f"{field}.unit", line.unit)
        line = replace(line, unit=MUTUAL)
    if line.unit_price is not None and line.unit_price < ZERO and line.quantity is not None:
        _tell(told, "sign", SIGN, f"{field}.unit_price")
        line = replace(line, unit_price=-line.unit_price, quantity=-line.quantity)
    return _reasoned(_explained(line, field, told), field, told)


def _explained(line: Line, field: str, told: Filled) -> Line:
    """PEPPOL-EN16931-R120: the price without VAT, or unrounded, where that alone makes the line's net agree."""
    net = line.net_amount
    if net is None or not line.quantity or line.unit_price is None:
        return line
    exact = round(net * (line.base_quantity or Decimal(1)) / line.quantity, PRICE_PLACES)
    if not _differs(line) or _charged(replace(line, unit_price=exact)).quantize(CENT) != net:
        return line
    if _is_with_vat(line, net):
        _tell(told, "price", PRICE, f"{field}.unit_price")
        return replace(line, unit_price=exact, gross_price=None, price_discount=None, allowances_charges=())
    if _is_rounded(line.unit_price, exact):
        _tell(told, "price", EXACT, f"{field}.unit_price")
        return replace(line, unit_price=exact, gross_price=None, price_discount=None)
    return line


def _is_with_vat(line: Line, net: Decimal) -> bool:
    """Whether quantity times the printed price is what the line costs with VAT."""
    rate = line.vat_rate or ZERO
    gross = line.gross_amount if line.gross_amount is not None else rounded(net * (HUNDRED + rate) / HUNDRED)
    whole = rounded(_charged(replace(line, allowances_charges=())))
    return bool(rate) and not line.discount_percent and abs(whole - gross) <= CENT


def _is_rounded(price: Decimal, exact: Decimal) -> bool:
    """Whether the printed price is the exact one, rounded to the places it is printed with."""
    exponent = price.as_tuple().exponent
    return (
        isinstance(exponent, int)
        and -exponent >= LEAST_PLACES
        and abs(price - exact) <= Decimal(5).scaleb(exponent - 1)
    )


def disagreements(invoice: Invoice, severity: Severity) -> tuple[Finding, ...]:
    """PEPPOL-EN16931-R120 and BR-CO-13: the amounts that neither agree nor are explained by anything stated."""
    found = [
        Finding(
            "convert.line", LINE, severity, f"lines[{i}].net_amount", (("value", str(rounded(_charged(line)))),), BY
        )
        for i, line in enumerate(invoice.lines)
        if _differs(line)
    ]
    nets = [line.net_amount for line in invoice.lines]
    if nets and None not in nets and invoice.totals.net is not None:
        extra = total(one.amount if one.is_charge else -one.amount for one in invoice.allowances_charges)
        lines = total(nets) + extra
        if abs(lines - invoice.totals.net) > SLACK:
            found.append(Finding("convert.lines", LINES, severity, "totals.net", (("value", str(lines)),), BY))
    return tuple(found)


def _differs(line: Line) -> bool:
    """Whether quantity, price and stated discounts are all there and are not the line's net."""
    if line.net_amount is None or not line.quantity or line.unit_price is None:
        return False
    return abs(_charged(line) - line.net_amount) > SLACK


def _reasoned(line: Line, field: str, told: Filled) -> Line:
    """BR-41 to BR-44: a discount or charge of a line has a reason."""
    if all(one.reason or one.reason_code for one in line.allowances_charges):
        return line
    _tell(told, "reason", REASON, f"{field}.allowances_charges")
    return replace(line, allowances_charges=tuple(_with_reason(one) for one in line.allowances_charges))


def _with_reason(one: AllowanceCharge) -> AllowanceCharge:
    code = CHARGE_CODE if one.is_charge else DISCOUNT_CODE
    return one if one.reason or one.reason_code else replace(one, reason_code=code)


def _rounded(invoice: Invoice, told: Filled) -> Invoice:
    """BR-CO-15 and BR-CO-16: up to one whole unit between the total with VAT and the amount to pay is rounding."""
    sums = invoice.totals
    if sums.payable is None or sums.rounding is not None or sums.net is None or sums.vat is None:
        return invoice
    gross = sums.net + sums.vat
    left = sums.payable - (gross - (sums.prepaid or ZERO))
    if not left or abs(left) > MOST_ROUNDING or sums.gross not in {None, gross, sums.payable}:
        return invoice
    _tell(told, "rounding", ROUNDING, "totals.rounding")
    return replace(invoice, totals=replace(sums, gross=gross, rounding=left))


def _levelled(invoice: Invoice, told: Filled) -> Invoice:
    """BR-CO-10 and BR-CO-13: the stated discounts or charges of the whole invoice explain what the lines do not."""
    sums = invoice.totals
    nets = [line.net_amount for line in invoice.lines]
    if invoice.allowances_charges or not nets or None in nets or sums.net is None:
        return invoice
    lines = total(nets)
    left = lines - sums.net
    stated = (sums.allowances or ZERO) - (sums.charges or ZERO)
    if not left or left != stated:
        return invoice
    rates = {(group.category, group.rate) for group in invoice.vat}
    if len(rates) != 1:
        return invoice
    ((category, rate),) = rates
    amounts = ((False, sums.allowances), (True, sums.charges))
    extra = tuple(
        _with_reason(AllowanceCharge(is_charge, amount, vat_category=category, vat_rate=rate))
        for is_charge, amount in amounts
        if amount
    )
    _tell(told, "header", HEADER, "allowances_charges")
    return replace(invoice, allowances_charges=extra, totals=replace(sums, line_net=lines))


def _tell(told: Filled, rule: str, says: str, field: str, value: str = "") -> None:
    values = (("value", value),) if value else ()
    told.append(Finding(f"convert.{rule}", says, Severity.NOTE, field, values, BY))
