"""Which pages are read optically."""

from __future__ import annotations

from kontera.core.evidence import Box, Page, Word
from kontera.steps.reading import Pages, ReadingFacts, needs_ocr, way_in


def _page(words: int, text: str = "faktura") -> Page:
    return Page(1, 595, 842, tuple(Word(text, Box(0, 0, 0.1, 0.1)) for _ in range(words)), "text")


def test_a_page_with_enough_words_needs_none() -> None:
    assert not needs_ocr(_page(100), covered=0.1)


def test_a_page_without_words_needs_it() -> None:
    assert needs_ocr(_page(3), covered=0.0)


def test_a_picture_over_the_page_needs_it_whatever_text_lies_below() -> None:
    assert needs_ocr(_page(300), covered=0.98)


def test_letters_without_meaning_need_it() -> None:
    assert needs_ocr(_page(100, "\ue001\ue002\ue003"), covered=0.0)


def _by(facts: ReadingFacts) -> list[str]:
    found = way_in(facts)
    assert isinstance(found, Pages)
    return [page.by for page in found.pages]


def test_a_page_of_few_words_is_the_rest_of_a_document_that_has_text() -> None:
    facts = ReadingFacts(b"%PDF", (_page(100), _page(3)), (0.0, 0.0))
    assert _by(facts) == ["text", "text"]


def test_a_page_of_few_words_under_a_picture_or_alone_is_read_optically() -> None:
    under = ReadingFacts(b"%PDF", (_page(100), _page(3)), (0.0, 0.4))
    alone = ReadingFacts(b"%PDF", (_page(3),), (0.0,))
    assert (_by(under), _by(alone)) == (["text", ""], [""])
