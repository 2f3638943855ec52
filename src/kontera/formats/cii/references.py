"""Reads what a CII document refers to: orders, contracts, earlier invoices, attachments."""

from __future__ import annotations

from datetime import date
from typing import Final, NamedTuple

from kontera.core.invoice import Attachment, DocumentReference
from kontera.formats.cii.parts import WHEN
from kontera.formats.taking import Node, read_bytes

ADDITIONAL: Final = "AdditionalReferencedDocument"
INVOICED_OBJECT: Final = "130"  # UNTDID 1001, as CII binds BT-18 and BT-128
TENDER: Final = "50"  # BT-17
SUPPORTING: Final = "916"  # BG-24
NUMBER: Final = "IssuerAssignedID|ID"
ISSUED: Final = f"FormattedIssueDateTime|IssueDateTime/{WHEN}"
PROJECT_NAME: Final = "Project reference"  # what EN 16931's binding writes where the schema asks for a name
DESPATCHED: Final = "DespatchAdviceReferencedDocument"
DELIVERED: Final = "DeliveryNoteReferencedDocument"


class References(NamedTuple):
    """The numbers by which buyer and seller find the matter again: BT-10 to BT-18."""

    buyer: str
    seller: str
    order: str
    sales_order: str
    contract: str
    project: str
    tender: str
    despatch: str
    receipt: str
    invoiced_object: str
    invoiced_object_scheme: str


def read_references(agreement: Node, delivery: Node, settlement: Node) -> References:
    """BT-10 to BT-18; a delivery note counts as the despatch advice where there is none."""
    invoiced_object, scheme = _invoiced_object(agreement)
    despatch = delivery.take(f"{DESPATCHED}/{NUMBER}", "despatch_advice")
    return References(
        buyer=agreement.take("BuyerReference", "buyer_reference"),
        seller=settlement.take("InvoiceIssuerReference", "seller_reference"),
        order=agreement.take(f"BuyerOrderReferencedDocument/{NUMBER}", "order_number"),
        sales_order=agreement.take(f"SellerOrderReferencedDocument/{NUMBER}", "sales_order"),
        contract=agreement.take(f"ContractReferencedDocument/{NUMBER}", "contract"),
        project=_project(agreement.one("SpecifiedProcuringProject")),
        tender=_tender(agreement),
        despatch=despatch or delivery.take(f"{DELIVERED}/{NUMBER}", "despatch_advice"),
        receipt=delivery.take(f"ReceivingAdviceReferencedDocument/{NUMBER}", "receiving_advice"),
        invoiced_object=invoiced_object,
        invoiced_object_scheme=scheme,
    )


def _project(node: Node) -> str:
    """BT-11; a name that says nothing more than the number is taken with it."""
    number = node.take("ID", "project")
    if node.peek("Name") in {PROJECT_NAME, number}:
        node.take("Name")
    return number


def _of_kind(agreement: Node, code: str) -> Node:
    """The first additional document of a kind, or a node of nothing."""
    stated = (part for part in agreement.all(ADDITIONAL) if part.peek("TypeCode") == code and part.peek(NUMBER))
    return next(stated, Node(None, agreement.taking))


def _invoiced_object(agreement: Node) -> tuple[str, str]:
    """BT-18 with its scheme."""
    reference = _of_kind(agreement, INVOICED_OBJECT)
    reference.take("TypeCode")
    scheme = reference.take("ReferenceTypeCode", "invoiced_object_scheme")
    return reference.take(NUMBER, "invoiced_object"), scheme


def _tender(agreement: Node) -> str:
    reference = _of_kind(agreement, TENDER)
    reference.take("TypeCode")
    return reference.take(NUMBER, "tender")


def read_preceding(settlement: Node) -> tuple[DocumentReference, ...]:
    """BG-3: the invoices that this one corrects or settles."""
    stated = settlement.all("InvoiceReferencedDocument")
    return tuple(_preceding(part.named(f"preceding[{i}]")) for i, part in enumerate(stated))


def _preceding(node: Node) -> DocumentReference:
    return DocumentReference(node.take(NUMBER, "number"), read_issued(node), node.take("TypeCode", "type_code"))


def read_issued(node: Node) -> date | None:
    """The date of a document that is referred to; ZUGFeRD 1.0 states it without a further element."""
    return node.day(ISSUED if node.peek(ISSUED) else "IssueDateTime", "issue_date")


def read_attachments(agreement: Node, further: tuple[Node, ...]) -> tuple[Attachment, ...]:
    """BG-24: supporting documents, their bytes when embedded; `further` are those that stand at lines."""
    own = [part for part in agreement.all(ADDITIONAL) if part.peek("TypeCode") not in {INVOICED_OBJECT, TENDER}]
    return tuple(_attachment(part.named(f"attachments[{i}]")) for i, part in enumerate((*own, *further)))


def _attachment(node: Node) -> Attachment:
    embedded = node.one("AttachmentBinaryObject")
    if node.peek("TypeCode") == SUPPORTING:
        node.take("TypeCode")
    return Attachment(
        number=node.take(NUMBER, "number"),
        description=node.joined("Name", "description"),
        uri=node.take("URIID", "uri"),
        filename=embedded.attribute("filename", "filename"),
        media_type=embedded.attribute("mimeCode", "media_type"),
        content=read_bytes(embedded),
    )
