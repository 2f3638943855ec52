"""What else stands on an invoice: address, contact, delivery, period, cash discount, late interest, F-tax."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from pages import SWEDISH, a_page

from kontera.core.invoice import Invoice, Period
from kontera.core.party import Address
from kontera.steps.interpretation.hints import Hints
from kontera.steps.interpretation.interpret import interpret


def read(*more: tuple[float, float, str]) -> Invoice:
    return interpret((a_page(*SWEDISH, *more),), Hints()).invoice


def test_the_lines_under_the_name_are_its_address() -> None:
    assert read().seller.address == Address(("Lärkvägen 3",), "Östersund", "831 30")


def test_telephone_and_mail_address_are_the_sellers_and_not_the_buyers() -> None:
    contact = read((6, 92, "Telefon: 063-12 34 56"), (40, 92, "faktura@ekdungens.example")).seller.contact
    assert (contact.phone, contact.email) == ("063-12 34 56", "faktura@ekdungens.example")
    assert read((60, 24, "inkop@lindmarken.example")).seller.contact.email == ""


def test_the_day_of_delivery_and_the_period_stand_beside_their_labels() -> None:
    assert read((6, 25, "Leveransdatum: 2026-04-08")).delivery_date == date(2026, 4, 8)
    assert read((6, 25, "Period: 2026-03-01 - 2026-03-31")).period == Period(date(2026, 3, 1), date(2026, 3, 31))


def test_a_single_day_is_no_period() -> None:
    assert read((6, 25, "Period: 2026-03-01")).period == Period()


def test_late_interest_and_cash_discount_are_percentages_with_their_days() -> None:
    payment = read((6, 70, "Dröjsmålsränta 8,5 %"), (6, 73, "Kassarabatt 2 % vid betalning inom 10 dagar")).payment
    assert payment.penalty_rate == Decimal("8.5")
    assert (payment.discount_percent, payment.discount_days) == (Decimal(2), 10)


def test_approval_for_f_tax_is_told_in_many_words() -> None:
    for words in ("Godkänd för F-skatt", "Innehar F-skattebevis", "Bolaget har F-skattsedel"):
        assert read((6, 92, words)).seller.tax_registration == "Godkänd för F-skatt", words
    assert read((6, 92, "F-skatt betalas den 12")).seller.tax_registration == ""
