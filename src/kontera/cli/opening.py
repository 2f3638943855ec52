"""kontera payables: open invoices of earlier books brought forward."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Annotated

import typer

from kontera.actions import opening_payables, sie
from kontera.actions.opening_payables import Asked, Plan
from kontera.cli.office import CompanyOption, _desk
from kontera.cli.taken import bytes_of
from kontera.core.document import Channel
from kontera.wiring.rooms import open_rooms

payables_commands = typer.Typer(no_args_is_help=True, help="The debts to suppliers.")


@payables_commands.callback()
def _payables() -> None:
    """Keep `payables import` two words."""


@payables_commands.command("import")
def take_in(
    file: Annotated[Path, typer.Argument(help="The list of open invoices (CSV), or a SIE file.", exists=True)],
    company: CompanyOption = "",
    on: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="The last day booked in the earlier books."),
    ] = None,
    ledger: Annotated[Path | None, typer.Option(help="A SIE file to compare a CSV file with.", exists=True)] = None,
    leave_out: Annotated[bool, typer.Option("--leave-out", help="Leave out the rows that are wrong.")] = False,
    dry: Annotated[bool, typer.Option("--dry", help="Only tell what would come.")] = False,
) -> None:
    """Bring open invoices of earlier books forward; ends with 2 when rows are wrong and not left out."""
    desk = _desk(open_rooms(), company)
    asked = Asked(
        bytes_of(file, sie.MOST_BYTES),
        file.name,
        on.date() if on else None,
        bytes_of(ledger, sie.MOST_BYTES) if ledger is not None else b"",
    )
    plan = opening_payables.plan(desk, asked)
    _tell(plan)
    if plan.wrong and not leave_out:
        raise typer.Exit(2)
    if not dry:
        done = opening_payables.take_in(desk, asked, plan.token, leave_out=leave_out, channel=Channel.COMMAND)
        typer.echo(f"{done.count} brought forward")


def _tell(plan: Plan) -> None:
    for one in plan.wrong:
        for column, error in one.faults:
            typer.echo(f"wrong\trow {one.row}\t{column}\t{error}")
    for one in plan.there:
        typer.echo(f"known\trow {one.row}\t{one.case}")
    typer.echo(f"{len(plan.ready)} ready, {len(plan.wrong)} wrong, {len(plan.there)} known, on {plan.on}")
    told: tuple[tuple[str, Decimal | None], ...] = (
        (f"debt on {plan.account} by the earlier books", plan.balance),
        ("these invoices", plan.amount),
        ("difference", plan.difference),
    )
    for label, amount in told:
        typer.echo(f"{label}\t{'unknown' if amount is None else f'{amount:.2f}'}")
