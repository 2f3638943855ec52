"""Records as the tables keep them: one column of canonical JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from kontera.core.errors import NotFound
from kontera.core.serial import from_json

T = TypeVar("T")


def records(kind: type[T], kept: Iterable[str]) -> tuple[T, ...]:
    """The records that these texts hold."""
    return tuple(from_json(kind, text) for text in kept)


def record(kind: type[T], kept: Iterable[str], name: str) -> T:
    """The record that the first text holds. Raises NotFound when there is none of this name."""
    for text in kept:
        return from_json(kind, text)
    raise NotFound(what=name)
