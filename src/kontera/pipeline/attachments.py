"""Fetches what is attached to an e-invoice, which events do not carry, from the original read anew."""

from __future__ import annotations

from kontera.core.document import MediaType
from kontera.core.invoice import Attachment
from kontera.formats.detect import read_xml
from kontera.formats.facturx import invoice_xml
from kontera.ports import PdfReader


def attachments_of(data: bytes, media_type: MediaType, part: int, pdf: PdfReader) -> tuple[Attachment, ...]:
    """The attachments (BG-24) of the invoice with this number in the document, with their bytes."""
    found = data if media_type is MediaType.XML else invoice_xml(pdf.content(data).embedded)
    return read_xml(found)[part].invoice.attachments if found else ()
