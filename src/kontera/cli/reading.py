"""kontera read, kontera words: documents in, JSON out; no company, no database."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from kontera.actions.read import as_json, words_json
from kontera.cli.crew import Lost, perform
from kontera.cli.progress import Progress
from kontera.cli.taken import bytes_of
from kontera.cli.telling import Language as Tongue
from kontera.cli.telling import gettext_noop, translator
from kontera.core.errors import KonteraError
from kontera.wiring import reading_rooms

ASK: Final = "-"  # as a password: ask for it
LOST: Final = {
    Lost.DIED: ("read.crashed", gettext_noop("The reader crashed on this document.")),
    Lost.LATE: ("read.too_slow", gettext_noop("Reading this document takes longer than allowed.")),
}
NO_FILE: Final = gettext_noop("The file cannot be opened: {reason}.")
FAILED: Final = gettext_noop("Reading failed: {reason}.")


class Form(StrEnum):
    """How much of a reading is written."""

    FLAT = "flat"
    FULL = "full"


class Language(StrEnum):
    """The languages a page can be said to be in."""

    SV = "sv"
    FI = "fi"
    NB = "nb"
    DA = "da"
    EN = "en"
    DE = "de"


class AlikeStems(KonteraError):
    """Two files would be written under one name."""

    code, status, exit_code = "read.alike_stems", 422, 2
    msgid = "Several files share the name {stem}; read them into different folders."


class NothingToRead(KonteraError):
    """The folders hold no file."""

    code, status, exit_code = "read.nothing", 422, 2
    msgid = "There is no file to read in {folder}."


@dataclass(frozen=True, slots=True)
class Paper:
    """A file, and the name (a path without ending) under which its readings are written."""

    file: Path
    name: str


@dataclass(frozen=True, slots=True)
class Told:
    """What became of a file: its readings as JSON, or why there are none, as a code and a sentence.

    `refused` are the files in a ZIP or a mail that could not be read beside others that could.
    """

    readings: tuple[dict[str, Any], ...] = ()
    error: tuple[str, str] | None = None
    refused: tuple[dict[str, str], ...] = ()


def read(
    files: Annotated[list[Path], typer.Argument(help="Documents of any kind, and folders of them.")],
    out: Annotated[
        Path | None, typer.Option(help="The folder that NAME.json is written to; else one line a file is printed.")
    ] = None,
    form: Annotated[
        Form, typer.Option("--format", help="flat: values; full: with confidence, place, reason.")
    ] = Form.FLAT,
    jobs: Annotated[int, typer.Option(help="Processes to use; 0 is one for each core.")] = 0,
    password: Annotated[str, typer.Option(help="Opens PDFs that are locked; - asks for it.")] = "",
    seconds: Annotated[int, typer.Option(help="The longest that one file may take.")] = 600,
    lang: Annotated[Tongue, typer.Option(help="The language in which it is said why a file is not read.")] = Tongue.EN,
) -> None:
    """Read documents into JSON. A file that cannot be read says why, and does not stop the rest.

    Without --out each file gives one line of JSON with its "invoices" or its "error". The exit code is 3 when no file
    could be read, else 0.
    """
    papers = list(_papers(files))
    if not papers:
        raise NothingToRead(folder=", ".join(str(file) for file in files))
    if out is not None:
        _all_different(papers)
        out.mkdir(parents=True, exist_ok=True)
    if password == ASK:
        password = typer.prompt("Password", hide_input=True, err=True)
    act = partial(_read_one, form=form, password=password, lang=lang)
    processes = min(jobs or _cores(), len(papers))
    progress = Progress(len(papers), translator(lang))
    for paper, told in _all_told(act, papers, processes, seconds):
        _write(paper, told, out)
        progress.count(str(paper.file), told.error)
    progress.end(str(out or ""))
    if progress.failed == len(papers):
        raise typer.Exit(3)


def _cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _papers(files: Sequence[Path]) -> Iterator[Paper]:
    """The files, and those in the folders; two of one name in a folder keep their endings."""
    for file in files:
        if not file.is_dir():
            yield Paper(file, file.stem)
            continue
        found = sorted(path for path in file.rglob("*") if path.is_file() and not path.name.startswith("."))
        times = Counter(path.with_suffix("") for path in found)
        for path in found:
            bare = path.with_suffix("")
            yield Paper(path, str((bare if times[bare] == 1 else path).relative_to(file)))


def _all_different(papers: Sequence[Paper]) -> None:
    times = Counter(paper.name for paper in papers)
    alike = next((name for name, count in times.items() if count > 1), None)
    if alike is not None:
        raise AlikeStems(stem=alike)


def _all_told(
    act: partial[Told], papers: Sequence[Paper], processes: int, seconds: float
) -> Iterator[tuple[Paper, Told]]:
    """What became of each file, as they come; a single file is read in this process."""
    if len(papers) == 1:
        yield papers[0], act(papers[0])
        return
    for paper, answer in perform(act, papers, processes, seconds):
        yield paper, _lost(answer, act.keywords["lang"]) if isinstance(answer, Lost) else answer


def _lost(why: Lost, lang: Tongue) -> Told:
    code, sentence = LOST[why]
    return Told(error=(code, translator(lang)(sentence)))


def _read_one(paper: Paper, form: Form, password: str, lang: Tongue) -> Told:
    try:
        files = reading_rooms.inside(bytes_of(paper.file), password)
    except Exception as error:  # noqa: BLE001 - one bad file never stops the rest, and says what happened
        return Told(error=_why(error, lang))
    readings: list[dict[str, Any]] = []
    refused: list[tuple[str, tuple[str, str]]] = []
    for name, data in files:
        try:
            readings += (as_json(reading, form) for reading in reading_rooms.read(data, password))
        except Exception as error:  # noqa: BLE001 - as above, of the files in a ZIP or a mail
            refused.append((name, _why(error, lang)))
    if refused and not readings:
        return Told(error=refused[0][1])
    beside = tuple({"name": name, "code": code, "message": sentence} for name, (code, sentence) in refused)
    return Told(tuple(readings), refused=beside)


def _why(error: Exception, lang: Tongue) -> tuple[str, str]:
    """A stable code and a sentence in the language."""
    translate = translator(lang)
    if isinstance(error, KonteraError):
        said = {key: translate(value) if isinstance(value, str) else value for key, value in error.values.items()}
        return error.code, translate(error.msgid).format_map(said)
    if isinstance(error, OSError):
        return "read.no_file", translate(NO_FILE).format(reason=error.strerror or error)
    return "read.failed", translate(FAILED).format(reason=f"{type(error).__name__}: {error}".strip())


def _write(paper: Paper, told: Told, out: Path | None) -> None:
    """Write what became of a file: into files of its name, or as a line."""
    error = {"code": told.error[0], "message": told.error[1]} if told.error else None
    if out is None:
        line: dict[str, Any] = {"file": str(paper.file)}
        line |= {"error": error} if error else {"invoices": told.readings}
        line |= {"refused": told.refused} if told.refused else {}
        typer.echo(json.dumps(line, ensure_ascii=False))
        return
    wrong = out / f"{paper.name}.error.json"
    wrong.parent.mkdir(parents=True, exist_ok=True)
    with suppress(FileNotFoundError):
        wrong.unlink()
    if error:
        _lay(wrong, {"file": str(paper.file)} | error)
    elif told.refused:
        _lay(wrong, {"file": str(paper.file), "refused": told.refused})
    for number, reading in enumerate(told.readings, start=1):
        _lay(out / f"{paper.name}{'' if number == 1 else f'-{number}'}.json", reading)


def _lay(path: Path, content: dict[str, Any]) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def words(
    file: Annotated[Path, typer.Argument(help="A picture or a PDF.")],
    lang: Annotated[Language | None, typer.Option(help="The page's language, when it is known.")] = None,
) -> None:
    """Print the words of a document with their boxes, as JSON: pixels for a picture, points for a PDF."""
    try:
        data = bytes_of(file)
    except OSError as error:
        typer.echo(f"kontera: {file}: {error.strerror}", err=True)
        raise typer.Exit(3) from error
    found = reading_rooms.words(data, lang.value if lang else "")
    typer.echo(json.dumps(words_json(found), ensure_ascii=False))
