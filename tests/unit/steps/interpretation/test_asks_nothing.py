"""Letters that ask for no money are no invoices; what is read badly, or names an amount, is not sorted away."""

from __future__ import annotations

import pytest
from pages import SWEDISH, a_page

from kontera.core.invoice import DocumentType
from kontera.steps.interpretation.hints import Hints
from kontera.steps.interpretation.interpret import interpret

CHRISTMAS = (
    "Hyvä asiakas,",
    "kiitämme kuluneesta vuodesta ja toivotamme hyvää joulua ja onnellista uutta vuotta 2027.",
    "Toimistomme on suljettu 23.12.2026 - 6.1.2027.",
    "Ystävällisin terveisin",
    "Paperitukku Oy",
)
MOVING = (
    "Till våra kunder",
    "Den 1 december 2026 flyttar vi till Storgatan 12 i Nässjö. Telefonnumret 0380-555 00 är detsamma.",
    "Välkomna att hälsa på oss i de nya lokalerna!",
    "Pennverket Kontorsvaror AB",
)
OPENING = (
    "Kjære kunde",
    "Vi gjør oppmerksom på at vårt lager holder stengt fra 24. desember til 2. januar på grunn av varetelling.",
    "Med vennlig hilsen",
    "Fjordull Tekstil AS",
)


def kind(*texts: str) -> DocumentType | None:
    return interpret((a_page(*((6.0, 8.0 + 4 * at, text) for at, text in enumerate(texts))),), Hints()).invoice.type


@pytest.mark.parametrize("letter", [CHRISTMAS, MOVING, OPENING])
def test_a_letter_that_asks_for_no_money_is_no_invoice(letter: tuple[str, ...]) -> None:
    assert kind(*letter) is DocumentType.OTHER


@pytest.mark.parametrize(
    "asked", ["Summa 1 250,00", "Vi debiterar 450:- för lunchen.", "Bankgiro 5991-2346", "Förfallodag 2026-12-01"]
)
def test_one_that_names_an_amount_or_how_to_pay_may_be(asked: str) -> None:
    assert kind(*MOVING, asked) is DocumentType.INVOICE


def test_a_page_that_could_hardly_be_read_may_be() -> None:
    assert kind("Fjord", "Ttkstl", "AS") is DocumentType.INVOICE


def test_an_invoice_without_its_title_is_one() -> None:
    texts = (text for text in SWEDISH if text[2] != "FAKTURA")
    assert interpret((a_page(*texts),), Hints()).invoice.type is DocumentType.INVOICE
