"""Whole cases walk the way in memory: what must stop stops, what a person changes is walked again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from office import SUPPLIER, TODAY, Office, an_office, invoice_of

from kontera.actions import archive, correct, decide, pay, receive, suppliers
from kontera.actions.holds import PaymentHeld
from kontera.core.account_change import MayNotVouch, TwoPeopleNeeded
from kontera.core.case import Queue, State
from kontera.core.document import Channel
from kontera.core.entry import RowKind
from kontera.core.errors import Conflict, Forbidden, NotReady, UnbalancedEntry
from kontera.core.event import Passed
from kontera.core.money import ZERO
from kontera.core.party import Account, AccountScheme
from kontera.formats.pain001_xsd import validate_pain001
from kontera.pipeline.way import INVOICE_WAY
from kontera.samples.companies import DEMO_BUYER, UNKNOWN_SUPPLIER
from kontera.samples.invent import invent

OTHER_GIRO = "bankgiro:50501055"


@pytest.fixture
def office() -> Office:
    return an_office()


def _verified(office: Office, case: str) -> str:
    decide.verify(office.anna, case, decide.MUST_SEE)
    office.work()
    return case


def _payable(office: Office, case: str) -> str:
    _verified(office, case)
    decide.approve(office.bo, case)
    office.work()
    return case


def test_the_way_has_the_steps_of_the_house_in_their_order() -> None:
    names = [step.name for step in INVOICE_WAY]
    assert names[:5] == ["reception", "reading", "recognition", "interpretation", "joining"]
    assert names[5:8] == ["validation", "comparison", "matching"]
    assert names[8:] == ["checks", "posting", "verification", "ledger", "approval", "payment", "settlement", "archive"]


def test_an_e_invoice_is_read_matched_checked_and_coded_by_itself(office: Office) -> None:
    case = office.case(office.sent(invoice_of("norrglans")))
    assert (case.state, case.queue, case.supplier) == (State.VERIFY, Queue.READY, "norrglans")
    assert sum(row.amount for row in case.rows) == ZERO
    assert {row.kind for row in case.rows} >= {RowKind.COST, RowKind.VAT, RowKind.PAYABLE}


def test_a_scan_is_read_with_evidence_for_every_value(office: Office) -> None:
    invoice = invoice_of("pennverket", 12)
    case = office.case(office.scanned(invoice, SUPPLIER))
    assert (case.invoice.number, case.invoice.totals.payable) == (invoice.number, invoice.totals.payable)
    assert case.evidence["number"].place is not None


def test_from_received_to_paid_and_archived(office: Office) -> None:
    cases = (office.sent(invoice_of("norrglans")), office.scanned(invoice_of("pennverket", 12), SUPPLIER))
    for case in cases:
        _payable(office, case)
    batch = pay.propose(office.anna, cases, TODAY)
    released = pay.release(office.bo, batch.id)
    assert validate_pain001(office.doors.blobs.get("demo", released.file)) == ()
    pay.settle(office.bo, batch.id, TODAY)
    office.work()
    assert {office.case(case).state for case in cases} == {State.ARCHIVED}
    assert archive.verify(office.anna).faults == ()
    assert sorted(f"{v.series}{v.number}" for v in office.box.vouchers()) == ["B1", "B2", "L1", "L2"]


def test_an_approval_given_before_booking_counts_once_it_is_booked(office: Office) -> None:
    case = office.sent(invoice_of("norrglans"))
    decide.approve(office.bo, case)
    office.work()
    assert not office.case(case).registered
    _verified(office, case)
    assert office.case(case).state is State.PAY


def test_the_bank_gets_the_version_it_takes() -> None:
    office = an_office()
    office.doors.boxes.save(replace(office.box.company, pain_version="001.001.03"))
    case = _payable(office, office.sent(invoice_of("norrglans")))
    released = pay.release(office.bo, pay.propose(office.anna, (case,), TODAY).id)
    assert b"pain.001.001.03" in office.doors.blobs.get("demo", released.file)


def test_without_scanning_a_picture_is_kept_for_typing_and_not_interpreted() -> None:
    office = an_office()
    office.doors.boxes.save(replace(office.box.company, scanning=False))
    case = office.case(office.scanned(invoice_of("pennverket", 12), SUPPLIER))
    assert (case.invoice.number, case.state, case.queue) == ("", State.VERIFY, Queue.DOUBT)
    assert [finding.rule for finding in case.remarks["stopped"]] == ["reading.scanning_off"]


def test_a_scan_is_not_verified_before_all_was_compared(office: Office) -> None:
    case = office.scanned(invoice_of("pennverket", 12), SUPPLIER)
    with pytest.raises(NotReady):
        decide.verify(office.anna, case, ("picture", "totals"))
    assert not office.case(case).registered


def test_a_correction_walks_again_and_lets_verification_and_approval_fall(office: Office) -> None:
    case = _payable(office, office.sent(invoice_of("norrglans")))
    assert office.case(case).state is State.PAY
    correct.correct(office.anna, case, {"due_date": "2026-04-30"}, office.case(case).revision)
    office.work()
    after = office.case(case)
    assert (after.state, after.approvals, after.verified) == (State.VERIFY, (), None)
    assert [voucher.number for voucher in after.vouchers] == [1]


def test_a_correction_after_booking_is_booked_as_reversal_and_new_entry(office: Office) -> None:
    case = _verified(office, office.sent(invoice_of("norrglans")))
    rows = office.case(case).rows
    other = tuple(replace(row, account="5460") if row.kind is RowKind.COST else row for row in rows)
    correct.code(office.anna, case, other, office.case(case).revision)
    office.work()
    _verified(office, case)
    first, reversal, new = office.case(case).vouchers
    assert reversal.entry.lines == first.entry.reversed(TODAY, "").lines
    assert (reversal.corrects, "5460" in {line.account for line in new.entry.lines}) == (1, True)


def test_a_coding_that_does_not_balance_is_refused(office: Office) -> None:
    case = office.sent(invoice_of("norrglans"))
    rows = office.case(case).rows
    with pytest.raises(UnbalancedEntry):
        correct.code(office.anna, case, rows[:-1], office.case(case).revision)


def test_two_people_on_one_value_are_told_of_each_other(office: Office) -> None:
    case = office.sent(invoice_of("norrglans"))
    seen = office.case(case).revision
    correct.correct(office.anna, case, {"order_number": "A"}, seen)
    with pytest.raises(Conflict):
        correct.correct(office.bo, case, {"order_number": "B"}, seen)
    correct.correct(office.bo, case, {"contract": "C"}, seen)
    assert (office.case(case).invoice.order_number, office.case(case).invoice.contract) == ("A", "C")


def test_a_changed_account_stops_payment_until_two_people_have_confirmed_it(office: Office) -> None:
    case = office.sent(
        replace(
            invoice_of("norrglans"),
            payment=replace(invoice_of("norrglans").payment, accounts=(Account(AccountScheme.BANKGIRO, "50501055"),)),
        )
    )
    assert office.case(case).queue is Queue.STOPPED
    _verified(office, case)
    with pytest.raises(NotReady):
        decide.approve(office.bo, case)
    stop = next(f for f in office.case(case).stops if f.rule == "fraud.account_changed")
    with pytest.raises(TwoPeopleNeeded):
        decide.release(office.bo, case, stop.key, "ringde det nummer vi har")
    office.vouched(case, office.bo)
    assert stop in office.case(case).stops
    office.vouched(case, office.anna)
    assert office.case(case).stops == ()
    decide.approve(office.bo, case)
    office.work()
    item = office.case(case).item
    assert item is not None
    assert item.account.key == OTHER_GIRO


def test_who_changed_the_account_may_neither_confirm_nor_approve_it(office: Office) -> None:
    case = office.sent(invoice_of("norrglans"))
    correct.correct(office.anna, case, {"payment.accounts[0]": OTHER_GIRO}, office.case(case).revision)
    office.work()
    with pytest.raises(MayNotVouch):
        office.vouched(case, office.anna)
    _verified(office, case)
    office.vouched(case, office.bo, office.cia)
    with pytest.raises(Forbidden):
        decide.approve(office.anna, case)


def test_the_same_bytes_are_known_and_the_same_number_is_a_duplicate(office: Office) -> None:
    invoice = invoice_of("norrglans")
    first = office.sent(invoice)
    again = receive.receive(
        office.anna, "other-name.xml", office.doors.blobs.get("demo", _digest(office, first)), Channel.UPLOAD
    )[0]
    assert (again.known, again.case) == (True, first)
    second = office.sent(replace(invoice, notes=("kopia",)))
    assert office.case(second).queue is Queue.DUPLICATE
    with pytest.raises(NotReady):
        decide.verify(office.anna, second, decide.MUST_SEE)
    decide.close(office.anna, second, "duplicate")
    office.work()
    assert office.case(second).state is State.ARCHIVED


def _digest(office: Office, case: str) -> str:
    document = office.case(case).document
    assert document is not None
    return document.digest


def test_the_proposer_does_not_release_unless_the_company_lets_one_person(office: Office) -> None:
    case = _payable(office, office.sent(invoice_of("norrglans")))
    batch = pay.propose(office.anna, (case,), TODAY)
    with pytest.raises(Forbidden):
        pay.release(office.anna, batch.id)
    alone = an_office(two_to_release=False)
    case = _payable(alone, alone.sent(invoice_of("norrglans")))
    released = pay.release(alone.anna, pay.propose(alone.anna, (case,), TODAY).id)
    assert released.single_handed


def test_a_new_supplier_is_paid_and_known_once_two_people_have_confirmed_its_account(office: Office) -> None:
    first = office.sent(invent(3, UNKNOWN_SUPPLIER, DEMO_BUYER, date(2026, 2, 20)))
    assert "matching.unknown_supplier" in {finding.rule for finding in office.case(first).findings}
    supplier = suppliers.add_from_case(office.anna, first)
    office.work()
    assert "fraud.account_new" in {finding.rule for finding in office.case(first).findings}
    _payable(office, first)
    with pytest.raises(PaymentHeld):
        pay.propose(office.anna, (first,), TODAY)
    office.vouched(first, office.anna, office.bo)
    batch = pay.propose(office.anna, (first,), TODAY)
    pay.release(office.bo, batch.id)
    pay.settle(office.bo, batch.id, TODAY)
    office.work()
    second = office.case(office.sent(invent(4, UNKNOWN_SUPPLIER, DEMO_BUYER, date(2026, 2, 25))))
    assert second.supplier == supplier.id
    assert not {finding.rule for finding in second.findings} & {"fraud.account_new", "matching.unknown_supplier"}


def test_an_invoice_stands_in_one_batch_only(office: Office) -> None:
    case = _payable(office, office.sent(invoice_of("norrglans")))
    first = pay.propose(office.anna, (case,), TODAY)
    with pytest.raises(NotReady):
        pay.propose(office.anna, (case,), TODAY)
    pay.cancel(office.anna, first.id, "fel dag")
    assert pay.propose(office.anna, (case,), date(2026, 3, 9)).items[0].case == case


def test_what_was_disputed_stays_booked_on_its_own_account_and_is_not_paid(office: Office) -> None:
    case = _payable(office, office.sent(invoice_of("norrglans")))
    decide.dispute(office.bo, case, "varan kom aldrig")
    office.work()
    assert office.case(case).state is State.DISPUTED
    assert "2445" in {line.account for line in office.case(case).vouchers[-1].entry.lines}
    with pytest.raises(NotReady):
        pay.propose(office.anna, (case,), TODAY)


def test_a_company_of_one_may_do_all_alone_and_the_trail_says_so() -> None:
    alone = an_office(two_to_release=False)
    case = alone.sent(invoice_of("norrglans"))
    correct.correct(alone.anna, case, {"payment.accounts[0]": OTHER_GIRO}, alone.case(case).revision)
    alone.work()
    alone.vouched(case, alone.anna)
    assert alone.box.account_changes()[0].single_handed
    _verified(alone, case)
    decide.approve(alone.anna, case)
    alone.work()
    assert Passed("approval", "person:anna;single-handed") in [n.event for n in alone.box.history(case)]
    released = pay.release(alone.anna, pay.propose(alone.anna, (case,), TODAY).id)
    assert released.single_handed


def test_what_cannot_be_read_is_typed_by_hand(office: Office) -> None:
    receipt = receive.receive(office.anna, "blank.png", b"\x89PNG\r\n\x1a\n blank", Channel.UPLOAD)[0]
    office.work()
    case = office.case(receipt.case)
    assert (case.state, case.queue) == (State.VERIFY, Queue.DOUBT)
    typed = {
        "number": "77",
        "issue_date": "2026-02-20",
        "due_date": "2026-03-20",
        "currency": "SEK",
        "seller.name": "Pennverket Kontorsvaror AB",
        "seller.organisation_number": SUPPLIER.party.organisation_number,
        "totals.net": "1000.00",
        "totals.vat": "250.00",
        "totals.payable": "1250.00",
    }
    correct.correct(office.anna, receipt.case, typed, case.revision)
    office.work()
    case = office.case(receipt.case)
    assert case.supplier == "pennverket"
    assert sum(row.amount for row in case.rows) == ZERO
    assert len(case.rows) >= 3
    _verified(office, receipt.case)
    assert office.case(receipt.case).registered
