"""A page with more on it than was read is said so, once, and the case shows it."""

from __future__ import annotations

from kontera.core.evidence import Page
from kontera.core.finding import Severity
from kontera.core.legible import not_whole


def test_pages_that_were_read_whole_are_not_spoken_of() -> None:
    assert not_whole((Page(1, 1.0, 1.0), Page(2, 1.0, 1.0, by="ocr"))) == ()


def test_the_pages_that_were_not_are_named_in_one_remark() -> None:
    (found,) = not_whole(Page(at, 1.0, 1.0, by="ocr", whole=at == 2) for at in (1, 2, 3))
    assert (found.rule, found.severity, dict(found.values)) == ("reading.not_whole", Severity.DOUBT, {"page": "1, 3"})
