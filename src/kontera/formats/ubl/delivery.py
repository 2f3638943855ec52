"""Reads where and when a UBL document's goods were delivered (BG-13 to BG-15)."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from kontera.core.party import Address, Endpoint
from kontera.formats.taking import Node
from kontera.formats.ubl.lines import LINES
from kontera.formats.ubl.parties import read_address, read_identifier


class Delivered(NamedTuple):
    """BT-70 to BT-72, BG-15 and the terms of delivery."""

    day: date | None
    name: str
    location: Endpoint | None
    address: Address | None
    terms: str


def read_delivery(node: Node) -> Delivered:
    """The delivery of the whole document, or the one that every line states alike; others stay unread."""
    stated, *repeats = node.all("Delivery")[:1] or _common(node) or (Node(None, node.taking),)
    delivered = _delivered(node, stated)
    for repeat in repeats:
        _delivered(node, repeat)
    return delivered


def _delivered(node: Node, stated: Node) -> Delivered:
    location = stated.one("DeliveryLocation")
    name = stated.take("DeliveryParty/PartyName/Name", "delivery_name") or location.take("Name", "delivery_name")
    return Delivered(
        day=stated.day("ActualDeliveryDate", "delivery_date"),
        name=name,
        location=read_identifier(location.one("ID", "delivery_location")),
        address=read_address(location.one("Address", "delivery_address")),
        terms=_terms(node.one("DeliveryTerms", "delivery_terms")),
    )


def _common(node: Node) -> tuple[Node, ...]:
    """The lines' deliveries, when each line has one and they are all the same."""
    lines = node.all(LINES)
    found = tuple(part.named("") for line in lines for part in line.all("Delivery"))
    texts = {_text(part) for part in found}
    return found if len(found) == len(lines) and len(texts) == 1 else ()


def _text(node: Node) -> str:
    return "" if node.element is None else "\n".join(str(text).strip() for text in node.element.itertext())


def _terms(node: Node) -> str:
    """Incoterms (in OIOUBL a risk code beside them) and special terms, a line each."""
    parts = (
        *(part.named(node.field).note() for part in node.all("ID|LossRiskResponsibilityCode")),
        *(part.named(node.field).note() for part in node.all("SpecialTerms")),
    )
    return "\n".join(part for part in parts if part)
