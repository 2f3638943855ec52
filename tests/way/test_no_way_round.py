"""Whatever people try, in any order: nothing unverified is paid, nothing is paid twice, the books stay whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from office import SUPPLIER, TODAY, an_office, invoice_of

from kontera.actions import account_change, correct, decide, pay, straight
from kontera.actions.desk import Desk
from kontera.core.account_change import Standing
from kontera.core.case import State, fold
from kontera.core.company import Person, Role
from kontera.core.errors import Forbidden, KonteraError
from kontera.core.event import (
    Approved,
    Corrected,
    Event,
    PagesRead,
    PaymentReleased,
    SampleSeen,
    StraightThrough,
    SupplierSaved,
    Verified,
)
from kontera.core.invoice import DocumentType
from kontera.core.money import ZERO, total
from kontera.core.party import Trust
from kontera.core.payment import BatchState
from kontera.core.row import row_of
from kontera.core.straight import StraightRule
from kontera.ports import View

PEOPLE = st.sampled_from(("anna", "bo", "cia"))
VALUES = st.sampled_from(
    (
        ("totals.payable", "99.00"),
        ("payment.accounts[0]", "bankgiro:50501055"),
        ("payment.reference", "1001202603"),
        ("due_date", "2026-04-01"),
        ("seller.name", "Någon Annan AB"),
        ("number", "4711"),
        ("type", "credit_note"),
    )
)


class Persistent(RuleBasedStateMachine):
    """Three people who try everything on scans and e-invoices: so many that an account one typed two others confirm."""

    cases = Bundle("cases")
    files = 0  # how often a payment file was looked at: the machine must come that far
    reached: ClassVar[Counter[str]] = Counter()  # in how many runs each thing happened

    def __init__(self) -> None:
        super().__init__()
        self.office = an_office()

    @initialize(target=cases)
    def a_scan(self) -> str:
        return self.office.scanned(invoice_of("pennverket", 12), SUPPLIER)

    @rule(target=cases)
    def an_e_invoice(self) -> str:
        return self.office.sent(invoice_of("norrglans"))

    def _try(self, who: str, act: Callable[[Desk], object]) -> None:
        with suppress(KonteraError):
            act({"anna": self.office.anna, "bo": self.office.bo, "cia": self.office.cia}[who])
        self.office.work()

    @rule(case=cases, who=PEOPLE, seen=st.sampled_from((decide.MUST_SEE, (), ("picture",))))
    def verify(self, case: str, who: str, seen: tuple[str, ...]) -> None:
        self._try(who, lambda desk: decide.verify(desk, case, seen))

    @rule(case=cases, who=PEOPLE)
    def approve(self, case: str, who: str) -> None:
        self._try(who, lambda desk: decide.approve(desk, case))

    @rule(case=cases, who=PEOPLE, value=VALUES)
    def correct(self, case: str, who: str, value: tuple[str, str]) -> None:
        revision = self.office.case(case).revision
        self._try(who, lambda desk: correct.correct(desk, case, dict((value,)), revision))

    @rule(case=cases, who=PEOPLE)
    def another_account_is_typed(self, case: str, who: str) -> None:
        self.correct(case, who, ("payment.accounts[0]", "bankgiro:50501055"))

    @rule(case=cases, who=PEOPLE)
    def release_every_stop(self, case: str, who: str) -> None:
        for stop in self.office.case(case).stops:
            self._try(who, lambda desk, key=stop.key: decide.release(desk, case, key, "ringde"))

    @rule(who=PEOPLE)
    def vouch_for_every_account(self, who: str) -> None:
        for change in self.office.box.account_changes(Standing.OPEN):
            channel = change.on_file[0].value if change.on_file else "registret"
            word = account_change.Word(channel, "växeln")
            self._try(who, lambda desk, name=change.id, word=word: account_change.vouch(desk, name, word))

    @rule(who=PEOPLE)
    def refuse_an_account(self, who: str) -> None:
        for change in self.office.box.account_changes(Standing.OPEN):
            self._try(who, lambda desk, name=change.id: account_change.refuse(desk, name, "fel"))

    @rule(case=cases, who=PEOPLE)
    def dispute_or_end(self, case: str, who: str) -> None:
        act = decide.end_dispute if self.office.case(case).disputed else decide.dispute
        self._try(who, lambda desk: act(desk, case, "skäl"))

    @rule(case=cases, who=PEOPLE)
    def close_or_reopen(self, case: str, who: str) -> None:
        act = decide.reopen if self.office.case(case).closed else decide.close
        self._try(who, lambda desk: act(desk, case, "rejected"))

    @rule(case=cases)
    def what_comes_next(self, case: str) -> None:
        match self.office.case(case).state:
            case State.VERIFY:
                self.verify(case, "anna", decide.MUST_SEE)
            case State.APPROVE:
                self.approve(case, "bo")
            case State.PAY:
                self.propose(case, "anna")
            case State.PAYING:
                self.on_every_batch("bo", "release")
            case _:
                self.release_every_stop(case, "bo")

    @rule(case=cases)
    def everybody_does_their_part(self, case: str) -> None:
        """What honest people do until the invoice is paid: so that what was tried before stands before a payment."""
        if self.office.case(case).disputed:
            self.dispute_or_end(case, "bo")
        for who in ("anna", "bo", "cia"):
            self.vouch_for_every_account(who)
        self._put_right(case)
        for _ in range(6):
            self.what_comes_next(case)

    def _put_right(self, case: str) -> None:
        """An account that not two others confirmed is refused, and the invoice names a confirmed one again."""
        self.refuse_an_account("cia")
        known = self.office.case(case)
        supplier = self.office.box.supplier(known.supplier) if known.supplier else None
        confirmed = [one.account for one in supplier.accounts if one.trust is Trust.CONFIRMED] if supplier else []
        if confirmed and not {one.key for one in confirmed} & {one.key for one in known.invoice.payment.accounts}:
            self.correct(case, "anna", ("payment.accounts[0]", f"{confirmed[0].scheme}:{confirmed[0].id}"))
        if known.invoice.type is DocumentType.CREDIT_NOTE:
            self.correct(case, "anna", ("type", "invoice"))

    @rule()
    def the_bank_has_paid(self) -> None:
        self.on_every_batch("cia", "settle")

    @rule(case=cases, who=PEOPLE)
    def propose(self, case: str, who: str) -> None:
        self._try(who, lambda desk: pay.propose(desk, (case,), TODAY))

    @rule(who=PEOPLE, what=st.sampled_from(("release", "settle", "cancel")))
    def on_every_batch(self, who: str, what: str) -> None:
        acts: dict[str, Callable[[Desk, str], object]] = {
            "release": pay.release,
            "settle": lambda desk, batch: pay.settle(desk, batch, TODAY),
            "cancel": lambda desk, batch: pay.cancel(desk, batch, "skäl"),
        }
        for batch in self.office.box.batches():
            self._try(who, lambda desk, name=batch.id: acts[what](desk, name))

    @invariant()
    def nothing_unverified_or_unapproved_stands_in_a_payment_file(self) -> None:
        for row in self.office.box.rows(_everything()):
            events = [noted.event for noted in self.office.box.history(row.id)]
            for place, event in enumerate(events):
                if isinstance(event, PaymentReleased):
                    Persistent.files += 1
                    before = events[:place]
                    assert self._vouched(before) > _last(before, Corrected), row.id
                    assert _last(before, Approved) > _last(before, Corrected), row.id

    def _vouched(self, before: list[Event]) -> int:
        """The place of the word that the reading stood on when the payment was released: a person's."""
        assert not any(isinstance(event, StraightThrough) for event in before)
        return _last(before, Verified)

    def teardown(self) -> None:
        """Count what this run came to."""
        changes = self.office.box.account_changes()
        states = {batch.state.value for batch in self.office.box.batches()}
        paid = {item.case for batch in self.office.box.batches() if batch.file for item in batch.items}
        corrected = {case for case in paid if self.office.case(case).corrected}
        happened = {
            **{f"batch.{state}": True for state in states},
            "paid.corrected": bool(corrected),
            "paid.account_typed": any("payment.accounts[0]" in self.office.case(case).corrected for case in corrected),
            "account.confirmed": any(change.standing is Standing.CONFIRMED for change in changes),
            "account.refused": any(change.standing is Standing.REFUSED for change in changes),
        }
        Persistent.reached.update(name for name, did in happened.items() if did)

    @invariant()
    def two_people_stand_behind_every_payment_file(self) -> None:
        for batch in self.office.box.batches():
            if batch.state in {BatchState.RELEASED, BatchState.SETTLED}:
                assert batch.released_by != batch.proposed_by

    @invariant()
    def no_payment_file_pays_to_an_account_that_was_not_confirmed(self) -> None:
        for batch in self.office.box.batches():
            if batch.state in {BatchState.RELEASED, BatchState.SETTLED}:
                for item in batch.items:
                    assert any(item.account.key == key for key in self._confirmed_once(item.supplier)), item

    def _confirmed_once(self, supplier: str) -> set[str]:
        """The accounts of a supplier that were confirmed at some time: one may be refused after it was paid."""
        found = set()
        for noted in self.office.box.history(f"supplier:{supplier}"):
            if isinstance(noted.event, SupplierSaved):
                known = noted.event.supplier.accounts
                found |= {one.account.key for one in known if one.trust is Trust.CONFIRMED}
        return found

    @invariant()
    def who_typed_an_account_never_confirms_it(self) -> None:
        for change in self.office.box.account_changes():
            assert not {vouch.by for vouch in change.vouches} & set(change.entered_by)
            assert change.standing is not Standing.CONFIRMED or len({vouch.by for vouch in change.vouches}) > 1

    @invariant()
    def no_invoice_is_paid_twice(self) -> None:
        live = [b for b in self.office.box.batches() if b.state is not BatchState.CANCELLED]
        assert all(times == 1 for times in Counter(item.case for batch in live for item in batch.items).values())

    @invariant()
    def the_books_balance_and_have_no_gaps(self) -> None:
        vouchers = self.office.box.vouchers(limit=10_000)
        for series in ("L", "B"):
            numbers = sorted(voucher.number for voucher in vouchers if voucher.series == series)
            assert numbers == list(range(1, len(numbers) + 1))
        assert all(total(line.debit - line.credit for line in v.entry.lines) == ZERO for v in vouchers)

    @invariant()
    def the_ledger_owes_what_the_open_items_say(self) -> None:
        box = self.office.box
        booked: dict[str, Decimal] = {}
        for voucher in box.vouchers(limit=10_000):
            for line in voucher.entry.lines:
                if line.account in {"2440", "2445"}:
                    booked[voucher.case] = booked.get(voucher.case, ZERO) + line.credit - line.debit
        for row in box.rows(_everything()):
            assert booked.get(row.id, ZERO) == (row.open_amount or ZERO), row.id

    @invariant()
    def every_row_is_the_fold_of_its_events(self) -> None:
        box = self.office.box
        for row in box.rows(_everything()):
            assert row == row_of(fold(row.id, "demo", box.history(row.id)))


