"""Carries out rule sheets in a child process, so that a crash of the XSLT processor never reaches the caller."""

from __future__ import annotations

import contextlib
import json
import math
import os
import select
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from kontera.core.validation import Failure, SheetRun
from kontera.ports import Asked

WORKER: Final = Path(__file__).with_name("worker.py")
SECONDS: Final = 30.0  # for a document of no size; compiling a sheet for the first one is part of it
# EN 16931 on UBL took 4.2 seconds of processor a megabyte with 10,000 lines of one fault each (20 MB), 10 with 3,000
# lines of 15 faults each (6 MB); on a busy machine the clock took twice that (docs/benchmarks.md)
SECONDS_A_MEGABYTE: Final = 25.0
MOST_SECONDS: Final = 600.0  # so that no document holds the process for ever
MEGABYTE: Final = 1_000_000
DOCUMENTS: Final = 5_000  # after which a child is replaced
CHUNK: Final = 1 << 16
MOST_ANSWER: Final = 16 * 1024**2
SLOW: Final = "the rule sheet took longer than {seconds:g} seconds"
CRASHED: Final = "the XSLT processor crashed"
NO_START: Final = "the XSLT processor cannot be started"


def allowed(size: int, least: float = SECONDS) -> float:
    """The seconds a document of so many bytes may take: more for a larger one, up to a bound."""
    return max(least, min(least + size / MEGABYTE * SECONDS_A_MEGABYTE, MOST_SECONDS))


class Gone(Exception):
    """The child is gone or of no use any more; the argument says why."""


class TooSlow(Gone):
    """The child took longer than a document may."""


class Child:
    """One child process; `ask` sends documents, `answer` waits for the next one's answer."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._read = b""
        self._limits: deque[float] = deque()  # of the documents that were sent and are not answered
        self.judged = 0
        command = [sys.executable, "-I", str(WORKER)]
        self.process = subprocess.Popen(  # noqa: S603 - our own interpreter and file, no input in the command
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={},
            cwd="/",
            bufsize=0,
        )
        if self.process.stdin is None or self.process.stdout is None:  # the pipes were asked for
            raise BrokenPipeError
        self._in, self._out = self.process.stdin.fileno(), self.process.stdout.fileno()
        os.set_blocking(self._in, False)

    @property
    def alive(self) -> bool:
        """Whether it still runs."""
        return self.process.poll() is None

    def ask(self, asked: Sequence[Asked]) -> None:
        """Send documents, all at once; the child reads them to the end before it answers. Raises Gone."""
        sheets = tuple(dict.fromkeys(one.sheet for one in asked))
        limits = [allowed(len(one.document), self._seconds) for one in asked]
        told = [
            [sheets.index(one.sheet), len(one.document), math.ceil(2 * limit)]
            for one, limit in zip(asked, limits, strict=True)
        ]
        self._limits = deque(limits)
        header = {"sheets": sheets, "documents": told}
        self._send(b"".join((json.dumps(header).encode(), b"\n", *(one.document for one in asked))))

    def answer(self) -> dict[str, Any]:
        """The next document's answer. Raises Gone when the child died, babbles or took too long."""
        limit = self._limits.popleft() if self._limits else self._seconds
        until = time.monotonic() + limit
        while b"\n" not in self._read:
            ready, _, _ = select.select([self._out], [], [], max(0.0, until - time.monotonic()))
            if not ready:
                raise TooSlow(SLOW.format(seconds=round(limit)))
            part = os.read(self._out, CHUNK)
            if not part or len(self._read) > MOST_ANSWER:
                raise Gone(CRASHED)
            self._read += part
        line, _, self._read = self._read.partition(b"\n")
        self.judged += 1
        try:
            said: dict[str, Any] = json.loads(line)
        except ValueError as error:
            raise Gone(CRASHED) from error
        return said

    def close(self) -> None:
        """End it."""
        self.process.kill()
        with contextlib.suppress(OSError):
            for stream in (self.process.stdin, self.process.stdout):
                if stream is not None:
                    stream.close()
        self.process.wait()

    def _send(self, data: bytes) -> None:
        left = memoryview(data)
        until = time.monotonic() + self._seconds
        while left:
            _, ready, _ = select.select([], [self._in], [], max(0.0, until - time.monotonic()))
            if not ready:
                raise TooSlow(SLOW.format(seconds=self._seconds))
            try:
                left = left[os.write(self._in, left[:CHUNK]) :]
            except OSError as error:
                raise Gone(CRASHED) from error


class SaxonSheets:
    """`Sheets` by SaxonC-HE: one child at a time, replaced after a crash, a time-out or many documents."""

    def __init__(self, seconds: float = SECONDS, documents: int = DOCUMENTS) -> None:
        """Wait at most `seconds` for a small document, longer for a larger (`allowed`).

        The child is replaced after so many `documents`.
        """
        self._seconds = seconds
        self._documents = documents
        self._child: Child | None = None
        self._lock = threading.Lock()

    def judge(self, asked: Sequence[Asked]) -> tuple[SheetRun, ...]:
        """What each sheet finds in its document; one that kills a child twice costs only itself."""
        answers: list[SheetRun] = []
        with self._lock:
            while len(answers) < len(asked):
                self._further(asked, answers)
        return tuple(answers)

    def close(self) -> None:
        """End the child; the next document starts another."""
        with self._lock:
            self._drop()

    def _further(self, asked: Sequence[Asked], answers: list[SheetRun]) -> None:
        """Add the answers up to the first document that the child does not survive; that one gets another try."""
        try:
            self._ask(asked[len(answers) :], answers)
        except TooSlow as slow:
            answers.append(SheetRun(failed=str(slow)))
        except Gone:
            try:
                at = len(answers)
                self._ask(asked[at : at + 1], answers)
            except Gone as gone:
                answers.append(SheetRun(failed=str(gone)))

    def _ask(self, asked: Sequence[Asked], answers: list[SheetRun]) -> None:
        """Add the answers one after the other, as far as the child lives. Raises Gone, and starts anew next time."""
        try:
            child = self._ready()
            child.ask(asked)
            for _ in asked:
                answers.append(_run(child.answer()))  # noqa: PERF401 - those before a crash are kept
        except Gone:
            self._drop()
            raise
        except OSError as error:
            self._drop()
            raise Gone(NO_START) from error

    def _ready(self) -> Child:
        """A child that lives and is not worn out."""
        if self._child is not None and (not self._child.alive or self._child.judged >= self._documents):
            self._drop()
        if self._child is None:
            self._child = Child(self._seconds)
        return self._child

    def _drop(self) -> None:
        if self._child is not None:
            self._child.close()
            self._child = None


def _run(said: dict[str, Any]) -> SheetRun:
    failures = tuple(Failure(*(str(part) for part in row)) for row in said.get("broken", ()))
    return SheetRun(failures, str(said.get("error", "")), str(said.get("failed", "")))
