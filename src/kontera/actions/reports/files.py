"""Reports as files: CSV and XLSX, amounts as numbers and days as days, and no text that a spreadsheet would run."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Final

import xlsxwriter

from kontera.actions.reports.table import Column, Kind, Report, Table, Value

_COMMANDS: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
_FORMS: Final = {
    Kind.AMOUNT: "#,##0.00",
    Kind.PRICE: "#,##0.00##",
    Kind.SHARE: "0.0",
    Kind.DAYS: "0.0",
    Kind.SECONDS: "0.0",
    Kind.COUNT: "0",
}
_SHEET_NAME: Final = 31  # characters, and some are not allowed (ECMA-376)
_NOT_IN_NAMES: Final = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_WIDTH: Final = 60

Label = Callable[[str], str]
Say = Callable[[Column, Value], Value]


def shown_columns(table: Table) -> tuple[int, ...]:
    """The places of the columns that a reader sees: ids are for following on."""
    return tuple(at for at, column in enumerate(table.columns) if column.kind not in {Kind.KEY, Kind.CASE})


def as_csv(table: Table, label: Label, say: Say, *, comma: bool = False) -> bytes:
    """One table as CSV in UTF-8 with a mark; with `comma` as decimal sign, fields are parted by semicolons."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";" if comma else ",", lineterminator="\r\n")
    places = shown_columns(table)
    writer.writerow([_harmless(label(table.columns[at].name)) for at in places])
    for row in table.rows:
        writer.writerow([_field(say(table.columns[at], row[at]), table.columns[at].kind, comma=comma) for at in places])
    return out.getvalue().encode("utf-8-sig")


def _field(value: Value, kind: Kind, *, comma: bool) -> str:
    match value:
        case None:
            return ""
        case Decimal():
            text = format(value, ".2f" if kind is Kind.AMOUNT else "f")
            return text.replace(".", ",") if comma else text
        case date():
            return value.isoformat()
        case int():
            return str(value)
        case _:
            return _harmless(value)


def _harmless(text: str) -> str:
    """Text that a spreadsheet takes as text: what would begin a formula is led by an apostrophe (CWE-1236)."""
    return f"'{text}" if text.startswith(_COMMANDS) else text


def as_xlsx(report: Report, label: Label, say: Say) -> bytes:
    """All tables of a report, a sheet each, headed in the reader's words."""
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, options)
    head = book.add_format({"bold": True, "bottom": 1})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    forms = {kind: book.add_format({"num_format": form}) for kind, form in _FORMS.items()}
    for table in report.tables:
        name = label(f"table.{table.name}")
        name = table.name if name == f"table.{table.name}" else name  # a face without words for it
        sheet = book.add_worksheet(name.translate(_NOT_IN_NAMES)[:_SHEET_NAME].strip())
        places = shown_columns(table)
        for across, at in enumerate(places):
            sheet.write_string(0, across, label(table.columns[at].name), head)
        for down, row in enumerate(table.rows, 1):
            for across, at in enumerate(places):
                _write(sheet, (down, across), say(table.columns[at], row[at]), day, forms.get(table.columns[at].kind))
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(1, len(table.rows)), max(0, len(places) - 1))
        sheet.autofit(_WIDTH * 7)
    book.close()
    return out.getvalue()


def _write(
    sheet: xlsxwriter.worksheet.Worksheet,
    place: tuple[int, int],
    value: Value,
    day: xlsxwriter.format.Format,
    form: xlsxwriter.format.Format | None,
) -> None:
    match value:
        case None:
            return
        case date():
            sheet.write_datetime(*place, value, day)
        case Decimal() | int():
            sheet.write_number(*place, float(value), form)
        case _:
            sheet.write_string(*place, value)
