"""What one transaction writes."""

from __future__ import annotations

from typing import Protocol

from kontera.core.document import Refused
from kontera.core.event import Event, Noted
from kontera.core.row import PastPosting
from kontera.ports.tasks import TaskKind


class Note(Protocol):
    """What one transaction writes: all of it or nothing."""

    def claim(self, key: str) -> bool:
        """Take an effect's key; False when it was taken before and the effect must not happen again."""
        ...

    def event(self, stream: str, event: Event, *, by: str, expect: int | None = None) -> Noted:
        """Append to a stream and bring its rows up to date. Raises Conflict when `expect` is not the last number."""
        ...

    def refuse(self, refused: Refused) -> None:
        """Record a document that was not taken in."""
        ...

    def posting(self, posting: PastPosting) -> None:
        """Record a posting from before Kontera, as an import brings it."""
        ...

    def later(self, kind: TaskKind, argument: str, key: str) -> None:
        """Ask for a task once this transaction is committed; a crash in between does not lose it."""
        ...
