"""Who of our people is close to a supplier, said on its page and over the API."""

from __future__ import annotations

import pytest
from api_house import House
from django.test import Client
from web_house import a_web_house, signed_in

from kontera.core.company import Right, Role

pytestmark = pytest.mark.django_db
_CLERK = frozenset({Role.CLERK, Role.AUDITOR})


def person_id(house: House, name: str) -> str:
    found = house.doors.people.by_email(f"{name}@mottagaren.example")
    return next(one.id for one in found if one.company == "mottagaren")


def related_of(house: House) -> tuple[str, ...]:
    return house.boxes.open("mottagaren").supplier("s1").related


def a_page(client: Client) -> str:
    return client.get("/suppliers/s1/").content.decode()


def test_who_is_close_to_a_supplier_is_said_on_its_page_and_told_in_its_history() -> None:
    house = a_web_house()
    client = signed_in(house, "anna")
    signed_in(house, "bo")
    bo = person_id(house, "bo")
    client.post("/suppliers/s1/related/", {"person": [bo], "why": "Bror till ägaren"})
    assert related_of(house) == (bo,)
    page = a_page(client)
    assert f'value="{bo}" checked' in page
    assert "Bror till ägaren" in page
    client.post("/suppliers/s1/related/", {})
    assert related_of(house) == ()


def test_nobody_takes_away_their_own_name_and_another_can() -> None:
    house = a_web_house()
    anna, bo = signed_in(house, "anna"), signed_in(house, "bo")
    own = person_id(house, "bo")
    bo.post("/suppliers/s1/related/", {"person": [own]})
    bo.post("/suppliers/s1/related/", {})
    assert related_of(house) == (own,)
    assert "own-close" in a_page(bo)
    anna.post("/suppliers/s1/related/", {})
    assert related_of(house) == ()


def test_a_stranger_cannot_be_named_and_a_later_change_is_not_overwritten() -> None:
    house = a_web_house()
    anna = signed_in(house, "anna")
    anna.post("/suppliers/s1/related/", {"person": ["nobody"]})
    assert related_of(house) == ()
    anna.post("/suppliers/s1/save/", {"name": "Ett AB"})
    anna.post("/suppliers/s1/related/", {"person": [person_id(house, "anna")], "revision": "1"})
    assert related_of(house) == ()


def test_who_may_not_keep_the_register_sees_the_names_only() -> None:
    house = a_web_house()
    signed_in(house, "anna").post("/suppliers/s1/related/", {"person": [person_id(house, "anna")]})
    auditor = signed_in(house, "bo", frozenset({Role.AUDITOR}))
    assert "<li>Anna</li>" in a_page(auditor)
    assert auditor.post("/suppliers/s1/related/", {}).status_code == 403


def test_an_invoice_that_waits_is_asked_about_anew_when_its_approver_is_named() -> None:
    house = a_web_house()
    house.case("waits", "approve")
    anna = signed_in(house, "anna")
    anna.post("/suppliers/s1/related/", {"person": [person_id(house, "anna")]})
    assert any(task.argument == "waits" and task.key.startswith("related:") for task in house.tasks)


def test_a_program_names_who_is_close_to_a_supplier() -> None:
    house = a_web_house()
    signed_in(house, "bo", _CLERK)
    caller = house.client(Right.SEE, Right.SUPPLIERS)
    bo = person_id(house, "bo")
    answer = caller.ask("put", "/suppliers/s1/related", {"people": [bo], "why": "Delägare"})
    assert (answer.status_code, answer.json()["related"]) == (200, [bo])
    assert caller.ask("put", "/suppliers/s1/related", {"people": ["nobody"]}).status_code == 422
