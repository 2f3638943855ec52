"""One company's books, read and written in the database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import Error, transaction

from kontera.adapters.db.cases import DbCases
from kontera.adapters.db.connection import lost_race
from kontera.adapters.db.ledger import DbLedger
from kontera.adapters.db.log import DbLog
from kontera.adapters.db.note import DbNote
from kontera.adapters.db.rebuild import DbRebuild
from kontera.adapters.db.registers import DbRegisters
from kontera.core.company import Company
from kontera.core.errors import Conflict
from kontera.ports import Clock, Note, Task


class DbBox(DbCases, DbRegisters, DbLedger, DbLog, DbRebuild):
    """The durable books of one company; `ports.Box`."""

    def __init__(self, company: Company, submit: Callable[[Task], None], clock: Clock, using: str) -> None:
        super().__init__(company, using)
        self._submit = submit
        self._clock = clock

    @property
    def company(self) -> Company:
        """Whose books these are."""
        return self._company

    @contextmanager
    def transaction(self) -> Iterator[Note]:
        """Write something: all or nothing. Raises Conflict when another transaction was first."""
        try:
            with transaction.atomic(using=self._books.using):
                note = DbNote(self._books, self._clock, self._submit)
                yield note
                note.finish()
        except Error as error:
            if lost_race(error):
                raise Conflict(who="Somebody") from error
            raise
