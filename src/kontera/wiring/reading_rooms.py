"""Reads documents with the doors that reading needs: no database, no web framework."""

from __future__ import annotations

import atexit
from functools import cache

from kontera.adapters.ocr.engine import RapidEngine
from kontera.adapters.pdf.reader import PdfiumReader
from kontera.core.evidence import Page
from kontera.core.reading import Reading
from kontera.pipeline.read import files_in, read_document, words_of
from kontera.ports import OcrEngine, PdfReader


def pdf_reader() -> PdfReader:
    """The reader of PDFs and pictures, in its own bounded process, which ends with this one."""
    reader = PdfiumReader()
    atexit.register(reader.close)
    return reader


def ocr_engine() -> OcrEngine:
    """The optical reader with the models that ship in its package; they are loaded at the first picture."""
    return RapidEngine()


@cache
def _shared() -> tuple[PdfReader, OcrEngine]:
    """This process's one PDF reader and one optical reader."""
    return pdf_reader(), ocr_engine()


def read(data: bytes, password: str = "") -> tuple[Reading, ...]:
    """Every invoice in a document. Raises UnreadableDocument, UnsupportedDocument, DocumentTooLarge."""
    return read_document(data, *_shared(), password)


def inside(data: bytes, password: str = "") -> tuple[tuple[str, bytes], ...]:
    """The files in a ZIP, a mail or a portfolio, with their names; a document alone has none. Raises as `read`."""
    return files_in(data, _shared()[0], password)


def words(data: bytes, language: str = "") -> tuple[Page, ...]:
    """The words of a document's pages. Raises UnreadableDocument, UnsupportedDocument, DocumentTooLarge."""
    return words_of(data, *_shared(), language)
