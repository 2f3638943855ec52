"""Cases through the API: lists, one in full, and every act on it."""

from __future__ import annotations

from typing import Any

import pytest
from api_house import PDF, PNG, STOP, House, a_house

from build import STRANGE_BANKGIRO, a_seller, an_invoice
from kontera.core.event import Change, Corrected
from kontera.core.invoice import Payment

pytestmark = pytest.mark.urls("api_house")


@pytest.fixture
def house() -> House:
    return a_house()


def kinds(house: House, case: str) -> list[str]:
    return [type(noted.event).__name__ for noted in house.boxes.open("mottagaren").history(case)]


def test_a_list_is_filtered_and_counted(house: House) -> None:
    for name, at in (("c1", "verify"), ("c2", "approve"), ("c3", "pay"), ("c4", "verify")):
        house.case(name, at)
    said = house.client().ask("get", "/cases?state=verify&state=pay&limit=2&sort=number").json()
    assert (said["total"], [row["id"] for row in said["items"]]) == (3, ["c1", "c3"])


def test_a_list_is_searched(house: House) -> None:
    house.case("c1")
    house.case("c2", seller=a_seller(name="Elbolaget"))
    said = house.client().ask("get", "/cases?search=elbolaget&queue=ready").json()
    assert [row["supplier_name"] for row in said["items"]] == ["Elbolaget"]
    assert said["items"][0]["payable"] == "1250.00"


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=501", "offset=-1", "state=lost", "queue=lost", "sort=text", "sort=;drop", "limit=x"]
)
def test_a_list_refuses_what_it_does_not_know(house: House, query: str) -> None:
    response = house.client().ask("get", f"/cases?{query}")
    assert response.status_code == 422
    assert set(response.json()) == {"code", "message", "values"}


def test_a_case_is_told_in_full(house: House) -> None:
    house.case("c1", "pay")
    said = house.client().ask("get", "/cases/c1").json()
    assert said["invoice"]["totals"]["payable"] == "1250.00"
    assert said["invoice"]["issue_date"] == "2026-11-02"
    assert said["invoice"]["payment"]["accounts"][0]["scheme"] == "bankgiro"
    assert said["evidence"]["number"]["place"]["boxes"][0]["x0"] == 0.1
    assert [row["amount"] for row in said["coding"]] == ["1000.00", "250.00", "-1250.00"]
    assert (said["state"], said["voucher"], said["payment"]["amount"]) == ("pay", "L1", "1250.00")
    assert [event["kind"] for event in said["history"]][:2] == ["Received", "PagesRead"]
    assert said["history"][1]["values"] == {"pages": 1}


def test_a_finding_says_in_words_what_is_wrong(house: House) -> None:
    house.case("c1", "stopped")
    said = house.client().ask("get", "/cases/c1").json()
    assert (said["queue"], said["findings"][0]["message"]) == ("stopped", "The account x is new.")


def test_the_original_comes_as_it_was_received(house: House) -> None:
    house.case("c1")
    response = house.client().ask("get", "/cases/c1/original")
    assert (response.content, response["Content-Type"]) == (PDF + b"c1", "application/pdf")
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''faktura%20%C3%A5.pdf"


def test_a_page_is_a_picture(house: House) -> None:
    house.case("c1")
    response = house.client().ask("get", "/cases/c1/pages/1.png?dpi=72")
    assert (response.content, response["Content-Type"]) == (PNG + b"(1, 72, 0)", "image/png")


@pytest.mark.parametrize("place", ["pages/0.png", "pages/x.png", "pages/1.png?dpi=100000", "pages/-1.png"])
def test_a_page_that_cannot_be_is_refused(house: House, place: str) -> None:
    house.case("c1")
    assert house.client().ask("get", f"/cases/c1/{place}").status_code in {404, 422}


def test_values_are_corrected(house: House) -> None:
    house.case("c1")
    values = {"number": "77", "totals.payable": "1300.50", "payment.accounts[0]": "bankgiro:5050-1055"}
    response = house.client().ask("patch", "/cases/c1", {"values": values, "revision": 6})
    assert response.json() == {"id": "c1", "revision": 7}
    invoice = house.boxes.open("mottagaren").case("c1").invoice
    assert (invoice.number, invoice.payment.accounts[0].id) == ("77", "50501055")
    assert house.tasks[-1].argument == "c1"


