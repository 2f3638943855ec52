"""Proves that books written at once are what the product makes of their events: rebuilt, and compared row by row."""

# ruff: noqa: SLF001 - a model's columns are told by _meta

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final

from kontera.adapters.db import models, sums
from kontera.adapters.db.boxes import DbBoxes
from kontera.adapters.inmemory.doors import FixedClock

PROJECTED: Final = (
    models.CaseRow,
    models.VoucherRow,
    models.PostingRow,
    models.SealedRow,
    models.FigureRow,
    models.PayableRow,
    models.PriceRow,
    models.ArticlePriceRow,
    models.TurnoverRow,
    *sums.TABLES,
)
"""The tables that lists and reports read."""


def rows_of(company: str) -> dict[str, list[tuple[Any, ...]]]:
    """All rows that lists and reports read of a company, for comparing: without their keys, in one order."""
    kept = {}
    for table in PROJECTED:
        names = [one.attname for one in table._meta.concrete_fields if one.attname != "id"]
        found = table._default_manager.filter(company_id=company).values_list(*names)
        kept[table.__name__] = sorted(found, key=repr)
    return kept


def prove(company: str) -> int:
    """Rebuild a company's rows from its events by the product's own code; they must be what was written at once."""
    written = rows_of(company)
    DbBoxes(lambda _task: None, FixedClock(datetime(2026, 11, 21, tzinfo=UTC))).open(company).rebuild()
    rebuilt = rows_of(company)
    for name, rows_written in written.items():
        for one, other in zip(rows_written, rebuilt[name], strict=False):
            if one != other:
                raise SystemExit(f"{name} differs:\n  written {one}\n  rebuilt {other}")
        if len(rows_written) != len(rebuilt[name]):
            raise SystemExit(f"{name}: {len(rows_written)} rows written, {len(rebuilt[name])} rebuilt")
    return sum(map(len, written.values()))
