"""Reports as plain text for a terminal: a title, the facts, and tables with their columns laid under one another."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final

from kontera.actions.reports.files import shown_columns
from kontera.actions.reports.table import Column, Kind, Report, Table, Value

WIDEST: Final = 40  # letters of a text
_NUMBERS: Final = frozenset({Kind.AMOUNT, Kind.PRICE, Kind.COUNT, Kind.SHARE, Kind.DAYS, Kind.SECONDS})
_UNITS: Final = {Kind.SHARE: " %", Kind.SECONDS: " s"}
_NOTHING: Final = "  (nothing)"
_AGES: Final = {
    "not_due": "not due",
    "0": "1–29 days",
    "30": "30–59 days",
    "60": "60–89 days",
    "90": "90 days and more",
}


def as_text(report: Report, about: str, table: str = "") -> str:
    """The report, or one table of it; `about` says what time it is of."""
    head = [f"{report.name}, {about}, {report.currency}", ""]
    facts = [f"  {_name(column)}: {told(column, value)}" for column, value in report.facts]
    parts = [_laid(one) for one in report.tables if table in {"", one.name}]
    return "\n".join((*head, *facts, *(["" for _ in facts[:1]]), "\n\n".join(parts))) + "\n"


def told(column: Column, value: Value) -> str:
    """One value for the eye."""
    match value:
        case None:
            return "–"
        case Decimal() | int() if column.kind is Kind.AMOUNT:
            return f"{value:,.2f}".replace(",", " ")
        case Decimal():
            return f"{value:f}{_UNITS.get(column.kind, '')}"
        case date():
            return value.isoformat()
        case str() if column.kind is Kind.AGE:
            return _AGES.get(value, value)
        case _:
            text = str(value)
            return text if len(text) <= WIDEST else f"{text[: WIDEST - 1]}…"


def _name(column: Column) -> str:
    return column.name.replace("_", " ")


def _laid(table: Table) -> str:
    places = shown_columns(table)
    columns = [table.columns[at] for at in places]
    rows = [[told(column, row[at]) for column, at in zip(columns, places, strict=True)] for row in table.rows]
    names = [_name(column) for column in columns]
    wide = [max(len(line[at]) for line in (names, *rows)) for at in range(len(columns))]
    lines = [names, ["-" * width for width in wide], *rows]
    title = table.name.upper()
    if not rows:
        return f"{title}\n{_NOTHING}"
    more = (f"  {table.left_out} more",) if table.left_out else ()
    return "\n".join((title, *("  " + _line(line, columns, wide) for line in lines), *more))


def _line(line: list[str], columns: list[Column], wide: list[int]) -> str:
    cells = (
        text.rjust(width) if column.kind in _NUMBERS else text.ljust(width)
        for text, column, width in zip(line, columns, wide, strict=True)
    )
    return "  ".join(cells).rstrip()
