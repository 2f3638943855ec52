"""The product register as CSV: headings in three languages, hostile bytes, and what is written is read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontera.core.errors import KonteraError
from kontera.formats.product_csv import COLUMNS, NotProducts, read_products, write_products

TEXT = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Zs", "Zl", "Zp")), max_size=12)


@pytest.mark.parametrize(
    "heading",
    ["name;account;article", "Benämning;Konto;Artikelnr", "Nimi;Tili;Tuotekoodi", "Name,Account,Article number"],
)
def test_headings_are_understood_in_three_languages(heading: str) -> None:
    delimiter = ";" if ";" in heading else ","
    row = read_products(f"{heading}\nPapper{delimiter}6110{delimiter}4711\n".encode())[0]
    assert (row.line, row["name"], row["account"], row["article"]) == (2, "Papper", "6110", "4711")


def test_an_old_windows_file_keeps_its_letters() -> None:
    assert read_products("Benämning;Konto\nPärm å;6110".encode("cp1252"))[0]["name"] == "Pärm å"


@pytest.mark.parametrize("data", [b"", b"hello", b"a;b\n1;2", b"\x00\xff\xfe", "Benämning\nPapper".encode()])
def test_what_is_no_register_is_refused(data: bytes) -> None:
    with pytest.raises(NotProducts):
        read_products(data)


@given(st.lists(st.fixed_dictionaries(dict.fromkeys(("name", "article", "supplier"), TEXT)), max_size=4))
def test_what_is_written_is_read(rows: list[dict[str, str]]) -> None:
    kept = [{name: text for name, text in row.items() if text} for row in rows]
    read = read_products(write_products(tuple(rows)))
    assert [dict(row.values) for row in read] == [row for row in kept if row]


@given(st.binary(max_size=300))
def test_any_bytes_give_rows_or_one_of_our_errors(data: bytes) -> None:
    try:
        rows = read_products(data)
    except KonteraError:
        return
    assert all(set(row.values) <= set(COLUMNS) for row in rows)
