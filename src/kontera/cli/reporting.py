"""The command that prints a report."""

from __future__ import annotations

import sys
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from kontera.actions.reports.files import as_csv, as_xlsx
from kontera.actions.reports.make import REPORTS, make
from kontera.actions.reports.plain import as_text
from kontera.actions.reports.table import Column, Value
from kontera.actions.reports.wanted import Wanted
from kontera.cli.office import CompanyOption, _desk
from kontera.core.errors import InvalidValue, NotFound
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
    csv: Annotated[bool, typer.Option("--csv", help="As CSV, one table or one after the other.")] = False,
    xlsx: Annotated[Path | None, typer.Option(help="Write the whole report into this spreadsheet file.")] = None,
) -> None:
    """Print a report for the eye, as CSV, or write it as a spreadsheet; columns bear their stable names."""
    if name not in REPORTS:
        raise NotFound(what=name)
    if by not in {"supplier", "account", "dimension", "month"}:
        raise InvalidValue(value=by, field="--by")
    desk = _desk(open_rooms(), company)
    until = last.date() if last else desk.doors.clock.today()
    span = Span(first.date() if first else _year_before(until), until)
    made = make(desk, name, Wanted(span, until, by))
    if table and table not in {one.name for one in made.tables}:
        raise NotFound(what=table)
    if xlsx is not None:
        xlsx.write_bytes(as_xlsx(made, str, _as_it_is))
    elif csv:
        wanted = (one for one in made.tables if table in {"", one.name})
        sys.stdout.write("\n".join(as_csv(one, str, _as_it_is).decode("utf-8-sig") for one in wanted))
    else:
        about = until.isoformat() if name == "open" else f"{span.first} – {span.last}"
        sys.stdout.write(as_text(made, about, table))


def _as_it_is(_column: Column, value: Value) -> Value:
    return value


def _year_before(on: date) -> date:
    return on - timedelta(days=365)
