"""Taking values out of an XML tree so that each has evidence and nothing left behind goes unnoticed."""

from __future__ import annotations

import base64
import binascii
import re
from collections import Counter
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Final

from kontera.core.evidence import Evidence, Source
from kontera.core.finding import Finding, Severity
from kontera.formats.xml import Element

DECIMAL: Final = re.compile(r"[+-]?(?:[0-9]{1,24}(?:\.[0-9]{0,18})?|\.[0-9]{1,18})")
ISO_DATE: Final = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:T.*|Z|[+-][0-9]{2}:[0-9]{2})?")
BASIC_DATE: Final = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(?:[0-9]{4}(?:[0-9]{2})?)?")
RAW_LIMIT: Final = 200
NONE: Final[list[Element]] = []  # never changed


@lru_cache(4096)
def _steps(path: str) -> tuple[tuple[str, ...], ...]:
    """A path in its steps, each with its alternatives."""
    return tuple(tuple(step.split("|")) for step in path.split("/"))


class Taking:
    """The record of one reading: the elements taken, the evidence of each value, and remarks on unreadable ones."""

    def __init__(self, root: Element, by: str, prefixes: Mapping[str, str]) -> None:
        """Name every element's path once; `by` is the codec's name, `prefixes` maps namespaces to usual prefixes."""
        self.by = by
        self.currency = ""
        self.evidence: dict[str, Evidence] = {}
        self.findings: list[Finding] = []
        self.paths = _paths(root, prefixes)
        self._taken: set[Element] = set()
        self._children: dict[Element, dict[str, list[Element]]] = {}
        self._names: dict[str, str] = {}

    def found(self, element: Element | None, path: str) -> list[Element]:
        """Every element at the path below one, in document order."""
        found = [] if element is None else [element]
        for names in _steps(path):
            if len(found) == 1:
                found = self._below(found[0], names)
            else:
                found = [child for parent in found for child in self._below(parent, names)]
        return found

    def _below(self, parent: Element, names: tuple[str, ...]) -> list[Element]:
        """The children of these local names in document order; each element's children are sorted by name once."""
        by_name = self._children.get(parent)
        if by_name is None:
            by_name = self._children[parent] = {}
            for child in parent.iterchildren("*"):
                by_name.setdefault(self._local(child.tag), []).append(child)
        if len(names) == 1:
            return by_name.get(names[0], NONE)
        there = [name for name in names if name in by_name]
        if len(there) <= 1:
            return by_name[there[0]] if there else NONE
        return [child for child in parent.iterchildren("*") if self._local(child.tag) in there]

    def _local(self, tag: str) -> str:
        """A tag without its namespace, which is parted from it once."""
        name = self._names.get(tag)
        if name is None:
            name = self._names[tag] = tag.rpartition("}")[2]
        return name

    def take(self, element: Element, field: str, raw: str) -> None:
        """Note that the element was read, and for which field (none when it only decides about others)."""
        self._taken.add(element)
        if field:
            by = f"{self.by}:{self.paths[element]}"
            self.evidence.setdefault(field, Evidence(Source.E_INVOICE, by=by, raw=raw[:RAW_LIMIT]))

    def has(self, element: Element) -> bool:
        """Whether the element was taken."""
        return element in self._taken

    def doubt(self, element: Element, field: str, value: str) -> None:
        """Remark that an element holds something that is not what its place asks for."""
        self.findings.append(
            Finding(
                "einvoice.unreadable_value",
                "{path} holds {value}, which cannot be read.",
                field=field,
                values=(("path", self.paths[element]), ("value", value[:RAW_LIMIT])),
                by=self.by,
            )
        )

    def unread(self) -> tuple[str, ...]:
        """The paths of elements with text of their own that nobody took, in document order."""
        return tuple(
            path for element, path in self.paths.items() if element not in self._taken and text_of(element).strip()
        )


