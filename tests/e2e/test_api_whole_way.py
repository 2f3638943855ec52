"""One e-invoice through the API, from received to archived, over a real database and the real way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from api_house import Caller, OnePage

from build import COMPANY_IBAN, NOW, a_company, a_supplier, an_invoice
from kontera.actions.desk import Desk
from kontera.adapters.blobs.folder import FolderBlobs
from kontera.adapters.db.boxes import DbBoxes
from kontera.adapters.db.people import DbPeople
from kontera.adapters.engine.inline import InlineEngine
from kontera.adapters.inmemory.doors import FixedClock, InMemoryRates, RecordedOcr
from kontera.adapters.inmemory.sheets import AgreeingSheets
from kontera.api import doors as api_doors
from kontera.core.company import Right, Role
from kontera.core.event import SupplierSaved
from kontera.formats.ubl.write import write_ubl
from kontera.pipeline.runner import Runner
from kontera.pipeline.way import INVOICE_WAY
from kontera.ports import Doors, Task
from kontera.worker import Worker

pytestmark = [pytest.mark.urls("api_house"), pytest.mark.django_db(transaction=True)]


@dataclass
class Installation:
    """Two people with every right, and what lets the worker catch up."""

    anna: Caller
    bo: Caller
    drain: Callable[[], int]


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    tasks: list[Task] = []
    clock = FixedClock(NOW)
    boxes, people = DbBoxes(tasks.append, clock), DbPeople(clock)
    doors = Doors(
        boxes, people, FolderBlobs(tmp_path), OnePage(), RecordedOcr({}), clock, InMemoryRates(), AgreeingSheets()
    )
    runner = Runner(INVOICE_WAY, doors)
    worker = Worker(doors, runner.advance, runner.give_up)
    engine = InlineEngine(worker.perform, worker.abandon, boxes.finished)
    boxes.save(a_company(mailbox="mottagaren", pay_from=COMPANY_IBAN))
    with boxes.open("mottagaren").transaction() as note:
        note.event("supplier:s1", SupplierSaved(a_supplier()), by="way")
    api_doors.open_with(lambda person: Desk(doors, runner, person), people.by_token)

    def drain() -> int:
        engine.sweep(tasks)
        tasks.clear()
        return engine.drain()

    def caller(name: str) -> Caller:
        person = people.add("mottagaren", f"{name}@mottagaren.example", name.title(), frozenset(Role))
        return Caller(people.issue_token(person, "test", frozenset(Right)))

    return Installation(caller("anna"), caller("bo"), drain)


def state(caller: Caller, case: str) -> str:
    said = caller.ask("get", f"/cases/{case}").json()
    return f"{said['state']} {[finding['rule'] for finding in said['findings'] if finding['severity'] == 'stop']}"


def test_an_e_invoice_goes_the_whole_way(installation: Installation) -> None:
    anna, bo, drain = installation.anna, installation.bo, installation.drain
    case = anna.send(write_ubl(an_invoice()), "?filename=faktura.xml").json()["case"]
    drain()
    assert state(anna, case) == "verify []"
    assert anna.ask("post", f"/cases/{case}/verify", {"seen": []}).status_code == 200
    drain()
    assert state(anna, case) == "approve []"
    assert bo.ask("post", f"/cases/{case}/approve", {}).status_code == 200
    drain()
    assert [row["id"] for row in anna.ask("get", "/payments/due").json()["items"]] == [case]
    batch = anna.ask("post", "/payments/batches", {"cases": [case], "execution": "2026-11-21"}).json()["id"]
    assert bo.ask("post", f"/payments/batches/{batch}/release").json()["state"] == "released"
    assert bo.ask("get", f"/payments/batches/{batch}/file").content.startswith(b"<?xml")
    assert bo.ask("post", f"/payments/batches/{batch}/settle", {"on": "2026-11-21"}).json()["state"] == "settled"
    drain()
    assert [row["state"] for row in anna.ask("get", "/archive").json()["items"]] == ["archived"]
    assert anna.ask("get", "/payables").json()["sums"] == {}
    assert anna.ask("post", "/archive/verify").json()["sound"]
