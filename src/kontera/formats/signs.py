"""Turns the amounts of credit notes: the invoice keeps them positive, its type says the way; some formats do not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from kontera.core.invoice import AllowanceCharge, DocumentType, Invoice, Line, Totals, VatSubtotal


def positive(invoice: Invoice) -> Invoice:
    """The same invoice, with every amount and quantity turned when it is a credit note to a negative amount."""
    payable = next((a for a in (invoice.totals.payable, invoice.totals.gross, invoice.totals.line_net) if a), None)
    if invoice.type is not DocumentType.CREDIT_NOTE or payable is None or payable > 0:
        return invoice
    return turned(invoice, _line)


def turned(invoice: Invoice, turn_line: Callable[[Line], Line], *, unsigned: bool = False) -> Invoice:
    """The invoice with the other sign on every amount; `turn_line` knows which of a line's numbers carries it.

    Where a format writes discounts and charges without a sign (`unsigned`), these stay as they were read, and their
    total, which stands with either sign, becomes positive.
    """
    discounts = invoice.allowances_charges
    return replace(
        invoice,
        totals=_totals(invoice.totals, unsigned=unsigned),
        vat=tuple(_subtotal(group) for group in invoice.vat),
        allowances_charges=discounts if unsigned else turned_allowances(discounts),
        lines=tuple(turn_line(line) for line in invoice.lines),
    )


def minus(value: Decimal | None) -> Decimal | None:
    """The value with the other sign; nought has none."""
    return value if value is None else -value if value else abs(value)


def turned_allowances(given: tuple[AllowanceCharge, ...]) -> tuple[AllowanceCharge, ...]:
    """Discounts and charges with the other sign on amount and base."""
    return tuple(
        replace(one, amount=-one.amount if one.amount else abs(one.amount), base=minus(one.base)) for one in given
    )


def _totals(totals: Totals, *, unsigned: bool) -> Totals:
    return Totals(
        line_net=minus(totals.line_net),
        allowances=_unsigned(totals.allowances) if unsigned else minus(totals.allowances),
        charges=minus(totals.charges),
        net=minus(totals.net),
        vat=minus(totals.vat),
        vat_accounting=minus(totals.vat_accounting),
        gross=minus(totals.gross),
        prepaid=minus(totals.prepaid),
        rounding=minus(totals.rounding),
        payable=minus(totals.payable),
    )


def _unsigned(value: Decimal | None) -> Decimal | None:
    return None if value is None else abs(value)


def _subtotal(group: VatSubtotal) -> VatSubtotal:
    return replace(group, taxable=minus(group.taxable), tax=minus(group.tax))


def _line(line: Line) -> Line:
    """A line's price keeps its sign where the quantity has the minus, else the price loses it."""
    priced = line.quantity is None or line.quantity >= 0
    return replace(
        line,
        quantity=line.quantity if priced else minus(line.quantity),
        unit_price=minus(line.unit_price) if priced else line.unit_price,
        gross_price=minus(line.gross_price) if priced else line.gross_price,
        price_discount=minus(line.price_discount) if priced else line.price_discount,
        net_amount=minus(line.net_amount),
        gross_amount=minus(line.gross_amount),
        allowances_charges=turned_allowances(line.allowances_charges),
    )
