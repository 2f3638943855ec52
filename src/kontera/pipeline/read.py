"""Reads documents without a company and without a database: the first steps of the way, as one call."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kontera.core.document import MediaType
from kontera.core.errors import DocumentTooLarge, UnreadableDocument, UnsupportedDocument
from kontera.core.evidence import Page
from kontera.core.laying import given
from kontera.core.legible import not_whole
from kontera.core.reading import Reading
from kontera.formats.mail import MOST_PACKED, attachments, is_mail
from kontera.formats.media import is_zip, media_type, unzipped
from kontera.pipeline.picture import OCR_DPI, all_recognised, picture_beside, picture_of
from kontera.pipeline.portfolio import files_of
from kontera.ports import OcrEngine, PdfContent, PdfReader
from kontera.steps.comparison import differences
from kontera.steps.interpretation.hints import Hints
from kontera.steps.interpretation.interpret import interpret_all
from kontera.steps.reading import Data, Pages, ReadingFacts, way_in


def read_document(data: bytes, pdf: PdfReader, ocr: OcrEngine, password: str = "") -> tuple[Reading, ...]:
    """Every invoice in a document, or in a ZIP or a mail of them, each value with its evidence.

    Raises UnreadableDocument, UnsupportedDocument, DocumentTooLarge.
    """
    return tuple(r for _, inner in files_in(data, pdf, password) for r in _read(inner, pdf, ocr, password))


def files_in(data: bytes, pdf: PdfReader, password: str = "") -> tuple[tuple[str, bytes], ...]:
    """The files in a ZIP, a mail or a portfolio, and in those within them, with their names.

    A document by itself comes without one, and so does a portfolio that the password does not open.

    Raises UnreadableDocument, DocumentTooLarge, and UnsupportedDocument for a mail with nothing attached.
    """
    return tuple(_files(data, "", 0, pdf, password))


def _files(data: bytes, name: str, depth: int, pdf: PdfReader, password: str) -> Iterator[tuple[str, bytes]]:
    if depth > MOST_PACKED:
        raise DocumentTooLarge(size="more nested or parted", limit=str(MOST_PACKED))
    if is_zip(data):
        inner = unzipped(data)
    elif is_mail(data):
        inner = attachments(data)
        if not inner:
            raise UnsupportedDocument(media_type="message/rfc822")
    elif not (inner := files_of(data, pdf, password)):
        yield name, data
        return
    for within, content in inner:
        yield from _files(content, within, depth + 1, pdf, password)


def _read(data: bytes, pdf: PdfReader, ocr: OcrEngine, password: str) -> tuple[Reading, ...]:
    content = PdfContent(()) if media_type(data) is MediaType.XML else pdf.content(data, password)
    match way_in(ReadingFacts(data, content.pages, content.covered, content.embedded, content.unseen)):
        case Data(readings):
            return tuple(_compared(reading, data, content, pdf, ocr) for reading in readings)
        case Pages(pages):
            read = tuple(all_recognised(data, pages, pdf, ocr, password))
            cut = not_whole(read)
            return tuple(replace(one, findings=(*one.findings, *cut)) for one in interpret_all(read, Hints()))


def words_of(data: bytes, pdf: PdfReader, ocr: OcrEngine, language: str = "") -> tuple[Page, ...]:
    """The words of a document's pages; a picture is always read optically, a PDF where it has no text of its own.

    Raises UnreadableDocument for an e-invoice, which has no pages.
    """
    if media_type(data) is MediaType.XML:
        raise UnreadableDocument(reason="an e-invoice has no pages")
    content = pdf.content(data)
    facts = way_in(ReadingFacts(data, content.pages, content.covered, (), content.unseen))
    if isinstance(facts, Data):
        raise UnreadableDocument(reason="the document has no pages")
    return tuple(page if page.by else _as_given(data, page, pdf, ocr, language) for page in facts.pages)


def _compared(reading: Reading, data: bytes, content: PdfContent, pdf: PdfReader, ocr: OcrEngine) -> Reading:
    """The reading with remarks where the picture that came with the data says something else."""
    if content.pages:
        picture = picture_of("", data, content, pdf, None, Hints())
    else:
        picture = picture_beside(reading.invoice, pdf, ocr, Hints())
    found = differences(reading.invoice, picture) if picture else ()
    return replace(reading, findings=(*reading.findings, *found))


def _as_given(data: bytes, page: Page, pdf: PdfReader, ocr: OcrEngine, language: str) -> Page:
    """The page read optically with its boxes where the words stand on the page as given, aslant or not."""
    read = ocr.read(pdf.picture(data, page.number, OCR_DPI), language)
    words = tuple(replace(word, box=given(word.box, read.corners, read.turned)) for word in read.words)
    return replace(page, words=words, by="ocr")
