"""Reads documents without a company and without a database: the first steps of the way, as one call."""

from __future__ import annotations

from kontera.core.document import MediaType
from kontera.core.errors import UnreadableDocument
from kontera.core.evidence import Page
from kontera.core.reading import Reading
from kontera.formats.media import media_type
from kontera.pipeline.facts import OCR_DPI
from kontera.ports import OcrEngine, PdfContent, PdfReader
from kontera.steps.interpretation.hints import Hints
from kontera.steps.interpretation.interpret import interpret
from kontera.steps.reading import Data, Pages, ReadingFacts, way_in


def read_document(data: bytes, pdf: PdfReader, ocr: OcrEngine, password: str = "") -> tuple[Reading, ...]:
    """Every invoice in a document, each value with its evidence. Raises UnreadableDocument, UnsupportedDocument."""
    content = PdfContent(()) if media_type(data) is MediaType.XML else pdf.content(data, password)
    match way_in(ReadingFacts(data, content.pages, content.covered, content.embedded)):
        case Data(readings):
            return readings
        case Pages(pages):
            read = tuple(page if page.by else _recognised(data, page, pdf, ocr, password) for page in pages)
            return (interpret(read, Hints()),)


def words_of(data: bytes, pdf: PdfReader, ocr: OcrEngine, language: str = "") -> tuple[Page, ...]:
    """The words of a document's pages; a picture is always read optically, a PDF where it has no text of its own.

    Raises UnreadableDocument for an e-invoice, which has no pages.
    """
    if media_type(data) is MediaType.XML:
        raise UnreadableDocument(reason="an e-invoice has no pages")
    content = pdf.content(data)
    facts = way_in(ReadingFacts(data, content.pages, content.covered, ()))
    if isinstance(facts, Data):
        raise UnreadableDocument(reason="the document has no pages")
    return tuple(page if page.by else _recognised(data, page, pdf, ocr, "", language) for page in facts.pages)


def _recognised(data: bytes, page: Page, pdf: PdfReader, ocr: OcrEngine, password: str, language: str = "") -> Page:
    read = ocr.read(pdf.picture(data, page.number, OCR_DPI, password), language)
    return Page(page.number, page.width or read.width, page.height or read.height, read.words, "ocr")
