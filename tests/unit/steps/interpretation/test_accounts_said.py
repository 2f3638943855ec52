"""What a page says of an account decides where to pay: a claim that was handed on is paid to the new creditor alone."""

from __future__ import annotations

import pytest
from pages import SWEDISH, a_page

from kontera.core.invoice import Invoice
from kontera.steps.interpretation.hints import Hints
from kontera.steps.interpretation.interpret import interpret

BODY = tuple(text for text in SWEDISH if "Bankgiro" not in text[2] and "IBAN" not in text[2])


def read(*more: tuple[float, float, str]) -> Invoice:
    return interpret((a_page(*BODY, *more),), Hints()).invoice


def test_the_account_that_frees_the_payer_comes_first() -> None:
    handed = (
        (6, 72, "Betalning med befriande verkan kan endast"),
        (6, 73.6, "ske till bankgiro 5774-4104. Ange fakturanummer."),
        (60, 60, "Bankgiro 1189-2312"),
    )  # fmt: skip
    assert [one.id for one in read(*handed).payment.accounts][:1] == ["57744104"]


@pytest.mark.parametrize("words", ["(endast leverantörer)", "(ej för inbetalning)"])
def test_an_account_that_is_not_for_invoices_comes_last(words: str) -> None:
    accounts = read((6, 70, "Bankgiro 1189-2312"), (6, 71.5, words), (60, 80, "Bankgiro 5774-4104")).payment.accounts
    assert accounts[0].id == "57744104"


def test_our_account_is_not_the_payers() -> None:
    ours = (6, 70, "Überweisung auf unser Konto: IBAN DE89 3704 0044 0532 0130 00")
    assert [one.id for one in read(ours).payment.accounts] == ["DE89370400440532013000"]
