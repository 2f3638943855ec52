"""The stores that contract tests run on: memory, SQLite and PostgreSQL, each with companies that nobody else has."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.core.management import call_command
from django.db import connections

from kontera.adapters.db.box import DbBox
from kontera.adapters.db.boxes import DbBoxes
from kontera.adapters.db.connection import settings_of
from kontera.adapters.db.people import DbPeople
from kontera.adapters.inmemory.boxes import InMemoryBox, InMemoryBoxes
from kontera.adapters.inmemory.doors import FixedClock, InMemoryPeople
from kontera.ports import Task


@dataclass
class Store:
    """Boxes and people over one store, the tasks it handed on, and the names of two companies.

    `alias` is Django's name of the database; empty in memory.
    """

    boxes: DbBoxes | InMemoryBoxes
    people: DbPeople | InMemoryPeople
    clock: FixedClock
    alias: str
    submitted: list[Task] = field(default_factory=list)
    company: str = ""
    other: str = ""

    @property
    def box(self) -> DbBox | InMemoryBox:
        """The books of the first company."""
        return self.boxes.open(self.company)

    @property
    def others(self) -> DbBox | InMemoryBox:
        """The books of the second company."""
        return self.boxes.open(self.other)

    def close(self) -> None:
        """Close this thread's connection."""
        if self.alias:
            connections[self.alias].close()


def in_memory() -> Store:
    """A new store in memory."""
    submitted: list[Task] = []
    clock = FixedClock()
    return Store(InMemoryBoxes(submitted.append, clock), InMemoryPeople(clock), clock, "", submitted)


def in_database(alias: str) -> Store:
    """The store in the database of this alias."""
    submitted: list[Task] = []
    clock = FixedClock()
    return Store(DbBoxes(submitted.append, clock, alias), DbPeople(clock, alias), clock, alias, submitted)


def database(alias: str, url: str) -> None:
    """Make Django know a database under an alias, and bring it to the present shape."""
    connections.settings[alias] = connections.configure_settings({"default": {}, alias: settings_of(url)})[alias]
    call_command("migrate", database=alias, verbosity=0)
    connections[alias].close()
