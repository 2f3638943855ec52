"""What a hostile document may cost: the child that opens it is bounded, and what ended one is refused at once."""

from __future__ import annotations

import io
import resource
import zlib
from collections.abc import Iterator

import pytest
from PIL import Image
from pypdf import PdfWriter

from hostile import one_page, stream
from hostile_bombs import an_attached_bomb, many_pages, packed_twice, patterns_in_themselves
from kontera.adapters.pdf.bounds import SECONDS
from kontera.adapters.pdf.portfolio import is_portfolio
from kontera.adapters.pdf.reader import PdfiumReader
from kontera.core.errors import UnreadableDocument

STARTING = 3.0  # seconds of processor: the child loads its libraries


@pytest.fixture
def reader() -> Iterator[PdfiumReader]:
    one = PdfiumReader()
    yield one
    one.close()


def refusal(reader: PdfiumReader, pdf: bytes) -> str:
    with pytest.raises(UnreadableDocument) as refused:
        reader.content(pdf)
    return str(refused.value.values["reason"])


def spent() -> float:
    """Seconds of processor that ended children of this process have used."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@pytest.mark.parametrize("pdf", [packed_twice(), an_attached_bomb()])
def test_a_document_that_needs_more_memory_than_there_is_says_so(reader: PdfiumReader, pdf: bytes) -> None:
    assert refusal(reader, pdf) == "it needs too much memory"


def test_a_document_that_takes_too_long_says_so_and_is_not_tried_again(reader: PdfiumReader) -> None:
    pdf = patterns_in_themselves()
    before = spent()
    assert refusal(reader, pdf) == "it takes more time to open than allowed"
    once = spent()
    assert once - before < SECONDS + STARTING
    assert refusal(reader, pdf) == "it takes more time to open than allowed"
    assert spent() == once


def test_what_was_opened_is_known_to_the_step_that_asks_next(reader: PdfiumReader) -> None:
    pdf = one_page(stream(b"BT /F1 12 Tf 50 700 Td (Faktura 12345) Tj ET"))
    assert reader.content(pdf) is reader.content(pdf)


def test_two_hundred_honest_pages_are_opened_whole(reader: PdfiumReader) -> None:
    rows = b"".join(b"BT /F1 9 Tf 50 %d Td (Artikel %d 1 250,00) Tj ET " % (800 - 12 * at, at) for at in range(60))
    assert len(reader.content(many_pages(200, rows)).pages) == 200


def test_one_page_of_many_sheets_is_drawn_without_the_others(reader: PdfiumReader) -> None:
    out = io.BytesIO()
    sheets = [Image.new("L", (60 + at, 40), 255) for at in range(120)]
    sheets[0].save(out, "TIFF", save_all=True, append_images=sheets[1:])
    assert [page.width for page in reader.content(out.getvalue()).pages] == [60.0 + at for at in range(120)]
    assert Image.open(io.BytesIO(reader.picture(out.getvalue(), 120, 72))).size == (179, 40)


def test_a_huge_photograph_is_made_smaller_as_it_is_decoded(reader: PdfiumReader) -> None:
    out = io.BytesIO()
    Image.new("RGB", (10_400, 10_400), "white").save(out, "JPEG", quality=20)
    assert reader.content(out.getvalue()).pages[0].width == 10_400
    assert Image.open(io.BytesIO(reader.picture(out.getvalue(), 1, 72))).size == (4_000, 4_000)


def a_collection(catalogue: bytes) -> bytes:
    return (
        b"%PDF-1.5 1 0 obj <</Type/ObjStm/N 1/Filter/FlateDecode>>stream\n" + zlib.compress(catalogue) + b"\nendstream"
    )


def test_a_portfolio_is_told_by_its_catalogue_wherever_that_stands() -> None:
    paper = b"%PDF-1.4"
    assert is_portfolio(b"<</Type/Catalog/Collection 7 0 R>>", [b"<a/>", paper])
    assert is_portfolio(a_collection(b"<</Type/Catalog/Collection<</View/T>>>>"), [paper])
    assert not is_portfolio(a_collection(b"<</Type/Catalog/CollectionItem 3 0 R>>"), [paper])
    assert not is_portfolio(a_collection(b"<</Type/Catalog>>"), [paper])
    assert not is_portfolio(b"<</Type/Catalog/Collection 7 0 R>>", [b"<a/>"])


def test_embedded_files_of_an_ordinary_document_are_no_portfolio(reader: PdfiumReader) -> None:
    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(595, 842)
    writer.add_attachment("a.pdf", b"%PDF-1.4")
    writer.write(out)
    assert not reader.content(out.getvalue()).portfolio
