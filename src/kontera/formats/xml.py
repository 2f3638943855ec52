"""The one hardened XML parser: no DTD, no entities, no network, caps on bytes and elements."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from kontera.core.errors import DocumentTooLarge, UnreadableDocument

Element = etree._Element  # noqa: SLF001 - lxml has no public name for the class of its elements

MAX_BYTES: Final = 32 * 1024 * 1024
MAX_ELEMENTS: Final = 500_000
PROLOG_WINDOW: Final = 64 * 1024
TEXT_LIMIT: Final = "10 million in one element"  # libxml2's own, which guards against bombs
UTF8_BOM: Final = b"\xef\xbb\xbf"
_SKIPPED: Final = re.compile(rb"\s+|<\?.*?\?>|<!--.*?-->", re.DOTALL)
_DECLARED_WIDE: Final = re.compile(rb"<\?xml[^>]*encoding=.(?:utf-?(?:16|32)|ucs)", re.IGNORECASE)
_ENCODING_COMPLAINTS: Final = ("encod", "utf-8", "utf8", "iconv")


def parse_xml(data: bytes, limit: int = MAX_BYTES) -> Element:
    """The root element of `data`, without comments and processing instructions.

    Bytes that contradict their declared encoding are read as UTF-8 when they are that, else as Windows-1252.
    Raises DocumentTooLarge past `limit` bytes or half a million elements, and UnreadableDocument for anything that is
    not well-formed XML or carries a DOCTYPE (entity bombs and external entities live there).
    """
    if len(data) > limit:
        raise DocumentTooLarge(size=f"{len(data)} bytes", limit=f"{limit} bytes")
    if data.count(b"<") > 2 * MAX_ELEMENTS:
        raise DocumentTooLarge(size=f"{data.count(b'<')} tags", limit=f"{2 * MAX_ELEMENTS} tags")
    text = _trimmed(data)
    if not text:
        raise UnreadableDocument(reason="it is empty")
    _refuse_doctype(text)
    root = _parsed(text)
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableDocument(reason="it has a DOCTYPE, which is not allowed")
    return root


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
    try:
        return etree.fromstring(data, _parser(None))
    except etree.XMLSyntaxError as error:
        if "text node too long" in str(error).lower():
            raise DocumentTooLarge(size="a text of more than 10 million characters", limit=TEXT_LIMIT) from error
        encoding = _second_encoding(data, error)
        if encoding is None:
            raise UnreadableDocument(reason=_reason(error)) from error
    except (ValueError, LookupError) as error:
        raise UnreadableDocument(reason="it is not well-formed XML") from error
    try:
        return etree.fromstring(data, _parser(encoding))
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise UnreadableDocument(reason="it is not well-formed XML in any encoding it could be in") from error


def _parser(encoding: str | None) -> etree.XMLParser:
    return etree.XMLParser(
        encoding=encoding,
        resolve_entities=False,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        no_network=True,
        huge_tree=False,
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


def _reason(error: etree.XMLSyntaxError) -> str:
    """A sentence without the parser's own words, which may quote the document."""
    line, column = error.position
    return f"it is not well-formed XML (line {line}, column {column})"
