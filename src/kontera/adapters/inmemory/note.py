"""The open transaction on a company's books in memory."""

from __future__ import annotations

from kontera.adapters.inmemory.tables import Tables
from kontera.adapters.projection import Link
from kontera.core.case import fold
from kontera.core.company import Company
from kontera.core.document import Refused
from kontera.core.errors import Conflict
from kontera.core.event import CompanySaved, Event, Noted
from kontera.core.row import PastPosting
from kontera.core.serial import to_json
from kontera.ports import Clock, Task, TaskKind


class InMemoryNote:
    """The open transaction; `ports.Note`."""

    def __init__(self, company: str, tables: Tables, clock: Clock) -> None:
        self._company = company
        self.tables = tables
        self._clock = clock
        self.asked: list[Task] = []
        self.company: Company | None = None  # with changed settings

    def claim(self, key: str) -> bool:
        """Take an effect's key."""
        if key in self.tables.claims:
            return False
        self.tables.claims.add(key)
        return True

    def event(self, stream: str, event: Event, *, by: str, expect: int | None = None) -> Noted:
        """Append to a stream. Raises Conflict."""
        events = self.tables.streams.setdefault(stream, [])
        if expect is not None and expect != len(events):
            raise Conflict(who=events[-1].by if events else by)
        link = Link(len(events) + 1, self._clock.now(), by, type(event).__name__, to_json(event))
        noted = Noted(link.seq, link.at, by, event, link.chained(events[-1].hash if events else ""))
        events.append(noted)
        self.tables.order.append((stream, noted))
        self.tables.seal(stream, noted)
        self.tables.project(stream, fold(stream, self._company, events), noted)
        if isinstance(event, CompanySaved):
            self.company = event.company
        return noted

    def refuse(self, refused: Refused) -> None:
        """Record a document that was not taken in."""
        self.tables.refusals.append(refused)

    def posting(self, posting: PastPosting) -> None:
        """Record a posting from before Kontera."""
        self.tables.postings.append(("", posting))

    def later(self, kind: TaskKind, argument: str, key: str) -> None:
        """Ask for a task once this transaction is committed."""
        if key not in self.tables.tasks:
            self.tables.tasks[key] = Task(kind, self._company, argument, key)
            self.asked.append(self.tables.tasks[key])
