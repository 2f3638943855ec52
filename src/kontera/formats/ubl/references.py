"""Reads what a UBL document refers to: orders, contracts, preceding invoices, attachments."""

from __future__ import annotations

from typing import Final, NamedTuple

from kontera.core.invoice import Attachment, DocumentReference
from kontera.formats.taking import Node, read_bytes

INVOICED_OBJECT: Final = "130"  # UNTDID 1001, as UBL-SR of EN 16931 binds BT-18
PROJECT: Final = "50"  # in a credit note, which has no ProjectReference (BT-11)
NO_ORDER: Final = "NA"


class References(NamedTuple):
    """The numbers by which buyer and seller find the matter again."""

    buyer: str
    seller: str
    order: str
    sales_order: str
    contract: str
    project: str
    despatch: str
    receipt: str
    invoiced_object: str


def read_references(node: Node) -> References:
    """BT-10 to BT-18; EHF 2 states the buyer's reference as the contact's id."""
    return References(
        buyer=node.take("BuyerReference", "buyer_reference")
        or node.take("AccountingCustomerParty/Party/Contact/ID", "buyer_reference"),
        seller=node.take("AccountingSupplierParty/Party/Contact/ID", "seller_reference"),
        order=_order(node),
        sales_order=node.take("OrderReference/SalesOrderID", "sales_order"),
        contract=node.take("ContractDocumentReference/ID", "contract"),
        project=node.take("ProjectReference/ID", "project") or _typed(node, PROJECT, "project"),
        despatch=node.take("DespatchDocumentReference/ID", "despatch_advice"),
        receipt=node.take("ReceiptDocumentReference/ID", "receiving_advice"),
        invoiced_object=_typed(node, INVOICED_OBJECT, "invoiced_object"),
    )


def _order(node: Node) -> str:
    """BT-13; Peppol BIS 3 writes NA where only the sales order is known."""
    order = node.one("OrderReference")
    if order.peek("ID") == NO_ORDER and order.peek("SalesOrderID"):
        order.take("ID")
        return ""
    return order.take("ID", "order_number")


def _typed(node: Node, code: str, field: str) -> str:
    """The first additional document of this type."""
    for reference in node.all("AdditionalDocumentReference"):
        if reference.peek("DocumentTypeCode") == code and reference.peek("ID"):
            reference.take("DocumentTypeCode")
            return reference.take("ID", field)
    return ""


def read_preceding(node: Node) -> tuple[DocumentReference, ...]:
    """BG-3: the invoices that this one corrects or settles."""
    stated = node.all("BillingReference/InvoiceDocumentReference|CreditNoteDocumentReference")
    return tuple(
        DocumentReference(
            part.take("ID", "number"),
            part.day("IssueDate", "issue_date"),
            part.take("DocumentTypeCode", "type_code"),
        )
        for part in (one.named(f"preceding[{i}]") for i, one in enumerate(stated))
    )


def read_attachments(node: Node) -> tuple[Attachment, ...]:
    """BG-24: supporting documents, their bytes when embedded."""
    stated = [
        part
        for part in node.all("AdditionalDocumentReference")
        if part.one("Attachment") or part.peek("DocumentTypeCode") not in {INVOICED_OBJECT, PROJECT}
    ]
    return tuple(_attachment(part.named(f"attachments[{i}]")) for i, part in enumerate(stated))


def _attachment(node: Node) -> Attachment:
    embedded = node.one("Attachment/EmbeddedDocumentBinaryObject")
    external = node.one("Attachment/ExternalReference")
    return Attachment(
        number=node.take("ID", "number"),
        description=node.take("DocumentDescription", "description") or node.take("DocumentType", "description"),
        uri=external.take("URI", "uri"),
        filename=embedded.attribute("filename", "filename") or external.take("FileName", "filename"),
        media_type=embedded.attribute("mimeCode", "media_type") or external.take("MimeCode", "media_type"),
        content=read_bytes(embedded),
    )
