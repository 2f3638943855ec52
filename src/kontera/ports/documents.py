"""What opens, reads and keeps documents: PDFs and pictures, optical reading, bytes by digest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from kontera.core.evidence import Page


@dataclass(frozen=True, slots=True)
class PdfContent:
    """What a PDF holds: pages with their text layer (words may be empty) and embedded files by name.

    `covered` says for each page how large a share (0–1) of it pictures cover, `unseen` how large a share of its text
    layer nobody sees or can know the letters of; such words are not among the page's. In a `portfolio` the pages are a
    cover, and the embedded files the documents.
    """

    pages: tuple[Page, ...]
    embedded: tuple[tuple[str, bytes], ...] = ()
    covered: tuple[float, ...] = ()
    unseen: tuple[float, ...] = ()
    portfolio: bool = False


class PdfReader(Protocol):
    """Opens PDFs and pictures that may be hostile: bounded in time, memory and pages."""

    def content(self, pdf: bytes, password: str = "") -> PdfContent:
        """The text layer and the embedded files.

        Raises Locked without, WrongPassword with a wrong password; UnreadableDocument or DocumentTooLarge.
        """
        ...

    def unlocked(self, pdf: bytes, password: str) -> bytes:
        """The PDF without its encryption, all else as it was. Raises WrongPassword, UnreadableDocument."""
        ...

    def picture(
        self,
        document: bytes,
        page: int,
        dpi: int,
        password: str = "",
        turned: int = 0,
        corners: tuple[float, ...] = (),
    ) -> bytes:
        """One page (from 1) of a PDF or picture as PNG, at most 4,000 pixels a side.

        The sheet with these `Page.corners` is laid flat, then turned by these degrees. Raises UnreadableDocument.
        """
        ...


class OcrEngine(Protocol):
    """Turns one picture into words with places."""

    def read(self, picture: bytes, language: str = "") -> Page:
        """Words with boxes as fractions of the upright page; `language` is ISO 639-1 or empty when unknown."""
        ...


class Blobs(Protocol):
    """Bytes kept by digest, written once and never changed; each company's apart."""

    def put(self, company: str, data: bytes) -> str:
        """Keep the bytes and give their SHA-256 in hex; returns only when they are safe on disk."""
        ...

    def get(self, company: str, digest: str) -> bytes:
        """The bytes as kept, unverified. Raises NotFound."""
        ...

    def has(self, company: str, digest: str) -> bool:
        """Whether they are kept."""
        ...

    def retain(self, company: str, digest: str, until: date) -> None:
        """Hold them at least until this day where the store can enforce it; never shortens."""
        ...
