"""The command line: a face like the others, and what starts them."""

from __future__ import annotations

import sys

import typer

from kontera import __version__
from kontera.cli import (
    converting,
    learning,
    ledger_files,
    office,
    opening,
    reading,
    rendering,
    reporting,
    serving,
    staff,
    suppliers,
    validating,
)
from kontera.core.errors import KonteraError

commands = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
supplier_commands = typer.Typer(no_args_is_help=True, help="Keep the supplier register.")
archive_commands = typer.Typer(no_args_is_help=True, help="Prove what is kept.")
commands.command("up")(serving.up)
commands.command("migrate")(serving.migrate)
commands.command("doctor")(serving.doctor)
commands.command("read")(reading.read)
commands.command("words")(reading.words)
commands.command("validate")(validating.validate)
commands.command("convert")(converting.convert)
commands.command("render")(rendering.render)
commands.command("receive")(office.receive)
commands.command("company")(office.company)
commands.command("person")(staff.person)
commands.command("token")(staff.token)
commands.command("sign-in")(office.sign_in)
commands.command("learn")(learning.learn)
commands.command("rebuild")(office.rebuild)
commands.command("report")(reporting.report)
archive_commands.command("verify")(office.verify_archive)
commands.add_typer(archive_commands, name="archive")
supplier_commands.command("import")(suppliers.take_in)
commands.add_typer(supplier_commands, name="suppliers")
commands.add_typer(staff.people_commands, name="people")
commands.add_typer(ledger_files.sie_commands, name="sie")
commands.add_typer(opening.payables_commands, name="payables")


@commands.command("version")
def version() -> None:
    """Print the version."""
    typer.echo(__version__)


@supplier_commands.callback()
def _suppliers() -> None:
    """Keep `suppliers import` two words."""


@archive_commands.callback()
def _archive() -> None:
    """Keep `archive verify` two words."""


def app() -> None:
    """Run a command; what cannot be done ends with its sentence on standard error and its exit code."""
    try:
        commands()
    except KonteraError as error:
        typer.echo(f"kontera: {error} [{error.code}]", err=True)
        sys.exit(error.exit_code)
