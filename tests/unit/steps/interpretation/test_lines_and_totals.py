"""Where the lines end and what is none of them; amounts with VAT over those without."""

from __future__ import annotations

from decimal import Decimal

from pages import a_page

from kontera.core.evidence import Page
from kontera.steps.interpretation.context import looked_at
from kontera.steps.interpretation.hints import Hints
from kontera.steps.interpretation.layout import laid_out
from kontera.steps.interpretation.table import Table, table_of

HEADER = ((6, 30, "Benämning"), (45, 30, "Antal"), (58, 30, "A-pris"), (88, 30, "Belopp"))


def table(*pages: Page) -> Table:
    return table_of(looked_at(laid_out(pages), Hints()))


def test_charges_and_allowances_alone_make_no_table() -> None:
    found = table(
        a_page(
            (6, 20, "Line total amount"), (86, 20, "€1,000.00"),
            (6, 22, "Allowance: Discount"), (88, 22, "€10.00"),
            (6, 24, "Allowance: Special discount"), (88, 24, "€2.50"),
            (6, 26, "Extra charge: Surcharge"), (88, 26, "€1.50"),
            (6, 28, "Extra charge: Additional charge"), (88, 28, "€1.00"),
            (6, 30, "Net total amount"), (86, 30, "€990.00"),
            (6, 32, "Discount per unit €10.00"),
        )
    )  # fmt: skip
    assert found.items == ()


def test_what_a_price_is_made_of_is_no_total() -> None:
    found = table(
        a_page(
            *HEADER,
            (6, 33, "Support i januari"), (46, 33, "1"), (58, 33, "60,00"), (88, 33, "60,00"),
            (58, 35, "(Netto): 60,00"),
            (6, 38, "Papper"), (46, 38, "3"), (58, 38, "10,00"), (88, 38, "30,00"),
            (58, 40, "(Netto): 10,00"),
            (70, 44, "Netto"), (88, 44, "90,00"),
        )
    )  # fmt: skip
    assert [item.description for item in found.items] == ["Support i januari", "Papper"]


def test_the_heading_of_the_vat_table_ends_the_lines_though_it_was_read_as_one_run() -> None:
    found = table(
        a_page(
            (6, 30, "Tuote"), (40, 30, "Veroton hinta"), (58, 30, "Määrä"), (66, 30, "ALV %"),
            (80, 30, "Verollinen hinta"),
            (6, 33, "Käyntimaksu"), (42, 33, "75,50"), (60, 33, "1"), (66, 33, "25,50"), (86, 33, "94,75"),
            (40, 37, "ALV (%) Veroton hinta (EUR) ALV (EUR) Verollinen hinta (EUR)"),
            (42, 39, "25,50"), (58, 39, "75,50"), (68, 39, "19,25"), (86, 39, "94,75"),
            (60, 44, "Maksettava"), (86, 44, "94,75 EUR"),
        )
    )  # fmt: skip
    assert [(item.description, item.gross and item.gross.value) for item in found.items] == [
        ("Käyntimaksu", Decimal("94.75"))
    ]


def test_a_line_whose_amount_without_vat_stands_on_the_next_page_is_read_like_the_others() -> None:
    def block(y: float, name: str, price: str, gross: str) -> tuple[tuple[float, float, str], ...]:
        return ((6, y, name), (46, y, "1 kpl"), (58, y, f"{price} / kpl"), (86, y, gross), (58, y + 2, "Alennus 20 %"))

    def below(y: float, net: str) -> tuple[tuple[float, float, str], ...]:
        return ((58, y, "Veroton määrä"), (58, y + 2, net), (58, y + 4, "Alv"), (58, y + 6, "25,5 %"))

    heading = ((6, 30, "Tuote"), (45, 30, "Toimitettu määrä"), (62, 30, "Veroton a-hinta"), (86, 30, "Yhteensä"))
    one = a_page(
        *heading, *block(33, "Lamppu", "100", "100,40"), *below(37, "80,00"),
        *block(50, "Muste", "52", "52,21"), *below(54, "41,60"), *block(90, "Paperi", "25", "25,10"),
    )  # fmt: skip
    two = a_page(*below(5, "20,00"), (60, 40, "Veroton yhteensä"), (86, 40, "141,60"), number=2)
    nets = [item.net and item.net.value for item in table(one, two).items]
    assert nets == [Decimal(80), Decimal("41.60"), Decimal(20)]
