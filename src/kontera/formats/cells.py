"""Tables of text as programs write them: encoding and delimiter are found out, headings compared in plain letters.

A table is walked row by row, within caps, so that a file without end or of one endless row costs no more than others.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kontera.core.errors import DocumentTooLarge, KonteraError

MOST_BYTES: Final = 30_000_000
MOST_LINES: Final = 1_000_000  # empty ones too
MOST_COLUMNS: Final = 1_000  # the widest registers have some hundreds
LONGEST_ROW: Final = 500_000  # letters
_DELIMITERS: Final = (";", "\t", ",", "|")
_LOOKED_AT: Final = 64 * 1024  # letters that tell the delimiter
_LONGEST_HEADING: Final = 100
_WORKBOOKS: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")  # of today, and of before 2007

Row = tuple[int, list[str]]


class Unparted(KonteraError):
    """The text cannot be parted into cells."""

    code, status, exit_code = "table.unparted", 422, 3
    msgid = "The file cannot be read as a table."


class Workbook(KonteraError):
    """The file is a spreadsheet program's own, which is packed; nothing in it is opened."""

    code, status, exit_code = "table.workbook", 415, 3
    msgid = "The file is a workbook of a spreadsheet program. Save it as CSV there, and choose that file."


@dataclass(frozen=True, slots=True)
class Table:
    """A table of text before it is parted."""

    text: str
    encoding: str

    def rows(self, delimiter: str) -> Iterator[Row]:
        """The rows that are not empty, each with its number in the file, from 1. Raises Unparted, DocumentTooLarge."""
        lines = _Lines(self.text)
        reader = csv.reader(lines, delimiter=delimiter)
        try:
            for cells in reader:
                lines.end_row()
                if len(cells) > MOST_COLUMNS:
                    raise DocumentTooLarge(size="more columns", limit=str(MOST_COLUMNS))
                if any(cell.strip() for cell in cells):
                    yield reader.line_num, cells
        except csv.Error as error:
            raise Unparted from error


class _Lines:
    """The lines of a text one by one, as long as they belong to a row of a sane length."""

    def __init__(self, text: str) -> None:
        self._text, self._at, self._begun = text, 0, 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        if self._at >= len(self._text):
            raise StopIteration
        end = self._text.find("\n", self._at) + 1 or len(self._text)
        if end - self._begun > LONGEST_ROW:
            raise DocumentTooLarge(size="a row of more letters", limit=str(LONGEST_ROW))
        line, self._at = self._text[self._at : end], end
        return line

    def end_row(self) -> None:
        """What comes from here on belongs to the next row."""
        self._begun = self._at


def opened(data: bytes, most: int = MOST_BYTES) -> Table:
    """The text of a table, within its caps. Raises DocumentTooLarge, and Workbook for what is none."""
    if len(data) > most:
        raise DocumentTooLarge(size=f"{-(-len(data) // 1_000_000)} MB", limit=f"{most // 1_000_000} MB")
    if data.startswith(_WORKBOOKS):
        raise Workbook
    text, encoding = decoded(data)
    if "\x00" in text:
        text = text.replace("\x00", "")
    if "\n" not in text:
        text = text.replace("\r", "\n")
    if text.count("\n") > MOST_LINES:
        raise DocumentTooLarge(size="more rows", limit=str(MOST_LINES))
    return Table(text, encoding)


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
    lines = [line for line in text[:_LOOKED_AT].splitlines() if line.strip()][:60]
    best, most = ";", 0
    for sign in _DELIMITERS:
        counts = Counter(line.count(sign) for line in lines)
        counts.pop(0, None)
        weight = max((rows * min(signs, 8) for signs, rows in counts.items()), default=0)
        if weight > most:
            best, most = sign, weight
    return best


def plain_heading(heading: str) -> str:
    """A heading in small letters and digits without accents, marks and spaces."""
    letters = unicodedata.normalize("NFKD", heading[:_LONGEST_HEADING].casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]", "", letters)
