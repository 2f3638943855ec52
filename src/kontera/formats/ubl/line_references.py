"""Reads the documents that a UBL line refers to: its order, despatch advice, receiving advice, earlier invoice."""

from __future__ import annotations

from typing import Final

from kontera.core.invoice import DocumentReference
from kontera.formats.taking import Node
from kontera.formats.ubl.parts import take_repeated

INVOICED_OBJECT: Final = "130"
NO_NUMBER: Final = "NA"  # stands where the schema demands a number and none is known
# UNTDID 1153, by the place of the document's number in a line
KINDS: Final = (
    ("OrderLineReference/OrderReference", "ON"),
    ("DespatchLineReference/DocumentReference", "AAK"),
    ("ReceiptLineReference/DocumentReference", "ALO"),
    ("BillingReference/InvoiceDocumentReference", "IV"),
    ("BillingReference/CreditNoteDocumentReference", "IV"),
)
SALES_ORDER: Final = "VN"


def read_order_line(node: Node) -> str:
    """BT-132; a placeholder for it is no number."""
    reference = node.one("OrderLineReference")
    if reference.peek("LineID") == NO_NUMBER:
        reference.take("LineID")
        return ""
    return reference.take("LineID", "order_line")


def read_line_references(node: Node) -> tuple[DocumentReference, ...]:
    """The line's own documents, told apart by UNTDID 1153; a further document keeps the type code it states."""
    _take_placeholders(node)
    found = [(part, "ID", kind) for path, kind in KINDS for part in node.all(path)]
    found += [(part, "SalesOrderID", SALES_ORDER) for part in node.all("OrderLineReference/OrderReference")]
    others = [part for part in node.all("DocumentReference") if part.peek("DocumentTypeCode") != INVOICED_OBJECT]
    found += [(part, "ID", "") for part in others]
    kept = [each for each in found if each[0].peek(each[1]) not in {"", NO_NUMBER}]
    field = node.under("references")
    return tuple(_reference(part.named(f"{field}[{i}]"), name, kind) for i, (part, name, kind) in enumerate(kept))


def _reference(node: Node, name: str, kind: str) -> DocumentReference:
    return DocumentReference(
        node.one(name).named(node.field).note(),
        node.day("IssueDate", "issue_date") if name == "ID" else None,
        kind or node.take("DocumentTypeCode", "type_code"),
    )


def _take_placeholders(node: Node) -> None:
    paths = ("DespatchLineReference/LineID", "ReceiptLineReference/LineID", "OrderLineReference/OrderReference/ID")
    for path in paths:
        take_repeated(node, path, NO_NUMBER)
