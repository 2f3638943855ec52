"""Turns a credit note's amounts: negative in Finvoice, positive in the invoice, whose type says the direction."""

from __future__ import annotations

from dataclasses import replace

from kontera.core.invoice import DocumentType, Invoice, Line
from kontera.core.money import ZERO
from kontera.formats.signs import minus, turned, turned_allowances


def kept(invoice: Invoice) -> Invoice:
    """The invoice as it is kept, from one with the signs it was read with.

    Only a credit note whose total is negative is turned, or one whose total is nought, as the guidelines want credit
    notes negative; one with a positive total follows the house's rule already and stays as it is.
    """
    if not is_turned(invoice):
        return invoice
    made = turned(invoice, _line_kept, unsigned=True)
    payable = invoice.totals.payable
    if payable is None or payable <= ZERO:
        return made
    return replace(made, totals=replace(made.totals, payable=payable))  # some payment orders know no sign


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
    return turned(invoice, _line_stated)


def _line_kept(line: Line) -> Line:
    """Amounts are turned, and with them the quantity, or the price where that carries the sign.

    A row whose amount is negative while quantity and price are positive states them as the invoice keeps them.
    """
    made = replace(line, net_amount=minus(line.net_amount), gross_amount=minus(line.gross_amount))
    quantity, price, net = line.quantity, line.unit_price, line.net_amount
    if quantity is not None and price is not None and net is not None and quantity * price * net < ZERO:
        return made
    if price is not None and price < ZERO:
        return replace(made, unit_price=-price, gross_price=minus(line.gross_price))
    return replace(made, quantity=minus(quantity))


def _line_stated(line: Line) -> Line:
    """A negative quantity at a positive price."""
    return replace(
        line,
        quantity=minus(line.quantity),
        net_amount=minus(line.net_amount),
        gross_amount=minus(line.gross_amount),
        allowances_charges=turned_allowances(line.allowances_charges),
    )
