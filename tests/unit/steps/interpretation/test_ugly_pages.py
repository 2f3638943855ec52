"""Pages as people make them: letters, printers' lists, discounts under the sum, a label and its value on two lines."""

from __future__ import annotations

from decimal import Decimal

import pytest
from pages import SWEDISH, a_page

from kontera.core.invoice import Invoice
from kontera.steps.interpretation.context import looked_at
from kontera.steps.interpretation.hints import Hints
from kontera.steps.interpretation.interpret import interpret
from kontera.steps.interpretation.labelled import labelled_of
from kontera.steps.interpretation.layout import laid_out
from kontera.steps.interpretation.name_forms import named_so

HEAD = ((6, 5, "Wordsmith Ltd"), (60, 5, "INVOICE"), (60, 8, "Invoice no:"), (80, 8, "WD-1187"))


def _read(*texts: tuple[float, float, str]) -> Invoice:
    return interpret((a_page(*texts),), Hints()).invoice


def test_the_last_word_of_a_wares_name_is_no_currency() -> None:
    page = (*SWEDISH, (6, 45, "1011"), (15, 45, "Pallar EUR"), (50, 45, "7"), (60, 45, "160,00"), (85, 45, "1 120,00"))
    assert _read(*page).currency != "EUR"


def test_a_code_beside_an_amount_is_the_currency() -> None:
    assert _read(*HEAD, (60, 60, "Total EUR"), (85, 60, "1,120.00")).currency == "EUR"


def test_a_discount_under_the_subtotal_makes_the_net() -> None:
    invoice = _read(
        *HEAD, (6, 30, "Description"), (60, 30, "Qty"), (70, 30, "Unit price"), (88, 30, "Amount"),
        (6, 33, "Team plan"), (60, 33, "25"), (70, 33, "49.00"), (88, 33, "1,225.00"),
        (6, 36, "Extra storage"), (60, 36, "7"), (70, 36, "50.00"), (88, 36, "350.00"),
        (60, 42, "Subtotal"), (88, 42, "1,575.00"), (60, 45, "Startup credit (10% off)"), (88, 45, "-157.50"),
        (60, 48, "Total excluding tax"), (88, 48, "1,417.50"), (60, 51, "VAT 0%"), (88, 51, "0.00"),
        (60, 54, "Total"), (88, 54, "1,417.50"), (60, 57, "Amount due"), (88, 57, "1,417.50"),
    )  # fmt: skip
    assert (invoice.totals.net, invoice.totals.payable) == (Decimal("1417.50"), Decimal("1417.50"))


def test_rows_of_several_rates_make_the_total_that_alone_is_printed() -> None:
    invoice = _read(
        (6, 5, "Landhotel Rosenhof"), (60, 5, "RECHNUNG"), (6, 30, "Gesamtbetrag EUR 356,70"),
        (6, 36, "MwSt-Satz"), (30, 36, "Netto"), (45, 36, "MwSt"), (60, 36, "Brutto"),
        (6, 39, "7,00 %"), (30, 39, "249,53"), (45, 39, "17,47"), (60, 39, "267,00"),
        (6, 42, "19,00 %"), (30, 42, "68,82"), (45, 42, "13,08"), (60, 42, "81,90"),
        (6, 45, "0,00 %"), (30, 45, "7,80"), (45, 45, "0,00"), (60, 45, "7,80"),
    )  # fmt: skip
    totals = invoice.totals
    assert (totals.net, totals.vat, totals.gross) == (Decimal("326.15"), Decimal("30.55"), Decimal("356.70"))


def test_a_colon_that_stands_alone_does_not_part_a_label_from_its_value() -> None:
    context = looked_at(laid_out((a_page((50, 10, "Kundenr"), (70, 10, ":"), (80, 10, "30045")),)), Hints())
    found = labelled_of(context, "customer_number", digits=True)
    assert found is not None
    assert found.value == "30045"


@pytest.mark.parametrize("day", ["av 12. september 2026", "12. september 2026", "av 12.9.2026"])
def test_the_day_of_an_order_is_not_its_number(day: str) -> None:
    assert not _read(*SWEDISH, (6, 44, f"Det vises til Deres bestilling {day}.")).order_number


def test_a_reference_may_stand_on_the_line_after_its_label() -> None:
    invoice = _read(*SWEDISH[:6], (6, 90, "Konto 1506 23 34107 · KID"), (6, 91.6, "202600418810"))
    assert invoice.payment.reference == "202600418810"


def test_a_number_with_its_mark_stands_under_the_title() -> None:
    invoice = _read((6, 5, "Niopunktfem Konsult AB"), (60, 10, "Faktura"), (60, 12, "#2026/0093"))
    assert invoice.number == "2026/0093"


def test_a_street_word_inside_a_name_makes_no_street() -> None:
    assert named_so("Solveig Aune Foto")
    assert not named_so("Strandgata 12")


def test_the_company_a_letter_is_addressed_to_is_not_its_sender() -> None:
    invoice = _read(
        (6, 5, "PRAXIS FÜR ARBEITSMEDIZIN"), (6, 7, "DR. MED. HEIKE VOGT"), (6, 9, "FÜRTHER STR. 212, 90429 NÜRNBERG"),
        (6, 14, "FIRMA"), (6, 16, "FRANKEN LOGISTIK GMBH & CO. KG"), (6, 18, "HAFENSTR. 30"),
        (6, 20, "90451 NÜRNBERG"), (6, 26, "RECHNUNGSNR. 2026-00713"), (50, 26, "DATUM 11.09.2026"),
        (6, 60, "RECHNUNGSBETRAG EUR 1892,62"),
    )  # fmt: skip
    assert invoice.seller.name != "FRANKEN LOGISTIK GMBH & CO. KG"
    assert invoice.buyer.name == "FRANKEN LOGISTIK GMBH & CO. KG"


def test_the_houses_manager_and_its_tenant_are_not_the_landlord() -> None:
    invoice = _read(
        (6, 5, "Kiinteistö Oy Kehräsaari 3"), (6, 9, "VUOKRALASKU"), (6, 14, "Vuokralainen"),
        (30, 14, "Ompelimo Solja Oy"), (6, 18, "Laskun numero"), (30, 18, "4/2026-12"),
        (6, 80, "Isännöinti: Pirkan Isännöinti Oy, Hämeenkatu 20, 33200 Tampere, puh. 010 322 4400."),
    )  # fmt: skip
    assert (invoice.seller.name, invoice.buyer.name) == ("Kiinteistö Oy Kehräsaari 3", "Ompelimo Solja Oy")
