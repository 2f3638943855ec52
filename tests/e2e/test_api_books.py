"""Suppliers, payments, the ledger and the archive through the API."""

from __future__ import annotations

from typing import Any

import pytest
from api_house import Caller, House, a_house
from django.http import HttpResponse

from build import STRANGE_BANKGIRO, a_supplier
from kontera.core.company import Right
from kontera.core.event import SupplierSaved
from kontera.core.party import KnownAccount, Trust

pytestmark = pytest.mark.urls("api_house")


@pytest.fixture
def house() -> House:
    return a_house()


def a_supplier_body(**changes: object) -> dict[str, Any]:
    plain = {
        "name": "Nya AB",
        "organisation_number": "5599992222",
        "address": {"lines": ["Gatan 1"], "city": "Luleå", "postal_code": "972 31", "country": "SE"},
        "accounts": [{"scheme": "bankgiro", "id": "5050-1055"}],
        "payment_days": 30,
    }
    return {**plain, **changes}


def proposed(house: House, caller: Caller, *names: str) -> HttpResponse:
    for name in names:
        house.case(name, "pay")
    return caller.ask("post", "/payments/batches", {"cases": list(names), "execution": "2026-11-30"})


def test_a_supplier_is_added_once_and_its_account_is_new(house: House) -> None:
    response = house.client().ask("post", "/suppliers", a_supplier_body())
    said = response.json()
    assert (response.status_code, said["accounts"][0]["account"]["id"]) == (201, "50501055")
    assert said["accounts"][0]["trust"] == "new"
    again = house.client().ask("post", "/suppliers", a_supplier_body())
    assert (again.status_code, again.json()["code"]) == (409, "conflict")


def test_a_changed_supplier_keeps_the_trust_of_its_accounts(house: House) -> None:
    accounts = [{"scheme": "bankgiro", "id": "991-2346"}, {"scheme": "bankgiro", "id": "50501055"}]
    said = house.client().ask("put", "/suppliers/s1", a_supplier_body(accounts=accounts)).json()
    assert [one["trust"] for one in said["accounts"]] == ["confirmed", "new"]
    full = house.client().ask("get", "/suppliers/s1").json()
    assert (full["party"]["address"]["city"], len(full["history"])) == ("Luleå", 2)


def test_an_unknown_supplier_is_not_made_by_changing_it(house: House) -> None:
    assert house.client().ask("put", "/suppliers/nobody", a_supplier_body()).status_code == 404


@pytest.mark.parametrize(
    "changes",
    [
        {"name": ""},
        {"payment_days": -1},
        {"default_vat_rate": "25%"},
        {"accounts": [{"scheme": "purse", "id": "1"}]},
        {"accounts": [{"scheme": "iban", "id": "<script>"}]},
        {"accounts": [{"scheme": "iban", "id": "SE45", "trust": "confirmed"}]},
        {"address": {"country": "Sweden"}},
        {"trust": "confirmed"},
        {"notes": "\x00"},
    ],
)
def test_a_supplier_of_another_shape_is_refused(house: House, changes: object) -> None:
    assert house.client().ask("post", "/suppliers", a_supplier_body(**changes)).status_code == 422


def imported(house: House, text: str) -> dict[str, Any]:
    """What the import of a register says."""
    token = {"Authorization": f"Bearer {house.token()}"}
    answer = Caller.client.post("/api/v1/suppliers/import", text.encode(), content_type="text/csv", headers=token)
    said: dict[str, Any] = answer.json()
    return said


def with_a_second_account(house: House, **who: str) -> str:
    """The supplier with a phone on file, to which somebody then adds an account; gives the change's id."""
    phone = {"phone": "060-12 34 56"}
    first, second = ({"scheme": "bankgiro", "id": number} for number in ("991-2346", "5050-1055"))
    house.client(**who).ask("put", "/suppliers/s1", a_supplier_body(accounts=[first], **phone))
    house.client(**who).ask("put", "/suppliers/s1", a_supplier_body(accounts=[first, second], **phone))
    return str(house.client().ask("get", "/suppliers/account-changes").json()["items"][0]["id"])


