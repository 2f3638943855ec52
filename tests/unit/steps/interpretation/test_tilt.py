"""A page that leans is brought level before its words are put into rows."""

from __future__ import annotations

import pytest

from kontera.core.evidence import Box, Page, Word
from kontera.steps.interpretation.layout import laid_out
from kontera.steps.interpretation.tilt import tilt

RATIO = 1.414


def leaning(rise: float, by: str = "ocr") -> Page:
    """Ten lines of a description of three words and an amount far to the right, on a page that leans by `rise`."""
    words = []
    for line in range(10):
        for text, x in (("Byte", 0.1), ("av", 0.16), ("lampa", 0.19), ("14482.72", 0.85)):
            wide = 0.01 * len(text)
            y = 0.1 + 0.05 * line + rise * (x + wide / 2) / RATIO
            words.append(Word(text, Box(x, y, x + wide, y + 0.018), 0.98))
    return Page(1, 1000.0, 1000.0 * RATIO, tuple(words), by)


@pytest.mark.parametrize("rise", [-0.03, -0.015, 0.0, 0.015, 0.03])
def test_an_amount_far_to_the_right_stands_in_the_row_of_its_words(rise: float) -> None:
    rows = laid_out((leaning(rise),)).rows
    assert [row.text for row in rows] == ["Byte av lampa 14482.72"] * 10


@pytest.mark.parametrize("rise", [-0.03, 0.015, 0.05])
def test_the_lean_is_told_by_neighbours_on_a_line(rise: float) -> None:
    assert tilt(leaning(rise).words, RATIO) == pytest.approx(rise, abs=0.001)


def test_few_words_or_a_level_page_tell_no_lean() -> None:
    assert tilt(leaning(0.03).words[:12], RATIO) == 0
    assert tilt(leaning(0.001).words, RATIO) == 0


def test_a_text_layer_stands_as_it_was_set() -> None:
    assert laid_out((leaning(0.0, "text"),)).rows[0].y0 == pytest.approx(141.4)
