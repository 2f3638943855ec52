"""Whatever people try, in any order: nothing unverified is paid, nothing is paid twice, the books stay whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from office import SUPPLIER, TODAY, an_office, invoice_of

from kontera.actions import correct, decide, pay
from kontera.actions.desk import Desk
from kontera.core.case import State, fold
from kontera.core.errors import KonteraError
from kontera.core.event import Approved, Corrected, Event, PaymentReleased, Verified
from kontera.core.money import ZERO, total
from kontera.core.payment import BatchState
from kontera.core.row import row_of
from kontera.ports import View

PEOPLE = st.sampled_from(("anna", "bo"))
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
    """Two people who try everything on one scan and one e-invoice."""

    cases = Bundle("cases")
    files = 0  # how often a payment file was looked at: the machine must come that far

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
            act(self.office.anna if who == "anna" else self.office.bo)
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
    def release_every_stop(self, case: str, who: str) -> None:
        for stop in self.office.case(case).stops:
            self._try(who, lambda desk, key=stop.key: decide.release(desk, case, key, "ringde"))

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
                    assert _last(before, Verified) > _last(before, Corrected), row.id
                    assert _last(before, Approved) > _last(before, Corrected), row.id

    @invariant()
    def two_people_stand_behind_every_payment_file(self) -> None:
        for batch in self.office.box.batches():
            if batch.state in {BatchState.RELEASED, BatchState.SETTLED}:
                assert batch.released_by != batch.proposed_by

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


def _everything() -> View:
    return View(limit=1000)


def _last(events: list[Event], kind: type[Event]) -> int:
    return max((place for place, event in enumerate(events) if isinstance(event, kind)), default=-1)


def test_nothing_goes_round_the_gates() -> None:
    tried = settings(
        max_examples=60,
        stateful_step_count=30,
        deadline=None,
        derandomize=True,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    run_state_machine_as_test(Persistent, settings=tried)
    assert Persistent.files > 100
