"""The doors that reading needs: no database, no web framework."""

from __future__ import annotations

from functools import cache

from kontera.adapters.ocr.engine import RapidOcrEngine
from kontera.adapters.pdf.reader import PdfiumReader
from kontera.ports import OcrEngine, PdfReader


def pdf_reader() -> PdfReader:
    """The reader of PDFs and pictures, in its own bounded process."""
    return PdfiumReader()


def ocr_engine() -> OcrEngine:
    """The optical reader with the models that ship in its package."""
    return RapidOcrEngine()


@cache
def shared_pdf() -> PdfReader:
    """This process's one PDF reader."""
    return pdf_reader()


@cache
def shared_ocr() -> OcrEngine:
    """This process's one optical reader; its models are loaded at the first picture."""
    return ocr_engine()
