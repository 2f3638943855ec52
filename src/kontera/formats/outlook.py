"""Opens a mail that Outlook saved (.msg): a compound file of MAPI properties. Nothing in it is believed.

Source: [MS-OXMSG] 2.2 (storages and streams) and 2.4 (properties of a fixed length), [MS-OXPROPS] (their numbers).
"""

from __future__ import annotations

import codecs
import io
import struct
from collections.abc import Iterator
from functools import cached_property
from typing import Final

import olefile

from kontera.core.errors import DocumentTooLarge, UnreadableDocument
from kontera.formats.ornament import is_ornament

MOST_ENTRIES: Final = 20_000  # streams and storages: a mail with fifty attachments has some thousands
MOST_DEPTH: Final = 5  # mails in each other
MOST_BYTES: Final = 100 * 1024**2
MOST_TEXT: Final = 64 * 1024
_MARK: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PROPERTIES: Final = "__properties_version1.0"
_ATTACHED: Final = "__attach_version1.0_"
_DATA: Final = "__substg1.0_37010102"  # PidTagAttachDataBinary
_MAIL: Final = "__substg1.0_3701000D"  # PidTagAttachDataObject: a mail within the mail
_NAMES: Final = ("3707", "3704", "3001")  # PidTagAttachLongFilename, PidTagAttachFilename, PidTagDisplayName
# PidTagSenderSmtpAddress, PidTagSenderEmailAddress, and the same of whom it was sent for
_SENDERS: Final = ("5D01", "0C1F", "5D02", "0065")
_SHOWN_WITHIN: Final = ("3712", "3713")  # PidTagAttachContentId, PidTagAttachContentLocation: the text refers to it
_HIDDEN: Final = 0x7FFE000B  # PidTagAttachmentHidden
_CODE_PAGES: Final = (0x3FFD0003, 0x3FDE0003)  # PidTagMessageCodepage, PidTagInternetCodepage
_NAMED_PAGES: Final = {65001: "utf-8", 20127: "ascii", 20866: "koi8-r", 28605: "iso8859-15"}
_ISO_PAGES: Final = range(28591, 28600)  # ISO 8859-1 to -9
_HEAD_OF_MAIL, _HEAD_OF_ATTACHED, _PROPERTY = 32, 8, 16  # bytes: 2.4.1.1, 2.4.1.3, 2.4.2
_SUBJECT: Final = ("0037",)  # PidTagSubject
_MESSAGE_ID: Final = ("1035",)  # PidTagInternetMessageId
_WIDE, _NARROW = "001F", "001E"
# What the library raises on hostile tables of sectors; the list grew by fuzzing.
_HOSTILE: Final = (OSError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError)

Path = tuple[str, ...]


def is_outlook(data: bytes) -> bool:
    """Whether the bytes are a mail as Outlook saves it, and not another of the documents kept in compound files."""
    return data.startswith(_MARK) and _PROPERTIES.encode("utf-16-le") in data


class OutlookMail:
    """One saved mail: what its head says, and the files attached to it and to the mails in it."""

    def __init__(self, data: bytes) -> None:
        """Raises UnreadableDocument, DocumentTooLarge."""
        try:
            self._file = olefile.OleFileIO(io.BytesIO(data))
            entries = self._file.listdir(streams=True, storages=True)
        except _HOSTILE as error:
            raise UnreadableDocument(reason="the mail is damaged") from error
        if len(entries) > MOST_ENTRIES:
            raise DocumentTooLarge(size="more parts", limit=str(MOST_ENTRIES))
        self._entries = tuple(tuple(str(name) for name in entry) for entry in entries)
        self._streams = frozenset(self._entries)
        self._taken = 0

    @property
    def sender(self) -> str:
        """The address of who sent it."""
        found = (self._text((), number) for number in _SENDERS)
        return next((text for text in found if "@" in text), "").strip().lower()

    @property
    def subject(self) -> str:
        """What it says it is about."""
        return " ".join(self._first((), _SUBJECT).split())

    @property
    def message_id(self) -> str:
        """Its identifier, as the mail's own system gave it."""
        return self._first((), _MESSAGE_ID).strip()

    def files(self, at: Path = (), depth: int = 0) -> Iterator[tuple[str, bytes]]:
        """Names and bytes of what is attached; a small picture that the text shows (a logo) is none of it.

        Raises UnreadableDocument, DocumentTooLarge.
        """
        if depth > MOST_DEPTH:
            raise DocumentTooLarge(size="more mails in each other", limit=str(MOST_DEPTH))
        for entry in self._entries:
            if entry[:-1] != at or not entry[-1].startswith(_ATTACHED):
                continue
            if (*entry, _DATA) in self._streams:
                data = self._read((*entry, _DATA), MOST_BYTES)
                if not (is_ornament(data) and self._shown_within(entry)):
                    yield self._first(entry, _NAMES), data
            elif (*entry, _MAIL) in self._streams:
                yield from self.files((*entry, _MAIL), depth + 1)

    def _shown_within(self, entry: Path) -> bool:
        """Whether the mail's own text shows what is attached."""
        return bool(self._first(entry, _SHOWN_WITHIN)) or self._number(entry, _HEAD_OF_ATTACHED, _HIDDEN) == 1

    @cached_property
    def _page(self) -> str:
        """The code page of texts in eight bits."""
        for tag in _CODE_PAGES:
            number = self._number((), _HEAD_OF_MAIL, tag)
            name = f"iso8859-{number - 28590}" if number in _ISO_PAGES else _NAMED_PAGES.get(number, f"cp{number}")
            try:
                return codecs.lookup(name).name
            except LookupError:
                continue
        return "cp1252"

    def _number(self, at: Path, head: int, tag: int) -> int:
        """A property of a fixed length; 0 where it is absent."""
        path = (*at, _PROPERTIES)
        try:
            told = self._read(path, MOST_TEXT)[head:] if path in self._streams else b""
        except UnreadableDocument:
            return 0
        whole = told[: len(told) // _PROPERTY * _PROPERTY]
        return next((value for known, _, value, _ in struct.iter_unpack("<IIII", whole) if known == tag), 0)

    def _first(self, at: Path, numbers: tuple[str, ...]) -> str:
        return next((text for number in numbers if (text := self._text(at, number))), "")

    def _text(self, at: Path, number: str) -> str:
        """A property that is text, in UTF-16 or in eight bits; empty where it is absent or cannot be read."""
        wide, narrow = ((*at, f"__substg1.0_{number}{kind}") for kind in (_WIDE, _NARROW))
        try:
            if wide in self._streams:
                return self._read(wide, MOST_TEXT).decode("utf-16-le", "replace").rstrip("\0")
            if narrow in self._streams:
                return self._read(narrow, MOST_TEXT).decode(self._page, "replace").rstrip("\0")
        except (UnreadableDocument, UnicodeError):
            return ""
        return ""

    def _read(self, path: Path, most: int) -> bytes:
        try:
            size = self._file.get_size(list(path))
            self._taken += size
            if size > most or self._taken > MOST_BYTES:
                raise DocumentTooLarge(size="more in attachments", limit=f"{MOST_BYTES // 1024**2} MB")
            with self._file.openstream(list(path)) as stream:
                return bytes(stream.read())
        except _HOSTILE as error:
            raise UnreadableDocument(reason="the mail is damaged") from error
