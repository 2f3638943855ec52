"""Draws a laid-out invoice as PDF, and says where each text is."""

from __future__ import annotations

import io
from dataclasses import dataclass

from reportlab.graphics.barcode.code128 import Code128
from reportlab.pdfgen.canvas import Canvas

from kontera.core.invoice import Invoice
from kontera.samples.layout import lay_out
from kontera.samples.sheet import A4, Bars, Fill, Ink, Run, Sheet, Stroke
from kontera.samples.style import style

HEIGHT = A4[1]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawn invoice: the PDF's bytes, and every text on it with its place and what it says."""

    pdf: bytes
    runs: tuple[Run, ...]


def draw(invoice: Invoice, layout_seed: int, language: str, web: str = "") -> Drawn:
    """Draw the invoice in the look of this seed, with labels in sv, fi, nb, da, en or de.

    The same arguments give the same bytes. Raises KeyError for another language.
    """
    return drawn(lay_out(invoice, style(layout_seed, language), web), invoice)


def drawn(sheet: Sheet, invoice: Invoice, only: int = 0) -> Drawn:
    """The PDF of a sheet that shows the invoice, or something about it; of one page alone where `only` names it."""
    written = io.BytesIO()
    canvas = Canvas(written, pagesize=A4, invariant=1, pageCompression=1)
    canvas.setTitle(invoice.number)
    canvas.setAuthor(invoice.seller.name)
    canvas.setCreator("Kontera")
    for page in (only,) if only else range(1, sheet.pages + 1):
        for ink in sheet.inks:
            if ink.page == page:
                _paint(canvas, ink)
        canvas.showPage()
    canvas.save()
    return Drawn(written.getvalue(), tuple(run for run in sheet.runs if not only or run.page == only))


def draw_pdf(invoice: Invoice, layout_seed: int, language: str, web: str = "") -> bytes:
    """The PDF of `draw` alone."""
    return draw(invoice, layout_seed, language, web).pdf


def _paint(canvas: Canvas, ink: Ink) -> None:
    """Put one thing on the page; the canvas counts from the bottom."""
    match ink:
        case Run():
            canvas.setFillColorRGB(*ink.colour)
            canvas.setFont(ink.font, ink.size)
            canvas.drawString(ink.x, HEIGHT - ink.y, ink.text)
        case Stroke():
            canvas.setStrokeColorRGB(*ink.colour)
            canvas.setLineWidth(ink.width)
            canvas.line(ink.start[0], HEIGHT - ink.start[1], ink.end[0], HEIGHT - ink.end[1])
        case Fill():
            canvas.setFillColorRGB(*ink.colour)
            low, high = HEIGHT - ink.y - ink.height, HEIGHT - ink.y
            if ink.round:
                canvas.ellipse(ink.x, low, ink.x + ink.width, high, stroke=0, fill=1)
            else:
                canvas.rect(ink.x, low, ink.width, ink.height, stroke=0, fill=1)
        case Bars():
            canvas.setFillColorRGB(0, 0, 0)
            code = Code128(ink.digits, barHeight=ink.height, barWidth=1.0, quiet=0)
            scaled = Code128(ink.digits, barHeight=ink.height, barWidth=ink.width / code.width, quiet=0)
            scaled.drawOn(canvas, ink.x, HEIGHT - ink.y - ink.height)
