"""Opens a mail: its attachments, and what its head says. Nothing in it is believed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.errors import MessageError
from email.headerregistry import HeaderRegistry
from email.message import EmailMessage, Message
from email.utils import parseaddr
from typing import Final

from kontera.core.errors import DocumentTooLarge, UnreadableDocument
from kontera.formats.ornament import is_ornament
from kontera.formats.outlook import OutlookMail, is_outlook

MAX_ATTACHMENTS: Final = 50
MAX_DEPTH: Final = 5
MAX_PARTS: Final = 500
MOST_PACKED: Final = 4  # saved mails and ZIPs in each other
MOST_LINES: Final = 1_500_000  # a hundred megabytes as programs write them
MOST_HEAD: Final = 1024**2  # bytes before the first empty line
_HEAD_ENDS: Final = re.compile(rb"\r\n\r\n|\n\n|\r\r")
_WINMAIL: Final = frozenset({"application/ms-tnef", "application/vnd.ms-tnef"})
_BODY: Final = frozenset({"text/plain", "text/html", "text/calendar"})
_LONGEST_NAME: Final = 200
_MOST_HEAD: Final = 16 * 1024  # bytes looked at to tell a mail
_FIELD: Final = re.compile(rb"([!-9;-~]+):")  # RFC 5322, 3.6.8
_FIELDS: Final = frozenset(
    {b"from", b"to", b"subject", b"date", b"message-id", b"received", b"return-path", b"delivered-to"}
    | {b"mime-version", b"content-type", b"reply-to"}
)
_FEWEST_FIELDS: Final = 2
_UNSAFE: Final = re.compile(r"[\x00-\x1f\x7f]")
_LONGEST_FIELD: Final = 1_000  # letters of a field of the head: the parser's time grows with their square
_MOST_LETTERS: Final = 150_000  # of all fields that are taken apart
_MOST_LINES: Final = 3_000  # that begin as a boundary does: each part that is opened costs, whether it is kept or not
# What the standard library's parser raises on hostile heads and bodies; the list grew by fuzzing.
_HOSTILE: Final = (MessageError, ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError)


class _Fields:
    """Takes the fields of one mail apart, each once and only so far: a field may be as long as its sender likes."""

    def __init__(self) -> None:
        self._registry = HeaderRegistry()
        self._known: dict[tuple[str, str], str] = {}
        self._left = _MOST_LETTERS

    def __call__(self, name: str, value: str) -> str:
        """The field's value as the library knows it. Raises DocumentTooLarge once the mail has had its share."""
        key = (name.lower(), value[:_LONGEST_FIELD])
        if key not in self._known:
            self._left -= len(key[1])
            if self._left < 0:
                raise DocumentTooLarge(size="more parts", limit=str(MAX_PARTS))
            self._known[key] = self._registry(*key)
        return self._known[key]


@dataclass(frozen=True, slots=True)
class MailHead:
    """What the head of a mail says; every value is the sender's word only."""

    sender: str
    subject: str
    message_id: str


def is_mail(data: bytes) -> bool:
    """Whether the bytes are a mail that was saved as a file: Outlook's own, or with fields, two of them a mail's."""
    if is_outlook(data):
        return True
    names: set[bytes] = set()
    for line in data[:_MOST_HEAD].removeprefix(b"\xef\xbb\xbf").splitlines():
        if line[:1] in {b" ", b"\t"} and names:
            continue
        field = _FIELD.match(line)
        if field is None:
            break
        names.add(field[1].lower())
    return len(names & _FIELDS) >= _FEWEST_FIELDS


def head(raw: bytes) -> MailHead:
    """Sender's address, subject and message id, empty where absent. Raises UnreadableDocument."""
    if is_outlook(raw):
        saved = OutlookMail(raw)
        told = (_UNSAFE.sub(" ", text) for text in (saved.sender, saved.subject, saved.message_id))
        return MailHead(*told)
    mail = _opened(raw)
    return MailHead(
        parseaddr(_field(mail, "From"))[1].lower(),
        " ".join(_field(mail, "Subject").split()),
        _field(mail, "Message-ID").strip(),
    )


