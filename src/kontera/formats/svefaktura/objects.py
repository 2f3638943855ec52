"""Reads the files of an SFTI ObjectEnvelope into the invoice they belong to (BG-24)."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from kontera.core.invoice import Attachment, Invoice
from kontera.core.reading import Reading
from kontera.formats.taking import Node, Taking, read_bytes
from kontera.formats.xml import Element

NAMESPACE: Final = "urn:sfti:documents:ObjectEnvelope:1:0"
# who the envelope speaks of and when it was made: the invoice itself, which says more of it
POINTERS: Final = ("DocumentReference/DocumentID", "DocumentReference/DocumentType", "CreationDateTime")
REPEATED: Final = ("DocumentReference/IssueDate", "DocumentReference/IssuerID")


def with_objects(reading: Reading, envelope: Element) -> Reading:
    """The reading with the envelope's files as attachments; one that the invoice announced gets its bytes."""
    taking = Taking(envelope, reading.format, {})
    node = Node(envelope, taking)
    for pointer in POINTERS:
        node.take(pointer)
    for path in REPEATED:
        if node.peek(path) in _told(reading.invoice):
            node.take(path)
    attachments = list(reading.invoice.attachments)
    for part in node.all("EncodedObject"):
        number = part.peek("ObjectID")
        announced = (
            i for i, known in enumerate(attachments) if number and known.number == number and not known.content
        )
        at = next(announced, len(attachments))
        made = _attachment(part.named(f"attachments[{at}]"))
        attachments[at:] = [_joined(attachments[at], made), *attachments[at + 1 :]] if at < len(attachments) else [made]
    return replace(
        reading,
        invoice=replace(reading.invoice, attachments=tuple(attachments)),
        evidence={**taking.evidence, **reading.evidence},
        unread=(*reading.unread, *taking.unread()),
        findings=(*reading.findings, *taking.findings),
    )


def _told(invoice: Invoice) -> set[str]:
    """What an envelope says again of the invoice it belongs to."""
    issued = invoice.issue_date.isoformat() if invoice.issue_date else ""
    seller = invoice.seller
    return {issued, seller.organisation_number, seller.vat_number, *(known.id for known in seller.identifiers)}


def _attachment(node: Node) -> Attachment:
    data = node.one("EncodedData")
    return Attachment(
        number=node.take("ObjectID", "number"),
        uri=data.attribute("uri", "uri"),
        filename=data.attribute("filename", "filename"),
        media_type=data.attribute("mimeCode", "media_type"),
        content=read_bytes(data),
    )


def _joined(announced: Attachment, made: Attachment) -> Attachment:
    return replace(made, description=announced.description, uri=made.uri or announced.uri)
