"""Writes what a CII document refers to: orders, contracts, earlier invoices, attachments."""

from __future__ import annotations

import base64
from typing import Final

from kontera.core.invoice import Attachment, DocumentReference, Invoice
from kontera.formats.cii.references import INVOICED_OBJECT, PROJECT_NAME, SUPPORTING, TENDER
from kontera.formats.cii.tree import Tree

ADDITIONAL: Final = "AdditionalReferencedDocument"
BINARY: Final = "application/octet-stream"


def write_agreement_references(to: Tree, invoice: Invoice) -> None:
    """BT-11 to BT-14, BT-17, BT-18 and BG-24, in the order of the schema."""
    write_number(to, "SellerOrderReferencedDocument", invoice.sales_order)
    write_number(to, "BuyerOrderReferencedDocument", invoice.order_number)
    write_number(to, "ContractReferencedDocument", invoice.contract)
    for attachment in invoice.attachments:
        _write_attachment(to.part(ADDITIONAL), attachment)
    if invoice.tender:
        tender = to.part(ADDITIONAL)
        tender.text("IssuerAssignedID", invoice.tender)
        tender.text("TypeCode", TENDER)
    if invoice.invoiced_object:
        reference = to.part(ADDITIONAL)
        reference.text("IssuerAssignedID", invoice.invoiced_object)
        reference.text("TypeCode", INVOICED_OBJECT)
        reference.text("ReferenceTypeCode", invoice.invoiced_object_scheme)
    if invoice.project:
        project = to.part("SpecifiedProcuringProject")
        project.text("ID", invoice.project)
        project.text("Name", PROJECT_NAME)


def write_number(to: Tree, name: str, number: str) -> None:
    """A document that is known by its number."""
    if number:
        to.part(name).text("IssuerAssignedID", number)


def write_preceding(to: Tree, preceding: DocumentReference, *, extended: bool) -> None:
    """BG-3; only Factur-X EXTENDED lets its type stand there (CII-DT-018)."""
    to.text("IssuerAssignedID", preceding.number)
    to.text("TypeCode", preceding.type_code if extended else "")
    to.qualified_day("FormattedIssueDateTime", preceding.issue_date)


def _write_attachment(to: Tree, attachment: Attachment) -> None:
    """BG-24; the file's name stands for a number where there is none (BR-52)."""
    to.text("IssuerAssignedID", attachment.number or attachment.filename)
    to.text("URIID", attachment.uri)
    to.text("TypeCode", SUPPORTING)
    to.text("Name", attachment.description)
    to.text(
        "AttachmentBinaryObject",
        base64.b64encode(attachment.content).decode("ascii"),
        mimeCode=attachment.media_type or BINARY,
        filename=attachment.filename or attachment.number,
    )
