"""What a worker can be asked to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class TaskKind(StrEnum):
    """What a worker can be asked to do."""

    WALK = "walk"  # walk a case on; the argument is its id
    UNPACK = "unpack"  # open a received mail; the argument is its digest


@dataclass(frozen=True, slots=True)
class Task:
    """Work to be done after a transaction; `key` makes it happen once."""

    kind: TaskKind
    company: str
    argument: str
    key: str
