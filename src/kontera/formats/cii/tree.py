"""Building a CII document element by element, leaving out what is absent."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final

from lxml import etree

from kontera.formats.writing import child
from kontera.formats.xml import Element

STANDARD: Final = "urn:un:unece:uncefact:data:standard:"
RSM: Final = f"{STANDARD}CrossIndustryInvoice:100"
RAM: Final = f"{STANDARD}ReusableAggregateBusinessInformationEntity:100"
UDT: Final = f"{STANDARD}UnqualifiedDataType:100"
QDT: Final = f"{STANDARD}QualifiedDataType:100"
PREFIXES: Final = {"rsm": RSM, "ram": RAM, "udt": UDT, "qdt": QDT}
DATE_FORMAT: Final = "102"  # UNTDID 2379: CCYYMMDD


def new_document() -> Tree:
    """An empty CII invoice."""
    return Tree(etree.Element(f"{{{RSM}}}CrossIndustryInvoice", nsmap=PREFIXES))


class Tree:
    """Adds children to one element; amounts have no currency of their own (CII-DT-031)."""

    def __init__(self, element: Element) -> None:
        """Write into `element`."""
        self.element = element

    def part(self, name: str, namespace: str = RAM) -> Tree:
        """A new aggregate child, to be filled at once: schemas allow few empty ones."""
        return Tree(etree.SubElement(self.element, f"{{{namespace}}}{name}"))

    def text(self, name: str, value: str, namespace: str = RAM, **attributes: str) -> None:
        """A child with text, unless that is empty; empty attributes are left out.

        Raises InvalidValue when the text holds characters that XML cannot (control characters).
        """
        child(self.element, f"{{{namespace}}}{name}", value, attributes)

    def number(self, name: str, value: Decimal | None, **attributes: str) -> None:
        """A child with a plain decimal."""
        if value is not None:
            self.text(name, f"{value:f}", **attributes)

    def day(self, name: str, value: date | None) -> None:
        """A child with a day within."""
        self._dated(name, value, UDT, "DateTimeString")

    def qualified_day(self, name: str, value: date | None) -> None:
        """The same, in the qualified type that the dates of references have."""
        self._dated(name, value, QDT, "DateTimeString")

    def plain_day(self, name: str, value: date | None) -> None:
        """The same, in the type without a time that the tax point has."""
        self._dated(name, value, UDT, "DateString")

    def flag(self, name: str, *, value: bool) -> None:
        """A child with an indicator within."""
        self.part(name).text("Indicator", "true" if value else "false", UDT)

    def _dated(self, name: str, value: date | None, namespace: str, kind: str) -> None:
        if value is not None:
            # strftime writes years before 1000 without leading zeros on some systems
            self.part(name).text(kind, value.isoformat().replace("-", ""), namespace, format=DATE_FORMAT)
