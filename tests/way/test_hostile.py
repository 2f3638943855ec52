"""Hostile and broken documents on the way in: each is refused, or stops with a reason; what comes after goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest
from office import Office, an_office
from PIL import Image

from hostile import (
    OUTSIDE,
    QUADRATIC,
    TEXT,
    a_heic,
    a_mail,
    a_picture,
    a_portfolio,
    a_zip,
    broken_fonts,
    deep_pages,
    forms_in_themselves,
    many_objects,
    one_page,
    pages_in_themselves,
    stream,
)
from kontera.actions import receive
from kontera.adapters.pdf.reader import PdfiumReader
from kontera.core.document import Channel
from kontera.core.errors import KonteraError
from kontera.formats.ubl.write import write_ubl
from kontera.pipeline.read import files_in, read_document
from kontera.pipeline.runner import Runner
from kontera.pipeline.way import INVOICE_WAY
from kontera.samples.companies import DEMO_BUYER, business
from kontera.samples.draw import draw_pdf
from kontera.samples.invent import invent

SUPPLIER = business("furulund")
INVOICE = invent(7, SUPPLIER, DEMO_BUYER, date(2026, 2, 4))
PAPER = draw_pdf(INVOICE, SUPPLIER.layout, SUPPLIER.language, SUPPLIER.web)
XML = write_ubl(INVOICE)
BODY = XML.decode().split("?>", 1)[1]


def laughing(encoding: str) -> bytes:
    return f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x [<!ENTITY a "b">]><Invoice>&a;</Invoice>'.encode(
        encoding
    )


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "heic": (a_heic, "document.unsupported"),
    "jpeg 2000": (lambda: a_picture("JPEG2000"), "document.unsupported"),
    "gif": (lambda: a_picture("GIF"), "document.unsupported"),
    "docx": (lambda: a_zip({"[Content_Types].xml": b"<Types/>", "word/a.xml": b"<a/>"}), "document.unsupported"),
    "mail without anything": (lambda: a_mail(html="<p>Faktura 1</p>").as_bytes(), "document.unsupported"),
    "outlook's own mail": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(3000), "document.unsupported"),
    "program in a zip": (lambda: a_zip({"a.pdf": b"MZ" + bytes(99)}), "document.unsupported"),
}
STOPPED: dict[str, tuple[Callable[[], bytes], str]] = {
    "pages in themselves": (pages_in_themselves, "document.unreadable"),
    "5,000 levels of pages": (lambda: deep_pages(5_000), "document.unreadable"),
    "entities by the million": (lambda: QUADRATIC, "document.unreadable"),
    "an entity from outside": (lambda: OUTSIDE, "document.unreadable"),
    "entities in UTF-16": (lambda: laughing("utf-16"), "document.unreadable"),
    "500 frames": (
        lambda: a_picture("TIFF", Image.new("1", (20, 20)), (Image.new("1", (20, 20)),) * 499),
        "document.too_large",
    ),
}
EMPTY: dict[str, Callable[[], bytes]] = {
    "100,000 objects": many_objects,
    "60 levels of pages": lambda: deep_pages(60),
    "forms in themselves": forms_in_themselves,
    "broken fonts": broken_fonts,
    "page of no size": lambda: one_page(stream(TEXT), box=b"0 0 0 0"),
    "page like a thread": lambda: one_page(stream(TEXT), box=b"0 0 1000000 0.1"),
    "page of a thousand kilometres": lambda: one_page(stream(TEXT), box=b"0 0 1e9 1e9"),
    "cmyk": lambda: a_picture("JPEG", Image.new("CMYK", (300, 400))),
    "moving picture": lambda: a_picture("WEBP", None, (Image.new("RGB", (300, 400), "red"),)),
    "a picture like a thread": lambda: a_picture("PNG", Image.new("L", (12_000, 4))),
}


@pytest.fixture(scope="module")
def pdfs() -> Iterator[PdfiumReader]:
    reader = PdfiumReader()
    yield reader
    reader.close()


@pytest.fixture
def office(pdfs: PdfiumReader) -> Office:
    """An office whose PDFs are opened as in earnest."""
    office = an_office()
    doors = replace(office.doors, pdf=pdfs)
    office.doors, office.runner, office.anna = doors, Runner(INVOICE_WAY, doors), replace(office.anna, doors=doors)
    return office


def sent(office: Office, data: bytes) -> list[receive.Receipt]:
    receipts = receive.receive(office.anna, "faktura", data, Channel.UPLOAD)
    office.work()
    return list(receipts)


def rules(office: Office, receipt: receive.Receipt) -> set[str]:
    return {finding.rule for finding in office.case(receipt.case).findings}


@pytest.mark.parametrize("name", REFUSED)
def test_what_can_be_no_invoice_is_refused_with_its_kind(office: Office, name: str) -> None:
    make, code = REFUSED[name]
    (receipt,) = sent(office, make())
    assert receipt.refused is not None
    assert receipt.refused.code == code


@pytest.mark.parametrize("name", STOPPED)
def test_what_cannot_be_read_stops_with_the_reason_and_the_next_goes_on(office: Office, name: str) -> None:
    make, rule = STOPPED[name]
    (receipt,) = sent(office, make())
    assert rule in rules(office, receipt)
    (good,) = sent(office, PAPER)
    assert office.case(good.case).invoice.number == INVOICE.number


@pytest.mark.parametrize("name", EMPTY)
def test_what_is_strange_but_opens_comes_to_a_person_and_the_next_goes_on(office: Office, name: str) -> None:
    (receipt,) = sent(office, EMPTY[name]())
    assert receipt.case
    assert office.case(receipt.case).document is not None
    (good,) = sent(office, PAPER)
    assert office.case(good.case).invoice.number == INVOICE.number


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "iso-8859-1"])
def test_an_e_invoice_is_read_in_any_encoding(office: Office, encoding: str) -> None:
    named = "utf-16" if encoding.startswith("utf-16") else encoding
    data = f'<?xml version="1.0" encoding="{named}"?>{BODY}'.encode(encoding, "xmlcharrefreplace")
    (receipt,) = sent(office, data)
    assert office.case(receipt.case).invoice.number == INVOICE.number


def test_a_zip_with_a_bad_file_gives_the_good_ones(office: Office) -> None:
    receipts = sent(office, a_zip({"a.xml": XML, "b.pdf": PAPER[:300], "c.txt": b"hej"}))
    assert [bool(one.refused) for one in receipts] == [False, False, True]
    assert office.case(receipts[0].case).invoice.number == INVOICE.number


def test_a_saved_mail_is_opened_and_so_are_mails_and_zips_in_it(office: Office) -> None:
    inner = a_mail(("inner.pdf", PAPER))
    mail = a_mail(("saved.eml", a_mail(("deep.xml", XML)).as_bytes()), ("z.zip", a_zip({"x": b"hej"})), within=(inner,))
    receipts = sent(office, mail.as_bytes())
    assert [(one.name, bool(one.refused)) for one in receipts] == [
        ("deep.xml", False),
        ("x", True),
        ("inner.pdf", False),
    ]


def test_packed_files_are_not_opened_without_end(office: Office, pdfs: PdfiumReader) -> None:
    data = PAPER
    for _ in range(4):
        data = a_zip({"saved.eml": a_mail(("packed.zip", data)).as_bytes()})
    (receipt,) = sent(office, data)
    assert receipt.refused is not None
    assert receipt.refused.code == "document.too_large"
    with pytest.raises(KonteraError, match="too large"):
        files_in(data)


def test_a_portfolio_with_an_e_invoice_is_read_by_it(office: Office, pdfs: PdfiumReader) -> None:
    (receipt,) = sent(office, a_portfolio(XML))
    assert office.case(receipt.case).invoice.number == INVOICE.number


def test_a_document_in_a_mail_is_read_without_a_company(pdfs: PdfiumReader) -> None:
    (reading,) = read_document(a_mail(("a.xml", XML)).as_bytes(), pdfs, an_office().doors.ocr)
    assert reading.invoice.number == INVOICE.number
