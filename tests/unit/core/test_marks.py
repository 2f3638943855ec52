"""What makes a page the picture of an invoice."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from build import BANKGIRO, an_invoice
from kontera.core.invoice import Payment, Totals
from kontera.core.marks import amounts_in, shows

INVOICE = replace(
    an_invoice(), number="F-2026/17", totals=Totals(payable=Decimal("1250.00")), payment=Payment(accounts=(BANKGIRO,))
)


def test_an_annex_is_not_taken_for_the_invoice() -> None:
    assert not shows(INVOICE, "Tidrapport vecka 9 för uppdraget 2026-03-01, 40 timmar")


def test_two_marks_show_the_invoice_whatever_account_it_names() -> None:
    assert shows(INVOICE, "Faktura F-2026/17 att betala 1 250,00 till bankgiro 5050-1055")


def test_one_mark_alone_is_chance() -> None:
    assert not shows(INVOICE, "Offert 7 på 1 250,00")


def test_amounts_are_known_in_every_way_of_writing_them() -> None:
    for written in ("1 250,00", "1.250,00", "1,250.00", "1250,00", "1250", "1'250.00", "7 1 250,00"):
        assert Decimal("1250.00") in set(amounts_in(written)), written
