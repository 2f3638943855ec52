"""What changed from one invoice of a supplier to the next: kept beside each price and beside the terms."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Q, QuerySet

from kontera.adapters.db import models
from kontera.adapters.db.books import Books

GROUP: Final = ("supplier", "item", "unit", "currency")
_TOLD: Final = ("supplier", "issued", "terms")


@dataclass(frozen=True, slots=True)
class Series:
    """The values that follow one another: the table's columns of the value, the one before, the day, the day moved."""

    value: str
    before: str
    on: str
    moved: str


PRICES: Final = Series("price", "before", "on", "moved")
TERMS: Final = Series("terms", "terms_before", "issued", "terms_moved")


def write_prices(books: Books, case: str, made: Iterable[dict[str, Any]]) -> None:
    """Write the prices of a case in place of those it had, each with the one before it."""
    table = books.of(models.PriceRow)
    left = tuple(table.filter(case=case).values(*GROUP, "on"))
    if left:
        table.filter(case=case).delete()
    rows = []
    for columns in made:
        row = {"case": case, **columns}
        rows.append(row | _compared(table.filter(**{name: row[name] for name in GROUP}), PRICES, row))
    books.add_all(models.PriceRow, rows)
    places = (*left, *rows)
    if places and _anything_later(table, case, places):
        for one in places:
            _follow(table.filter(**{name: one[name] for name in GROUP}), PRICES, one["on"], case)


def write_figure(books: Books, case: str, columns: dict[str, Any]) -> tuple[dict[str, Any], ...]:
    """Write the figures of a case, its terms beside those of the supplier's invoice before; what it was and is now."""
    table = books.of(models.FigureRow)
    kept = table.filter(case=case).values(*_TOLD, "on", "paid").first()
    left: tuple[dict[str, Any], ...] = (dict(kept),) if kept else ()
    if left and all(left[0][name] == columns[name] for name in _TOLD):
        table.filter(case=case).update(**columns)
        return (*left, columns)
    row = {"case": case, **columns}
    beside = _compared(_said(table, row), TERMS, row) if _says(row) else {TERMS.before: None, TERMS.moved: None}
    books.put(models.FigureRow, {"case": case}, {**columns, **beside})
    for one in (*left, row):
        if _says(one):
            _follow(_said(table, one), TERMS, one["issued"], case)
    return (*left, columns)


def _says(row: dict[str, Any]) -> bool:
    return bool(row["supplier"]) and row["terms"] is not None and row["issued"] is not None


def _said(table: QuerySet[models.FigureRow], row: dict[str, Any]) -> QuerySet[models.FigureRow]:
    return table.filter(supplier=row["supplier"], terms__isnull=False)


def _anything_later(table: QuerySet[models.PriceRow], case: str, places: Iterable[dict[str, Any]]) -> bool:
    """Whether an article was bought after any of these: rarely, for invoices mostly come in order."""
    asked = tuple(places)
    after = table.filter(supplier__in={one["supplier"] for one in asked}, item__in={one["item"] for one in asked})
    return after.filter(on__gte=min(one["on"] for one in asked)).exclude(case=case).exists()


def moved(before: int | None, now: int, on: date) -> date | None:
    """The day of a value that differs from the one before; None of the first and of one that is the same."""
    return None if before is None or before == now else on


def _compared(group: QuerySet[Any], series: Series, row: dict[str, Any]) -> dict[str, Any]:
    """What a row says of the one before it."""
    before = _before(group, series, row[series.on], row["case"])
    return {series.before: before, series.moved: moved(before, row[series.value], row[series.on])}


def _before(group: QuerySet[Any], series: Series, on: date, case: str) -> int | None:
    earlier = group.filter(Q(**{f"{series.on}__lt": on}) | Q(case__lt=case), **{f"{series.on}__lte": on})
    found: int | None = earlier.order_by(f"-{series.on}", "-case").values_list(series.value, flat=True).first()
    return found


def _follow(group: QuerySet[Any], series: Series, on: date, case: str) -> None:
    """Let the row after a place say anew what was before it."""
    later = group.filter(Q(**{f"{series.on}__gt": on}) | Q(case__gt=case), **{f"{series.on}__gte": on})
    after = later.order_by(series.on, "case").values("case", series.value, series.on).first()
    if after is not None:
        group.filter(case=after["case"]).update(**_compared(group, series, after))
