"""The shape of a step: a pure function of the case and the facts fetched for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kontera.core.case import Case
from kontera.core.outcome import Outcome
from kontera.ports import Box, Doors, Note


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the way.

    `run` thinks, `facts` fetches what it must know. `reads` are the prefixes of invoice paths it looks at ("" is
    all): a correction walks again from the first step that reads the changed value. `by_hand` marks the steps that a
    person's own typing can stand in for, `closing` the steps that a closed case still walks. `elsewhere` marks the
    steps that earlier books stand in for where an open invoice was brought forward from them. `beside` notes what a
    done step means outside the case, in the same transaction.
    """

    name: str
    run: Callable[[Case, Any], Outcome]
    facts: Callable[[Case, Box, Doors], Any]
    reads: tuple[str, ...] = ()
    by_hand: bool = False
    closing: bool = False
    elsewhere: bool = False
    beside: Callable[[Case, Box, Doors, Note], None] | None = None
