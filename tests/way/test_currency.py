"""A currency changed by hand: the rate, the amounts to book and the payment follow; packages and what they stop."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from office import TODAY, Office, an_office, invoice_of

from kontera.actions import correct, decide, pay
from kontera.adapters.inmemory.doors import InMemoryRates
from kontera.core.case import State
from kontera.core.entry import RowKind
from kontera.core.errors import NotReady
from kontera.core.event import SupplierSaved
from kontera.core.money import Rate, rounded
from kontera.core.party import Account, AccountScheme, KnownAccount, Trust
from kontera.core.payment import PayItem


def an_office_with_rates() -> Office:
    """An office for which euro and dollar are published."""
    office = an_office()
    on, published = date(2026, 2, 20), (("EUR", "11"), ("USD", "9"))
    rates = InMemoryRates(tuple(Rate(code, "SEK", on, Decimal(value), "test") for code, value in published))
    office.doors = replace(office.doors, rates=rates)
    office.runner._doors = office.doors  # noqa: SLF001 - the runner walks with the same doors
    office.anna = replace(office.anna, doors=office.doors)
    return office


def debt(office: Office, case: str) -> Decimal:
    """What is booked as owed, in kronor."""
    return -sum((row.amount for row in office.case(case).rows if row.kind is RowKind.PAYABLE), Decimal(0))


def changed(office: Office, case: str, currency: str) -> None:
    """The currency is typed, and the case walks on."""
    correct.correct(office.anna, case, {"currency": currency}, office.case(case).revision)
    office.work()


def with_iban(office: Office, case: str) -> None:
    """The supplier's IBAN is confirmed beside its bankgiro."""
    supplier = office.box.supplier(office.case(case).supplier)
    iban = KnownAccount(Account(AccountScheme.IBAN, "FI2112345600000785"), Trust.CONFIRMED, TODAY)
    with office.box.transaction() as note:
        record = replace(supplier, accounts=(*supplier.accounts, iban))
        note.event(f"supplier:{supplier.id}", SupplierSaved(record), by="test")


def to_payment(office: Office, case: str) -> PayItem:
    """The invoice is verified and approved; gives what is to be paid."""
    decide.verify(office.anna, case, decide.MUST_SEE)
    office.work()
    decide.approve(office.bo, case)
    office.work()
    item = office.case(case).item
    assert item is not None
    return item


def file_of(office: Office, case: str) -> bytes:
    """The payment file that the invoice goes out in."""
    batch = pay.release(office.bo, pay.propose(office.anna, (case,), TODAY).id)
    return office.doors.blobs.get("demo", batch.file)


def test_a_currency_changed_by_hand_rederives_rate_amounts_and_payment() -> None:
    office = an_office_with_rates()
    case = office.sent(invoice_of("norrglans"))
    with_iban(office, case)
    payable = office.case(case).invoice.totals.payable or Decimal(0)
    assert debt(office, case) == payable
    changed(office, case, "EUR")
    assert debt(office, case) == rounded(payable * 11)
    item = to_payment(office, case)
    assert (item.currency, item.amount, item.account.scheme) == ("EUR", payable, AccountScheme.IBAN)
    changed(office, case, "USD")
    assert debt(office, case) == rounded(payable * 9)
    assert (office.case(case).state, office.case(case).item) == (State.VERIFY, None)
    changed(office, case, "SEK")
    assert debt(office, case) == payable
    assert to_payment(office, case).account.scheme is AccountScheme.BANKGIRO


def test_the_form_of_the_payment_follows_the_currency() -> None:
    kronor, euro = an_office_with_rates(), an_office_with_rates()
    for office, currency in ((kronor, "SEK"), (euro, "EUR")):
        case = office.sent(invoice_of("norrglans"))
        with_iban(office, case)
        changed(office, case, currency)
        to_payment(office, case)
        file = file_of(office, case)
        assert (b"BGNR" in file, b"<Cd>SEPA</Cd>" in file) == (currency == "SEK", currency == "EUR")
        assert f'Ccy="{currency}"'.encode() in file


def test_a_giro_number_is_never_paid_in_another_currency() -> None:
    office = an_office_with_rates()
    case = office.sent(invoice_of("norrglans"))
    changed(office, case, "EUR")
    decide.verify(office.anna, case, decide.MUST_SEE)
    office.work()
    decide.approve(office.bo, case)
    office.work()
    stopped = office.case(case)
    assert stopped.item is None
    assert {one.rule for one in stopped.findings} >= {"payment.currency"}


def test_a_rate_that_was_given_does_not_outlive_its_currency() -> None:
    office = an_office_with_rates()
    case = office.sent(invoice_of("norrglans"))
    payable = office.case(case).invoice.totals.payable or Decimal(0)
    changed(office, case, "EUR")
    correct.set_rate(office.anna, case, Decimal("11.5"))
    office.work()
    assert debt(office, case) == rounded(payable * Decimal("11.5"))
    changed(office, case, "USD")
    assert debt(office, case) == rounded(payable * 9)


def test_without_the_function_an_e_invoice_is_archived_and_cannot_be_reopened_for_coding() -> None:
    office = an_office()
    office.doors.boxes.save(replace(office.box.company, invoicing=False))
    case = office.case(office.sent(invoice_of("norrglans")))
    assert (case.closed, case.state, case.rows) == ("received_only", State.ARCHIVED, ())
    assert case.archived is not None
    assert case.archived.retain_until > TODAY
    with pytest.raises(NotReady):
        decide.reopen(office.anna, case.id, "code it")
