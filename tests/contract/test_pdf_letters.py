"""Words that a PDF draws letter by letter, each taken for a line of its own, are words again."""

from __future__ import annotations

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from kontera.adapters.pdf.reader import PdfiumReader
from kontera.adapters.pdf.words import Run, _rejoined


def _run(text: str, left: float, *, follows: bool = False) -> Run:
    return Run(list(text), left, 0.0, left + 5.0 * len(text), 8.0, follows=follows)


def _texts(runs: list[Run]) -> list[str]:
    return ["".join(run.letters) for run in _rejoined(runs)]


def test_pieces_of_a_letter_or_two_that_touch_make_one_word() -> None:
    pieces = [_run("D", 0), _run("ie", 5, follows=True), _run("s", 15, follows=True), _run("el", 20, follows=True)]
    assert _texts([*pieces, _run("MK1", 40)]) == ["Diesel", "MK1"]


def test_two_whole_words_that_touch_stay_two() -> None:
    assert _texts([_run("1139619", 0), _run("Er", 35, follows=True)]) == ["1139619", "Er"]


@pytest.mark.parametrize("angle", [90, 270])
def test_text_that_is_turned_by_a_quarter_comes_in_words(angle: int) -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842))
    canvas.setFont("Helvetica", 6)
    canvas.drawString(50, 700, "Faktura 1188")
    canvas.translate(570, 300)
    canvas.rotate(angle)
    canvas.drawString(0, 0, "Tallkottens Bygg AB, org.nr 556016-0680, illi")
    canvas.showPage()
    canvas.save()
    reader = PdfiumReader()
    words = [word.text for word in reader.content(out.getvalue()).pages[0].words]
    reader.close()
    assert words == ["Faktura", "1188", "Tallkottens", "Bygg", "AB,", "org.nr", "556016-0680,", "illi"]
