"""What a company's books took in, refused and sealed."""

from __future__ import annotations

from typing import Protocol

from kontera.core.document import Refused
from kontera.core.row import Sealed


class Log(Protocol):
    """The archive log, and the documents that were not taken in."""

    def refusals(self, limit: int = 200) -> tuple[Refused, ...]:
        """Documents not taken in, newest first."""
        ...

    def sealed(self) -> tuple[Sealed, ...]:
        """The archive log, oldest first."""
        ...

    def last_sealed(self) -> Sealed | None:
        """The newest entry of the archive log, whose number is how many there are."""
        ...

    def broken_seals(self) -> tuple[int, ...]:
        """The numbers of the archive log's entries whose chain hash does not fit what is stored."""
        ...