def attachments(raw: bytes) -> tuple[tuple[str, bytes], ...]:
    """Names and bytes of what is attached, mails within the mail opened too; bodies and winmail.dat are left out.

    So are small pictures that the text shows: the logos of signatures.

    Raises UnreadableDocument when nothing can be made of it, DocumentTooLarge past 50 attachments or five levels.
    """
    found = []
    try:
        for taken in _outlook_files(raw) if is_outlook(raw) else map(_attachment, _parts(_opened(raw))):
            if taken is not None:
                found.append(taken)
            if len(found) > MAX_ATTACHMENTS:
                raise DocumentTooLarge(size="more attachments", limit=str(MAX_ATTACHMENTS))
    except _HOSTILE as error:
        raise UnreadableDocument(reason="the mail is damaged") from error
    return tuple(found)


def _outlook_files(raw: bytes) -> Iterator[tuple[str, bytes]]:
    for given, data in OutlookMail(raw).files():
        if data:
            yield _bare(given) or "attachment.bin", data


def _opened(raw: bytes) -> Message:
    if raw.count(b"\n--") + raw.count(b"\r--") > _MOST_LINES:
        raise DocumentTooLarge(size="more parts", limit=str(MAX_PARTS))
    if max(raw.count(b"\n"), raw.count(b"\r")) > MOST_LINES:
        raise DocumentTooLarge(size="more rows", limit=str(MOST_LINES))
    if len(raw) > MOST_HEAD and _HEAD_ENDS.search(raw, 0, MOST_HEAD) is None:
        raise DocumentTooLarge(size="a row of more letters", limit=str(MOST_HEAD))
    try:
        rules = policy.default.clone(raise_on_defect=False, max_line_length=None, header_factory=_Fields())
        mail = message_from_bytes(raw, _class=EmailMessage, policy=rules)
    except _HOSTILE as error:
        raise UnreadableDocument(reason="the mail is damaged") from error
    if not mail.keys():
        raise UnreadableDocument(reason="it is not a mail")
    return mail


def _field(mail: Message, name: str) -> str:
    """A field of the head as text; the parser of a field may choke on hostile ones, which then count as absent."""
    try:
        return _UNSAFE.sub(" ", str(mail.get(name, "")))
    except _HOSTILE:
        return ""


def _parts(mail: Message) -> Iterator[Message]:
    """All leaves, depth first, without recursion: a mail's depth is the sender's choice."""
    waiting, seen = [(mail, 0)], 0
    while waiting:
        part, depth = waiting.pop()
        seen += 1
        if depth > MAX_DEPTH:
            raise DocumentTooLarge(size="more mails in each other", limit=str(MAX_DEPTH))
        if seen > MAX_PARTS:
            raise DocumentTooLarge(size="more parts", limit=str(MAX_PARTS))
        inner = part.get_payload()
        if part.is_multipart() and isinstance(inner, list):
            waiting.extend((child, depth + 1) for child in reversed(inner) if isinstance(child, Message))
        else:
            yield part


def _attachment(part: Message) -> tuple[str, bytes] | None:
    kind = part.get_content_type()
    name = _name(part)
    if kind in _WINMAIL or name.casefold() == "winmail.dat":
        return None
    if kind in _BODY and (not name or part.get_content_disposition() != "attachment"):
        return None
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes) or not data or (is_ornament(data) and _shown_within(part)):
        return None
    return name or f"attachment.{_extension(kind)}", data


def _shown_within(part: Message) -> bool:
    """Whether the mail's own text shows it, as it does the logo of a signature (RFC 2392, RFC 2183)."""
    return part.get_content_disposition() == "inline" or bool(_field(part, "Content-ID"))


def _name(part: Message) -> str:
    try:
        given = part.get_filename() or ""
    except _HOSTILE:
        return ""
    return _bare(given)


def _bare(given: str) -> str:
    """A name without folders and control characters."""
    last = _UNSAFE.sub("", given.replace("\\", "/")).rsplit("/", 1)[-1].strip()
    return last[-_LONGEST_NAME:]


def _extension(kind: str) -> str:
    extension = kind.rsplit("/", 1)[-1].rsplit("+", 1)[-1]
    return extension if extension.isalnum() else "bin"
