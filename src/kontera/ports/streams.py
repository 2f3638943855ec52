"""What happened in a company's books, stream by stream."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from kontera.core.event import Noted


class Streams(Protocol):
    """The event streams of a company; all its rows follow from them."""

    def history(self, stream: str) -> tuple[Noted, ...]:
        """All events of a stream, oldest first; empty when there is none."""
        ...

    def streams(self) -> Mapping[str, int]:
        """The names of all event streams, in the order they began, and how many events each has."""
        ...

    def broken_links(self, stream: str) -> tuple[int, ...]:
        """The numbers of a stream's events whose chain hash does not fit what is stored."""
        ...

    def rebuild(self) -> int:
        """Write all rows anew from the events; returns how many cases."""
        ...
