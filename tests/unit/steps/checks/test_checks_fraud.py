"""Payee accounts and doubles: what holds a payment, and what does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from build import (
    BANKGIRO,
    FINNISH_IBAN,
    STRANGE_BANKGIRO,
    SWEDISH_IBAN,
    TODAY,
    a_case,
    a_company,
    a_row,
    a_seller,
    a_supplier,
    an_invoice,
    of_amount,
    totals,
)
from kontera.core.case import Case, State
from kontera.core.finding import Finding, Severity
from kontera.core.invoice import DocumentType, Payment
from kontera.core.party import Account, KnownAccount, Party, Supplier, Trust
from kontera.core.row import CaseRow
from kontera.steps.checks.duplicates import was_not_here_before
from kontera.steps.checks.fraud import account_is_in_the_suppliers_country, account_is_trusted, has_sent_before
from kontera.steps.checks.rule import CheckFacts


def facts(**changes: Any) -> CheckFacts:
    return replace(CheckFacts(a_company(), TODAY, a_supplier(), (a_supplier(),)), **changes)


def paying(*accounts: Account) -> Case:
    return a_case(an_invoice(payment=Payment(accounts=accounts)))


def known(account: Account, trust: Trust) -> Supplier:
    return a_supplier(accounts=(KnownAccount(account, trust),))


def judged(case: Case, **changes: Any) -> list[tuple[str, Severity]]:
    return [(finding.rule, finding.severity) for finding in account_is_trusted(case, facts(**changes))]


def test_a_confirmed_account_is_trusted() -> None:
    assert judged(paying(BANKGIRO)) == []


def test_an_account_other_than_the_confirmed_one_is_a_stop() -> None:
    assert judged(paying(STRANGE_BANKGIRO)) == [("fraud.account_changed", Severity.STOP)]


def test_an_account_only_seen_on_an_invoice_before_is_still_a_change() -> None:
    accounts = (KnownAccount(BANKGIRO, Trust.CONFIRMED), KnownAccount(STRANGE_BANKGIRO, Trust.NEW))
    assert judged(paying(STRANGE_BANKGIRO), supplier=a_supplier(accounts=accounts)) == [
        ("fraud.account_changed", Severity.STOP)
    ]


def test_the_first_account_of_a_supplier_is_doubted() -> None:
    assert judged(paying(BANKGIRO), supplier=a_supplier(accounts=())) == [("fraud.account_new", Severity.DOUBT)]


def test_the_account_of_an_unknown_sender_is_doubted() -> None:
    assert judged(paying(STRANGE_BANKGIRO), supplier=None) == [("fraud.account_new", Severity.DOUBT)]


@pytest.mark.parametrize("supplier", [a_supplier(accounts=()), a_supplier(), None])
def test_another_suppliers_account_is_a_stop_and_names_the_owner(supplier: Supplier | None) -> None:
    owner = Supplier("s2", Party(name="Ägaren AB"), accounts=(KnownAccount(STRANGE_BANKGIRO, Trust.NEW),))
    (finding,) = account_is_trusted(paying(STRANGE_BANKGIRO), facts(supplier=supplier, suppliers=(owner,)))
    assert (finding.rule, finding.severity) == ("fraud.account_shared", Severity.STOP)
    assert ("owner", "Ägaren AB") in finding.values


def test_a_blocked_account_is_a_stop() -> None:
    supplier = known(BANKGIRO, Trust.BLOCKED)
    assert judged(paying(BANKGIRO), supplier=supplier) == [("fraud.account_blocked", Severity.STOP)]


def test_beside_the_confirmed_account_a_new_one_is_noted() -> None:
    assert judged(paying(BANKGIRO, SWEDISH_IBAN)) == [("fraud.account_added", Severity.NOTE)]


def test_a_changed_account_names_its_field() -> None:
    (finding,) = account_is_trusted(paying(STRANGE_BANKGIRO), facts())
    assert finding.key == "fraud.account_changed|payment.accounts[0]|account=50501055"


def test_an_account_in_another_country_is_doubted() -> None:
    (finding,) = account_is_in_the_suppliers_country(paying(FINNISH_IBAN), facts())
    assert (finding.rule, finding.severity) == ("fraud.account_country", Severity.DOUBT)


def test_a_confirmed_account_in_another_country_is_let_be() -> None:
    supplier = known(FINNISH_IBAN, Trust.CONFIRMED)
    assert list(account_is_in_the_suppliers_country(paying(FINNISH_IBAN), facts(supplier=supplier))) == []


def test_a_first_invoice_is_noted() -> None:
    (finding,) = has_sent_before(a_case(), facts(supplier=None))
    assert (finding.rule, finding.severity) == ("supplier.first_invoice", Severity.NOTE)


def doubles(case: Case, row: CaseRow) -> list[Finding]:
    return list(was_not_here_before(case, facts(alike=(row,))))


def test_the_same_number_is_a_stop_that_names_the_other_case() -> None:
    (finding,) = doubles(a_case(), a_row())
    assert (finding.rule, finding.severity) == ("duplicate.number", Severity.STOP)
    assert finding.values == (("other", "c0"), ("number", "1001"))


def test_a_number_written_otherwise_is_the_same() -> None:
    (finding,) = doubles(a_case(an_invoice(number="00-1001")), a_row())
    assert finding.rule == "duplicate.number"


@pytest.mark.parametrize(
    "row",
    [
        a_row(id="c1"),
        a_row(state=State.CLOSED),
        a_row(state=State.ARCHIVED),
        a_row(an_invoice(type=DocumentType.CREDIT_NOTE)),
        a_row(an_invoice(type=DocumentType.REMINDER)),
        a_row(supplier="s2"),
        a_row(an_invoice(issue_date=date(2025, 1, 2), totals=totals("1.00", "0.25"))),
    ],
    ids=["itself", "closed", "closed and archived", "credit note", "reminder", "another supplier", "last year"],
)
def test_what_only_looks_like_a_double_is_let_be(row: CaseRow) -> None:
    assert doubles(a_case(), row) == []


def test_a_paid_and_archived_invoice_still_counts() -> None:
    (finding,) = doubles(a_case(), a_row(state=State.ARCHIVED, voucher="L1"))
    assert finding.rule == "duplicate.number"


def test_an_unmatched_sender_is_told_by_its_account() -> None:
    (finding,) = doubles(a_case(supplier=""), a_row(supplier="", supplier_name=""))
    assert finding.rule == "duplicate.number"


def test_an_unmatched_sender_of_another_name_and_account_is_another() -> None:
    assert doubles(a_case(supplier=""), a_row(supplier="", supplier_name="Annan", account="")) == []


def test_the_same_reference_amount_and_date_is_a_stop() -> None:
    (finding,) = doubles(a_case(), a_row(number="999", number_key="999"))
    assert (finding.rule, finding.severity) == ("duplicate.reference_amount", Severity.STOP)


def test_the_same_reference_and_amount_another_month_is_doubted() -> None:
    (finding,) = doubles(a_case(), a_row(number_key="999", issue_date=date(2026, 10, 2)))
    assert (finding.rule, finding.severity) == ("duplicate.reference_amount", Severity.DOUBT)


def test_the_same_amount_and_date_is_doubted() -> None:
    (finding,) = doubles(a_case(), a_row(number_key="999", reference="5678"))
    assert (finding.rule, finding.severity) == ("duplicate.same_amount_and_date", Severity.DOUBT)


def test_another_amount_on_the_same_day_is_let_be() -> None:
    assert doubles(a_case(), a_row(of_amount("10.00", "2.50", number="999"))) == []


def test_another_currency_is_another_amount() -> None:
    assert doubles(a_case(), a_row(number_key="999", reference="", currency="EUR")) == []


def test_a_reminder_is_not_compared() -> None:
    assert doubles(a_case(an_invoice(type=DocumentType.REMINDER)), a_row()) == []


def test_the_seller_may_be_anybody() -> None:
    assert judged(a_case(an_invoice(seller=a_seller(name=""), payment=Payment()))) == []
