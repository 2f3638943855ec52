"""The books of companies in memory."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from kontera.adapters.inmemory.cases import InMemoryCases
from kontera.adapters.inmemory.figures import Counted
from kontera.adapters.inmemory.ledger import InMemoryLedger
from kontera.adapters.inmemory.log import InMemoryLog
from kontera.adapters.inmemory.note import InMemoryNote
from kontera.adapters.inmemory.registers import InMemoryRegisters
from kontera.adapters.inmemory.tables import Tables, one_of
from kontera.core.case import Case, fold_in
from kontera.core.company import Company
from kontera.core.errors import Conflict
from kontera.ports import Clock, Note, Task


class InMemoryBox(InMemoryCases, InMemoryRegisters, InMemoryLedger, InMemoryLog):
    """The books of one company; `ports.Box`."""

    def __init__(self, boxes: InMemoryBoxes, company: Company) -> None:
        super().__init__(company, lambda: boxes.tables[company.id])
        self._boxes = boxes

    @property
    def company(self) -> Company:
        """Whose books these are."""
        return self._company

    @contextmanager
    def transaction(self) -> Iterator[Note]:
        """Write something: all or nothing; one writer at a time."""
        with self._boxes.lock:
            note = InMemoryNote(self._company.id, self._tables.copied(), self._boxes.clock)
            yield note
            if note.company is not None:
                self._boxes.save(note.company)
            self._boxes.tables[self._company.id] = note.tables
        for task in note.asked:
            self._boxes.submit(task)

    def rebuild(self) -> int:
        """Write all rows anew from the events; imported postings and the archive log stay."""
        with self._boxes.lock:
            kept = self._tables
            made = kept.copied()
            made.rows, made.suppliers, made.batches, made.vouchers, made.memory = {}, {}, {}, [], []
            made.products, made.prices, made.outlays = {}, [], {}
            made.counted = Counted()
            made.account_changes = {}
            made.postings = [(owner, posting) for owner, posting in kept.postings if not owner]
            cases: dict[str, Case] = {}
            for stream, noted in kept.order:
                cases[stream] = fold_in(cases.get(stream, Case(stream, self._company.id)), noted)
                made.project(stream, cases[stream], noted)
            self._boxes.tables[self._company.id] = made
            return len(made.rows)


class InMemoryBoxes:
    """All companies; `ports.Boxes`. `submit` is handed each task once its transaction is committed."""

    def __init__(self, submit: Callable[[Task], None], clock: Clock) -> None:
        self.submit = submit
        self.clock = clock
        self.lock = threading.RLock()
        self.tables: dict[str, Tables] = {}
        self._companies: dict[str, Company] = {}

    def open(self, company: str) -> InMemoryBox:
        """The books of one company. Raises NotFound."""
        return InMemoryBox(self, one_of(self._companies, company))

    def companies(self) -> tuple[Company, ...]:
        """All of them, by id."""
        return tuple(self._companies[company] for company in sorted(self._companies))

    def save(self, company: Company) -> None:
        """Add a company or change its settings. Raises Conflict when its mailbox is another company's."""
        holder = self.by_mailbox(company.mailbox)
        if holder is not None and holder.id != company.id:
            raise Conflict(who=company.mailbox)
        self._companies[company.id] = company
        self.tables.setdefault(company.id, Tables())

    def by_mailbox(self, mailbox: str) -> Company | None:
        """Whose unique mail address has this local part, in whatever case."""
        named = mailbox.casefold()
        return next((c for c in self._companies.values() if named and c.mailbox.casefold() == named), None)

    def outstanding(self) -> tuple[Task, ...]:
        """Tasks that were asked for and not finished."""
        return tuple(
            task for tables in self.tables.values() for task in tables.tasks.values() if task.key not in tables.finished
        )

    def finished(self, task: Task) -> None:
        """Forget a task that is done; its key stays taken."""
        with self.lock:
            self.tables[task.company].finished.add(task.key)
