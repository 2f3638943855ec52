"""kontera learn: the reading model taught anew from a company's own verified invoices."""

from __future__ import annotations

from typing import Annotated

import typer

from kontera.cli.office import company_named
from kontera.wiring import learning_rooms
from kontera.wiring.rooms import open_rooms


def learn(
    company: Annotated[str, typer.Argument(help="The company's id; not needed where there is one only.")] = "",
) -> None:
    """Teach the reading model from the company's own verified invoices; keep it where it reads no worse.

    It is judged on invoices of suppliers that it was not taught by. Nothing leaves the machine.
    """
    rooms = open_rooms()
    one = company_named(rooms, company)
    told = learning_rooms.learn(rooms, one)
    typer.echo(f"{told.documents} verified invoices of {told.suppliers} suppliers")
    typer.echo(f"read rightly of {told.values} values: {told.right_before} before, {told.right} after learning")
    for name, (right, before) in sorted(told.fields.items()):
        if right != before:
            typer.echo(f"  {name}: {before} before, {right} after")
    if told.data is None:
        typer.echo("The model in use reads better: nothing is changed.")
    else:
        typer.echo(f"The new model is kept and reads the next invoices ({len(told.data)} bytes).")
