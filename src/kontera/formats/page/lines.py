"""The lines: a column for what most lines state, and beneath each line all else that it states."""

from __future__ import annotations

from decimal import Decimal

from kontera.core.invoice import AllowanceCharge, Invoice, Line, VatCategory
from kontera.formats.page.facts import column, fact, joined, table
from kontera.formats.page.parties import scheme
from kontera.formats.page.sheet import Cell, Fact, Row, Table
from kontera.formats.page.words import Tongue


def lines(tongue: Tongue, invoice: Invoice) -> Table:
    """The invoice's lines; a column that no line fills is left out."""
    columns = (
        column(tongue, "line_id"),
        column(tongue, "description", wide=True),
        column(tongue, "quantity", is_number=True),
        column(tongue, "unit_price", is_number=True),
        column(tongue, "discount_percent", is_number=True),
        column(tongue, "vat", is_number=True, place=1),
        column(tongue, "net_amount", is_number=True),
        column(tongue, "gross_amount", is_number=True),
    )
    return table(tongue, "lines", columns, (_row(tongue, line) for line in invoice.lines))


def _row(tongue: Tongue, line: Line) -> Row:
    cells = (
        Cell(line.id),
        Cell(line.description),
        Cell(joined(tongue.number(line.quantity), tongue.unit(line.unit), by=" ")),
        Cell(tongue.amount(line.unit_price)),
        Cell(tongue.per_cent(line.discount_percent)),
        vat_cell(tongue, line.vat_category, line.vat_rate),
        Cell(tongue.amount(line.net_amount)),
        Cell(tongue.amount(line.gross_amount)),
    )
    return Row(cells, (*_item(tongue, line), *_price(tongue, line), *_bookkeeping(tongue, line)))


def vat_cell(tongue: Tongue, category: VatCategory | None, rate: Decimal | None) -> Cell:
    """A VAT rate with its category's code beside it."""
    return Cell(tongue.per_cent(rate), category.value if category else "")


def _item(tongue: Tongue, line: Line) -> tuple[Fact, ...]:
    return (
        *((Fact("", line.detail, "BT-154"),) if line.detail and line.detail != line.description else ()),
        *fact(tongue, "line_note", line.note),
        *fact(tongue, "seller_article", line.seller_article),
        *fact(tongue, "buyer_article", line.buyer_article),
        *fact(tongue, "standard_article", line.standard_article, scheme(line.standard_article_scheme)),
        *(
            one
            for known in line.classifications
            for one in fact(tongue, "classification", known.code, joined(known.scheme, known.version, by=" "))
        ),
        *(Fact(name, value, "BT-160, BT-161") for name, value in line.attributes if name or value),
        *fact(tongue, "origin_country", tongue.country(line.origin_country) if line.origin_country else ""),
    )


def _price(tongue: Tongue, line: Line) -> tuple[Fact, ...]:
    per = joined(tongue.number(line.base_quantity), tongue.unit(line.base_unit), by=" ")
    return (
        *fact(tongue, "gross_price", tongue.amount(line.gross_price)),
        *fact(tongue, "price_discount", tongue.amount(line.price_discount)),
        *fact(tongue, "base_quantity", per),
        *(one for known in line.allowances_charges for one in _allowance(tongue, known)),
    )


def _allowance(tongue: Tongue, known: AllowanceCharge) -> tuple[Fact, ...]:
    base = joined(tongue.word("base"), tongue.amount(known.base), by=" ") if known.base is not None else ""
    vat = vat_cell(tongue, known.vat_category, known.vat_rate)
    small = joined(known.reason, known.reason_code, tongue.per_cent(known.percentage), base, vat.text, vat.small)
    return fact(tongue, "charge" if known.is_charge else "allowance", tongue.amount(known.amount), small, place=1)


def _bookkeeping(tongue: Tongue, line: Line) -> tuple[Fact, ...]:
    held = line.invoiced_object
    return (
        *fact(tongue, "line_period", tongue.days(line.period.start, line.period.end)),
        *fact(tongue, "order_line", line.order_line),
        *(fact(tongue, "line_object", held.id, held.scheme) if held else ()),
        *(_reference(tongue, one.number, one.type_code, tongue.day(one.issue_date)) for one in line.references),
        *fact(tongue, "line_accounting", line.buyer_accounting),
        *(Fact(name or tongue.word("dimensions"), value) for name, value in line.dimensions if name or value),
    )


def _reference(tongue: Tongue, number: str, code: str, day: str) -> Fact:
    label = tongue.coded("reference", code)
    return Fact(label or tongue.word("line_reference"), joined(number, day), small="" if label else code)
