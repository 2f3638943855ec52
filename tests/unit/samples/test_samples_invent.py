"""Invented invoices add up, follow the law of their day, and come out the same each time."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from stdnum import luhn

from kontera.core.invoice import DocumentType, Invoice, VatCategory
from kontera.core.money import ZERO, rounded, total, vat_on
from kontera.core.party import Party
from kontera.countries.all import country
from kontera.samples.business import Business
from kontera.samples.companies import DEMO_BUYER, SUPPLIERS, business, buyer_in
from kontera.samples.invent import Kind, invent

DAY = date(2026, 11, 20)


def many(count: int) -> Iterator[tuple[Business, Invoice]]:
    kinds = tuple(Kind)
    for seed in range(count):
        one = SUPPLIERS[seed % len(SUPPLIERS)]
        buyer = buyer_in(one.country) if seed % 3 else DEMO_BUYER
        yield one, invent(seed, one, buyer, DAY, kinds[(seed // len(SUPPLIERS)) % len(kinds)])


def an_invoice(
    kind: Kind = Kind.ORDINARY, key: str = "pennverket", buyer: Party = DEMO_BUYER, on: date = DAY
) -> Invoice:
    return invent(7, business(key), buyer, on, kind)


def test_the_same_seed_gives_the_same_invoice_and_another_seed_another() -> None:
    one = business("furulund")
    assert invent(1, one, DEMO_BUYER, DAY) == invent(1, one, DEMO_BUYER, DAY)
    assert invent(1, one, DEMO_BUYER, DAY) != invent(2, one, DEMO_BUYER, DAY)


def test_a_thousand_invoices_take_less_than_ten_seconds() -> None:
    start = time.process_time()
    assert sum(1 for _ in many(1000)) == 1000
    assert time.process_time() - start < 10


def test_every_sum_of_every_invoice_is_exact() -> None:
    for _, invoice in many(400):
        totals = invoice.totals
        charges = total(each.amount for each in invoice.allowances_charges if each.is_charge)
        allowances = total(each.amount for each in invoice.allowances_charges if not each.is_charge)
        assert totals.line_net == total(line.net_amount for line in invoice.lines)
        assert totals.net == (totals.line_net or ZERO) + charges - allowances
        assert totals.net == total(part.taxable for part in invoice.vat)
        assert totals.vat == total(part.tax for part in invoice.vat)
        assert totals.gross == (totals.net or ZERO) + (totals.vat or ZERO)
        assert totals.payable == (totals.gross or ZERO) - (totals.prepaid or ZERO) + (totals.rounding or ZERO)


def test_every_line_is_quantity_times_price_less_discount() -> None:
    for _, invoice in many(400):
        for line in invoice.lines:
            assert line.quantity is not None
            assert line.unit_price is not None
            kept = (100 - (line.discount_percent or ZERO)) / 100
            assert line.net_amount == rounded(line.quantity * line.unit_price * kept)


def test_vat_is_reckoned_by_rate_and_a_rate_is_legal_on_its_day() -> None:
    for one, invoice in many(400):
        law = country(one.country)
        for part in invoice.vat:
            assert part.tax == vat_on(part.taxable or ZERO, part.rate or ZERO)
            if part.category is VatCategory.STANDARD and law is not None and law.legal_rates(DAY):
                assert part.rate in law.legal_rates(DAY)


@pytest.mark.parametrize(("on", "rate"), [(date(2026, 3, 31), "12"), (date(2026, 4, 1), "6")])
def test_swedish_food_follows_the_change_of_rate(on: date, rate: str) -> None:
    rates = {part.rate for seed in range(9) for part in invent(seed, business("kanelsnurran"), DEMO_BUYER, on).vat}
    assert rates == {Decimal(rate), Decimal(25)}


def test_a_whole_krona_invoice_rounds_what_is_to_pay() -> None:
    invoice = an_invoice(Kind.WHOLE_KRONA, "furulund")
    payable = invoice.totals.payable
    assert payable is not None
    assert payable == payable.to_integral_value()
    assert abs(invoice.totals.rounding or ZERO) <= Decimal("0.50")


def test_a_credit_note_names_the_invoice_it_credits_and_keeps_its_amounts_positive() -> None:
    invoice = an_invoice(Kind.CREDIT)
    assert invoice.type is DocumentType.CREDIT_NOTE
    assert invoice.preceding[0].number in invoice.notes[0]
    assert (invoice.totals.payable or ZERO) > 0


def test_goods_to_another_member_state_carry_no_vat_and_say_where_they_went() -> None:
    invoice = an_invoice(key="lackstern")
    assert {part.category for part in invoice.vat} == {VatCategory.INTRA_COMMUNITY}
    assert not invoice.totals.vat
    assert invoice.delivery_date is not None
    assert invoice.delivery_address == DEMO_BUYER.address
    assert all(part.exemption_code for part in invoice.vat)


def test_services_to_another_member_state_are_reverse_charged() -> None:
    invoice = an_invoice(key="cloudharbour")
    assert invoice.reverse_charge
    assert "Reverse charge" in invoice.notes[0]
    assert not invoice.totals.vat


def test_construction_is_reverse_charged_at_home() -> None:
    invoice = an_invoice(Kind.CONSTRUCTION, "murstocken")
    assert {part.category for part in invoice.vat} == {VatCategory.REVERSE_CHARGE}
    assert "Omvänd betalningsskyldighet" in invoice.notes[0]


def test_the_kinds_show_what_they_are_named_for() -> None:
    assert len(an_invoice(Kind.LONG).lines) >= 18
    assert an_invoice(Kind.PREPAID).totals.prepaid
    assert an_invoice(Kind.REMINDER).type is DocumentType.REMINDER
    assert any(line.discount_percent for line in an_invoice(Kind.DISCOUNTED).lines)


def test_numbers_grow_with_the_days() -> None:
    first, later = an_invoice(on=date(2026, 1, 10)), an_invoice(on=date(2026, 1, 11))
    assert int(first.number) < int(later.number)


def test_ocr_references_pass_their_check_and_state_their_length() -> None:
    reference = an_invoice().payment.reference
    assert luhn.is_valid(reference)
    assert int(reference[-2]) == len(reference) % 10
