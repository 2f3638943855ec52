"""Reads the texts of a Finvoice that speak of the whole invoice (BT-22)."""

from __future__ import annotations

from typing import Final

from kontera.formats.finvoice.parts import with_unit
from kontera.formats.taking import Node

TEXTS: Final = (
    "InvoiceDetails/InvoiceFreeText",
    "InvoiceDetails/InvoiceVatFreeText",
    "SellerInformationDetails/SellerFreeText",
    "FactoringAgreementDetails/FactoringFreeText",
)


def read_notes(root: Node, rows: tuple[tuple[Node, ...], ...]) -> tuple[str, ...]:
    """The free texts, what the header defines as "name: value", the specification, and the `rows` that are text."""
    parts: list[tuple[str, tuple[Node, ...]]] = [("\n", (text,)) for path in TEXTS for text in root.all(path)]
    parts += [
        (": ", (*one.all("DefinitionHeaderText"), *one.all("DefinitionValue")))
        for one in root.all("InvoiceDetails/DefinitionDetails")
    ]
    parts.append(("\n", root.all("SpecificationDetails/SpecificationFreeText")))
    parts += [("\n", row) for row in rows]
    notes: list[str] = []
    for between, nodes in parts:
        said = [node for node in nodes if node.peek()]
        if said:
            notes.append(between.join(with_unit(node.named(f"notes[{len(notes)}]")) for node in said))
    return tuple(notes)
