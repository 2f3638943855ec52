"""Accounts and references that lines and cells break, that are the buyer's own, or that only a country writes so."""

from __future__ import annotations

import pytest
from pages import SWEDISH, a_page

from kontera.core.invoice import Invoice
from kontera.core.party import Account, AccountScheme
from kontera.steps.interpretation.hints import Hints
from kontera.steps.interpretation.interpret import interpret

BODY = tuple(text for text in SWEDISH if text[1] < 60 and text[2] not in {"OCR:", "12345682"})  # without accounts


def read(*more: tuple[float, float, str], page: tuple[tuple[float, float, str], ...] = BODY) -> Invoice:
    return interpret((a_page(*page, *more),), Hints()).invoice


def test_an_iban_goes_on_in_the_next_line_of_text() -> None:
    lines = ((6, 70, "Betala till IBAN SE45 5000 0000"), (6, 71.6, "0583 9825 7466, SWIFT ESSESESS senast i tid"))
    accounts = read(*lines).payment.accounts
    assert accounts == (Account(AccountScheme.IBAN, "SE4550000000058398257466", "ESSESESS", "", "SE"),)


def test_the_account_that_money_is_drawn_from_is_the_buyers() -> None:
    drawn = (6, 70, "Beloppet dras från ert konto IBAN SE45 5000 0000 0583 9825 7466 den 10 maj")
    assert read(drawn).payment.accounts == ()


def test_each_iban_gets_the_bic_that_stands_with_it() -> None:
    column = (
        (6, 80, "IBAN DE89 3704 0044 0532 0130 00"), (6, 81.6, "COBADEFFXXX"),
        (6, 83.2, "IBAN DE12 5001 0517 0648 4898 90"), (6, 84.8, "INGDDEFFXXX"),
    )  # fmt: skip
    found = {account.id[:4]: account.bic for account in read(*column).payment.accounts}
    assert found == {"DE89": "COBADEFFXXX", "DE12": "INGDDEFFXXX"}


def test_an_icelandic_account_is_read_in_its_three_parts() -> None:
    page = (
        (6, 5, "Norðurljós Raflagnir ehf."), (6, 7, "Kennitala 470695-0480"), (60, 5, "REIKNINGUR"),
        (60, 6.6, "Nr. 20266"),
        (60, 9, "Gjalddagi 1.11.2026"), (60, 45, "Samtals án vsk 181.300"), (60, 47, "VSK 24% 43.512"),
        (60, 49, "Til greiðslu kr. 224.812"), (6, 60, "Greiðist inn á reikning: 0162-26-004471"),
    )  # fmt: skip
    invoice = read(page=page)
    assert [account.id for account in invoice.payment.accounts] == ["016226004471"]
    assert invoice.number == "20266"


def test_the_last_digits_of_a_reference_may_stand_on_a_row_of_their_own() -> None:
    cut = ((6, 70, "OCR-nummer"), (30, 70, "0000071068963"), (30, 71.6, "06"))
    assert read(*cut).payment.reference == "000007106896306"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Kundservice 0771-22 33 10", "0771-22 33 10"),
        ("Sími 461 2200", "461 2200"),
        ("Tél. 04 78 60 11 22", "04 78 60 11 22"),
        ("Box 12 · +46 498 24 00 10", "+46 498 24 00 10"),
        ("T: 08-411 20 77", "08-411 20 77"),
    ],
)
def test_a_telephone_number_is_known_by_its_word_or_its_form(text: str, number: str) -> None:
    assert read((6, 90, text)).seller.contact.phone == number


def test_a_number_in_groups_after_its_label_is_one_number() -> None:
    page = tuple(text for text in BODY if text[2] != "F42147")
    invoice = read((80, 8, "26 0911 7741"), (60, 16, "Kundnummer:"), (80, 16, "60 1177 2299"), page=page)
    assert (invoice.number, invoice.customer_number) == ("26 0911 7741", "60 1177 2299")


def test_a_label_in_two_languages_has_its_value_below() -> None:
    cells = (
        (6, 25, "Kundnr / Customer no"),
        (6, 26.6, "2017"),
        (30, 25, "Er ref / Your ref"),
        (30, 26.6, "Timo Laine"),
    )
    invoice = read(*cells)
    assert (invoice.customer_number, invoice.buyer_reference) == ("2017", "Timo Laine")


def test_two_labels_with_a_value_between_are_two_labels() -> None:
    invoice = read((6, 22, "Org.nr: 952 756 532 MVA"))
    assert invoice.seller.organisation_number == "952756532"


def test_the_line_of_a_norwegian_slip_tells_account_and_kid() -> None:
    invoice = read((6, 90, "H 44100882636 < 1404 00 < 7 > 15038820114 <"))
    assert (invoice.payment.reference, invoice.payment.accounts[0].id) == ("44100882636", "15038820114")


def test_money_entrusted_to_a_lawyer_is_not_where_to_pay_first() -> None:
    foot = "Geschäftskonto: IBAN DE51 3705 0198 1932 1122 33 | Anderkonto: IBAN DE11 3705 0198 1932 4455 66"
    assert read((6, 90, foot)).payment.accounts[0].id == "DE51370501981932112233"


def test_the_buyers_order_goes_before_the_sellers() -> None:
    cells = ((6, 25, "Vårt ordernr"), (6, 26.6, "774120"), (30, 25, "Ert ordernr"), (30, 26.6, "B-1190"))
    assert read(*cells).order_number == "B-1190"


def test_narrow_cells_have_their_numbers_each_under_its_own_label() -> None:
    page = tuple(text for text in BODY if text[0] != 60 or text[1] > 14)
    invoice = read(
        (40, 8, "Fakturanr Kundnr Fakturadatum"), (40, 9.4, "10482"), (48.16, 9.4, "1077 2026-09-30"), page=page
    )
    assert invoice.customer_number == "1077"


@pytest.mark.parametrize(
    "text", ["Bankgiro 5050-1055 • F-skatt • Säte Borås", "Innehar F-skattebevis", "Godkänd för F-skatt"]
)
def test_approval_for_tax_is_said_in_many_ways(text: str) -> None:
    assert read((6, 90, text)).seller.tax_registration == "Godkänd för F-skatt"


def test_a_reference_of_eleven_digits_on_a_swedish_slip_is_no_norwegian_account() -> None:
    page = tuple(text for text in BODY if "account" not in text[2].casefold())
    invoice = read((80, 79, "23908693213"), (6, 92, "Bankgiro 5050-1055"), page=page)
    assert all(account.country != "NO" for account in invoice.payment.accounts)


def test_the_groups_of_a_plusgiro_are_no_numbers_of_their_own() -> None:
    invoice = read((60, 92, "PG: 9 91 51 50-8"), page=BODY)
    assert "91" not in [account.id for account in invoice.payment.accounts]
