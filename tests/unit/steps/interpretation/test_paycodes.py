"""What a payment code on the page says is believed, as far as it can be understood."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from pages import SWEDISH, a_page

from kontera.core.evidence import Box, Code, Page
from kontera.core.party import Account, AccountScheme
from kontera.steps.interpretation.hints import Hints
from kontera.steps.interpretation.interpret import interpret
from kontera.steps.interpretation.paycodes import READ, paycodes

CORNER = Box(0.8, 0.8, 0.95, 0.92)
EPC = "BCD\n002\n1\nSCT\nNDEAFIHH\nPappershuset Oy\nFI2112345600000785\nEUR1752.50\n\nRF471234567890\n"
USING_QR = {
    "uqr": 1, "tp": 1, "nme": "Ekdungens Transport AB", "cid": "559999-1238", "iref": "F42147", "idt": "20260410",
    "ddt": "20260510", "due": 1752.5, "vat": 350.5, "cur": "SEK", "pt": "BG", "acc": "991-2346",
}  # fmt: skip


def coded(text: str, kind: str = "qr", page: Page | None = None) -> Page:
    return replace(page or a_page(*SWEDISH), codes=(Code(kind, text, CORNER),))


def test_an_epc_code_names_account_amount_and_reference() -> None:
    (code,) = paycodes([coded(EPC)])
    assert code.account == Account(AccountScheme.IBAN, "FI2112345600000785", "NDEAFIHH", country="FI")
    assert (code.amount, code.reference, code.name) == (Decimal("1752.50"), "RF471234567890", "Pappershuset Oy")


def test_a_bank_bar_code_names_account_amount_reference_and_day() -> None:
    (code,) = paycodes([coded("458101710000001220004829900000000559582243294671120131", "code128")])
    assert (code.account and code.account.id, code.amount) == ("FI5810171000000122", Decimal("482.99"))
    assert (code.reference, code.due) == ("559582243294671", date(2012, 1, 31))


def test_a_bar_code_with_a_wrong_digit_says_nothing() -> None:
    assert paycodes([coded("458101710000001220004829900000000559582243294672120131", "code128")]) == ()


def test_a_using_qr_gives_the_whole_head_of_the_invoice() -> None:
    reading = interpret((coded(json.dumps(USING_QR)),), Hints())
    invoice = reading.invoice
    assert (invoice.number, invoice.issue_date, invoice.due_date) == ("F42147", date(2026, 4, 10), date(2026, 5, 10))
    assert invoice.payment.accounts[0] == Account(AccountScheme.BANKGIRO, "9912346", country="SE")
    assert invoice.seller.organisation_number == "5599991238"
    account = reading.evidence["payment.accounts[0]"]
    assert account.reasons == (READ,)
    assert account.place is not None
    assert account.place.boxes == (CORNER,)


def test_a_code_and_the_words_agree_and_make_the_value_surer() -> None:
    alone = interpret((a_page(*SWEDISH),), Hints()).evidence["number"].sure
    assert interpret((coded(json.dumps(USING_QR)),), Hints()).evidence["number"].sure >= alone


@given(st.text(max_size=200) | st.sampled_from(["BCD", "{}", '{"uqr": 1}', EPC[:40], '{"uqr":1,"due":[]}']))
def test_no_code_whatever_it_holds_stops_the_reading(text: str) -> None:
    paycodes([coded(text)])
