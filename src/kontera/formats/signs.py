"""Credit notes whose sender writes them with minus signs: the invoice keeps them positive, its type says the way."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from kontera.core.invoice import AllowanceCharge, DocumentType, Invoice, Line, Totals, VatSubtotal


def positive(invoice: Invoice) -> Invoice:
    """The same invoice, with every amount and quantity turned when it is a credit note to a negative amount."""
    payable = next((a for a in (invoice.totals.payable, invoice.totals.gross, invoice.totals.line_net) if a), None)
    if invoice.type is not DocumentType.CREDIT_NOTE or payable is None or payable > 0:
        return invoice
    return replace(
        invoice,
        totals=_totals(invoice.totals),
        vat=tuple(_subtotal(group) for group in invoice.vat),
        allowances_charges=_allowances(invoice.allowances_charges),
        lines=tuple(_line(line) for line in invoice.lines),
    )


def _turned(value: Decimal | None) -> Decimal | None:
    return value if value is None else -value if value else abs(value)


def _totals(totals: Totals) -> Totals:
    return Totals(
        line_net=_turned(totals.line_net),
        allowances=_turned(totals.allowances),
        charges=_turned(totals.charges),
        net=_turned(totals.net),
        vat=_turned(totals.vat),
        vat_accounting=_turned(totals.vat_accounting),
        gross=_turned(totals.gross),
        prepaid=_turned(totals.prepaid),
        rounding=_turned(totals.rounding),
        payable=_turned(totals.payable),
    )


def _subtotal(group: VatSubtotal) -> VatSubtotal:
    return replace(group, taxable=_turned(group.taxable), tax=_turned(group.tax))


def _allowances(given: tuple[AllowanceCharge, ...]) -> tuple[AllowanceCharge, ...]:
    return tuple(
        replace(one, amount=-one.amount if one.amount else one.amount, base=_turned(one.base)) for one in given
    )


def _line(line: Line) -> Line:
    """A line's price keeps its sign where the quantity has the minus, else the price loses it."""
    priced = line.quantity is None or line.quantity >= 0
    return replace(
        line,
        quantity=line.quantity if priced else _turned(line.quantity),
        unit_price=_turned(line.unit_price) if priced else line.unit_price,
        gross_price=_turned(line.gross_price) if priced else line.gross_price,
        price_discount=_turned(line.price_discount) if priced else line.price_discount,
        net_amount=_turned(line.net_amount),
        gross_amount=_turned(line.gross_amount),
        allowances_charges=_allowances(line.allowances_charges),
    )
