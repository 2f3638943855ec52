"""What one transaction of a company's books writes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.db import transaction

from kontera.adapters.db import models, rows
from kontera.adapters.db.books import Books
from kontera.adapters.db.connection import lock
from kontera.adapters.db.sums import SPENT, Part, parts, sum_again
from kontera.adapters.db.tally import tally
from kontera.adapters.projection import Link, seal_of
from kontera.core.case import Case, fold_in
from kontera.core.document import Refused
from kontera.core.errors import Conflict
from kontera.core.event import (
    VERSION,
    BatchSaved,
    CompanySaved,
    Event,
    MeansGiven,
    Noted,
    ProductSaved,
    Registered,
    SupplierSaved,
)
from kontera.core.row import PastPosting
from kontera.core.serial import to_json
from kontera.ports import Clock, Task, TaskKind


class DbNote:
    """The open transaction; `ports.Note`. A stream's case is folded once and carried along."""

    def __init__(self, books: Books, clock: Clock, submit: Callable[[Task], None]) -> None:
        self._books = books
        self._clock = clock
        self._submit = submit
        self._cases: dict[str, tuple[Case, Noted | None]] = {}
        self._changed: set[Part] = set()

    def claim(self, key: str) -> bool:
        """Take an effect's key; a second claimant waits for the first and then gets False."""
        manager = models.Claim.objects.using(self._books.using)
        _, created = manager.get_or_create(company_id=self._books.company, key=key)
        return created

    def event(self, stream: str, event: Event, *, by: str, expect: int | None = None) -> Noted:
        """Append to a stream and bring its rows up to date. Raises Conflict."""
        before, last = self._known(stream)
        if expect is not None and expect != before.revision:
            raise Conflict(who=last.by if last else by)
        seal = seal_of(event)
        if seal is not None:  # held before the event is written, so that log and events have one order
            lock(self._books.using, f"{self._books.company}/sealed")
        noted, after = self._append(stream, before, last.hash if last else "", event, by)
        self._cases[stream] = (after, noted)
        if seal is not None:
            self._books.seal(seal, after.id, noted)
        self._books.project(event)
        if isinstance(event, Registered):
            self._changed |= parts(SPENT, self._books.learn(after))
        if isinstance(event, Registered | MeansGiven):
            self._books.trade(after)
        if not isinstance(event, SupplierSaved | BatchSaved | ProductSaved | CompanySaved):
            self._books.write_case(after, before)
        self._changed |= tally(self._books, after, noted)
        return noted

    def refuse(self, refused: Refused) -> None:
        """Record a document that was not taken in."""
        self._books.add(models.RefusedRow, record=to_json(refused))

    def posting(self, posting: PastPosting) -> None:
        """Record a posting from before Kontera."""
        self._books.post(posting)
        self._changed |= parts(SPENT, ((posting.supplier, posting.on),))

    def later(self, kind: TaskKind, argument: str, key: str) -> None:
        """Ask for a task after the commit; a key asked for before is not asked for again."""
        manager = models.OutboxTask.objects.using(self._books.using)
        columns = {"kind": kind.value, "argument": argument}
        _, created = manager.get_or_create(company_id=self._books.company, key=key, defaults=columns)
        if created:
            task = Task(kind, self._books.company, argument, key)
            # A failing hand-over must not make a committed write look failed: the sweep finds the task again.
            transaction.on_commit(partial(self._submit, task), using=self._books.using, robust=True)

    def finish(self) -> None:
        """Make the sums anew that the transaction changed the rows of; nothing is written after it."""
        sum_again(self._books, self._changed)

    def _known(self, stream: str) -> tuple[Case, Noted | None]:
        """The stream's case and last event, with everybody else held off the stream."""
        if stream not in self._cases:
            lock(self._books.using, f"{self._books.company}/{stream}")
            case, last = Case(stream, self._books.company), None
            for kept in self._books.of(models.Event).filter(stream=stream).order_by("seq"):
                last = rows.noted(kept)
                case = fold_in(case, last)
            self._cases[stream] = (case, last)
        return self._cases[stream]

    def _append(self, stream: str, before: Case, previous: str, event: Event, by: str) -> tuple[Noted, Case]:
        link = Link(before.revision + 1, self._clock.now(), by, type(event).__name__, to_json(event))
        noted = Noted(link.seq, link.at, by, event, link.chained(previous))
        after = fold_in(before, noted)
        self._books.add(
            models.Event,
            stream=stream,
            seq=link.seq,
            kind=link.kind,
            version=VERSION,
            payload=link.payload,
            at=link.at,
            by=by,
            hash=noted.hash,
        )
        return noted, after
