"""Open invoices are read from the lists that ledgers print: columns, amounts and days are found out."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontera.core.errors import InvalidAmount, InvalidValue, KonteraError
from kontera.formats.open_items import NotOpenItems, amount, day, read_items, write_items

SWEDISH = (
    "Leverantörsreskontra 2026-10-31\n"
    "Levnr;Leverantör;Orgnr;Fakturanr;Fakturadatum;Förfallodatum;Valuta;Belopp;Restbelopp;Bankgiro;OCR\n"
    "17;Pappershuset AB;559999-1238;1042;2026-10-02;2026-11-01;SEK;1 250,00;1 250,00;991-2346;1001202603\n"
)


def test_a_list_is_read_under_its_title_by_its_headings() -> None:
    table = read_items(SWEDISH.encode("cp1252"))
    (row,) = table.rows
    assert (row.number, row["supplier"], row["number"], row["open"]) == (3, "Pappershuset AB", "1042", "1 250,00")
    assert (row["bankgiro"], row["reference"], table.columns["due_date"]) == ("991-2346", "1001202603", "Förfallodatum")


@pytest.mark.parametrize(
    "heading",
    [
        "Supplier;Invoice number;Invoice date;Due date;Open amount",
        "Toimittaja;Laskun numero;Laskupäivä;Eräpäivä;Avoinna",
        "Leverantör;Fakturanr;Fakturadatum;Förfaller;Saldo",
    ],
)
def test_headings_are_known_in_three_languages(heading: str) -> None:
    (row,) = read_items(f"{heading}\nPaperi Oy;77;1.10.2026;31.10.2026;100,00\n".encode()).rows
    assert (row["supplier"], row["number"], row["issue_date"], row["open"]) == (
        "Paperi Oy",
        "77",
        "1.10.2026",
        "100,00",
    )


def test_a_list_grouped_by_supplier_names_it_once_and_its_sums_are_no_invoices() -> None:
    text = (
        "Levnr;Leverantör;Fakturanr;Fakturadatum;Saldo\n"
        "17;Pappershuset AB;;;\n;;1042;2026-10-02;100,00\n;;1043;2026-10-03;50,00\n;Summa;;;150,00\n"
        "18;Rör AB;88;2026-10-04;70,00\n"
    )
    rows = read_items(text.encode()).rows
    assert [(row["supplier_number"], row["number"]) for row in rows] == [("17", "1042"), ("17", "1043"), ("18", "88")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 250,00", "1250.00"),
        ("1.250,00 kr", "1250.00"),
        ("1,250.00", "1250.00"),
        ("SEK 99", "99"),
        ("-500", "-500"),
        ("500,50-", "-500.50"),
        ("(500)", "-500"),
        ("\u22121\u00a0000,5", "-1000.5"),
    ],
)
def test_an_amount_is_read_as_tables_write_it(text: str, value: str) -> None:
    assert amount(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "-", "1,2,3", "abc", "1e5", "٣"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(InvalidAmount):
        amount(text)


@pytest.mark.parametrize("text", ["2026-10-02", "20261002", "261002", "2.10.2026", "02/10/2026", "2026-10-02 00:00:00"])
def test_a_day_is_read_as_tables_write_it(text: str) -> None:
    assert day(text, "issue_date") == date(2026, 10, 2)


@pytest.mark.parametrize("text", ["", "2026-13-01", "igår", "31.2.2026"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue):
        day(text, "issue_date")


def test_another_table_is_refused() -> None:
    with pytest.raises(NotOpenItems):
        read_items(b"Namn;Telefon\nEva;123\n")


def test_what_is_written_is_read_and_no_formula_is_carried_out() -> None:
    values = {"supplier": "=cmd()", "number": "1042", "open": "-12.50", "issue_date": "2026-10-02"}
    data = write_items([values])
    (row,) = read_items(data).rows
    assert (row["supplier"], row["number"], row["open"]) == ("'=cmd()", "1042", "-12.50")


@given(st.binary(max_size=400))
def test_hostile_bytes_raise_only_our_own_errors(data: bytes) -> None:
    try:
        read_items(data)
    except KonteraError:
        return
