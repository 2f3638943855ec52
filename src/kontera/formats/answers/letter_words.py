"""The sentences of a letter to the supplier, in its language, from the file beside."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from importlib.resources import files
from typing import Any, Final


class Ground(StrEnum):
    """Why the letter is written."""

    UNREADABLE = "unreadable"
    PRICE = "price"
    QUANTITY = "quantity"
    NOT_ORDERED = "not_ordered"
    NOT_DELIVERED = "not_delivered"
    REFERENCE = "reference"
    BUYER = "buyer"
    VAT = "vat"
    DUPLICATE = "duplicate"
    OTHER = "other"


_TOLD: Final[Mapping[str, Any]] = tomllib.loads(
    files("kontera.formats.answers").joinpath("letter.toml").read_text(encoding="utf-8")
)

REMINDERS: Final[Mapping[str, Mapping[str, str]]] = _TOLD["reminder"]
LANGUAGES: Final[tuple[str, ...]] = tuple(_TOLD["languages"])
SENTENCES: Final[Mapping[str, Mapping[str, str]]] = _TOLD["sentences"]
FIELDS: Final[Mapping[str, tuple[str, ...]]] = {path: tuple(names) for path, names in _TOLD["fields"].items()}
"""What a value is called in each language, in the order of LANGUAGES, by the beginning of its path."""
