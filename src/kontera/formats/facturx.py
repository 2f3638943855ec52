"""Chooses the invoice among the attachments of a hybrid PDF (Factur-X, ZUGFeRD, XRechnung), by content."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from kontera.formats.detect import is_invoice_xml

# what the standards call the invoice; decides only between several, such as an earlier one that is attached too
STANDARD_NAMES: Final = frozenset({"factur-x.xml", "zugferd-invoice.xml", "xrechnung.xml"})


def invoice_xml(attachments: Iterable[tuple[str, bytes]]) -> bytes | None:
    """The attachment that is an XML invoice, or None; senders choose names freely, so content alone tells.

    Of several invoices that with a standard's name counts, else the first.
    """
    invoices = [(name, content) for name, content in attachments if is_invoice_xml(content)]
    named = (content for name, content in invoices if name.lower() in STANDARD_NAMES)
    return next(named, invoices[0][1] if invoices else None)
