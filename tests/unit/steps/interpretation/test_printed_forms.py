"""Ways of printing that firms' own forms have: totals in one row, sums of groups, labels below or broken in two."""

from __future__ import annotations

from decimal import Decimal

from tests.unit.steps.interpretation.pages import a_page

from kontera.core.reading import Reading
from kontera.steps.interpretation.hints import Hints
from kontera.steps.interpretation.interpret import interpret
from kontera.steps.interpretation.name_forms import named_so
from kontera.steps.interpretation.numbers import decimal_mark

SELLER = (
    (6, 5, "Ekdungens Transport AB"), (6, 7, "Lärkvägen 3"), (6, 9, "831 30 Östersund"),
    (6, 90, "Org.nr: 556036-0793"), (40, 90, "Bankgiro: 5050-1055"),
)  # fmt: skip


def _read(*texts: tuple[float, float, str]) -> Reading:
    return interpret((a_page(*SELLER, *texts),), Hints())


def _totals(reading: Reading) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    totals = reading.invoice.totals
    return totals.net, totals.vat, totals.gross


def test_the_label_of_a_row_with_net_vat_and_their_sum_is_the_sums() -> None:
    reading = _read(
        (6, 30, "Översikt"), (45, 30, "Belopp exkl moms"), (66, 30, "Moms"), (82, 30, "Belopp inkl moms"),
        (6, 33, "Abonnemang"), (50, 33, "1 396,00"), (66, 33, "349,00"), (86, 33, "1 745,00"),
        (6, 36, "Samtal utanför"), (50, 36, "212,48"), (66, 36, "53,12"), (86, 36, "265,60"),
        (6, 39, "Att betala"), (50, 39, "1 608,48"), (66, 39, "402,12"), (86, 39, "2 010,60"),
    )  # fmt: skip
    assert _totals(reading) == (Decimal("1608.48"), Decimal("402.12"), Decimal("2010.60"))
    assert [line.description for line in reading.invoice.lines] == ["Abonnemang", "Samtal utanför"]


def test_below_instalments_the_net_of_the_rest_is_no_total() -> None:
    reading = _read(
        (6, 22, "Bezeichnung"), (86, 22, "Gesamtbetrag EUR"),
        (6, 24, "Zähleranlage"), (88, 24, "700,00"), (6, 26, "Beleuchtung"), (88, 26, "300,00"),
        (50, 30, "Netto EUR"), (66, 30, "19 % MwSt. EUR"), (86, 30, "Brutto EUR"),
        (6, 33, "Gesamtleistung"), (50, 33, "1.000,00"), (68, 33, "190,00"), (86, 33, "1.190,00"),
        (6, 36, "abzüglich 1. Abschlagsrechnung"), (50, 36, "-600,00"), (68, 36, "-114,00"), (86, 36, "-714,00"),
        (6, 39, "Noch zu zahlen"), (50, 39, "400,00"), (68, 39, "76,00"), (86, 39, "476,00"),
    )  # fmt: skip
    assert _totals(reading) == (Decimal("1000.00"), Decimal("190.00"), Decimal("1190.00"))
    assert reading.invoice.totals.payable == Decimal("476.00")


def test_vat_in_cells_of_two_rates_is_summed_though_the_total_is_rounded() -> None:
    reading = _read(
        (6, 70, "Exkl. moms"), (22, 70, "Moms 25%"), (38, 70, "Moms 6%"), (54, 70, "Öresavr."), (70, 70, "Totalt"),
        (86, 70, "Att betala"),
        (6, 72, "4 123,00"), (22, 72, "794,50"), (38, 72, "56,70"), (54, 72, "-0,20"), (70, 72, "4 974,00"),
        (86, 72, "4 974,00"),
    )  # fmt: skip
    assert reading.invoice.totals.vat == Decimal("851.20")
    assert reading.invoice.totals.payable == Decimal("4974.00")


def test_a_discount_within_a_group_that_is_summed_is_its_line() -> None:
    reading = _read(
        (30, 30, "Abonnemang"), (88, 30, "279,20"),
        (30, 32, "Roaming"), (89, 32, "98,40"),
        (60, 34, "Summa 070-411 20 18"), (88, 34, "377,60"),
        (30, 36, "Månadsavgift"), (88, 36, "349,00"),
        (30, 38, "Rabatt kampanj"), (88, 38, "-49,00"),
        (60, 40, "Summa bredband"), (88, 40, "300,00"),
        (30, 44, "Summa exkl. moms"), (88, 44, "677,60"),
        (30, 46, "Moms 25 %"), (88, 46, "169,40"),
        (30, 48, "Att betala"), (88, 48, "847,00"),
    )  # fmt: skip
    amounts = [line.net_amount for line in reading.invoice.lines]
    assert amounts == [Decimal("279.20"), Decimal("98.40"), Decimal("349.00"), Decimal("-49.00")]


