"""The straight-through rule by the API: read, tried out, set and turned off; its samples listed and judged."""

from __future__ import annotations

import pytest
from api_house import House, a_house
from test_web_straight import a_sample

from kontera.core.company import Right
from kontera.core.straight import Sample

pytestmark = pytest.mark.django_db
TERMS = {"limit": "25000.00", "verified_before": 2, "sample_every": 5}


@pytest.fixture
def house() -> House:
    return a_house()


def test_the_rule_is_off_until_somebody_has_tried_its_terms(house: House) -> None:
    client = house.client(Right.SEE, Right.MANAGE)
    rule = client.ask("get", "/straight-through").json()
    assert (rule["on"], rule["limit"], rule["history"]) == (False, "5000", [])
    refused = client.ask("put", "/straight-through", {**TERMS, "on": True})
    assert (refused.status_code, refused.json()["code"]) == (409, "case.not_ready")
    trial = client.ask("post", "/straight-through/trial", TERMS).json()
    assert (trial["tried"], trial["passed"], trial["wrong"]) == (0, [], 0)
    body = {**TERMS, "on": True, "tried": trial["digest"], "why": "prövat", "revision": 0}
    rule = client.ask("put", "/straight-through", body).json()
    assert (rule["on"], rule["version"], rule["digest"]) == (True, 2, trial["digest"])
    assert rule["history"][0]["why"] == "prövat"
    assert house.boxes.open("mottagaren").company.policy.straight_through


def test_terms_that_were_not_tried_or_seen_are_refused(house: House) -> None:
    client = house.client(Right.SEE, Right.MANAGE)
    digest = client.ask("post", "/straight-through/trial", TERMS).json()["digest"]
    other = {**TERMS, "limit": "90000.00", "on": True, "tried": digest}
    assert client.ask("put", "/straight-through", other).status_code == 409
    client.ask("put", "/straight-through", {**TERMS, "on": False})
    late = client.ask("put", "/straight-through", {**TERMS, "on": True, "tried": digest, "revision": 0})
    assert (late.status_code, late.json()["code"]) == (409, "conflict")
    unknown = {**TERMS, "only": ["nobody"], "on": False}
    assert client.ask("put", "/straight-through", unknown).status_code == 404


def test_it_is_turned_off_with_a_word_and_keeps_its_terms(house: House) -> None:
    client = house.client(Right.SEE, Right.MANAGE)
    digest = client.ask("post", "/straight-through/trial", TERMS).json()["digest"]
    client.ask("put", "/straight-through", {**TERMS, "on": True, "tried": digest})
    assert client.ask("post", "/straight-through/off", {}).status_code == 422
    rule = client.ask("post", "/straight-through/off", {"why": "en felaktig"}).json()
    assert (rule["on"], rule["limit"], rule["history"][0]["why"]) == (False, "25000.00", "en felaktig")


def test_samples_are_listed_and_judged_and_a_wrong_one_turns_the_rule_off_for_its_supplier(house: House) -> None:
    client = house.client(Right.SEE, Right.VERIFY, Right.MANAGE)
    right, wrong = a_sample(house, "ett"), a_sample(house, "tva")
    listed = client.ask("get", "/samples").json()
    assert ([one["id"] for one in listed["waiting"]], listed["total"]) == ([right, wrong], 2)
    assert client.ask("post", f"/samples/{right}", {"right": True}).json()["back"] is False
    assert client.ask("post", f"/samples/{wrong}", {"right": False}).status_code == 422
    answer = client.ask("post", f"/samples/{wrong}", {"right": False, "comment": "fel momssats"}).json()
    assert (answer["back"], answer["case"]["state"]) == (True, "verify")
    again = client.ask("post", f"/samples/{right}", {"right": True})
    assert (again.status_code, again.json()["code"]) == (409, "case.not_ready")
    assert client.ask("get", "/straight-through").json()["off"] == ["s1"]
    restored = client.ask("post", "/straight-through/suppliers/s1/restore", {"reason": "rättat"})
    assert restored.json()["off"] == []
    assert house.boxes.open("mottagaren").case(wrong).sample is Sample.MENDED
