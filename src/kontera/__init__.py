"""Kontera: supplier invoices from received to paid and archived."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kontera.core.reading import Reading

__version__ = "0.1.0"
__all__ = ["__version__", "read"]


def read(document: str | Path | bytes, password: str = "") -> tuple[Reading, ...]:
    """Read a document, by path or as bytes: one `Reading` for each invoice in it, each value with its evidence.

    Needs no company and no database, and sends nothing anywhere. Raises UnreadableDocument, UnsupportedDocument,
    DocumentTooLarge (all `kontera.core.errors.KonteraError`), OSError for a path that cannot be opened.
    """
    from kontera.wiring import reading_rooms

    data = document if isinstance(document, bytes) else Path(document).read_bytes()
    return reading_rooms.read(data, password)
