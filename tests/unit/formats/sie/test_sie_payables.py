"""What a SIE file tells of the debts to suppliers: their balance, and the invoices that seem to be open."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kontera.formats.sie.book import SieBook
from kontera.formats.sie.payables import name_in, number_in, payables
from kontera.formats.sie.read import read_sie

HEAD = """#FLAGGA 0
#SIETYP 4
#FNAMN "Mottagaren AB"
#RAR 0 20260101 20261231
#IB 0 2440 -700.00
"""


def a_book(*lines: str) -> SieBook:
    return read_sie((HEAD + "\n".join(lines)).encode("cp437"))


def a_voucher(day: str, text: str, *rows: str) -> str:
    listed = "\n".join(f"#TRANS {row}" for row in rows)
    return f'#VER L 1 {day} "{text}"\n{{\n{listed}\n}}'


def an_invoice(day: str, text: str, amount: str = "-1250") -> str:
    return a_voucher(day, text, f"2440 {{}} {amount}", f"6110 {{}} {amount.removeprefix('-')}")


def test_an_invoice_that_no_payment_names_is_open_and_its_name_and_number_are_read() -> None:
    found = payables(a_book(an_invoice("20260115", "Lev.fakt. 1042, Pappershuset AB")), "2440")
    (one,) = found.items
    assert (one.supplier, one.number, one.amount, one.on) == (
        "Pappershuset AB",
        "1042",
        Decimal(1250),
        date(2026, 1, 15),
    )
    assert (found.opening, found.balance, found.on) == (Decimal(700), Decimal(1950), date(2026, 1, 15))


def test_a_payment_that_names_the_invoice_closes_it_and_a_part_leaves_the_rest() -> None:
    book = a_book(
        an_invoice("20260115", "Lev.fakt. 1042, Pappershuset AB"),
        an_invoice("20260116", "Lev.fakt. 1043, Pappershuset AB", "-500"),
        a_voucher("20260201", "Lev.fakt. 1042 Pappershuset AB", "2440 {} 1250", "1930 {} -1250"),
        a_voucher("20260202", "Lev.fakt. 1043 Pappershuset AB", "2440 {} 200", "1930 {} -200"),
    )
    (one,) = payables(book, "2440").items
    assert (one.number, one.amount, one.invoiced, one.sure) == ("1043", Decimal(300), Decimal(500), True)


def test_a_payment_that_names_no_invoice_makes_all_unsure_unless_one_alone_has_its_amount() -> None:
    invoices = (an_invoice("20260115", "Rör AB, 88"), an_invoice("20260116", "El AB, 12", "-400"))
    fits = a_book(*invoices, a_voucher("20260201", "Utbetalning", "2440 {} 400", "1930 {} -400"))
    (one,) = payables(fits, "2440").items
    assert (one.number, one.sure) == ("88", True)
    strange = a_book(*invoices, a_voucher("20260201", "Utbetalning", "2440 {} 33", "1930 {} -33"))
    found = payables(strange, "2440")
    assert ([item.sure for item in found.items], found.nameless) == ([False, False], Decimal(33))


def test_suppliers_and_invoices_as_dimensions_are_certain() -> None:
    book = a_book(
        '#DIM 9 "Leverantör"',
        '#DIM 10 "Faktura"',
        '#OBJEKT 9 "17" "Pappershuset AB"',
        '#OIB 0 2440 {9 "17" 10 "990"} -700',
        a_voucher("20260115", "Inköp", '2440 {9 "17" 10 "1042"} -1250', "6110 {} 1250"),
        a_voucher("20260201", "Betalning", '2440 {9 "17" 10 "990"} 700', "1930 {} -700"),
    )
    (one,) = payables(book, "2440").items
    assert (one.supplier, one.supplier_number, one.number, one.amount) == (
        "Pappershuset AB",
        "17",
        "1042",
        Decimal(1250),
    )


def test_the_books_are_read_as_they_stood_on_a_day() -> None:
    book = a_book(an_invoice("20260115", "Rör AB, 88"), an_invoice("20260216", "El AB, 12", "-400"))
    found = payables(book, "2440", date(2026, 1, 31))
    assert (len(found.items), found.balance) == (1, Decimal(1950))
    before = payables(book, "2440", date(2025, 12, 31))
    assert (before.items, before.balance) == ((), Decimal(700))


def test_a_credit_note_is_open_with_the_opposite_sign() -> None:
    book = a_book(a_voucher("20260115", "Kreditfaktura 7 Rör AB", "2440 {} 250", "6110 {} -250"))
    (one,) = payables(book, "2440").items
    assert (one.number, one.amount) == ("7", Decimal(-250))


@pytest.mark.parametrize(
    ("text", "number", "name"),
    [
        ("Lev.fakt. 1175, Lundagrossisten", "1175", "Lundagrossisten"),
        ("Bachbinder GmbH, 898", "898", "Bachbinder GmbH"),
        ("Leverantörsfaktura F-2026/17 Rör & VVS AB", "F-2026/17", "Rör & VVS AB"),
        ("Hyra", "", "Hyra"),
    ],
)
def test_number_and_name_are_taken_out_of_a_text(text: str, number: str, name: str) -> None:
    assert (number_in(text), name_in(text, number)) == (number, name)
