"""The stores that the contract tests run on: memory, SQLite and PostgreSQL."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
import pytest
from build import a_company
from django.core.management import call_command
from django.db import connections
from pytest_django.plugin import DjangoDbBlocker

from kontera.adapters.db.boxes import DbBoxes
from kontera.adapters.db.connection import settings_of
from kontera.adapters.db.people import DbPeople
from kontera.adapters.inmemory.boxes import InMemoryBoxes
from kontera.adapters.inmemory.doors import FixedClock, InMemoryPeople
from kontera.ports import Boxes, People, Task

_NUMBERS = itertools.count(1)


@dataclass
class Store:
    """Boxes and people over one store, the tasks it handed on, and two companies that nobody else has."""

    boxes: Any
    people: Any
    clock: FixedClock
    alias: str
    submitted: list[Task] = field(default_factory=list)
    company: str = ""
    other: str = ""

    @property
    def box(self) -> Any:
        """The books of the first company."""
        return self.boxes.open(self.company)

    @property
    def others(self) -> Any:
        """The books of the second company."""
        return self.boxes.open(self.other)

    def close(self) -> None:
        """Close this thread's connections; every thread that a test starts ends with it."""
        if self.alias:
            connections[self.alias].close()


def _database(alias: str, url: str) -> None:
    made = connections.configure_settings({"default": {}, alias: settings_of(url)})
    connections.settings[alias] = made[alias]
    call_command("migrate", database=alias, verbosity=0)


@pytest.fixture(scope="session")
def sqlite_alias(
    tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker
) -> Iterator[str]:
    """A SQLite file as the embedded form uses it."""
    with django_db_blocker.unblock():
        _database("lite", f"sqlite:///{tmp_path_factory.mktemp('db') / 'contract.sqlite3'}")
        yield "lite"
        connections["lite"].close()


@pytest.fixture(scope="session")
def postgresql_alias(pgserver: str, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """A PostgreSQL database as the distributed form uses it."""
    with psycopg.connect(pgserver, autocommit=True) as server:
        server.execute("CREATE DATABASE contract")
    with django_db_blocker.unblock():
        _database("pg", pgserver.replace("/postgres?", "/contract?"))
        yield "pg"
        connections["pg"].close()


def _in_memory(clock: FixedClock, submit: Callable[[Task], None]) -> tuple[Boxes, People]:
    return InMemoryBoxes(submit, clock), InMemoryPeople(clock)


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    """Each store in turn; a test has two companies of its own, so that nothing needs to be cleared away."""
    submitted: list[Task] = []
    clock = FixedClock()
    number = next(_NUMBERS)
    if request.param == "memory":
        made = Store(*_in_memory(clock, submitted.append), clock, "", submitted)
    else:
        alias = request.getfixturevalue(f"{request.param}_alias")
        request.getfixturevalue("django_db_blocker").unblock()
        made = Store(
            DbBoxes(submitted.append, clock, alias), DbPeople(clock, alias), clock, alias, submitted
        )
    made.company, made.other = f"c{number}-{request.param}", f"c{number}-{request.param}-other"
    for company in (made.company, made.other):
        made.boxes.save(a_company(id=company, mailbox=f"{company}.abc"))
    yield made
    made.close()
    if made.alias:
        request.getfixturevalue("django_db_blocker").restore()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder."""
    return tmp_path / "kept"
