"""Checks a payment file against the ISO 20022 schema of its version; the schemas come with the sepaxml package."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Final

from lxml import etree

from kontera.core.errors import UnsupportedDocument
from kontera.formats.xml import parse_xml

_NAMESPACE: Final = re.compile(r"\{urn:iso:std:iso:20022:tech:xsd:(pain\.001\.001\.(?:03|09))\}Document")


@cache
def _schema(message: str) -> etree.XMLSchema:
    data = (files("sepaxml") / "schemas" / f"{message}.xsd").read_bytes()
    return etree.XMLSchema(etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True)))


def validate_pain001(xml: bytes) -> tuple[str, ...]:
    """What the schema says against the file, a line each; nothing when it is valid.

    Raises UnreadableDocument for bytes that are no XML and UnsupportedDocument for another message or version.
    """
    root = parse_xml(xml)
    found = _NAMESPACE.fullmatch(str(root.tag))
    if found is None:
        raise UnsupportedDocument(media_type=str(root.tag)[:80])
    schema = _schema(found[1])
    if schema.validate(root):
        return ()
    return tuple(f"{error.line}: {error.message}" for error in schema.error_log)  # type: ignore[attr-defined] # lxml-stubs give the log no iterator
