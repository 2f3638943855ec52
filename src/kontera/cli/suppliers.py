"""Commands for the supplier register."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kontera.actions import supplier_import
from kontera.cli.office import CompanyOption, _desk
from kontera.cli.taken import bytes_of
from kontera.wiring.rooms import open_rooms


def take_in(
    file: Annotated[Path, typer.Argument(help="A CSV file of suppliers.", exists=True, dir_okay=False)],
    company: CompanyOption = "",
    dry: Annotated[bool, typer.Option("--dry", help="Only tell what would change.")] = False,
) -> None:
    """Take suppliers in from a CSV file, all of them or none; ends with 2 when a value is wrong."""
    desk = _desk(open_rooms(), company)
    data = bytes_of(file, supplier_import.MOST_BYTES)
    plan = supplier_import.plan(desk, data)
    for heading in plan.table.unknown:
        typer.echo(f"not taken\t{heading}")
    for fault in plan.faults:
        typer.echo(f"wrong\trow {fault.row}\t{fault.column}\t{fault.text}\t{fault.error}")
    for one in plan.planned:
        typer.echo(f"{'new' if one.before is None else 'changed'}\trow {one.row}\t{one.after.party.name}")
    if plan.faults:
        raise typer.Exit(2)
    if not dry:
        supplier_import.take_in(desk, data, plan.token)
    typer.echo(f"{plan.new} new, {plan.changed} changed, {plan.same} unchanged{' (nothing written)' if dry else ''}")
