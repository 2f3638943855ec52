"""Where a breach stands: the element that a rule sheet points at, its XPath, line and value, and the invoice field."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from typing import Final

from lxml import etree

from kontera.core.reading import Reading
from kontera.core.validation import Breach
from kontera.formats.rules.en16931_terms import STATE_IT
from kontera.formats.rules.rule import Places, path_of
from kontera.formats.taking import local, text_of
from kontera.formats.xml import Element

SHORT: Final = 200
ROOT_DEPTH: Final = 2  # the slashes of "/Invoice/"
NAMESPACES: Final = {
    "cac": "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2",
    "cbc": "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2",
    "ext": "urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2",
    "ubl": "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2",
    "cn": "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2",
    "rsm": "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100",
    "ram": "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100",
    "udt": "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100",
    "qdt": "urn:un:unece:uncefact:data:standard:QualifiedDataType:100",
}
# how compiled Schematron writes one step: *:Name[namespace-uri()='…'][1], *[local-name()='Name'][1], Q{…}Name[1]
_STEP: Final = re.compile(
    r"/(?P<attribute>@)?(?:Q\{[^}]*\}|\*:|[\w.-]+:)?(?P<name>\*|[\w.-]+)(?P<predicates>(?:\[[^\]]*\])*)"
)
_LOCAL_NAME: Final = re.compile(r"local-name\(\)\s*=\s*['\"]([^'\"]*)['\"]")
_NAMESPACE: Final = re.compile(r"namespace-uri\(\)\s*=\s*['\"]([^'\"]*)['\"]|^/@?Q\{([^}]*)\}")
_PLACE: Final = re.compile(r"\[\s*([0-9]+)\s*\]")
_PREFIX: Final = re.compile(r"(?<=/)[\w.-]+:")


@dataclass(frozen=True, slots=True)
class Place:
    """An element of the document, and the attribute of it that is meant (empty: the element itself)."""

    element: Element
    attribute: str = ""

    @property
    def found(self) -> str:
        """The attribute's value, or the text of an element that holds no other elements."""
        if self.attribute:
            return (self.element.get(self.attribute) or "")[:SHORT]
        return "" if len(self.element) else text_of(self.element).strip()[:SHORT]


class Tree:
    """A document in which places are looked up; what was counted once is kept, so that many look-ups stay cheap."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self._counted: Places = {}
        self._named: dict[Element, dict[str, list[Element]]] = {}

    def at(self, location: str) -> Place:
        """The place that a sheet's or schema's location names; as far as it leads when it leads nowhere."""
        at, attribute = self.root, ""
        for depth, step in enumerate(_STEP.finditer(location)):
            named = _LOCAL_NAME.search(step["predicates"])
            name = named[1] if named else step["name"]
            if step["attribute"]:
                attribute = name
                break
            if depth:
                below = self._child(at, name, step)
                if below is None:
                    break
                at = below
        return Place(at, attribute)

    def xpath(self, place: Place) -> str:
        """The place as an XPath with the document's own prefixes."""
        return path_of(place.element, self._counted) + (f"/@{place.attribute}" if place.attribute else "")

    def plain(self, place: Place) -> str:
        """The same by local names only."""
        return _PREFIX.sub("", self.xpath(place))

    def _child(self, above: Element, name: str, step: re.Match[str]) -> Element | None:
        if above not in self._named:
            self._named[above] = _by_name(above)
        namespace = _NAMESPACE.search(step[0])
        alike = self._named[above].get(name, [])
        if namespace is not None:
            uri = namespace[1] or namespace[2] or None
            alike = [child for child in alike if etree.QName(child).namespace == uri]
        place = _PLACE.search(step["predicates"])
        number = int(place[1]) if place else 1
        return alike[number - 1] if 1 <= number <= len(alike) else None


def _by_name(above: Element) -> dict[str, list[Element]]:
    """The children by local name, and all of them by "*"."""
    named: dict[str, list[Element]] = {"*": list(above.iterchildren("*"))}
    for child in named["*"]:
        named.setdefault(local(child), []).append(child)
    return named


def narrowed(place: Place, path: str, *, last: bool = False) -> Place:
    """The first (or last) thing that a rule's path leads to from a place, or the place itself."""
    compiled = _path(path) if path else None
    if compiled is None:
        return place
    try:
        found = compiled(place.element)
    except etree.XPathError:
        return place
    if not isinstance(found, list) or not found:
        return place
    one = found[-1 if last else 0]
    if isinstance(one, Element):
        return Place(one)
    above = getattr(one, "getparent", lambda: None)()
    attribute = str(getattr(one, "attrname", "") or "")
    return Place(above, attribute) if isinstance(above, Element) else place


@lru_cache(maxsize=2048)
def _path(path: str) -> etree.XPath | None:
    """The compiled path, or None when it says more than XPath 1.0 can."""
    try:
        return etree.XPath(path, namespaces=NAMESPACES)
    except etree.XPathError:
        return None


class Fields:
    """Which invoice field each element of a document was read into, by the evidence of its reading."""

    def __init__(self, reading: Reading) -> None:
        self._raw = {path: evidence.raw for path, evidence in reading.evidence.items()}
        self._fields: dict[str, str] = {}
        for path, evidence in reading.evidence.items():
            _, _, xpath = evidence.by.partition(":")
            self._fields.setdefault(_PREFIX.sub("", "/" + xpath.lstrip("/")), path)
        self._paths = sorted(self._fields)

    def placed(self, breach: Breach, path: str) -> Breach:
        """The breach with its field and the value found there, `path` being `Tree.plain` of where it stands."""
        field = self._field(breach.field, path if path in self._fields else path.partition("/@")[0])
        missing = breach.mend == STATE_IT  # then a value at the field is another's, such as a trading name
        return replace(breach, field=field, found=breach.found or ("" if missing else self._raw.get(field, "")))

    def _field(self, field: str, element_path: str) -> str:
        exact = self._fields.get(element_path, "")
        if not field or (exact and "[]" in field):
            return exact or _group(self._below(element_path))
        if "[]" not in field:
            return field if field in self._raw or not exact else exact
        group = _group(self._below(element_path))
        head, _, rest = field.partition("[]")
        return f"{group}{rest}" if group.startswith(f"{head}[") else head

    def _below(self, element_path: str) -> Iterator[str]:
        """The fields of what stands below an element; those of the whole document are of no one record."""
        start = f"{element_path}/"
        if start.count("/") == ROOT_DEPTH:
            return
        for path in islice(self._paths, bisect_left(self._paths, start), None):
            if not path.startswith(start):
                return
            yield self._fields[path]


def _group(fields: Iterator[str]) -> str:
    """The record that all fields are parts of ("lines[2]"); empty when they have none in common."""
    heads = {field.rpartition(".")[0] for field in fields}
    if not heads:
        return ""
    shortest = min(heads, key=len)
    return shortest if all(head == shortest or head.startswith(f"{shortest}.") for head in heads) else ""
