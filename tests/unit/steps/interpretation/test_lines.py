"""Invoice lines in the many forms that tables take: what is a line, what is a sum, and what each column holds."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.unit.steps.interpretation.pages import a_page

from kontera.core.evidence import Page, Source
from kontera.core.invoice import Invoice, Line
from kontera.core.reading import Reading
from kontera.steps.interpretation.hints import Hints
from kontera.steps.interpretation.interpret import interpret

Text = tuple[float, float, str]
HEADER: tuple[Text, ...] = (
    (6, 30, "Beskrivning"),
    (45, 30, "Antal"),
    (58, 30, "A-pris"),
    (88, 30, "Summa"),
)


def read(*pages: Page) -> Reading:
    return interpret(pages, Hints())


def invoice(*texts: Text) -> Invoice:
    return read(a_page(*texts)).invoice


def row(y: float, name: str, quantity: str, price: str, amount: str) -> tuple[Text, ...]:
    return (6, y, name), (46, y, quantity), (58, y, price), (88, y, amount)


def totals(y: float, net: str, vat: str, gross: str) -> tuple[Text, ...]:
    return (
        (70, y, "Netto"), (88, y, net), (70, y + 2, "Moms 25 %"), (88, y + 2, vat), (70, y + 4, "Att betala"),
        (88, y + 4, gross),
    )  # fmt: skip


def names(lines: tuple[Line, ...]) -> list[str]:
    return [line.description for line in lines]


def amounts(lines: tuple[Line, ...]) -> list[Decimal | None]:
    return [line.net_amount for line in lines]


def test_a_sub_total_is_no_line_and_does_not_end_the_lines() -> None:
    found = invoice(
        *HEADER, *row(33, "Arbete", "2", "500,00", "1 000,00"), *row(35, "Material", "4", "25,00", "100,00"),
        (6, 37, "Delsumma"), (88, 37, "1 100,00"), *row(40, "Resor", "10", "20,00", "200,00"),
        *totals(44, "1 300,00", "325,00", "1 625,00"),
    )  # fmt: skip
    assert names(found.lines) == ["Arbete", "Material", "Resor"]


@pytest.mark.parametrize("words", ["Transport", "Överföres", "Übertrag", "Siirto", "Carried forward", "Overføres"])
def test_a_sum_carried_to_the_next_page_is_no_line(words: str) -> None:
    first = a_page(
        *HEADER, *row(33, "Arbete", "2", "500,00", "1 000,00"), *row(35, "Material", "4", "25,00", "100,00"),
        (6, 90, words), (88, 90, "1 100,00"),
    )  # fmt: skip
    second = a_page(
        *HEADER, (6, 33, words), (88, 33, "1 100,00"), *row(35, "Resor", "10", "20,00", "200,00"),
        *totals(44, "1 300,00", "325,00", "1 625,00"), number=2,
    )  # fmt: skip
    assert amounts(read(first, second).invoice.lines) == [Decimal(1000), Decimal(100), Decimal(200)]


def test_a_discount_on_a_row_of_its_own_is_taken_off_the_line_above() -> None:
    found = invoice(
        *HEADER, *row(33, "Arbete", "2", "500,00", "1 000,00"), (6, 34.5, "Rabatt 10 %"), (87, 34.5, "-100,00"),
        *row(38, "Resor", "10", "20,00", "200,00"), *totals(44, "1 100,00", "275,00", "1 375,00"),
    )  # fmt: skip
    assert amounts(found.lines) == [Decimal(900), Decimal(200)]
    assert found.lines[0].discount_percent == Decimal(10)


def test_a_line_that_is_deducted_stays_negative() -> None:
    found = invoice(
        *HEADER, *row(33, "Arbete", "2", "500,00", "1 000,00"), *row(35, "Retur", "-1", "200,00", "-200,00"),
        *totals(44, "800,00", "200,00", "1 000,00"),
    )  # fmt: skip
    assert amounts(found.lines) == [Decimal(1000), Decimal(-200)]
    assert found.lines[1].quantity == Decimal(-1)
    assert found.lines[1].unit_price == Decimal(200)


def test_a_price_per_hundred_is_known_by_arithmetic() -> None:
    found = invoice(
        *HEADER, *row(33, "Skruv", "250", "80,00", "200,00"), *row(35, "Mutter", "500", "40,00", "200,00"),
        *totals(44, "400,00", "100,00", "500,00"),
    )  # fmt: skip
    assert [line.base_quantity for line in found.lines] == [Decimal(100), Decimal(100)]


def test_a_heading_over_two_rows_is_one_heading() -> None:
    found = invoice(
        (58, 29, "Pris"), (72, 29, "Rab"), (88, 29, "Summa"),
        (6, 30.4, "Fakturatext"), (45, 30.4, "Antal"), (58, 30.4, "exkl moms"), (72, 30.4, "%"), (88, 30.4, "SEK"),
        *row(33, "Arbete", "2", "500,00", "900,00"), (72, 33, "10"),
        *row(35, "Resor", "10", "20,00", "200,00"), *totals(44, "1 100,00", "275,00", "1 375,00"),
    )  # fmt: skip
    assert names(found.lines) == ["Arbete", "Resor"]
    assert found.lines[0].discount_percent == Decimal(10)


def test_columns_with_unknown_headings_are_known_by_arithmetic() -> None:
    found = invoice(
        (6, 30, "Vad"), (45, 30, "Kronor"), (60, 30, "Omfång"), (80, 30, "Taxa"),
        (6, 33, "Arbete"), (45, 33, "1 500,00"), (60, 33, "3"), (80, 33, "500,00"),
        (6, 35, "Resor"), (46, 35, "300,00"), (60, 35, "12"), (81, 35, "25,00"),
        *totals(44, "1 800,00", "450,00", "2 250,00"),
    )  # fmt: skip
    assert [(line.quantity, line.unit_price, line.net_amount) for line in found.lines] == [
        (Decimal(3), Decimal(500), Decimal(1500)),
        (Decimal(12), Decimal(25), Decimal(300)),
    ]


def test_lines_without_a_heading_are_those_that_make_the_total() -> None:
    found = invoice(
        (6, 33, "Hyra april"), (86, 33, "6 000,00"), (6, 35, "Värme"), (87.36, 35, "450,00"),
        *totals(44, "6 450,00", "1 612,50", "8 062,50"),
    )  # fmt: skip
    assert names(found.lines) == ["Hyra april", "Värme"]


def test_freight_in_the_table_is_a_line_and_freight_among_the_totals_is_not() -> None:
    table = (*HEADER, *row(33, "Arbete", "2", "500,00", "1 000,00"))
    inside = invoice(*table, (6, 35, "Frakt"), (88, 35, "50,00"), *totals(44, "1 050,00", "262,50", "1 312,50"))
    below = invoice(*table, (70, 40, "Frakt"), (88, 40, "50,00"), *totals(44, "1 050,00", "262,50", "1 312,50"))
    assert names(inside.lines) == ["Arbete", "Frakt"]
    assert names(below.lines) == ["Arbete"]


def test_blocks_of_labels_and_values_are_lines() -> None:
    block = tuple(
        text
        for at, (name, quantity, price, amount) in enumerate(
            (("Beratung", "4,00", "110,00", "440,00"), ("Anfahrt", "3,00", "91,00", "273,00"))
        )
        for text in (
            (6.0, 20 + 20.0 * at, "Menge"), (40.0, 20 + 20.0 * at, quantity),
            (6.0, 23 + 20.0 * at, "Preis pro Einheit"), (40.0, 23 + 20.0 * at, price),
            (6.0, 26 + 20.0 * at, "Gesamtpreis"), (40.0, 26 + 20.0 * at, amount),
            (6.0, 29 + 20.0 * at, "Bezeichnung:"), (40.0, 29 + 20.0 * at, name),
        )
    )  # fmt: skip
    found = invoice(*block)
    assert names(found.lines) == ["Beratung", "Anfahrt"]
    assert amounts(found.lines) == [Decimal(440), Decimal(273)]


def test_a_vat_code_means_the_rate_that_the_page_gives_it() -> None:
    found = invoice(
        (6, 30, "Beskrivning"), (45, 30, "Antal"), (58, 30, "A-pris"), (72, 30, "Moms"), (88, 30, "Summa"),
        *row(33, "Arbete", "2", "500,00", "1 000,00"), (72, 33, "A"),
        *row(35, "Bok", "2", "100,00", "200,00"), (72, 35, "B"),
        (6, 50, "A 25 %"), (20, 50, "1 000,00"), (40, 50, "250,00"), (6, 52, "B 6 %"), (20, 52, "200,00"),
        (40, 52, "12,00"), (70, 56, "Netto"), (88, 56, "1 200,00"), (70, 58, "Moms"), (88, 58, "262,00"),
        (70, 60, "Att betala"), (88, 60, "1 462,00"),
    )  # fmt: skip
    assert [line.vat_rate for line in found.lines] == [Decimal(25), Decimal(6)]


def test_the_only_rate_of_the_invoice_is_assumed_for_its_lines_and_says_so() -> None:
    reading = read(
        a_page(*HEADER, *row(33, "Arbete", "2", "500,00", "1 000,00"), *totals(44, "1 000,00", "250,00", "1 250,00"))
    )
    assert reading.invoice.lines[0].vat_rate == Decimal(25)
    assert reading.evidence["lines[0].vat_rate"].source is Source.ASSUMED


def test_a_row_with_a_label_under_a_line_is_a_note() -> None:
    found = invoice(
        *HEADER, *row(33, "Arbete", "2", "500,00", "1 000,00"), (6, 34.5, "Märkning: Order 3321"),
        *totals(44, "1 000,00", "250,00", "1 250,00"),
    )  # fmt: skip
    assert (found.lines[0].description, found.lines[0].note) == ("Arbete", "Märkning: Order 3321")


def test_every_value_of_a_line_has_its_place() -> None:
    reading = read(
        a_page(*HEADER, *row(33, "Arbete", "2", "500,00", "1 000,00"), *totals(44, "1 000,00", "250,00", "1 250,00"))
    )
    for name in ("description", "quantity", "unit_price", "net_amount", "vat_rate"):
        assert reading.evidence[f"lines[0].{name}"].place is not None, name


def test_what_arithmetic_and_the_total_prove_is_surer_than_what_only_stands_in_a_column() -> None:
    proven = read(
        a_page(*HEADER, *row(33, "Arbete", "2", "500,00", "1 000,00"), *totals(44, "1 000,00", "250,00", "1 250,00"))
    )
    bare = read(a_page(*HEADER, *row(33, "Arbete", "2", "500,00", "1 300,00")))
    path = "lines[0].net_amount"
    assert proven.evidence[path].sure > bare.evidence[path].sure
