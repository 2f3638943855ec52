"""The shape of a report: facts and tables of plain values; a column's kind says how a face shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from kontera.core.money import HUNDRED, rounded

Value = str | int | Decimal | date | None


class Kind(StrEnum):
    """What a column holds."""

    KEY = "key"  # an id that leads on, not shown by itself
    CASE = "case"  # the id of the invoice the row is about
    TEXT = "text"
    AMOUNT = "amount"
    PRICE = "price"
    COUNT = "count"
    SHARE = "share"  # per cent, 0 to 100
    DAYS = "days"
    SECONDS = "seconds"
    DAY = "day"
    MONTH = "month"  # "2026-11"
    AGE = "age"  # days past due: "not_due", "0", "30", "60", "90"
    FIELD = "field"  # one of core.figure.FIELDS
    FIELDS = "fields"  # several, with a space between


@dataclass(frozen=True, slots=True)
class Column:
    """One column by its name, which faces translate."""

    name: str
    kind: Kind = Kind.TEXT


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of as many values as there are columns; `drill` is the choice that a row's KEY is given to.

    `left_out` is how many more rows there are than were asked for.
    """

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    drill: str = ""
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """A report: the facts it begins with, then its tables. Amounts are in `currency` where no column says another."""

    name: str
    currency: str
    facts: tuple[tuple[Column, Value], ...]
    tables: tuple[Table, ...]

    def table(self, name: str) -> Table:
        """The table of this name. Raises KeyError."""
        return {table.name: table for table in self.tables}[name]


def share(part: int | Decimal, of: int | Decimal) -> Decimal | None:
    """A part in per cent to one decimal; None of nothing."""
    return rounded(Decimal(part) * HUNDRED / Decimal(of), 1) if of else None


def mean(summed: int | Decimal, count: int) -> Decimal | None:
    """An average to one decimal; None of nothing."""
    return rounded(Decimal(summed) / count, 1) if count else None


def month(on: date) -> str:
    """The month a day falls in: "2026-11"."""
    return f"{on:%Y-%m}"


def whole(value: Value) -> int:
    """A count as a number to sort by."""
    return value if isinstance(value, int) else 0
