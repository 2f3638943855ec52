"""Line tables as they come: centred headings, no headings, groups, whole amounts, sums without a name."""

from __future__ import annotations

from decimal import Decimal

from tests.unit.steps.interpretation.pages import a_page

from kontera.steps.interpretation.context import looked_at
from kontera.steps.interpretation.hints import Hints
from kontera.steps.interpretation.layout import laid_out
from kontera.steps.interpretation.table import Table, table_of


def _table(*texts: tuple[float, float, str]) -> Table:
    return table_of(looked_at(laid_out((a_page(*texts),)), Hints()))


def test_a_heading_centred_over_its_column_loses_no_words() -> None:
    table = _table(
        (24, 30, "Tjänst"), (52, 30, "Period"), (65, 30, "Antal"), (75, 30, "Pris"), (88, 30, "Belopp"),
        (6, 33, "Företagsabonnemang"), (46, 33, "2026-04-01--04-30"), (66, 33, "1"), (75, 33, "349,00"),
        (88, 33, "349,00"),
        (6, 36, "Extra kort"), (46, 36, "2026-04-01--04-30"), (66, 36, "2"), (75, 36, "79,00"), (88, 36, "158,00"),
        (70, 40, "Netto"), (88, 40, "507,00"),
    )  # fmt: skip
    assert [item.description for item in table.items] == ["Företagsabonnemang", "Extra kort"]


def test_a_group_heading_is_part_of_no_line() -> None:
    table = _table(
        (6, 27, "Beskrivning"), (60, 27, "Antal"), (75, 27, "Pris"), (88, 27, "Belopp"),
        (6, 30, "Anna Berg"),
        (6, 33, "Abonnemang"), (61, 33, "2"), (75, 33, "50,00"), (88, 33, "100,00"),
        (6, 36, "Samtal"), (61, 36, "4"), (75, 36, "5,00"), (88, 36, "20,00"),
        (6, 39, "Summa Anna Berg"), (88, 39, "120,00"),
        (6, 42, "Olof Ek"),
        (6, 45, "Abonnemang"), (61, 45, "3"), (75, 45, "50,00"), (88, 45, "150,00"),
        (70, 52, "Netto"), (88, 52, "270,00"),
    )  # fmt: skip
    assert [item.description for item in table.items] == ["Abonnemang", "Samtal", "Abonnemang"]


def test_amounts_without_decimals_are_lines_where_they_make_the_total() -> None:
    table = _table(
        (6, 30, "Företagsförsäkring"), (88, 30, "11 874"),
        (6, 33, "Ansvar, tillägg"), (88, 33, "2 310"),
        (6, 36, "Samlingsrabatt"), (88, 36, "-807"),
        (6, 39, "Summa premie"), (88, 39, "13 377"),
    )  # fmt: skip
    amounts = [item.amount.value for item in table.items if item.amount]
    assert amounts == [Decimal(11874), Decimal(2310), Decimal(-807)]


def test_the_only_line_of_a_plain_invoice_is_read_without_a_heading() -> None:
    table = _table(
        (6, 30, "Konsultarvode mars"), (86, 30, "10 000,00"),
        (6, 34, "Summa exkl moms"), (86, 34, "10 000,00"),
        (6, 36, "Moms 25 %"), (87, 36, "2 500,00"),
        (6, 38, "Att betala"), (86, 38, "12 500,00"),
    )  # fmt: skip
    assert [item.description for item in table.items] == ["Konsultarvode mars"]


def test_lines_are_proven_by_a_net_that_is_not_printed() -> None:
    table = _table(
        (6, 30, "Rörligt elpris"), (86, 30, "2 944,94"),
        (6, 33, "Fast avgift"), (88, 33, "49,00"),
        (6, 36, "Moms 25 %"), (88, 36, "748,49"),
        (6, 39, "Öresavrundning"), (88, 39, "-0,43"),
        (6, 42, "Att betala"), (86, 42, "3 742,00"),
    )  # fmt: skip
    assert table.proven
    assert len(table.items) == 2


def test_an_article_number_right_of_the_description_is_no_part_of_it() -> None:
    table = _table(
        (6, 30, "Produkt"), (38, 30, "Varenummer"), (60, 30, "Antall"), (72, 30, "Pris"), (88, 30, "Beløp"),
        (6, 33, "Kopipapir A4"), (35, 33, "10-4471"), (61, 33, "5"), (72, 33, "349,00"), (87, 33, "1 745,00"),
        (6, 36, "Kaffefilter"), (35, 36, "20-0091"), (61, 36, "12"), (72, 36, "54,90"), (87, 36, "658,80"),
        (70, 40, "Sum netto"), (87, 40, "2 403,80"),
    )  # fmt: skip
    assert [item.description for item in table.items] == ["Kopipapir A4", "Kaffefilter"]
    assert [item.article[0].text for item in table.items] == ["10-4471", "20-0091"]


def test_a_deduction_below_the_sum_is_no_line() -> None:
    table = _table(
        (6, 30, "Leistung"), (50, 30, "Menge"), (65, 30, "EP"), (88, 30, "GP"),
        (6, 33, "Wandfliesen"), (51, 33, "10"), (65, 33, "46,80"), (88, 33, "468,00"),
        (6, 36, "Sockel"), (51, 36, "4"), (65, 36, "20,00"), (88, 36, "80,00"),
        (50, 40, "Zwischensumme"), (88, 40, "548,00"),
        (50, 43, "abzgl. 3 % Nachlass"), (88, 43, "-16,44"),
        (50, 46, "Nettobetrag"), (88, 46, "531,56"),
    )  # fmt: skip
    assert [item.description for item in table.items] == ["Wandfliesen", "Sockel"]


def test_a_title_above_the_heading_is_no_column() -> None:
    table = _table(
        (6, 28.5, "Specifikation"),
        (24, 30, "Tjänst"), (60, 30, "Antal"), (75, 30, "Pris"), (88, 30, "Belopp"),
        (6, 33, "Abonnemang"), (61, 33, "2"), (75, 33, "50,00"), (88, 33, "100,00"),
        (6, 36, "Samtal"), (61, 36, "4"), (75, 36, "5,00"), (88, 36, "20,00"),
        (70, 42, "Netto"), (88, 42, "120,00"),
    )  # fmt: skip
    assert [item.description for item in table.items] == ["Abonnemang", "Samtal"]
