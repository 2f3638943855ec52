"""A text layer that says something else than the page shows: what nobody sees is not read."""

from __future__ import annotations

import io
import string
from collections.abc import Callable, Iterator
from random import Random

import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from kontera.adapters.pdf.reader import PdfiumReader
from kontera.core.evidence import Page
from kontera.ports import PdfReader
from kontera.steps.reading import Pages, ReadingFacts, way_in

SHOWN = (
    "Norrlunds Bygg AB", "Faktura", "Fakturanummer 48892", "Fakturadatum 2026-03-02", "Bankgiro 991-2346",
    "Konsultation och projektledning i mars", "Montering av hyllor och lister i lagret", "Summa 1 000,00",
    "Moms 25 % 250,00", "Att betala 1 250,00 kr", "Betalas inom trettio dagar efter fakturans datum",
)  # fmt: skip
Draw = Callable[[Canvas, str, float, float], None]


@pytest.fixture(scope="module")
def reader() -> Iterator[PdfiumReader]:
    one = PdfiumReader()
    yield one
    one.close()


def a_page(draw: Draw | None = None, *, hidden: tuple[str, ...] = (), shown: tuple[str, ...] = SHOWN) -> bytes:
    """A page with the shown text, and the hidden text laid on it in the given way."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842))
    for at, text in enumerate(shown):
        canvas.drawString(60, 780 - 24 * at, text)
    for at, text in enumerate(hidden):
        assert draw is not None
        draw(canvas, text, 60, 400 - 24 * at)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def invisibly(canvas: Canvas, text: str, x: float, y: float) -> None:
    written = canvas.beginText(x, y)
    written.setTextRenderMode(3)
    written.textOut(text)
    canvas.drawText(written)


def in_white(canvas: Canvas, text: str, x: float, y: float) -> None:
    canvas.setFillGray(1)
    canvas.drawString(x, y, text)
    canvas.setFillGray(0)


def tiny(canvas: Canvas, text: str, x: float, y: float) -> None:
    canvas.setFont("Helvetica", 0.9)
    canvas.drawString(x, y, text)
    canvas.setFont("Helvetica", 12)


def covered(canvas: Canvas, text: str, x: float, y: float) -> None:
    canvas.drawString(x, y, text)
    canvas.setFillGray(1)
    canvas.rect(x - 5, y - 5, 400, 20, stroke=0, fill=1)
    canvas.setFillGray(0)


def off_the_page(canvas: Canvas, text: str, x: float, y: float) -> None:
    canvas.drawString(x + 900, y, text)


@pytest.mark.parametrize("draw", [invisibly, in_white, tiny, covered, off_the_page])
def test_what_nobody_sees_is_not_among_the_words(reader: PdfReader, draw: Draw) -> None:
    content = reader.content(a_page(draw, hidden=("Bankgiro 5555-5551",)))
    assert [word.text for word in content.pages[0].words] == " ".join(SHOWN).split()
    assert 0 < content.unseen[0] < 0.3
    assert by(content.pages, content.unseen) == ["text"]


@pytest.mark.parametrize("draw", [invisibly, in_white, tiny, covered])
def test_a_page_whose_text_is_mostly_hidden_is_read_optically(reader: PdfReader, draw: Draw) -> None:
    other = tuple(f"{text} enligt något helt annat" for text in SHOWN)
    content = reader.content(a_page(draw, hidden=other))
    assert content.unseen[0] > 0.5
    assert by(content.pages, content.unseen) == [""]


def test_light_text_on_dark_ground_and_faint_text_are_seen(reader: PdfReader) -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842))
    canvas.setFillGray(0.1)
    canvas.rect(40, 700, 500, 60, fill=1)
    canvas.setFillGray(1)
    canvas.drawString(60, 720, "vitt")
    canvas.setFillGray(0.85)
    canvas.setFont("Helvetica", 6)
    canvas.drawString(60, 600, "svagt")
    canvas.showPage()
    canvas.save()
    content = reader.content(out.getvalue())
    assert [word.text for word in content.pages[0].words] == ["vitt", "svagt"]
    assert content.unseen == (0.0,)


def test_text_behind_a_picture_of_other_text_gives_way_to_the_picture(reader: PdfReader) -> None:
    picture = Image.new("RGB", (1190, 1684), "white")
    ImageDraw.Draw(picture).text((100, 100), "Faktura 48892", fill="black", font=ImageFont.load_default(size=40))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842))
    for at, text in enumerate(SHOWN):
        invisibly(canvas, text.replace("48892", "11111"), 60, 780 - 24 * at)
    canvas.drawImage(ImageReader(picture), 40, 40, 400, 560)  # little more than a third of the page
    canvas.showPage()
    canvas.save()
    content = reader.content(out.getvalue())
    assert content.pages[0].words == ()
    assert by(content.pages, content.unseen) == [""]


@pytest.mark.parametrize("seed", range(5))
def test_letters_that_stand_for_others_are_not_believed(reader: PdfReader, seed: int) -> None:
    dice = Random(seed)  # noqa: S311 - the same letters each time
    others = list(string.ascii_lowercase)
    dice.shuffle(others)
    exchanged = str.maketrans(string.ascii_lowercase, "".join(others))
    content = reader.content(a_page(shown=tuple(text.casefold().translate(exchanged) for text in SHOWN)))
    assert by(content.pages, content.unseen) == [""]


def test_letters_whose_codes_are_moved_are_not_believed(reader: PdfReader) -> None:
    moved = tuple("".join(chr(ord(char) - 29) if char > "=" else char for char in text) for text in SHOWN)
    content = reader.content(a_page(shown=tuple("".join(c for c in text if c.isprintable()) for text in moved)))
    assert by(content.pages, content.unseen) == [""]


def by(pages: tuple[Page, ...], unseen: tuple[float, ...]) -> list[str]:
    """How each page is read: by its text, or (empty) optically."""
    found = way_in(ReadingFacts(b"%PDF", pages, (0.0,) * len(pages), unseen=unseen))
    assert isinstance(found, Pages)
    return [page.by for page in found.pages]
