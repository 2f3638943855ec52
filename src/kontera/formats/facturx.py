"""Chooses the invoice among the attachments of a hybrid PDF (Factur-X, ZUGFeRD, XRechnung), by content."""

from __future__ import annotations

from collections.abc import Iterable

from kontera.formats.detect import is_invoice_xml


def invoice_xml(attachments: Iterable[tuple[str, bytes]]) -> bytes | None:
    """The first attachment that is an XML invoice, or None; names are not looked at, senders choose them freely."""
    return next((content for _, content in attachments if is_invoice_xml(content)), None)
