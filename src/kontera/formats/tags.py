"""Walks over the tags of XML bytes before any parser: parts documents that follow each other, guards huge ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from typing import Final, NamedTuple

from kontera.core.errors import DocumentTooLarge, UnreadableDocument

MAX_DEPTH: Final = 256  # libxml2's own limit, which is off when a document may be huge
MAX_TAG: Final = 1024 * 1024  # bytes of one tag with its attributes
# a name, then attributes whose quoted values may hold ">"; possessive, so that nothing is tried twice
_TAG: Final = re.compile(rb"<(/?)[^\s/>!?\"'<=]++((?:[^>\"'<]++|\"[^\"<]*+\"|'[^'<]*+')*+)>")
_ENDS: Final = ((b"<!--", b"-->"), (b"<![CDATA[", b"]]>"), (b"<?", b"?>"))
_DECLARATION: Final = re.compile(rb"<\?xml[\s?]")


class Kind(Enum):
    """What stands at a "<"."""

    OPEN = "open"
    CLOSE = "close"
    EMPTY = "empty"
    DECLARATION = "declaration"
    ASIDE = "aside"  # comments, CDATA, processing instructions


class Tag(NamedTuple):
    """One piece of markup with the bytes it spans."""

    kind: Kind
    start: int
    end: int


def documents_in(data: bytes) -> tuple[bytes, ...]:
    """The XML documents that follow each other in the bytes, each from its declaration or first tag to its last.

    What stands between them is left out. Raises UnreadableDocument when tags do not close.
    """
    found: list[bytes] = []
    start, depth = -1, 0
    for tag in _tags(data):
        if (tag.kind is Kind.DECLARATION and depth == 0) or (start < 0 and tag.kind is not Kind.ASIDE):
            start = tag.start
        depth += {Kind.OPEN: 1, Kind.CLOSE: -1}.get(tag.kind, 0)
        if depth < 0:
            raise UnreadableDocument(reason="it is not well-formed XML (a tag is closed that was not opened)")
        if depth == 0 and tag.kind in {Kind.CLOSE, Kind.EMPTY}:
            found.append(data[start : tag.end])
            start = -1
    if depth:
        raise UnreadableDocument(reason="it is not well-formed XML (a tag is not closed)")
    return tuple(found)


def guard(data: bytes) -> None:
    """Refuse what only the parser's own limits would stop, before those are lifted for a long text.

    Raises DocumentTooLarge past 256 levels or 1 MB in one tag, UnreadableDocument for a DOCTYPE and for open markup.
    """
    depth = 0
    for tag in _tags(data):
        depth += {Kind.OPEN: 1, Kind.CLOSE: -1}.get(tag.kind, 0)
        if depth > MAX_DEPTH:
            raise DocumentTooLarge(size="more elements in each other", limit=str(MAX_DEPTH))
        if tag.kind is not Kind.ASIDE and tag.end - tag.start > MAX_TAG:
            raise DocumentTooLarge(size="a tag of more than 1 MB", limit="1 MB")


def _tags(data: bytes) -> Iterator[Tag]:
    position = data.find(b"<")
    while position >= 0:
        tag = _tag(data, position)
        yield tag
        position = data.find(b"<", tag.end)


def _tag(data: bytes, start: int) -> Tag:
    for opening, closing in _ENDS:
        if data.startswith(opening, start):
            end = data.find(closing, start + len(opening))
            if end < 0:
                raise UnreadableDocument(reason="it is not well-formed XML (a comment or section does not end)")
            kind = Kind.DECLARATION if _DECLARATION.match(data, start) else Kind.ASIDE
            return Tag(kind, start, end + len(closing))
    if data.startswith(b"<!", start):
        raise UnreadableDocument(reason="it has a DOCTYPE, which is not allowed")
    found = _TAG.match(data, start)
    if found is None:
        raise UnreadableDocument(reason="it is not well-formed XML (a tag does not end)")
    kind = Kind.CLOSE if found[1] else Kind.EMPTY if found[2].endswith(b"/") else Kind.OPEN
    return Tag(kind, start, found.end())
