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
