"""What came together stays together: an e-invoice with its picture, and the answer that goes back."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest
from office import SUPPLIER, Office, an_office, invoice_of

from kontera.actions import answer, receive, report
from kontera.core.answer import AnswerStatus
from kontera.core.document import Channel
from kontera.core.errors import NotReady
from kontera.core.evidence import Box, Page, Word
from kontera.formats.answers.imr import read_imr
from kontera.formats.ubl.write import write_ubl
from kontera.formats.xml import parse_xml
from kontera.ports import PdfContent

INVOICE = invoice_of(SUPPLIER.key)


class Shown:
    """A `PdfReader` whose every PDF is one page with the same text."""

    def __init__(self, text: str) -> None:
        words = tuple(Word(word, Box(0, 0, 0.1, 0.1)) for word in text.split())
        self._page = Page(1, 595, 842, words, "text")

    def content(self, pdf: bytes, password: str = "") -> PdfContent:
        return PdfContent((self._page,), (), (0.0,)) if pdf.startswith(b"%PDF") else PdfContent(())

    def unlocked(self, pdf: bytes, password: str) -> bytes:
        return pdf

    def picture(
        self, document: bytes, page: int, dpi: int, password: str = "", turned: int = 0, corners: tuple[float, ...] = ()
    ) -> bytes:
        return document


def an_office_that_sees(text: str) -> Office:
    office = an_office()
    office.doors = replace(office.doors, pdf=Shown(text))
    return office


def a_zip(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    return out.getvalue()


def received(text: str) -> list[str]:
    office = an_office_that_sees(text)
    packed = a_zip(xml=write_ubl(INVOICE), pdf=b"%PDF-1.7 whatever it holds")
    return [
        r.case for r in receive.take(office.doors, "demo", "post.zip", packed, receive.Arrival(Channel.MAIL, "mail"))
    ]


def test_a_pdf_that_shows_the_e_invoice_beside_it_is_no_invoice_of_its_own() -> None:
    assert len(received(f"Faktura {INVOICE.number} från {INVOICE.seller.name}")) == 1


def test_a_pdf_that_shows_something_else_is() -> None:
    assert len(received("Tidrapport för uppdraget")) == 2


def test_the_seller_is_told_where_its_e_invoice_stands() -> None:
    office = an_office()
    case = office.sent(INVOICE)
    told = read_imr(parse_xml(answer.invoice_response(office.anna, case)))
    assert (told.status, told.about[0].number) == (AnswerStatus.IN_PROCESS, INVOICE.number)


def test_an_invoice_on_paper_gets_no_answer() -> None:
    office = an_office()
    case = office.scanned(INVOICE, SUPPLIER)
    with pytest.raises(NotReady):
        answer.invoice_response(office.anna, case)


def test_an_e_invoice_is_judged_on_its_way_and_the_report_is_kept() -> None:
    office = an_office()
    case = office.sent(INVOICE)
    found = report.case(office.anna, case).case.report
    assert found is not None
    assert found.format == "ubl-invoice"
