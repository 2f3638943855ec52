"""The event streams of one company in the database."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Count, Min, QuerySet

from kontera.adapters.db import models, rows
from kontera.adapters.db.books import Books
from kontera.adapters.projection import broken_links
from kontera.core.company import Company
from kontera.core.event import Noted


class DbStreams:
    """What happened, stream by stream; every part of a box begins here. `ports.streams.Streams`."""

    def __init__(self, company: Company, using: str) -> None:
        self._company = company
        self._books = Books(company.id, using)

    def history(self, stream: str) -> tuple[Noted, ...]:
        """All events of a stream, oldest first."""
        return tuple(rows.noted(kept) for kept in self._events(stream))

    def _events(self, stream: str) -> QuerySet[models.Event]:
        return self._books.of(models.Event).filter(stream=stream).order_by("seq")

    def streams(self) -> Mapping[str, int]:
        """The names of all event streams, in the order they began, and how many events each has."""
        events = self._books.of(models.Event).order_by().values("stream")
        counted = events.annotate(began=Min("id"), events=Count("id")).order_by("began")
        return dict(counted.values_list("stream", "events"))

    def broken_links(self, stream: str) -> tuple[int, ...]:
        """The numbers of the stream's events that were changed in the table; empty when the chain holds."""
        return broken_links(rows.link(kept) for kept in self._events(stream))
