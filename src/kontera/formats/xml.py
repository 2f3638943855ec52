"""The one hardened XML parser: no DTD, no entities, no network, caps on bytes and elements."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from kontera.core.errors import DocumentTooLarge, UnreadableDocument
from kontera.formats.tags import documents_in, guard

Element = etree._Element  # noqa: SLF001 - lxml has no public name for the class of its elements

MAX_BYTES: Final = 100 * 1024 * 1024
MAX_ELEMENTS: Final = 500_000
MAX_ATTRIBUTES: Final = 1_000_000
MAX_DOCUMENTS: Final = 10_000
MAX_SURROUNDINGS: Final = 200  # paths around several documents that each further one is told
PROLOG_WINDOW: Final = 64 * 1024
UTF8_BOM: Final = b"\xef\xbb\xbf"
_SKIPPED: Final = re.compile(rb"\s+|<\?.*?\?>|<!--.*?-->", re.DOTALL)
_DECLARED_WIDE: Final = re.compile(rb"<\?xml[^>]*encoding=.(?:utf-?(?:16|32)|ucs)", re.IGNORECASE)
_ENCODING_COMPLAINTS: Final = ("encod", "utf-8", "utf8", "iconv")
# libxml2's words for a text past its 10 MB, and for its other limits, which are never lifted
_LONG_TEXT: Final = ("text node too long", "cdata section too big")
_LIMITS: Final = ("too big", "too long", "limit exceeded")
_FOLLOWED: Final = ("extra content at the end", "xml declaration allowed only at the start")
_WIDE: Final = (
    (b"\xff\xfe\0\0", "utf-32-le", 4),
    (b"\0\0\xfe\xff", "utf-32-be", 4),
    (b"\xff\xfe", "utf-16-le", 2),
    (b"\xfe\xff", "utf-16-be", 2),
)
_DECLARED: Final = re.compile(r"(<\?xml[^>]*?encoding\s*=\s*[\"'])[^\"']*([\"'])")


class _Followed(UnreadableDocument):
    """More follows the end of the first document."""


def parse_xml(data: bytes, limit: int = MAX_BYTES) -> Element:
    """The root element of `data`, without comments and processing instructions.

    Bytes that contradict their declared encoding are read as UTF-8 when they are that, else as Windows-1252.
    Raises DocumentTooLarge past `limit` bytes, half a million elements, a million attributes or 256 levels, and
    UnreadableDocument for anything that is not one well-formed document or carries a DOCTYPE (entity bombs and external
    entities live there).
    """
    return _one(_admitted(data, limit))


def parse_all(data: bytes, limit: int = MAX_BYTES) -> tuple[Element, ...]:
    """The roots of all XML documents that follow each other in `data`, mostly one. Raises as `parse_xml` does."""
    text = _admitted(data, limit)
    try:
        return (_one(text),)
    except _Followed:
        parts = documents_in(text)
    if len(parts) > MAX_DOCUMENTS:
        raise DocumentTooLarge(size="more documents", limit=str(MAX_DOCUMENTS))
    return tuple(_one(_trimmed(part)) for part in parts)


def _admitted(data: bytes, limit: int) -> bytes:
    """The bytes within the caps, trimmed, with one byte a letter where they were in UTF-16 or UTF-32."""
    if len(data) > limit:
        raise DocumentTooLarge(size=f"{-(-len(data) // 1024**2)} MB", limit=f"{limit / 1024**2:.3g} MB")
    if data.count(b"<") > 2 * MAX_ELEMENTS:
        raise DocumentTooLarge(size="more tags", limit=str(2 * MAX_ELEMENTS))
    if data.count(b"=") > MAX_ATTRIBUTES:
        raise DocumentTooLarge(size="more attributes", limit=str(MAX_ATTRIBUTES))
    text = _trimmed(_narrowed(data))
    if not text:
        raise UnreadableDocument(reason="it is empty")
    return text


def _one(text: bytes) -> Element:
    _refuse_doctype(text)
    root = _parsed(text)
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableDocument(reason="it has a DOCTYPE, which is not allowed")
    return root


def _narrowed(data: bytes) -> bytes:
    """UTF-16 and UTF-32 as UTF-8, so that what looks at bytes sees the same as the parser."""
    encoding, width = _width(data)
    if width == 1:
        return data
    try:
        text = data[: len(data) // width * width].decode(encoding)
        narrow = _DECLARED.sub(r"\1UTF-8\2", text.lstrip("\ufeff \t\r\n"), count=1)
        return narrow.rstrip("\0").encode()
    except UnicodeError as error:
        raise UnreadableDocument(reason="it is not well-formed XML in any encoding it could be in") from error


def _width(data: bytes) -> tuple[str, int]:
    """The encoding and its bytes a letter: by the byte order mark, or by where zero bytes stand at the first "<"."""
    for mark, encoding, width in _WIDE:
        if data.startswith(mark):
            return encoding, width
    first = data[:PROLOG_WINDOW].find(b"<")
    if first < 0 or data[:first].strip(b" \t\r\n\0"):
        return "utf-8", 1
    for encoding, width in (("utf-32", 4), ("utf-16", 2)):
        zeros = b"\0" * (width - 1)
        at = first % width
        if at == 0 and data[first + 1 : first + width] == zeros:
            return f"{encoding}-le", width
        if at == width - 1 and data[first - width + 1 : first] == zeros:
            return f"{encoding}-be", width
    return "utf-8", 1


def _trimmed(data: bytes) -> bytes:
    """Without the byte order mark of UTF-8 and the blanks before the declaration, which strict parsers refuse."""
    text = data.strip(b" \t\r\n")
    while text.startswith(UTF8_BOM):
        text = text[len(UTF8_BOM) :].lstrip(b" \t\r\n")
    return text


def _refuse_doctype(data: bytes) -> None:
    """Stop before the parser when the prolog holds a DOCTYPE; zero bytes go, so that UTF-16 and UTF-32 are seen too."""
    start = data[:PROLOG_WINDOW].replace(b"\0", b"").lstrip(b"\xff\xfe")
    position = 0
    while skipped := _SKIPPED.match(start, position):
        position = skipped.end()
    if start[position : position + 9].upper() == b"<!DOCTYPE":
        raise UnreadableDocument(reason="it has a DOCTYPE, which is not allowed")


def _parsed(data: bytes) -> Element:
    """Tried with the parser's own limits first; a long text lifts them after a look at all tags."""
    encoding, huge = None, False
    while True:
        try:
            return etree.fromstring(data, _parser(encoding, huge=huge))
        except etree.XMLSyntaxError as error:
            message = str(error).lower()
            if not huge and any(words in message for words in _LONG_TEXT):
                guard(data)
                huge = True
            elif encoding is None and (second := _second_encoding(data, error)) is not None:
                encoding = second
            else:
                raise _refusal(error, message) from error
        except (ValueError, LookupError) as error:
            raise UnreadableDocument(reason="it is not well-formed XML") from error


def _refusal(error: etree.XMLSyntaxError, message: str) -> DocumentTooLarge | UnreadableDocument:
    """A sentence without the parser's own words, which may quote the document."""
    if any(words in message for words in _LIMITS):
        return DocumentTooLarge(size="a name, comment or tag of millions of letters", limit="10 000 000")
    line, column = error.position
    kind = _Followed if any(words in message for words in _FOLLOWED) else UnreadableDocument
    return kind(reason=f"it is not well-formed XML (line {line}, column {column})")


def _parser(encoding: str | None, *, huge: bool) -> etree.XMLParser:
    return etree.XMLParser(
        encoding=encoding,
        resolve_entities=False,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        no_network=True,
        huge_tree=huge,
        remove_comments=True,
        remove_pis=True,
    )


def _second_encoding(data: bytes, error: etree.XMLSyntaxError) -> str | None:
    """The encoding to try when the declared one is the trouble: software often declares what it does not write."""
    message, start = str(error).lower(), data[:PROLOG_WINDOW]
    declared_wide = _DECLARED_WIDE.match(start) is not None
    if b"\0" in start or not (declared_wide or any(word in message for word in _ENCODING_COMPLAINTS)):
        return None
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "windows-1252"
    return "utf-8"
