"""Builds a Finvoice element by element, leaving out what is absent."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final

from lxml import etree

from kontera.core.errors import InvalidValue
from kontera.core.money import rounded
from kontera.formats.xml import Element

CURRENCY: Final = "AmountCurrencyIdentifier"
PLACES: Final = 5  # decimals an amount may have
LEAST_PLACES: Final = 2  # decimals an amount has when it has any
PERCENT_PLACES: Final = 3
EMPTY: Final = frozenset({"EpiReference", "EpiBfiPartyDetails"})  # the schema wants them though there is no value


class Sheet:
    """Adds children to one element; `currency` stands on every amount."""

    def __init__(self, element: Element, currency: str) -> None:
        """Write into `element`."""
        self.element = element
        self.currency = currency

    def part(self, name: str) -> Sheet:
        """A new child to be filled; `prune` takes it away when nothing was."""
        return Sheet(etree.SubElement(self.element, name), self.currency)

    def text(self, name: str, value: str, limit: int, **attributes: str) -> None:
        """A child with the first `limit` characters of a text, unless that is empty; empty attributes are left out.

        Raises InvalidValue when the text holds characters that XML cannot (control characters).
        """
        if not value:
            return
        child = etree.SubElement(self.element, name)
        try:
            child.text = value[:limit]
            for key, attribute in attributes.items():
                if attribute:
                    child.set(key, attribute)
        except ValueError as error:
            raise InvalidValue(value=repr(value), field=name) from error

    def amount(self, name: str, value: Decimal | None, currency: str = "", **attributes: str) -> None:
        """A child with an amount of two to five decimals in the invoice's currency, or another."""
        if value is not None:
            self._figure(name, money(value), {CURRENCY: currency or self.currency, **attributes})

    def cents(self, name: str, value: Decimal | None) -> None:
        """A child with an amount of exactly two decimals, as the payment order wants it."""
        if value is not None:
            self._figure(name, f"{rounded(value):f}".replace(".", ","), {CURRENCY: self.currency})

    def percent(self, name: str, value: Decimal | None) -> None:
        """A child with a percentage of at most three decimals."""
        if value is not None:
            self._figure(name, plain(rounded(value, PERCENT_PLACES)), {})

    def number(self, name: str, value: Decimal | None, **attributes: str) -> None:
        """A child with a plain number."""
        if value is not None:
            self._figure(name, plain(value), attributes)

    def day(self, name: str, value: date | None) -> None:
        """A child with a date as CCYYMMDD."""
        if value is not None:
            self._figure(name, value.strftime("%Y%m%d").zfill(8), {"Format": "CCYYMMDD"})

    def _figure(self, name: str, text: str, attributes: dict[str, str]) -> None:
        self.text(name, text, len(text), **attributes)


def money(value: Decimal) -> str:
    """An amount as Finvoice writes it: a decimal comma, two to five decimals."""
    whole, _, decimals = f"{value:f}".partition(".")
    shortest = decimals.rstrip("0").ljust(LEAST_PLACES, "0")
    if len(shortest) > PLACES:
        return money(rounded(value, PLACES))
    return f"{whole},{shortest}"


def plain(value: Decimal) -> str:
    """A number with a decimal comma and no more decimals than it needs."""
    whole, _, decimals = f"{value:f}".partition(".")
    shortest = decimals.rstrip("0")
    return f"{whole},{shortest}" if shortest else whole


def prune(root: Element) -> None:
    """Take away the elements that were not filled."""
    for element in reversed(list(root.iter("*"))):
        above = element.getparent()
        if above is not None and not len(element) and not element.text and element.tag not in EMPTY:
            above.remove(element)
