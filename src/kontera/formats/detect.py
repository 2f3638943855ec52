"""Finds out by content which e-invoice some bytes are, and reads it; envelopes are opened first."""

from __future__ import annotations

from typing import Final

from kontera.core.errors import KonteraError, UnsupportedDocument
from kontera.core.reading import Reading
from kontera.formats.all import CODECS
from kontera.formats.codec import Codec
from kontera.formats.taking import local
from kontera.formats.xml import Element, parse_xml

ENVELOPE: Final = "StandardBusinessDocument"  # UN/CEFACT SBDH, in which Peppol carries its documents


def read_xml(data: bytes) -> tuple[Reading, ...]:
    """The invoices of an XML document, each with evidence and unread paths.

    Raises UnreadableDocument or DocumentTooLarge when the XML cannot be parsed safely, and UnsupportedDocument when it
    is no invoice in a known format.
    """
    root = parse_xml(data)
    codec, payload = _choose(root)
    if codec is None:
        raise UnsupportedDocument(media_type=f"XML {root.tag[:200]}")
    return codec.read(payload)


def is_invoice_xml(data: bytes) -> bool:
    """Whether the bytes are an XML invoice in a known format; for choosing among attachments whatever their names."""
    if not data.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").startswith(b"<"):
        return False
    try:
        codec, _ = _choose(parse_xml(data))
    except KonteraError:
        return False
    return codec is not None


def _choose(root: Element) -> tuple[Codec | None, Element]:
    """The codec that recognises the root, or the document inside an envelope."""
    inside = tuple(root.iterchildren("*")) if local(root) == ENVELOPE else ()
    for payload in (root, *inside):
        for codec in CODECS:
            if codec.recognises(payload):
                return codec, payload
    return None, root
