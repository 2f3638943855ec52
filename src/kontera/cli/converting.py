"""kontera convert: any document in, an e-invoice of another format out; no company, no database."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from kontera.actions.convert import Converted, Target, converted
from kontera.actions.validate import as_text, worst
from kontera.cli.taken import bytes_of
from kontera.cli.telling import Language, translator
from kontera.core.errors import InvalidValue
from kontera.core.finding import Finding, Severity
from kontera.core.validation import Report, Verdict

GOOD = frozenset({Verdict.VALID, Verdict.PASSED})
NOT_WRITTEN = "It is not written. Give what is missing with --set, or take it as it is with --draft."
GIVE = "give it with --set {field}=…"


def convert(
    file: Annotated[Path, typer.Argument(help="A document of any kind: e-invoice, PDF, picture.")],
    to: Annotated[Target, typer.Option("--to", help="ubl: Peppol BIS 3; finvoice: Finvoice 3.0; cii: EN 16931 CII.")],
    out: Annotated[
        Path | None, typer.Option("-o", "--out", help="The file to write; else NAME.FORMAT.xml here.")
    ] = None,
    given: Annotated[
        list[str] | None,
        typer.Option("--set", help="A value the document lacks, as FIELD=VALUE: buyer.endpoint=0192:123456785."),
    ] = None,
    draft: Annotated[bool, typer.Option("--draft", help="Write it even when it is not valid.")] = False,
    lang: Annotated[Language, typer.Option(help="The language of what is said.")] = Language.EN,
) -> None:
    """Write a document's invoice as an e-invoice, and judge what was written.

    What follows from law, registers and sums is filled in, and said; what does not is never invented: it is listed with
    the option that gives it, nothing is written, and the exit code is 1; so it is where amounts that were read from a
    picture or PDF contradict each other. Several invoices in one document give NAME.xml, NAME-2.xml…
    """
    from kontera.wiring import reading_rooms, validating_rooms

    values = [_value(one) for one in given or ()]
    try:
        data = bytes_of(file)
    except OSError as error:
        typer.echo(f"kontera: {file}: {error.strerror}", err=True)
        raise typer.Exit(3) from error
    first = out or Path(f"{file.stem}.{to.value}.xml")
    made = [converted(reading, to, values) for reading in reading_rooms.read(data)]
    reports = list(validating_rooms.validate((one.data for one in made), validating_rooms.judging()))
    good = True
    for number, (one, judged) in enumerate(zip(made, reports, strict=True), 1):
        path = first if number == 1 else first.with_name(f"{first.stem}-{number}{first.suffix}")
        fine = worst(judged) in GOOD and not one.contradicts
        _tell(path, one, judged, lang)
        if fine or draft:
            path.write_bytes(one.data)
        else:
            typer.echo(f"  {translator(lang)(NOT_WRITTEN)}", err=True)
        good = good and (fine or draft)
    if not good:
        raise typer.Exit(1)


def _value(text: str) -> tuple[str, str]:
    """A field's path and its value. Raises InvalidValue."""
    field, sign, value = text.partition("=")
    if not sign or not field.strip():
        raise InvalidValue(value=text, field="--set")
    return field.strip(), value.strip()


def _tell(path: Path, one: Converted, judged: tuple[Report, ...], lang: Language) -> None:
    say = translator(lang)
    for line in as_text(str(path), judged, say):
        typer.echo(line, err=True)
    for finding in _said(one):
        told = say(finding.msgid).format_map(dict(finding.values))
        hint = "" if finding.severity is Severity.NOTE or not finding.field else say(GIVE).format(field=finding.field)
        typer.echo(f"  {finding.rule} {finding.field}: {told}{f' ({hint})' if hint else ''}", err=True)


def _said(one: Converted) -> Sequence[Finding]:
    """What was filled in, then what is missing."""
    return (*one.filled, *one.missing)
