"""Files that the command line reads: never more of one than can be what it is asked to be."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from kontera.core.errors import DocumentTooLarge

MOST_DOCUMENT: Final = 250_000_000
_MEGABYTE: Final = 1_000_000


def bytes_of(file: Path, most: int = MOST_DOCUMENT) -> bytes:
    """The file's bytes. Raises DocumentTooLarge past the most, whatever the file says of its size; OSError."""
    with file.open("rb") as stream:
        data = stream.read(most + 1)
    if len(data) > most:
        limit = f"{most // _MEGABYTE} MB"
        raise DocumentTooLarge(size=f"over {limit}", limit=limit)
    return data
