"""Tells a PDF portfolio: a cover sheet whose embedded files are the documents (ISO 32000-1, 12.3.5).

Runs in the child process and imports nothing of ours.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from typing import Final

PDF: Final = b"%PDF-"
PDF_START: Final = 1024
MOST_STREAMS: Final = 2_000
MOST_UNPACKED: Final = 4 * 1024**2  # of one stream of objects
_PACKED: Final = b"/ObjStm"
_STREAM: Final = re.compile(rb"\bstream\r?\n")
_LONGEST_HEAD: Final = 1_000  # bytes from the type to where the stream begins
_NAMED: Final = re.compile(rb"/Collection\b")


def is_portfolio(pdf: bytes, files: Sequence[bytes]) -> bool:
    """Whether its catalogue names it a collection and one of the files in it is a PDF."""
    if not any(PDF in file[:PDF_START] for file in files):
        return False
    return _NAMED.search(pdf) is not None or any(_NAMED.search(objects) for objects in _packed_objects(pdf))


def _packed_objects(pdf: bytes) -> Iterator[bytes]:
    """The objects that stand in packed streams, as far as they open."""
    at = -1
    for _ in range(MOST_STREAMS):
        at = pdf.find(_PACKED, at + 1)
        if at < 0:
            return
        begins = _STREAM.search(pdf, at, at + _LONGEST_HEAD)
        if begins is None:
            continue
        try:
            yield zlib.decompressobj().decompress(memoryview(pdf)[begins.end() :], MOST_UNPACKED)
        except zlib.error:
            continue
