"""The sums as they were stated: document allowances and charges, the VAT breakdown and the totals BT-106 to BT-115."""

from __future__ import annotations

from kontera.core.invoice import DocumentType, Invoice, VatSubtotal
from kontera.formats.page.facts import column, fact, joined, table, term
from kontera.formats.page.lines import vat_cell
from kontera.formats.page.sheet import Cell, Fact, Group, Row, Table
from kontera.formats.page.words import Tongue


def allowances(tongue: Tongue, invoice: Invoice) -> Table:
    """BG-20 and BG-21: what is taken from or added to the whole invoice."""
    columns = (
        column(tongue, "kind"),
        column(tongue, "reason", wide=True),
        column(tongue, "base", is_number=True),
        column(tongue, "percentage", is_number=True),
        column(tongue, "vat", is_number=True),
        column(tongue, "allowance_amount", is_number=True),
    )
    rows = (
        Row(
            (
                Cell(tongue.word("charge" if one.is_charge else "allowance")),
                Cell(one.reason, one.reason_code),
                Cell(tongue.amount(one.base)),
                Cell(tongue.per_cent(one.percentage)),
                vat_cell(tongue, one.vat_category, one.vat_rate),
                Cell(tongue.amount(one.amount)),
            )
        )
        for one in invoice.allowances_charges
    )
    return table(tongue, "allowances_charges", columns, rows)


def vat(tongue: Tongue, invoice: Invoice) -> Table:
    """BG-23: the VAT by category and rate."""
    columns = (
        column(tongue, "category", wide=True),
        column(tongue, "rate", is_number=True),
        column(tongue, "taxable", is_number=True),
        column(tongue, "tax", is_number=True),
    )
    rows = (
        Row(
            (
                Cell(tongue.coded("category", one.category.value), one.category.value) if one.category else Cell(),
                Cell(tongue.per_cent(one.rate)),
                Cell(tongue.amount(one.taxable)),
                Cell(tongue.amount(one.tax)),
            ),
            fact(tongue, "exemption", one.exemption_reason or one.exemption_code, _beside(one)),
        )
        for one in invoice.vat
    )
    return table(tongue, "vat_breakdown", columns, rows)


def _beside(one: VatSubtotal) -> str:
    return one.exemption_code if one.exemption_reason else ""


def totals(tongue: Tongue, invoice: Invoice) -> Group:
    """BG-22 in the order of its terms, each as it was stated."""
    stated = invoice.totals
    accounting = tongue.amount(stated.vat_accounting, invoice.accounting_currency)
    facts = (
        *fact(tongue, "line_net", tongue.amount(stated.line_net)),
        *fact(tongue, "allowances", tongue.amount(stated.allowances)),
        *fact(tongue, "charges", tongue.amount(stated.charges)),
        *fact(tongue, "net", tongue.amount(stated.net)),
        *fact(tongue, "vat_total", tongue.amount(stated.vat)),
        *fact(tongue, "vat_accounting", accounting),
        *fact(tongue, "gross", tongue.amount(stated.gross)),
        *fact(tongue, "prepaid", tongue.amount(stated.prepaid)),
        *fact(tongue, "rounding", tongue.amount(stated.rounding)),
        *payable(tongue, invoice),
    )
    return Group(joined(tongue.word("totals"), invoice.currency, by=", "), facts, term=term("totals"))


def payable(tongue: Tongue, invoice: Invoice) -> tuple[Fact, ...]:
    """BT-115, the amount due, with its currency; on a credit note the amount that is credited."""
    key = "payable_credit" if invoice.type is DocumentType.CREDIT_NOTE else "payable"
    return fact(tongue, key, tongue.amount(invoice.totals.payable, invoice.currency), strong=True)
