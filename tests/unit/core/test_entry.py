"""An entry balances or does not exist."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build import TODAY, coding
from kontera.core.entry import CodingRow, Entry, EntryLine, RowKind, entry_of
from kontera.core.errors import UnbalancedEntry
from kontera.core.money import total


def test_an_unbalanced_entry_does_not_exist() -> None:
    with pytest.raises(UnbalancedEntry, match=r"250\.00"):
        Entry(TODAY, "x", (EntryLine("6110", debit=Decimal("250.00")),))


def test_a_coding_becomes_debit_and_credit() -> None:
    entry = entry_of(coding(), TODAY, "x")
    assert [(line.account, line.debit, line.credit) for line in entry.lines] == [
        ("6110", Decimal("1000.00"), 0),
        ("2641", Decimal("250.00"), 0),
        ("2440", 0, Decimal("1250.00")),
    ]


def test_rows_of_zero_are_left_out() -> None:
    rows = (*coding(), CodingRow("3740", Decimal("0.00"), RowKind.ROUNDING))
    assert len(entry_of(rows, TODAY, "x").lines) == 3


def test_a_reversal_takes_the_entry_back() -> None:
    entry = entry_of(coding(), TODAY, "x")
    back = entry.reversed(date(2026, 12, 1), "taken back")
    assert (back.on, back.text) == (date(2026, 12, 1), "taken back")
    assert all(
        not total((a.debit, b.debit, -a.credit, -b.credit)) for a, b in zip(entry.lines, back.lines, strict=True)
    )


@given(st.lists(st.decimals(Decimal(-9999), Decimal(9999), places=2), min_size=1, max_size=8))
def test_any_balanced_coding_is_an_entry(amounts: list[Decimal]) -> None:
    rows = tuple(CodingRow(f"{4000 + n}", amount) for n, amount in enumerate(amounts))
    entry = entry_of((*rows, CodingRow("2440", -total(amounts), RowKind.PAYABLE)), TODAY, "x")
    assert all(line.debit >= 0 and line.credit >= 0 and not (line.debit and line.credit) for line in entry.lines)
