"""An encrypted PDF: it becomes a case that waits for its password, and is read once that opens it."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from office import Office, an_office
from pypdf import PdfReader as Pypdf
from pypdf import PdfWriter

from hostile import a_portfolio
from kontera.actions import receive, report
from kontera.actions.desk import Desk
from kontera.actions.unlock import unlock
from kontera.adapters.pdf.reader import PdfiumReader
from kontera.core.case import UNPACKED, State
from kontera.core.company import Role
from kontera.core.document import Channel
from kontera.core.errors import Forbidden, Locked, NotReady, WrongPassword
from kontera.core.event import Received, Unlocked
from kontera.pipeline.read import files_in
from kontera.pipeline.runner import Runner
from kontera.pipeline.way import INVOICE_WAY
from kontera.samples.companies import DEMO_BUYER, business
from kontera.samples.draw import draw_pdf
from kontera.samples.invent import invent

PASSWORD = "hemligt ord"
SUPPLIER = business("furulund")
INVOICES = tuple(invent(seed, SUPPLIER, DEMO_BUYER, date(2026, 2, 20)) for seed in (7, 8))


def drawn(at: int) -> bytes:
    return draw_pdf(INVOICES[at], SUPPLIER.layout, SUPPLIER.language, SUPPLIER.web)


def locked(*seeds: int) -> bytes:
    """The invoices drawn one after the other, as one PDF with a password."""
    writer = PdfWriter()
    for at in seeds:
        for page in Pypdf(io.BytesIO(drawn(at))).pages:
            writer.add_page(page)
    return with_password(writer)


def with_password(writer: PdfWriter) -> bytes:
    writer.encrypt(PASSWORD, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.fixture
def office() -> Iterator[Office]:
    """An office that opens PDFs in earnest."""
    made, reader = an_office(), PdfiumReader()
    doors = replace(made.doors, pdf=reader)
    runner = Runner(INVOICE_WAY, doors)
    anna, bo = (Desk(doors, runner, desk.person) for desk in (made.anna, made.bo))
    yield replace(made, doors=doors, runner=runner, anna=anna, bo=bo)
    reader.close()


def received(office: Office, pdf: bytes) -> str:
    receipt = receive.receive(office.anna, "invoice.pdf", pdf, Channel.UPLOAD)[0]
    office.work()
    return receipt.case


def test_a_locked_document_becomes_a_case_that_says_so(office: Office) -> None:
    case = office.case(received(office, locked(0)))
    assert case.locked
    assert case.state is State.VERIFY
    assert [finding.rule for finding in case.findings] == ["document.locked"]


def test_a_wrong_password_is_told_and_another_may_be_tried(office: Office) -> None:
    name = received(office, locked(0))
    for guess in ("", "gissat"):
        with pytest.raises(Locked):
            unlock(office.anna, name, guess)
    assert office.case(name).locked
    unlock(office.anna, name, PASSWORD)
    office.work()
    assert not office.case(name).locked


def test_an_opened_document_is_read_and_both_are_kept(office: Office) -> None:
    pdf = locked(0)
    name = received(office, pdf)
    unlock(office.anna, name, PASSWORD)
    office.work()
    case = office.case(name)
    assert case.invoice.number == INVOICES[0].number
    assert report.original(office.anna, name)[2] == pdf
    assert report.picture(office.anna, name, 1).startswith(b"\x89PNG")
    copy = office.doors.blobs.get("demo", case.opened)
    assert case.opened == hashlib.sha256(copy).hexdigest() == case.readable
    assert office.doors.pdf.content(copy).pages[0].words


def test_the_password_stands_in_no_event(office: Office) -> None:
    name = received(office, locked(0))
    unlock(office.anna, name, PASSWORD)
    office.work()
    assert PASSWORD not in repr(office.box.history(name))
    assert PASSWORD not in repr(office.case(name))


def test_the_second_invoice_of_a_locked_file_is_open_too(office: Office) -> None:
    name = received(office, locked(0, 1))
    unlock(office.anna, name, PASSWORD)
    office.work()
    second = office.case(f"{name}-2")
    assert [type(noted.event) for noted in office.box.history(second.id)][:2] == [Received, Unlocked]
    assert {office.case(name).invoice.number, second.invoice.number} == {one.number for one in INVOICES}


def test_a_locked_portfolio_gives_a_case_for_each_invoice_in_it(office: Office) -> None:
    portfolio = with_password(PdfWriter(clone_from=Pypdf(io.BytesIO(a_portfolio(drawn(0), drawn(1), b"hej")))))
    name = received(office, portfolio)
    assert office.case(name).locked
    unlock(office.anna, name, PASSWORD)
    office.work()
    assert office.case(name).closed == UNPACKED
    inner = [office.case(hashlib.sha256(drawn(at)).hexdigest()[:20]) for at in (0, 1)]
    assert [case.invoice.number for case in inner] == [one.number for one in INVOICES]
    assert [one.name for one in report.refused(office.anna)] == ["3.pdf"]


@pytest.mark.parametrize("word", ["", PASSWORD])
def test_a_portfolio_that_opens_with_a_word_is_read_with_it(word: str) -> None:
    writer = PdfWriter(clone_from=Pypdf(io.BytesIO(a_portfolio(drawn(0)))))
    writer.encrypt(word, owner_password="another", algorithm="RC4-128")
    out, reader = io.BytesIO(), PdfiumReader()
    writer.write(out)
    assert files_in(out.getvalue(), reader, word) == (("1.pdf", drawn(0)),)
    reader.close()


def test_only_what_is_locked_is_opened_and_only_by_who_may(office: Office) -> None:
    name = received(office, locked(0))
    auditor = replace(office.bo.person, roles=frozenset({Role.AUDITOR}))
    with pytest.raises(Forbidden):
        unlock(replace(office.bo, person=auditor), name, PASSWORD)
    unlock(office.anna, name, PASSWORD)
    with pytest.raises(NotReady):
        unlock(office.anna, name, PASSWORD)


def test_a_copy_without_encryption_needs_the_right_password(office: Office) -> None:
    with pytest.raises(WrongPassword):
        office.doors.pdf.unlocked(locked(0), "gissat")
    with pytest.raises(Locked):
        office.doors.pdf.content(locked(0))
