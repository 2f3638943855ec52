"""The event streams of one company in memory."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kontera.adapters.inmemory.tables import Tables
from kontera.adapters.projection import Link, broken_links
from kontera.core.company import Company
from kontera.core.event import Noted
from kontera.core.serial import to_json


class InMemoryStreams:
    """What happened, stream by stream; every part of a box begins here. `ports.streams.Streams`."""

    def __init__(self, company: Company, now: Callable[[], Tables]) -> None:
        self._company = company
        self._now = now

    @property
    def _tables(self) -> Tables:
        return self._now()  # another transaction leaves other tables

    def history(self, stream: str) -> tuple[Noted, ...]:
        """All events of a stream, oldest first."""
        return tuple(self._tables.streams.get(stream, ()))

    def streams(self) -> Mapping[str, int]:
        """The names of all event streams, in the order they began, and how many events each has."""
        return {name: len(events) for name, events in self._tables.streams.items()}

    def broken_links(self, stream: str) -> tuple[int, ...]:
        """The numbers of the stream's events that were changed."""
        return broken_links(
            Link(kept.seq, kept.at, kept.by, type(kept.event).__name__, to_json(kept.event), kept.hash)
            for kept in self.history(stream)
        )
