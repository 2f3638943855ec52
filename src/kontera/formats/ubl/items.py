"""Reads what a UBL line's item is: classifications (BT-158) and attributes (BG-32)."""

from __future__ import annotations

from kontera.core.invoice import Classification
from kontera.formats.taking import Node


def read_classifications(item: Node) -> tuple[Classification, ...]:
    """BT-158, with the list and version where they are stated."""
    stated = [found for found in item.all("CommodityClassification/ItemClassificationCode") if found.peek()]
    field = item.under("classifications")
    return tuple(
        Classification(found.named(f"{field}[{i}]").note(), found.attribute("listID"), found.attribute("listVersionID"))
        for i, found in enumerate(stated)
    )


def read_attributes(item: Node) -> tuple[tuple[str, str], ...]:
    """BG-32: each attribute's name and value."""
    field = item.under("attributes")
    found = [part for part in item.all("AdditionalItemProperty") if part.peek("Name") or part.peek("Value")]
    named = (part.named(f"{field}[{i}]") for i, part in enumerate(found))
    return tuple((part.one("Name").note(), part.one("Value").note()) for part in named)
