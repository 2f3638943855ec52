"""Writes a reading as the flat record of invoice values that extraction is measured by."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from kontera.core.invoice import Invoice, Line, Totals
from kontera.core.party import AccountScheme
from kontera.core.reading import Reading

BEGUN = 4  # characters of an IBAN before the account
WHOLE = ("DK", "NO")  # in these an IBAN holds the account just as it is written at home
MOST_ROUNDED = Decimal(1)  # a total is rounded by less than that


def to_flat(reading: Reading) -> dict[str, object]:
    """The invoice's main values by flat keys: ISO dates, amounts as unsigned plain decimals, absent when not found.

    `gross_total` is the total with VAT, rounded as it is to be paid; where a part is paid already, `amount_due` is the
    rest (BT-115).
    `bank_account` is a domestic account, a Danish slip's creditor number, or the account in a Danish or Norwegian IBAN.
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
        "bank_account": _account(invoice, (AccountScheme.DOMESTIC, AccountScheme.DANISH_SLIP)) or _within(invoice),
        "payment_reference": invoice.payment.reference,
        "net_total": _unsigned(totals.net),
        "vat_total": _unsigned(totals.vat),
        **_total(totals),
    }


def _total(totals: Totals) -> dict[str, str]:
    """The total with VAT, and what is left of it where the invoice itself takes off what was paid before."""
    gross, payable, prepaid = totals.gross, totals.payable, totals.prepaid
    if gross is None or payable is None:
        return {"gross_total": _unsigned(gross if payable is None else payable)}
    if prepaid and abs(payable + prepaid - gross) < MOST_ROUNDED:
        return {"gross_total": _unsigned(payable + prepaid), "amount_due": _unsigned(payable)}
    return {"gross_total": _unsigned(payable or gross)}


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


def _within(invoice: Invoice) -> str:
    """The domestic account that makes up a Danish or Norwegian IBAN after its country and check digits."""
    ibans = (one.id for one in invoice.payment.accounts if one.scheme is AccountScheme.IBAN)
    return next((iban[BEGUN:] for iban in ibans if iban[:2] in WHOLE), "")


def _unsigned(value: Decimal | None) -> str:
    return "" if value is None else f"{abs(value):f}"
