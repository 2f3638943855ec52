"""Many accounts of an imported register confirmed together, through the API."""

from __future__ import annotations

from typing import Any

import pytest
from api_house import Caller, House, a_house

from kontera.core.company import Right
from kontera.core.party import Trust

pytestmark = pytest.mark.urls("api_house")

REGISTER = "Namn;Orgnr;Bankgiro;Land\nNorrplåt AB;556036-0793;5050-1055;SE\nRör AB;556012-5790;100-0009;SE\n"
WORD = {"source": "the bank's payments", "where": "in the bank"}
LISTS = "/suppliers/account-lists"


@pytest.fixture
def house() -> House:
    """A house whose register was imported by Alma."""
    made = a_house()
    token = {"Authorization": f"Bearer {made.token()}"}
    Caller.client.post("/api/v1/suppliers/import", REGISTER.encode(), content_type="text/csv", headers=token)
    return made


def people(house: House, *scopes: Right) -> tuple[Caller, Caller]:
    """Two who imported nothing."""
    bo, cia = (house.client(*scopes, email=f"{name}@mottagaren.example") for name in ("bo", "cia"))
    return bo, cia


def offered(caller: Caller) -> list[dict[str, Any]]:
    """The accounts that the caller can list, as the list wants them."""
    found = caller.ask("get", f"{LISTS}/candidates").json()["items"]
    return [
        {"supplier": one["supplier"], "account": {name: one["known"]["account"][name] for name in ("scheme", "id")}}
        for one in found
        if not one["why_not"]
    ]


def trusts(house: House) -> list[Trust]:
    found = house.boxes.open("mottagaren").suppliers()
    return sorted(known.trust for one in found if one.id != "s1" for known in one.accounts)


def test_two_people_besides_the_importer_confirm_a_whole_list(house: House) -> None:
    bo, cia = people(house)
    assert offered(house.client()) == []
    made = bo.ask("post", LISTS, {"accounts": offered(bo), **WORD})
    assert (made.status_code, made.json()["standing"], len(made.json()["accounts"])) == (201, "open", 2)
    place = f"{LISTS}/{made.json()['id']}/confirm"
    assert offered(cia) == []
    own, importer = bo.ask("post", place, WORD), house.client().ask("post", place, WORD)
    assert (own.status_code, own.json()["code"]) == (403, "account.may_not_vouch")
    assert (importer.status_code, importer.json()["code"]) == (409, "case.not_ready")
    assert trusts(house) == [Trust.NEW, Trust.NEW]
    done = cia.ask("post", place, WORD).json()
    assert (done["standing"], [one["source"] for one in done["words"]]) == ("confirmed", [WORD["source"]] * 2)
    assert trusts(house) == [Trust.CONFIRMED, Trust.CONFIRMED]
    assert cia.ask("post", place, WORD).status_code == 409


def test_what_the_second_person_leaves_out_waits_as_before(house: House) -> None:
    bo, cia = people(house)
    chosen = offered(bo)
    made = bo.ask("post", LISTS, {"accounts": chosen, **WORD}).json()
    place = f"{LISTS}/{made['id']}/confirm"
    nothing = cia.ask("post", place, {**WORD, "without": chosen})
    assert (nothing.status_code, nothing.json()["code"]) == (409, "case.not_ready")
    done = cia.ask("post", place, {**WORD, "without": chosen[:1]}).json()
    assert sorted(one["left_out"] for one in done["accounts"]) == [False, True]
    assert trusts(house) == [Trust.CONFIRMED, Trust.NEW]
    assert offered(bo) == chosen[:1]


def test_a_list_that_is_let_go_says_why_and_confirms_nothing(house: House) -> None:
    bo, cia = people(house)
    made = bo.ask("post", LISTS, {"accounts": offered(bo), **WORD}).json()
    gone = cia.ask("post", f"{LISTS}/{made['id']}/let-go", {"reason": "the wrong file"}).json()
    assert (gone["standing"], gone["reason"]) == ("withdrawn", "the wrong file")
    listed = bo.ask("get", LISTS).json()
    assert ([one["id"] for one in listed["items"]], listed["total"]) == ([made["id"]], 1)
    assert len(offered(bo)) == 2
    assert trusts(house) == [Trust.NEW, Trust.NEW]


def test_nobody_who_may_approve_among_the_two_is_not_enough(house: House) -> None:
    bo, cia = people(house, Right.SEE, Right.SUPPLIERS)
    made = bo.ask("post", LISTS, {"accounts": offered(bo), **WORD}).json()
    refused = cia.ask("post", f"{LISTS}/{made['id']}/confirm", WORD)
    assert (refused.status_code, refused.json()["code"]) == (403, "account.may_not_vouch")
    assert trusts(house) == [Trust.NEW, Trust.NEW]


@pytest.mark.parametrize("word", [{"source": " ", "where": "x"}, {"source": "x", "where": " "}])
def test_without_a_source_nothing_is_listed(house: House, word: dict[str, str]) -> None:
    bo, _cia = people(house)
    assert bo.ask("post", LISTS, {"accounts": offered(bo), **word}).status_code == 409
    assert bo.ask("get", LISTS).json()["total"] == 0


@pytest.mark.parametrize(
    "changes", [{"accounts": []}, {"source": ""}, {"people": 1}, {"accounts": [{"supplier": "s1"}]}]
)
def test_a_list_of_another_shape_is_refused(house: House, changes: dict[str, object]) -> None:
    bo, _cia = people(house)
    assert bo.ask("post", LISTS, {"accounts": offered(bo), **WORD, **changes}).status_code == 422


def test_an_account_that_nobody_imported_is_on_no_list(house: House) -> None:
    bo, _cia = people(house)
    known = {"supplier": "s1", "account": {"scheme": "bankgiro", "id": "991-2346"}}
    refused = bo.ask("post", LISTS, {"accounts": [known], **WORD})
    assert (refused.status_code, refused.json()["code"]) == (409, "case.not_ready")
