"""Tells the logo in a mail's signature from a picture of an invoice, by its breadth and height; nothing is decoded."""

from __future__ import annotations

import re
import struct
from typing import Final

LEAST_SIDE: Final = 300  # pixels: no invoice can be read on fewer
_MOST_HEAD: Final = 256 * 1024  # bytes: a JPEG may begin with a profile of colours and a small picture of itself
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_SIZED: Final = re.compile(rb"\xff[\xc0-\xc3\xc5-\xc7\xc9-\xcb\xcd-\xcf]", re.DOTALL)  # ISO/IEC 10918-1, table B.1
_MOST_SEGMENTS: Final = 100


def is_ornament(data: bytes) -> bool:
    """Whether it is a picture too small to be an invoice; False for all else, and where its size is not told."""
    size = _size(data[:_MOST_HEAD])
    return size is not None and 0 < min(size) < LEAST_SIDE


def _size(data: bytes) -> tuple[int, int] | None:
    try:
        if data.startswith(_PNG):
            return struct.unpack_from(">II", data, 16)
        if data.startswith((b"GIF87a", b"GIF89a")):
            return struct.unpack_from("<HH", data, 6)
        if data.startswith(b"\xff\xd8\xff"):
            return _of_jpeg(data)
    except struct.error:
        return None
    return None


def _of_jpeg(data: bytes) -> tuple[int, int] | None:
    at = 2
    for _ in range(_MOST_SEGMENTS):
        if _SIZED.match(data, at):
            high, wide = struct.unpack_from(">HH", data, at + 5)
            return wide, high
        at += 2 + struct.unpack_from(">H", data, at + 2)[0]
    return None