class Node:
    """An element or its absence, with the invoice field that its values belong under.

    Paths are local names parted by "/"; a step may give alternatives parted by "|". Namespaces are told by the codec's
    `recognises`, so that older versions of a format with other namespaces are read too.
    """

    def __init__(self, element: Element | None, taking: Taking, field: str = "") -> None:
        """Stand on `element`, or on nothing: then every value asked for is absent."""
        self.element = element
        self.taking = taking
        self.field = field

    def __bool__(self) -> bool:
        return self.element is not None

    def all(self, path: str) -> tuple[Node, ...]:
        """Every element at the path, in document order."""
        return tuple(Node(element, self.taking, self.field) for element in self.taking.found(self.element, path))

    def one(self, path: str, field: str = "") -> Node:
        """The first element at the path, or a node of nothing; `field` is added to the field path."""
        found = self.taking.found(self.element, path)
        return Node(found[0] if found else None, self.taking, self.under(field))

    def named(self, field: str) -> Node:
        """The same element with `field` as its whole field path."""
        return Node(self.element, self.taking, field)

    def under(self, field: str) -> str:
        """The field path of a part of this node."""
        return f"{self.field}.{field}" if self.field and field else self.field or field

    def attribute(self, name: str, field: str = "") -> str:
        """An attribute of this element, or empty; with `field`, as that field's evidence."""
        text = "" if self.element is None else (self.element.get(name) or "").strip()
        if self.element is not None and text and field:
            by = f"{self.taking.by}:{self.taking.paths[self.element]}/@{name}"
            self.taking.evidence.setdefault(self.under(field), Evidence(Source.E_INVOICE, by=by, raw=text[:RAW_LIMIT]))
        return text

    def peek(self, path: str = "") -> str:
        """The text at the path, without taking it."""
        node = self.one(path) if path else self
        return "" if node.element is None else text_of(node.element).strip()

    def take(self, path: str = "", field: str = "") -> str:
        """The text at the path, taken; with `field`, as that field's evidence."""
        node = self.one(path) if path else self
        text = node.peek()
        if node.element is not None and text:
            self.taking.take(node.element, self.under(field) if field else "", text)
        return text

    def note(self) -> str:
        """This element's own text, taken as the evidence of this node's field."""
        text = self.peek()
        if self.element is not None and text:
            self.taking.take(self.element, self.field, text)
        return text

    def texts(self, path: str, field: str) -> tuple[str, ...]:
        """Every text at the path, as the items of the field."""
        kept = [node for node in self.all(path) if node.peek()]
        return tuple(node.named(f"{self.under(field)}[{i}]").note() for i, node in enumerate(kept))

    def joined(self, path: str, field: str) -> str:
        """The texts at the path on a line each, as one field."""
        return "\n".join(node.named(self.under(field)).note() for node in self.all(path) if node.peek())

    def peek_number(self, path: str) -> Decimal | None:
        """The decimal at the path, without taking it; absent when it is none."""
        text = self.peek(path)
        return Decimal(text) if DECIMAL.fullmatch(text) else None

    def number(self, path: str, field: str = "") -> Decimal | None:
        """A decimal in XML's own form; anything else is absent, left unread and remarked on."""
        node = self.one(path) if path else self
        text = node.peek()
        if node.element is None or not text:
            return None
        if not DECIMAL.fullmatch(text):
            self.taking.doubt(node.element, self.under(field), text)
            return None
        node.take(field=field)
        return Decimal(text)

    def amount(self, path: str, field: str = "") -> Decimal | None:
        """A number in the invoice's currency; another stated currency is remarked on."""
        value = self.number(path, field)
        currency = (self.one(path) if path else self).attribute("currencyID")
        if value is not None and currency and self.taking.currency and currency != self.taking.currency:
            self.taking.findings.append(
                Finding(
                    "einvoice.other_currency",
                    "The amount is stated in {currency}, the invoice in {expected}.",
                    field=self.under(field),
                    values=(("currency", currency), ("expected", self.taking.currency)),
                    by=self.taking.by,
                )
            )
        return value

    def day(self, path: str, field: str = "") -> date | None:
        """A date, as ISO 8601 or CCYYMMDD; anything else is absent, left unread and remarked on."""
        node = self.one(path)
        text = node.peek()
        if node.element is None or not text:
            return None
        match = ISO_DATE.fullmatch(text) or BASIC_DATE.fullmatch(text)
        try:
            value = date(*(int(part) for part in match.groups())) if match else None
        except ValueError:
            value = None
        if value is None:
            self.taking.doubt(node.element, self.under(field), text)
            return None
        node.take(field=field)
        return value

    def remark(self, rule: str, msgid: str, **values: str) -> None:
        """Add a note on this node's field."""
        found = Finding(rule, msgid, Severity.NOTE, self.field, tuple(values.items()), self.taking.by)
        self.taking.findings.append(found)


def read_bytes(node: Node) -> bytes:
    """The bytes of an embedded document; what is not base64 stays unread and is remarked on."""
    text = node.peek()
    if node.element is None or not text:
        return b""
    try:
        content = base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        node.taking.doubt(node.element, node.under("content"), text[:20])
        return b""
    node.take(field="content")
    return content


def local(element: Element) -> str:
    """The element's name without its namespace; empty for what is no element."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def text_of(element: Element) -> str:
    """The element's own text, without its children's."""
    if not len(element):
        return element.text or ""
    tails = "".join(child.tail or "" for child in element)
    return (element.text or "") + (tails if tails.strip() else "")


def _paths(root: Element, prefixes: Mapping[str, str]) -> dict[Element, str]:
    """Every element's path from the root, with a place from 1 where an element has siblings of its name."""
    paths = {root: _name(root.tag, prefixes)}
    names: dict[str, str] = {}
    for parent in root.iter("*"):
        children = [(child, child.tag) for child in parent.iterchildren("*")]
        if not children:
            continue
        above = paths[parent]
        counts = Counter(tag for _, tag in children)
        seen: dict[str, int] = {}
        for child, tag in children:
            name = names.get(tag)
            if name is None:
                name = names[tag] = _name(tag, prefixes)
            if counts[tag] == 1:
                paths[child] = f"{above}/{name}"
            else:
                seen[tag] = seen.get(tag, 0) + 1
                paths[child] = f"{above}/{name}[{seen[tag]}]"
    return paths


def _name(tag: str, prefixes: Mapping[str, str]) -> str:
    namespace, _, name = tag.rpartition("}")
    prefix = prefixes.get(namespace.removeprefix("{"), "")
    return f"{prefix}:{name}" if prefix else name