def test_an_account_is_trusted_when_two_people_have_asked_through_a_channel_on_file(house: House) -> None:
    account = {"scheme": "bankgiro", "id": "5050-1055"}
    place, change = "/suppliers/s1/accounts/confirm", with_a_second_account(house)
    body = {"account": account, "why": "it is theirs", "channel": "060-12 34 56", "contact": "Eva"}
    own = house.client().ask("post", place, body)
    assert (own.status_code, own.json()["code"]) == (403, "account.may_not_vouch")
    bo, cia = (house.client(email=f"{name}@mottagaren.example") for name in ("bo", "cia"))
    strange = bo.ask("post", place, {**body, "channel": "070-000 00 00"})
    assert (strange.status_code, strange.json()["code"]) == (409, "account.not_on_file")
    assert bo.ask("post", place, {**body, "contact": " "}).status_code == 409
    once = bo.ask("post", place, body).json()
    assert [one["trust"] for one in once["accounts"]] == ["confirmed", "new"]
    assert bo.ask("post", place, body).status_code == 403
    said = {"channel": "060-12 34 56", "contact": "Eva"}
    assert cia.ask("post", f"/suppliers/account-changes/{change}/confirm", said).json()["standing"] == "confirmed"
    trusted = house.client().ask("get", "/suppliers/s1").json()["accounts"]
    assert [one["trust"] for one in trusted] == ["confirmed", "confirmed"]


def test_an_open_account_change_keeps_every_invoice_of_the_supplier_from_being_paid(house: House) -> None:
    change = with_a_second_account(house)
    response = proposed(house, house.client(), "c1")
    assert (response.status_code, response.json()["code"]) == (409, "payment.held")
    house.client().ask("post", f"/suppliers/account-changes/{change}/refuse", {"reason": "not theirs"})
    trust = house.client().ask("get", "/suppliers/s1").json()["accounts"]
    assert [one["trust"] for one in trust] == ["confirmed", "blocked"]
    body = {"cases": ["c1"], "execution": "2026-11-30"}
    assert house.client().ask("post", "/payments/batches", body).status_code == 201


def test_a_register_is_imported_whole_or_not_at_all(house: House) -> None:
    good = "Namn;Orgnr;Bankgiro\nNorrplåt AB;556036-0793;5050-1055\n"
    wrong = f"{good}Fel AB;556036-0790;\n"
    refused = imported(house, wrong)
    assert (refused["done"], [(one["row"], one["column"]) for one in refused["faults"]]) == (False, [(3, "Orgnr")])
    assert house.client().ask("get", "/suppliers").json()["total"] == 1
    assert imported(house, good)["new"] == 1
    assert house.client().ask("get", "/suppliers?search=norrpl").json()["items"][0]["accounts"][0]["trust"] == "new"


def test_two_records_of_one_supplier_become_one_and_trust_nothing_new(house: House) -> None:
    accounts = (KnownAccount(STRANGE_BANKGIRO, Trust.CONFIRMED),)
    house.note("supplier:s2", SupplierSaved(a_supplier(id="s2", accounts=accounts)))
    said = house.client().ask("post", "/suppliers/s1/merge", {"gone": "s2"}).json()
    assert [one["trust"] for one in said["accounts"]] == ["confirmed", "new"]
    assert house.client().ask("get", "/suppliers").json()["total"] == 1
    assert house.client().ask("get", "/suppliers/s2").json()["merged_into"] == "s1"


