"""Tables of text as programs write them: encoding and delimiter are found out, headings compared in plain letters."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections import Counter
from typing import Final

from kontera.core.errors import KonteraError

_DELIMITERS: Final = (";", "\t", ",", "|")


class Unparted(KonteraError):
    """The text cannot be parted into cells."""

    code, status, exit_code = "table.unparted", 422, 3
    msgid = "The file cannot be read as a table."


def decoded(data: bytes) -> tuple[str, str]:
    """UTF-8 or UTF-16 by its mark, UTF-8 where it is, else the old Windows or DOS pages, by their Nordic letters."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace"), "utf-16"
    try:
        return data.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        windows, dos = (sum(data.count(letter.encode(page)) for letter in "åäöÅÄÖ") for page in ("cp1252", "cp437"))
        page = "cp437" if dos > windows else "cp1252"
        return data.decode(page, errors="replace"), page


def delimiter_of(text: str) -> str:
    """The sign that parts most rows into equally many cells."""
    lines = [line for line in text.splitlines() if line.strip()][:60]
    best, most = ";", 0
    for sign in _DELIMITERS:
        counts = Counter(line.count(sign) for line in lines)
        counts.pop(0, None)
        weight = max((rows * min(signs, 8) for signs, rows in counts.items()), default=0)
        if weight > most:
            best, most = sign, weight
    return best


def parted(text: str, delimiter: str) -> list[tuple[int, list[str]]]:
    """The rows that are not empty, each with its number in the file, from 1. Raises Unparted."""
    reader = csv.reader(io.StringIO(text.replace("\x00", "")), delimiter=delimiter)
    try:
        return [(reader.line_num, cells) for cells in reader if any(cell.strip() for cell in cells)]
    except csv.Error as error:
        raise Unparted from error


def plain_heading(heading: str) -> str:
    """A heading in small letters and digits without accents, marks and spaces."""
    letters = unicodedata.normalize("NFKD", heading.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]", "", letters)
