"""Tables that give their lines away only as a whole: groups, work in progress, freight with surcharges."""

from __future__ import annotations

from decimal import Decimal

from tests.unit.steps.interpretation.pages import a_page

from kontera.core.invoice import Invoice
from kontera.steps.interpretation.hints import Hints
from kontera.steps.interpretation.interpret import interpret

Text = tuple[float, float, str]


def read(*texts: Text) -> Invoice:
    return interpret((a_page((6, 4, "Faktura 1188"), (6, 6, "Fakturadatum 2026-10-08"), *texts),), Hints()).invoice


def row(y: float, words: str, amount: str, x: float = 6) -> tuple[Text, Text]:
    """A row of words and an amount that ends where the others do."""
    return (x, y, words), (94 - 0.85 * len(amount.replace(" ", "")) - 0.5 * amount.count(" "), y, amount)


def amounts(invoice: Invoice) -> list[Decimal | None]:
    return [line.net_amount for line in invoice.lines]


def test_lines_go_on_below_the_sum_of_a_group_though_one_is_named_like_a_payment() -> None:
    invoice = read(
        (6, 20, "Specifikation"), (86, 20, "Exkl. moms"),
        *row(24, "Abonnemang Företag", "279,00"), *row(26, "Samtal utomlands", "41,36"),
        *row(28, "Summa 070-411 22 80", "320,36"),
        *row(32, "Abonnemang Obegränsat", "399,00"), *row(34, "Delbetalning telefon", "350,00"),
        *row(36, "Summa 070-411 22 81", "749,00"),
        *row(44, "Summa exkl. moms", "1069,36", 60), *row(46, "Moms 25 %", "267,34", 60),
        *row(48, "Att betala", "1336,70", 60),
    )  # fmt: skip
    assert amounts(invoice) == [Decimal("279.00"), Decimal("41.36"), Decimal("399.00"), Decimal("350.00")]


def test_a_payment_below_the_only_sum_is_no_line() -> None:
    invoice = read(
        (6, 20, "Specifikation"), (86, 20, "Exkl. moms"),
        *row(24, "Takarbete", "800,00"), *row(26, "Ställning", "200,00"),
        *row(28, "Summa exkl. moms", "1000,00"), *row(30, "Moms 25 %", "250,00"),
        *row(32, "Förskott", "-250,00"), *row(34, "Att betala", "1000,00"),
    )  # fmt: skip
    assert amounts(invoice) == [Decimal("800.00"), Decimal("200.00")]


def test_of_work_in_progress_this_bills_column_is_the_amount() -> None:
    def part(y: float, words: str, *cells: str) -> tuple[Text, ...]:
        ends = (42, 52, 66, 80, 94)
        return (6, y, words), *((end - 0.85 * len(cell), y, cell) for end, cell in zip(ends, cells, strict=True))

    invoice = read(
        (6, 30, "Kontraktsdel"), (32, 30, "Kontrakt"), (46, 30, "Klart"), (57, 30, "Upparbetat"), (72, 30, "Tidigare"),
        (88, 30, "Detta lyft"),
        *part(33, "Mark och grund", "1850000", "100", "1850000", "1665000", "185000,00"),
        *part(36, "Stomme", "2400000", "75", "1800000", "1200000", "600000,00"),
        *part(39, "Yttertak", "910000", "40", "364000", "0", "364000,00"),
        *row(48, "Netto", "1149000,00", 60), *row(50, "Moms 25 %", "287250,00", 60),
        *row(52, "Att betala", "1436250,00", 60),
    )  # fmt: skip
    assert amounts(invoice) == [Decimal("185000.00"), Decimal("600000.00"), Decimal("364000.00")]
    assert invoice.lines[0].quantity is None


def test_a_heading_without_vat_in_finnish_is_the_net_amount() -> None:
    def part(y: float, words: str, net: str, gross: str) -> tuple[Text, ...]:
        return (6, y, words), (64 - 0.85 * len(net), y, net), (72, y, "25,5"), (94 - 0.85 * len(gross), y, gross)

    invoice = read(
        (6, 30, "Tuote"), (58, 30, "alv 0 %"), (71, 30, "alv %"), (86, 30, "Yhteensä"),
        *part(33, "Perusmaksu", "34,20", "42,92"), *part(36, "Siirtomaksu", "149,50", "187,62"),
        *row(48, "Veroton yhteensä", "183,70", 60), *row(50, "Arvonlisävero 25,5 %", "46,84", 60),
        *row(52, "Maksettava yhteensä", "230,54", 60),
    )  # fmt: skip
    assert amounts(invoice) == [Decimal("34.20"), Decimal("149.50")]


def test_surcharges_below_the_freight_are_lines_and_have_their_own_words() -> None:
    invoice = read(
        (6, 30, "Datum"), (20, 30, "Sträcka"), (88, 30, "Belopp"),
        *((x, y, t) for y, day, way, sum_ in (
            (33, "10-02", "Kivik Malmö", "1946,00"), (35, "10-14", "Kivik Göteborg", "7280,00"),
            (36.5, "10-22", "Kivik Oslo", "1000,00"),
        ) for x, t in ((6, day), (20, way), (94 - 0.85 * 7, sum_))),
        *row(38, "Fraktsumma", "10226,00", 50), *row(40, "Drivmedelstillägg 10 %", "1022,60", 50),
        *row(42, "Trängselskatt", "118,00", 50),
        *row(44, "Summa", "11366,60", 50), *row(46, "Moms 25 %", "2841,65", 50), *row(48, "Att betala", "14208,25", 50),
    )  # fmt: skip
    assert amounts(invoice) == [Decimal(one) for one in ("1946.00", "7280.00", "1000.00", "1022.60", "118.00")]
    assert [line.description.split()[0] for line in invoice.lines][3:] == ["Drivmedelstillägg", "Trängselskatt"]


def test_words_after_a_label_that_only_say_when_take_nothing_from_it() -> None:
    for term in ("innen 14 dager", "innen 15.11.2026, NOK", "by 30 November 2026"):
        label = "Total to pay" if term.startswith("by") else "Til betaling"
        invoice = read(*row(30, f"{label} {term}", "4250,00"), (60, 30, "kr"))
        assert invoice.totals.payable == Decimal("4250.00"), term


def test_an_outlay_without_vat_below_the_vat_is_part_of_the_net_and_a_line() -> None:
    invoice = read(
        *row(20, "Arvode enligt avtal", "15000,00"), *row(22, "Granskning", "5000,00"),
        *row(24, "Netto", "20000,00"), *row(26, "Moms 25 %", "5000,00"),
        *row(28, "Utlägg ansökningsavgift (momsfritt)", "2800,00"), *row(30, "Att betala", "27800,00"),
    )  # fmt: skip
    assert (invoice.totals.net, invoice.totals.vat) == (Decimal("22800.00"), Decimal("5000.00"))
    assert invoice.totals.payable == Decimal("27800.00")
    assert amounts(invoice)[-1] == Decimal("2800.00")


def test_a_row_below_the_vat_that_is_no_outlay_changes_nothing() -> None:
    invoice = read(
        *row(20, "Arvode enligt avtal", "15000,00"), *row(22, "Granskning", "5000,00"),
        *row(24, "Netto", "20000,00"), *row(26, "Moms 25 %", "5000,00"),
        *row(28, "Tidigare saldo", "2800,00"), *row(30, "Att betala", "27800,00"),
    )  # fmt: skip
    assert invoice.totals.net == Decimal("20000.00")
