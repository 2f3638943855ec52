"""The desk offers the approval only to whom the company's rules let approve; the others read who is asked, and why."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from api_house import House
from django.test import Client
from web_house import a_web_house, signed_in

from kontera.core.approving import Arrangement, Condition, Flow, Limit, Stage
from kontera.core.company import Role
from kontera.core.event import ArrangementSaved, Verified

pytestmark = pytest.mark.django_db
APPROVER = frozenset({Role.APPROVER})
CLERK = frozenset({Role.CLERK})
OFFERED = "Approve for payment"


@pytest.fixture
def house() -> House:
    return a_web_house()


def text(client: Client, case: str) -> str:
    return re.sub(r"\s+", " ", client.get(f"/cases/{case}/").content.decode())


def test_an_approver_whom_no_rule_leaves_out_is_offered_the_approval(house: House) -> None:
    case = house.case("a1", "approve")
    assert OFFERED in text(signed_in(house, "bo", APPROVER, "en"), case)


def test_who_may_not_approve_reads_whom_it_waits_for(house: House) -> None:
    case = house.case("a1", "approve")
    page = text(signed_in(house, "cia", CLERK, "en"), case)
    assert OFFERED not in page
    assert "Waits for approval by: any approver" in page
    assert "Not by you" not in page


def test_who_is_not_in_the_flow_reads_who_is_asked_and_why_not_they(house: House) -> None:
    bo, eva = (signed_in(house, name, APPROVER, "en") for name in ("bo", "eva"))
    ids = {one.name: one.id for one in house.doors.people.of("mottagaren")}
    flow = Flow("Lager", Condition(suppliers=("s1",)), (Stage(people=(ids["Eva"],)),))
    house.note("arrangement", ArrangementSaved(Arrangement((flow,))))
    case = house.case("a1", "approve")
    page = text(bo, case)
    assert OFFERED not in page
    assert "Not by you: it waits for somebody else." in page
    assert OFFERED in text(eva, case)


def test_whose_limit_does_not_suffice_approves_once_and_is_then_told_who_is_missing(house: House) -> None:
    client = signed_in(house, "bo", APPROVER, "en")
    signed_in(house, "eva", APPROVER)
    ids = {one.name: one.id for one in house.doors.people.of("mottagaren")}
    house.note("arrangement", ArrangementSaved(Arrangement(limits=(Limit(ids["Bo"], Decimal(100)),))))
    case = house.case("a1", "approve")
    assert OFFERED in text(client, case)
    client.post(f"/cases/{case}/approve/", {})
    page = text(client, case)
    assert OFFERED not in page
    assert "Not by you: you have approved it." in page


def test_who_reviewed_it_is_not_offered_the_approval_where_another_could(house: House) -> None:
    both = frozenset({Role.CLERK, Role.APPROVER})
    client = signed_in(house, "cia", both, "en")
    other = signed_in(house, "bo", APPROVER, "en")
    ids = {one.name: one.id for one in house.doors.people.of("mottagaren")}
    case = house.case("a1", "approve")
    house.note(case, Verified(("picture", "account", "totals")), by=f"person:{ids['Cia']}")
    page = text(client, case)
    assert OFFERED not in page
    assert "Not by you: " in page
    assert OFFERED in text(other, case)
