"""A locked document at the desk: a form asks for the password, a wrong one is told, the right one opens it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace

import pytest
from api_house import House
from pypdf import PdfWriter
from web_house import a_web_house, signed_in

from build import a_document
from kontera.adapters.pdf.reader import PdfiumReader
from kontera.core.company import Role
from kontera.core.event import Received, Stopped
from kontera.core.finding import Finding
from kontera.pipeline.runner import Runner
from kontera.web import doors as web_doors

pytestmark = pytest.mark.django_db
PASSWORD = "hemligt ord"
FORM = "/cases/c1/password/"


@pytest.fixture
def house() -> Iterator[House]:
    """A house that opens PDFs in earnest, and in it the case c1, which waits for a password."""
    made, reader = a_web_house(), PdfiumReader()
    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(595, 842)
    writer.encrypt(PASSWORD, algorithm="RC4-128")
    writer.write(out)
    digest = made.doors.blobs.put("mottagaren", out.getvalue())
    stop = Stopped("reception", (Finding("document.locked", "The document is locked: it needs a password."),))
    made.note("c1", Received(a_document(digest=digest, name="faktura.pdf")), stop)
    doors = replace(made.doors, pdf=reader)
    web_doors.open_with(doors, Runner((), doors))
    yield replace(made, doors=doors)
    reader.close()


def test_the_desk_asks_for_the_password(house: House) -> None:
    page = signed_in(house).get("/cases/c1/").content.decode()
    assert FORM in page
    assert 'type="password"' in page
    assert "/cases/c1/pages/1.png" not in page


def test_an_auditor_is_not_asked_and_may_not_answer(house: House) -> None:
    client = signed_in(house, "ebba", frozenset({Role.AUDITOR}))
    assert FORM not in client.get("/cases/c1/").content.decode()
    client.post(FORM, {"password": PASSWORD})
    assert not house.boxes.open("mottagaren").case("c1").opened


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "The password does not open the document."),
        ("sv", "Lösenordet öppnar inte dokumentet."),
        ("fi", "Salasana ei avaa asiakirjaa."),
    ],
)
def test_a_wrong_password_is_told_and_the_form_stays(house: House, language: str, told: str) -> None:
    client = signed_in(house, language=language)
    page = client.post(FORM, {"password": "gissat"}).content.decode()
    assert told in page
    assert FORM in page
    assert "gissat" not in page


def test_the_right_password_opens_it(house: House) -> None:
    page = signed_in(house).post(FORM, {"password": PASSWORD}).content.decode()
    assert FORM not in page
    case = house.boxes.open("mottagaren").case("c1")
    assert case.opened
    assert house.doors.pdf.content(house.doors.blobs.get("mottagaren", case.opened)).pages
    assert PASSWORD not in repr(house.boxes.open("mottagaren").history("c1"))


def test_the_password_is_asked_for_by_post_only(house: House) -> None:
    answer = signed_in(house).get(FORM)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/cases/c1/")
