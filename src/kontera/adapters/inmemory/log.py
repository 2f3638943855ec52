"""The archive log and the refusals of one company in memory."""

from __future__ import annotations

from kontera.adapters.inmemory.streams import InMemoryStreams
from kontera.adapters.projection import broken_seals
from kontera.core.document import Refused
from kontera.core.row import Sealed


class InMemoryLog(InMemoryStreams):
    """What came in and was sealed; `ports.log.Log`."""

    def refusals(self, limit: int = 200) -> tuple[Refused, ...]:
        """Documents not taken in, newest first."""
        return tuple(reversed(self._tables.refusals))[:limit]

    def sealed(self) -> tuple[Sealed, ...]:
        """The archive log, oldest first."""
        return tuple(self._tables.sealed)

    def last_sealed(self) -> Sealed | None:
        """The newest entry of the archive log."""
        return self._tables.sealed[-1] if self._tables.sealed else None

    def broken_seals(self) -> tuple[int, ...]:
        """The numbers of the archive log's entries that were changed."""
        return broken_seals(self.sealed())
