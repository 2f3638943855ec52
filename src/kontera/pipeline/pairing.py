"""Pairs e-invoices with the PDFs that show them, among files that came together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from kontera.core.errors import KonteraError
from kontera.core.invoice import Invoice
from kontera.core.marks import shows
from kontera.formats.detect import is_invoice_xml, read_xml
from kontera.ports import PdfReader

PDF: Final = b"%PDF-"
PDF_START: Final = 1024
MOST_PAIRED: Final = 20  # files of one mail or ZIP that are compared; more are taken in one by one


@dataclass(frozen=True, slots=True)
class File:
    """A file with its name, and the PDF (name and bytes) that came with it and shows the same invoice."""

    name: str
    data: bytes
    picture: tuple[str, bytes] | None = None


def paired(files: Sequence[tuple[str, bytes]], pdf: PdfReader) -> tuple[File, ...]:
    """The files in their order; a PDF that shows an e-invoice among them stands with it and no more for itself.

    Told by content: the PDF's own text bears the marks of the invoice. What is not sure stays a file of its own.
    """
    taken = [File(name, data) for name, data in files]
    if len(taken) > MOST_PAIRED or not any(PDF in file.data[:PDF_START] for file in taken):
        return tuple(taken)
    invoices = dict(_invoices(taken))
    gone: set[int] = set()
    for at, file in enumerate(taken):
        if not invoices or PDF not in file.data[:PDF_START]:
            continue
        text = _text(file.data, pdf)
        shown = next((number for number, invoice in invoices.items() if text and shows(invoice, text)), None)
        if shown is not None:
            taken[shown] = replace(taken[shown], picture=(file.name, file.data))
            del invoices[shown]
            gone.add(at)
    return tuple(file for at, file in enumerate(taken) if at not in gone)


def _invoices(files: Sequence[File]) -> Iterator[tuple[int, Invoice]]:
    """The files that hold exactly one e-invoice as XML."""
    for at, file in enumerate(files):
        if not is_invoice_xml(file.data):
            continue
        try:
            readings = read_xml(file.data)
        except KonteraError:
            continue
        if len(readings) == 1:
            yield at, readings[0].invoice


def _text(data: bytes, pdf: PdfReader) -> str:
    """The words of a PDF with a text layer; empty for a scan, and for what cannot be opened."""
    try:
        return " ".join(word.text for page in pdf.content(data).pages for word in page.words)
    except KonteraError:
        return ""
