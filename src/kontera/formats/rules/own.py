"""What own structure rules share: finding elements by their names, hits, and the sentences of recurring faults."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from decimal import Decimal
from typing import Final

from kontera.formats.rules.rule import Hit, Words
from kontera.formats.taking import DECIMAL, local, text_of
from kontera.formats.xml import Element

SHORT: Final = 80
ASK: Final = "Ask the supplier for a corrected invoice."
CHECK: Final = "Compare with the supplier's own document before you pay."

MISSING: Final = Words("The format demands {element}, which is missing.", ASK)
NOT_A_DATE: Final = Words("{element} holds {value}, which is not a date.", ASK)
NOT_A_NUMBER: Final = Words("{element} holds {value}, which is not a number.", ASK)
NOT_IN_LIST: Final = Words("{element} holds {value}, which is none of the codes that the format allows.", ASK)
OTHER_CURRENCY: Final = Words("An amount is stated in {value}, the invoice in {expected}.", ASK)
DECIMALS: Final = Words("{element} holds {value}, with more than {most} decimals.", ASK)
SUM_DIFFERS: Final = Words("{element} is {value}, but its parts come to {expected}.", CHECK)
CHECK_DIGIT: Final = Words("{value} in {element} has a wrong check digit or form.", CHECK)
REPEATED: Final = Words("{element} may stand only once.", ASK)
TOO_LONG: Final = Words("{element} is longer than {most} characters.", ASK)
OUT_OF_ORDER: Final = Words("{element} stands in the wrong place.", ASK)


def at(context: Element, path: str) -> tuple[Element, ...]:
    """Every element at the path of local names below the context, in document order."""
    found = [context]
    for name in path.split("/"):
        found = [child for parent in found for child in parent.iterchildren("*") if local(child) == name]
    return tuple(found)


def text(context: Element, path: str = "") -> str:
    """The first text at the path, or the element's own; empty when absent."""
    found = at(context, path) if path else (context,)
    return text_of(found[0]).strip() if found else ""


def number(context: Element, path: str = "") -> Decimal | None:
    """The first decimal at the path, or None."""
    stated = text(context, path)
    return Decimal(stated) if DECIMAL.fullmatch(stated) else None


def hit(where: Element, /, **values: str) -> Hit:
    """A hit that names its element, and the value found there."""
    found = values.get("value", text_of(where).strip())[:SHORT]
    return Hit(where, found, tuple({"element": local(where), **values}.items()))


def lacking(contexts: Iterable[Element], path: str) -> Iterator[Hit]:
    """Each context without a text at the path."""
    for context in contexts:
        if not any(text_of(found).strip() for found in at(context, path)):
            yield hit(context, element=path.rpartition("/")[2], value="")


def unfit(elements: Iterable[Element], fits: Callable[[str], bool]) -> Iterator[Hit]:
    """Each element whose text is there but does not fit."""
    for element in elements:
        stated = text(element)
        if stated and not fits(stated):
            yield hit(element, value=stated[:SHORT])


def unlisted(elements: Iterable[Element], codes: Container[str]) -> Iterator[Hit]:
    """Each element whose text is no code of the list."""
    return unfit(elements, lambda stated: stated in codes)


def is_number(stated: str) -> bool:
    """Whether the text is a decimal."""
    return DECIMAL.fullmatch(stated) is not None


def too_fine(elements: Iterable[Element], most: int) -> Iterator[Hit]:
    """Each number with more decimals than `most`."""
    for element in elements:
        stated = text(element)
        if is_number(stated) and len(stated.partition(".")[2]) > most:
            yield hit(element, value=stated[:SHORT], most=str(most))


def unlike(element: Element | None, stated: Decimal | None, expected: Decimal | None, slack: Decimal) -> Iterator[Hit]:
    """A hit when a stated sum is off by more than the slack; none where either is absent."""
    if element is not None and stated is not None and expected is not None and abs(stated - expected) > slack:
        yield hit(element, value=f"{stated:f}", expected=f"{expected:f}")


def once(contexts: Iterable[Element], name: str) -> Iterator[Hit]:
    """Each further element of a name that may stand only once below its context."""
    for context in contexts:
        yield from (hit(further) for further in at(context, name)[1:])


def misplaced(context: Element, order: tuple[str, ...]) -> Iterator[Hit]:
    """The first child that stands behind one that must follow it; names outside the order may stand anywhere."""
    last = 0
    for child in context.iterchildren("*"):
        if local(child) in order:
            if order.index(local(child)) < last:
                yield hit(child, value="")
                return
            last = order.index(local(child))
