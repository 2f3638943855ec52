"""What was received: the bytes as they came, by digest, with the way they came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Channel(StrEnum):
    """The way a document came in."""

    UPLOAD = "upload"
    COMMAND = "command"
    API = "api"
    FOLDER = "folder"
    MAIL = "mail"


class MediaType(StrEnum):
    """The types that are received, told by content and never by name."""

    PDF = "application/pdf"
    PNG = "image/png"
    JPEG = "image/jpeg"
    TIFF = "image/tiff"
    WEBP = "image/webp"
    XML = "application/xml"
    TABLE = "text/csv"  # open invoices of earlier books, never an invoice itself
    LEDGER = "application/x-sie"  # the same


@dataclass(frozen=True, slots=True)
class Document:
    """One received document: `digest` is the SHA-256 of its bytes in hex, `size` in bytes, `received` in UTC.

    `name` is the file name as given, `sender` the mail address or the person it came from. `picture` is the digest of
    the PDF that came with an e-invoice and shows it, `picture_name` that file's name.
    """

    digest: str
    size: int
    media_type: MediaType
    name: str
    channel: Channel
    received: datetime
    sender: str = ""
    envelope: str = ""  # the digest of the mail that carried it
    picture: str = ""
    picture_name: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Pages of one received file that are part of an invoice which came in several.

    `case` is what the file became; `pages` are its page numbers, from 1; `opened` is its copy without encryption.
    """

    case: str
    document: Document
    pages: tuple[int, ...]
    opened: str = ""

    @property
    def readable(self) -> str:
        """The digest of the bytes that are read."""
        return self.opened or self.document.digest


def piece_at(pieces: tuple[Piece, ...], number: int) -> tuple[Piece, int] | None:
    """The file that this page of the joined document stands in, and its number there; None past the last page."""
    for piece in pieces:
        if 1 <= number <= len(piece.pages):
            return piece, piece.pages[number - 1]
        number -= len(piece.pages)
    return None


@dataclass(frozen=True, slots=True)
class Refused:
    """A document that was not taken in, with the reason as an error code and its words."""

    digest: str
    name: str
    size: int
    channel: Channel
    received: datetime
    code: str
    reason: str
    sender: str = ""
