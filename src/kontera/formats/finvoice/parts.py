"""Reads what recurs in Finvoice: numbers with a decimal comma, amounts, repeated values, VAT codes."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from kontera.core.finding import Finding
from kontera.core.invoice import VatCategory
from kontera.formats.codes import CATEGORIES
from kontera.formats.taking import Node

CURRENCY: Final = "AmountCurrencyIdentifier"
UNIT: Final = "QuantityUnitCode"
UNIT_UN: Final = "QuantityUnitCodeUN"
NOTHING: Final = frozenset({"NA", "N/A", "-", "--"})  # written where the schema wants an element and there is no value
_NUMBER: Final = re.compile(r"[+-]?[0-9]{1,24}(?:[,.][0-9]{0,18})?")
_LAYOUT: Final = re.compile(r"[\s-]+")


def parsed(text: str) -> Decimal | None:
    """A number as Finvoice writes it, with a decimal comma; a point is understood too, grouping is not."""
    return Decimal(text.replace(",", ".")) if _NUMBER.fullmatch(text) else None


def peek_number(node: Node, path: str) -> Decimal | None:
    """The number at the path, without taking it; absent when it is none."""
    return parsed(node.peek(path))


def number(node: Node, path: str = "", field: str = "") -> Decimal | None:
    """The number at the path, taken; anything else is absent, left unread and remarked on."""
    at = node.one(path) if path else node
    text = at.peek()
    if at.element is None or not text:
        return None
    value = parsed(text)
    if value is None:
        at.taking.doubt(at.element, node.under(field), text)
        return None
    at.take(field=field)
    return value


def amount(node: Node, path: str, field: str = "") -> Decimal | None:
    """An amount in the invoice's currency, with the sign it has there; another currency is remarked on."""
    value = number(node, path, field)
    currency, expected = node.one(path).attribute(CURRENCY), node.taking.currency
    if value is not None and currency and expected and currency != expected:
        node.taking.findings.append(
            Finding(
                "einvoice.other_currency",
                "The amount is stated in {currency}, the invoice in {expected}.",
                field=node.under(field),
                values=(("currency", currency), ("expected", expected)),
                by=node.taking.by,
            )
        )
    return value


def unsigned(node: Node, path: str, field: str = "") -> Decimal | None:
    """An amount whose sign the invoice keeps elsewhere: discounts stand with either sign in Finvoice."""
    value = amount(node, path, field)
    return None if value is None else abs(value)


def stated(node: Node, path: str, field: str) -> str:
    """The first text at the path that says something, taken; a filler such as NA stays unread."""
    found = next((part for part in node.all(path) if part.peek() and part.peek().upper() not in NOTHING), None)
    return found.take(field=field) if found is not None else ""


def repeated(node: Node, path: str, *values: str) -> None:
    """Take each text at the path that only repeats one of the values; what differs stays unread."""
    told = {_plain(value) for value in values if value}
    for part in node.all(path) if path else (node,):
        if part.peek() and _plain(part.peek()) in told:
            part.take()


def taken(node: Node) -> bool:
    """Whether the element was taken already."""
    return node.element is not None and node.taking.has(node.element)


def category(node: Node, path: str, field: str) -> VatCategory | None:
    """The VAT category of UNCL 5305; a code that EN 16931 does not know stays unread."""
    found = CATEGORIES.get(node.peek(path))
    if found is not None:
        node.take(path, field)
    return found


def unit_of(node: Node, field: str) -> str:
    """The unit of a quantity: the UN/ECE code where there is one, else the word."""
    return node.attribute(UNIT_UN, field) or node.attribute(UNIT, field)


def with_unit(node: Node) -> str:
    """The element's text, taken, with its unit in words behind it."""
    unit = node.attribute(UNIT) or node.attribute(UNIT_UN)
    return f"{node.note()} {unit}" if unit else node.note()


def _plain(text: str) -> str:
    return _LAYOUT.sub("", text).casefold()
