"""Finds the picture an e-invoice carries, and reads it as if it had come alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from time import thread_time
from typing import Final

from kontera.core.errors import KonteraError
from kontera.core.evidence import Page
from kontera.core.invoice import Invoice
from kontera.core.laying import laid
from kontera.core.marks import shows
from kontera.ports import OcrEngine, PdfContent, PdfReader
from kontera.steps.comparison import Picture
from kontera.steps.interpretation.hints import Hints
from kontera.steps.interpretation.interpret import interpret
from kontera.steps.reading import needs_ocr

OCR_DPI: Final = 200
MOST_PAGES: Final = 10  # what follows later are terms and specifications
MOST_RECOGNISED: Final = 2
PDF: Final = b"%PDF-"
PDF_START: Final = 1024
QUARTER_TURNS: Final = (90, 270)
MOST_FILES: Final = 4
MOST_SECONDS: Final = 600.0  # of processor for the pages of one document; one of 200 ordinary scans takes half


def picture_beside(invoice: Invoice, pdf: PdfReader, ocr: OcrEngine | None, hints: Hints) -> Picture | None:
    """The attached PDF that shows the invoice, as it reads; an annex shows something else.

    One that cannot be opened is passed over: the person sees that at the desk.
    """
    pdfs = [(at, one) for at, one in enumerate(invoice.attachments) if PDF in one.content[:PDF_START]]
    for at, attached in pdfs[:MOST_FILES]:
        try:
            content = pdf.content(attached.content)
        except KonteraError:
            continue
        name = attached.filename or attached.number
        found = picture_of(name, attached.content, content, pdf, ocr, hints)
        if found is not None and shows(invoice, found.text):
            return replace(found, attachment=at)
    return None


def picture_of(
    name: str, data: bytes, content: PdfContent, pdf: PdfReader, ocr: OcrEngine | None, hints: Hints
) -> Picture | None:
    """What a PDF's pages say; pages without words are read optically where an optical reader is given."""
    covered = content.covered or (0.0,) * len(content.pages)
    unseen = content.unseen or (0.0,) * len(content.pages)
    shown = list(zip(content.pages, covered, unseen, strict=True))[:MOST_PAGES]
    pages = tuple(replace(seen[0], words=()) if needs_ocr(*seen) else seen[0] for seen in shown)
    if ocr is not None and not any(page.words for page in pages):
        read = tuple(recognised(data, page, pdf, ocr) for page in pages[:MOST_RECOGNISED])
        pages = (*read, *pages[MOST_RECOGNISED:])
    legible = tuple(page for page in pages if page.words)
    return Picture(name, pages, interpret(legible, hints)) if legible else None


def all_recognised(
    data: bytes,
    pages: Iterable[Page],
    pdf: PdfReader,
    ocr: OcrEngine,
    password: str = "",
    spent: Callable[[], float] = thread_time,
) -> Iterator[Page]:
    """The pages, those without words read optically, until the document has had its share of processor time.

    `spent` tells the seconds used so far. Pages that are left are empty, and said not to be whole.
    """
    begun = spent()
    for page in pages:
        if page.by:
            yield page
        elif spent() - begun < MOST_SECONDS:
            yield recognised(data, page, pdf, ocr, password)
        else:
            yield replace(page, words=(), by="ocr", whole=False)


def recognised(data: bytes, page: Page, pdf: PdfReader, ocr: OcrEngine, password: str = "") -> Page:
    """The page read optically, upright: as broad and high as it then stands, in the document's own measure."""
    read = ocr.read(pdf.picture(data, page.number, OCR_DPI, password))
    width, height = (page.height, page.width) if read.turned in QUARTER_TURNS else (page.width, page.height)
    if read.corners or not (width and height):  # a sheet that was laid flat has another shape than its photograph
        width, height = read.width, read.height
    codes = tuple(replace(code, box=laid(code.box, read.corners, read.turned)) for code in page.codes)
    return replace(read, number=page.number, width=width, height=height, by="ocr", codes=codes)
