"""What the structure rules of Finvoice ask of a document: elements by path, numbers, totals."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from kontera.core.money import ZERO
from kontera.formats.finvoice.parts import parsed
from kontera.formats.rules.rule import Hit, Judged
from kontera.formats.taking import local, text_of
from kontera.formats.xml import Element

INVOICE: Final = "InvoiceDetails"
ORDER: Final = "EpiDetails/EpiPaymentInstructionDetails"


def at(element: Element, path: str) -> list[Element]:
    """Every element at the path, whatever its namespace."""
    return element.findall("/".join(f"{{*}}{name}" for name in path.split("/")))


def text(element: Element | None) -> str:
    """The element's own text without blanks around it; empty for nothing."""
    return "" if element is None else text_of(element).strip()


def first(document: Judged, path: str) -> Element | None:
    """The first element at the path from the root."""
    return next(iter(at(document.root, path)), None)


def figure(document: Judged, path: str) -> Decimal | None:
    """The first number at the path; None when there is none."""
    return parsed(text(first(document, path)))


def figures(element: Element, path: str) -> Decimal:
    """The sum of the numbers at the path."""
    return sum((parsed(text(one)) or ZERO for one in at(element, path)), ZERO)


def absent(document: Judged, above: str, *names: str) -> Iterator[Hit]:
    """A hit on each element at `above` for each of the names of which it has no filled child."""
    for parent in at(document.root, above) if above else [document.root]:
        for name in names:
            if not any(text(child) or len(child) for child in at(parent, name)):
                yield Hit(parent, name)


def named(document: Judged, *names: str) -> Iterator[Element]:
    """Every element below the root with one of the names, whatever its namespace."""
    return document.root.iter(*(f"{{*}}{name}" for name in names))


def ending(document: Judged, *endings: str) -> Iterator[Element]:
    """Every element whose name ends so and that holds text."""
    return (element for element in document.root.iter("*") if local(element).endswith(endings) and text(element))


def groups(document: Judged, end: str) -> Iterator[Element]:
    """Every group whose name ends so."""
    return (element for element in document.root.iter("*") if local(element).endswith(end) and len(element))


def version(document: Judged) -> str:
    """The version that the document claims."""
    return (document.root.get("Version") or "").strip()
