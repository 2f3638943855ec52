"""VAT by rate, and totals in cells, in rows that lie askew, with charges."""

from __future__ import annotations

from decimal import Decimal

from tests.unit.steps.interpretation.pages import a_page

from kontera.core.invoice import VatCategory
from kontera.steps.interpretation.hints import Hints
from kontera.steps.interpretation.interpret import interpret

HEAD = (
    (6, 5, "Ekdungens Transport AB"),
    (60, 5, "FAKTURA"),
    (60, 8, "Fakturanummer:"),
    (80, 8, "F42147"),
    (60, 10, "Fakturadatum:"),
    (80, 10, "2026-04-10"),
)
TABLE = ((6, 30, "Beskrivning"), (45, 30, "Antal"), (58, 30, "A-pris"), (70, 30, "Moms %"), (88, 30, "Summa"))
HOURS = ((6, 33, "Konsulttimmar"), (46, 33, "2"), (58, 33, "500,00"), (71, 33, "25 %"), (86, 33, "1 000,00"))
BOOK = ((6, 36, "Handbok"), (46, 36, "1"), (58, 36, "100,00"), (71, 36, "6 %"), (88, 36, "100,00"))


def test_one_rate_is_told_by_net_and_vat_when_its_base_is_not_printed() -> None:
    foot = ((70, 45, "Netto"), (86, 45, "1 000,00"), (70, 47, "Moms 25 %"), (88, 47, "250,00"))
    pay = ((70, 49, "Att betala"), (86, 49, "1 250,00"))
    vat = interpret((a_page(*HEAD, *TABLE, *HOURS, *foot, *pay),), Hints()).invoice.vat
    assert [(x.category, x.rate, x.taxable, x.tax) for x in vat] == [
        (VatCategory.STANDARD, Decimal(25), Decimal("1000.00"), Decimal("250.00"))
    ]


def test_two_rates_are_told_by_the_lines() -> None:
    foot = ((70, 45, "Netto"), (86, 45, "1 100,00"), (70, 47, "Moms"), (88, 47, "256,00"))
    pay = ((70, 49, "Att betala"), (86, 49, "1 356,00"))
    vat = interpret((a_page(*HEAD, *TABLE, *HOURS, *BOOK, *foot, *pay),), Hints()).invoice.vat
    assert {(x.rate, x.taxable, x.tax) for x in vat} == {
        (Decimal(25), Decimal("1000.00"), Decimal("250.00")),
        (Decimal(6), Decimal("100.00"), Decimal("6.00")),
    }


def test_vat_by_rate_that_does_not_make_the_vat_is_left_out() -> None:
    foot = ((70, 45, "Netto"), (86, 45, "1 000,00"), (70, 47, "Moms"), (88, 47, "233,00"))
    pay = ((70, 49, "Att betala"), (86, 49, "1 233,00"))
    address = ((6, 60, "Stora torget 4"), (30, 60, "553 20 Jönköping"))
    assert interpret((a_page(*HEAD, *TABLE, *HOURS, *foot, *pay, *address),), Hints()).invoice.vat == ()


def test_without_vat_the_reverse_charge_says_why() -> None:
    foot = ((70, 45, "Netto"), (86, 45, "1 000,00"), (70, 47, "Moms 0 %"), (88, 47, "0,00"))
    pay = ((70, 49, "Att betala"), (86, 49, "1 000,00"), (6, 55, "Omvänd betalningsskyldighet för byggtjänster"))
    invoice = interpret((a_page(*HEAD, *TABLE, *HOURS, *foot, *pay),), Hints()).invoice
    assert invoice.reverse_charge
    assert [(x.category, x.rate, x.taxable) for x in invoice.vat] == [
        (VatCategory.REVERSE_CHARGE, Decimal(0), Decimal("1000.00"))
    ]


def test_totals_in_cells_are_paired_in_order_however_they_are_aligned() -> None:
    cells = ("Delsumma", "Frakt", "Summa exkl. moms", "Moms 25 %", "Totalt inkl. moms", "Summa att betala")
    values = ("1 000,00", "80,00", "1 080,00", "270,00", "1 350,00", "1 350,00")
    labels = tuple((4 + 16 * at, 45, text) for at, text in enumerate(cells))
    amounts = tuple((12 + 16 * at, 46.6, text) for at, text in enumerate(values))
    totals = interpret((a_page(*HEAD, *TABLE, *HOURS, *labels, *amounts),), Hints()).invoice.totals
    assert (totals.line_net, totals.charges, totals.net, totals.vat, totals.gross) == (
        Decimal("1000.00"), Decimal("80.00"), Decimal("1080.00"), Decimal("270.00"), Decimal("1350.00"),
    )  # fmt: skip


def test_on_a_page_askew_the_label_of_the_own_row_counts() -> None:
    labels = ((6, 12, "Fakturanr"), (6, 14, "Fakturadatum"), (6, 16, "Förfallodatum"))
    values = ((24, 11.4, "4711"), (24, 13.4, "2026-04-10"), (24, 15.4, "2026-05-10"))
    invoice = interpret(
        (a_page((6, 5, "Ekdungens Transport AB"), (60, 5, "FAKTURA"), *labels, *values),), Hints()
    ).invoice
    assert (invoice.number, str(invoice.issue_date), str(invoice.due_date)) == ("4711", "2026-04-10", "2026-05-10")


def test_the_buyers_vat_number_under_its_label_is_not_the_sellers() -> None:
    buyer = ((60, 14, "Ert momsreg.nr"), (60, 15.6, "SE556016068001"))
    foot = ((6, 90, "Org.nr: 556036-0793"), (40, 90, "Momsreg.nr: SE556036079301"))
    assert interpret((a_page(*HEAD, *buyer, *foot),), Hints()).invoice.seller.vat_number == "SE556036079301"


def test_a_short_reference_beside_its_label_is_read() -> None:
    assert (
        interpret((a_page(*HEAD, (6, 60, "OCR-nummer"), (24, 60, "8730")),), Hints()).invoice.payment.reference
        == "8730"
    )
