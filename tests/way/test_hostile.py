"""Hostile and broken documents on the way in: each is refused, or stops with a reason; what comes after goes on."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from office import Office, an_office
from PIL import Image
from pypdf import PdfReader as Pypdf
from pypdf import PdfWriter

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
from hostile_bombs import (
    LAUGHING,
    SVG,
    a_long_head,
    a_wide_png,
    a_zip_bomb,
    an_attached_bomb,
    annotations,
    boundaries_by_the_thousand,
    fine_dashes,
    forms_by_the_million,
    huge_fax,
    huge_jbig2,
    huge_jpeg,
    huge_jpeg2000,
    inline_picture,
    letters_by_the_million,
    mail_in_mail,
    mail_of_parts,
    many_pages,
    many_sheets,
    moving,
    nested_arrays,
    nested_objects,
    outlines_in_circles,
    packed_contents,
    packed_twice,
    patterns_in_themselves,
    scripted,
    sheets_in_circles,
    tables_in_circles,
    told_at_length,
    with_attachment,
    zips_in_zips,
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
from outlook import a_mail as mail_within
from outlook import a_msg

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
    "a thousand parts": (lambda: mail_of_parts(1_000), "document.too_large"),
    "fields of a thousand parameters": (a_long_head, "document.too_large"),
    "parts that never end": (boundaries_by_the_thousand, "document.unreadable"),
    "mails in mails": (mail_in_mail, "document.too_large"),
    "zips in zips in a mail": (zips_in_zips, "document.too_large"),
    "a zip of a gigabyte": (lambda: a_zip_bomb(64), "document.too_large"),
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
    "5,000 frames": (many_sheets, "document.too_large"),
    "10,000 pages": (many_pages, "document.too_large"),
    "30,000 annotations": (lambda: annotations(30_000), "document.too_large"),
    "a fax of four thousand million dots": (huge_fax, "document.too_large"),
    "nine hundred million in a photograph": (huge_jpeg, "document.too_large"),
    "as many in an arithmetic code": (huge_jbig2, "document.too_large"),
    "nine hundred million dots": (a_wide_png, "document.too_large"),
    "a film": (lambda: moving("WEBP", 60, 40), "document.too_large"),
    "forms in themselves": (forms_in_themselves, "document.unreadable"),
    "forms by the million": (forms_by_the_million, "document.unreadable"),
    "a gigabyte of blanks to draw": (packed_twice, "document.unreadable"),
    "a page of paths without end": (lambda: packed_contents(b"q ", 200), "document.unreadable"),
    "a picture of a gigabyte in the drawing": (lambda: inline_picture(20_000), "document.unreadable"),
    "a tile filled with itself": (patterns_in_themselves, "document.unreadable"),
    "a gigabyte attached": (an_attached_bomb, "document.unreadable"),
    "a text of a gigabyte in a picture": (told_at_length, "document.unreadable"),
    "laughs by the million": (lambda: LAUGHING, "document.unreadable"),
    "a drawing": (lambda: SVG, "document.unsupported"),
}
EMPTY: dict[str, Callable[[], bytes]] = {
    "100,000 objects": many_objects,
    "60 levels of pages": lambda: deep_pages(60),
    "arrays in arrays": nested_arrays,
    "objects in objects": nested_objects,
    "strokes of a millionth": fine_dashes,
    "outlines in circles": outlines_in_circles,
    "tables in circles": tables_in_circles,
    "letters that draw themselves": letters_by_the_million,
    "a script": scripted,
    "laughs by the million, attached": lambda: with_attachment("factur-x.xml", LAUGHING),
    "a picture of waves": lambda: huge_jpeg2000(4_000),
    "sheets in circles": sheets_in_circles,
    "broken fonts": broken_fonts,
    "page of no size": lambda: one_page(stream(TEXT), box=b"0 0 0 0"),
    "page like a thread": lambda: one_page(stream(TEXT), box=b"0 0 1000000 0.1"),
    "page of a thousand kilometres": lambda: one_page(stream(TEXT), box=b"0 0 1e9 1e9"),
    "cmyk": lambda: a_picture("JPEG", Image.new("CMYK", (300, 400))),
    "moving picture": lambda: a_picture("WEBP", None, (Image.new("RGB", (300, 400), "red"),)),
    "a picture like a thread": lambda: a_picture("PNG", Image.new("L", (12_000, 4))),
}


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
        files_in(data, pdfs)


def test_a_portfolio_with_an_e_invoice_is_read_by_it(office: Office, pdfs: PdfiumReader) -> None:
    (receipt,) = sent(office, a_portfolio(XML))
    assert office.case(receipt.case).invoice.number == INVOICE.number


def test_a_portfolio_of_invoices_is_opened_as_a_zip_is(office: Office) -> None:
    receipts = sent(office, a_portfolio(PAPER, b"hej"))
    assert [(one.name, bool(one.refused)) for one in receipts] == [("1.pdf", False), ("2.pdf", True)]
    assert office.case(receipts[0].case).invoice.number == INVOICE.number


def test_a_portfolio_is_read_without_a_company(pdfs: PdfiumReader) -> None:
    (reading,) = read_document(a_portfolio(PAPER), pdfs, an_office().doors.ocr)
    assert reading.invoice.number == INVOICE.number


def test_an_invoice_with_a_pdf_beside_it_is_no_portfolio(office: Office) -> None:
    writer = PdfWriter(clone_from=Pypdf(io.BytesIO(PAPER)))
    writer.add_attachment("villkor.pdf", one_page(stream(TEXT)))
    out = io.BytesIO()
    writer.write(out)
    (receipt,) = sent(office, out.getvalue())
    assert office.case(receipt.case).invoice.number == INVOICE.number


def test_a_mail_that_outlook_saved_is_opened(office: Office) -> None:
    receipts = sent(office, a_msg(("faktura.pdf", PAPER), mail_within(("inner.xml", XML))))
    assert [one.name for one in receipts] == ["inner.xml"]  # the PDF shows it, and goes with it
    assert office.case(receipts[0].case).invoice.number == INVOICE.number


def test_a_picture_of_several_frames_is_read_whole(pdfs: PdfiumReader) -> None:
    assert len(pdfs.content(moving("WEBP", 60, 3)).pages) == 3
    assert len(pdfs.content(moving("PNG", 60, 3)).pages) == 3


def test_a_document_in_a_mail_is_read_without_a_company(pdfs: PdfiumReader) -> None:
    (reading,) = read_document(a_mail(("a.xml", XML)).as_bytes(), pdfs, an_office().doors.ocr)
    assert reading.invoice.number == INVOICE.number
