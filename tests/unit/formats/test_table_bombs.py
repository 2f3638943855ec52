"""Tables that would cost much: each is refused for a reason before it is read, or as soon as it is one row too long."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from kontera.core.errors import DocumentTooLarge, KonteraError
from kontera.formats.cells import LONGEST_ROW, MOST_BYTES, MOST_COLUMNS, MOST_LINES, Workbook, delimiter_of, opened
from kontera.formats.open_items import read_items
from kontera.formats.product_csv import MOST_ROWS, read_products
from kontera.formats.register_csv import read_register
from outlook import compound

HEADING = b"name;supplier;number;open;account\n"
READERS = (read_register, read_items, read_products)


def a_workbook(sheet: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("xl/worksheets/sheet1.xml", sheet)
    return out.getvalue()


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize(
    ("data", "said"),
    [
        (bytes(MOST_BYTES + 1), "31 MB"),
        (HEADING + b"\n" * (MOST_LINES + 1), "more rows"),
        (HEADING + b"a" * (LONGEST_ROW + 1), "a row of more letters"),
        (HEADING + b";" * (LONGEST_ROW - 1) + b"\n" + b"b" * (LONGEST_ROW + 1), "more columns"),
        (HEADING[:-1] + b";x" * MOST_COLUMNS + b"\n", "more columns"),
        (HEADING + b'"a\n";' * (LONGEST_ROW // 5 + 1), "a row of more letters"),
    ],
)
def test_a_table_without_end_is_too_large(read: Callable[[bytes], object], data: bytes, said: str) -> None:
    with pytest.raises(DocumentTooLarge, match=said):
        read(data)


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize("data", [a_workbook(bytes(20_000_000)), compound({"Workbook": b"BIFF"})])
def test_a_workbook_is_to_be_saved_as_a_table_and_is_not_opened(read: Callable[[bytes], object], data: bytes) -> None:
    with pytest.raises(Workbook):
        read(data)


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize("data", [bytes(1_000_000), b'"' * 1_000_001, b"\xff\xfe" + b"\xd8" * 99_999, b"\r" * 50_000])
def test_what_is_no_text_is_refused_or_empty(read: Callable[[bytes], object], data: bytes) -> None:
    with pytest.raises(KonteraError):
        read(data)


def test_more_products_than_are_taken_in_are_not_cut_off_in_silence() -> None:
    with pytest.raises(DocumentTooLarge, match="more rows"):
        read_products(b"name;account\n" + b"a;1\n" * (MOST_ROWS + 1))


def test_rows_of_an_old_machine_end_where_they_should() -> None:
    assert [row.values["name"] for row in read_register(b"name;number\rA AB;1\rB AB;2\r").rows] == ["A AB", "B AB"]


def test_only_the_beginning_tells_the_delimiter() -> None:
    assert delimiter_of("a;b\n" * 100_000 + "a,b,c\n" * 100_000) == ";"


def test_rows_keep_their_numbers_over_empty_lines_and_breaks_within_a_cell() -> None:
    table = opened(b'a;b\n\n"c\nd";e\nf;g')
    assert list(table.rows(";")) == [(1, ["a", "b"]), (4, ["c\nd", "e"]), (5, ["f", "g"])]
