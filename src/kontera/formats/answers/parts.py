"""The parts that answers share: reading values out of an ApplicationResponse, and its frame for writing."""

from __future__ import annotations

import re
from datetime import date, time
from typing import Final

from lxml import etree

from kontera.core.answer import AnswerIncomplete
from kontera.core.errors import UnreadableDocument
from kontera.core.party import Endpoint
from kontera.formats.taking import local
from kontera.formats.writing import CAC, CBC, Writer
from kontera.formats.xml import Element

NAMESPACE: Final = "urn:oasis:names:specification:ubl:schema:xsd:ApplicationResponse-2"
ROOT: Final = f"{{{NAMESPACE}}}ApplicationResponse"
_DAY: Final = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:Z|[+-][0-9]{2}:[0-9]{2})?")
_TIME: Final = re.compile(r"([0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,6})?)[0-9]*(Z|[+-][0-9]{2}:[0-9]{2})?")


def parts(element: Element | None, path: str) -> list[Element]:
    """Every element at a path of local names; none below nothing."""
    found = [] if element is None else [element]
    for name in path.split("/"):
        found = [child for parent in found for child in parent if local(child) == name]
    return found


def part(element: Element | None, path: str) -> Element | None:
    """The first element at a path, or nothing."""
    found = parts(element, path)
    return found[0] if found else None


def text(element: Element | None, path: str) -> str:
    """The first text at a path without blanks around it, or none."""
    found = part(element, path)
    return "" if found is None else (found.text or "").strip()


def joined(element: Element | None, path: str) -> str:
    """Every text at a path, on a line each."""
    found = ((each.text or "").strip() for each in parts(element, path))
    return "\n".join(line for line in found if line)


def day(element: Element | None, path: str) -> date | None:
    """A date, or nothing where none can be read."""
    found = _DAY.fullmatch(text(element, path))
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def clock(element: Element | None, path: str) -> time | None:
    """A time of day with its zone where one is stated, or nothing where none can be read."""
    found = _TIME.fullmatch(text(element, path))
    try:
        return time.fromisoformat(found[1] + (found[2] or "")) if found else None
    except ValueError:
        return None


def identified(element: Element | None, path: str) -> Endpoint | None:
    """An id with its scheme, or nothing."""
    found = part(element, path)
    if found is None or not (found.text or "").strip():
        return None
    return Endpoint(found.get("schemeID", "").strip(), (found.text or "").strip())


def expect(root: Element) -> None:
    """Raises UnreadableDocument unless the document is an ApplicationResponse."""
    if root.tag != ROOT:
        raise UnreadableDocument(reason="it is not an answer")


def frame(specification: str, process: str) -> Writer:
    """A new ApplicationResponse that names what it follows."""
    # lxml-stubs know no default namespace
    prefixes = {None: NAMESPACE, "cac": CAC, "cbc": CBC}
    root = etree.Element(ROOT, nsmap=prefixes)  # type: ignore[arg-type] # lxml-stubs know no default namespace
    to = Writer(root, "")
    to.text("CustomizationID", specification)
    to.text("ProfileID", process)
    return to


def write_identified(to: Writer, name: str, endpoint: Endpoint | None) -> None:
    """An id with its scheme, unless there is none."""
    if endpoint is not None:
        to.text(name, endpoint.id, schemeID=endpoint.scheme)


def need(found: object, field: str) -> None:
    """Raises AnswerIncomplete unless the value is there."""
    if not found:
        raise AnswerIncomplete(field=field)


def as_bytes(to: Writer) -> bytes:
    """The document as UTF-8 XML."""
    return etree.tostring(to.element, xml_declaration=True, encoding="UTF-8", pretty_print=True)
