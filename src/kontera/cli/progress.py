"""Tells how far the reading of many files is, and at its end which could not be read and why."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable
from typing import Final

import typer

from kontera.cli.telling import Translate, gettext_noop

MOST_NAMED: Final = 10  # files that the end names; each has its reason beside its reading too
_MINUTE: Final = 60
_LONG: Final = 120  # seconds from which minutes are told
_NOW: Final = gettext_noop("{done} of {total} documents, {failed} could not be read, about {left} left")
_READ: Final = gettext_noop("{read} of {total} documents read in {time}")
_READ_INTO: Final = gettext_noop("{read} of {total} documents read into {folder} in {time}")
_NOT_READ: Final = gettext_noop("not read: {why}")
_MORE: Final = gettext_noop("and {count} more")


class Progress:
    """How far it is, told on standard error: all the time at a terminal, else at the end."""

    def __init__(self, total: int, translate: Translate, clock: Callable[[], float] = time.monotonic) -> None:
        self._total, self._done, self._why = total, 0, Counter[str]()
        self._said: list[tuple[str, str]] = []
        self._translate, self._clock, self._begun = translate, clock, clock()
        self._shown = total > 1 and sys.stderr.isatty()

    @property
    def failed(self) -> int:
        """How many files could not be read."""
        return self._why.total()

    def count(self, file: str, error: tuple[str, str] | None) -> None:
        """One more file is done, or could not be read for this reason: a code and a sentence."""
        self._done += 1
        if error is not None:
            self._why[error[0]] += 1
            self._said += [(file, error[1])][: MOST_NAMED - len(self._said)]
        if self._shown:
            typer.echo(f"\r\x1b[K{self.now()}", err=True, nl=False)

    def now(self) -> str:
        """How far it is, and how long it will take as fast as it went so far."""
        left = (self._clock() - self._begun) / max(self._done, 1) * (self._total - self._done)
        return self._translate(_NOW).format(done=self._done, total=self._total, failed=self.failed, left=_told(left))

    def end(self, folder: str) -> None:
        """All files are done; those that could not be read are named, up to ten of them."""
        if self._shown:
            typer.echo("\r\x1b[K", err=True, nl=False)
        for line in self.told(folder):
            typer.echo(line, err=True)

    def told(self, folder: str) -> list[str]:
        """What the end says, line by line."""
        counts = {"read": self._total - self.failed, "total": self._total, "time": _told(self._clock() - self._begun)}
        first = self._translate(_READ_INTO if folder else _READ).format(**counts, folder=folder)
        if not self.failed:
            return [first]
        why = ", ".join(f"{count} {code}" for code, count in self._why.most_common())
        lines = [f"{first}; {self._translate(_NOT_READ).format(why=why)}"]
        if self._total > 1:
            lines += [f"  {file}: {sentence}" for file, sentence in self._said]
            if self.failed > len(self._said):
                lines.append(f"  {self._translate(_MORE).format(count=self.failed - len(self._said))}")
        return lines


def _told(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < _LONG else f"{seconds / _MINUTE:.0f} min"
