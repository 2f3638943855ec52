"""The company's straight-through rule on the whole way: what passes, with what grounds, its samples and its trial."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from office import SUPPLIER, TODAY, Office, an_office, invoice_of

from kontera.actions import correct, decide, pay, straight
from kontera.actions.desk import Desk
from kontera.actions.reports.reading import reading
from kontera.actions.reports.wanted import Wanted
from kontera.actions.straight_trial import try_out
from kontera.core.case import State
from kontera.core.company import Person, Role
from kontera.core.errors import Conflict, Forbidden, InvalidValue, KonteraError, NotFound, NotReady
from kontera.core.event import CompanySaved, Passed, Sampled, SampleSeen, StraightThrough
from kontera.core.figure import Span
from kontera.core.invoice import Invoice
from kontera.core.policy import Policy
from kontera.core.straight import Obstacle, Sample, StraightRule

EVERY = StraightRule(sample_every=1)


def an_invoice_no(number: int) -> Invoice:
    """The same supplier's invoice again, some days later; the number is its reference too."""
    plain, name = invoice_of("norrglans"), f"{70000 + number}"
    payment = replace(plain.payment, reference=name)
    return replace(plain, number=name, issue_date=date(2026, 2, 1) + timedelta(days=number), payment=payment)


def verified(office: Office, count: int = 3) -> list[str]:
    """So many invoices that a person verified untouched."""
    made = []
    for number in range(count):
        case = office.sent(an_invoice_no(number))
        for stop in office.case(case).stops:
            decide.release(office.bo, case, stop.key, "en egen leverans")
        decide.verify(office.anna, case, decide.MUST_SEE)
        office.work()
        assert office.case(case).registered
        made.append(case)
    return made


def turned_on(office: Office, rule: StraightRule = EVERY, limit: Decimal = Decimal(1_000_000)) -> None:
    box = office.box
    policy = replace(box.company.policy, straight_through=True, straight_through_limit=limit, straight=rule)
    office.doors.boxes.save(replace(box.company, policy=policy))


def chief(office: Office) -> Desk:
    """Who sets the rules, and may do nothing else."""
    return Desk(office.doors, office.runner, Person("chief", "Chief", "demo", frozenset({Role.ADMIN})))


def test_nothing_passes_until_the_company_turns_it_on_and_the_supplier_is_known_by_three_untouched() -> None:
    office = an_office()
    verified(office, 3)
    assert office.case(office.sent(an_invoice_no(10))).state is State.VERIFY
    turned_on(office)
    assert office.case(office.sent(an_invoice_no(11))).state is State.APPROVE
    stranger = an_office(straight_through=True, straight_through_limit=Decimal(1_000_000))
    verified(stranger, 2)
    assert stranger.case(stranger.sent(an_invoice_no(11))).state is State.VERIFY


def test_a_decision_of_the_rule_keeps_its_version_its_terms_and_what_it_was_judged_by() -> None:
    office = an_office()
    verified(office)
    turned_on(office, replace(EVERY, version=7))
    case = office.sent(an_invoice_no(10))
    events = [noted.event for noted in office.box.history(case)]
    assert Passed("verification", "rule:straight_through v7") in events
    assert Sampled(1) in events
    (decided,) = (event for event in events if isinstance(event, StraightThrough))
    payable = an_invoice_no(10).totals.payable
    assert decided.rule.version == 7
    assert (decided.grounds.verified_before, decided.grounds.usual) == (3, payable)
    assert (decided.grounds.account_confirmed, decided.amount) == (True, payable)


def test_a_corrected_invoice_begins_the_count_anew() -> None:
    office = an_office()
    verified(office)
    case = office.sent(an_invoice_no(5))
    correct.correct(office.anna, case, {"due_date": "2026-04-01"}, office.case(case).revision)
    office.work()
    decide.verify(office.anna, case, decide.MUST_SEE)
    office.work()
    turned_on(office)
    assert office.case(office.sent(an_invoice_no(10))).state is State.VERIFY


def test_a_scan_passes_only_where_the_rule_says_so_for_scans() -> None:
    office = an_office(straight_through=True, straight_through_limit=Decimal(1_000_000), straight=EVERY)
    case = office.case(office.scanned(invoice_of("pennverket", 12), SUPPLIER))
    assert case.state is State.VERIFY
    assert case.scanned


def test_what_a_person_has_touched_waits_for_that_person() -> None:
    office = an_office()
    verified(office)
    case = office.sent(an_invoice_no(10))
    turned_on(office)
    correct.correct(office.anna, case, {"buyer_reference": "Anna"}, office.case(case).revision)
    office.work()
    assert office.case(case).state is State.VERIFY


def passed(office: Office) -> str:
    """An invoice that passed and is a sample."""
    verified(office)
    turned_on(office)
    case = office.sent(an_invoice_no(10))
    assert office.case(case).sample is Sample.WAITING
    return case


def test_a_sample_that_was_right_is_no_longer_waited_for() -> None:
    office = an_office()
    case = passed(office)
    assert straight.count_waiting(office.anna) == 1
    assert straight.seen(office.anna, case, right=True) is False
    office.work()
    assert (office.case(case).sample, office.case(case).state) == (Sample.RIGHT, State.APPROVE)
    assert straight.count_waiting(office.anna) == 0
    with pytest.raises(NotReady):
        straight.seen(office.anna, case, right=True)


