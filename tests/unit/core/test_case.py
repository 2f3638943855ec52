"""A case is its events folded: what each act adds, and what it takes back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from build import ANNA, NOW, TODAY, a_case, a_document, an_invoice, an_item, coding
from kontera.core.case import Case, Queue, State, fold, fold_in
from kontera.core.entry import Voucher, entry_of
from kontera.core.event import (
    Admitted,
    Approved,
    Archived,
    Change,
    Checked,
    Closed,
    Coded,
    Commented,
    Corrected,
    DataRead,
    Disputed,
    DisputeEnded,
    Event,
    Interpreted,
    Matched,
    Noted,
    PagesRead,
    Paid,
    Passed,
    PaymentPlanned,
    PaymentProposed,
    PaymentReleased,
    PaymentWithdrawn,
    Proposed,
    Received,
    Registered,
    Released,
    Reopened,
    Settled,
    Stopped,
    SupplierChosen,
    Verified,
)
from kontera.core.evidence import Page, Source
from kontera.core.finding import Finding, Severity
from kontera.core.invoice import DocumentType
from kontera.core.reading import Reading

DOUBT = Finding("a.doubt", "Look.")
STOP = Finding("a.stop", "Stop.", Severity.STOP)
DOUBLE = Finding("duplicate.number", "Twice.", Severity.STOP)
VOUCHER = Voucher("L", 1, date(2026, 1, 1), entry_of(coding(), TODAY, "x"), "c1")


def after(*events: Event, by: str = "way") -> Case:
    return fold("c1", "mottagaren", (Noted(seq, NOW, by, event) for seq, event in enumerate(events, start=1)))


def then(case: Case, *events: Event, by: str = ANNA) -> Case:
    for event in events:
        case = fold_in(case, Noted(case.revision + 1, NOW, by, event))
    return case


READ = (
    Received(a_document()),
    Admitted(1),
    PagesRead((Page(1, 595, 842, by="text"),)),
    Interpreted(Reading(an_invoice(), "text")),
    Matched("s1", "iban", 0.97),
    Checked((), ()),
    Proposed(coding()),
)
BOOKED = (*READ, Passed("verification", "person:anna"), Registered((VOUCHER,), Decimal("1250.00"), date(2026, 12, 2)))
PLANNED = (*BOOKED, Passed("approval", "person:bo"), PaymentPlanned(an_item()))


def test_the_revision_is_the_number_of_the_last_event() -> None:
    assert after(*READ).revision == len(READ)


@pytest.mark.parametrize(
    ("events", "state"),
    [
        ((Received(a_document()),), State.WORKING),
        (READ, State.VERIFY),
        ((Received(a_document()), Stopped("reading", (DOUBT,))), State.VERIFY),
        (BOOKED, State.APPROVE),
        ((*BOOKED, Disputed("wrong")), State.DISPUTED),
        ((*BOOKED, Disputed("wrong"), DisputeEnded("settled")), State.APPROVE),
        (PLANNED, State.PAY),
        ((*PLANNED, PaymentProposed("b1")), State.PAYING),
        ((*PLANNED, PaymentProposed("b1"), PaymentWithdrawn("b1", "wait")), State.PAY),
        ((*PLANNED, PaymentProposed("b1"), Paid("b1", TODAY, Decimal(1)), Settled(None)), State.PAID),
        ((*PLANNED, Settled(None), Archived("d", TODAY)), State.ARCHIVED),
        ((*READ, Closed("duplicate")), State.CLOSED),
        ((*READ, Closed("duplicate"), Archived("d", TODAY)), State.ARCHIVED),
        ((*READ, Closed("duplicate"), Reopened("mistake")), State.VERIFY),
    ],
)
def test_the_state_follows_from_the_events(events: tuple[Event, ...], state: State) -> None:
    assert after(*events).state is state


@pytest.mark.parametrize(
    ("events", "queue"),
    [
        (READ[:3], Queue.NONE),
        (READ, Queue.READY),
        ((*READ[:5], Checked((), (DOUBT,)), READ[6]), Queue.DOUBT),
        ((*READ[:5], Checked((), (STOP, DOUBT)), READ[6]), Queue.STOPPED),
        ((*READ[:5], Checked((), (STOP, DOUBLE)), READ[6]), Queue.DUPLICATE),
        (
            (*READ[:3], Interpreted(Reading(an_invoice(type=DocumentType.REMINDER), "text")), *READ[4:]),
            Queue.NOT_INVOICE,
        ),
        (BOOKED, Queue.WAITING),
        (PLANNED, Queue.NONE),
    ],
)
def test_the_queue_tells_what_is_wrong(events: tuple[Event, ...], queue: Queue) -> None:
    assert after(*events).queue is queue


def test_a_correction_changes_the_value_and_says_who_knows() -> None:
    case = then(after(*READ), Corrected((Change("number", "1001", "1002"),), ("checks", "posting")))
    assert (case.invoice.number, case.corrected, case.editors) == ("1002", ("number",), frozenset({ANNA}))
    assert case.evidence["number"].source is Source.MANUAL
    assert case.reading is not None
    assert case.reading.invoice.number == "1001"
    assert not {"checks", "posting"} & case.done


def test_a_correction_takes_back_the_verification_and_approvals_it_reaches() -> None:
    approved = then(after(*BOOKED), Verified(("picture",)), Approved(Decimal(1250), "SEK"))
    assert (approved.verified is not None, len(approved.approvals), approved.seen) == (True, 1, ("picture",))
    case = then(approved, Corrected((), ("verification", "ledger", "approval")))
    assert (case.verified, case.approvals, case.seen) == (None, (), ())


def test_a_correction_that_reaches_less_leaves_the_verification() -> None:
    case = then(after(*BOOKED), Verified(()), Coded(coding(), ("approval",)))
    assert case.verified is not None


def test_a_choice_of_supplier_is_remembered_as_a_persons() -> None:
    case = then(after(*READ), SupplierChosen("s2", ("checks",)))
    assert (case.supplier, case.supplier_chosen) == ("s2", True)


def test_a_released_stop_is_no_longer_shown_until_its_value_changes() -> None:
    stopped = after(*READ[:5], Checked((), (STOP,)), READ[6])
    released = then(stopped, Released(STOP.key, "called them"))
    assert (stopped.stops, released.stops, released.findings) == ((STOP,), (), ())
    again = replace(STOP, values=(("account", "other"),))
    assert then(released, Checked((), (again,))).stops == (again,)


def test_remarks_of_a_step_are_replaced_when_it_walks_again() -> None:
    case = then(after(*READ[:5], Checked((), (DOUBT,))), Checked((), ()))
    assert case.findings == ()


def test_a_stop_of_the_way_goes_when_a_step_is_done() -> None:
    case = then(after(Received(a_document()), Stopped("reception", (DOUBT,))), Admitted(1))
    assert "stopped" not in case.remarks


def test_what_came_as_data_was_not_scanned() -> None:
    data = after(Received(a_document()), Admitted(0), DataRead(Reading(an_invoice(), "ubl")))
    assert not data.scanned
    assert after(*READ).scanned
    assert Case("c1", "x").scanned


def test_the_step_after_data_leaves_the_reading_as_it_is() -> None:
    case = after(Received(a_document()), DataRead(Reading(an_invoice(), "ubl")), Interpreted(None))
    assert case.invoice.number == "1001"


def test_a_payment_leaves_its_trail() -> None:
    case = after(*PLANNED, PaymentProposed("b1"), PaymentReleased("b1", "f" * 64), Paid("b1", TODAY, Decimal(1250)))
    assert (case.batch, case.payment_file, case.registered) == ("b1", "f" * 64, True)
    assert case.paid is not None
    assert case.due == date(2026, 12, 2)


def test_a_plan_taken_back_forgets_the_item() -> None:
    assert then(after(*PLANNED), Corrected((), ("payment",))).item is None


def test_a_comment_changes_nothing_but_the_revision() -> None:
    case = after(*READ)
    assert replace(then(case, Commented("looks fine")), revision=case.revision) == case


def test_the_builder_makes_a_case_that_is_scanned_and_matched() -> None:
    assert (a_case().scanned, a_case(scanned=False).scanned, a_case().supplier) == (True, False, "s1")
