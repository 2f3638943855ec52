"""The gates and what lies between: verification, ledger, approval, payment, settlement, archive."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build import (
    ANNA,
    BANKGIRO,
    BO,
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
    an_approval,
    an_invoice,
    an_item,
    coding,
    totals,
)
from kontera.core.case import Act, Case
from kontera.core.entry import CodingRow, RowKind, Voucher, entry_of
from kontera.core.event import Archived, Checked, Noted, Paid, Passed, PaymentPlanned, Registered, Settled
from kontera.core.finding import Finding, Severity
from kontera.core.invoice import DocumentType, Invoice, Payment, Totals
from kontera.core.money import Rate
from kontera.core.outcome import Awaiting, Done, Outcome, Stop, Wait
from kontera.core.party import Account, AccountScheme, KnownAccount, Party, Supplier, Trust
from kontera.core.payment import PayItem, ReferenceKind
from kontera.core.policy import Policy
from kontera.steps.approval import ApprovalFacts, approve
from kontera.steps.archive import ArchiveFacts, bundle, seal
from kontera.steps.ledger import LedgerFacts, register
from kontera.steps.payment import PaymentFacts, plan
from kontera.steps.settlement import SettlementFacts, settle
from kontera.steps.verification import VerificationFacts, verify

WAIT = Wait(Awaiting.VERIFICATION)
OPEN = VerificationFacts(Policy(straight_through=True))
DOUBTED = {"checks": (Finding("a.doubt", "Look."),)}
STOPPED = {"checks": (Finding("a.stop", "Stop.", Severity.STOP),)}


def only(outcome: Outcome) -> Any:  # noqa: ANN401 - the one event, whatever it is
    assert isinstance(outcome, Done)
    (event,) = outcome.events
    return event


def stopped(outcome: Outcome) -> str:
    assert isinstance(outcome, Stop)
    return outcome.findings[0].rule


# verification


def test_a_persons_verification_is_named_in_the_trail() -> None:
    case = a_case(verified=Act(ANNA, NOW))
    assert only(verify(case, VerificationFacts(Policy()))) == Passed("verification", "person:anna")


def test_nothing_passes_by_itself_unless_the_company_says_so() -> None:
    assert verify(a_case(rows=coding()), VerificationFacts(Policy())) == WAIT
    assert verify(a_case(rows=coding(), scanned=False), VerificationFacts(Policy())) == WAIT


def test_a_clean_invoice_passes_by_the_companys_own_rule() -> None:
    assert only(verify(a_case(rows=coding()), OPEN)) == Passed("verification", "rule:straight_through")


@pytest.mark.parametrize(
    "changes",
    [
        {"remarks": DOUBTED},
        {"remarks": STOPPED},
        {"rows": ()},
        {"rows": coding()[:2]},
        {"rows": coding("4800.00", "1200.00")},
        {"rows": (replace(coding()[0], sure=0.45), *coding()[1:])},
        {"supplier": ""},
        {"disputed": "wrong"},
        {"invoice": an_invoice(totals=Totals())},
    ],
    ids=[
        "doubt",
        "stop",
        "no coding",
        "unbalanced",
        "above the limit",
        "guessed",
        "no supplier",
        "disputed",
        "no amount",
    ],
)
def test_what_is_not_clean_waits_for_a_person(changes: dict[str, Any]) -> None:
    assert verify(a_case(**{"rows": coding(), **changes}), OPEN) == WAIT


def test_what_is_not_an_invoice_waits_even_when_verified() -> None:
    case = a_case(an_invoice(type=DocumentType.REMINDER), verified=Act(ANNA, NOW), rows=coding())
    assert verify(case, OPEN) == WAIT


@given(
    scanned=st.booleans(),
    rule=st.booleans(),
    kind=st.sampled_from(DocumentType),
    remarks=st.sampled_from([{}, DOUBTED, STOPPED]),
    supplier=st.sampled_from(["", "s1"]),
    limit=st.decimals(Decimal(0), Decimal(3000), places=2),
)
def test_no_scanned_invoice_passes_without_a_person_or_the_companys_rule(
    scanned: bool,
    rule: bool,
    kind: DocumentType,
    remarks: dict[str, tuple[Finding, ...]],
    supplier: str,
    limit: Decimal,
) -> None:
    case = a_case(an_invoice(type=kind), scanned=scanned, rows=coding(), remarks=remarks, supplier=supplier)
    outcome = verify(case, VerificationFacts(Policy(straight_through=rule, straight_through_limit=limit)))
    if isinstance(outcome, Done):
        assert rule
        assert not remarks
        assert limit >= 1250
        assert outcome.events == (Passed("verification", "rule:straight_through"),)
    unverified = replace(case, done=frozenset())
    if scanned:
        assert isinstance(plan(unverified, PaymentFacts(a_company(), a_supplier(), TODAY)), Stop)


# ledger


def booked(case: Case, **changes: Any) -> Outcome:  # noqa: ANN401 - any fact
    return register(case, replace(LedgerFacts(a_company(), "L", 7, TODAY), **changes))


def test_a_coding_becomes_a_voucher_of_the_invoice_date() -> None:
    event = only(booked(a_case(rows=coding())))
    assert isinstance(event, Registered)
    (voucher,) = event.vouchers
    assert (voucher.series, voucher.number, voucher.year, voucher.case) == ("L", 7, date(2026, 1, 1), "c1")
    assert (voucher.entry.on, voucher.entry.text) == (date(2026, 11, 2), "Pappershuset AB 1001")
    assert (event.payable, event.due) == (Decimal("1250.00"), date(2026, 12, 2))


def test_an_invoice_of_last_year_is_booked_today() -> None:
    event = only(booked(a_case(an_invoice(issue_date=date(2025, 12, 30)), rows=coding())))
    assert event.vouchers[0].entry.on == TODAY


def test_a_broken_financial_year_counts() -> None:
    company = replace(a_company(), year_start=7)
    early = only(booked(a_case(an_invoice(issue_date=date(2026, 6, 30)), rows=coding()), company=company))
    assert (early.vouchers[0].entry.on, early.vouchers[0].year) == (TODAY, date(2026, 7, 1))


@pytest.mark.parametrize(
    ("changes", "due"),
    [
        ({}, date(2026, 12, 2)),
        ({"due_date": None}, date(2026, 12, 2)),
        ({"due_date": None, "payment": Payment(days=10)}, date(2026, 11, 12)),
        ({"due_date": None, "payment": Payment()}, date(2026, 12, 2)),
        ({"due_date": None, "payment": Payment(), "issue_date": None}, date(2026, 12, 21)),
        ({"due_date": None, "type": DocumentType.RECEIPT}, date(2026, 11, 2)),
    ],
)
def test_the_due_date_is_stated_or_derived(changes: dict[str, Any], due: date) -> None:
    assert only(booked(a_case(an_invoice(**changes), rows=coding()))).due == due


@pytest.mark.parametrize(
    ("rows", "rule"),
    [
        ((), "ledger.nothing_to_book"),
        (coding()[:2], "ledger.unbalanced"),
        ((replace(coding()[0], account=""), *coding()[1:]), "ledger.no_account"),
    ],
)
def test_what_cannot_be_booked_stops(rows: tuple[CodingRow, ...], rule: str) -> None:
    assert stopped(booked(a_case(rows=rows))) == rule


def a_voucher(rows: tuple[CodingRow, ...] = coding(), **changes: Any) -> Voucher:  # noqa: ANN401 - frozen rows
    entry = entry_of(rows, date(2026, 11, 2), "Pappershuset AB 1001")
    return replace(Voucher("L", 3, date(2026, 1, 1), entry, "c1"), **changes)


def registered(**changes: Any) -> Case:  # noqa: ANN401 - any field
    plain = a_case(
        rows=coding(), vouchers=(a_voucher(),), payable=Decimal("1250.00"), due=date(2026, 12, 2), done=PASSED
    )
    return replace(plain, **changes)


PASSED = frozenset({"verification", "ledger", "approval"})


def test_what_is_booked_and_unchanged_stays() -> None:
    assert only(booked(registered())) == Passed("ledger", "unchanged")


def test_a_changed_coding_reverses_and_books_anew() -> None:
    event = only(booked(registered(rows=(replace(coding()[0], account="5460"), *coding()[1:]))))
    reversal, new = event.vouchers
    assert (reversal.number, reversal.corrects, new.number, new.corrects) == (7, 3, 8, None)
    assert reversal.entry.lines[0].credit == Decimal("1000.00")
    assert new.entry.lines[0].account == "5460"


def test_a_new_due_date_alone_books_nothing() -> None:
    event = only(booked(registered(invoice=an_invoice(due_date=date(2026, 12, 24)))))
    assert (event.vouchers, event.due) == ((), date(2026, 12, 24))


# approval


def approval(case: Case, policy: Policy | None = None) -> Outcome:
    return approve(case, ApprovalFacts(policy or Policy()))


def approved(**changes: Any) -> Case:  # noqa: ANN401 - any field
    case = registered()
    return replace(case, approvals=(an_approval(case),), **changes)


def test_an_approval_lets_it_through_and_is_named() -> None:
    assert only(approval(approved())) == Passed("approval", "person:anna")


@pytest.mark.parametrize(
    "case",
    [
        registered(),
        approved(invoice=an_invoice(totals=totals("1000.00", "250.00", "1249.00"))),
        approved(invoice=an_invoice(currency="EUR")),
        approved(invoice=an_invoice(payment=Payment(accounts=(STRANGE_BANKGIRO,)))),
        approved(remarks=STOPPED),
        approved(disputed="wrong"),
        approved(corrected=("payment.accounts[0]",), editors=frozenset({ANNA})),
    ],
    ids=["none", "amount", "currency", "account", "stop", "disputed", "own change of account"],
)
def test_without_a_standing_approval_it_waits(case: Case) -> None:
    assert approval(case) == Wait(Awaiting.APPROVAL)


def test_a_released_stop_holds_nothing() -> None:
    assert only(approval(approved(remarks=STOPPED, released=frozenset({STOPPED["checks"][0].key}))))


def test_a_second_person_may_approve_a_changed_account() -> None:
    case = approved(corrected=("payment.accounts[0]",), editors=frozenset({ANNA}))
    assert only(approval(replace(case, approvals=(*case.approvals, an_approval(case, BO))))).because == "person:anna,bo"


def test_a_company_of_one_may_waive_the_second_person_and_the_trail_says_so() -> None:
    case = approved(corrected=("payment.accounts[0]",), editors=frozenset({ANNA}))
    assert only(approval(case, Policy(two_to_release=False))).because == "person:anna;single-handed"


def test_who_changed_only_the_coding_may_approve() -> None:
    assert only(approval(approved(editors=frozenset({ANNA}))))


# payment


def planned(case: Case, supplier: Supplier | None = a_supplier()) -> PayItem | None:  # noqa: B008 - frozen
    event = only(plan(case, PaymentFacts(a_company(), supplier, TODAY)))
    assert isinstance(event, PaymentPlanned)
    return event.item


def paying(*accounts: Account, reference: str = "", **changes: Any) -> Case:  # noqa: ANN401 - any field
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
    item = planned(paying(account, reference=reference), a_supplier(accounts=()))
    assert item is not None
    assert (item.reference_kind, item.reference) == (kind, sent)


# settlement


def settled(case: Case, rate: str = "") -> Outcome:
    known = Rate("EUR", "SEK", TODAY, Decimal(rate), "ecb") if rate else None
    return settle(case, SettlementFacts(a_company(), "B", 4, known))


def lines(event: Settled) -> list[tuple[str, Decimal]]:
    assert event.voucher is not None
    return [(line.account, line.debit - line.credit) for line in event.voucher.entry.lines]


def paid(**changes: Any) -> Case:  # noqa: ANN401 - any field
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


def archived(case: Case, **changes: Any) -> Outcome:  # noqa: ANN401 - any company field
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
