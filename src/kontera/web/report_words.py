"""The words of reports: what they are called, what their columns are called, and how a value is told."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final

from babel.dates import format_date
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kontera.actions.reports.table import Column, Kind, Value
from kontera.web import shown, words

NAMES: Final[dict[str, str | Promise]] = {
    "spend": _("Costs"),
    "open": _("Open items on a day"),
    "payments": _("Terms and payments"),
    "changes": _("Price changes and terms"),
    "reading": _("Reading quality"),
    "channels": _("E-invoice candidates"),
}
ABOUT: Final[dict[str, str | Promise]] = {
    "spend": _("What was booked as cost, by supplier, account, dimension and month."),
    "open": _("What is owed on a day, by age, held against the payables account."),
    "payments": _("Days to pay, late payments, and cash discounts that were not taken."),
    "changes": _("Prices and terms that differ from the invoice before."),
    "reading": _("How much passes untouched, what is corrected, and how long it takes."),
    "channels": _("Suppliers that send PDF or paper and could send e-invoices."),
}
ICONS: Final = {
    "spend": "chart-column",
    "open": "scale",
    "payments": "calendar-clock",
    "changes": "trending-up",
    "reading": "scan-text",
    "channels": "send",
}
LABELS: Final[dict[str, str | Promise]] = {
    "table.months": _("By month"),
    "table.groups": _("Costs in parts"),
    "table.invoices": _("Invoices"),
    "table.ageing": _("Ageing"),
    "table.suppliers": _("By supplier"),
    "table.items": _("Open items"),
    "table.prices": _("Changed prices"),
    "table.terms": _("Changed terms"),
    "table.fields": _("By field"),
    "table.samples": _("Samples of what passed by itself"),
    "samples": _("Samples looked at"),
    "samples_wrong": _("Of which wrong"),
    "samples_waiting": _("Not looked at yet"),
    "month": _("Month"),
    "supplier": _("Supplier"),
    "account": _("Account"),
    "dimension": _("Dimension"),
    "amount": _("Amount"),
    "rows": _("Coding rows"),
    "share": _("Share"),
    "number": _("Invoice no."),
    "issue_date": _("Invoice date"),
    "voucher": _("Voucher"),
    "items": _("Open items"),
    "ledger": _("Payables account"),
    "difference": _("Difference"),
    "accounts": _("Accounts"),
    "count": _("Count"),
    "age": _("Overdue by"),
    "overdue": _("Of which overdue"),
    "due": _("Due date"),
    "days_late": _("Days late"),
    "invoiced": _("On the invoice"),
    "currency": _("Currency"),
    "paid": _("Paid invoices"),
    "agreed": _("Agreed days"),
    "least_terms": _("Shortest terms"),
    "most_terms": _("Longest terms"),
    "days_to_pay": _("Days to pay"),
    "late": _("Paid late"),
    "late_days": _("Days late when late"),
    "discount": _("Cash discount offered"),
    "missed": _("Cash discount missed"),
    "article": _("Article"),
    "on": _("Date"),
    "before": _("Earlier"),
    "after": _("Now"),
    "unit": _("Unit"),
    "change": _("Change in per cent"),
    "dearer": _("Dearer articles"),
    "cheaper": _("Cheaper articles"),
    "terms_changed": _("Changed terms"),
    "untouched": _("Untouched"),
    "straight": _("Without a person"),
    "seconds": _("Seconds per invoice"),
    "field": _("Field"),
    "read": _("Values read"),
    "corrected": _("Corrected"),
    "errors": _("Error rate"),
    "corrected_fields": _("Corrected most"),
    "pictures": _("PDF or paper"),
    "e_invoices": _("E-invoices"),
    "address": _("Can be reached by"),
    "latest": _("Latest"),
    "candidates": _("Suppliers that could"),
    "could": _("Invoices that could be e-invoices"),
    "could_share": _("Share of all invoices"),
    "e_share": _("E-invoices today"),
}
_EXTRA_FIELDS: Final[dict[str, str | Promise]] = {
    "supplier": _("Supplier"),
    "coding": _("Coding"),
    "rate": _("Exchange rate"),
    "other": _("Other values"),
    "totals": _("Totals"),
    "lines": _("Lines"),
    "seller": _("Supplier"),
    "buyer": _("Buyer"),
    "payment": _("Payment"),
    "period": _("Period"),
}


def label(name: str) -> str:
    """What a column, fact or table is called."""
    return str(LABELS.get(name, name))


def field(name: str) -> str:
    """What a field is called."""
    return str(_EXTRA_FIELDS[name]) if name in _EXTRA_FIELDS else words.field(name)


def month(text: str) -> str:
    """A month: "nov 2026"."""
    return format_date(date.fromisoformat(f"{text}-01"), "MMM y", locale=shown.locale()).replace(".", "")


def told(column: Column, value: Value) -> str:  # noqa: PLR0911 - one return a kind
    """A value for the eye."""
    if value is None:
        return "–"
    match column.kind:
        case Kind.AMOUNT:
            return shown.amount(Decimal(str(value)))
        case Kind.SHARE:
            return f"{shown.number(Decimal(str(value)))} %"
        case Kind.PRICE | Kind.DAYS | Kind.SECONDS | Kind.COUNT:
            return shown.number(Decimal(str(value)))
        case Kind.DAY:
            return shown.day(value) if isinstance(value, date) else ""
        case Kind.MONTH:
            return month(str(value))
        case _:
            return str(in_words(column, value))


def in_words(column: Column, value: Value) -> Value:
    """A value for a file: what is a code becomes a word, numbers and days stay what they are."""
    match column.kind:
        case Kind.AGE:
            return str(words.AGEING.get(str(value), value))
        case Kind.FIELD:
            return field(str(value))
        case Kind.FIELDS:
            return ", ".join(field(one) for one in str(value).split())
        case Kind.TEXT if value == "":
            return "" if column.name not in {"supplier", "dimension"} else str(_("Without"))
        case _:
            return value
