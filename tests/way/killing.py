"""Walks two documents the whole way and dies by SIGKILL at each boundary in turn; run as a process of its own.

It imports once and forks a child for each boundary, before any thread or database connection is there. A boundary is
the moment before a transaction commits, the moment after, and the moment after bytes were stored. After the kill
another child starts as the installation would, finds what was left, goes on, and tells what it sees.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

os.environ["DJANGO_SETTINGS_MODULE"] = "settings"

import django

django.setup()

from django.core.management import call_command
from django.db import connections
from office import OnePicture, words_of

from kontera.actions import archive, decide, pay, receive
from kontera.actions.desk import Desk
from kontera.adapters.blobs.folder import FolderBlobs
from kontera.adapters.db.boxes import DbBoxes
from kontera.adapters.db.connection import settings_of
from kontera.adapters.db.people import DbPeople
from kontera.adapters.inmemory.boxes import InMemoryBoxes
from kontera.adapters.inmemory.doors import FixedClock, InMemoryBlobs, InMemoryPeople, InMemoryRates, RecordedOcr
from kontera.adapters.inmemory.sheets import AgreeingSheets
from kontera.core.case import State
from kontera.core.company import Person, Role
from kontera.core.document import Channel
from kontera.core.event import SupplierSaved
from kontera.core.evidence import Page
from kontera.core.payment import BatchState
from kontera.formats.ubl.write import write_ubl
from kontera.pipeline.runner import Runner
from kontera.pipeline.way import INVOICE_WAY
from kontera.ports import Blobs, Box, Boxes, Doors, Note, View
from kontera.samples.companies import DEMO_BUYER, business
from kontera.samples.demo_company import demo_company
from kontera.samples.draw import draw
from kontera.samples.invent import invent
from kontera.worker import Worker

TODAY = date(2026, 3, 2)
ANNA = Person("anna", "Anna", "demo", frozenset({Role.CLERK, Role.APPROVER, Role.PAYER}))
BO = Person("bo", "Bo", "demo", frozenset({Role.APPROVER, Role.PAYER}))
PNG = b"\x89PNG\r\n\x1a\n recorded"


class Dying:
    """Counts boundaries and kills this process at one of them."""

    def __init__(self, at: int) -> None:
        self.at = at
        self.passed = 0

    def boundary(self) -> None:
        """Die here when it is the one."""
        self.passed += 1
        if self.passed == self.at:
            os.kill(os.getpid(), signal.SIGKILL)


class DyingBoxes:
    """Boxes whose transactions are boundaries; all else is the real thing."""

    def __init__(self, real: Boxes, dying: Dying) -> None:
        self._real, self._dying = real, dying

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)

    def open(self, company: str) -> Box:
        box, dying = self._real.open(company), self._dying

        class DyingBox:
            def __getattr__(self, name: str) -> Any:
                return getattr(box, name)

            @contextmanager
            def transaction(self) -> Iterator[Note]:
                with box.transaction() as note:
                    yield note
                    dying.boundary()
                dying.boundary()

        return DyingBox()  # type: ignore[return-value] # a Box by delegation


class DyingBlobs:
    """A store whose every put is a boundary."""

    def __init__(self, real: Blobs, dying: Dying) -> None:
        self._real, self._dying = real, dying

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)

    def put(self, company: str, data: bytes) -> str:
        digest = self._real.put(company, data)
        self._dying.boundary()
        return digest


@dataclass(frozen=True)
class Post:
    """What arrives: an e-invoice, and a scan with its recorded page."""

    xml: bytes
    scan: bytes
    page: Page


def post() -> Post:
    """Two invoices of known suppliers."""
    first, second = business("norrglans"), business("pennverket")
    data = invent(11, first, DEMO_BUYER, date(2026, 2, 20))
    paper = draw(invent(12, second, DEMO_BUYER, date(2026, 2, 21)), second.layout, "sv")
    words = tuple(word for run in paper.runs if run.page == 1 for word in words_of(run))
    return Post(write_ubl(data), PNG, Page(1, 1654.0, 2339.0, words, "ocr"))


def doors_of(alias: str, folder: Path, dying: Dying, sent: Post) -> Doors:
    """The installation as it starts."""
    clock = FixedClock(datetime(2026, 3, 2, 9, 0, tzinfo=UTC))
    boxes = DyingBoxes(DbBoxes(lambda _task: None, clock, alias), dying)
    blobs = DyingBlobs(FolderBlobs(folder / "documents"), dying)
    ocr = RecordedOcr({hashlib.sha256(sent.scan).hexdigest(): sent.page})
    people = DbPeople(clock, alias)
    return Doors(boxes, people, blobs, OnePicture(), ocr, clock, InMemoryRates(), AgreeingSheets())  # type: ignore[arg-type] # as above


def work(doors: Doors, runner: Runner) -> None:
    """What the worker does: every task asked for, until none is left."""
    worker = Worker(doors, runner.advance, runner.give_up)
    while tasks := doors.boxes.outstanding():
        for task in tasks:
            while worker.perform(task):
                pass
            doors.boxes.finished(task)


def drive(doors: Doors, sent: Post) -> None:  # noqa: C901 - what people do, in the order they do it
    """Send both documents and do what people do, from whatever state is found."""
    runner = Runner(INVOICE_WAY, doors)
    anna, bo = Desk(doors, runner, ANNA), Desk(doors, runner, BO)
    for name, data in (("a.xml", sent.xml), ("b.png", sent.scan)):
        receive.receive(anna, name, data, Channel.UPLOAD)
    box = doors.boxes.open("demo")
    for _ in range(20):
        work(doors, runner)
        rows = box.rows(View())
        for row in rows:
            match row.state:
                case State.VERIFY:
                    decide.verify(anna, row.id, decide.MUST_SEE)
                case State.APPROVE:
                    decide.approve(bo, row.id)
                case _:
                    continue
        if all(row.state is State.PAY for row in rows):
            pay.propose(anna, tuple(row.id for row in rows), TODAY)
        for batch in box.batches():
            if batch.state is BatchState.PROPOSED:
                pay.release(bo, batch.id)
            elif batch.state is BatchState.RELEASED:
                pay.settle(bo, batch.id, TODAY)
        if rows and all(row.state is State.ARCHIVED for row in rows):
            return
    states = [(row.state, row.doubts) for row in box.rows(View())]
    raise SystemExit(f"the cases do not come to their end: {states}")


def seen(doors: Doors) -> dict[str, Any]:
    """What the books say at the end."""
    box = doors.boxes.open("demo")
    rows = box.rows(View())
    proof = archive.verify(Desk(doors, Runner(INVOICE_WAY, doors), BO))
    return {
        "states": sorted(row.state for row in rows),
        "vouchers": sorted(f"{v.series}{v.number}" for v in box.vouchers()),
        "batches": [batch.state for batch in box.batches()],
        "sealed": sorted(entry.kind for entry in box.sealed()),
        "outstanding": len(doors.boxes.outstanding()),
        "faults": [f"{fault.what}: {fault.fault}" for fault in proof.faults],
        "kinds": {row.origin: _kinds(box, row.id) for row in rows},
    }


def _kinds(box: Box, case: str) -> list[str]:
    return [type(noted.event).__name__ for noted in box.history(case)]


class Place:
    """Where a run works: a database made from a template, and a folder."""

    def __init__(self, address: str, folder: Path) -> None:
        self.address, self.folder = address, folder
        self.sqlite = address.startswith("sqlite:")

    def url(self, name: str) -> str:
        """The address of a database of this name."""
        return f"sqlite:///{self.folder / name}" if self.sqlite else self.address.replace("/postgres?", f"/{name}?")

    def template(self) -> None:
        """Make the database that all runs begin with: the company and its suppliers."""
        if not self.sqlite:
            self._server("CREATE DATABASE kill_template")
        alias = self.connect("kill_template")
        call_command("migrate", database=alias, verbosity=0)
        clock = FixedClock(datetime(2026, 3, 1, 9, 0, tzinfo=UTC))
        boxes = DbBoxes(lambda _task: None, clock, alias)
        demo = demo_company(TODAY)
        boxes.save(demo.company)
        with boxes.open("demo").transaction() as note:
            for supplier in demo.suppliers:
                note.event(f"supplier:{supplier.id}", SupplierSaved(supplier), by="test")
        connections[alias].close()

    def fresh(self, name: str) -> None:
        """A copy of the template."""
        if self.sqlite:
            shutil.copy(self.folder / "kill_template", self.folder / name)
        else:
            self._server(f"CREATE DATABASE {name} TEMPLATE kill_template")

    def connect(self, name: str) -> str:
        """Let Django know it."""
        connections.settings[name] = connections.configure_settings({"default": {}, name: settings_of(self.url(name))})[
            name
        ]
        return name

    def _server(self, command: str) -> None:
        import psycopg

        with psycopg.connect(self.address, autocommit=True) as server:
            server.execute(command)  # type: ignore[arg-type] # names of our own


def forked(act: Callable[[], None]) -> int:
    """Do something in a child; gives the signal that ended it, or minus its exit code."""
    child = os.fork()
    if not child:
        code = 1
        try:
            act()
            code = 0
        finally:
            sys.stdout.flush()
            os._exit(code)
    _, status = os.waitpid(child, 0)
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else -os.WEXITSTATUS(status)


def warm(sent: Post) -> None:
    """Walk once in memory, so that no child has to load or build anything again."""
    clock = FixedClock(datetime(2026, 3, 2, 9, 0, tzinfo=UTC))
    boxes, blobs = InMemoryBoxes(lambda _task: None, clock), InMemoryBlobs()
    demo = demo_company(TODAY)
    boxes.save(demo.company)
    with boxes.open("demo").transaction() as note:
        for supplier in demo.suppliers:
            note.event(f"supplier:{supplier.id}", SupplierSaved(supplier), by="test")
    ocr = RecordedOcr({hashlib.sha256(sent.scan).hexdigest(): sent.page})
    doors = Doors(boxes, InMemoryPeople(clock), blobs, OnePicture(), ocr, clock, InMemoryRates(), AgreeingSheets())
    drive(doors, sent)
    seen(doors)


def main(address: str, folder: Path, every: int) -> None:
    """Kill at every boundary (or every n-th); prints one line of JSON a boundary."""
    place, sent = Place(address, folder), post()
    warm(sent)
    if forked(place.template):
        raise SystemExit("the template could not be made")
    for at in itertools.count(1, every):
        name, kept = f"kill_{at}", folder / f"k{at}"

        def dies(name: str = name, kept: Path = kept, at: int = at) -> None:
            place.fresh(name)
            drive(doors_of(place.connect(name), kept, Dying(at), sent), sent)

        def resumes(name: str = name, kept: Path = kept, at: int = at) -> None:
            doors = doors_of(place.connect(name), kept, Dying(0), sent)
            drive(doors, sent)
            print(json.dumps({"boundary": at, **seen(doors)}), flush=True)

        ended = forked(dies)
        if ended == 0:
            print(json.dumps({"boundaries": at - 1}), flush=True)
            return
        if ended != signal.SIGKILL or forked(resumes):
            raise SystemExit(f"boundary {at} ended with {ended}")
        shutil.rmtree(kept, ignore_errors=True)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
