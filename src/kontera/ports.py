"""The doors to the world, each a small Protocol; every door has a twin in `adapters.inmemory`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from kontera.core.evidence import Page


@dataclass(frozen=True, slots=True)
class PdfContent:
    """What a PDF holds: pages with their text layer (words may be empty) and embedded files by name.

    `covered` says for each page how large a share (0–1) of it pictures cover.
    """

    pages: tuple[Page, ...]
    embedded: tuple[tuple[str, bytes], ...] = ()
    covered: tuple[float, ...] = ()


class PdfReader(Protocol):
    """Opens PDFs that may be hostile: bounded in time, memory and pages."""

    def content(self, pdf: bytes, password: str = "") -> PdfContent:
        """The text layer and the embedded files. Raises UnreadableDocument or DocumentTooLarge."""
        ...

    def picture(self, pdf: bytes, page: int, dpi: int, password: str = "") -> bytes:
        """One page (from 1) as PNG, at most 4,000 pixels a side. Raises UnreadableDocument."""
        ...


class OcrEngine(Protocol):
    """Turns one picture into words with places."""

    def read(self, picture: bytes, language: str = "") -> Page:
        """Words with boxes as fractions of the upright page; `language` is ISO 639-1 or empty when unknown."""
        ...
