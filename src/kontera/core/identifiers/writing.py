"""How identifiers are written: separators taken away on reading, groups put back for the eye."""

from __future__ import annotations

from typing import Final

from kontera.core.errors import InvalidIdentifier

_SPACES: Final = (
    "\t\n\r\x0b\x0c \u00a0\u1680" + "".join(map(chr, range(0x2000, 0x200E))) + "\u202f\u205f\u2060\u3000\ufeff"
)
_DASHES: Final = "-\u00ad\u2010\u2011\u2012\u2013\u2014\u2212"
_UNSPACED: Final = str.maketrans("", "", _SPACES)
_COMPACT: Final = str.maketrans("", "", _SPACES + _DASHES)
_BARE: Final = str.maketrans("", "", _SPACES + _DASHES + "./")


def unspaced(text: str) -> str:
    """The text in capitals without spaces of any width."""
    return text.translate(_UNSPACED).upper()


def compact(text: str) -> str:
    """The text in capitals without spaces and hyphens."""
    return text.translate(_COMPACT).upper()


def bare(text: str) -> str:
    """The text in capitals without spaces, hyphens, dots and slashes."""
    return text.translate(_BARE).upper()


def has_dash(text: str) -> bool:
    """True when the text holds a hyphen or a dash."""
    return any(mark in text for mark in _DASHES)


def grouped(text: str, size: int) -> str:
    """Groups of `size` counted from the left."""
    return " ".join(text[at : at + size] for at in range(0, len(text), size))


def grouped_from_right(text: str, size: int) -> str:
    """Groups of `size` counted from the right, the first one shorter when it must be."""
    first = len(text) % size
    return f"{text[:first]} {grouped(text[first:], size)}".strip()


def found(read: str, text: str, kind: str) -> str:
    """What was read, or InvalidIdentifier when nothing was."""
    if not read:
        raise InvalidIdentifier(value=text.strip(), kind=kind)
    return read
