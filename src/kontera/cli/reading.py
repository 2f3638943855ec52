"""kontera read, kontera words: documents in, JSON out; no company, no database."""

from __future__ import annotations

import json
import multiprocessing
import os
from collections import Counter
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from kontera.actions.read import as_json, words_json
from kontera.core.errors import KonteraError
from kontera.wiring import reading_rooms


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


def read(
    files: Annotated[list[Path], typer.Argument(help="Documents of any kind: PDF, picture, e-invoice.")],
    out: Annotated[Path, typer.Option(help="The folder that NAME.json is written to.")],
    form: Annotated[
        Form, typer.Option("--format", help="flat: values; full: with confidence, place, reason.")
    ] = Form.FLAT,
    jobs: Annotated[int, typer.Option(help="Processes to use; 0 is one for each core.")] = 0,
) -> None:
    """Read documents into JSON. A file that cannot be read gives NAME.error.json and does not stop the rest."""
    stems = Counter(file.stem for file in files)
    alike = next((stem for stem, times in stems.items() if times > 1), None)
    if alike is not None:
        raise AlikeStems(stem=alike)
    out.mkdir(parents=True, exist_ok=True)
    processes = min(jobs or os.cpu_count() or 1, len(files))
    failed = _read_all(files, out, form, processes)
    typer.echo(f"{len(files) - failed} of {len(files)} documents read into {out}", err=True)
    if failed == len(files):
        raise typer.Exit(3)


def _read_all(files: list[Path], out: Path, form: Form, processes: int) -> int:
    """Read with several processes; a process that dies costs only its own file. Gives how many failed."""
    if processes <= 1:
        return sum(not _read_one(file, out, form) for file in files)
    failed, left = 0, list(files)
    context = multiprocessing.get_context("spawn")
    while left:
        try:
            with ProcessPoolExecutor(processes, mp_context=context) as pool:
                running = {pool.submit(_read_one, file, out, form): file for file in left}
                for done in as_completed(running):
                    failed += not done.result()
                    left.remove(running[done])
        except BrokenProcessPool:
            if processes == 1:
                _write_error(left[0], out, "read.crashed", "the reader crashed on this document")
                left, failed = left[1:], failed + 1
            processes = 1
    return failed


def _read_one(file: Path, out: Path, form: Form) -> bool:
    for old in (*out.glob(f"{file.stem}.error.json"),):
        old.unlink()
    try:
        readings = reading_rooms.read(file.read_bytes())
    except KonteraError as error:
        _write_error(file, out, error.code, str(error))
        return False
    except OSError as error:
        _write_error(file, out, "read.no_file", error.strerror or str(error))
        return False
    except Exception as error:  # noqa: BLE001 - one bad file never stops the rest, and says what happened
        _write_error(file, out, "read.failed", f"{type(error).__name__}: {error}")
        return False
    for number, reading in enumerate(readings, start=1):
        suffix = "" if number == 1 else f"-{number}"
        _write(out / f"{file.stem}{suffix}.json", as_json(reading, form))
    return True


def _write_error(file: Path, out: Path, code: str, message: str) -> None:
    _write(out / f"{file.stem}.error.json", {"file": str(file), "code": code, "message": message})


def _write(path: Path, content: dict[str, Any]) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def words(
    file: Annotated[Path, typer.Argument(help="A picture or a PDF.")],
    lang: Annotated[Language | None, typer.Option(help="The page's language, when it is known.")] = None,
) -> None:
    """Print the words of a document with their boxes, as JSON: pixels for a picture, points for a PDF."""
    try:
        data = file.read_bytes()
    except OSError as error:
        typer.echo(f"kontera: {file}: {error.strerror}", err=True)
        raise typer.Exit(3) from error
    found = reading_rooms.words(data, lang.value if lang else "")
    typer.echo(json.dumps(words_json(found), ensure_ascii=False))
