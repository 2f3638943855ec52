"""Writes a reading as the flat record of invoice values that extraction is measured by."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from kontera.core.invoice import Invoice, Line
from kontera.core.party import AccountScheme
from kontera.core.reading import Reading


def to_flat(reading: Reading) -> dict[str, object]:
    """The invoice's main values by flat keys: ISO dates, amounts as unsigned plain decimals, absent when not found.

    `gross_total` is the amount to pay (BT-115), or the total with VAT where only that is stated or all is paid already.
    `bank_account` is a domestic account, or a Danish slip's creditor number.
    """
    invoice = reading.invoice
    record: dict[str, object] = {"document_type": invoice.type.value}
    record |= {key: value for key, value in _header(invoice).items() if value}
    lines = [_line(line) for line in invoice.lines]
    if lines:
        record["lines"] = lines
    return record


def _header(invoice: Invoice) -> dict[str, str]:
    totals, seller = invoice.totals, invoice.seller
    return {
        "invoice_number": invoice.number,
        "issue_date": invoice.issue_date.isoformat() if invoice.issue_date else "",
        "due_date": invoice.due_date.isoformat() if invoice.due_date else "",
        "currency": invoice.currency,
        "supplier_name": seller.name,
        "supplier_org_number": seller.organisation_number,
        "supplier_vat_number": seller.vat_number,
        "iban": _account(invoice, (AccountScheme.IBAN,)),
        "bankgiro": _account(invoice, (AccountScheme.BANKGIRO,)),
        "plusgiro": _account(invoice, (AccountScheme.PLUSGIRO,)),
        "bank_account": _account(invoice, (AccountScheme.DOMESTIC, AccountScheme.DANISH_SLIP)),
        "payment_reference": invoice.payment.reference,
        "net_total": _unsigned(totals.net),
        "vat_total": _unsigned(totals.vat),
        "gross_total": _unsigned(totals.payable or (totals.payable if totals.gross is None else totals.gross)),
    }


def _line(line: Line) -> dict[str, str]:
    amount = line.net_amount if line.net_amount is not None else line.gross_amount
    values = {
        "description": line.description or line.detail,
        "quantity": _unsigned(line.quantity),
        "unit_price": _unsigned(line.unit_price),
        "vat_rate": _unsigned(line.vat_rate),
        "amount": _unsigned(amount),
    }
    return {key: value for key, value in values.items() if value}


def _account(invoice: Invoice, schemes: Iterable[AccountScheme]) -> str:
    """The first account of the first scheme that has one."""
    accounts = invoice.payment.accounts
    return next((account.id for scheme in schemes for account in accounts if account.scheme is scheme), "")


def _unsigned(value: Decimal | None) -> str:
    return "" if value is None else f"{abs(value):f}"
