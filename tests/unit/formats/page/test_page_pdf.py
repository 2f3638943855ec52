"""The page as PDF: the same sheet, made for archives and screen readers, the same bytes each time."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from typing import Any, Final

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdfium2 import PdfDocument

from build import a_line, an_invoice
from kontera.core.invoice import Invoice
from kontera.core.reading import Reading
from kontera.formats.page.lay import lay_out, sheet_of
from kontera.formats.page.letters import _ENDS, _STARTS, drawable
from kontera.formats.page.pdf import Terms, to_pdf
from kontera.formats.page.words import Language
from random_invoices import INVOICES, OTHERWISE, leaves, shown

UNSHRUNK: Final = (Phase.explicit, Phase.generate)  # a page takes too long to make for shrinking
BLANKS: Final = re.compile(r"\s+")


def pdf(invoice: Invoice, language: Language = Language.SV) -> PdfReader:
    return PdfReader(BytesIO(to_pdf([lay_out(invoice, language)])))


def words(reader: PdfReader) -> str:
    """All text without blanks: a line may break anywhere."""
    return BLANKS.sub("", "".join(page.extract_text() for page in reader.pages))


@settings(max_examples=8, deadline=None, phases=UNSHRUNK)
@given(INVOICES, st.sampled_from(Language))
def test_every_value_that_was_stated_can_be_read_in_the_pdf(invoice: Invoice, language: Language) -> None:
    said = words(pdf(invoice, language))
    lost = [
        path
        for path, value in leaves(invoice)
        if not OTHERWISE.fullmatch(path)
        and not any(BLANKS.sub("", drawable(way)) in said for way in shown(value, language))
    ]
    assert lost == []


def test_the_same_sheet_gives_the_same_bytes() -> None:
    sheets = [lay_out(an_invoice(), Language.SV)]
    assert to_pdf(sheets) == to_pdf(sheets)


def test_the_pdf_is_for_archives_and_for_screen_readers() -> None:
    made = to_pdf([lay_out(an_invoice(), Language.FI)])
    reader = PdfReader(BytesIO(made))
    metadata = reader.xmp_metadata
    assert metadata is not None
    packet = metadata.stream.get_data().decode()
    assert "<pdfaid:part>2" in packet
    assert "<pdfuaid:part>1" in packet
    root: Any = reader.root_object
    assert root["/Lang"] == "fi"
    assert root["/MarkInfo"]["/Marked"]


def test_without_a_date_it_is_for_screen_readers_only() -> None:
    reader = pdf(replace(an_invoice(), issue_date=None))
    metadata = reader.xmp_metadata
    assert metadata is not None
    packet = metadata.stream.get_data().decode()
    assert "<pdfuaid:part>1" in packet
    assert "pdfaid" not in packet


def test_pages_are_a4_and_counted() -> None:
    many = tuple(a_line(id=str(number), description=f"Vara {number}") for number in range(1, 121))
    reader = pdf(replace(an_invoice(), lines=many))
    pages = len(reader.pages)
    assert pages > 2
    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in reader.pages} == {(595, 842)}
    for number, page in enumerate(reader.pages, start=1):
        assert f"Sida {number} av {pages}" in page.extract_text()


def test_the_heads_of_a_table_stand_on_each_page_it_fills() -> None:
    many = tuple(a_line(id=str(number), description=f"Vara {number}") for number in range(1, 121))
    reader = pdf(replace(an_invoice(), lines=many))
    filled = [page.extract_text() for page in reader.pages if "Vara" in page.extract_text()]
    assert len(filled) > 2
    assert all("Benämning" in text and "Belopp" in text for text in filled)


def test_several_invoices_begin_on_pages_of_their_own_and_count_by_themselves() -> None:
    sheets = [lay_out(replace(an_invoice(), number=number), Language.SV) for number in ("A1001", "B2002")]
    pages = [page.extract_text() for page in PdfReader(BytesIO(to_pdf(sheets))).pages]
    assert len(pages) == 2
    assert "A1001" in pages[0]
    assert "B2002" in pages[1]
    assert all("Sida 1 av 1" in text for text in pages)


@pytest.mark.parametrize("name", ["Żółć Ąę", "Ωμέγα", "Привет Ґїє", "Þór Æðey", "Őűšžčř", "100 € ≥ 5 m²"])
def test_letters_beyond_the_nordic_ones_are_drawn(name: str) -> None:
    assert BLANKS.sub("", name) in words(pdf(replace(an_invoice(), seller=replace(an_invoice().seller, name=name))))


def test_every_letter_that_is_said_to_be_drawn_can_be() -> None:
    letters = [chr(point) for start, end in zip(_STARTS, _ENDS, strict=True) for point in range(start, end + 1)]
    shown = " ".join(letter for letter in letters if drawable(letter) == letter)
    reader = pdf(replace(an_invoice(), notes=(shown,)))
    metadata = reader.xmp_metadata
    assert metadata is not None
    assert "<pdfaid:part>2" in metadata.stream.get_data().decode()  # it is refused where a letter is missing


def test_a_letter_that_no_font_has_is_told_by_its_code() -> None:
    assert "[U+4E2D][U+1F600]" in words(pdf(replace(an_invoice(), number="中😀")))


def test_letters_that_cannot_be_drawn_together_still_give_a_page() -> None:
    stacked = "a" + "\u0323\u0302\u0331" * 4 + "ก"
    assert len(pdf(replace(an_invoice(), number=stacked)).pages) == 1


@pytest.mark.parametrize(
    "text", ["#panic()", "$x$", "*bold*", "\\u{41}", '"; #import "@preview/a:1"', "// note", "[a]"]
)
def test_text_is_never_read_as_markup(text: str) -> None:
    assert BLANKS.sub("", text) in words(pdf(replace(an_invoice(), notes=(text,))))


def test_terms_stand_beside_the_labels_when_they_are_asked_for() -> None:
    sheets = [lay_out(an_invoice(), Language.SV)]
    plain, told = (words(PdfReader(BytesIO(to_pdf(sheets, terms)))) for terms in (Terms.HIDDEN, Terms.SHOWN))
    assert "BT-115" not in plain
    assert "BT-115" in told


def test_what_was_left_unread_and_remarked_on_is_in_the_pdf() -> None:
    reading = Reading(an_invoice(), "ubl", unread=("Invoice/cbc:UUID",))
    assert "Invoice/cbc:UUID" in words(PdfReader(BytesIO(to_pdf([sheet_of(reading, Language.SV)]))))


def test_a_very_long_value_does_not_stop_the_page() -> None:
    long = a_line(description="Ord " * 2000, seller_article="X" * 400)
    reader = pdf(replace(an_invoice(), lines=(long,), number="N" * 200))
    assert len(reader.pages) > 1
    assert "X" * 400 in words(reader)


def test_a_word_longer_than_the_page_is_broad_is_broken_and_not_cut() -> None:
    reader = PdfDocument(to_pdf([lay_out(replace(an_invoice(), buyer_reference="ABCDEFGH" * 20), Language.SV)]))
    width, _ = reader[0].get_size()
    page = reader[0].get_textpage()
    rights = [page.get_charbox(at)[2] for at in range(page.count_chars())]
    assert max(rights) < width - 40
