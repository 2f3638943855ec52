"""kontera convert: any document in, an e-invoice of another format out; no company, no database."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kontera.actions.convert import Converted, Target, converted
from kontera.actions.validate import as_text, worst
from kontera.cli.telling import Language, translator
from kontera.core.validation import Report, Verdict

GOOD = frozenset({Verdict.VALID, Verdict.PASSED})


def convert(
    file: Annotated[Path, typer.Argument(help="A document of any kind: e-invoice, PDF, picture.")],
    to: Annotated[Target, typer.Option("--to", help="ubl: Peppol BIS 3; finvoice: Finvoice 3.0; cii: EN 16931 CII.")],
    out: Annotated[
        Path | None, typer.Option("-o", "--out", help="The file to write; else NAME.FORMAT.xml here.")
    ] = None,
    lang: Annotated[Language, typer.Option(help="The language of what is said.")] = Language.EN,
) -> None:
    """Write a document's invoice as an e-invoice, and judge what was written.

    Several invoices in one document give NAME.xml, NAME-2.xml… The exit code is 1 when one of them is not valid.
    """
    from kontera.wiring import reading_rooms, validating_rooms

    try:
        data = file.read_bytes()
    except OSError as error:
        typer.echo(f"kontera: {file}: {error.strerror}", err=True)
        raise typer.Exit(3) from error
    first = out or Path(f"{file.stem}.{to.value}.xml")
    made = [converted(reading, to) for reading in reading_rooms.read(data)]
    reports = list(validating_rooms.validate((one.data for one in made), validating_rooms.judging()))
    for number, (one, judged) in enumerate(zip(made, reports, strict=True), 1):
        path = first if number == 1 else first.with_name(f"{first.stem}-{number}{first.suffix}")
        path.write_bytes(one.data)
        _tell(path, one, judged, lang)
    if any(worst(judged) not in GOOD for judged in reports):
        raise typer.Exit(1)


def _tell(path: Path, one: Converted, judged: tuple[Report, ...], lang: Language) -> None:
    say = translator(lang)
    for line in as_text(str(path), judged, say):
        typer.echo(line, err=True)
    for finding in one.missing:
        typer.echo(f"  {finding.rule}: {say(finding.msgid).format_map(dict(finding.values))}", err=True)
