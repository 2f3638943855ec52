"""Verification, ledger and approval: what passes, what waits, and what is booked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build import (
    ANNA,
    BO,
    NOW,
    STRANGE_BANKGIRO,
    TODAY,
    a_case,
    a_company,
    a_supplier,
    an_approval,
    an_invoice,
    coding,
    totals,
)
from kontera.core.case import Act, Case
from kontera.core.chart import AccountClass, Chart, ChartAccount
from kontera.core.entry import CodingRow, Voucher, entry_of
from kontera.core.event import Passed, Registered, Sampled, StraightThrough
from kontera.core.finding import Finding, Severity
from kontera.core.invoice import DocumentType, Payment, Totals
from kontera.core.means import PaidWith
from kontera.core.misfit import Books
from kontera.core.outcome import Awaiting, Done, Outcome, Stop, Wait
from kontera.core.passing import Earlier, grounds_of, obstacles
from kontera.core.policy import Policy
from kontera.core.straight import Grounds, Obstacle, Sample, StraightRule, is_sample
from kontera.steps.approval import ApprovalFacts, approve
from kontera.steps.ledger import LedgerFacts, register
from kontera.steps.payment import PaymentFacts, plan
from kontera.steps.verification import VerificationFacts, verify

WAIT = Wait(Awaiting.VERIFICATION)
GROUNDS = Grounds(("s1",), account_confirmed=True, verified_before=3, usual=Decimal(1000))
OPEN = VerificationFacts(Policy(straight_through=True, straight=StraightRule(scanned=True)), grounds=GROUNDS)
DOUBTED = {"checks": (Finding("a.doubt", "Look."),)}
STOPPED = {"checks": (Finding("a.stop", "Stop.", Severity.STOP),)}


def only(outcome: Outcome) -> Any:
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
    outcome = verify(a_case(rows=coding()), OPEN)
    assert isinstance(outcome, Done)
    decided, passed = outcome.events
    assert passed == Passed("verification", "rule:straight_through v1")
    assert decided == StraightThrough(
        OPEN.policy.straight, Decimal(5000), GROUNDS, Decimal("1250.00"), "bankgiro:9912346", 1.0
    )


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


HELD_BY: list[tuple[str, dict[str, Any], dict[str, Any], dict[str, Any]]] = [
    ("scanned", {}, {"scanned": False}, {}),
    ("touched", {"editors": frozenset({ANNA})}, {}, {}),
    ("touched", {"released": frozenset({"a.stop"})}, {}, {}),
    ("left_out", {}, {"never": ("s1",)}, {}),
    ("left_out", {}, {"only": ("s2",)}, {}),
    ("left_out", {}, {"never": ("s0",)}, {"suppliers": ("s1", "s0")}),
    ("account", {}, {}, {"account_confirmed": False}),
    ("new", {}, {}, {"verified_before": 2}),
    ("unusual", {}, {}, {"usual": None}),
    ("unusual", {}, {}, {"usual": Decimal(400)}),
    ("unusual", {}, {}, {"usual": Decimal(4000)}),
    ("sample", {}, {}, {"off": True}),
    ("sample", {"sample": Sample.WRONG}, {}, {}),
]


@pytest.mark.parametrize(("why", "changes", "terms", "grounds"), HELD_BY)
def test_the_rule_says_what_holds_an_invoice_back(
    why: str, changes: dict[str, Any], terms: dict[str, Any], grounds: dict[str, Any]
) -> None:
    case = a_case(rows=coding(), **changes)
    policy = replace(OPEN.policy, straight=replace(OPEN.policy.straight, **terms))
    judged_by = replace(GROUNDS, **grounds)
    assert obstacles(case, policy, judged_by) == (why,)
    assert verify(case, VerificationFacts(policy, grounds=judged_by)) == WAIT


def test_the_careful_defaults_let_only_e_invoices_of_known_suppliers_pass() -> None:
    policy = Policy(straight_through=True)
    assert verify(a_case(rows=coding()), VerificationFacts(policy, grounds=GROUNDS)) == WAIT
    assert verify(a_case(rows=coding(), scanned=False), VerificationFacts(policy)) == WAIT
    assert isinstance(verify(a_case(rows=coding(), scanned=False), VerificationFacts(policy, grounds=GROUNDS)), Done)


def test_the_streak_of_untouched_invoices_ends_where_a_person_corrected_one() -> None:
    def earlier(name: str, *, corrected: bool = False, by_hand: bool = True, payable: str = "100") -> Earlier:
        return Earlier(name, TODAY, by_hand, corrected, Decimal(payable), "SEK")

    known = (earlier("5"), earlier("4", by_hand=False), earlier("3", payable="900"), earlier("2", corrected=True))
    found = grounds_of(a_case(), a_supplier(), (*known, earlier("1"), earlier("c1")))
    assert (found.verified_before, found.usual, found.account_confirmed) == (2, Decimal(100), True)
    strange = an_invoice(payment=Payment(accounts=(STRANGE_BANKGIRO,)))
    assert not grounds_of(a_case(strange), a_supplier(), known).account_confirmed


def test_about_one_of_so_many_is_a_sample_and_always_the_same() -> None:
    drawn = [name for name in map(str, range(2000)) if is_sample(name, NOW.isoformat(), 10)]
    assert 140 < len(drawn) < 260
    assert all(is_sample(name, NOW.isoformat(), 10) for name in drawn)
    assert not any(is_sample(name, NOW.isoformat(), 0) for name in drawn)
    everything = replace(OPEN, policy=replace(OPEN.policy, straight=StraightRule(scanned=True, sample_every=1)))
    outcome = verify(a_case(rows=coding()), everything)
    assert isinstance(outcome, Done)
    assert outcome.events[-1] == Sampled(1)


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
    policy = replace(OPEN.policy, straight_through=rule, straight_through_limit=limit)
    outcome = verify(case, VerificationFacts(policy, grounds=GROUNDS))
    if isinstance(outcome, Done):
        assert rule
        assert not remarks
        assert limit >= 1250
        assert isinstance(outcome.events[0], StraightThrough)
        assert outcome.events[1] == Passed("verification", "rule:straight_through v1")
    unverified = replace(case, done=frozenset())
    if scanned:
        assert isinstance(plan(unverified, PaymentFacts(a_company(), a_supplier(), TODAY)), Stop)


# ledger


def booked(case: Case, **changes: Any) -> Outcome:
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
    ],
)
def test_the_due_date_is_stated_or_derived(changes: dict[str, Any], due: date) -> None:
    assert only(booked(a_case(an_invoice(**changes), rows=coding()))).due == due


def paid_on_the_spot(account: str = "1930") -> Case:
    """A receipt whose amount stands on this account."""
    rows = (*coding()[:2], replace(coding()[2], account=account))
    return a_case(an_invoice(type=DocumentType.RECEIPT, due_date=None), rows=rows)


def test_a_receipt_is_due_the_day_it_was_issued() -> None:
    assert only(booked(paid_on_the_spot())).due == date(2026, 11, 2)


def test_a_receipt_never_stands_as_a_debt_to_its_supplier() -> None:
    outcome = booked(paid_on_the_spot("2440"))
    assert isinstance(outcome, Stop)
    assert outcome.findings[0].rule == "ledger.receipt_as_debt"


def test_what_stands_as_owed_to_a_person_names_the_person() -> None:
    assert stopped(booked(paid_on_the_spot("2890"))) == "ledger.owed_to_nobody"
    by_person = {"paid_with": PaidWith.PERSON, "paid_by": "Bo Ek"}
    assert only(booked(replace(paid_on_the_spot("2890"), **by_person))).vouchers
    assert stopped(booked(replace(paid_on_the_spot("1930"), **by_person))) == "ledger.outlay_not_owed"


def own_books(*accounts: str) -> Books:
    """The books of a company whose own chart has only these accounts."""
    made = tuple(ChartAccount(one, one, AccountClass.COST) for one in accounts)
    return Books(Chart(own=True).changed(made))


def test_nothing_is_booked_on_an_account_that_the_chart_has_not() -> None:
    facts = LedgerFacts(a_company(), "L", 7, TODAY, own_books("2641", "2440", "2445"))
    assert stopped(register(a_case(rows=coding()), facts)) == "ledger.not_in_chart"
    assert only(register(a_case(rows=coding()), replace(facts, books=own_books("6110", "2641", "2440", "2445"))))


def test_what_is_booked_on_a_closed_account_may_still_be_moved() -> None:
    facts = LedgerFacts(a_company(), "L", 7, TODAY, own_books("5460", "2641", "2440", "2445"))
    disputed = registered(disputed="fel pris")
    assert len(only(register(disputed, facts)).vouchers) == 2


def test_the_rule_passes_no_coding_that_names_what_the_books_lack() -> None:
    policy = OPEN.policy
    case = a_case(rows=coding())
    assert obstacles(case, policy, replace(GROUNDS, outside=("6110",))) == (Obstacle.CHART,)


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


def a_voucher(rows: tuple[CodingRow, ...] = coding(), **changes: Any) -> Voucher:
    entry = entry_of(rows, date(2026, 11, 2), "Pappershuset AB 1001")
    return replace(Voucher("L", 3, date(2026, 1, 1), entry, "c1"), **changes)


def registered(**changes: Any) -> Case:
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


def approved(**changes: Any) -> Case:
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
    outcome = approval(case)
    assert isinstance(outcome, Wait)
    assert outcome.awaiting is Awaiting.APPROVAL


def test_a_released_stop_holds_nothing() -> None:
    assert only(approval(approved(remarks=STOPPED, released=frozenset({STOPPED["checks"][0].key}))))


def test_a_second_person_may_approve_a_changed_account() -> None:
    case = approved(corrected=("payment.accounts[0]",), editors=frozenset({ANNA}))
    assert only(approval(replace(case, approvals=(*case.approvals, an_approval(case, BO))))).because == "person:bo"


def test_a_company_of_one_may_waive_the_second_person_and_the_trail_says_so() -> None:
    case = approved(corrected=("payment.accounts[0]",), editors=frozenset({ANNA}))
    assert only(approval(case, Policy(two_to_release=False))).because == "person:anna;single-handed"


def test_who_changed_only_the_coding_may_approve() -> None:
    assert only(approval(approved(editors=frozenset({ANNA}))))
