"""Words as segments and rows."""

from __future__ import annotations

from tests.unit.steps.interpretation.pages import a_page

from kontera.core.evidence import Box, Page, Word
from kontera.steps.interpretation.layout import folded, laid_out


def test_a_wide_gap_parts_two_segments_of_a_row() -> None:
    sheet = laid_out((a_page((6, 5, "Att betala"), (60, 5, "1 753,00 kr")),))
    assert [segment.text for segment in sheet.rows[0].segments] == ["Att betala", "1 753,00 kr"]


def test_a_slightly_skewed_line_stays_one_row() -> None:
    words = tuple(
        Word(f"ord{i}", Box(0.1 * i, 0.1 + 0.0004 * i, 0.1 * i + 0.05, 0.112 + 0.0004 * i)) for i in range(1, 9)
    )
    assert len(laid_out((Page(1, 595, 842, words, "ocr"),)).rows) == 1


def test_rows_of_later_pages_come_later() -> None:
    sheet = laid_out((a_page((6, 90, "ett")), a_page((6, 5, "två"), number=2)))
    assert [(row.page, row.text) for row in sheet.rows] == [(1, "ett"), (2, "två")]


def test_folding_takes_away_accents_and_marks() -> None:
    assert folded("Förfallodatum:") == "forfallodatum"
    assert folded("Øreavrunding") == "oreavrunding"
    assert folded("123-45") == ""
