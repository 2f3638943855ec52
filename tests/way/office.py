"""An office in memory: the whole way with its real steps, two people, an e-invoice and a scan with a recorded page."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from kontera.actions import account_change, receive
from kontera.actions.desk import Desk
from kontera.adapters.inmemory.boxes import InMemoryBox, InMemoryBoxes
from kontera.adapters.inmemory.doors import FixedClock, InMemoryBlobs, InMemoryPeople, InMemoryRates, RecordedOcr
from kontera.adapters.inmemory.sheets import AgreeingSheets
from kontera.core.account_change import Standing
from kontera.core.case import Case
from kontera.core.company import Person, Role
from kontera.core.document import Channel
from kontera.core.event import SupplierSaved
from kontera.core.evidence import Box, Page, Word
from kontera.core.invoice import Invoice
from kontera.core.policy import Policy
from kontera.formats.ubl.write import write_ubl
from kontera.pipeline.runner import Runner
from kontera.pipeline.way import INVOICE_WAY
from kontera.ports import Doors, PdfContent, Task
from kontera.samples.business import Business
from kontera.samples.companies import DEMO_BUYER, business
from kontera.samples.demo_company import demo_company
from kontera.samples.draw import draw
from kontera.samples.invent import Kind, invent
from kontera.samples.sheet import Run
from kontera.worker import Worker

TODAY = date(2026, 3, 2)
PICTURE = b"\x89PNG\r\n\x1a\n"
EVERY = frozenset({Role.CLERK, Role.APPROVER, Role.PAYER})


class OnePicture:
    """Every document that is no data is a picture of one page."""

    def content(self, pdf: bytes, password: str = "") -> PdfContent:
        return PdfContent((Page(1, 1654.0, 2339.0),), (), (1.0,))

    def unlocked(self, pdf: bytes, password: str) -> bytes:
        return pdf

    def picture(
        self, document: bytes, page: int, dpi: int, password: str = "", turned: int = 0, corners: tuple[float, ...] = ()
    ) -> bytes:
        return document


@dataclass
class Office:
    """The doors, the runner, and who works there."""

    doors: Doors
    runner: Runner
    anna: Desk
    bo: Desk
    cia: Desk
    tasks: list[Task]
    pages: dict[str, Page]

    @property
    def box(self) -> InMemoryBox:
        """The company's books."""
        box = self.doors.boxes.open("demo")
        assert isinstance(box, InMemoryBox)
        return box

    def work(self) -> None:
        """Do every task that was asked for."""
        worker = Worker(self.doors, self.runner.advance, self.runner.give_up)
        while self.tasks:
            task = self.tasks.pop(0)
            while worker.perform(task):
                pass

    def vouched(self, case: str, *people: Desk) -> None:
        """These people ask the supplier through a channel on file, or one found elsewhere, and confirm its account."""
        for person in people:
            change = self.box.account_changes(Standing.OPEN, self.case(case).supplier)[0]
            channel = change.on_file[0].value if change.on_file else "växeln enligt bolagets webbplats"
            account_change.vouch(person, change.id, account_change.Word(channel, "ekonomiavdelningen"))
            self.work()

    def case(self, case: str) -> Case:
        """A case as it stands."""
        return self.box.case(case)

    def sent(self, invoice: Invoice) -> str:
        """An e-invoice arrives and is walked; gives its case."""
        receipt = receive.receive(self.anna, "invoice.xml", write_ubl(invoice), Channel.API)[0]
        self.work()
        return receipt.case

    def scanned(self, invoice: Invoice, one: Business) -> str:
        """The same on paper: a picture whose words were recorded."""
        paper = draw(invoice, one.layout, "sv")
        picture = PICTURE + invoice.number.encode()
        words = tuple(word for run in paper.runs if run.page == 1 for word in words_of(run))
        self.pages[hashlib.sha256(picture).hexdigest()] = Page(1, 1654.0, 2339.0, words, "ocr")
        receipt = receive.receive(self.anna, "scan.png", picture, Channel.UPLOAD)[0]
        self.work()
        return receipt.case


def words_of(run: Run) -> tuple[Word, ...]:
    """The words of a written text, each with its share of the place."""
    box, at, found = run.box, 0, []
    wide = (box.x1 - box.x0) / max(len(run.text), 1)
    for part in run.text.split(" "):
        if part:
            place = Box(box.x0 + at * wide, box.y0, box.x0 + (at + len(part)) * wide, box.y1)
            found.append(Word(part, place, 0.99))
        at += len(part) + 1
    return tuple(found)


def an_office(**policy: object) -> Office:
    """A new office with the demo company's register; `policy` changes what the company decided."""
    clock = FixedClock(datetime(2026, 3, 2, 9, 0, tzinfo=UTC))
    tasks: list[Task] = []
    pages: dict[str, Page] = {}
    boxes = InMemoryBoxes(tasks.append, clock)
    demo = demo_company(TODAY)
    boxes.save(replace(demo.company, policy=replace(Policy(), **policy)))  # type: ignore[arg-type] # fields of Policy
    with boxes.open("demo").transaction() as note:
        for supplier in demo.suppliers:
            note.event(f"supplier:{supplier.id}", SupplierSaved(supplier), by="test")
    doors = Doors(
        boxes,
        InMemoryPeople(clock),
        InMemoryBlobs(),
        OnePicture(),
        RecordedOcr(pages),
        clock,
        InMemoryRates(),
        AgreeingSheets(),
    )
    runner = Runner(INVOICE_WAY, doors)
    anna, bo, cia = (Person(name, name.title(), "demo", EVERY) for name in ("anna", "bo", "cia"))
    return Office(doors, runner, *(Desk(doors, runner, one) for one in (anna, bo, cia)), tasks, pages)


def invoice_of(key: str, seed: int = 11, kind: Kind = Kind.ORDINARY) -> Invoice:
    """An invented invoice from a known supplier."""
    return invent(seed, business(key), DEMO_BUYER, date(2026, 2, 20), kind)


SUPPLIER = business("pennverket")
