"""Text that runs up or down the page's edge is read as if it stood level below the page."""

from __future__ import annotations

import pytest
from tests.unit.steps.interpretation.pages import SWEDISH, a_page

from kontera.core.evidence import Box, Page, Word
from kontera.steps.interpretation.hints import Hints
from kontera.steps.interpretation.interpret import interpret
from kontera.steps.interpretation.layout import laid_out
from kontera.steps.interpretation.turned import turned

LETTER = 0.006  # of the page's height
BROAD = 0.01  # of its width


def on_the_edge(text: str, *, upward: bool = True, x: float = 0.96) -> tuple[Word, ...]:
    """The words of a text that runs up (or down) the edge."""
    words, at = [], 0.1
    for part in text.split():
        end = at + LETTER * len(part)
        y0, y1 = (1 - end, 1 - at) if upward else (at, end)
        words.append(Word(part, Box(x, y0, x + BROAD, y1), 1.0))
        at = end + LETTER * 0.5
    return tuple(words)


def with_edge(page: Page, words: tuple[Word, ...]) -> Page:
    return Page(page.number, page.width, page.height, (*page.words, *words), page.by)


@pytest.mark.parametrize("upward", [True, False])
def test_a_turned_line_is_one_row_below_the_page_in_its_own_order(upward: bool) -> None:
    page = with_edge(
        a_page((6, 5, "Faktura 1188")), on_the_edge("Tallkottens Bygg AB org.nr 556016-0680", upward=upward)
    )
    rows = laid_out((page,)).rows
    assert [row.text for row in rows] == ["Faktura 1188", "Tallkottens Bygg AB org.nr 556016-0680"]


def test_a_turned_word_keeps_its_own_place_as_evidence() -> None:
    page = with_edge(a_page((6, 5, "Faktura 1188")), on_the_edge("Tallkottens"))
    token = laid_out((page,)).rows[-1].segments[0].tokens[0]
    assert token.box == page.words[-1].box


def test_level_words_are_left_where_they_stand() -> None:
    page = a_page(*SWEDISH)
    assert turned(page.words, 1000 * page.height / page.width) == {}


def test_a_number_that_only_the_edge_names_is_the_suppliers() -> None:
    unnamed = [text for text in SWEDISH if "55603" not in text[2] and "SE55" not in text[2]]
    page = with_edge(
        a_page(*unnamed), on_the_edge("Ekdungens Transport AB, org.nr 556016-0680, Momsreg.nr SE556016068001")
    )
    assert interpret((page,), Hints()).invoice.seller.vat_number == "SE556016068001"
