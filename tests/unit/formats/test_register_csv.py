"""A supplier register is read from whatever table a program writes: its encoding, delimiter and headings are found."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontera.core.errors import KonteraError
from kontera.formats.register_csv import NotATable, read_register

SWEDISH = (
    "Leverantörsnr;Namn;Org.nr;Bankgiro;Betalningsvillkor\n1;Målarna i Väst HB;916456-1234;991-2346;30 dagar netto\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "cp437"])
def test_the_encoding_is_found(encoding: str) -> None:
    table = read_register(SWEDISH.encode(encoding))
    assert table.rows[0].values["name"] == "Målarna i Väst HB"


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    table = read_register(SWEDISH.replace(";", delimiter).encode())
    assert (table.delimiter, table.rows[0].values["number"]) == (delimiter, "1")


@pytest.mark.parametrize(
    ("heading", "fields"),
    [
        ("Vendor name,VAT no,Postcode,Town,IBAN", {"name", "vat_number", "postal_code", "city", "iban"}),
        ("Nimi;Y-tunnus;Postitoimipaikka;Tilinumero", {"name", "organisation_number", "city", "bank_account"}),
        ("Företag;Organisationsnummer;Ort;Plusgiro", {"name", "organisation_number", "city", "plusgiro"}),
    ],
)
def test_headings_are_known_in_three_languages(heading: str, fields: set[str]) -> None:
    assert set(read_register(f"{heading}\nA\n".encode()).columns) == fields


def test_titles_above_the_heading_are_passed_and_unknown_columns_told() -> None:
    table = read_register(b"Leverantorsregister 2026\n\nNamn;Ort;Rabattgrupp\nA AB;Lund;7\n")
    assert (table.unknown, table.rows[0].number) == (("Rabattgrupp",), 4)


def test_days_are_taken_out_of_words_and_address_lines_joined() -> None:
    text = "Namn;Adress;Adress 2;Betalningsvillkor\nA AB;Box 1;Gatan 2;30 dagar netto\n"
    assert read_register(text.encode()).rows[0].values == {
        "name": "A AB",
        "street": "Box 1\nGatan 2",
        "payment_days": "30",
    }


@pytest.mark.parametrize("data", [b"", b"hello", b"a;b\n1;2\n", b"\x00\xff" * 50])
def test_what_is_no_register_is_refused(data: bytes) -> None:
    with pytest.raises(NotATable):
        read_register(data)


@given(st.binary(max_size=400))
def test_hostile_bytes_raise_only_our_errors(data: bytes) -> None:
    try:
        read_register(b"Namn;Ort\n" + data)
        read_register(data)
    except KonteraError:
        return


@given(
    st.lists(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1), min_size=1)
)
def test_what_is_written_is_read(names: list[str]) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerows([["Namn", "Ort"], *([name, "Lund"] for name in names)])
    rows = read_register(out.getvalue().encode("utf-8-sig")).rows
    assert [row.values["name"] for row in rows] == [name.strip() for name in names]