class Straight(Persistent):
    """The same with a company that turns its straight-through rule on and off, and an administrator who tries all."""

    passed = 0  # how many payments were released on the rule's word: the machine must come that far

    def __init__(self) -> None:
        super().__init__()
        self.sent = 70_000
        admin = Person("chief", "Chief", "demo", frozenset({Role.ADMIN}))
        self.chief = Desk(self.office.doors, self.office.runner, admin)
        for _ in range(3):
            case = self._one_more()
            decide.verify(self.office.anna, case, decide.MUST_SEE)
            self.office.work()
        self._ruled(on=True, scanned=False)

    def _one_more(self) -> str:
        self.sent += 1
        plain = invoice_of("norrglans")
        payment = replace(plain.payment, reference=str(self.sent))
        day = plain.issue_date + timedelta(days=self.sent - 70_050) if plain.issue_date else None
        return self.office.sent(replace(plain, number=str(self.sent), issue_date=day, payment=payment))

    def _ruled(self, *, on: bool, scanned: bool) -> None:
        rule_ = StraightRule(scanned=scanned, sample_every=2)
        terms = straight.Terms(on=on, limit=Decimal(1_000_000), rule=rule_)
        straight.change(self.chief, terms, terms.digest)

    @initialize(target=Persistent.cases)
    def one_that_passes(self) -> str:
        case = self._one_more()
        assert self.office.case(case).straight is not None
        return case

    @rule(target=Persistent.cases)
    def one_more_of_a_known_supplier(self) -> str:
        return self._one_more()

    @rule(on=st.booleans(), scanned=st.booleans())
    def turn_the_rule(self, on: bool, scanned: bool) -> None:
        self._ruled(on=on, scanned=scanned)

    @rule(who=PEOPLE, right=st.booleans())
    def look_at_the_samples(self, who: str, right: bool) -> None:
        for row in straight.samples(self.office.anna).waiting:
            self._try(who, lambda desk, name=row.id: straight.seen(desk, name, right=right, comment="fel"))

    @rule()
    def let_suppliers_back(self) -> None:
        for supplier in straight.ruled(self.chief).off:
            straight.restore(self.chief, supplier, "rättat")

    @rule()
    def pay_what_passed(self) -> None:
        for row in self.office.box.rows(View(states=frozenset({State.APPROVE, State.PAY}))):
            if self.office.case(row.id).straight is not None:
                self._try("bo", lambda desk, name=row.id: decide.approve(desk, name))
                self._try("anna", lambda desk, name=row.id: pay.propose(desk, (name,), TODAY))
        self.on_every_batch("bo", "release")

    @rule(case=Persistent.cases)
    def the_administrator_tries_it_alone(self, case: str) -> None:
        tried: tuple[Callable[[], object], ...] = (
            lambda: decide.verify(self.chief, case, decide.MUST_SEE),
            lambda: decide.approve(self.chief, case),
            lambda: pay.propose(self.chief, (case,), TODAY),
            lambda: straight.seen(self.chief, case, right=True),
            lambda: correct.correct(self.chief, case, {"totals.payable": "1.00"}, self.office.case(case).revision),
        )
        for act in tried:
            with pytest.raises(Forbidden):
                act()
        self.office.work()

    def _vouched(self, before: list[Event]) -> int:
        """A person's word, or the rule's; and the rule's only on the terms and grounds it keeps with it."""
        by_person, by_rule = _last(before, Verified), _last(before, StraightThrough)
        if by_rule > by_person:
            decided = before[by_rule]
            assert isinstance(decided, StraightThrough)
            assert decided.rule.scanned or not any(isinstance(event, PagesRead) for event in before)
            assert decided.grounds.account_confirmed
            assert not decided.grounds.off
            assert decided.grounds.verified_before >= decided.rule.verified_before >= 1
            assert decided.amount <= decided.limit
            assert _last(before, SampleSeen) < 0 or all(e.right for e in before if isinstance(e, SampleSeen))
            Straight.passed += 1
        return max(by_person, by_rule)

    @invariant()
    def who_let_a_booked_invoice_by_is_always_known(self) -> None:
        for row in self.office.box.rows(_everything()):
            case = self.office.case(row.id)
            if "verification" in case.done:
                assert case.vouched
                assert case.verified is not None or case.straight is not None


def _everything() -> View:
    return View(limit=1000)


def _last(events: list[Event], kind: type[Event]) -> int:
    return max((place for place, event in enumerate(events) if isinstance(event, kind)), default=-1)


REACHED = ("batch.settled", "paid.corrected", "paid.account_typed", "account.confirmed")
"""What the machine must have come to, or the promises about it were not tried."""
TRIED = settings(
    max_examples=60,
    stateful_step_count=30,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def test_nothing_goes_round_the_gates() -> None:
    run_state_machine_as_test(Persistent, settings=TRIED)
    assert Persistent.files > 300
    reached = Persistent.reached
    assert reached["batch.released"] + reached["batch.settled"] > 15, reached
    assert min(reached[name] for name in REACHED) > 0, reached


def test_nothing_goes_round_the_gates_where_a_rule_lets_clean_invoices_by() -> None:
    run_state_machine_as_test(Straight, settings=settings(TRIED, max_examples=15))
    assert Straight.passed > 3
