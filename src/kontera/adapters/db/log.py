"""The archive log and the refusals of one company in the database."""

from __future__ import annotations

from kontera.adapters.db import models, rows
from kontera.adapters.db.records import records
from kontera.adapters.db.streams import DbStreams
from kontera.adapters.projection import broken_seals
from kontera.core.document import Refused
from kontera.core.row import Sealed


class DbLog(DbStreams):
    """What came in and was sealed; `ports.log.Log`."""

    def refusals(self, limit: int = 200) -> tuple[Refused, ...]:
        """Documents not taken in, newest first."""
        kept = self._books.of(models.RefusedRow).order_by("-id")
        return records(Refused, kept.values_list("record", flat=True)[:limit])

    def sealed(self) -> tuple[Sealed, ...]:
        """The archive log, oldest first."""
        return tuple(rows.sealed(kept) for kept in self._books.of(models.SealedRow).order_by("seq"))

    def last_sealed(self) -> Sealed | None:
        """The newest entry of the archive log."""
        kept = self._books.of(models.SealedRow).order_by("-seq").first()
        return rows.sealed(kept) if kept else None

    def broken_seals(self) -> tuple[int, ...]:
        """The numbers of the archive log's entries that were changed; empty when the chain holds."""
        return broken_seals(self.sealed())
