"""Which way a page is read: by its text layer, or optically."""

from __future__ import annotations

from typing import Final

from kontera.core.evidence import Page

FEWEST_WORDS: Final = 12  # a page with fewer holds a stamp or a footer, not an invoice
MOST_COVERED: Final = 0.75  # a picture larger than this is the page itself
FEWEST_BESIDE_PICTURE: Final = 80  # words that outweigh a picture of half the page
HALF: Final = 0.5
STRANGE_SHARE: Final = 0.3


def needs_ocr(page: Page, covered: float) -> bool:
    """Whether the page must be read optically; `covered` is the share (0-1) of it that pictures cover.

    A text layer is used when it has enough words, no picture covers the page, and its letters are legible.
    """
    words = len(page.words)
    if words < FEWEST_WORDS or covered > MOST_COVERED:
        return True
    if covered > HALF and words < FEWEST_BESIDE_PICTURE:
        return True
    return _strange(page) > STRANGE_SHARE


def _strange(page: Page) -> float:
    """The share of characters that no text holds: private use, replacement and control characters."""
    text = "".join(word.text for word in page.words)
    strange = sum(not char.isprintable() or "\ue000" <= char <= "\uf8ff" or char == "\ufffd" for char in text)
    return strange / max(len(text), 1)
