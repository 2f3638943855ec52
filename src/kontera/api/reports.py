"""Reports: the figures of the pages, for programs."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated, Literal

from django.http import HttpRequest
from ninja import Path, Query, Router
from pydantic import Field

from kontera.actions.reports.make import make
from kontera.actions.reports.table import Report, Value
from kontera.actions.reports.wanted import Wanted
from kontera.api.access import desk_of
from kontera.api.answers import ERRORS
from kontera.api.shapes.base import Asked, Number, Shape, Text
from kontera.core.figure import Span

router = Router(tags=["reports"])

Name = Annotated[
    Literal["spend", "open", "payments", "changes", "reading", "channels"], Path(description="Which report.")
]
Told = Number | int | date | str | None


class ReportAsked(Asked):
    """Which time, which day, and which costs."""

    first: date | None = Field(None, description="The first day; twelve months back when left out.")
    last: date | None = Field(None, description="The last day; today when left out.")
    on: date | None = Field(None, description="The day of open items; today when left out.")
    by: Literal["supplier", "account", "dimension", "month"] = Field("supplier", description="What costs are told by.")
    supplier: Text | None = Field(None, description="Only this supplier's costs, by id; empty: of nobody known.")
    account: Text = Field("", description="Only costs on this account.")
    dimension: Annotated[str, Field(max_length=80, description='Only this object: "1:100".')] = ""


class ColumnOut(Shape):
    """One column."""

    name: str = Field(description="Its stable name.")
    kind: str = Field(description="What it holds: key, case, text, amount, price, count, share, days, day, month …")


class TableOut(Shape):
    """One table."""

    name: str = Field(description="Its stable name.")
    columns: list[ColumnOut] = Field(description="Its columns, in order.")
    rows: list[list[Told]] = Field(description="Its rows; decimals as text, absent values null.")


class FactOut(Shape):
    """One figure of the whole."""

    name: str = Field(description="Its stable name.")
    value: Told = Field(description="The figure; decimals as text.")


class ReportOut(Shape):
    """One report."""

    name: str = Field(description="Its name.")
    currency: str = Field(description="The currency of amounts where no column says another.")
    facts: list[FactOut] = Field(description="The figures it begins with.")
    tables: list[TableOut] = Field(description="Its tables.")

    @classmethod
    def of(cls, report: Report) -> ReportOut:
        """The shape of a report."""
        return cls(
            name=report.name,
            currency=report.currency,
            facts=[FactOut(name=column.name, value=value) for column, value in report.facts],
            tables=[
                TableOut(
                    name=table.name,
                    columns=[ColumnOut(name=column.name, kind=column.kind) for column in table.columns],
                    rows=[list[Value](row) for row in table.rows],
                )
                for table in report.tables
            ],
        )


@router.get("/{name}", response={200: ReportOut, **ERRORS}, summary="Show a report")
def show_report(request: HttpRequest, name: Name, asked: Query[ReportAsked]) -> ReportOut:
    """The figures of a report: costs, open items, payments, changes, reading quality or e-invoice candidates.

    Needs the scope *see*.
    """
    desk = desk_of(request)
    today = desk.doors.clock.today()
    number, _colon, object_ = asked.dimension.partition(":")
    span = Span(asked.first or today - timedelta(days=365), asked.last or today)
    dimension = (number, object_) if number else None
    wanted = Wanted(span, asked.on or today, asked.by, asked.supplier, asked.account, dimension)
    return ReportOut.of(make(desk, name, wanted))
