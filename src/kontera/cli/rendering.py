"""kontera render: any document in, a page for people out; no company, no database."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kontera.actions.render import Form, NoOwnPage, NoSuchForm, form_of, page
from kontera.cli.taken import bytes_of
from kontera.cli.telling import translator
from kontera.wiring import reading_rooms, rendering_rooms


class Language(StrEnum):
    """The languages a page can be written in."""

    SV = "sv"
    EN = "en"
    FI = "fi"
    NB = "nb"
    DA = "da"


def render(
    file: Annotated[Path, typer.Argument(help="A document of any kind: e-invoice, PDF, picture, ZIP.")],
    out: Annotated[Path, typer.Option("-o", "--out", help="The page to write: NAME.pdf or NAME.html.")],
    lang: Annotated[Language, typer.Option(help="The language of the page.")] = Language.EN,
    own: Annotated[bool, typer.Option("--own", help="Write the PDF that the sender made, instead.")] = False,
    terms: Annotated[bool, typer.Option("--terms", help="Show the terms of EN 16931 (BT-1 …) in a PDF.")] = False,
) -> None:
    """Write a document's invoices as one page for people, the same look for every format."""
    form = form_of(out.name)
    if own and form is not Form.PDF:
        raise NoSuchForm(name=out.name)
    try:
        data = bytes_of(file)
    except OSError as error:
        typer.echo(f"kontera: {file}: {error.strerror}", err=True)
        raise typer.Exit(3) from error
    readings = reading_rooms.read(data)
    made = rendering_rooms.own_page(data, readings)
    if own and not made:
        raise NoOwnPage
    if made and not own:
        typer.echo("The sender made a PDF of this invoice too; --own writes that one.", err=True)
    written = made if own else page(readings, form, lang.value, translate=translator(lang), terms=terms)
    _write(out, written)


def _write(out: Path, content: bytes) -> None:
    try:
        out.write_bytes(content)
    except OSError as error:
        typer.echo(f"kontera: {out}: {error.strerror}", err=True)
        raise typer.Exit(3) from error
