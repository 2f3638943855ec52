"""Approval by flows: stages in order, two in union, limits, substitutes, and when an approval falls."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build import BANKGIRO, NOW, TODAY, a_case, an_invoice, coding
from kontera.core.approving import (
    NOBODY,
    Arrangement,
    Condition,
    Flow,
    Limit,
    Stage,
    Substitute,
    person_seat,
    role_seat,
)
from kontera.core.attest import coding_digest, flow_of, progress
from kontera.core.case import Act, Approval, Case, Hold
from kontera.core.company import Person, Role
from kontera.core.errors import InvalidValue
from kontera.core.event import ApprovalAsked, HoldEnded, Passed
from kontera.core.outcome import Done, Wait
from kontera.core.policy import Policy
from kontera.steps.approval import ApprovalFacts, approve

ANNA, BO, CIA, DAN = "anna", "bo", "cia", "dan"
ALL = frozenset(person_seat(one) for one in (ANNA, BO, CIA, DAN))
ANY = Condition()
UNION = Arrangement((Flow("Två i förening", ANY, (Stage((ANNA, BO, CIA), count=2),)),))
STAGES = Arrangement((Flow("I steg", ANY, (Stage((ANNA,)), Stage((BO, CIA), count=2))),))


def an_approver(name: str, *roles: Role) -> Person:
    return Person(name, name.title(), "mottagaren", frozenset(roles) or frozenset({Role.APPROVER}))


def approvals(case: Case, *names: str, arrangement: Arrangement | None = None) -> tuple[Approval, ...]:
    """The case approved by these people, one after the other, as each of them stands today."""
    known = arrangement or Arrangement()
    return tuple(
        Approval(
            Act(person_seat(name), NOW + timedelta(minutes=at)),
            case.invoice.totals.payable or Decimal(0),
            case.invoice.currency,
            BANKGIRO.key,
            case.supplier,
            coding_digest(case.rows),
            known.seats(an_approver(name), TODAY),
        )
        for at, name in enumerate(names)
    )


def a_booked_case(**changes: Any) -> Case:
    return a_case(rows=coding(), **changes)


def judged(arrangement: Arrangement, *names: str, barred: frozenset[str] = frozenset(), **changes: Any) -> Any:
    case = a_booked_case(**changes)
    approved = replace(case, approvals=approvals(case, *names, arrangement=arrangement))
    return approve(approved, ApprovalFacts(Policy(), arrangement, ALL, barred, TODAY))


def waits(outcome: Any) -> tuple[str, ...]:
    """Whom the outcome asks for the approval."""
    assert isinstance(outcome, Wait)
    (asked,) = outcome.events
    assert isinstance(asked, ApprovalAsked)
    return asked.waits


# the arrangement


@pytest.mark.parametrize(
    "made",
    [
        Stage,
        lambda: Stage((ANNA,), count=2),
        lambda: Stage((ANNA, ANNA), count=2),
        lambda: Stage((ANNA, BO, CIA), count=3),
        lambda: Flow("x", ANY, ()),
        lambda: Flow(" ", ANY, (Stage((ANNA,)),)),
        lambda: Condition(at_least=Decimal(10), at_most=Decimal(9)),
        lambda: Condition(at_least=Decimal(-1)),
        lambda: Limit(ANNA, Decimal("NaN")),
        lambda: Substitute(ANNA, ANNA, TODAY, TODAY),
        lambda: Substitute(ANNA, BO, TODAY, TODAY - timedelta(days=1)),
    ],
)
def test_a_rule_that_nobody_could_follow_cannot_be_made(made: Any) -> None:
    with pytest.raises(InvalidValue):
        made()


@pytest.mark.parametrize(
    ("when", "applies"),
    [
        (Condition(at_least=Decimal(1250)), True),
        (Condition(at_least=Decimal("1250.01")), False),
        (Condition(at_most=Decimal(1250)), True),
        (Condition(at_most=Decimal("1249.99")), False),
        (Condition(suppliers=("s1",)), True),
        (Condition(suppliers=("s2",)), False),
        (Condition(accounts=("61",)), True),
        (Condition(accounts=("26",)), False),  # a row of VAT is no cost
        (Condition(objects=(("1", "100"),)), True),
        (Condition(objects=(("6", "100"),)), False),
        (Condition(at_least=Decimal(1), suppliers=("s2",)), False),
    ],
)
def test_a_flow_applies_when_all_that_it_asks_about_holds(when: Condition, applies: bool) -> None:
    cost, *others = coding()
    case = a_case(rows=(replace(cost, dimensions=(("1", "100"),)), *others))
    flow = Flow("x", when, (Stage((ANNA,)),))
    assert (flow_of(case, Arrangement((flow,))) is flow) is applies


def test_the_first_flow_that_fits_applies() -> None:
    first, second = (Flow(name, ANY, (Stage((name,)),)) for name in (ANNA, BO))
    assert flow_of(a_booked_case(), Arrangement((first, second))) is first


def test_the_amount_is_the_one_in_the_companys_currency() -> None:
    case = a_case(an_invoice(currency="EUR"), rows=coding("11000.00", "2750.00"))
    flow = Flow("stora", Condition(at_least=Decimal(13750)), (Stage((ANNA,)),))
    assert flow_of(case, Arrangement((flow,))) is flow


# stages


def test_without_a_flow_any_one_approver_is_enough() -> None:
    assert judged(Arrangement(), BO) == Done((Passed("approval", "person:bo"),))


def test_one_of_two_in_union_is_not_enough_and_the_others_are_asked() -> None:
    assert waits(judged(UNION, ANNA)) == ("person:anna", "person:bo", "person:cia", "-person:anna")


@pytest.mark.parametrize("names", [(ANNA, BO), (BO, ANNA), (CIA, BO)])
def test_two_in_union_approve_in_any_order(names: tuple[str, ...]) -> None:
    assert isinstance(judged(UNION, *names), Done)


def test_the_same_person_twice_is_one() -> None:
    assert isinstance(judged(UNION, ANNA, ANNA), Wait)


def test_stages_are_filled_in_their_order() -> None:
    assert waits(judged(STAGES)) == ("person:anna",)
    assert waits(judged(STAGES, ANNA)) == ("person:bo", "person:cia", "-person:anna")
    assert isinstance(judged(STAGES, ANNA, CIA, BO), Done)


def test_an_approval_before_its_stage_does_not_count() -> None:
    assert isinstance(judged(STAGES, BO, ANNA, CIA), Wait)
    assert isinstance(judged(STAGES, BO, ANNA, CIA, BO), Done)


def test_nobody_fills_two_stages() -> None:
    twice = Arrangement((Flow("x", ANY, (Stage((ANNA,)), Stage((ANNA, BO)))),))
    assert isinstance(judged(twice, ANNA, ANNA), Wait)
    assert isinstance(judged(twice, ANNA, BO), Done)


def test_a_role_is_asked_for_by_what_the_approver_was_when_approving() -> None:
    boss = Arrangement((Flow("x", ANY, (Stage(role=Role.ADMIN),)),))
    assert waits(judged(boss, ANNA)) == (role_seat(Role.ADMIN),)
    case = a_booked_case()
    (given_,) = approvals(case, ANNA)
    as_admin = replace(given_, seats=boss.seats(an_approver(ANNA, Role.APPROVER, Role.ADMIN), TODAY))
    outcome = approve(replace(case, approvals=(as_admin,)), ApprovalFacts(Policy(), boss, ALL, today=TODAY))
    assert isinstance(outcome, Done)


def test_whom_it_waits_for_is_told_once() -> None:
    case = a_booked_case(asked=("person:anna",))
    assert approve(case, ApprovalFacts(Policy(), STAGES, ALL, today=TODAY)).events == ()  # type: ignore[union-attr] # it waits


def test_who_is_barred_neither_counts_nor_is_asked() -> None:
    barred = frozenset({"person:anna"})
    assert waits(judged(UNION, ANNA, BO, barred=barred))[-2:] == ("-person:anna", "-person:bo")
    assert isinstance(judged(UNION, ANNA, BO, CIA, barred=barred), Done)


# what an approval is of


@pytest.mark.parametrize(
    "changes",
    [
        {"supplier": "s2"},
        {"rows": coding("900.00", "350.00")},
        {"rows": (replace(coding()[0], account="6540"), *coding()[1:])},
        {"rows": (replace(coding()[0], dimensions=(("1", "200"),)), *coding()[1:])},
    ],
    ids=["payee", "amounts", "account", "cost centre"],
)
def test_an_approval_falls_when_payee_or_coding_changes(changes: dict[str, Any]) -> None:
    case = a_booked_case()
    approved = replace(case, approvals=approvals(case, ANNA), **changes)
    assert isinstance(approve(approved, ApprovalFacts(Policy())), Wait)


def test_an_approval_stands_when_only_the_reasons_of_the_coding_change() -> None:
    case = a_booked_case()
    told = tuple(replace(row, text="papper", reason="as before", sure=0.5) for row in case.rows)
    assert isinstance(approve(replace(case, approvals=approvals(case, ANNA), rows=told), ApprovalFacts(Policy())), Done)


def test_an_approval_from_before_there_were_flows_still_stands() -> None:
    case = a_booked_case()
    old = Approval(Act("person:anna", NOW), Decimal("1250.00"), "SEK", BANKGIRO.key)
    assert isinstance(approve(replace(case, approvals=(old,)), ApprovalFacts(Policy())), Done)


# limits


def limited(**limits: int) -> Arrangement:
    return Arrangement(limits=tuple(Limit(name, Decimal(amount)) for name, amount in limits.items()))


def test_a_limit_is_up_to_and_including_the_amount() -> None:
    assert isinstance(judged(limited(anna=1250), ANNA), Done)


def test_above_the_limit_somebody_whose_limit_suffices_must_join() -> None:
    arrangement = limited(anna=1000, bo=1249, cia=5000)
    assert waits(judged(arrangement, ANNA)) == ("person:cia", "person:dan")
    assert isinstance(judged(arrangement, ANNA, BO), Wait)
    assert isinstance(judged(arrangement, ANNA, CIA), Done)
    assert isinstance(judged(arrangement, ANNA, DAN), Done)  # without a limit


def test_when_nobodys_limit_suffices_it_says_so() -> None:
    assert waits(judged(limited(anna=1, bo=1, cia=1, dan=1), ANNA)) == (NOBODY,)


# substitutes

AWAY = Substitute(ANNA, DAN, TODAY, TODAY + timedelta(days=7))


@pytest.mark.parametrize(
    ("day", "stands_in"),
    [
        (TODAY - timedelta(days=1), False),
        (TODAY, True),
        (TODAY + timedelta(days=7), True),
        (TODAY + timedelta(days=8), False),
    ],
)
def test_a_substitute_stands_in_from_the_first_day_to_the_last(day: date, stands_in: bool) -> None:
    assert ("person:anna" in Arrangement(substitutes=(AWAY,)).seats(an_approver(DAN), day)) is stands_in


def test_a_substitute_approves_in_the_place_of_the_one_away_with_that_limit() -> None:
    arrangement = replace(STAGES, limits=(Limit(DAN, Decimal(1)), Limit(ANNA, Decimal(9000))), substitutes=(AWAY,))
    assert isinstance(judged(replace(arrangement, substitutes=()), DAN, CIA, BO), Wait)
    assert isinstance(judged(arrangement, DAN, CIA, BO), Done)


def test_who_may_not_approve_does_not_by_standing_in() -> None:
    assert Arrangement(substitutes=(AWAY,)).seats(an_approver(DAN, Role.CLERK), TODAY) == ()


# holds


def test_a_held_invoice_waits_and_its_approvals_stand() -> None:
    held = Hold(Act("person:bo", NOW), "fel pris")
    assert isinstance(judged(Arrangement(), ANNA, held=held), Wait)
    assert isinstance(judged(Arrangement(), ANNA, held=None), Done)


def test_a_hold_ends_on_its_day() -> None:
    held = Hold(Act("person:bo", NOW), "vänta", TODAY)
    assert judged(Arrangement(), ANNA, held=held) == Done((HoldEnded(), Passed("approval", "person:anna")))
    later = replace(held, until=TODAY + timedelta(days=1))
    assert isinstance(judged(Arrangement(), ANNA, held=later), Wait)


# what holds whatever the arrangement

PEOPLE = st.sampled_from((ANNA, BO, CIA, DAN))
STAGE = st.builds(
    lambda people, count: Stage(tuple(people), count=min(count, len(people))),
    st.lists(PEOPLE, min_size=1, max_size=4, unique=True),
    st.integers(1, 2),
)
FLOW = st.builds(lambda stages: Flow("x", ANY, tuple(stages)), st.lists(STAGE, min_size=1, max_size=3))
LIMITS = st.dictionaries(PEOPLE, st.integers(0, 2500).map(Decimal), max_size=4)
ARRANGEMENT = st.builds(
    lambda flow, limits: Arrangement((flow,), tuple(Limit(name, amount) for name, amount in limits.items())),
    FLOW,
    LIMITS,
)


@given(ARRANGEMENT, st.lists(PEOPLE, max_size=6), st.sets(PEOPLE, max_size=3))
def test_what_passes_has_enough_different_people_and_one_whose_limit_suffices(
    arrangement: Arrangement, names: list[str], out: set[str]
) -> None:
    case = a_booked_case()
    approved = replace(case, approvals=approvals(case, *names, arrangement=arrangement))
    found = progress(approved, arrangement, frozenset(person_seat(one) for one in out), ALL)
    counted = [one.act.by for one in found.counted]
    assert len(set(counted)) == len(counted)
    assert not set(counted) & {person_seat(one) for one in out}
    if found.passed:
        assert len(counted) >= sum(stage.count for stage in arrangement.flows[0].stages)
        limits = (arrangement.limit(one.removeprefix("person:")) for one in counted)
        assert any(limit is None or limit >= Decimal(1250) for limit in limits)
    else:
        assert not set(counted) & {one for one in found.waits if f"-{one}" not in found.waits}


@given(st.lists(PEOPLE, max_size=5), PEOPLE)
def test_one_more_approval_never_takes_back_what_has_passed(names: list[str], more: str) -> None:
    if isinstance(judged(STAGES, *names), Done):
        assert isinstance(judged(STAGES, *names, more), Done)
