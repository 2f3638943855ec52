"""An invoice that is paid already says so with a nought to pay; a bill with an earlier payment on it is no receipt."""

from __future__ import annotations

from decimal import Decimal

import pytest
from pages import a_page

from kontera.core.evidence import Page
from kontera.core.invoice import DocumentType, Invoice
from kontera.steps.interpretation.hints import Hints
from kontera.steps.interpretation.interpret import interpret

NOUGHT = Decimal(0)
NORWEGIAN = (("Sum eks. mva", "1 916,80"), ("Mva 25 %", "479,20"), ("Totalt inkl. mva", "2 396,00"))
SWEDISH = (("Netto", "1 916,80"), ("Moms 25 %", "479,20"), ("Totalt", "2 396,00"))
FINNISH = (("Veroton", "1 000,00"), ("ALV 25,5 %", "255,00"), ("Yhteensä", "1 255,00"))
GERMAN = (("Nettobetrag", "1.000,00"), ("MwSt 19%", "190,00"), ("Gesamtbetrag", "1.190,00"))
ENGLISH = (("Subtotal", "1,000.00"), ("VAT 20%", "200.00"), ("Total", "1,200.00"))


def _page(title: str, rows: tuple[tuple[str, str], ...], said: str = "") -> Page:
    below = [place for at, (label, value) in enumerate(rows) for place in _row(40 + 3 * at, label, value)]
    return a_page((6, 5, "Bryggens Butikk AS"), (60, 5, title), *below, (6, 80, said))


def _row(y: float, label: str, value: str) -> tuple[tuple[float, float, str], tuple[float, float, str]]:
    return (50, y, label), (85, y, value)


def _read(page: Page) -> Invoice:
    return interpret((page,), Hints()).invoice


@pytest.mark.parametrize(
    ("title", "rows"),
    [
        ("FAKTURA", (*NORWEGIAN, ("Betalt med Vipps 11.06.2026", "-2 396,00"), ("Å betale", "0,00 kr"))),
        ("FAKTURA", (*SWEDISH, ("Betalt via Klarna", "-2 396,00"), ("Att betala", "0,00"))),
        ("LASKU", (*FINNISH, ("Maksettu", "1 255,00"), ("Maksettavaa", "0,00"))),
        ("RECHNUNG", (*GERMAN, ("Bereits bezahlt per PayPal", "-1.190,00"), ("Zu zahlen", "0,00"))),
        ("INVOICE", (*ENGLISH, ("Amount paid", "1,200.00"), ("Amount due", "0.00"))),
    ],
)
def test_an_invoice_paid_already_has_nothing_left_to_pay(title: str, rows: tuple[tuple[str, str], ...]) -> None:
    totals = _read(_page(title, rows)).totals
    assert totals.payable == NOUGHT
    assert totals.gross == totals.prepaid
    assert totals.gross


def test_a_sentence_may_say_that_it_is_paid() -> None:
    rows = (*NORWEGIAN, ("Å betale", "0,00"))
    assert _read(_page("FAKTURA", rows, "Fakturaen er allerede betalt.")).totals.payable == NOUGHT


def test_a_nought_to_pay_that_nothing_explains_is_less_sure() -> None:
    reading = interpret((_page("INVOICE", (*ENGLISH, ("Balance due", "0.00"))),), Hints())
    assert reading.evidence["totals.payable"].sure < 0.9


def test_a_nought_above_the_total_is_an_earlier_balance() -> None:
    totals = _read(_page("INVOICE", (("Balance", "0.00"), *ENGLISH, ("Amount due", "1,200.00")))).totals
    assert totals.payable == Decimal("1200.00")


def test_a_nought_below_what_is_to_pay_changes_nothing_unless_it_is_paid() -> None:
    totals = _read(_page("INVOICE", (*ENGLISH[:2], ("Total due", "1,200.00"), ("Balance", "0.00")))).totals
    assert totals.payable == Decimal("1200.00")


def test_a_rounding_of_nought_is_nothing_to_pay() -> None:
    totals = _read(_page("FAKTURA", (*SWEDISH, ("Öresavrundning", "0,00"), ("Att betala", "2 396,00")))).totals
    assert totals.payable == Decimal("2396.00")


def test_a_payment_received_in_a_row_of_amounts_makes_no_receipt() -> None:
    rows = (("Payment received - thank you", "88.80 CR"), *ENGLISH[:2], ("Total due", "1,200.00"))
    assert _read(_page("", rows)).type is DocumentType.INVOICE


def test_a_receipt_is_one_by_its_title() -> None:
    assert _read(_page("PAYMENT RECEIVED", ENGLISH)).type is DocumentType.RECEIPT
