"""The text of a SIE file: which letters its bytes are, its lines, and the fields of a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final

from kontera.formats.sie.book import Encoding

MOST_FIELDS: Final = 200
_BOM: Final = b"\xef\xbb\xbf"
_PC8_LETTERS: Final = bytes.fromhex("868494 8f8e99 82 81".replace(" ", ""))  # å ä ö Å Ä Ö é ü
_LATIN_LETTERS: Final = bytes.fromhex("e5e4f6 c5c4d6 e9 fc".replace(" ", ""))
_FIELD: Final = re.compile(
    r"""\{(?P<list>(?:"(?:\\"|[^"])*"|[^}"])*)\}"""  # an object list
    r"""|"(?P<quoted>(?:\\"|[^"])*)\""""
    r"""|"(?P<open>[^"]*)$"""  # a quotation that is never closed
    r"""|(?P<bare>[^\s{}"]+)"""  # a brace by itself opens or closes rows and is no field
)
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
    """The lines with their numbers from 1, one after another; empty ones left out."""
    if encoding is Encoding.UTF16:
        data, encoding = data.decode("utf-16", errors="replace").encode(), Encoding.UTF8
    at, number = (len(_BOM) if data.startswith(_BOM) else 0), 0
    while at < len(data):
        found = _BREAK.search(data, at)
        end = found.start() if found else len(data)
        number += 1
        line = data[at:end].decode(encoding, errors="replace").strip()
        if line:
            yield number, line
        at = found.end() if found else len(data)


def fields_of(line: str) -> tuple[str, ...]:
    """The fields of a line; an object list comes as one field that keeps its braces, quotation marks are taken off."""
    found = []
    for match in _FIELD.finditer(line):
        if match["list"] is not None:
            found.append(match[0])
        elif match["quoted"] is not None:
            found.append(match["quoted"].replace('\\"', '"'))
        else:
            found.append(match["open"] if match["open"] is not None else match["bare"])
        if len(found) >= MOST_FIELDS:
            break
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
