"""A report as text for a terminal: its facts, and tables whose columns stand under one another."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from kontera.actions.reports.plain import as_text
from kontera.actions.reports.table import Column, Kind, Report, Table

AGEING = Table(
    "ageing",
    (Column("age", Kind.AGE), Column("amount", Kind.AMOUNT), Column("count", Kind.COUNT)),
    (("not_due", Decimal("138625.41"), 6), ("0", Decimal(0), 0), ("90", None, 1)),
)
ITEMS = Table(
    "items",
    (Column("case", Kind.CASE), Column("supplier"), Column("due", Kind.DAY), Column("late", Kind.SHARE)),
    (("c1", "Ett mycket långt namn på en leverantör AB", date(2026, 3, 1), Decimal("12.5")),),
    left_out=3,
)
EMPTY = Table("terms", (Column("supplier"),), ())
REPORT = Report("open", "SEK", ((Column("days_late", Kind.DAYS), Decimal("3.0")),), (AGEING, ITEMS, EMPTY))


def test_a_report_is_laid_out_for_the_eye() -> None:
    assert as_text(REPORT, "2026-11-22") == (
        "open, 2026-11-22, SEK\n"
        "\n"
        "  days late: 3.0\n"
        "\n"
        "AGEING\n"
        "  age                   amount  count\n"
        "  ----------------  ----------  -----\n"
        "  not due           138 625.41      6\n"
        "  1–29 days               0.00      0\n"
        "  90 days and more           –      1\n"
        "\n"
        "ITEMS\n"
        "  supplier                                  due           late\n"
        "  ----------------------------------------  ----------  ------\n"
        "  Ett mycket långt namn på en leverantör …  2026-03-01  12.5 %\n"
        "  3 more\n"
        "\n"
        "TERMS\n"
        "  (nothing)\n"
    )


def test_one_table_alone_is_what_was_asked_for() -> None:
    told = as_text(REPORT, "2026-11-22", "terms")
    assert "TERMS" in told
    assert "AGEING" not in told
