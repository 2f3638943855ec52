"""The invoice lines of a page."""

from __future__ import annotations

from decimal import Decimal

from tests.unit.steps.interpretation.pages import a_page

from kontera.steps.interpretation.context import looked_at
from kontera.steps.interpretation.hints import Hints
from kontera.steps.interpretation.layout import laid_out
from kontera.steps.interpretation.table import Table, table_of

HEADER = ((6, 30, "Beskrivning"), (45, 30, "Antal"), (58, 30, "A-pris"), (88, 30, "Summa"))


def _table(*texts: tuple[float, float, str]) -> Table:
    return table_of(looked_at(laid_out((a_page(*texts),)), Hints()))


def test_a_description_over_two_rows_is_joined() -> None:
    table = _table(
        *HEADER, (6, 33, "Målning av vägg"), (46, 33, "2"), (58, 33, "50,00"), (88, 33, "100,00"),
        (6, 34.5, "två strykningar"),
        (70, 40, "Netto"), (88, 40, "100,00"),
    )  # fmt: skip
    assert [item.description for item in table.items] == ["Målning av vägg två strykningar"]


def test_the_total_below_is_no_line() -> None:
    table = _table(
        *HEADER,
        (6, 33, "Frakt"),
        (46, 33, "1"),
        (58, 33, "50,00"),
        (88, 33, "50,00"),
        (70, 36, "Summa"),
        (88, 36, "50,00"),
    )
    assert len(table.items) == 1


def test_a_discount_in_per_cent_is_found_by_arithmetic() -> None:
    table = _table(*HEADER, (6, 33, "Toner"), (46, 33, "10"), (58, 33, "20,00"), (70, 33, "15 %"), (88, 33, "170,00"))
    assert table.items[0].discount == Decimal(15)
    assert table.items[0].holds


def test_columns_in_the_wrong_order_are_set_right_by_their_headings() -> None:
    table = _table(
        (6, 30, "Antal"), (14, 30, "Varetekst"), (60, 30, "Enhetspris"), (88, 30, "Sum"), (6, 33, "5"),
        (14, 33, "Kopipapir A4"),
        (60, 33, "360,50"), (86, 33, "1 802,50"),
    )  # fmt: skip
    figures = table.items[0].figures
    assert (figures["c_quantity"].value, figures["c_price"].value) == (Decimal(5), Decimal("360.50"))
    assert table.items[0].description == "Kopipapir A4"


def test_without_a_header_the_product_tells_the_lines() -> None:
    table = _table((6, 33, "Konsultation"), (45, 33, "3"), (60, 33, "200,00"), (86, 33, "600,00"))
    assert [item.description for item in table.items] == ["Konsultation"]


def test_an_amount_with_vat_is_known_as_such() -> None:
    table = _table(
        (6, 30, "Tuote"), (40, 30, "Veroton a-hinta"), (60, 30, "Määrä"), (70, 30, "ALV %"), (85, 30, "Yhteensä"),
        (6, 33, "Käyntimaksu"), (44, 33, "79,00"), (61, 33, "2"), (70, 33, "25,50 %"), (86, 33, "198,29"),
    )  # fmt: skip
    item = table.items[0]
    assert item.net is None
    assert item.gross is not None
    assert item.gross.value == Decimal("198.29")
