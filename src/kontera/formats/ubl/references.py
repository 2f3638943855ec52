"""Reads what a UBL document refers to: orders, contracts, preceding invoices, attachments."""

from __future__ import annotations

from typing import Final, NamedTuple

from kontera.core.invoice import Attachment, DocumentReference
from kontera.formats.taking import Node, local, read_bytes
from kontera.formats.ubl.parts import take_repeated

INVOICED_OBJECT: Final = "130"  # UNTDID 1001, as UBL-SR of EN 16931 binds BT-18
PROJECT: Final = "50"  # in a credit note, which has no ProjectReference (BT-11)
NO_ORDER: Final = "NA"
# the elements of a BillingReference that name a document before this one, and the UNTDID 1001 code each stands for
PRECEDING: Final = {
    "InvoiceDocumentReference": "",
    "CreditNoteDocumentReference": "381",
    "SelfBilledInvoiceDocumentReference": "389",
    "SelfBilledCreditNoteDocumentReference": "261",
    "DebitNoteDocumentReference": "383",
}


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
    tender: str
    invoiced_object: str
    invoiced_object_scheme: str


def read_references(node: Node) -> References:
    """BT-10 to BT-18; EHF 2 and OIOUBL state the buyer's reference as the contact's id."""
    number, scheme = _invoiced_object(node)
    return References(
        buyer=_buyer(node),
        seller=node.take("AccountingSupplierParty/Party/Contact/ID", "seller_reference"),
        order=_order(node),
        sales_order=node.take("OrderReference/SalesOrderID", "sales_order"),
        contract=node.take("ContractDocumentReference/ID", "contract"),
        project=node.take("ProjectReference/ID", "project") or _typed(node, PROJECT, "project"),
        despatch=node.take("DespatchDocumentReference/ID", "despatch_advice"),
        receipt=node.take("ReceiptDocumentReference/ID", "receiving_advice"),
        tender=node.take("OriginatorDocumentReference/ID", "tender"),
        invoiced_object=number,
        invoiced_object_scheme=scheme,
    )


def _buyer(node: Node) -> str:
    contact = "AccountingCustomerParty/Party/Contact/ID"
    stated = node.take("BuyerReference", "buyer_reference")
    if stated:
        take_repeated(node, contact, stated)
    return stated or node.take(contact, "buyer_reference")


def _order(node: Node) -> str:
    """BT-13; Peppol BIS 3 writes NA where only the sales order is known."""
    order = node.one("OrderReference")
    if order.peek("ID") == NO_ORDER and order.peek("SalesOrderID"):
        order.take("ID")
        return ""
    return order.take("ID", "order_number")


def _typed(node: Node, code: str, field: str) -> str:
    """The first additional document of this type."""
    found = _first_of(node, code)
    found.take("DocumentTypeCode")
    return found.take("ID", field)


def _invoiced_object(node: Node) -> tuple[str, str]:
    """BT-18 with its scheme."""
    scheme = _first_of(node, INVOICED_OBJECT).one("ID").attribute("schemeID", "invoiced_object_scheme")
    return _typed(node, INVOICED_OBJECT, "invoiced_object"), scheme


def _first_of(node: Node, code: str) -> Node:
    stated = node.all("AdditionalDocumentReference")
    found = (part for part in stated if part.peek("DocumentTypeCode") == code and part.peek("ID"))
    return next(found, Node(None, node.taking))


def read_preceding(node: Node) -> tuple[DocumentReference, ...]:
    """BG-3: the invoices that this one corrects or settles; the element tells their type where no code does."""
    stated = [part for part in node.all("BillingReference/" + "|".join(PRECEDING)) if part.peek("ID")]
    return tuple(_preceding(one.named(f"preceding[{i}]")) for i, one in enumerate(stated))


def _preceding(node: Node) -> DocumentReference:
    kind = PRECEDING[local(node.element)] if node.element is not None else ""
    number = node.take("ID", "number")
    if kind and not node.peek("DocumentTypeCode"):
        node.take("ID", "type_code")
    return DocumentReference(
        number, node.day("IssueDate", "issue_date"), node.take("DocumentTypeCode", "type_code") or kind
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