def test_a_wrong_sample_comes_back_and_turns_the_rule_off_for_its_supplier_until_it_is_let_back() -> None:
    office = an_office()
    case = passed(office)
    decide.approve(office.bo, case)
    office.work()
    with pytest.raises(NotReady):
        straight.seen(office.anna, case, right=False)
    assert straight.seen(office.anna, case, right=False, comment="fel belopp") is True
    office.work()
    assert (office.case(case).state, office.case(case).approvals) == (State.VERIFY, ())
    with pytest.raises(NotReady):
        pay.propose(office.anna, (case,), TODAY)
    after = office.sent(an_invoice_no(11))
    assert office.case(after).state is State.VERIFY
    assert straight.ruled(chief(office)).off == {"norrglans": office.case(case).invoice.seller.name}
    with pytest.raises(Forbidden):
        straight.restore(office.anna, "norrglans", "rättat")
    with pytest.raises(NotReady):
        straight.restore(chief(office), "norrglans", " ")
    straight.restore(chief(office), "norrglans", "mallen är rättad")
    assert office.case(case).sample is Sample.MENDED
    assert office.case(office.sent(an_invoice_no(12))).state is State.APPROVE
    assert office.case(case).state is State.VERIFY  # the one that was wrong still waits for a person
    with pytest.raises(NotFound):
        straight.restore(chief(office), "norrglans", "igen")


def test_a_wrong_sample_that_stands_in_a_payment_is_only_told() -> None:
    office = an_office()
    case = passed(office)
    decide.approve(office.bo, case)
    office.work()
    pay.propose(office.anna, (case,), TODAY)
    assert straight.seen(office.anna, case, right=False, comment="fel") is False
    assert office.case(case).state is State.PAYING


def test_samples_are_counted_in_the_report_on_reading() -> None:
    office = an_office()
    case = passed(office)
    straight.seen(office.anna, case, right=False, comment="fel")
    office.work()
    wanted = Wanted(Span(TODAY - timedelta(days=5), TODAY), TODAY)
    facts = {column.name: value for column, value in reading(office.box, wanted).facts}
    assert (facts["samples"], facts["samples_wrong"]) == (1, Decimal(100))


def test_a_rebuild_keeps_the_samples() -> None:
    office = an_office()
    case = passed(office)
    straight.seen(office.anna, case, right=False, comment="fel")
    office.box.rebuild()
    assert [row.id for row in straight.samples(office.anna).wrong] == [case]


def test_the_trial_tells_what_would_have_passed_and_which_of_it_a_person_had_corrected() -> None:
    office = an_office()
    names = verified(office, 5)
    wrong = office.sent(an_invoice_no(6))
    correct.correct(office.anna, wrong, {"due_date": "2026-04-01"}, office.case(wrong).revision)
    office.work()
    decide.verify(office.anna, wrong, decide.MUST_SEE)
    office.work()
    terms = straight.Terms(on=True, limit=Decimal(1_000_000), rule=StraightRule())
    trial = try_out(chief(office), terms)
    assert trial.tried == 6
    assert {one.row.id for one in trial.passed} <= {*names[3:], wrong}
    assert trial.wrong == 1
    assert trial.passed[0].row.id == wrong
    assert trial.passed[0].corrected == ("due_date",)
    assert trial.held[Obstacle.NEW] == 3
    nobody = try_out(chief(office), replace(terms, limit=Decimal(1)))
    assert nobody.passed == ()
    assert nobody.held[Obstacle.LIMIT] == 6


def test_who_turns_the_rule_on_has_tried_it_and_the_settings_tell_who() -> None:
    office = an_office()
    verified(office)
    boss = chief(office)
    terms = straight.Terms(on=True, limit=Decimal(100_000), rule=StraightRule(never=("pennverket",)))
    with pytest.raises(NotReady):
        straight.change(boss, terms)
    with pytest.raises(Forbidden):
        straight.change(office.anna, terms, terms.digest)
    revision = straight.ruled(boss).revision
    straight.change(boss, terms, try_out(boss, terms).digest, "klart", revision)
    with pytest.raises(Conflict):
        straight.change(boss, replace(terms, on=False), revision=revision)
    found = straight.ruled(boss)
    assert (found.terms.on, found.terms.rule.version, found.terms.rule.never) == (True, 2, ("pennverket",))
    (noted,) = found.history
    assert isinstance(noted.event, CompanySaved)
    assert (noted.by, noted.event.why) == ("person:chief", "klart")
    straight.change(boss, replace(terms, on=False))
    assert not office.box.company.policy.straight_through


@pytest.mark.parametrize(
    "changes",
    [{"verified_before": 0}, {"deviation": Decimal("0.5")}, {"sample_every": 0}, {"only": ("nobody",)}],
)
def test_terms_that_make_no_sense_are_refused(changes: dict[str, object]) -> None:
    office = an_office()
    rule = replace(StraightRule(), **changes)  # type: ignore[arg-type] # fields of the rule
    with pytest.raises(KonteraError) as refused:
        straight.change(chief(office), straight.Terms(on=False, limit=Decimal(1), rule=rule))
    assert isinstance(refused.value, InvalidValue | NotFound)
    assert office.box.company.policy == replace(Policy())


def test_only_who_may_verify_says_how_a_sample_was() -> None:
    office = an_office()
    case = passed(office)
    with pytest.raises(Forbidden):
        straight.seen(chief(office), case, right=True)
    assert SampleSeen not in {type(noted.event) for noted in office.box.history(case)}
