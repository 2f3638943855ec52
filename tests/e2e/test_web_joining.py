"""Files of one invoice at the desk: joined by themselves, by a person's hand, by the API, and taken apart again."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date

import pytest
from api_house import Caller, House, OnePage
from django.test import Client
from web_house import a_web_house, signed_in

from kontera.actions import receive
from kontera.actions.desk import Desk
from kontera.api import doors as api_doors
from kontera.core.company import Right, Role
from kontera.core.document import Channel
from kontera.core.evidence import Box, Page, Word
from kontera.core.invoice import Invoice
from kontera.pipeline.runner import Runner
from kontera.pipeline.way import INVOICE_WAY
from kontera.ports import PdfContent
from kontera.samples.companies import DEMO_BUYER, business
from kontera.samples.draw import draw
from kontera.samples.invent import Kind, invent
from kontera.web import doors as web_doors
from kontera.worker import Worker

pytestmark = pytest.mark.django_db

SELLER = business("pennverket")
LONG = invent(11, SELLER, DEMO_BUYER, date(2026, 2, 20), Kind.LONG)
SHORT = invent(12, SELLER, DEMO_BUYER, date(2026, 2, 20), Kind.ORDINARY)
PICTURE = b"\x89PNG\r\n\x1a\n"


class Pictures(OnePage):
    """Every document is a picture of one page."""

    def content(self, pdf: bytes, password: str = "") -> PdfContent:
        return PdfContent((Page(1, 1654.0, 2339.0),), (), (1.0,))

    def picture(
        self, document: bytes, page: int, dpi: int, password: str = "", turned: int = 0, corners: tuple[float, ...] = ()
    ) -> bytes:
        return document


class Walking:
    """A house that walks the real way, where pages of pictures were recorded."""

    def __init__(self) -> None:
        self.house: House = a_web_house()
        self.house.doors = replace(self.house.doors, pdf=Pictures())
        self.runner = Runner(INVOICE_WAY, self.house.doors)
        web_doors.open_with(self.house.doors, self.runner, "in.kontera.example")
        doors, runner = self.house.doors, self.runner
        api_doors.open_with(lambda person: Desk(doors, runner, person), doors.people.by_token)

    def dropped(self, invoice: Invoice, *numbers: int) -> list[str]:
        """These pages of the invoice as pictures, dropped one after another and walked."""
        person = self.house.doors.people.add("mottagaren", "alma@mottagaren.example", "Alma", frozenset(Role))
        desk, cases = Desk(self.house.doors, self.runner, person), []
        for number in numbers:
            words = tuple(w for run in draw(invoice, SELLER.layout, "sv").runs if run.page == number for w in of(run))
            data = PICTURE + f"{invoice.number}-{number}".encode()
            ocr = self.house.doors.ocr
            ocr._pages[hashlib.sha256(data).hexdigest()] = Page(1, 1654.0, 2339.0, words, "ocr")  # noqa: SLF001
            cases.append(receive.receive(desk, f"IMG_{number}.png", data, Channel.UPLOAD)[0].case)
        self.work()
        return cases

    def work(self) -> None:
        worker = Worker(self.house.doors, self.runner.advance, self.runner.give_up)
        while self.house.tasks:
            task = self.house.tasks.pop(0)
            while worker.perform(task):
                pass

    def browser(self) -> Client:
        return signed_in(self.house)


def of(run: object) -> list[Word]:
    """The words of a written text, each with its share of the place."""
    text, box, at, found = run.text, run.box, 0, []  # type: ignore[attr-defined]  # a Run of the drawn sheet
    wide = (box.x1 - box.x0) / max(len(text), 1)
    for part in text.split(" "):
        if part:
            found.append(Word(part, Box(box.x0 + at * wide, box.y0, box.x0 + (at + len(part)) * wide, box.y1), 0.99))
        at += len(part) + 1
    return found


def test_the_desk_shows_the_files_of_a_joined_invoice() -> None:
    walking = Walking()
    first = walking.dropped(LONG, 1, 2)[0]
    page = walking.browser().get(f"/cases/{first}/").content.decode()
    assert "IMG_1.png" in page
    assert "IMG_2.png" in page
    assert f"/cases/{first}/apart/" in page


def test_a_joined_file_leads_to_the_invoice_it_is_part_of() -> None:
    walking = Walking()
    first, second = walking.dropped(LONG, 1, 2)
    assert f'href="/cases/{first}/"' in walking.browser().get(f"/cases/{second}/").content.decode()


def test_a_person_joins_files_and_takes_them_apart() -> None:
    walking, pages = Walking(), (1, 2)
    first, second = walking.dropped(LONG, *pages)
    browser = walking.browser()
    assert browser.post(f"/cases/{first}/apart/").status_code == 302
    walking.work()
    offered = browser.get(f"/cases/{second}/join/").content.decode()
    assert "IMG_1.png" in offered
    answer = browser.post(f"/cases/{second}/join/", {"other": [first], "place": "before"})
    assert answer.headers["Location"] == f"/cases/{first}/"
    walking.work()
    assert walking.house.boxes.open("mottagaren").case(first).invoice.totals.payable == LONG.totals.payable


def test_what_cannot_be_joined_is_said_and_nothing_is_lost() -> None:
    walking = Walking()
    case = walking.dropped(SHORT, 1)[0]
    answer = walking.browser().post(f"/cases/{case}/join/", {})
    assert answer.status_code == 409
    assert 'role="alert"' in answer.content.decode()


@pytest.mark.urls("api_house")
def test_a_program_joins_files_and_takes_them_apart() -> None:
    walking = Walking()
    first, second = walking.dropped(LONG, 1, 2)
    alma = walking.house.doors.people.of("mottagaren")[0]
    caller = Caller(walking.house.doors.people.issue_token(alma, "secret", frozenset(Right)))
    assert caller.ask("post", f"/cases/{first}/take-apart", {}).status_code == 200
    walking.work()
    assert caller.ask("get", f"/cases/{second}").json()["joined_into"] == ""
    joined = caller.ask("post", f"/cases/{first}/join", {"with": [second]})
    assert joined.status_code == 200, joined.content
    walking.work()
    told = caller.ask("get", f"/cases/{first}").json()
    assert [piece["name"] for piece in told["pieces"]] == ["IMG_1.png", "IMG_2.png"]
    assert set(told["page_kinds"].values()) == {"own"}
