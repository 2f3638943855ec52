"""Finds the sender's own page of an invoice, with the doors that reading needs."""

from __future__ import annotations

from collections.abc import Iterable

from kontera.core.document import MediaType
from kontera.core.reading import Reading
from kontera.formats.media import is_zip, media_type
from kontera.pipeline.picture import picture_beside
from kontera.steps.interpretation.hints import Hints
from kontera.wiring.reading_rooms import ocr_engine, pdf_reader


def own_page(data: bytes, readings: Iterable[Reading]) -> bytes:
    """The PDF in which the sender shows the invoice: the document itself, or an attachment that says the same.

    Of several invoices the first that has one; empty when none has. An annex that shows something else is none.
    """
    if not is_zip(data) and media_type(data) is MediaType.PDF:
        return data
    doors = (pdf_reader(), ocr_engine())
    for reading in readings:
        attached = reading.invoice.attachments
        found = picture_beside(reading.invoice, *doors, Hints()) if any(one.content for one in attached) else None
        if found is not None:
            return attached[found.attachment].content
    return b""
