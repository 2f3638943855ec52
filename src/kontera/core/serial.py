"""Events and records as canonical JSON and back: what the database and the archive keep."""

from __future__ import annotations

import hashlib
import json
from typing import Any, Final, TypeVar

from pydantic import TypeAdapter

from kontera.core.errors import KonteraError
from kontera.core.event import KINDS, VERSION, Event

T = TypeVar("T")
_ADAPTERS: Final[dict[type, TypeAdapter[Any]]] = {}
_BY_KIND: Final = {kind.__name__: kind for kind in KINDS}


class UnknownEvent(KonteraError):
    """A stored event is of a kind or version that this release does not know."""

    code, status, exit_code = "event.unknown", 500, 70
    msgid = "The stored event {kind} version {version} is unknown to this release."


def _adapter(kind: type[T]) -> TypeAdapter[T]:
    """The reader and writer of a record's class, built once."""
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


def to_json(record: object) -> str:
    """A frozen record as canonical JSON: keys sorted, no spaces; Decimal as text, dates ISO 8601."""
    plain = _adapter(type(record)).dump_python(record, mode="json")
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_json(kind: type[T], text: str) -> T:
    """The record that `to_json` wrote."""
    made: T = _adapter(kind).validate_json(text)
    return made


def event_from(kind: str, version: int, text: str) -> Event:
    """A stored event. Raises UnknownEvent."""
    known = _BY_KIND.get(kind)
    if known is None or version != VERSION:
        raise UnknownEvent(kind=kind, version=version)
    return from_json(known, text)


def chained(previous: str, *parts: str) -> str:
    """The next hash of an append-only chain: SHA-256 in hex over the previous hash and the parts, length-prefixed."""
    digest = hashlib.sha256(previous.encode())
    for part in parts:
        raw = part.encode()
        digest.update(len(raw).to_bytes(8, "big"))
        digest.update(raw)
    return digest.hexdigest()