def test_another_persons_change_conflicts(house: House) -> None:
    house.case("c1")
    house.note("c1", Corrected((Change("number", "c1-1", "5"),), ()), by="person:other")
    response = house.client().ask("patch", "/cases/c1", {"values": {"number": "6"}, "revision": 6})
    assert (response.status_code, response.json()["code"]) == (409, "conflict")


HOSTILE = (
    ("totals.payable", "1,50"),
    ("totals.payable", "NaN"),
    ("totals.payable", "1E999999999"),
    ("totals.payable", "9" * 40),
    ("due_date", "2026-02-31"),
    ("due_date", "31.12.2026"),
    ("payment.days", "9" * 5000),
    ("payment.accounts[0]", "purse:1"),
    ("payment.accounts[0]", "iban:" + "1" * 900),
    ("payment.accounts[0].id", "1"),
    ("payment.accounts[7]", "iban:SE45"),
    ("lines", ""),
    ("lines", "x"),
    ("lines[999999999999999999999].description", "x"),
    ("lines[0]", "x"),
    ("number[0]", "x"),
    ("issue_date[0]", "2026-01-01"),
    ("type", ""),
    ("type", "poem"),
    ("seller", "x"),
    ("seller.endpoint.id", "x"),
    ("preceding[0].issue_date", "2026-01-01"),
    ("allowances_charges[0].reason", "x"),
    ("attachments[0].content", "x"),
    ("__class__", "x"),
    ("seller.__dict__.name", "x"),
    ("number.upper", "x"),
    ("reverse_charge", "perhaps"),
    ("nowhere", "x"),
    ("", "x"),
    ("." * 150, "x"),
    ("number", "a\x00b"),
    ("number", "x" * 5000),
)


@pytest.mark.parametrize(("path", "text"), HOSTILE)
def test_a_value_that_cannot_be_is_refused_and_nothing_changes(house: House, path: str, text: str) -> None:
    house.case("c1")
    response = house.client().ask("patch", "/cases/c1", {"values": {path: text}, "revision": 6})
    assert (response.status_code, response.json()["code"]) in {(422, "value.invalid"), (422, "request.invalid")}
    assert house.boxes.open("mottagaren").case("c1").revision == 6


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"values": {}},
        {"values": {}, "revision": 6},
        {"values": {"number": 7}, "revision": 6},
        {"values": [], "revision": 6},
        {"values": {"number": "7"}, "revision": "last"},
        {"values": {"number": "7"}, "revision": -1},
        {"values": {"number": "7"}, "revision": 6, "force": True},
        [],
        "{",
    ],
)
def test_a_body_of_another_shape_is_refused(house: House, body: object) -> None:
    house.case("c1")
    response = house.client().ask("patch", "/cases/c1", body)
    assert response.status_code in {400, 422}
    assert response.json()["code"] == "request.invalid"


def test_the_supplier_is_chosen(house: House) -> None:
    house.case("c1")
    assert house.client().ask("post", "/cases/c1/supplier", {"supplier": "s1"}).json()["revision"] == 7
    assert house.client().ask("post", "/cases/c1/supplier", {"supplier": "nobody"}).status_code == 404


def test_the_seller_is_taken_into_the_register(house: House) -> None:
    house.case("c1", seller=a_seller(name="Nya AB", organisation_number="5599992222"))
    assert house.client().ask("post", "/cases/c1/supplier", {"add": True}).status_code == 200
    names = [one["party"]["name"] for one in house.client().ask("get", "/suppliers").json()["items"]]
    assert names == ["Nya AB", "Pappershuset AB"]


@pytest.mark.parametrize("body", [{}, {"supplier": "s1", "add": True}, {"supplier": 1}])
def test_a_supplier_is_named_in_one_way(house: House, body: object) -> None:
    house.case("c1")
    assert house.client().ask("post", "/cases/c1/supplier", body).status_code == 422


def rows(cost: str = "1000.00", vat: str = "250.00", payable: str = "-1250.00") -> list[dict[str, Any]]:
    return [
        {"account": "5410", "amount": cost, "dimensions": [["1", "100"]]},
        {"account": "2641", "amount": vat, "kind": "vat"},
        {"account": "2440", "amount": payable, "kind": "payable"},
    ]


