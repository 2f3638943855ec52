"""A credit note's amounts are negative in Finvoice and positive in the invoice."""

from __future__ import annotations

from decimal import Decimal

import pytest
from finvoices import CREDIT, finvoice, invoice, money

from kontera.core.invoice import AllowanceCharge, DocumentType, Invoice, Line, Totals, VatSubtotal
from kontera.formats.finvoice.sign import is_turned, kept, stated

HEAD = "<InvoiceDetails><InvoiceTypeCode>{}</InvoiceTypeCode>{}</InvoiceDetails>"
MINUS, PLUS = money("InvoiceTotalVatIncludedAmount", "-124,00"), money("InvoiceTotalVatIncludedAmount", "124,00")


def test_every_amount_of_a_negative_credit_note_is_turned() -> None:
    note = invoice(CREDIT)
    assert note.type is DocumentType.CREDIT_NOTE
    assert note.totals == Totals(
        net=Decimal("36.00"), vat=Decimal("4.86"), gross=Decimal("40.86"), payable=Decimal("40.86")
    )
    assert note.vat == (VatSubtotal(None, Decimal("13.5"), Decimal("36.00"), Decimal("4.86")),)
    (line,) = note.lines
    assert (line.quantity, line.unit_price, line.net_amount) == (Decimal(10), Decimal("4.00"), Decimal("36.00"))
    assert line.gross_amount == Decimal("40.86")


@pytest.mark.parametrize(
    ("code", "total", "expected"),
    [("INV02", MINUS, "124.00"), ("INV02", PLUS, "124.00"), ("INV01", MINUS, "-124.00"), ("INV01", PLUS, "124.00")],
)
def test_only_a_negative_credit_note_is_turned(code: str, total: str, expected: str) -> None:
    assert invoice(finvoice(HEAD.format(code, total))).totals.gross == Decimal(expected)


def row(quantity: str, price: str, net: str) -> str:
    amounts = money("UnitPriceAmount", price) + money("RowVatExcludedAmount", net)
    return f"<InvoiceRow><InvoicedQuantity>{quantity}</InvoicedQuantity>{amounts}</InvoiceRow>"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (("-2", "50,00", "-100,00"), ("2", "50.00", "100.00")),
        (("2", "-50,00", "-100,00"), ("2", "50.00", "100.00")),
        (("2", "50,00", "-100,00"), ("2", "50.00", "100.00")),
        (("1", "10,00", "10,00"), ("-1", "10.00", "-10.00")),
    ],
)
def test_a_row_is_turned_by_what_carries_its_sign(
    written: tuple[str, str, str], expected: tuple[str, str, str]
) -> None:
    (line,) = invoice(finvoice(HEAD.format("INV02", MINUS) + row(*written))).lines
    assert (line.quantity, line.unit_price, line.net_amount) == tuple(Decimal(value) for value in expected)


def test_a_credit_note_over_nought_follows_the_guidelines_sign() -> None:
    head = HEAD.format("INV02", money("InvoiceTotalVatIncludedAmount", "0,00"))
    found = invoice(finvoice(head + row("-1", "5,00", "-5,00") + row("1", "5,00", "5,00")))
    assert [line.net_amount for line in found.lines] == [Decimal("5.00"), Decimal("-5.00")]


@pytest.mark.parametrize(("written", "expected"), [("-124,00", "124.00"), ("124,00", "124.00"), ("0,00", "0.00")])
def test_the_amount_to_pay_of_a_credit_note_is_never_negative(written: str, expected: str) -> None:
    order = f"<EpiPaymentInstructionDetails>{money('EpiInstructedAmount', written)}</EpiPaymentInstructionDetails>"
    found = invoice(finvoice(HEAD.format("INV02", MINUS) + f"<EpiDetails>{order}</EpiDetails>"))
    assert found.totals.payable == Decimal(expected)


def test_without_any_amount_nothing_is_turned() -> None:
    assert not is_turned(Invoice(type=DocumentType.CREDIT_NOTE))


@pytest.mark.parametrize("sign", ["", "-"])
def test_a_discount_has_no_sign(sign: str) -> None:
    discount = f"<DiscountDetails>{money('Amount', sign + '5,00')}</DiscountDetails>"
    (found,) = invoice(finvoice(HEAD.format("INV01", discount))).allowances_charges
    assert found == AllowanceCharge(is_charge=False, amount=Decimal("5.00"))


@pytest.mark.parametrize(
    ("code", "written", "expected"),
    [("INV01", "5,00", "5.00"), ("INV01", "-5,00", "-5.00"), ("INV02", "5,00", "5.00"), ("INV02", "-5,00", "5.00")],
)
def test_the_discounts_of_a_credit_note_are_positive(code: str, written: str, expected: str) -> None:
    total = money("DiscountsTotalVatExcludedAmount", written) + MINUS
    assert invoice(finvoice(HEAD.format(code, total))).totals.allowances == Decimal(expected)


def test_a_written_credit_note_adds_up_with_its_discounts() -> None:
    off = AllowanceCharge(is_charge=False, amount=Decimal(10), base=Decimal(100))
    note = Invoice(
        type=DocumentType.CREDIT_NOTE,
        totals=Totals(line_net=Decimal(100), allowances=Decimal(10), net=Decimal(90), gross=Decimal(90)),
        allowances_charges=(off,),
        lines=(Line(quantity=Decimal(1), unit_price=Decimal(100), net_amount=Decimal(100)),),
    )
    written = stated(note)
    totals = written.totals
    assert totals.line_net is not None
    assert totals.allowances is not None
    assert totals.line_net - totals.allowances == totals.net == Decimal(-90)
    assert written.allowances_charges == (AllowanceCharge(is_charge=False, amount=Decimal(-10), base=Decimal(-100)),)


def test_an_invoice_is_written_as_it_is() -> None:
    plain = Invoice(totals=Totals(gross=Decimal(-5)))
    assert stated(plain) is plain
    assert kept(plain) is plain
