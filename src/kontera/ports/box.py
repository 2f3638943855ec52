"""The durable books of one company, and those of all."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Protocol

from kontera.core.company import Company
from kontera.ports.cases import Cases
from kontera.ports.ledger import Ledger
from kontera.ports.log import Log
from kontera.ports.note import Note
from kontera.ports.registers import Registers
from kontera.ports.streams import Streams
from kontera.ports.tasks import Task


class Box(Streams, Cases, Registers, Ledger, Log, Protocol):
    """The durable books of ONE company: nothing of another company can be reached through it."""

    @property
    def company(self) -> Company:
        """Whose books these are."""
        ...

    def transaction(self) -> AbstractContextManager[Note]:
        """Write something."""
        ...


class Boxes(Protocol):
    """All companies of an installation."""

    def open(self, company: str) -> Box:
        """The books of one company. Raises NotFound."""
        ...

    def companies(self) -> tuple[Company, ...]:
        """All of them."""
        ...

    def save(self, company: Company) -> None:
        """Add a company or change its settings."""
        ...

    def by_mailbox(self, mailbox: str) -> Company | None:
        """Whose unique mail address has this local part."""
        ...

    def outstanding(self) -> tuple[Task, ...]:
        """Tasks that were asked for and not finished."""
        ...

    def finished(self, task: Task) -> None:
        """Forget a task that is done."""
        ...
