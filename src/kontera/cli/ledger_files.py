"""kontera sie: a ledger's file taken in, vouchers handed over to it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from kontera.actions import hand_over, sie
from kontera.actions.hand_over import Form, Period
from kontera.cli.office import CompanyOption
from kontera.cli.staff import administrator
from kontera.cli.taken import bytes_of
from kontera.wiring.rooms import open_rooms

sie_commands = typer.Typer(no_args_is_help=True, help="Take a ledger's SIE file in; hand vouchers over to it.")
_DAY = ["%Y-%m-%d"]


@sie_commands.command("import")
def take_in(
    file: Annotated[Path, typer.Argument(help="A SIE file, type 1 to 5.", exists=True, dir_okay=False)],
    company: CompanyOption = "",
    chart: Annotated[bool, typer.Option(help="Take in the accounts.")] = True,
    dimensions: Annotated[bool, typer.Option(help="Take in cost centres and projects.")] = True,
    history: Annotated[bool, typer.Option(help="Let proposals learn from what was booked.")] = True,
    whosever: Annotated[bool, typer.Option(help="Take it in even if it names another company.")] = False,
) -> None:
    """Take in a ledger's accounts, cost centres and projects, and what it booked before."""
    desk = administrator(open_rooms(), company)
    parts = sie.Parts(chart, dimensions, history)
    taken = sie.take_in(desk, bytes_of(file, sie.MOST_BYTES), parts, file.name, whosever=whosever)
    typer.echo(f"{taken.accounts} accounts, {taken.objects} objects, {taken.purchases} purchases, {taken.named} named")
    for number in taken.lacking:
        typer.echo(f"kept\t{number}", err=True)
    for finding in taken.book.findings:
        typer.echo(f"{finding.rule}\t{finding.msgid.format_map(dict(finding.values))}", err=True)


@sie_commands.command("export")
def export(
    first: Annotated[datetime, typer.Option("--from", formats=_DAY, help="The first day.")],
    last: Annotated[datetime, typer.Option("--to", formats=_DAY, help="The last day.")],
    out: Annotated[Path, typer.Option("-o", "--out", help="The file to write.")],
    company: CompanyOption = "",
    series: Annotated[list[str] | None, typer.Option(help="Only this series; may be given several times.")] = None,
    again: Annotated[bool, typer.Option(help="Also what was handed over before.")] = False,
    copy: Annotated[bool, typer.Option(help="Only a copy to look at: nothing is marked as handed over.")] = False,
    form: Annotated[Form, typer.Option("--format", help="sie: SIE 4I; csv: a table, always a copy.")] = Form.SIE,
) -> None:
    """Hand over the vouchers of a period that were not before, as SIE 4I."""
    desk = administrator(open_rooms(), company)
    period = Period(first.date(), last.date(), tuple(series or ()))
    if copy or form is Form.CSV:
        data = hand_over.copy(desk, period, form)
    else:
        event, data = hand_over.hand_over(desk, period, again=again)
        typer.echo(f"{len(event.vouchers)} vouchers handed over", err=True)
    out.write_bytes(data)
