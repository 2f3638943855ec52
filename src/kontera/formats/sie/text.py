"""The text of a SIE file: which letters its bytes are, its lines, and the fields of a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final

from kontera.core.errors import DocumentTooLarge
from kontera.formats.sie.book import Encoding

MOST_FIELDS: Final = 200
MOST_LINES: Final = 1_000_000  # empty ones too: sixty megabytes of vouchers as programs write them
LONGEST_LINE: Final = 64 * 1024  # bytes; what a longer one holds beyond is passed over
_BOM: Final = b"\xef\xbb\xbf"
_PC8_LETTERS: Final = bytes.fromhex("868494 8f8e99 82 81".replace(" ", ""))  # å ä ö Å Ä Ö é ü
_LATIN_LETTERS: Final = bytes.fromhex("e5e4f6 c5c4d6 e9 fc".replace(" ", ""))
# No part is tried twice in two ways (?>): the time that a line takes grows with its length, and not faster.
_LIST: Final = r"""\{(?P<list>(?>(?:"(?:\\"|[^"])*"|[^}"])*)|[^{}\\]*\\[^{}]*)\}|"""  # an object list
_PLAIN: Final = (
    r""""(?P<quoted>(?:\\"|[^"])*)\""""
    r"""|"(?P<open>[^"]*)$"""  # a quotation that is never closed
    r"""|(?P<bare>[^\s{}"]+)"""  # a brace by itself opens or closes rows and is no field
)
_FIELD: Final = re.compile(rf"{_LIST}(?P<brace>\{{)|{_PLAIN}")
_FIELD_WITHOUT_LISTS: Final = re.compile(_PLAIN)
_AMOUNT: Final = re.compile(r"[+-]?\d{1,15}(?:\.\d{1,9})?", re.ASCII)
_DAY: Final = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)", re.ASCII)
_BREAK: Final = re.compile(rb"\r\n|\n|\r|\x1a")


def encoding_of(data: bytes) -> Encoding:
    """How the letters are written: UTF-8 when it is valid, else the likelier of code page 437 and Latin-1."""
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return Encoding.UTF16
    if data.isascii():
        return Encoding.ASCII
    try:
        data.decode()
    except UnicodeDecodeError:
        pc8 = sum(data.count(letter) for letter in _PC8_LETTERS)
        latin = sum(data.count(letter) for letter in _LATIN_LETTERS)
        return Encoding.LATIN if latin > pc8 else Encoding.PC8
    return Encoding.UTF8


def lines_of(data: bytes, encoding: Encoding) -> Iterator[tuple[int, str]]:
    """The lines with their numbers from 1, one after another; empty ones left out.

    Raises DocumentTooLarge past a million lines.
    """
    if encoding is Encoding.UTF16:
        data, encoding = data.decode("utf-16", errors="replace").encode(), Encoding.UTF8
    if max(data.count(end) for end in (b"\n", b"\r", b"\x1a")) > MOST_LINES:
        raise DocumentTooLarge(size="more rows", limit=str(MOST_LINES))
    at, number = (len(_BOM) if data.startswith(_BOM) else 0), 0
    while at < len(data):
        found = _BREAK.search(data, at)
        end = found.start() if found else len(data)
        number += 1
        if number > MOST_LINES:
            raise DocumentTooLarge(size="more rows", limit=str(MOST_LINES))
        line = data[at : min(end, at + LONGEST_LINE)].decode(encoding, errors="replace").strip()
        if line:
            yield number, line
        at = found.end() if found else len(data)


def fields_of(line: str) -> tuple[str, ...]:
    """The fields of a line; an object list comes as one field that keeps its braces, quotation marks are taken off."""
    found: list[str] = []
    matches = _FIELD.finditer(line)
    while len(found) < MOST_FIELDS and (match := next(matches, None)) is not None:
        kind = match.lastgroup
        if kind == "list":
            found.append(match[0])
        elif kind == "brace":  # no list begins here, and none is looked for behind it
            matches = _FIELD_WITHOUT_LISTS.finditer(line, match.end())
        elif kind == "quoted":
            found.append(match["quoted"].replace('\\"', '"'))
        elif kind is not None:
            found.append(match[kind])
    return tuple(found)


def objects_of(field: str) -> tuple[tuple[str, str], ...]:
    """The pairs of dimension and object in a list such as {1 "100" 6 "P1"}; an odd one out is dropped."""
    parts = fields_of(field.strip()[1:-1])
    pairs = zip(parts[0::2], parts[1::2], strict=False)
    return tuple((dimension.strip(), number.strip()) for dimension, number in pairs if number.strip())


def amount_of(text: str) -> Decimal | None:
    """An amount: a decimal point by the standard, a comma or grouping spaces by some programs; None when it is none."""
    plain = text.replace(" ", "").replace("\u00a0", "").replace("−", "-").replace(",", ".")
    return Decimal(plain) if _AMOUNT.fullmatch(plain) else None


def day_of(text: str) -> date | None:
    """A day written yyyymmdd, whatever follows it; None when it is none."""
    found = _DAY.match(text.strip())
    if found is None:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None
