"""Turns a credit note's amounts: negative in Finvoice, positive in the invoice, whose type says the direction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from kontera.core.invoice import AllowanceCharge, DocumentType, Invoice, Line, Totals, VatSubtotal
from kontera.core.money import ZERO


def kept(invoice: Invoice) -> Invoice:
    """The invoice as it is kept, from one with the signs it was read with.

    Only a credit note whose total is negative is turned, or one whose total is nought, as the guidelines want credit
    notes negative; one with a positive total follows the house's rule already and stays as it is.
    """
    if not is_turned(invoice):
        return invoice
    turned = _turned(invoice, _line_kept)
    payable = invoice.totals.payable
    if payable is None or payable <= ZERO:
        return turned
    return replace(turned, totals=replace(turned.totals, payable=payable))  # some payment orders know no sign


def is_turned(invoice: Invoice) -> bool:
    """Whether the amounts stand with the sign of a Finvoice credit note."""
    totals = invoice.totals
    told = (totals.gross, totals.net, totals.payable, *(line.net_amount for line in invoice.lines))
    total = next((value for value in told if value is not None), None)
    return invoice.type is DocumentType.CREDIT_NOTE and total is not None and total <= ZERO


def stated(invoice: Invoice) -> Invoice:
    """The invoice with the signs that Finvoice wants: a credit note's amounts and quantities are turned.

    Discounts and charges are turned with them, so that the rows less the discounts still are the total.
    """
    if invoice.type is not DocumentType.CREDIT_NOTE:
        return invoice
    turned = _turned(invoice, _line_stated)
    return replace(
        turned,
        totals=replace(turned.totals, allowances=_minus(invoice.totals.allowances)),
        allowances_charges=_turned_allowances(invoice.allowances_charges),
    )


def _turned(invoice: Invoice, turn_line: Callable[[Line], Line]) -> Invoice:
    return replace(
        invoice,
        totals=_turned_totals(invoice.totals),
        vat=tuple(_turned_group(group) for group in invoice.vat),
        lines=tuple(turn_line(line) for line in invoice.lines),
    )


def _turned_totals(totals: Totals) -> Totals:
    """Every total; discounts stand with either sign in a credit note and are positive when it is kept."""
    return Totals(
        line_net=_minus(totals.line_net),
        allowances=None if totals.allowances is None else abs(totals.allowances),
        charges=_minus(totals.charges),
        net=_minus(totals.net),
        vat=_minus(totals.vat),
        vat_accounting=_minus(totals.vat_accounting),
        gross=_minus(totals.gross),
        prepaid=_minus(totals.prepaid),
        rounding=_minus(totals.rounding),
        payable=_minus(totals.payable),
    )


def _turned_group(group: VatSubtotal) -> VatSubtotal:
    return replace(group, taxable=_minus(group.taxable), tax=_minus(group.tax))


def _line_kept(line: Line) -> Line:
    """Amounts are turned, and with them the quantity, or the price where that carries the sign.

    A row whose amount is negative while quantity and price are positive states them as the invoice keeps them.
    """
    turned = replace(line, net_amount=_minus(line.net_amount), gross_amount=_minus(line.gross_amount))
    quantity, price, net = line.quantity, line.unit_price, line.net_amount
    if quantity is not None and price is not None and net is not None and quantity * price * net < ZERO:
        return turned
    if price is not None and price < ZERO:
        return replace(turned, unit_price=-price, gross_price=_minus(line.gross_price))
    return replace(turned, quantity=_minus(quantity))


def _line_stated(line: Line) -> Line:
    """A negative quantity at a positive price."""
    return replace(
        line,
        quantity=_minus(line.quantity),
        net_amount=_minus(line.net_amount),
        gross_amount=_minus(line.gross_amount),
        allowances_charges=_turned_allowances(line.allowances_charges),
    )


def _turned_allowances(allowances: tuple[AllowanceCharge, ...]) -> tuple[AllowanceCharge, ...]:
    return tuple(replace(one, amount=one.amount * -1, base=_minus(one.base)) for one in allowances)


def _minus(value: Decimal | None) -> Decimal | None:
    """The value with the other sign; nought has none."""
    return None if value is None else value * -1 + ZERO
