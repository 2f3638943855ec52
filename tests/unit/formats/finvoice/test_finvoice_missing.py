"""What Finvoice requires and an invoice lacks is told before it is written."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from finvoices import FULL, broken, invoice

from kontera.core.finding import Severity
from kontera.core.invoice import Attachment, DocumentReference, Invoice, Line, Payment
from kontera.core.party import Account, AccountScheme, Address, Endpoint, Party
from kontera.formats.finvoice.missing import missing_for_finvoice
from kontera.formats.finvoice.write import write_finvoice

IBANS = ("FI2112345600000785", "FI5810171000000122")
NEEDED = [
    "seller.name",
    "buyer.name",
    "number",
    "issue_date",
    "due_date",
    "currency",
    "totals.gross",
    "totals.payable",
    "payment.accounts",
    "lines",
]


def test_an_empty_invoice_lacks_all_that_the_schema_requires() -> None:
    found = missing_for_finvoice(Invoice())
    assert [one.field for one in found] == NEEDED
    assert {one.severity for one in found} == {Severity.DOUBT}


def test_a_danish_slip_is_told_and_never_written_as_an_account() -> None:
    slip = Account(AccountScheme.DANISH_SLIP, "81234567", country="DK")
    paid = replace(invoice(FULL), payment=Payment(accounts=(slip,)))
    assert [(one.rule, one.field) for one in missing_for_finvoice(paid)] == [
        ("finvoice.missing", "payment.accounts"),
        ("finvoice.slip", "payment.accounts[0]"),
    ]
    assert invoice(write_finvoice(paid)).payment.accounts == ()


LONG = "x" * 600


@pytest.mark.parametrize(
    ("change", "rule", "field"),
    [
        ({"number": "1" * 21}, "finvoice.too_long", "number"),
        ({"order_number": LONG}, "finvoice.too_long", "order_number"),
        ({"preceding": (DocumentReference("1" * 21),)}, "finvoice.too_long", "preceding[0].number"),
        ({"buyer": Party(name="B", address=Address(country="SE"))}, "finvoice.address", "buyer.address"),
        ({"delivery_address": Address(lines=("Kuja 1",))}, "finvoice.address", "delivery_address"),
        (
            {"payment": Payment(accounts=tuple(Account(AccountScheme.IBAN, one) for one in IBANS))},
            "finvoice.bic",
            "payment.accounts[1]",
        ),
        (
            {"buyer": Party(name="B", endpoint=Endpoint("0007", "5560360793"))},
            "finvoice.address_kind",
            "buyer.endpoint",
        ),
        ({"attachments": (Attachment("1", content=b"x"),)}, "finvoice.attachment", "attachments[0]"),
        ({"dimensions": (("kp", "1" * 40),)}, "finvoice.dimensions", "dimensions"),
        (
            {"lines": (Line(buyer_accounting="1", dimensions=(("a", "b"),)),)},
            "finvoice.dimensions",
            "lines[0].dimensions",
        ),
    ],
)
def test_what_finvoice_has_no_room_for_is_told(change: dict[str, Any], rule: str, field: str) -> None:
    changed = replace(invoice(FULL), **change)
    assert [(one.rule, one.field, one.severity) for one in missing_for_finvoice(changed)] == [
        (rule, field, Severity.NOTE)
    ]


def test_what_is_left_out_leaves_a_document_of_the_right_form() -> None:
    whole = invoice(FULL)
    bare = replace(whole, buyer=replace(whole.buyer, address=Address(country="SE")), notes=(LONG,))
    found = invoice(write_finvoice(bare))
    assert broken(write_finvoice(bare)) == []
    assert found.buyer.address == Address()
    assert "".join(found.notes) == LONG
