"""Writes a reading with everything known of each value, as JSON-able data."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from kontera.core.evidence import Alternative, Box, Evidence, Place
from kontera.core.finding import Finding
from kontera.core.invoice import Invoice
from kontera.core.reading import Reading

Json = dict[str, object]


def to_full(reading: Reading) -> Json:
    """Every value of the invoice by its path, with confidence, source, place and alternatives.

    `invoice` is the nested record, `fields` maps each path ("lines[0].net_amount") to its value and evidence. A value
    whose own path has no evidence has that of the record it stands in (an account's, say); without any, `confidence` is
    null. Boxes are fractions of the page from its top left.
    """
    return {
        "format": reading.format,
        "language": reading.language,
        "confidence": reading.sure,
        "pages": list(reading.pages),
        "invoice": to_plain(reading.invoice),
        "fields": {path: _field(value, _evidence(reading.evidence, path)) for path, value in _leaves(reading.invoice)},
        "unread": list(reading.unread),
        "findings": [_finding(finding) for finding in reading.findings],
    }


def to_plain(invoice: Invoice) -> Json:
    """The invoice as nested data without the values that are absent: ISO dates, plain decimals as text.

    An attachment's content is told by its size and SHA-256.
    """
    plain = _plain(invoice)
    return plain if isinstance(plain, dict) else {}


def _plain(value: object) -> object:
    """One value as data; None for what is absent."""
    if is_dataclass(value) and not isinstance(value, type):
        parts = ((part.name, _plain(getattr(value, part.name))) for part in fields(value))
        return {name: part for name, part in parts if part is not None} or None
    if isinstance(value, tuple):
        return [_plain(item) or {} for item in value] or None
    return _scalar(value)


def _scalar(value: object) -> object:
    match value:
        case Enum():
            return value.value
        case bool() | int():
            return value
        case Decimal():
            return f"{value:f}"
        case date():
            return value.isoformat()
        case bytes():
            return {"size": len(value), "sha256": hashlib.sha256(value).hexdigest()} if value else None
        case _:
            return value or None


def _leaves(value: object, path: str = "") -> Iterator[tuple[str, object]]:
    """Each present value with its path, in the order of the record."""
    if is_dataclass(value) and not isinstance(value, type):
        for part in fields(value):
            yield from _leaves(getattr(value, part.name), f"{path}.{part.name}" if path else part.name)
    elif isinstance(value, tuple):
        for i, item in enumerate(value):
            yield from _leaves(item, f"{path}[{i}]")
    elif (plain := _scalar(value)) is not None:
        yield path, plain


def _evidence(evidence: Mapping[str, Evidence], path: str) -> Evidence | None:
    """The evidence of the path itself, or of the nearest record around it."""
    while path:
        if path in evidence:
            return evidence[path]
        path = path[: max(path.rfind("."), path.rfind("["), 0)]
    return None


def _field(value: object, evidence: Evidence | None) -> Json:
    if evidence is None:
        return {"value": value, "confidence": None}
    return {
        "value": value,
        "confidence": evidence.sure,
        "source": evidence.source.value,
        "by": evidence.by,
        "raw": evidence.raw,
        "reasons": list(evidence.reasons),
        **_place(evidence.place),
        "alternatives": [_alternative(other) for other in evidence.alternatives],
    }


def _place(place: Place | None) -> Json:
    """The page, the box around all words, and the words' own boxes."""
    if place is None or not place.boxes:
        return {"box": None}
    boxes = place.boxes
    around = Box(
        min(box.x0 for box in boxes),
        min(box.y0 for box in boxes),
        max(box.x1 for box in boxes),
        max(box.y1 for box in boxes),
    )
    return {"box": {"page": place.page, **_box(around)}, "boxes": [_box(box) for box in boxes]}


def _box(box: Box) -> Json:
    return {"x0": box.x0, "y0": box.y0, "x1": box.x1, "y1": box.y1}


def _alternative(other: Alternative) -> Json:
    return {"value": other.value, "confidence": other.sure, **_place(other.place)}


def _finding(finding: Finding) -> Json:
    return {
        "rule": finding.rule,
        "message": finding.msgid.format_map(dict(finding.values)) if finding.values else finding.msgid,
        "msgid": finding.msgid,
        "severity": finding.severity.value,
        "field": finding.field,
        "values": dict(finding.values),
        "by": finding.by,
    }
