"""The command line: a face like the others, and what starts them."""

from __future__ import annotations

import sys

import typer

from kontera import __version__
from kontera.cli import converting, office, reading, rendering, serving, validating
from kontera.core.errors import KonteraError

commands = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
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
commands.command("person")(office.person)
commands.command("token")(office.token)
commands.command("sign-in")(office.sign_in)
commands.command("rebuild")(office.rebuild)
archive_commands.command("verify")(office.verify_archive)
commands.add_typer(archive_commands, name="archive")


@commands.command("version")
def version() -> None:
    """Print the version."""
    typer.echo(__version__)


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
