"""A balanced entry: what is booked, and the coding that proposes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from kontera.core.errors import UnbalancedEntry
from kontera.core.money import ZERO, total

Dimensions = tuple[tuple[str, str], ...]
"""Pairs of SIE dimension number and object: (("1", "100"), ("6", "P1"))."""


class RowKind(StrEnum):
    """What a row of the coding stands for."""

    COST = "cost"
    VAT = "vat"  # input VAT that the supplier charged
    SELF_ASSESSED = "self_assessed"  # both sides of reverse charge
    ROUNDING = "rounding"
    PAYABLE = "payable"


@dataclass(frozen=True, slots=True)
class CodingRow:
    """One row of the coding: `amount` is debit when positive, credit when negative, in the company's currency.

    `sure` is the probability 0–1 that a person keeps it; `reason` an English msgid; `lines` the invoice lines it
    carries, counted from 0; `manual` when a person chose the account.
    """

    account: str
    amount: Decimal
    kind: RowKind = RowKind.COST
    text: str = ""
    dimensions: Dimensions = ()
    vat_code: str = ""
    reason: str = ""
    reason_values: tuple[tuple[str, str], ...] = ()
    sure: float = 1.0
    lines: tuple[int, ...] = ()
    alternatives: tuple[str, ...] = ()
    manual: bool = False


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One line of an entry; debit and credit are not negative and one of them is zero."""

    account: str
    debit: Decimal = ZERO
    credit: Decimal = ZERO
    text: str = ""
    dimensions: Dimensions = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A balanced accounting entry of one date. Raises UnbalancedEntry: an unbalanced one does not exist."""

    on: date
    text: str
    lines: tuple[EntryLine, ...]

    def __post_init__(self) -> None:
        """Refuse what does not balance."""
        difference = total(line.debit - line.credit for line in self.lines)
        if difference:
            raise UnbalancedEntry(difference=difference)

    def reversed(self, on: date, text: str) -> Entry:
        """The entry that takes this one back: sides exchanged, on another date."""
        lines = tuple(
            EntryLine(line.account, line.credit, line.debit, line.text, line.dimensions) for line in self.lines
        )
        return Entry(on, text, lines)


def entry_of(rows: tuple[CodingRow, ...], on: date, text: str) -> Entry:
    """The entry that a coding books; rows of zero are left out. Raises UnbalancedEntry."""
    lines = tuple(
        EntryLine(row.account, max(row.amount, ZERO), max(-row.amount, ZERO), row.text, row.dimensions)
        for row in rows
        if row.amount
    )
    return Entry(on, text, lines)


@dataclass(frozen=True, slots=True)
class Voucher:
    """A numbered entry (verifikation): the numbers of a series run without gaps within a financial year.

    `year` is the first day of that financial year; `case` the invoice it came from; `corrects` the number it reverses.
    """

    series: str
    number: int
    year: date
    entry: Entry
    case: str = ""
    corrects: int | None = None

    @property
    def key(self) -> str:
        """What names it among all vouchers of the company: series, number and financial year."""
        return f"{self.series}{self.number}/{self.year:%Y%m%d}"
