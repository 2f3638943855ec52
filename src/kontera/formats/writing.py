"""Building an XML tree element by element, leaving out what is absent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from lxml import etree

from kontera.core.errors import InvalidValue
from kontera.formats.xml import Element

CAC: Final = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
CBC: Final = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"


class Writer:
    """Adds UBL children to one element; `currency` stands on every amount."""

    def __init__(self, element: Element, currency: str) -> None:
        """Write into `element`."""
        self.element = element
        self.currency = currency

    def part(self, name: str) -> Writer:
        """A new aggregate child, to be filled at once: schemas allow few empty ones."""
        return Writer(etree.SubElement(self.element, f"{{{CAC}}}{name}"), self.currency)

    def text(self, name: str, value: str, /, **attributes: str) -> None:
        """A child with text, unless that is empty; empty attributes are left out.

        Raises InvalidValue when the text holds characters that XML cannot (control characters).
        """
        child(self.element, f"{{{CBC}}}{name}", value, attributes)

    def number(self, name: str, value: Decimal | None, **attributes: str) -> None:
        """A child with a plain decimal."""
        if value is not None:
            self.text(name, f"{value:f}", **attributes)

    def amount(self, name: str, value: Decimal | None, currency: str = "") -> None:
        """A child with an amount in the invoice's currency, or another."""
        self.number(name, value, currencyID=currency or self.currency)

    def day(self, name: str, value: date | None) -> None:
        """A child with an ISO date."""
        self.text(name, value.isoformat() if value else "")


def child(element: Element, tag: str, value: str, attributes: Mapping[str, str]) -> None:
    """A new child with text, unless that is empty; empty attributes are left out.

    Raises InvalidValue when the text holds characters that XML cannot (control characters).
    """
    if not value:
        return
    made = etree.SubElement(element, tag)
    try:
        made.text = value
        for key, attribute in attributes.items():
            if attribute:
                made.set(key, attribute)
    except ValueError as error:
        raise InvalidValue(value=repr(value), field=tag.rpartition("}")[2]) from error
