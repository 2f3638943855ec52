"""What one page, and one document, may cost to be read optically: the rest is left, and said to be."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from kontera.adapters.ocr.detection import Quad
from kontera.adapters.ocr.recognition import MOST_READ, affordable
from kontera.core.evidence import Page
from kontera.pipeline.picture import MOST_SECONDS, all_recognised
from kontera.ports import PdfContent


def a_line(wide: float, high: float = 48.0) -> Quad:
    return np.array([[0, 0], [wide, 0], [wide, high], [0, high]], dtype=np.float32)


class Drawn:
    """Draws every page as its number."""

    def content(self, pdf: bytes, password: str = "") -> PdfContent:
        return PdfContent(())

    def unlocked(self, pdf: bytes, password: str) -> bytes:
        return pdf

    def picture(
        self, document: bytes, page: int, dpi: int, password: str = "", turned: int = 0, corners: tuple[float, ...] = ()
    ) -> bytes:
        return bytes([page])


class Reads:
    """Reads nothing, and says how broad the page is."""

    def read(self, picture: bytes, language: str = "") -> Page:
        return Page(1, float(picture[0]), 1.0, (), "ocr")


def test_the_lines_of_an_ordinary_page_are_all_read() -> None:
    assert affordable([]) == 0
    assert affordable([a_line(400) for _ in range(200)]) == 200


def test_of_a_page_full_of_lines_the_first_are_read() -> None:
    lines = [a_line(3_000) for _ in range(1_500)]
    read = affordable(lines)
    assert 0 < read * 3_000 < MOST_READ
    assert affordable([a_line(10) for _ in range(1_500)]) < 1_500  # short ones are filled up, and cost as much


def test_a_document_that_had_its_time_leaves_its_last_pages_and_says_so() -> None:
    clock: Iterator[float] = iter((0.0, 1.0, MOST_SECONDS - 1, MOST_SECONDS, MOST_SECONDS + 1))
    pages = (Page(1, 9.0, 9.0), Page(2, 9.0, 9.0), Page(3, 9.0, 9.0, by="text"), Page(4, 9.0, 9.0), Page(5, 9.0, 9.0))
    read = tuple(all_recognised(b"", pages, Drawn(), Reads(), spent=lambda: next(clock)))
    assert [(page.number, page.by, page.whole) for page in read] == [
        (1, "ocr", True), (2, "ocr", True), (3, "text", True), (4, "ocr", False), (5, "ocr", False),
    ]  # fmt: skip
