"""Reads what a CII document refers to: orders, contracts, attachments."""

from __future__ import annotations

from typing import Final, NamedTuple

from kontera.core.invoice import Attachment
from kontera.formats.taking import Node, read_bytes

ADDITIONAL: Final = "AdditionalReferencedDocument"
INVOICED_OBJECT: Final = "130"  # UNTDID 1001, as CII binds BT-18
TENDER: Final = "50"  # BT-17, which has no place in the invoice
NUMBER: Final = "IssuerAssignedID|ID"


class References(NamedTuple):
    """The numbers by which buyer and seller find the matter again."""

    buyer: str
    order: str
    sales_order: str
    contract: str
    project: str
    despatch: str
    receipt: str
    invoiced_object: str


def read_references(agreement: Node, delivery: Node) -> References:
    """BT-10 to BT-18."""
    return References(
        buyer=agreement.take("BuyerReference", "buyer_reference"),
        order=agreement.take(f"BuyerOrderReferencedDocument/{NUMBER}", "order_number"),
        sales_order=agreement.take(f"SellerOrderReferencedDocument/{NUMBER}", "sales_order"),
        contract=agreement.take(f"ContractReferencedDocument/{NUMBER}", "contract"),
        project=agreement.take("SpecifiedProcuringProject/ID", "project"),
        despatch=delivery.take(f"DespatchAdviceReferencedDocument/{NUMBER}", "despatch_advice"),
        receipt=delivery.take(f"ReceivingAdviceReferencedDocument/{NUMBER}", "receiving_advice"),
        invoiced_object=_invoiced_object(agreement),
    )


def _invoiced_object(agreement: Node) -> str:
    for reference in agreement.all(ADDITIONAL):
        if reference.peek("TypeCode") == INVOICED_OBJECT and reference.peek(NUMBER):
            reference.take("TypeCode")
            return reference.take(NUMBER, "invoiced_object")
    return ""


def read_attachments(agreement: Node) -> tuple[Attachment, ...]:
    """BG-24: supporting documents, their bytes when embedded."""
    stated = [part for part in agreement.all(ADDITIONAL) if part.peek("TypeCode") not in {INVOICED_OBJECT, TENDER}]
    return tuple(_attachment(part.named(f"attachments[{i}]")) for i, part in enumerate(stated))


def _attachment(node: Node) -> Attachment:
    embedded = node.one("AttachmentBinaryObject")
    node.take("TypeCode")
    return Attachment(
        number=node.take(NUMBER, "number"),
        description=node.take("Name", "description"),
        uri=node.take("URIID", "uri"),
        filename=embedded.attribute("filename", "filename"),
        media_type=embedded.attribute("mimeCode", "media_type"),
        content=read_bytes(embedded),
    )
