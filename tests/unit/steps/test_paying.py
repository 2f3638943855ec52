"""From approval to the archive: what is paid, how it is settled, how long it is kept."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from build import (
    ANNA,
    BANKGIRO,
    DANISH_IBAN,
    FINNISH_IBAN,
    NORWEGIAN_ACCOUNT,
    NOW,
    STRANGE_BANKGIRO,
    SWEDISH_IBAN,
    TODAY,
    a_case,
    a_company,
    a_seller,
    a_supplier,
    an_invoice,
    an_item,
    coding,
    totals,
)
from kontera.core.case import Act, Case
from kontera.core.entry import CodingRow, RowKind, Voucher, entry_of
from kontera.core.event import Archived, Checked, Noted, Paid, PaymentPlanned, Settled
from kontera.core.finding import Finding, Severity
from kontera.core.invoice import DocumentType, Invoice, Payment
from kontera.core.money import Rate
from kontera.core.outcome import Awaiting, Done, Outcome, Stop, Wait
from kontera.core.party import Account, AccountScheme, KnownAccount, Party, Supplier, Trust
from kontera.core.payment import PayItem, ReferenceKind
from kontera.core.policy import Policy
from kontera.steps.archive import ArchiveFacts, bundle, seal
from kontera.steps.payment import PaymentFacts, plan
from kontera.steps.settlement import SettlementFacts, settle
from kontera.steps.verification import VerificationFacts

WAIT = Wait(Awaiting.VERIFICATION)
OPEN = VerificationFacts(Policy(straight_through=True))
DOUBTED = {"checks": (Finding("a.doubt", "Look."),)}
STOPPED = {"checks": (Finding("a.stop", "Stop.", Severity.STOP),)}


def only(outcome: Outcome) -> Any:
    assert isinstance(outcome, Done)
    (event,) = outcome.events
    return event


def stopped(outcome: Outcome) -> str:
    assert isinstance(outcome, Stop)
    return outcome.findings[0].rule


def a_voucher(rows: tuple[CodingRow, ...] = coding(), **changes: Any) -> Voucher:
    entry = entry_of(rows, date(2026, 11, 2), "Pappershuset AB 1001")
    return replace(Voucher("L", 3, date(2026, 1, 1), entry, "c1"), **changes)


def registered(**changes: Any) -> Case:
    plain = a_case(
        rows=coding(),
        vouchers=(a_voucher(),),
        payable=Decimal("1250.00"),
        due=date(2026, 12, 2),
        done=PASSED,
        verified=Act(ANNA, NOW),
    )
    return replace(plain, **changes)


PASSED = frozenset({"verification", "ledger", "approval"})


# payment


def planned(case: Case, supplier: Supplier | None = a_supplier()) -> PayItem | None:  # noqa: B008 - frozen
    event = only(plan(case, PaymentFacts(a_company(), supplier, TODAY)))
    assert isinstance(event, PaymentPlanned)
    return event.item


def paying(*accounts: Account, reference: str = "", **changes: Any) -> Case:
    invoice = an_invoice(payment=Payment(accounts=accounts, reference=reference), **changes)
    return registered(invoice=invoice)


def test_the_item_pays_the_invoice_to_its_confirmed_account() -> None:
    item = planned(registered())
    assert item is not None
    assert (item.account, item.amount, item.currency, item.due) == (
        BANKGIRO,
        Decimal("1250.00"),
        "SEK",
        date(2026, 12, 2),
    )
    assert (item.case, item.supplier, item.payee, item.number) == ("c1", "s1", "Pappershuset AB", "1001")


def test_a_scanned_invoice_is_never_planned_unverified() -> None:
    case = registered(done=frozenset({"ledger", "approval"}))
    assert stopped(plan(case, PaymentFacts(a_company(), a_supplier(), TODAY))) == "payment.unverified"


def test_a_credit_note_is_negative() -> None:
    item = planned(registered(invoice=an_invoice(type=DocumentType.CREDIT_NOTE)))
    assert item is not None
    assert item.amount == Decimal("-1250.00")


@pytest.mark.parametrize(
    "invoice",
    [an_invoice(type=DocumentType.RECEIPT), an_invoice(totals=totals("0.00", "0.00"))],
    ids=["receipt", "zero"],
)
def test_nothing_is_planned_when_nothing_is_owed(invoice: Invoice) -> None:
    assert planned(registered(invoice=invoice)) is None


def test_the_confirmed_account_on_the_invoice_goes_before_a_new_one() -> None:
    item = planned(paying(STRANGE_BANKGIRO, BANKGIRO))
    assert item is not None
    assert item.account == BANKGIRO


def test_a_changed_account_is_not_paid_before_its_release() -> None:
    item = planned(paying(STRANGE_BANKGIRO))
    assert item is not None
    assert item.account == BANKGIRO


def test_a_released_account_is_paid() -> None:
    key = "fraud.account_changed|payment.accounts[0]|account=50501055"
    item = planned(replace(paying(STRANGE_BANKGIRO), released=frozenset({key})))
    assert item is not None
    assert item.account == STRANGE_BANKGIRO


def test_a_first_account_is_paid_once_approved() -> None:
    item = planned(paying(STRANGE_BANKGIRO), a_supplier(accounts=()))
    assert item is not None
    assert item.account == STRANGE_BANKGIRO


def test_a_blocked_account_is_never_paid() -> None:
    blocked = a_supplier(accounts=(KnownAccount(BANKGIRO, Trust.BLOCKED),))
    assert stopped(plan(registered(), PaymentFacts(a_company(), blocked, TODAY))) == "payment.no_account"


def test_the_payee_of_a_sold_invoice_is_the_factor() -> None:
    item = planned(registered(invoice=an_invoice(payee=Party(name="Factor AB"))))
    assert item is not None
    assert item.payee == "Factor AB"


@pytest.mark.parametrize(
    ("account", "reference", "kind", "sent"),
    [
        (BANKGIRO, "1234566", ReferenceKind.STRUCTURED, "1234566"),
        (BANKGIRO, "1234567", ReferenceKind.TEXT, "1001"),
        (BANKGIRO, "", ReferenceKind.TEXT, "1001"),
        (SWEDISH_IBAN, "1234566", ReferenceKind.TEXT, "1001"),
        (SWEDISH_IBAN, "RF341234561", ReferenceKind.STRUCTURED, "RF341234561"),
        (FINNISH_IBAN, "1234561", ReferenceKind.STRUCTURED, "1234561"),
        (NORWEGIAN_ACCOUNT, "602243", ReferenceKind.STRUCTURED, "602243"),
        (DANISH_IBAN, "1234561", ReferenceKind.TEXT, "1001"),
        (
            Account(AccountScheme.DANISH_SLIP, "81234567"),
            "71#026840149965328",
            ReferenceKind.STRUCTURED,
            "71#026840149965328",
        ),
    ],
)
def test_a_reference_goes_structured_only_where_it_holds(
    account: Account, reference: str, kind: ReferenceKind, sent: str
) -> None:
    currency = "DKK" if account.scheme is AccountScheme.DANISH_SLIP else "SEK"
    item = planned(paying(account, reference=reference, currency=currency), a_supplier(accounts=()))
    assert item is not None
    assert (item.reference_kind, item.reference) == (kind, sent)


# settlement


def settled(case: Case, rate: str = "") -> Outcome:
    known = Rate("EUR", "SEK", TODAY, Decimal(rate), "ecb") if rate else None
    return settle(case, SettlementFacts(a_company(), "B", 4, known))


def lines(event: Settled) -> list[tuple[str, Decimal]]:
    assert event.voucher is not None
    return [(line.account, line.debit - line.credit) for line in event.voucher.entry.lines]


def paid(**changes: Any) -> Case:
    plain = registered(item=an_item(), paid=Paid("b1", TODAY, Decimal("1250.00")))
    return replace(plain, **changes)


def test_nothing_to_pay_is_settled_without_a_voucher() -> None:
    assert only(settled(registered())) == Settled(None)


def test_until_the_bank_has_paid_it_waits() -> None:
    assert settled(registered(item=an_item())) == Wait(Awaiting.PAYMENT)


def test_a_payment_takes_the_debt_away() -> None:
    event = only(settled(paid()))
    assert lines(event) == [("2440", Decimal("1250.00")), ("1930", Decimal("-1250.00"))]
    assert (event.voucher.series, event.voucher.number, event.voucher.entry.on) == ("B", 4, TODAY)


@pytest.mark.parametrize(
    ("rate", "account", "difference"), [("11.30", "7960", "10.00"), ("11.10", "3960", "-10.00")], ids=["loss", "gain"]
)
def test_a_difference_in_rate_is_gain_or_loss(rate: str, account: str, difference: str) -> None:
    rows = (CodingRow("4535", Decimal("1120.00")), CodingRow("2440", Decimal("-1120.00"), RowKind.PAYABLE))
    item = an_item(amount=Decimal("100.00"), currency="EUR")
    event = only(settled(paid(rows=rows, item=item, paid=Paid("b1", TODAY, Decimal("100.00"))), rate))
    assert lines(event)[0] == ("2440", Decimal("1120.00"))
    assert lines(event)[-1] == (account, Decimal(difference))


def test_a_credit_note_settled_gives_the_debt_back() -> None:
    rows = tuple(replace(row, amount=-row.amount) for row in coding())
    event = only(settled(paid(rows=rows, item=an_item(amount=Decimal("-1250.00")))))
    assert lines(event) == [("2440", Decimal("-1250.00")), ("1930", Decimal("1250.00"))]


def test_half_a_payment_takes_half_the_debt_away() -> None:
    event = only(settled(paid(paid=Paid("b1", TODAY, Decimal("625.00")))))
    assert lines(event) == [("2440", Decimal("625.00")), ("1930", Decimal("-625.00"))]


def test_a_foreign_payment_without_a_rate_stops() -> None:
    assert stopped(settled(paid(item=an_item(currency="EUR")))) == "settlement.no_rate"


# archive


def archived(case: Case, **changes: Any) -> Outcome:
    history = (Noted(1, NOW, "way", Checked((), ()), "h1"), Noted(2, NOW, ANNA, Paid("b1", TODAY, Decimal(1)), "h2"))
    return seal(case, ArchiveFacts(a_company(**changes), history))


FINISHED = PASSED | {"payment", "settlement"}


def test_the_bundle_holds_the_whole_chain_and_is_named_by_its_digest() -> None:
    outcome = archived(registered(done=FINISHED))
    assert isinstance(outcome, Done)
    (event,), (data,) = outcome.events, outcome.keep
    assert isinstance(event, Archived)
    assert event.bundle == hashlib.sha256(data).hexdigest()
    content = json.loads(data)
    assert [one["hash"] for one in content["events"]] == ["h1", "h2"]
    assert (content["documents"], content["invoice"]["number"]) == (["d" * 64], "1001")
    assert content["vouchers"][0]["number"] == 3


def test_the_same_case_always_gives_the_same_bytes() -> None:
    facts = ArchiveFacts(a_company(), ())
    assert bundle(registered(), facts) == bundle(registered(), facts)


@pytest.mark.parametrize(
    ("changes", "until"),
    [
        ({}, date(2033, 12, 31)),
        ({"year_start": 7}, date(2034, 12, 31)),
        ({"country": "FI"}, date(2032, 12, 31)),
        ({"country": "NO"}, date(2031, 12, 31)),
        ({"country": "DK", "year_start": 7}, date(2032, 6, 30)),
        ({"country": "IS"}, date(2033, 12, 31)),
        ({"country": "DE"}, date(2034, 12, 31)),
        ({"country": "XX"}, date(2036, 12, 31)),
    ],
)
def test_each_country_keeps_as_long_as_its_law_asks(changes: dict[str, Any], until: date) -> None:
    outcome = archived(registered(done=FINISHED), **changes)
    assert only(outcome).retain_until == until


def test_a_payment_booked_the_year_after_keeps_it_longer() -> None:
    voucher = a_voucher(entry=entry_of(coding(), date(2027, 1, 5), "paid"))
    assert only(archived(registered(done=FINISHED, payment_voucher=voucher))).retain_until == date(2034, 12, 31)


def test_a_closed_case_is_sealed_from_the_day_it_came() -> None:
    assert only(archived(a_case(closed="duplicate"))).retain_until == date(2033, 12, 31)


def test_an_open_case_is_not_sealed() -> None:
    assert archived(registered()) == Wait(Awaiting.PAYMENT)


def test_a_seller_without_a_register_record_is_paid_by_its_own_name() -> None:
    item = planned(registered(invoice=an_invoice(seller=a_seller(name="Ny AB")), supplier=""), None)
    assert item is not None
    assert (item.payee, item.supplier) == ("Ny AB", "")