def test_a_batch_is_proposed_by_one_and_released_by_another(house: House) -> None:
    one, other = house.client(), house.client(email="bo@mottagaren.example")
    assert [row["id"] for row in one.ask("get", "/payments/due").json()["items"]] == []
    batch = proposed(house, one, "c1", "c2").json()
    assert batch["sums"] == [{"currency": "SEK", "amount": "2500.00"}]
    place = f"/payments/batches/{batch['id']}"
    assert one.ask("get", f"{place}/file").status_code == 409
    assert one.ask("post", f"{place}/release").status_code == 403
    released = other.ask("post", f"{place}/release").json()
    assert (released["state"], released["single_handed"]) == ("released", False)
    file = other.ask("get", f"{place}/file")
    assert (file["Content-Type"], file.content[:5]) == ("application/xml", b"<?xml")
    assert released["file_name"] in file["Content-Disposition"]
    assert other.ask("post", f"{place}/settle", {"on": "2026-11-22"}).status_code == 409
    assert other.ask("post", f"{place}/settle", {"on": "2026-11-20"}).json()["settled_on"] == "2026-11-20"
    assert other.ask("get", "/payments/batches").json()["total"] == 1


def test_an_invoice_stands_in_one_batch(house: House) -> None:
    caller = house.client()
    proposed(house, caller, "c1")
    again = caller.ask("post", "/payments/batches", {"cases": ["c1"], "execution": "2026-11-30"})
    assert (again.status_code, again.json()["code"]) == (409, "case.not_ready")


def test_a_cancelled_batch_lets_its_invoices_go(house: House) -> None:
    caller = house.client()
    batch = proposed(house, caller, "c1").json()["id"]
    said = caller.ask("post", f"/payments/batches/{batch}/cancel", {"reason": "wrong day"}).json()
    assert said["state"] == "cancelled"
    assert [row["id"] for row in caller.ask("get", "/payments/due").json()["items"]] == ["c1"]


@pytest.mark.parametrize(
    "body",
    [
        {"cases": [], "execution": "2026-11-30"},
        {"cases": ["c1"], "execution": "tomorrow"},
        {"cases": ["c1"]},
        {"cases": "c1", "execution": "2026-11-30"},
        {"cases": ["x" * 200], "execution": "2026-11-30"},
    ],
)
def test_a_proposal_of_another_shape_is_refused(house: House, body: object) -> None:
    assert house.client().ask("post", "/payments/batches", body).status_code == 422


def test_the_ledger_tells_what_is_owed(house: House) -> None:
    house.case("c1", "approve")
    house.case("c2", "pay")
    said = house.client(Right.SEE).ask("get", "/payables").json()
    assert (said["sums"], said["total"], said["on"]) == ({"SEK": "2500.00"}, 2, "2026-11-21")
    assert said["ageing"][0] == {"days_past_due": "not_due", "sums": {"SEK": "2500.00"}}


def test_vouchers_come_page_by_page(house: House) -> None:
    for name in ("c1", "c2", "c3"):
        house.case(name, "approve")
    first = house.client().ask("get", "/vouchers?limit=2").json()
    last = house.client().ask("get", "/vouchers?limit=2&offset=2").json()
    assert ([one["number"] for one in first["items"]], first["total"]) == ([3, 2], None)
    assert ([one["number"] for one in last["items"]], last["total"]) == ([1], 3)
    assert last["items"][0]["entry"]["lines"][0] == {
        "account": "6110",
        "debit": "1000.00",
        "credit": "0",
        "text": "",
        "dimensions": [],
    }


def test_the_archive_is_searched(house: House) -> None:
    house.case("c1", "closed")
    house.case("c2", "verify")
    said = house.client().ask("get", "/archive?search=c1-1").json()
    assert ([row["id"] for row in said["items"]], said["total"]) == (["c1"], 1)


def test_the_archive_is_proven_and_a_changed_byte_is_found(house: House) -> None:
    house.case("c1")
    caller = house.client(Right.SEE)
    log = caller.ask("get", "/archive/log").json()
    proof = caller.ask("post", "/archive/verify").json()
    assert (proof["sound"], proof["documents"], proof["head"]) == (True, 1, log["items"][-1]["hash"])
    house.damage(log["items"][0]["digest"])
    faults = caller.ask("post", "/archive/verify").json()["faults"]
    assert [fault["fault"] for fault in faults] == ["changed"]