def test_the_coding_is_set_and_marked_where_it_differs(house: House) -> None:
    house.case("c1")
    assert house.client().ask("put", "/cases/c1/coding", {"rows": rows(), "revision": 6}).status_code == 200
    coding = house.client().ask("get", "/cases/c1").json()["coding"]
    assert [(row["account"], row["manual"]) for row in coding] == [("5410", True), ("2641", False), ("2440", False)]
    assert coding[0]["dimensions"] == [["1", "100"]]


@pytest.mark.parametrize("cost", ["999.99", "1000,00", "1e3", "NaN", "Infinity", "", "1000.001", 1000.0, None, "٣"])
def test_a_coding_that_does_not_add_up_is_refused(house: House, cost: object) -> None:
    house.case("c1")
    response = house.client().ask("put", "/cases/c1/coding", {"rows": rows(cost), "revision": 6})
    assert response.status_code == 422
    assert response.json()["code"] in {"entry.unbalanced", "request.invalid"}
    assert "Coded" not in kinds(house, "c1")


def test_a_reading_is_verified_once_all_is_compared(house: House) -> None:
    house.case("c1")
    refused = house.client().ask("post", "/cases/c1/verify", {"seen": ["picture"]})
    assert (refused.status_code, refused.json()["code"]) == (409, "case.not_ready")
    said = house.client().ask("post", "/cases/c1/verify", {"seen": ["picture", "account", "totals"]})
    assert (said.status_code, kinds(house, "c1")[-1]) == (200, "Verified")


def test_an_invoice_is_approved(house: House) -> None:
    house.case("c1", "approve")
    said = house.client().ask("post", "/cases/c1/approve", {"comment": "fine"})
    assert (said.status_code, kinds(house, "c1")[-1]) == (200, "Approved")
    approvals = house.client().ask("get", "/cases/c1").json()["approvals"]
    assert [(one["amount"], one["account"]) for one in approvals] == [("1250.00", "bankgiro:9912346")]


def test_a_stop_is_released_for_a_reason(house: House) -> None:
    house.case("c1", "stopped")
    body = {"finding": STOP.key, "reason": "called them"}
    assert house.client().ask("post", "/cases/c1/release", {**body, "finding": "other"}).status_code == 404
    assert house.client().ask("post", "/cases/c1/release", {**body, "reason": ""}).status_code == 422
    assert house.client().ask("post", "/cases/c1/release", body).json()["queue"] == "ready"


def test_a_stop_about_the_account_leads_to_the_accounts_own_case(house: House) -> None:
    house.case("c1", "stopped", payment=Payment(accounts=(STRANGE_BANKGIRO,)))
    response = house.client().ask("post", "/cases/c1/release", {"finding": STOP.key, "reason": "I know it"})
    assert (response.status_code, response.json()["code"]) == (409, "account.two_people")
    changes = house.client().ask("get", "/suppliers/account-changes").json()["items"]
    assert [(one["id"], one["standing"]) for one in changes] == [(response.json()["values"]["change"], "open")]


def test_a_dispute_begins_and_ends(house: House) -> None:
    house.case("c1", "approve")
    caller = house.client()
    assert caller.ask("post", "/cases/c1/dispute", {"reason": "wrong"}).json()["state"] == "disputed"
    assert caller.ask("post", "/cases/c1/end-dispute", {"reason": "settled"}).status_code == 200
    assert caller.ask("post", "/cases/c1/end-dispute", {"reason": "again"}).status_code == 409


def test_a_case_is_closed_and_opened_again(house: House) -> None:
    house.case("c1")
    caller = house.client()
    assert caller.ask("post", "/cases/c1/close", {"reason": "boredom"}).status_code == 422
    assert caller.ask("post", "/cases/c1/close", {"reason": "duplicate"}).json()["state"] == "closed"
    assert caller.ask("post", "/cases/c1/reopen", {"reason": "it is not"}).json()["state"] == "verify"


def test_a_comment_stands_in_the_trail_with_its_author(house: House) -> None:
    house.case("c1")
    house.client().ask("post", "/cases/c1/comment", {"text": "ask Bo"})
    last = house.client().ask("get", "/cases/c1").json()["history"][-1]
    assert (last["kind"], last["name"], last["values"]) == ("Commented", "Alma", {"text": "ask Bo", "mentions": []})


def test_the_invoice_of_the_answer_has_all_fields_of_the_invoice(house: House) -> None:
    house.case("c1")
    said = house.client().ask("get", "/cases/c1").json()["invoice"]
    assert set(said) == set(type(an_invoice()).__slots__)
