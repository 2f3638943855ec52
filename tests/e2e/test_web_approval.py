"""Approval in the web application: rules, two in union, questions, holds, rejection with its letter; and by phone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from api_house import House
from approval_house import APPROVER, an_office, ids, in_union, ruled, state
from django.test import Client
from web_house import signed_in

from build import TODAY, a_supplier
from kontera.core.approving import Arrangement, Condition, Flow, Limit, Stage, Substitute
from kontera.core.case import State
from kontera.core.company import Role
from kontera.core.event import SupplierChosen, SupplierSaved, Verified
from kontera.core.party import Contact

pytestmark = pytest.mark.django_db(transaction=True)


def people(house: House, *names: str) -> dict[str, Client]:
    """Approvers who are signed in, by name."""
    return {name: signed_in(house, name, APPROVER) for name in names}


def told(client: Client, address: str) -> str:
    return client.get(address).content.decode()


# approving


def test_two_people_approve_in_union_and_only_then_it_is_to_be_paid() -> None:
    house = an_office()
    who = people(house, "anna", "bo")
    in_union(house)
    case = house.case("one", "approve")
    who["anna"].post(f"/approvals/{case}/approve/")
    assert state(house, case) is State.APPROVE
    assert "Anna" in told(who["bo"], f"/approvals/{case}/")
    who["bo"].post(f"/approvals/{case}/approve/")
    assert state(house, case) is State.PAY


def test_the_same_person_cannot_approve_twice() -> None:
    house = an_office()
    who = people(house, "anna", "bo")
    in_union(house)
    case = house.case("one", "approve")
    for _ in range(2):
        who["anna"].post(f"/approvals/{case}/approve/")
    assert state(house, case) is State.APPROVE


def test_who_is_not_asked_is_refused_administrators_too() -> None:
    house = an_office()
    people(house, "anna", "bo")
    in_union(house)
    case = house.case("one", "approve")
    boss = signed_in(house, "chief", frozenset(Role))
    assert f"/approvals/{case}/approve/" not in told(boss, f"/approvals/{case}/")
    boss.post(f"/approvals/{case}/approve/")
    assert house.boxes.open("mottagaren").case(case).approvals == ()


def test_the_list_shows_mine_and_the_rail_counts_it() -> None:
    house = an_office()
    who = people(house, "anna", "bo", "cia")
    house.case("one", "approve")
    in_union(house)
    page = told(who["anna"], "/approvals/")
    assert "Pappershuset AB" in page.partition("<h2 id")[0]
    assert told(who["cia"], "/approvals/").partition("<h2 id")[0].count("/approvals/one/") == 0
    who["anna"].post("/approvals/one/approve/")
    assert "/approvals/one/" not in told(who["anna"], "/approvals/").partition("<h2 id")[0]


def test_who_reviewed_does_not_approve_where_somebody_else_can() -> None:
    house = an_office()
    who = people(house, "anna", "bo")
    case = house.case("one", "approve")
    house.note(case, Verified(("picture",)), by=f"person:{ids(house)['anna']}")
    who["anna"].post(f"/approvals/{case}/approve/")
    assert state(house, case) is State.APPROVE
    who["bo"].post(f"/approvals/{case}/approve/")
    assert state(house, case) is State.PAY


def test_nobody_approves_a_supplier_they_added_or_are_close_to() -> None:
    house = an_office()
    who = people(house, "anna", "bo", "cia")
    known = ids(house)
    house.note("supplier:s9", SupplierSaved(a_supplier(id="s9", related=(known["bo"],))), by=f"person:{known['anna']}")
    case = house.case("one", "approve")
    _to_supplier(house, case, "s9")
    for name in ("anna", "bo"):
        who[name].post(f"/approvals/{case}/approve/")
        assert state(house, case) is State.APPROVE
    who["cia"].post(f"/approvals/{case}/approve/")
    assert state(house, case) is State.PAY


def _to_supplier(house: House, case: str, supplier: str) -> None:
    house.note(case, SupplierChosen(supplier, ()))


def test_above_the_limit_another_must_join() -> None:
    house = an_office()
    who = people(house, "anna", "bo")
    ruled(house, Arrangement(limits=(Limit(ids(house)["anna"], Decimal(1000)),)))
    case = house.case("one", "approve")
    who["anna"].post(f"/approvals/{case}/approve/")
    assert state(house, case) is State.APPROVE
    who["bo"].post(f"/approvals/{case}/approve/")
    assert state(house, case) is State.PAY


def test_a_substitute_sees_and_approves_what_waits_for_the_one_away() -> None:
    house = an_office()
    who = people(house, "anna", "bo")
    known = ids(house)
    flow = Flow("Anna", Condition(), (Stage((known["anna"],)),))
    house.case("one", "approve")
    ruled(house, Arrangement((flow,)))
    assert "/approvals/one/" not in told(who["bo"], "/approvals/").partition("<h2 id")[0]
    away = Substitute(known["anna"], known["bo"], TODAY, TODAY + timedelta(days=5))
    ruled(house, Arrangement((flow,), substitutes=(away,)))
    assert "/approvals/one/" in told(who["bo"], "/approvals/").partition("<h2 id")[0]
    who["bo"].post("/approvals/one/approve/")
    assert state(house, "one") is State.PAY


# talking, holding, rejecting


def test_a_question_waits_for_its_answer_in_the_list_of_who_was_asked() -> None:
    house = an_office()
    who = people(house, "anna")
    bo = signed_in(house, "bo", frozenset({Role.CLERK}))
    case = house.case("one", "approve")
    who["anna"].post(
        f"/approvals/{case}/comment/", {"kind": "question", "text": "Vem beställde?", "to": ids(house)["bo"]}
    )
    assert "/approvals/one/" in told(bo, "/approvals/").partition("<h2 id")[0]
    page = told(bo, f"/approvals/{case}/")
    assert "@Bo" in page
    assert "Vem beställde?" in page
    number = house.boxes.open("mottagaren").case(case).questions[0].seq
    bo.post(f"/approvals/{case}/answer/", {"question": number, "text": "Jag"})
    assert house.boxes.open("mottagaren").case(case).questions == ()
    assert "/approvals/one/" not in told(bo, "/approvals/").partition("<h2 id")[0]


def test_a_held_invoice_is_not_paid_and_its_approval_stands() -> None:
    house = an_office()
    who = people(house, "anna")
    case = house.case("one", "approve")
    who["anna"].post(f"/approvals/{case}/approve/")
    who["anna"].post(f"/approvals/{case}/hold/", {"reason": "vänta på kredit", "until": ""})
    assert state(house, case) is State.APPROVE
    assert "vänta på kredit" in told(who["anna"], f"/approvals/{case}/")
    assert "/approvals/one/" in told(who["anna"], "/approvals/").partition('id="held"')[2]
    who["anna"].post(f"/approvals/{case}/hold/end/")
    assert state(house, case) is State.PAY


def test_a_day_that_has_passed_is_no_day_to_hold_until() -> None:
    house = an_office()
    anna = people(house, "anna")["anna"]
    case = house.case("one", "approve")
    anna.post(f"/approvals/{case}/hold/", {"reason": "x", "until": TODAY.isoformat()})
    assert house.boxes.open("mottagaren").case(case).held is None


def test_a_rejected_booked_invoice_is_disputed_and_its_letter_is_ready() -> None:
    house = an_office()
    anna = people(house, "anna")["anna"]
    party = replace(a_supplier().party, contact=Contact(email="order@pappershuset.example"))
    house.note("supplier:s1", SupplierSaved(a_supplier(party=party)))
    case = house.case("one", "approve")
    response = anna.post(f"/approvals/{case}/reject/", {"reason": "Vi har inte fått varorna."})
    assert state(house, case) is State.DISPUTED
    page = told(anna, response.headers["Location"])
    assert "faktura one-1" in page
    assert "Vi har inte fått varorna." in page
    assert "mailto:order%40pappershuset.example" in page
    given = {"to": "order@pappershuset.example", "language": "sv", "subject": "Faktura", "text": "Hej"}
    anna.post(f"/approvals/{case}/letter/sent/", given)
    assert "order@pappershuset.example" in told(signed_in(house, "dan"), f"/cases/{case}/")


def test_an_invoice_that_is_not_booked_is_closed_when_it_is_rejected() -> None:
    house = an_office()
    anna = people(house, "anna")["anna"]
    case = house.case("one")
    anna.post(f"/approvals/{case}/reject/", {"reason": "inte vår"})
    assert house.boxes.open("mottagaren").case(case).closed == "rejected"


def test_whoever_rejects_at_the_desk_is_led_to_the_letter() -> None:
    house = an_office()
    rut = signed_in(house, "rut", frozenset({Role.CLERK}))
    case = house.case("one")
    address = f"/approvals/{case}/letter/"
    assert address in told(rut, f"/cases/{case}/")
    rut.post(f"/cases/{case}/close/", {"reason": "rejected", "comment": "Sidan 2 saknas."})
    assert f'href="{address}"' in told(rut, "/inbox/")
    assert "Sidan 2 saknas." in told(rut, address)


@pytest.mark.parametrize("language", ["en", "fi", "nb", "da", "de"])
def test_the_letter_is_written_in_the_language_chosen(language: str) -> None:
    house = an_office()
    anna = people(house, "anna")["anna"]
    case = house.case("one", "approve")
    assert f'lang="{language}"' in told(anna, f"/approvals/{case}/letter/?language={language}&ground=price")


# the rules' own page


def test_an_administrator_keeps_the_rules_on_their_page() -> None:
    house = an_office()
    people(house, "anna", "bo")
    chief = signed_in(house, "chief", frozenset({Role.ADMIN}))
    known = ids(house)
    flow = {
        "act": "flow",
        "revision": "0",
        "name": "Stora",
        "at_least": "50 000",
        "people_1": [known["anna"], known["bo"]],
        "count_1": "2",
        "role_2": "admin",
        "why": "styrelsebeslut",
    }
    chief.post("/settings/approval/save/", flow)
    chief.post("/settings/approval/save/", {"act": "limits", "revision": "1", f"limit_{known['anna']}": "25 000"})
    days = {"first": "2026-12-01", "last": "2026-12-24"}
    away = {"act": "substitute", "revision": "2", "person": known["anna"], "by": known["bo"], **days}
    chief.post("/settings/approval/save/", away)
    page = told(chief, "/settings/approval/")
    for wanted in ("Stora", "50\u00a0000,00", "25\u00a0000,00", "2026-12-24", "styrelsebeslut"):
        assert wanted in page.replace("&nbsp;", "\u00a0")


def test_a_change_of_rules_seen_in_an_older_form_is_refused() -> None:
    house = an_office()
    people(house, "anna")
    chief = signed_in(house, "chief", frozenset({Role.ADMIN}))
    limit = {"act": "limits", f"limit_{ids(house)['anna']}": "1"}
    for _ in range(2):
        chief.post("/settings/approval/save/", {**limit, "revision": "0"})
    assert len(house.boxes.open("mottagaren").history("arrangement")) == 1


@pytest.mark.parametrize("act", ["flow", "limits", "substitute", "verifier", "nothing"])
def test_who_may_not_manage_changes_no_rules(act: str) -> None:
    house = an_office()
    anna = people(house, "anna")["anna"]
    anna.post("/settings/approval/save/", {"act": act, "revision": "0", "verifier": "yes"})
    box = house.boxes.open("mottagaren")
    assert box.history("arrangement") == ()
    assert box.company.policy.verifier_may_approve is None
