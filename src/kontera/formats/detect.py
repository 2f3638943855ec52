"""Finds out by content which e-invoices some bytes are, and reads them; envelopes are opened first."""

from __future__ import annotations

from dataclasses import replace

from kontera.core.errors import KonteraError, UnsupportedDocument
from kontera.core.reading import Reading
from kontera.formats.envelopes import Payload, opened
from kontera.formats.svefaktura.objects import with_objects
from kontera.formats.taking import Taking


def read_xml(data: bytes) -> tuple[Reading, ...]:
    """The invoices of one or several XML documents, each with evidence and unread paths.

    Values that stand in an envelope only, or in a document beside the invoice that is none, are among the unread.
    Raises UnreadableDocument or DocumentTooLarge when the XML cannot be parsed safely, and UnsupportedDocument when it
    holds no invoice in a known format.
    """
    payloads = opened(data)
    readings = tuple(reading for payload in payloads for reading in _read(payload))
    if not readings:
        named = payloads[0].root.tag[:200] if payloads else "an envelope without a document"
        raise UnsupportedDocument(media_type=f"XML {named}")
    beside = tuple(
        path for payload in payloads if payload.codec is None for path in (*payload.outside, *_all_of(payload))
    )
    if not beside:
        return readings
    return (replace(readings[0], unread=(*readings[0].unread, *beside)), *readings[1:])


def is_invoice_xml(data: bytes) -> bool:
    """Whether the bytes hold an XML invoice in a known format; for choosing among attachments whatever their names."""
    if not data.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").startswith(b"<"):
        return False
    try:
        return any(payload.codec is not None for payload in opened(data))
    except KonteraError:
        return False


def _read(payload: Payload) -> tuple[Reading, ...]:
    if payload.codec is None:
        return ()
    readings = payload.codec.read(payload.root)
    told = tuple(replace(reading, unread=(*reading.unread, *payload.outside)) for reading in readings)
    for envelope in payload.objects:
        told = (*(with_objects(reading, envelope) for reading in told[:1]), *told[1:])
    return told


def _all_of(payload: Payload) -> tuple[str, ...]:
    return Taking(payload.root, "", {}).unread()
