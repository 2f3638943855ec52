"""Reads the documents that a CII line refers to: its order, contract, despatch advice, earlier invoice."""

from __future__ import annotations

from typing import Final

from kontera.core.invoice import DocumentReference
from kontera.core.party import Endpoint
from kontera.formats.cii.references import ADDITIONAL, INVOICED_OBJECT, NUMBER, SUPPORTING, read_issued
from kontera.formats.taking import Node

# the second name of each is ZUGFeRD 1.0's
AGREEMENT: Final = "SpecifiedLineTradeAgreement|SpecifiedSupplyChainTradeAgreement"
DELIVERY: Final = "SpecifiedLineTradeDelivery|SpecifiedSupplyChainTradeDelivery"
SETTLEMENT: Final = "SpecifiedLineTradeSettlement|SpecifiedSupplyChainTradeSettlement"
LINES: Final = "IncludedSupplyChainTradeLineItem"
# UNTDID 1153, by the element that holds the document's number
AGREED: Final = {
    "SellerOrderReferencedDocument": "VN",
    "BuyerOrderReferencedDocument": "ON",
    "QuotationReferencedDocument": "AAG",
    "ContractReferencedDocument": "CT",
}
DELIVERED: Final = {
    "DespatchAdviceReferencedDocument": "AAK",
    "ReceivingAdviceReferencedDocument": "ALO",
    "DeliveryNoteReferencedDocument": "DQ",
}
SETTLED: Final = {"InvoiceReferencedDocument": "IV"}
KINDS: Final = ((AGREEMENT, AGREED), (DELIVERY, DELIVERED), (SETTLEMENT, SETTLED))


def read_line_references(line: Node) -> tuple[DocumentReference, ...]:
    """The line's own documents, told apart by UNTDID 1153; an additional one keeps the reference code it states."""
    own = [
        (part, kind)
        for place, kinds in KINDS
        for name, kind in kinds.items()
        for part in line.all(f"{place}/{name}")
        if part.peek(NUMBER)
    ]
    others = [part for part in _additional(line) if part.peek(NUMBER) and not _is_attachment(part)]
    field = line.under("references")
    return (
        *(_reference(part.named(f"{field}[{i}]"), kind) for i, (part, kind) in enumerate(own)),
        *(_other(part.named(f"{field}[{i}]")) for i, part in enumerate(others, len(own))),
    )


def _reference(node: Node, kind: str) -> DocumentReference:
    """The element tells both the number and what it is of."""
    return DocumentReference(node.one(NUMBER).named(node.field).note(), read_issued(node), kind)


def _other(node: Node) -> DocumentReference:
    if node.peek("TypeCode") == SUPPORTING:
        node.take("TypeCode")  # says no more than that it is a further document
    return DocumentReference(
        node.take(NUMBER, "number"), read_issued(node), node.take("ReferenceTypeCode", "type_code")
    )


def read_invoiced_object(line: Node) -> Endpoint | None:
    """BT-128 with its scheme."""
    found = _object(line).named(line.under("invoiced_object"))
    if not found:
        return None
    found.take("TypeCode")
    return Endpoint(found.take("ReferenceTypeCode"), found.one(NUMBER).note())


def line_attachments(trade: Node) -> tuple[Node, ...]:
    """The supporting documents of all lines, which Factur-X EXTENDED lets stand there."""
    return tuple(part for line in trade.all(LINES) for part in _additional(line) if _is_attachment(part))


def _object(line: Node) -> Node:
    stated = line.all(f"{SETTLEMENT}/{ADDITIONAL}")
    found = (part for part in stated if part.peek("TypeCode") == INVOICED_OBJECT and part.peek(NUMBER))
    return next(found, Node(None, line.taking))


def _additional(line: Node) -> tuple[Node, ...]:
    """The line's further documents without the object it invoices."""
    taken = _object(line).element
    stated = (*line.all(f"{AGREEMENT}/{ADDITIONAL}"), *line.all(f"{SETTLEMENT}/{ADDITIONAL}"))
    return tuple(part for part in stated if part.element is not taken)


def _is_attachment(node: Node) -> bool:
    return bool(node.peek("URIID") or node.peek("AttachmentBinaryObject"))
