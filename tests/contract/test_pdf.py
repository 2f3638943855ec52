"""What every PDF reader promises, on friendly and hostile files."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
import segno
from PIL import Image
from pypdf import PdfReader as Pypdf
from pypdf import PdfWriter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from kontera.adapters.pdf.reader import PdfiumReader
from kontera.core.errors import DocumentTooLarge, UnreadableDocument
from kontera.ports import PdfReader


@pytest.fixture(scope="module")
def reader() -> Iterator[PdfiumReader]:
    one = PdfiumReader(most_pages=5)
    yield one
    one.close()


def a_pdf(pages: int = 1, size: tuple[float, float] = (595, 842)) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size)
    for _ in range(pages):
        canvas.drawString(50, size[1] - 92, "Fakturanummer: 12345 Förfallodatum")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def changed(pdf: bytes, *, password: str = "", attachment: bytes = b"", rotation: int = 0) -> bytes:
    writer = PdfWriter(clone_from=Pypdf(io.BytesIO(pdf)))
    if rotation:
        writer.pages[0].rotate(rotation)
    if attachment:
        writer.add_attachment("invoice.xml", attachment)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_words_come_with_their_places_on_the_upright_page(reader: PdfReader) -> None:
    page = reader.content(a_pdf()).pages[0]
    assert [word.text for word in page.words] == ["Fakturanummer:", "12345", "Förfallodatum"]
    assert page.by == "text"
    assert 0.08 < page.words[0].box.x0 < 0.09
    assert 0.09 < page.words[0].box.y0 < page.words[0].box.y1 < 0.12


def test_rotation_is_respected(reader: PdfReader) -> None:
    page = reader.content(changed(a_pdf(), rotation=90)).pages[0]
    assert (page.width, page.height) == (842, 595)
    assert page.words[0].box.x0 > 0.85


def test_embedded_files_are_given_by_name(reader: PdfReader) -> None:
    content = reader.content(changed(a_pdf(), attachment=b"<Invoice/>"))
    assert content.embedded == (("invoice.xml", b"<Invoice/>"),)


def test_the_share_that_a_picture_covers_is_told(reader: PdfReader) -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(400, 400))
    picture = io.BytesIO()
    Image.new("RGB", (20, 20), "red").save(picture, "PNG")
    picture.seek(0)
    canvas.drawInlineImage(Image.open(picture), 0, 0, 400, 200)
    canvas.showPage()
    canvas.save()
    assert reader.content(out.getvalue()).covered[0] == pytest.approx(0.5, abs=0.03)


def test_a_page_is_drawn_as_png(reader: PdfReader) -> None:
    picture = Image.open(io.BytesIO(reader.picture(a_pdf(), 1, 72)))
    assert picture.size == (595, 842)


def test_a_huge_page_is_drawn_small(reader: PdfReader) -> None:
    picture = Image.open(io.BytesIO(reader.picture(a_pdf(size=(14_000, 200)), 1, 300)))
    assert max(picture.size) <= 4_000


def test_a_page_that_is_not_there_is_an_error(reader: PdfReader) -> None:
    with pytest.raises(UnreadableDocument):
        reader.picture(a_pdf(), 2, 72)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.7])
def test_a_truncated_file_is_unreadable_or_read(reader: PdfReader, share: float) -> None:
    pdf = a_pdf(3)
    with pytest.raises(UnreadableDocument):
        reader.content(pdf[: int(len(pdf) * share)])


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"PK\x03\x04", b"\x00" * 5000])
def test_what_is_no_pdf_is_unreadable(reader: PdfReader, data: bytes) -> None:
    with pytest.raises(UnreadableDocument):
        reader.content(data)


def test_a_protected_file_asks_for_the_password(reader: PdfReader) -> None:
    pdf = changed(a_pdf(), password="hemligt")
    with pytest.raises(UnreadableDocument, match="password"):
        reader.content(pdf)
    assert reader.content(pdf, password="hemligt").pages[0].words


def test_too_many_pages_are_too_large(reader: PdfReader) -> None:
    with pytest.raises(DocumentTooLarge):
        reader.content(a_pdf(6))


def test_the_reader_goes_on_after_a_hostile_file(reader: PdfReader) -> None:
    with pytest.raises(UnreadableDocument):
        reader.content(b"%PDF-1.4 junk")
    assert reader.content(a_pdf()).pages[0].words


def test_a_child_that_died_is_replaced() -> None:
    one = PdfiumReader()
    one.content(a_pdf())
    one._idle[0]._process.kill()  # noqa: SLF001 - stands for a crash in the library
    one._idle[0]._process.wait()  # noqa: SLF001 - as above
    assert one.content(a_pdf()).pages
    one.close()


def test_a_picture_of_several_pages_opens_like_a_pdf(reader: PdfReader) -> None:
    out = io.BytesIO()
    sheets = [Image.new("L", (60, 40), 255), Image.new("1", (50, 30), 1)]
    sheets[0].save(out, "TIFF", save_all=True, append_images=sheets[1:])
    content = reader.content(out.getvalue())
    assert [(page.width, page.height, page.words) for page in content.pages] == [(60, 40, ()), (50, 30, ())]
    assert content.covered == (1.0, 1.0)
    assert Image.open(io.BytesIO(reader.picture(out.getvalue(), 2, 72))).size == (50, 30)


def test_a_picture_is_turned_as_its_exif_says(reader: PdfReader) -> None:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned a quarter to the right
    Image.new("RGB", (60, 40), "white").save(out, "JPEG", exif=exif)
    assert Image.open(io.BytesIO(reader.picture(out.getvalue(), 1, 72))).size == (40, 60)


def test_what_is_no_picture_is_unreadable(reader: PdfReader) -> None:
    with pytest.raises(UnreadableDocument):
        reader.picture(b"GIF89a nothing", 1, 72)


def test_a_code_on_a_picture_is_read_with_its_place(reader: PdfReader) -> None:
    (page,) = reader.content(a_coded_picture()).pages
    (code,) = page.codes
    assert (code.kind, code.text) == ("qr", "BCD\n002")
    assert 0.2 < code.box.x0 < code.box.x1 < 0.8


def test_a_code_drawn_on_a_pdf_page_is_read(reader: PdfReader) -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842))
    canvas.drawImage(ImageReader(io.BytesIO(a_coded_picture())), 100, 100, 200, 200)
    canvas.save()
    (page,) = reader.content(out.getvalue()).pages
    assert [code.text for code in page.codes] == ["BCD\n002"]


def a_coded_picture() -> bytes:
    out = io.BytesIO()
    segno.make("BCD\n002", error="m", micro=False).save(out, kind="png", scale=6, border=12)
    return out.getvalue()
