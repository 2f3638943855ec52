"""A till's slip is a receipt in whatever language; what asks for money is not."""

from __future__ import annotations

import pytest
from pages import SWEDISH, a_page

from kontera.core.invoice import DocumentType
from kontera.steps.interpretation.hints import Hints
from kontera.steps.interpretation.interpret import interpret

Texts = tuple[tuple[float, float, str], ...]
MALAY: Texts = (
    (10, 5, "RESTORAN SERI ANGSANA SDN BHD"), (10, 8, "Tax Invoice"), (10, 10, "Bil: V001-540338"),
    (10, 12, "13-06-2026 22:53"),
    (10, 16, "Nasi Lemak"), (70, 16, "15.00"), (10, 18, "Teh Tarik"), (70, 18, "5.00"),
    (10, 22, "JUMLAH"), (70, 22, "20.00"),
    (10, 24, "TUNAI"), (70, 24, "50.00"),
    (10, 26, "BAKI"), (70, 26, "30.00"), (10, 30, "TERIMA KASIH"),
)  # fmt: skip
GERMAN: Texts = (
    (10, 5, "Bäckerei Korn GmbH"), (10, 8, "Rechnung 20418"), (10, 12, "Brot"), (70, 12, "4,20"), (10, 16, "Summe EUR"),
    (70, 16, "4,20"), (10, 18, "Bar"), (70, 18, "5,00"), (10, 20, "Rückgeld"), (70, 20, "0,80"), (10, 24, "Bediener 4"),
)  # fmt: skip
FINNISH: Texts = (
    (10, 5, "Torin Kahvila Oy"), (10, 8, "Y-tunnus 2077474-0"), (10, 12, "Kahvi"), (70, 12, "3,20"),
    (10, 16, "YHTEENSÄ"),
    (70, 16, "3,20"), (10, 18, "Korttimaksu"), (70, 18, "3,20"), (10, 20, "Kassahenkilö 12"), (10, 24, "KIITOS"),
)  # fmt: skip


@pytest.mark.parametrize("slip", [MALAY, GERMAN, FINNISH])
def test_a_till_slip_is_a_receipt(slip: Texts) -> None:
    assert interpret((a_page(*slip),), Hints()).invoice.type is DocumentType.RECEIPT


def test_an_invoice_that_can_be_paid_by_card_is_none() -> None:
    more = ((6, 70, "Betald med kort 100,00"), (6, 72, "Kassa 2"))
    assert interpret((a_page(*SWEDISH, *more),), Hints()).invoice.type is DocumentType.INVOICE


def test_a_card_that_was_charged_makes_no_slip_of_an_invoice() -> None:
    page = (
        (10, 5, "Hosting Ltd"),
        (60, 5, "Invoice 4471"),
        (10, 20, "Plan"),
        (70, 20, "29.00"),
        (10, 30, "Paid by Visa 29.00"),
    )
    assert interpret((a_page(*page),), Hints()).invoice.type is DocumentType.INVOICE