def test_interest_that_is_sold_is_a_line_and_the_slip_below_is_none() -> None:
    reading = _read(
        (6, 30, "Felleskostnader november"), (60, 30, "3.120,00"),
        (6, 32, "Kapitalkostnader renter"), (60, 32, "1.884,00"),
        (6, 34, "Garasje"), (61.7, 34, "450,00"), (6, 36, "Sum"), (60, 36, "5.454,00"),
        (6, 80, "Betal til"), (35, 80, "Betalingsfrist"), (54, 80, "Kontonummer"), (80, 80, "Å betale"),
        (6, 82, "Gimle Borettslag"), (35, 82, "01.11.2026"), (54, 82, "1208 40 55628"), (80, 82, "5.454,00"),
    )  # fmt: skip
    assert [line.net_amount for line in reading.invoice.lines] == [
        Decimal("3120.00"),
        Decimal("1884.00"),
        Decimal("450.00"),
    ]


def test_whole_amounts_with_a_dash_for_the_decimals_are_thousands() -> None:
    reading = _read(
        (60, 5, "Fakturanr 118"), (60, 7, "Dato 3.9.26"), (60, 9, "Forfallsdato 17.9.26"),
        (6, 30, "Flislegging bad"), (86, 30, "38.500,-"), (6, 33, "Membran"), (87, 33, "9.800,-"),
        (70, 36, "Sum"), (86, 36, "48.300,-"), (70, 38, "+ 25 % mva."), (86, 38, "12.075,-"),
        (70, 40, "Å betale kr"), (86, 40, "60.375,-"),
    )  # fmt: skip
    assert _totals(reading) == (Decimal("48300.00"), Decimal("12075.00"), Decimal("60375.00"))


def test_a_date_says_nothing_of_the_decimal_mark() -> None:
    assert decimal_mark(["3.9.26", "17.10.26", "1.234,50"]) == ","


def test_a_number_over_its_label_is_found() -> None:
    reading = _read(
        (6, 20, "2026-0457"), (30, 20, "20.10.2026"), (54, 20, "03.11.2026"), (76, 20, "Marte Lie"),
        (6, 22, "FAKTURANUMMER"), (30, 22, "FAKTURADATO"), (54, 22, "FORFALLSDATO"), (76, 22, "DERES REF"),
    )  # fmt: skip
    assert reading.invoice.number == "2026-0457"


def test_the_capitals_before_a_number_are_a_part_of_it() -> None:
    assert _read((60, 12, "Rechnungs-Nr.: SR 26-0417")).invoice.number == "SR 26-0417"
    assert _read((60, 12, "Rechnung Nr. 26-0417")).invoice.number == "26-0417"


def test_a_label_that_its_cell_broke_names_the_number_beside_its_rest() -> None:
    assert _read((60, 12, "Rechnungs-"), (60, 13.3, "Nr."), (75, 13.3, "RE-260881")).invoice.number == "RE-260881"


def test_a_heading_in_two_languages_heads_one_column() -> None:
    reading = _read(
        (6, 30, "Tjänst / Service"), (50, 30, "Antal"), (66, 30, "Pris"), (88, 30, "Belopp"),
        (6, 33, "Paket ombud Sverige"), (51, 33, "41"), (66, 33, "51,20"), (86, 33, "2 099,20"),
        (6, 36, "Paket retur"), (52, 36, "6"), (66, 36, "47,00"), (88, 36, "282,00"),
    )  # fmt: skip
    assert [line.description for line in reading.invoice.lines] == ["Paket ombud Sverige", "Paket retur"]


def test_a_column_without_a_known_heading_beside_the_article_number_holds_the_descriptions() -> None:
    reading = _read(
        (6, 30, "Artikelnr"), (22, 30, "Leveransinnehåll"), (50, 30, "Antal"), (66, 30, "Pris"), (88, 30, "Belopp"),
        (6, 33, "2210-A"), (22, 33, "Hydraulslang"), (51, 33, "24"), (66, 33, "10,00"), (88, 33, "240,00"),
        (6, 36, "PK-77"), (22, 36, "Presskoppling"), (52, 36, "16"), (66, 36, "94,00"), (86, 36, "1 504,00"),
    )  # fmt: skip
    assert [line.description for line in reading.invoice.lines] == ["Hydraulslang", "Presskoppling"]


def test_a_branch_with_a_number_of_its_own_is_not_the_seller() -> None:
    page = a_page(
        (6, 5, "Slange & Pumpe Sunnmøre AS"), (6, 7, "Industrivegen 12"), (6, 9, "6260 Skodje"),
        (60, 5, "FAKTURA"), (60, 7, "Fakturanr 44519"),
        (6, 90, "Foretaksregisteret NO 974 761 076 MVA"), (6, 92, "Avd. Ulsteinvik, org.nr 971032081"),
    )  # fmt: skip
    assert interpret((page,), Hints()).invoice.seller.organisation_number == "974761076"


def test_of_two_currencies_the_signs_at_the_amounts_tell_the_invoices() -> None:
    reading = _read(
        (6, 30, "Elastic Machine Hours"), (88, 30, "$211.04"), (6, 33, "Data Transfer"), (88, 33, "$24.73"),
        (6, 36, "Total"), (88, 36, "$235.77"), (6, 39, "Total in EUR (1 EUR = 1.0812 USD)"), (86, 39, "218.06 EUR"),
    )  # fmt: skip
    assert reading.invoice.currency == "USD"


def test_a_word_of_address_or_an_abbreviation_is_no_company() -> None:
    assert not any(named_so(text) for text in ("Frau", "Herrn", "Familie", "Alv.rek."))
    assert named_so("Fraunhofer")
