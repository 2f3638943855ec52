"""One value by its path: text in, text out."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build import BANKGIRO, STRANGE_BANKGIRO, a_line, an_invoice
from kontera.core.edit import as_text, changed, moved, paths_of, text_of
from kontera.core.errors import InvalidValue
from kontera.core.invoice import DocumentType, Invoice


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("number", "F-77"),
        ("issue_date", "2026-11-05"),
        ("totals.payable", "1250.50"),
        ("type", "credit_note"),
        ("seller.address.city", "Kiruna"),
        ("payment.days", "14"),
        ("lines[0].net_amount", "999.00"),
        ("lines[1].description", "Ny rad"),
        ("payment.accounts[0]", "bankgiro:50501055"),
        ("payment.accounts[1]", "iban:SE4550000000058398257466"),
        ("vat[0].rate", "12"),
        ("vat[0].category", "AE"),
        ("payee.name", "Factor AB"),
        ("notes[0]", "Tack"),
    ],
)
def test_what_is_set_is_read_back(path: str, text: str) -> None:
    assert text_of(changed(an_invoice(), path, text), path) == text


def test_values_get_their_own_types() -> None:
    invoice = changed(changed(an_invoice(), "due_date", "2026-12-24"), "totals.net", "10.10")
    assert (invoice.due_date, invoice.totals.net) == (date(2026, 12, 24), Decimal("10.10"))
    assert changed(invoice, "type", "receipt").type is DocumentType.RECEIPT
    assert changed(invoice, "payment.accounts[0]", "bankgiro:5050-1055").payment.accounts == (STRANGE_BANKGIRO,)


def test_an_empty_text_takes_the_value_away() -> None:
    invoice = changed(an_invoice(), "due_date", "")
    assert (invoice.due_date, text_of(invoice, "due_date")) == (None, "")
    assert changed(invoice, "number", "  ").number == ""


def test_an_empty_line_or_account_is_removed() -> None:
    invoice = an_invoice(lines=(a_line(id="1"), a_line(id="2")))
    assert [line.id for line in changed(invoice, "lines[0]", "").lines] == ["2"]
    assert changed(invoice, "payment.accounts[0]", "").payment.accounts == ()


def test_a_whole_line_is_taken_out_and_put_back_where_it_stood() -> None:
    invoice = an_invoice(lines=(a_line(id="1"), a_line(id="2"), a_line(id="3")))
    taken = text_of(invoice, "lines[1]")
    without = changed(invoice, "lines[1]", "")
    assert [line.id for line in without.lines] == ["1", "3"]
    assert changed(without, "lines[1]", taken) == invoice
    with pytest.raises(InvalidValue):
        changed(invoice, "lines[1]", '{"id": {}}')


def test_a_line_whose_last_value_goes_is_gone() -> None:
    invoice = changed(an_invoice(lines=()), "lines[0].description", "Paper")
    assert changed(invoice, "lines[0].description", "").lines == ()


@pytest.mark.parametrize(
    ("path", "change", "after", "where"),
    [
        ("lines[2].quantity", "lines[1]", "", "lines[1].quantity"),
        ("lines[1].quantity", "lines[1]", "", None),
        ("lines[0].quantity", "lines[1]", "", "lines[0].quantity"),
        ("lines[1].quantity", "lines[1]", "{}", "lines[2].quantity"),
        ("payment.accounts[1]", "payment.accounts[0]", "", "payment.accounts[0]"),
        ("payment.accounts[0]", "payment.accounts[0]", "iban:SE45", "payment.accounts[0]"),
        ("lines[2].quantity", "lines[1].quantity", "", "lines[2].quantity"),
        ("number", "lines[1]", "", "number"),
    ],
)
def test_what_stands_below_a_line_moves_with_it(path: str, change: str, after: str, where: str | None) -> None:
    assert tuple(moved({path: 1}, change, after)) == (() if where is None else (where,))


def test_the_original_is_untouched() -> None:
    invoice = an_invoice()
    changed(invoice, "number", "x")
    assert invoice.number == "1001"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("nothing", "x"),
        ("lines[9].description", "x"),
        ("issue_date", "igår"),
        ("totals.payable", "mycket"),
        ("totals.payable", "NaN"),
        ("type", "poem"),
        ("payment.accounts[0]", "swish:123"),
        ("number]", "x"),
        ("payment.days", "soon"),
    ],
)
def test_what_does_not_fit_is_refused(path: str, text: str) -> None:
    with pytest.raises(InvalidValue):
        changed(an_invoice(), path, text)


def test_an_unknown_path_has_no_text() -> None:
    with pytest.raises(InvalidValue):
        text_of(an_invoice(), "seller.colour")


def test_an_absent_part_is_empty_text() -> None:
    assert text_of(Invoice(), "payee.name") == text_of(Invoice(), "lines[3].id") == ""


def test_all_present_values_are_listed() -> None:
    paths = paths_of(an_invoice())
    assert {"number", "totals.payable", "seller.address.lines[0]", "payment.accounts[0]", "lines[0].net_amount"} <= set(
        paths
    )
    assert not {"payee", "order_number", "reverse_charge"} & set(paths)


def test_every_listed_path_has_a_text() -> None:
    invoice = an_invoice()
    assert all(text_of(invoice, path) for path in paths_of(invoice))


def test_an_account_is_written_with_its_kind() -> None:
    assert as_text(BANKGIRO) == "bankgiro:9912346"


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**9), max_value=10**9))
def test_any_amount_survives(amount: Decimal) -> None:
    invoice = changed(an_invoice(), "totals.payable", as_text(amount))
    assert invoice.totals.payable == amount
