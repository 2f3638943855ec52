"""The command that prints a report."""

from __future__ import annotations

import sys
from datetime import date, datetime, timedelta
from typing import Annotated

import typer

from kontera.actions.reports.files import as_csv
from kontera.actions.reports.make import REPORTS, make
from kontera.actions.reports.wanted import Wanted
from kontera.cli.office import CompanyOption, _desk
from kontera.core.errors import NotFound
from kontera.core.figure import Span
from kontera.wiring.rooms import open_rooms

_DAYS = ["%Y-%m-%d"]


def report(
    name: Annotated[str, typer.Argument(help=f"One of: {', '.join(REPORTS)}.")],
    company: CompanyOption = "",
    first: Annotated[
        datetime | None, typer.Option(help="The first day; a year back if left out.", formats=_DAYS)
    ] = None,
    last: Annotated[
        datetime | None, typer.Option(help="The last day, and the day of open items.", formats=_DAYS)
    ] = None,
    by: Annotated[str, typer.Option(help="Tell costs by supplier, account, dimension or month.")] = "supplier",
    table: Annotated[str, typer.Option(help="Only this table of the report.")] = "",
) -> None:
    """Print a report as CSV, table by table; columns bear their stable names."""
    if name not in REPORTS:
        raise NotFound(what=name)
    if by not in {"supplier", "account", "dimension", "month"}:
        raise typer.BadParameter("one of supplier, account, dimension, month", param_hint="--by")
    desk = _desk(open_rooms(), company)
    until = last.date() if last else desk.doors.clock.today()
    span = Span(first.date() if first else _year_before(until), until)
    for found in make(desk, name, Wanted(span, until, by)).tables:
        if not table or found.name == table:
            sys.stdout.write(as_csv(found, str, lambda _column, value: value).decode("utf-8-sig"))
            sys.stdout.write("\n")


def _year_before(on: date) -> date:
    return on - timedelta(days=365)
