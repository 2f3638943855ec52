"""A house for the tests of the API: two companies in memory, their people, and cases at each place of the way."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date

from django.http import HttpResponse
from django.test import Client
from django.urls import include, path

from build import BANKGIRO, COMPANY_IBAN, NOW, TODAY, a_company, a_document, a_supplier, an_invoice, an_item, coding
from kontera.actions.desk import Desk
from kontera.adapters.inmemory.boxes import InMemoryBoxes
from kontera.adapters.inmemory.doors import FixedClock, InMemoryBlobs, InMemoryPeople, InMemoryRates, RecordedOcr
from kontera.adapters.inmemory.sheets import AgreeingSheets
from kontera.api import doors as api_doors
from kontera.core.company import Right, Role
from kontera.core.entry import Voucher, entry_of
from kontera.core.event import (
    Approved,
    Checked,
    Closed,
    Disputed,
    Event,
    Interpreted,
    Matched,
    PagesRead,
    Passed,
    PaymentPlanned,
    Proposed,
    Received,
    Registered,
    SupplierSaved,
    Verified,
)
from kontera.core.evidence import Box, Evidence, Page, Place, Source, Word
from kontera.core.finding import Finding, Severity
from kontera.core.invoice import Invoice
from kontera.core.outcome import Awaiting, Wait
from kontera.core.payment import PayItem
from kontera.core.reading import Reading
from kontera.pipeline.runner import Runner
from kontera.pipeline.step import Step
from kontera.ports import Doors, PdfContent, Task

urlpatterns = [path("api/", include("kontera.api.urls"))]

ALL = frozenset(Right)
STOP = Finding("fraud.account_new", "The account {account} is new.", Severity.STOP, values=(("account", "x"),))
PDF = b"%PDF-1.7 a document"
PNG = b"\x89PNG a page"
NAMES = (
    "reception",
    "reading",
    "recognition",
    "interpretation",
    "matching",
    "checks",
    "posting",
    "verification",
    "ledger",
    "approval",
    "payment",
    "settlement",
    "archive",
)


class OnePage:
    """A reader for which every document has one page."""

    def content(self, pdf: bytes, password: str = "") -> PdfContent:
        return PdfContent((Page(1, 595, 842, (Word("Faktura", Box(0, 0, 1, 1)),), "text"),))

    def unlocked(self, pdf: bytes, password: str) -> bytes:
        return pdf

    def picture(
        self, document: bytes, page: int, dpi: int, password: str = "", turned: int = 0, corners: tuple[float, ...] = ()
    ) -> bytes:
        return PNG + str((page, dpi, turned)).encode()


@dataclass
class House:
    """The doors, and the tokens of the people."""

    doors: Doors
    tasks: list[Task]
    boxes: InMemoryBoxes
    blobs: InMemoryBlobs

    def token(self, *scopes: Right, company: str = "mottagaren", email: str = "alma@mottagaren.example") -> str:
        """A token of somebody with every role, for these scopes (none given: all)."""
        person = self.doors.people.add(company, email, email.split("@", maxsplit=1)[0].title(), frozenset(Role))
        return self.doors.people.issue_token(person, "test", frozenset(scopes) or ALL)

    def client(self, *scopes: Right, **whose: str) -> Caller:
        """A program that calls with such a token."""
        return Caller(self.token(*scopes, **whose))

    def note(self, stream: str, *events: Event, by: str = "way", company: str = "mottagaren") -> None:
        """Write events into a stream."""
        with self.boxes.open(company).transaction() as note:
            for event in events:
                note.event(stream, event, by=by)

    def case(self, name: str, at: str = "verify", **changes: object) -> str:
        """A case that has come so far: verify, stopped, approve, disputed, pay or closed."""
        digest = self.doors.blobs.put("mottagaren", PDF + name.encode())
        item = an_item(case=name)
        for event in _life(digest, at, item, an_invoice(number=f"{name}-1", **changes)):
            self.note(name, _numbered(event, self.boxes))
        return name

    def damage(self, digest: str) -> None:
        """Change a kept document behind the back of everybody."""
        self.blobs._kept["mottagaren", digest] = b"changed"  # noqa: SLF001 - damage does not knock


def _numbered(event: Event, boxes: InMemoryBoxes) -> Event:
    if not isinstance(event, Registered):
        return event
    number = boxes.open("mottagaren").next_number("L", date(2026, 1, 1))
    voucher = Voucher("L", number, date(2026, 1, 1), entry_of(coding(), TODAY, "Faktura"))
    return replace(event, vouchers=(voucher,))


def _life(digest: str, at: str, item: PayItem, invoice: Invoice) -> Iterator[Event]:
    evidence = {"number": Evidence(Source.READ, 0.98, place=Place(1, (Box(0.1, 0.1, 0.2, 0.2),)))}
    yield Received(a_document(digest=digest, name="faktura å.pdf"))
    yield PagesRead((Page(1, 595, 842, (Word("Faktura", Box(0, 0, 1, 1)),), "text"),))
    yield Interpreted(Reading(invoice, "text", evidence, language="sv"))
    yield Matched("s1", "organisation_number", 1.0)
    yield Checked(("fraud",), (STOP,) if at == "stopped" else ())
    yield Proposed(coding())
    if at == "closed":
        yield Closed("duplicate")
    if at in {"verify", "stopped", "closed"}:
        return
    yield from (Verified(("picture", "account", "totals")), Passed("verification", "anna"))
    yield Registered((), item.amount, item.due)
    if at == "disputed":
        yield Disputed("wrong price")
    if at == "pay":
        yield Approved(item.amount, "SEK", BANKGIRO.key)
        yield from (Passed("approval", "bo"), PaymentPlanned(item))


def _rests(_case: object, _facts: object) -> Wait:
    return Wait(Awaiting.VERIFICATION)


def _nothing(*_asked: object) -> None:
    return None


def a_house() -> House:
    """Two companies; the first has one supplier. The API is opened with it."""
    tasks: list[Task] = []
    clock = FixedClock(NOW)
    boxes = InMemoryBoxes(tasks.append, clock)
    boxes.save(a_company(mailbox="mottagaren", pay_from=COMPANY_IBAN))
    boxes.save(a_company(id="annat", mailbox="annat"))
    pdf, ocr = OnePage(), RecordedOcr({})
    blobs = InMemoryBlobs()
    doors = Doors(boxes, InMemoryPeople(clock), blobs, pdf, ocr, clock, InMemoryRates(), AgreeingSheets())
    runner = Runner(tuple(Step(name, _rests, _nothing, by_hand=True) for name in NAMES), doors)
    api_doors.open_with(lambda person: Desk(doors, runner, person), doors.people.by_token)
    house = House(doors, tasks, boxes, blobs)
    house.note("supplier:s1", SupplierSaved(a_supplier()))
    return house


class Caller:
    """A program with a token; an empty one sends none. The client is shared, for its middleware is slow to load."""

    client = Client()

    def __init__(self, token: str, **more: str) -> None:
        self._headers = {"Authorization": f"Bearer {token}"} if token else {}
        self._headers.update(more)

    def ask(self, method: str, address: str, body: object = None) -> HttpResponse:
        """The response to a request with a JSON body."""
        given = {} if body is None else {"data": body, "content_type": "application/json"}
        return getattr(self.client, method)(f"/api/v1{address}", headers=self._headers, **given)

    def send(self, data: bytes, query: str = "", content_type: str = "application/octet-stream") -> HttpResponse:
        """The response to a document sent as the raw body."""
        address = f"/api/v1/documents{query}"
        return self.client.post(address, data, content_type=content_type, headers=self._headers)

    def upload(self, **files: object) -> HttpResponse:
        """The response to files sent as a form."""
        return self.client.post("/api/v1/documents", files, headers=self._headers)


@contextmanager
def closed_api() -> Iterator[None]:
    """The API as it is before the installation has opened its doors."""
    held = list(api_doors._held)  # noqa: SLF001 - put back afterwards
    api_doors._held.clear()  # noqa: SLF001 - the same
    try:
        yield
    finally:
        api_doors._held.extend(held)  # noqa: SLF001 - the same
