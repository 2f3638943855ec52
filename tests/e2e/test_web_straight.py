"""What may pass by itself, in the web application: the rule with its trial, and the samples of what it let by."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from api_house import PDF, House, _life, _numbered
from django.test import Client
from web_house import a_web_house
from web_house import signed_in as signed_in_as

from build import an_invoice, an_item
from kontera.core.company import Role
from kontera.core.event import Passed, Sampled, StraightThrough, Verified
from kontera.core.invoice import Invoice
from kontera.core.straight import Grounds, Sample, StraightRule

pytestmark = pytest.mark.django_db
CLERK = frozenset({Role.CLERK})
ADMIN = frozenset({Role.ADMIN})
AUDITOR = frozenset({Role.AUDITOR})
TERMS = {
    "on": "yes",
    "limit": "25 000,00",
    "scanned": "no",
    "verified_before": "2",
    "deviation": "3",
    "sample_every": "10",
    "why": "prövat i tre månader",
}


def signed_in(house: House, name: str = "alma", roles: frozenset[Role] = CLERK) -> Client:
    return signed_in_as(house, name, roles, "en")


def text(page: object) -> str:
    content = getattr(page, "content", b"")
    return re.sub(r"\s+", " ", content.decode().replace("\N{NO-BREAK SPACE}", " "))


def a_sample(house: House, name: str = "stick", at: str = "approve") -> str:
    """A case that the rule let by, drawn as a sample."""
    digest = house.doors.blobs.put("mottagaren", PDF + name.encode())
    invoice: Invoice = an_invoice(number=f"{name}-1")
    grounds = Grounds(("s1",), account_confirmed=True, verified_before=6, usual=Decimal(1200))
    decided = StraightThrough(StraightRule(version=4), Decimal(5000), grounds, Decimal(1250))
    for event in _life(digest, at, an_item(case=name), invoice):
        match event:
            case Verified():
                house.note(name, decided)
            case Passed("verification"):
                house.note(name, Passed("verification", "rule:straight_through v4"), Sampled(10))
            case _:
                house.note(name, _numbered(event, house.boxes))
    return name


def standing(house: House, case: str) -> Sample:
    return house.boxes.open("mottagaren").case(case).sample


def test_the_rail_and_the_start_page_lead_to_samples_only_when_there_are_some() -> None:
    house = a_web_house()
    house.case("plain", "approve")
    client = signed_in(house, roles=CLERK)
    assert "/samples/" not in text(client.get("/"))
    a_sample(house)
    page = text(client.get("/"))
    assert 'href="/samples/"' in page
    assert "Samples: 1 to look at" in page
    assert "stick-1" in text(client.get("/samples/"))
    assert "Samples:" not in text(signed_in(house, "revi", AUDITOR).get("/"))


def test_a_sample_shows_the_document_beside_the_values_and_takes_no_change() -> None:
    house = a_web_house()
    case = a_sample(house)
    page = text(signed_in(house, roles=CLERK).get(f"/samples/{case}/"))
    assert f"/cases/{case}/pages/1.png" in page
    assert "stick-1" in page
    assert "version 4" in page
    assert 'name="number"' not in page
    assert "All is right" in page
    looking_on = text(signed_in(house, "revi", AUDITOR).get(f"/samples/{case}/"))
    assert "All is right" not in looking_on


def test_who_looks_says_right_or_wrong_and_goes_to_the_next() -> None:
    house = a_web_house()
    first, second = a_sample(house, "ett"), a_sample(house, "tva")
    client = signed_in(house, roles=CLERK)
    answer = client.post(f"/samples/{first}/seen/", {"right": "yes"})
    assert answer.headers["Location"] == f"/samples/{second}/"
    assert standing(house, first) is Sample.RIGHT
    client.post(f"/samples/{second}/seen/", {"right": "no"})
    assert standing(house, second) is Sample.WAITING  # a wrong one needs a word
    answer = client.post(f"/samples/{second}/seen/", {"right": "no", "comment": "fel momssats"})
    assert answer.headers["Location"] == f"/cases/{second}/"
    assert standing(house, second) is Sample.WRONG
    assert "fel momssats" in text(client.get(f"/cases/{second}/"))
    assert "wrong: the rule is off for the supplier" in text(client.get(f"/cases/{second}/"))


def test_only_who_may_verify_can_say_it() -> None:
    house = a_web_house()
    case = a_sample(house)
    for name, roles in (("ada", ADMIN), ("revi", AUDITOR), ("att", frozenset({Role.APPROVER, Role.PAYER}))):
        assert signed_in(house, name, roles).post(f"/samples/{case}/seen/", {"right": "yes"}).status_code == 403
    assert standing(house, case) is Sample.WAITING


def revision(client: Client) -> str:
    found = re.search(r'name="revision" value="(\d+)"', text(client.get("/settings/rules/")))
    assert found
    return found[1]


def test_the_rule_is_tried_before_it_is_turned_on() -> None:
    house = a_web_house()
    client = signed_in(house, roles=ADMIN)
    assert "The rule is off" in text(client.get("/settings/rules/"))
    shown = client.post("/settings/rules/save/", {**TERMS, "revision": revision(client)})
    assert "these terms would have let" in text(shown)
    assert not house.boxes.open("mottagaren").company.policy.straight_through
    tried = client.post("/settings/rules/try/", {**TERMS, "revision": revision(client)})
    found = re.search(r'name="tried" value="([0-9a-f]+)"', text(tried))
    assert found
    assert 'value="25,000.00"' in text(tried)
    answer = client.post("/settings/rules/save/", {**TERMS, "revision": revision(client), "tried": found[1]})
    assert answer.headers["Location"] == "/settings/rules/"
    saved = house.boxes.open("mottagaren").company.policy
    assert (saved.straight_through, saved.straight_through_limit) == (True, Decimal(25000))
    assert (saved.straight.verified_before, saved.straight.version, saved.straight.scanned) == (2, 2, False)
    page = text(client.get("/settings/rules/"))
    assert "prövat i tre månader" in page
    assert "version 2" in page
    other = {**TERMS, "limit": "90 000", "revision": revision(client), "tried": found[1]}
    client.post("/settings/rules/save/", other)  # other terms than those that were tried
    assert house.boxes.open("mottagaren").company.policy.straight_through_limit == Decimal(25000)
    client.post("/settings/rules/save/", {**TERMS, "on": "no", "revision": revision(client)})
    assert not house.boxes.open("mottagaren").company.policy.straight_through


def test_the_trial_lists_what_would_have_passed() -> None:
    house = a_web_house()
    for name in ("a", "b"):
        house.case(name, "approve")
    page = text(signed_in(house, roles=ADMIN).post("/settings/rules/try/", {**TERMS, "revision": "0"}))
    assert "Of 2 invoices" in page
    assert "What would have held the others" in page


def test_nonsense_in_the_rule_is_told_and_nothing_saved() -> None:
    house = a_web_house()
    client = signed_in(house, roles=ADMIN)
    for wrong in ({"limit": "mycket"}, {"sample_every": "0"}, {"verified_before": "x"}, {"never": "ingen"}):
        given = {**TERMS, **wrong, "on": "no", "revision": revision(client)}
        assert client.post("/settings/rules/save/", given).status_code == 302
    assert house.boxes.open("mottagaren").company.policy.straight_through_limit == Decimal(5000)


def test_a_supplier_is_let_back_after_a_wrong_sample_for_a_reason() -> None:
    house = a_web_house()
    case = a_sample(house)
    signed_in(house, roles=CLERK).post(f"/samples/{case}/seen/", {"right": "no", "comment": "fel"})
    chief = signed_in(house, "ada", ADMIN)
    assert "Off after a wrong sample" in text(chief.get("/settings/rules/"))
    chief.post("/settings/rules/restore/", {"supplier": "s1", "why": ""})
    assert standing(house, case) is Sample.WRONG
    chief.post("/settings/rules/restore/", {"supplier": "s1", "why": "ny mall"})
    assert standing(house, case) is Sample.MENDED
    assert "Off after a wrong sample" not in text(chief.get("/settings/rules/"))


def test_the_rule_is_for_administrators_and_everybody_else_is_refused() -> None:
    house = a_web_house()
    for name, roles in (("alma", CLERK), ("revi", AUDITOR)):
        client = signed_in(house, name, roles)
        assert client.get("/settings/rules/").status_code == 403
        for act in ("try", "save", "restore"):
            assert client.post(f"/settings/rules/{act}/", TERMS).status_code == 403
