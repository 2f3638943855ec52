"""Heads without labels: a number by the title, a date after the town, a letterhead over the receiver's address."""

from __future__ import annotations

from datetime import date

import pytest
from pages import SWEDISH, a_page

from kontera.core.invoice import Invoice
from kontera.steps.interpretation.hints import Hints
from kontera.steps.interpretation.interpret import context_of, interpret
from kontera.steps.interpretation.letter import days_by_title

LABELS = {"Fakturanummer:", "F42147", "Fakturadatum:", "2026-04-10", "FAKTURA"}
BODY = tuple(text for text in SWEDISH if text[2] not in LABELS)
SUMS = tuple(text for text in SWEDISH if 28 < text[1] < 60)
Text = tuple[float, float, str]


def read(*texts: Text) -> Invoice:
    return interpret((a_page(*texts),), Hints()).invoice


@pytest.mark.parametrize("number", ["RE 7700418", "INV-EU-55120", "7700418"])
def test_a_number_alone_under_the_title_is_the_invoices(number: str) -> None:
    assert read(*BODY, (60, 5, "FAKTURA"), (60, 6.8, number)).number == number


def test_an_account_under_the_word_for_an_invoice_is_not_its_number() -> None:
    iban = "FI2112345600000785"
    assert read(*BODY, (60, 5, "FAKTURA"), (60, 6.8, iban)).number != iban


def test_a_date_alone_under_the_title_is_the_invoices() -> None:
    page = (text for text in BODY if text[2] not in {"Förfallodatum:", "2026-05-10"})
    invoice = read(
        *page, (60, 5, "Faktura 77120045518"), (60, 6.6, "2026-04-20"), (6, 54, "Att betala senast 2026-05-20")
    )
    assert (invoice.issue_date, invoice.due_date) == (date(2026, 4, 20), date(2026, 5, 20))


@pytest.mark.parametrize(
    "words", ["München, den 4. November 2026", "Trondheim, 4. november 2026", "Jyväskylä, 4.11.2026"]
)
def test_the_day_after_the_town_of_a_letter_is_the_invoices(words: str) -> None:
    context = context_of((a_page(*SUMS, (60, 16, words), (6, 26, "Bescheid vom 12.08.2026")),), Hints())
    assert [one.value for one in days_by_title(context)] == [date(2026, 11, 4)]


@pytest.mark.parametrize("words", ["Catering 29 maj 2026", "Avläst 2026-05-29", "Sommerfest am 29.05.2026"])
def test_a_day_of_goods_is_no_place_and_date(words: str) -> None:
    context = context_of((a_page(*SUMS, (6, 8, "Faktura nr 331"), (6, 26, words)),), Hints())
    assert list(days_by_title(context)) == []


def test_the_invoices_in_a_sentence_are_no_misread_label() -> None:
    page = (*SUMS, (60, 5, "Faktura 88401927731"), (6, 80, "Spørsmål om fakturaen: 09000."))
    assert read(*page).number == "88401927731"


def test_the_company_right_over_the_receivers_address_is_the_sender() -> None:
    window = ((6, 14, "Nordanstigs Elservice AB"), (6, 15.6, "Industrivägen 8"), (6, 17.2, "820 70 Bergsjö"))
    page = ((6, 4, "Elmaterial Grossisten i Norr AB"), *window, (80, 4, "FAKTURA"), *SUMS)
    assert read(*page).seller.name == "Elmaterial Grossisten i Norr AB"


def test_whence_goods_came_is_no_heading_of_the_seller() -> None:
    page = (*SWEDISH, (6, 39, "Fra: Woolmark Ltd"), (6, 40.5, "Bradford"))
    assert read(*page).seller.name == "Ekdungens Transport AB"


def test_a_company_in_capitals_is_one_too() -> None:
    head = ((6, 5, "KULJETUS NIEMINEN & POJAT OY"), (6, 6.6, "Varikontie 5, 15700 Lahti puh. 0400 118 220"))
    window = ((6, 12, "Sahatavara Lahti Oy"), (6, 13.6, "PL 220"), (6, 15.2, "15101 LAHTI"))
    assert read(*head, *window, (60, 5, "LASKU"), *SUMS).seller.name == "KULJETUS NIEMINEN & POJAT OY"


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Den Betrag buchen wir am 20.05.2026 von Ihrem Konto ab", date(2026, 5, 20)),
        ("Trekkdato AvtaleGiro 20.05.2026", date(2026, 5, 20)),
        ("Dras via Autogiro 2026-05-20", date(2026, 5, 20)),
    ],
)
def test_the_day_of_a_direct_debit_is_the_due_date(words: str, day: date) -> None:
    page = (text for text in SWEDISH if text[2] not in {"Förfallodatum:", "2026-05-10"})
    assert read(*page, (6, 56, words)).due_date == day


@pytest.mark.parametrize(
    "word", ["Fakturadato2026-04-10", "Laskunpäivä10.4.2026", "Rechnungsdatum10.04.2026", "Fakturadatum10/04/2026"]
)
def test_a_label_that_a_scan_runs_together_with_its_day_is_parted_from_it(word: str) -> None:
    page = (text for text in BODY if text[2] not in {"Förfallodatum:", "2026-05-10"})
    assert read(*page, (60, 5, "FAKTURA"), (60, 12, word)).issue_date == date(2026, 4, 10)
