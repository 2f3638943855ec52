"""Mail that leaves: taken by a server, refused when there is none; and who is reminded, once a day."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from build import COMPANY_IBAN, NOW, a_company, a_document, an_invoice, coding
from kontera.actions.remind import remind
from kontera.adapters.inmemory.boxes import InMemoryBoxes
from kontera.adapters.inmemory.doors import FixedClock, InMemoryBlobs, InMemoryPeople, InMemoryRates, RecordedOcr
from kontera.adapters.inmemory.sheets import AgreeingSheets
from kontera.adapters.mail.post import MailNotSent, SmtpPost
from kontera.adapters.pdf.reader import PdfiumReader
from kontera.core.company import Role
from kontera.core.event import DataRead, Passed, Proposed, Received, Registered
from kontera.core.reading import Reading
from kontera.ports import Doors


@dataclass
class Taken:
    """A server's memory of what it was sent."""

    mails: list[Envelope] = field(default_factory=list)

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - the library's name
        self.mails.append(envelope)
        return "250 OK"


@pytest.fixture
def server() -> Iterator[tuple[Controller, Taken]]:
    taken = Taken()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(taken, hostname="127.0.0.1", port=port)
    controller.start()
    yield controller, taken
    controller.stop()


def test_a_mail_reaches_the_server(server: tuple[Controller, Taken]) -> None:
    controller, taken = server
    SmtpPost("127.0.0.1", controller.port, "kontera@x.example", tls=False).send("bo@y.example", "Påminnelse", "Hej å")
    (mail,) = taken.mails
    assert (mail.mail_from, mail.rcpt_tos) == ("kontera@x.example", ["bo@y.example"])


def test_a_server_that_does_not_encrypt_is_not_trusted(server: tuple[Controller, Taken]) -> None:
    controller, taken = server
    with pytest.raises(MailNotSent):
        SmtpPost("127.0.0.1", controller.port, "kontera@x.example").send("bo@y.example", "x", "x")
    assert taken.mails == []


@pytest.mark.parametrize("subject", ["x\r\nBcc: all@z.example", "x\ny"])
def test_a_subject_cannot_smuggle_in_a_recipient(server: tuple[Controller, Taken], subject: str) -> None:
    controller, taken = server
    with pytest.raises(MailNotSent):
        SmtpPost("127.0.0.1", controller.port, "a@x.example", tls=False).send("bo@y.example", subject, "x")
    assert taken.mails == []


@dataclass
class Kept:
    """A door that keeps what it is to send; `ports.Post`."""

    sent: list[tuple[str, str, str]] = field(default_factory=list)

    def send(self, to: str, subject: str, text: str) -> None:
        self.sent.append((to, subject, text))


def test_who_was_waited_for_too_long_is_reminded_once_a_day() -> None:
    post, clock = Kept(), FixedClock(NOW)
    boxes = InMemoryBoxes(lambda _task: None, clock)
    boxes.save(a_company(pay_from=COMPANY_IBAN))
    people = InMemoryPeople(clock)
    for name, role in (("bo", Role.APPROVER), ("anna", Role.CLERK)):
        people.add("mottagaren", f"{name}@y.example", name.title(), frozenset({role}))
    reader = PdfiumReader()
    doors = Doors(
        boxes, people, InMemoryBlobs(), reader, RecordedOcr({}), clock, InMemoryRates(), AgreeingSheets(), post=post
    )
    life = (
        Received(a_document()),
        DataRead(Reading(an_invoice(), "ubl")),
        Proposed(coding()),
        Passed("verification", "person:anna"),
        Registered((), Decimal("1250.00"), date(2026, 12, 2)),
    )
    with boxes.open("mottagaren").transaction() as note:
        for event in life:
            note.event("a", event, by="way")
    assert remind(doors, "http://x") == 0
    later = replace(doors, clock=FixedClock(NOW + timedelta(days=4)))
    assert (remind(later, "http://x"), remind(later, "http://x")) == (1, 0)
    ((to, subject, text),) = post.sent
    assert (to, subject) == ("bo@y.example", "Fakturor väntar på din attest: 1")
    assert "http://x/approvals/" in text
    assert remind(replace(later, post=None), "http://x") == 0
    reader.close()
