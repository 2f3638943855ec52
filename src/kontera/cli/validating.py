"""kontera validate: e-invoices in, a judgement for each out; no company, no database."""

from __future__ import annotations

import json
import multiprocessing
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Annotated, Any

import typer

from kontera.actions.validate import NoSuchFile, Translate, as_json, as_text, known_release
from kontera.cli.taken import bytes_of
from kontera.cli.telling import Language, translator
from kontera.core.errors import KonteraError

CHUNK = 64  # files that a process takes at a time
BAD = frozenset({"invalid", "undecided"})


@dataclass(frozen=True, slots=True)
class Asked:
    """What a process must know to judge files as the command asked."""

    rules_only: bool
    release: str
    packs: tuple[Path, ...]
    language: Language
    lines: bool  # JSON lines, else text


def validate(
    files: Annotated[list[Path] | None, typer.Argument(help="E-invoices: XML, PDF with XML in it, ZIP, mail.")] = None,
    files_from: Annotated[Path | None, typer.Option(help="A text file with a path a line.")] = None,
    lines: Annotated[bool, typer.Option("--json", help="Print one line of JSON for each file.")] = False,
    rules_only: Annotated[bool, typer.Option(help="Business rules only, for parts of documents: no schema.")] = False,
    jobs: Annotated[int, typer.Option(min=1, help="How many files to judge at the same time.")] = 1,
    release: Annotated[str, typer.Option(help="Release of Peppol's rules, such as 3.0.21; else today's.")] = "",
    lang: Annotated[Language, typer.Option(help="The language of the findings.")] = Language.EN,
    pack: Annotated[list[Path] | None, typer.Option(help="A folder with official rules and their pack.toml.")] = None,
) -> None:
    """Judge e-invoices by schema, EN 16931, Peppol and national rules.

    With --json the exit code is 0 whatever the verdicts are; without, 1 when a file is invalid or undecided.
    """
    from kontera.wiring import validating_rooms

    asked = Asked(rules_only, known_release(release), tuple(pack or ()), lang, lines)
    validating_rooms.judging(asked.release, asked.packs, rules_only=rules_only)  # what is wrong with a pack, at once
    named = chain(files or (), _listed(files_from) if files_from else ())
    bad = False
    for text, failed in _judged(named, asked, jobs):
        typer.echo(text)
        bad = bad or failed
    if bad and not lines:
        raise typer.Exit(1)


Judged = tuple[str, bool]  # what is printed about a file, and whether it is invalid or undecided


def _listed(path: Path) -> Iterator[Path]:
    """The paths in a list, a line each."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise NoSuchFile(reason=path) from error
    return (Path(line.strip()) for line in lines if line.strip())


def _judged(files: Iterator[Path], asked: Asked, jobs: int) -> Iterator[Judged]:
    """The judgements in the order of the files; a process that dies costs only the file that killed it."""
    if jobs == 1:
        yield from judge_files(files, asked)
        return
    chunks = iter(lambda: tuple(path for _, path in zip(range(CHUNK), files, strict=False)), ())
    with ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn")) as pool:
        running: deque[tuple[tuple[Path, ...], Future[list[Judged]] | None]] = deque()
        for chunk in chunks:
            running.append((chunk, _started(pool, chunk, asked)))
            if len(running) > jobs:
                yield from _finished(*running.popleft(), asked)
        for one in running:
            yield from _finished(*one, asked)


def _started(pool: ProcessPoolExecutor, chunk: tuple[Path, ...], asked: Asked) -> Future[list[Judged]] | None:
    try:
        return pool.submit(_chunk, chunk, asked)
    except BrokenProcessPool:
        return None


def _finished(chunk: tuple[Path, ...], running: Future[list[Judged]] | None, asked: Asked) -> list[Judged]:
    try:
        if running is not None:
            return running.result()
    except BrokenProcessPool:
        pass
    return [_alone(file, asked) for file in chunk]


def _alone(file: Path, asked: Asked) -> Judged:
    """A file of a chunk whose process died, judged in a process of its own."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        try:
            return pool.submit(_chunk, (file,), asked).result()[0]
        except BrokenProcessPool:
            return _crashed(file, asked)


def _crashed(file: Path, asked: Asked) -> Judged:
    finding = {"rule": "validation.crashed", "severity": "fatal", "message": "The file could not be judged."}
    told: dict[str, Any] = {"file": str(file), "format": "unknown", "verdict": "undecided", "layers": {}}
    text = json.dumps(told | {"findings": [finding]}) if asked.lines else f"{file}: {finding['message']}"
    return text, True


def _chunk(files: Sequence[Path], asked: Asked) -> list[Judged]:
    return list(judge_files(iter(files), asked))


def judge_files(files: Iterator[Path], asked: Asked) -> Iterator[Judged]:
    """The judgement of each file in this process; files are opened as they are needed."""
    from kontera.wiring import validating_rooms

    how = validating_rooms.judging(asked.release, asked.packs, rules_only=asked.rules_only)
    translate = translator(asked.language)
    names: deque[str] = deque()

    def contents() -> Iterator[bytes | KonteraError]:
        for file in files:
            names.append(str(file))
            yield _content(file)

    for reports in validating_rooms.validate(contents(), how):
        told = as_json(names[0], reports, translate)
        bad = told["verdict"] in BAD
        yield _printed(names.popleft(), told, asked, reports, translate), bad


def _printed(file: str, told: dict[str, Any], asked: Asked, reports: Sequence[Any], translate: Translate) -> str:
    return json.dumps(told, ensure_ascii=False) if asked.lines else "\n".join(as_text(file, reports, translate))


def _content(file: Path) -> bytes | KonteraError:
    try:
        return bytes_of(file)
    except KonteraError as error:
        return error
    except (OSError, ValueError) as error:
        return NoSuchFile(reason=getattr(error, "strerror", None) or str(error))
