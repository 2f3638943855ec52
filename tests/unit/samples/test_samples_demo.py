"""The demo company's post and past: all that a day at the desk should show, and nothing by accident."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from kontera.core.invoice import DocumentType
from kontera.core.money import ZERO, total
from kontera.core.party import Trust
from kontera.formats.ubl.write import write_ubl
from kontera.samples.demo import Media, SampleDocument, demo_documents
from kontera.samples.demo_company import OBJECTS, demo_company
from kontera.samples.history import demo_history

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def post() -> dict[str, SampleDocument]:
    return {document.name[:2]: document for document in demo_documents(TODAY)}


def test_the_same_day_brings_the_same_post() -> None:
    assert demo_documents(TODAY) == demo_documents(TODAY)


@pytest.mark.parametrize("today", [date(2026, 1, 1), date(2026, 3, 31), date(2027, 7, 15), date(2028, 2, 29)])
def test_there_is_post_on_any_day_and_never_from_the_future(today: date) -> None:
    for document in demo_documents(today):
        assert document.invoice.issue_date is not None
        assert document.invoice.issue_date <= today


def test_the_post_comes_in_all_ways(post: dict[str, SampleDocument]) -> None:
    media = [document.media for document in post.values()]
    assert media.count(Media.XML) >= 4
    assert sum(document.scan for document in post.values()) == 3
    for document in post.values():
        begins = b"<?xml" if document.media is Media.XML else b"%PDF"
        assert document.content.startswith(begins)


def test_an_e_invoice_is_what_the_writer_makes_of_the_invoice(post: dict[str, SampleDocument]) -> None:
    assert all(each.content == write_ubl(each.invoice) for each in post.values() if each.media is Media.XML)


def test_one_invoice_is_already_booked() -> None:
    booked = {(past.supplier.party.name, past.invoice.number) for past in demo_history(TODAY)}
    again = [
        each
        for each in demo_documents(TODAY)
        if each.invoice.type is DocumentType.INVOICE and (each.invoice.seller.name, each.invoice.number) in booked
    ]
    assert [each.invoice.seller.name for each in again] == ["Grönviks Redovisningsbyrå AB"]


def test_only_the_fraud_asks_for_an_account_its_known_supplier_does_not_have() -> None:
    register = {one.party.vat_number: one for one in demo_company(TODAY).suppliers}
    strange = [
        each.invoice.seller.name
        for each in demo_documents(TODAY)
        if each.invoice.seller.vat_number in register
        for account in each.invoice.payment.accounts
        if register[each.invoice.seller.vat_number].knows(account) is None
    ]
    assert strange == ["Raskvagn Åkeri AB"]


def test_one_supplier_is_unknown() -> None:
    register = {one.party.vat_number for one in demo_company(TODAY).suppliers}
    unknown = {each.invoice.seller.name for each in demo_documents(TODAY)} - {
        each.invoice.seller.name for each in demo_documents(TODAY) if each.invoice.seller.vat_number in register
    }
    assert unknown == {"Katalogtorget Online Sverige AB"}


def test_only_one_document_does_not_add_up() -> None:
    wrong = [
        each.invoice.seller.name
        for each in demo_documents(TODAY)
        if each.invoice.totals.net != total(part.taxable for part in each.invoice.vat)
    ]
    assert wrong == ["Värnarock Arbetskläder AB"]


def test_the_post_has_a_credit_note_a_reminder_a_reverse_charge_and_a_rounding(
    post: dict[str, SampleDocument],
) -> None:
    invoices = [document.invoice for document in post.values()]
    types = [invoice.type for invoice in invoices]
    assert types.count(DocumentType.CREDIT_NOTE) == 1
    assert types.count(DocumentType.REMINDER) == 1
    assert sum(invoice.reverse_charge for invoice in invoices) == 1
    assert any(invoice.totals.rounding for invoice in invoices)


def test_the_past_is_long_enough_to_learn_from_and_ends_before_today() -> None:
    past = demo_history(TODAY)
    assert 110 <= len(past) <= 150
    assert len({(each.supplier.id, each.invoice.number) for each in past}) == len(past)
    assert all(each.invoice.issue_date and each.invoice.issue_date < TODAY for each in past)
    assert any(each.paid is None for each in past)
    assert demo_history(TODAY) == past


def test_a_past_invoice_has_an_account_for_each_line_and_known_dimensions() -> None:
    known = {(number, key) for number, key, _ in OBJECTS}
    for past in demo_history(TODAY):
        assert len(past.line_accounts) == len(past.invoice.lines)
        assert past.account in past.line_accounts
        assert set(past.dimensions) <= known
        assert (past.invoice.totals.payable or ZERO) > 0


def test_the_register_is_confirmed_and_complete() -> None:
    company = demo_company(TODAY)
    assert company.company.party.organisation_number == "5599990008"
    assert company.objects == OBJECTS
    assert len({one.id for one in company.suppliers}) == len(company.suppliers)
    for one in company.suppliers:
        assert one.default_account.isdigit()
        assert one.domains
        assert all(known.trust is Trust.CONFIRMED for known in one.accounts)
        assert all(known.since and known.since < TODAY - timedelta(days=365) for known in one.accounts)


def test_nobody_at_the_demo_company_has_every_right() -> None:
    people = demo_company(TODAY).people
    assert all(len(person.roles) == 1 for person in people)
    assert len({role for person in people for role in person.roles}) == 5


def test_food_in_the_past_has_the_rate_of_its_day() -> None:
    rates = {
        (invoice.issue_date >= date(2026, 4, 1), part.rate)
        for past in demo_history(TODAY)
        if past.supplier.id == "kanelsnurran"
        for invoice in (past.invoice,)
        if invoice.issue_date
        for part in invoice.vat
    }
    assert {(True, Decimal(6))} <= rates
    assert (True, Decimal(12)) not in rates
