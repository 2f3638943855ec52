"""Rule sheets in memory: each gives what it was made to give."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kontera.core.validation import SheetRun
from kontera.ports import Asked


class InMemorySheets:
    """`Sheets` whose sheets give the same for every document; one that is not known says that it failed."""

    def __init__(self, runs: Mapping[str, SheetRun]) -> None:
        """`runs` are the answers by the sheet's path."""
        self._runs = dict(runs)

    def judge(self, asked: Sequence[Asked]) -> tuple[SheetRun, ...]:
        """What each sheet was made to give, in the order of the documents."""
        unknown = SheetRun(failed="the rule sheet cannot be compiled")
        return tuple(self._runs.get(one.sheet, unknown) for one in asked)


class AgreeingSheets:
    """`Sheets` that find nothing wrong in any document: for what does not speak of rules."""

    def judge(self, asked: Sequence[Asked]) -> tuple[SheetRun, ...]:
        """Nothing broken, for each that was asked."""
        return (SheetRun(),) * len(asked)
