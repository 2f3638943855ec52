"""Hostile files dropped on the web and sent to the API: each is told for what it is, and the next good one is read."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Final

import pytest
from api_house import House
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pypdf import PdfReader as Pypdf
from pypdf import PdfWriter
from web_house import a_web_house, signed_in

from hostile import deep_pages, forms_in_themselves
from hostile_bombs import (
    LAUGHING,
    SVG,
    an_attached_bomb,
    annotations,
    huge_flate_picture,
    mail_of_parts,
    many_pages,
    moving,
    zips_in_zips,
)
from kontera.actions.desk import Desk
from kontera.adapters.pdf.reader import PdfiumReader
from kontera.api import doors as api_doors
from kontera.core.case import Case, State
from kontera.pipeline.runner import Runner
from kontera.pipeline.way import INVOICE_WAY
from kontera.ports import View
from kontera.samples.companies import DEMO_BUYER, business
from kontera.samples.draw import draw_pdf
from kontera.samples.invent import invent
from kontera.web import doors as web_doors
from kontera.worker import Worker

pytestmark = pytest.mark.django_db

SUPPLIER = business("furulund")
INVOICES = tuple(invent(seed, SUPPLIER, DEMO_BUYER, date(2026, 2, 4)) for seed in (7, 8))
PAPERS = tuple(draw_pdf(one, SUPPLIER.layout, SUPPLIER.language, SUPPLIER.web) for one in INVOICES)
PASSWORD = "hemligt ord"
UNREADABLE: Final = "Dokumentet kan inte läsas: "
TOO_LARGE: Final = "Dokumentet är för stort: "
# what stops at the desk, with what a Swede reads there
STOPPED: dict[str, tuple[Callable[[], bytes], str]] = {
    "forms.pdf": (forms_in_themselves, UNREADABLE),
    "deep.pdf": (lambda: deep_pages(5_000), UNREADABLE + "det är skadat"),
    "bomb.pdf": (an_attached_bomb, UNREADABLE),
    "picture.pdf": (huge_flate_picture, TOO_LARGE),
    "notes.pdf": (lambda: annotations(30_000), TOO_LARGE),
    "pages.pdf": (many_pages, TOO_LARGE),
    "film.webp": (lambda: moving("WEBP", 60, 100), TOO_LARGE),
    "laughs.xml": (lambda: LAUGHING, UNREADABLE),
    "drawing.svg": (lambda: SVG, "Dokument av typen XML"),
}
# what is refused on arrival
REFUSED: dict[str, tuple[Callable[[], bytes], int, str]] = {
    "zips.eml": (zips_in_zips, 413, "Större än vad som tas emot."),
    "parts.eml": (lambda: mail_of_parts(2_000), 413, "Större än vad som tas emot."),
    "blank.pdf": (lambda: b" ", 415, "Inte ett dokument som kan vara en faktura."),
}


@pytest.fixture
def house(pdfs: PdfiumReader) -> House:
    """A house that opens PDFs in earnest and walks its cases the whole way."""
    made = a_web_house()
    doors = replace(made.doors, pdf=pdfs)
    runner = Runner(INVOICE_WAY, doors)
    web_doors.open_with(doors, runner, "in.kontera.example")
    api_doors.open_with(lambda person: Desk(doors, runner, person), doors.people.by_token)
    return replace(made, doors=doors)


def worked(house: House) -> None:
    """Every task that was asked for is done."""
    runner = Runner(INVOICE_WAY, house.doors)
    worker = Worker(house.doors, runner.advance, runner.give_up)
    while house.tasks:
        task = house.tasks.pop(0)
        while worker.perform(task):
            pass


def dropped(client: Client, **files: bytes) -> str:
    """What the page says when these files are dropped on it together."""
    sent = [SimpleUploadedFile(name, data) for name, data in files.items()]
    answer = client.post("/upload/", {"file": sent})
    assert answer.status_code == 200
    return answer.content.decode()


def cases(house: House) -> dict[str, Case]:
    """The cases by the names of their files."""
    box = house.boxes.open("mottagaren")
    found = (box.case(row.id) for row in box.rows(View(states=frozenset(State))))
    return {case.document.name: case for case in found if case.document is not None}


def test_hostile_files_dropped_together_stop_with_their_reasons_and_the_good_one_is_read(house: House) -> None:
    client = signed_in(house)
    files = {name: make() for name, (make, _told) in STOPPED.items()}
    page = dropped(client, **files, **{"good.pdf": PAPERS[0]})
    assert page.count("mottagen") == len(files) + 1
    worked(house)
    found = cases(house)
    assert found["good.pdf"].invoice.number == INVOICES[0].number
    for name, (_make, told) in STOPPED.items():
        desk = client.get(f"/cases/{found[name].id}/").content.decode()
        assert told in desk, name
    dropped(client, **{"next.pdf": PAPERS[1]})
    worked(house)
    assert cases(house)["next.pdf"].invoice.number == INVOICES[1].number


def test_files_that_can_be_no_invoice_are_told_at_once_and_stay_listed(house: House) -> None:
    client = signed_in(house)
    page = dropped(client, **{name: make() for name, (make, _status, _told) in REFUSED.items()})
    listed = client.get("/reception/").content.decode()
    for name, (_make, _status, told) in REFUSED.items():
        assert told in page, name
    assert all(name in listed for name in ("a.zip", "parts.eml", "blank.pdf"))  # the ZIP is the one too deep
    assert house.tasks == []


@pytest.mark.urls("api_house")
def test_the_api_takes_hostile_files_and_goes_on(house: House) -> None:
    caller = house.client()
    for name, (make, _told) in STOPPED.items():
        assert caller.send(make(), f"?filename={name}").status_code == 201, name
    for name, (make, status, _told) in REFUSED.items():
        assert caller.send(make(), f"?filename={name}").status_code == status, name
    assert caller.send(PAPERS[0], "?filename=good.pdf").status_code == 201
    worked(house)
    found = cases(house)
    assert set(found) == {*STOPPED, "good.pdf"}
    shown = {name: caller.ask("get", f"/cases/{case.id}").json() for name, case in found.items()}
    assert shown["good.pdf"]["invoice"]["number"] == INVOICES[0].number
    assert all(one["findings"] for name, one in shown.items() if name in STOPPED)
    refused = caller.ask("get", "/documents/refused").json()["items"]
    assert {one["name"] for one in refused} == {"a.zip", "parts.eml", "blank.pdf"}


def test_a_locked_invoice_dropped_on_the_web_refuses_a_wrong_password_and_opens_with_the_right_one(
    house: House,
) -> None:
    writer, out = PdfWriter(clone_from=Pypdf(io.BytesIO(PAPERS[0]))), io.BytesIO()
    writer.encrypt(PASSWORD, algorithm="RC4-128")
    writer.write(out)
    client = signed_in(house)
    dropped(client, **{"locked.pdf": out.getvalue()})
    worked(house)
    form = f"/cases/{cases(house)['locked.pdf'].id}/password/"
    assert form in client.get(form.removesuffix("password/")).content.decode()
    wrong = client.post(form, {"password": "gissat"}).content.decode()
    assert "Lösenordet öppnar inte dokumentet." in wrong
    assert form in wrong
    worked(house)
    assert cases(house)["locked.pdf"].locked
    client.post(form, {"password": PASSWORD})
    worked(house)
    assert cases(house)["locked.pdf"].invoice.number == INVOICES[0].number
