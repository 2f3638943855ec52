"""Reads where and when a CII document's goods were delivered (BG-13 to BG-15)."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from kontera.core.party import Address, Endpoint
from kontera.formats.cii.parties import read_address, read_identifier
from kontera.formats.cii.parts import WHEN
from kontera.formats.taking import Node


class Delivered(NamedTuple):
    """BT-70 to BT-72, BG-15 and the terms of delivery."""

    day: date | None
    name: str
    location: Endpoint | None
    address: Address | None
    terms: str


def read_delivery(agreement: Node, delivery: Node) -> Delivered:
    """The delivery of the whole document; the terms stand with the agreement."""
    place = delivery.one("ShipToTradeParty")
    # BT-71: an id with a scheme says more than one without
    number = (
        place.one("GlobalID", "delivery_location") if place.peek("GlobalID") else place.one("ID", "delivery_location")
    )
    return Delivered(
        day=delivery.day(f"ActualDeliverySupplyChainEvent/OccurrenceDateTime/{WHEN}", "delivery_date"),
        name=place.take("Name", "delivery_name"),
        location=read_identifier(number),
        address=read_address(place.one("PostalTradeAddress", "delivery_address")),
        terms=_terms(agreement.one("ApplicableTradeDeliveryTerms", "delivery_terms")),
    )


def _terms(node: Node) -> str:
    """Incoterms and terms in words, a line each."""
    stated = (part.named(node.field).note() for part in (*node.all("DeliveryTypeCode"), *node.all("Description")))
    return "\n".join(part for part in stated if part)
