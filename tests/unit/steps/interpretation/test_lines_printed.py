"""Rows of invoices as they are printed: leaders, words above figures, groups, parts of a whole, specifications."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from tests.unit.steps.interpretation.pages import a_page

from kontera.core.evidence import Box, Page, Word
from kontera.steps.interpretation.context import looked_at
from kontera.steps.interpretation.hints import Hints
from kontera.steps.interpretation.interpret import interpret
from kontera.steps.interpretation.layout import laid_out
from kontera.steps.interpretation.table import Table, table_of

Text = tuple[float, float, str]


def read(*texts: Text) -> Table:
    return table_of(looked_at(laid_out((a_page(*texts),)), Hints()))


def row(y: float, words: str, *cells: str, x: float = 6, ends: Iterable[float] = (60, 76, 94)) -> tuple[Text, ...]:
    """A row of words with cells that end where those of the other rows do, the last at the right."""
    places = tuple(ends)[-len(cells) :] if cells else ()
    broad = (0.85 * len(cell.replace(" ", "")) + 0.51 * cell.count(" ") for cell in cells)
    starts = (end - one for end, one in zip(places, broad, strict=True))
    right = tuple((start, y, cell) for start, cell in zip(starts, cells, strict=True))
    return ((x, y, words), *right) if words else right


def totals(y: float, net: str) -> tuple[Text, ...]:
    return row(y, "Sum eks. mva", net, x=60)


def described(table: Table) -> list[str]:
    return [item.description for item in table.items]


def amounts(table: Table) -> list[str]:
    return [str(item.amount.value) for item in table.items if item.amount]


def test_dots_that_lead_to_the_amount_part_it_from_its_words() -> None:
    def led(y: float, words: str, amount: str) -> Word:
        return Word(f"{words}{'.' * (80 - len(words) - len(amount))}{amount}", Box(0.06, y, 0.94, y + 0.012), 1.0)

    words = (led(0.30, "Fastabonnement", "429,00"), led(0.32, "Sikkerhet", "29,00"), led(0.34, "Rabatt", "-58,00"))
    plain = a_page(*totals(40, "400,00"))
    table = table_of(looked_at(laid_out((Page(1, 595, 842, (*words, *plain.words), "text"),)), Hints()))
    assert described(table) == ["Fastabonnement", "Sikkerhet", "Rabatt"]
    assert amounts(table) == ["429.00", "29.00", "-58.00"]


def test_words_above_a_row_of_hours_and_price_describe_it() -> None:
    table = read(
        *row(20, "Arbeid"),
        *row(22.0, "Riving av rekkverk"), *row(23.2, "6,5 timer", "á kr 690,-", "4 485,00", ends=(45, 94)),
        *row(26.0, "Montering av stolper, noe"), *row(27.2, "mer enn avtalt"),
        *row(28.4, "15 timer", "á kr 690,-", "10 350,00", ends=(45, 94)),
        *row(32, "Materialer"), *row(34, "Skruer, beslag og stolpesko", "1 485,00"), *row(36, "Beis", "1 790,00"),
        *totals(44, "18 110,00"),
    )  # fmt: skip
    assert described(table) == [
        "Riving av rekkverk", "Montering av stolper, noe mer enn avtalt", "Skruer, beslag og stolpesko", "Beis",
    ]  # fmt: skip
    assert [str(item.figures["c_quantity"].value) for item in table.items[:2]] == ["6.5", "15"]


def test_words_above_figures_whose_units_have_a_column_describe_them() -> None:
    def sold(y: float, article: str, words: str, *cells: str) -> tuple[Text, ...]:
        quantity, unit, price, amount = cells
        return (
            (6, y, article), (12, y, words), *row(y + 1.3, "", quantity, ends=(20,)), (22, y + 1.3, unit),
            *row(y + 1.3, "", price, amount, ends=(40, 60)),
        )  # fmt: skip

    table = read(
        (16, 28, "Antal"), (22, 28, "Enhet"), (34, 28, "À-pris"), (55, 28, "Summa"),
        *sold(31.0, "10112", "Potatis fast", "4", "säck", "189,00", "756,00"),
        *sold(33.6, "10340", "Tomat kvist, klass ett", "12,400", "kg", "31,50", "390,60"),
        *sold(36.2, "22018", "Körning", "2", "gång", "95,00", "190,00"),
        *row(42, "Summa varor", "1 336,60", ends=(60,)),
    )  # fmt: skip
    assert described(table) == ["Potatis fast", "Tomat kvist, klass ett", "Körning"]


def test_what_goes_on_right_below_a_line_heads_no_group() -> None:
    table = read(
        (6, 20, "Beskrivning"), (56, 20, "Antal"), (72, 20, "Pris"), (88, 20, "Belopp"),
        *row(22.4, "Arbete"),
        *row(24.8, "Felsökning motorlampa, läst felkoder", "2", "500,00", "1000,00"), *row(26.0, "och provkört"),
        *row(28.4, "Byte bromsskivor", "3", "500,00", "1500,00"), *row(30.8, "Byte batteri", "1", "400,00", "400,00"),
        *row(33.2, "Övrigt"), *row(35.6, "Miljöavgift", "1", "95,00", "95,00"),
        *row(44, "Summa exkl. moms", "2995,00", x=60),
    )  # fmt: skip
    assert described(table) == [
        "Felsökning motorlampa, läst felkoder och provkört", "Byte bromsskivor", "Byte batteri", "Miljöavgift",
    ]  # fmt: skip


def test_a_row_across_the_columns_is_an_orders_heading() -> None:
    table = read(
        (6, 20, "Rad"), (12, 20, "Benämning"), (56, 20, "Antal"), (72, 20, "Pris"), (88, 20, "Belopp"),
        *row(21.5, "Order 4418202 Godsmärke Skolan etapp två"),
        *row(23.0, "10", "2", "500,00", "1000,00"), (12, 23.0, "Dosa infälld"), (12, 24.3, "EAN 7020160441809"),
        *row(25.8, "Order 4418977 Godsmärke Lager"),
        *row(27.3, "20", "3", "500,00", "1500,00"), (12, 27.3, "Panel"), (12, 28.6, "Kemikalieskatt ingår"),
        *row(36, "Summa exkl. moms", "2500,00", x=60),
    )  # fmt: skip
    assert described(table) == ["Dosa infälld EAN 7020160441809", "Panel Kemikalieskatt ingår"]


def test_the_sum_of_one_part_is_not_the_whole_where_amounts_stand_above() -> None:
    table = read(
        (6, 20, "Pos"), (20, 20, "Lohnarbeiten"), (57, 20, "AW"), (88, 20, "Betrag"),
        *row(22, "0120", "14", "12,90", "180,60"), (20, 22, "Inspektion"),
        *row(24, "4610", "9", "12,90", "116,10"), (20, 24, "Bremsen hinten"),
        *row(26, "Summe Lohn", "296,70", x=20),
        (20, 30, "Ersatzteile"), (55, 30, "Menge"), (71, 30, "Preis"), (88, 30, "Betrag"),
        *row(32, "04E1", "1", "14,35", "14,35"), (20, 32, "Filter"),
        *row(34, "GS60", "3", "19,80", "59,40"), (20, 34, "Motoröl"),
        *row(36, "Summe Ersatzteile", "73,75", x=20),
        *row(42, "Nettobetrag", "370,45", x=60), *row(44, "MwSt. 19 %", "70,39", x=60),
        *row(46, "Rechnungsbetrag", "440,84", x=60),
    )  # fmt: skip
    assert amounts(table) == ["180.60", "116.10", "14.35", "59.40"]


def test_a_table_of_vat_by_code_is_no_part_of_the_lines() -> None:
    table = read(
        (6, 20, "VAT"), (12, 20, "Code"), (20, 20, "Product"), (57, 20, "Del"), (71, 20, "Price"), (89, 20, "Goods"),
        *row(22, "Z", "2", "58.75", "117.50"), (12, 22, "10871"), (20, 22, "Haddock"),
        *row(24, "S", "4", "9.85", "39.40"), (12, 24, "38820"), (20, 24, "Blue roll"),
        (6, 27, "Rate"), (40, 27, "Goods"), (55, 27, "VAT"),
        *row(29, "S 20.0%", "39.40", "7.88", ends=(46, 60)), *row(31, "Z 0.0%", "117.50", "0.00", ends=(46, 60)),
        *row(33, "Invoice total GBP", "164.78", ends=(60,)),
    )  # fmt: skip
    assert described(table) == ["Haddock", "Blue roll"]


def test_what_was_billed_on_account_is_a_line_where_the_net_counts_it_in() -> None:
    table = read(
        *row(22, "Arvode enligt avtal", "48 000,00"), *row(24, "Rådgivning", "5 250,00"),
        *row(26, "Avgår a conto fakturerat", "-20 000,00"),
        *row(28, "Summa", "33 250,00"), *row(30, "Moms 25 %", "8 312,50"), *row(32, "Att betala", "41 562,50"),
    )  # fmt: skip
    assert amounts(table) == ["48000.00", "5250.00", "-20000.00"]


def test_an_account_number_level_with_the_amounts_keeps_them_from_no_total() -> None:
    table = read(
        *row(8, "Bankkonto", "7694.05.11220", ends=(98,)), (30, 8, "Faktura"),
        *row(22, "Frakt stykkgods", "1 984,00", ends=(98,)), *row(24, "Bomtillegg", "48,00", ends=(98,)),
        *row(26, "Fortolling", "650,00", ends=(98,)), *row(28, "Kreditert forsinkelse", "-500,00", ends=(98,)),
        *row(34, "Sum avgiftspliktig", "2 182,00", x=60, ends=(98,)), *row(36, "Mva 25 %", "545,50", x=60, ends=(98,)),
        *row(38, "Å betale", "2 727,50", x=60, ends=(98,)),
    )  # fmt: skip
    assert amounts(table) == ["1984.00", "48.00", "650.00", "-500.00"]


def test_lines_that_a_later_page_specifies_are_read_there() -> None:
    first = a_page(
        *row(20, "Mobil Anders", "311,64", ends=(60,)), *row(22, "Bredband", "478,00", ends=(60,)),
        *row(26, "Summa exkl. moms", "789,64", ends=(60,)), *row(28, "Moms 25 %", "197,41", ends=(60,)),
        *row(30, "Att betala", "987,05", ends=(60,)),
    )  # fmt: skip
    second = a_page(
        *row(12, "Mobil Anders"), *row(14, "Jobbmobil", "289,00"), *row(15.3, "1 nov - 30 nov"),
        *row(17, "Utlandssamtal", "22,64"), *row(19, "Summa", "311,64"),
        *row(23, "Bredband"), *row(25, "Fiber 250/250", "399,00"), *row(27, "Fast adress", "79,00"),
        *row(29, "Summa", "478,00"), number=2,
    )  # fmt: skip
    table = table_of(looked_at(laid_out((first, second)), Hints()))
    assert amounts(table) == ["289.00", "22.64", "399.00", "79.00"]
    assert described(table)[2] == "Fiber 250/250"


def test_a_currency_or_a_sign_within_the_words_belongs_to_them() -> None:
    table = read(
        (6, 20, "Beskrivelse"), (56, 20, "Antall"), (72, 20, "Pris"), (88, 20, "Beløp"),
        *row(22, "Palleleie EUR elleve stk", "2", "110,00", "220,00"), *row(24, "Kampanje 50 %", "1", "40,00", "40,00"),
        *totals(32, "260,00"),
    )  # fmt: skip
    assert described(table) == ["Palleleie EUR elleve stk", "Kampanje 50 %"]


def test_words_that_begin_like_a_period_but_have_no_date_go_on_with_the_description() -> None:
    table = read(
        (6, 20, "Date"), (14, 20, "Narrative"), (58, 20, "Hours"), (88, 20, "Value"),
        *row(22.0, "02/09", "3.40", "1,428.00", ends=(64, 94)), (14, 22.0, "Reviewing draft received"),
        (14, 23.2, "from the other side and preparing"), (14, 24.4, "list of points"),
        *row(27.0, "04/09", "0.60", "111.00", ends=(64, 94)), (14, 27.0, "Attending to searches"),
        *row(32, "Total net", "1,539.00", x=60),
    )  # fmt: skip
    assert described(table)[0] == "Reviewing draft received from the other side and preparing list of points"


def test_a_number_that_counts_lines_is_no_quantity_of_their_first_word() -> None:
    table = read(
        (6, 20, "# Varetekst"), (56, 20, "Antal"), (72, 20, "Pris"), (88, 20, "Beløb"),
        *row(22, "1 Papir", "8 stk", "50,00", "400,00"), *row(24, "2 Kørsel", "1 stk", "405,50", "405,50"),
        *row(32, "Beløb uden moms", "805,50", x=60),
    )  # fmt: skip
    assert [item.description.split()[-1] for item in table.items] == ["Papir", "Kørsel"]
    assert sum(Decimal(one) for one in amounts(table)) == Decimal("805.50")


def test_lines_in_two_blocks_beside_each_other_are_all_read() -> None:
    def both(y: float, left: str, one: str, right: str, two: str) -> tuple[Text, ...]:
        return (*row(y, left, one, ends=(44,)), *row(y, right, two, x=52, ends=(94,)))

    table = read(
        (6, 20, "Elhandel oktober"), (52, 20, "Elnät oktober"),
        *both(22, "Förbrukning", "2 134,08", "Abonnemang", "612,00"),
        *both(24, "Påslag", "156,00", "Elöverföring", "686,40"),
        *both(26, "Månadsavgift", "39,00", "Summa elnät", "1 298,40"),
        *row(28, "Summa elhandel", "2 329,08", ends=(44,)),
        *row(32, "Summa exkl moms", "3 627,48", x=56), *row(34, "Moms 25 %", "906,87", x=56),
        *row(36, "Att betala", "4 534,35", x=56),
    )  # fmt: skip
    assert described(table) == ["Förbrukning", "Påslag", "Månadsavgift", "Abonnemang", "Elöverföring"]
    assert amounts(table) == ["2134.08", "156.00", "39.00", "612.00", "686.40"]


def test_a_row_with_only_a_unit_price_and_a_numbered_title_are_of_no_line() -> None:
    table = read(
        (6, 20, "Pos"), (14, 20, "Bezeichnung"), (54, 20, "Menge"), (72, 20, "Preis"), (88, 20, "Betrag"),
        *row(22, "01"), (14, 22, "Treppenhaus"),
        *row(24, "01.10", "2,00", "50,00", "100,00"), (14, 24, "Wände streichen"), (14, 25.3, "zweimalig deckend"),
        *row(27, "01.20", "1,00", "30,00", "nur EP"), (14, 27, "Dritter Anstrich"), (14, 28.3, "bei Bedarf"),
        *row(30, "01.30", "4,00", "20,00", "80,00"), (14, 30, "Geländer lackieren"),
        *row(36, "Nettosumme", "180,00", x=60),
    )  # fmt: skip
    assert described(table) == ["Wände streichen zweimalig deckend", "Geländer lackieren"]


def test_a_fee_at_another_rate_below_the_lines_is_in_the_net() -> None:
    page = a_page(
        (6, 4, "Faktura 77123"), (6, 6, "Fakturadato 01.11.2026"),
        (6, 20, "Dato"), (18, 20, "Bomstasjon"), (88, 20, "Beløp"),
        *row(22, "02.10.26", "132,00"), (18, 22, "Songe"), *row(24, "06.10.26", "96,00"), (18, 24, "Rugtvedt"),
        *row(26, "Sum passeringer", "228,00"), *row(30, "Fakturagebyr", "47,20"),
        *row(34, "Sum unntatt mva", "228,00", x=60), *row(36, "Sum mva-pliktig", "47,20", x=60),
        *row(38, "Mva 25 %", "11,80", x=60), *row(40, "Å betale", "287,00", x=60),
    )  # fmt: skip
    invoice = interpret((page,), Hints()).invoice
    assert [line.net_amount for line in invoice.lines] == [Decimal("132.00"), Decimal("96.00"), Decimal("47.20")]
    assert invoice.totals.net == Decimal("275.20")


def test_dots_left_over_before_a_scanned_amount_are_no_part_of_it() -> None:
    table = read(
        *row(22, "Fastabonnement.", "..429,00"), *row(24, "Sikkerhet.", ".29,00"), *row(26, "Rabatt..", "-58,00"),
        *totals(34, "400,00"),
    )  # fmt: skip
    assert amounts(table) == ["429.00", "29.00", "-58.00"]
