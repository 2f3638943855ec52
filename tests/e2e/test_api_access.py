"""Who may ask the API what: every route, without a token, outside its scope, and for another company."""

from __future__ import annotations

from typing import Any

import pytest
from api_house import ALL, Caller, House, a_house, closed_api

from build import STRANGE_BANKGIRO, TODAY
from kontera.core.account_change import AccountChange, Cause
from kontera.core.account_list import STREAM, AccountList, Listed
from kontera.core.company import Right
from kontera.core.event import AccountChangeSaved, AccountListSaved, ProductSaved
from kontera.core.product import Product

pytestmark = pytest.mark.urls("api_house")

OTHER = {"company": "annat", "email": "olle@annat.example"}
SUPPLIER = {"name": "Pappershuset AB", "organisation_number": "5599991238"}
ROWS = [{"account": "6110", "amount": "1250.00"}, {"account": "2440", "amount": "-1250.00", "kind": "payable"}]
WHY = {"reason": "because"}
WORD = {"source": "the bank", "where": "in the bank"}
LISTED = {"accounts": [{"supplier": "s1", "account": {"scheme": "bankgiro", "id": "991-2346"}}], **WORD}
ACCOUNT = {"account": {"scheme": "bankgiro", "id": "991-2346"}, "why": "called the number on file"}

# method, address, body, the right without which it is refused
ROUTES: tuple[tuple[str, str, Any, Right | None], ...] = (
    ("get", "/me", None, None),
    ("post", "/documents", None, Right.RECEIVE),
    ("get", "/documents/refused", None, Right.SEE),
    ("get", "/cases", None, Right.SEE),
    ("get", "/cases/{case_id}", None, Right.SEE),
    ("get", "/cases/{case_id}/original", None, Right.SEE),
    ("get", "/cases/{case_id}/response", None, Right.SEE),
    ("get", "/cases/{case_id}/attachments/{number}", None, Right.SEE),
    ("get", "/cases/{case_id}/pages/{page}.png", None, Right.SEE),
    ("patch", "/cases/{case_id}", {"values": {"number": "7"}, "revision": 6}, Right.VERIFY),
    ("post", "/cases/{case_id}/supplier", {"supplier": "s1"}, Right.VERIFY),
    ("put", "/cases/{case_id}/coding", {"rows": ROWS, "revision": 6}, Right.VERIFY),
    ("post", "/cases/{case_id}/paid-with", {"means": "card"}, Right.VERIFY),
    ("post", "/cases/{case_id}/rate", {"rate": "11.5"}, Right.VERIFY),
    ("post", "/cases/{case_id}/verify", {"seen": []}, Right.VERIFY),
    ("post", "/cases/{case_id}/approve", {}, Right.APPROVE),
    ("post", "/cases/{case_id}/release", {"finding": "x", **WHY}, Right.SEE),
    ("post", "/cases/{case_id}/dispute", WHY, Right.APPROVE),
    ("post", "/cases/{case_id}/end-dispute", WHY, Right.APPROVE),
    ("post", "/cases/{case_id}/close", {"reason": "rejected"}, Right.VERIFY),
    ("post", "/cases/{case_id}/reopen", WHY, Right.VERIFY),
    ("post", "/cases/{case_id}/password", {"password": "x"}, Right.VERIFY),
    ("post", "/cases/{case_id}/join", {"with": ["another"]}, Right.VERIFY),
    ("post", "/cases/{case_id}/take-apart", {}, Right.VERIFY),
    ("post", "/cases/{case_id}/comment", {"text": "hello"}, Right.SEE),
    ("get", "/approval/arrangement", None, Right.SEE),
    ("post", "/approval/arrangement", {"revision": 0}, Right.MANAGE),
    ("get", "/approval/mine", None, Right.SEE),
    ("get", "/cases/{case_id}/approval", None, Right.SEE),
    ("post", "/cases/{case_id}/reject", WHY, Right.APPROVE),
    ("post", "/cases/{case_id}/question", {"text": "why?", "to": ["x"]}, Right.SEE),
    ("post", "/cases/{case_id}/answer", {"question": 1, "text": "so"}, Right.SEE),
    ("post", "/cases/{case_id}/hold", WHY, Right.SEE),
    ("post", "/cases/{case_id}/end-hold", None, Right.SEE),
    ("get", "/cases/{case_id}/letter", None, Right.SEE),
    ("post", "/cases/{case_id}/letter", {"to": "x", "language": "sv", "subject": "x", "text": "x"}, Right.SEE),
    ("get", "/straight-through", None, Right.MANAGE),
    ("post", "/straight-through/trial", {"limit": "5000"}, Right.MANAGE),
    ("put", "/straight-through", {"limit": "5000", "on": False}, Right.MANAGE),
    ("post", "/straight-through/off", {"why": "because"}, Right.MANAGE),
    ("post", "/straight-through/suppliers/{supplier_id}/restore", WHY, Right.MANAGE),
    ("get", "/samples", None, Right.SEE),
    ("post", "/samples/{case_id}", {"right": True}, Right.VERIFY),
    ("get", "/suppliers", None, Right.SEE),
    ("post", "/suppliers", SUPPLIER, Right.SUPPLIERS),
    ("get", "/suppliers/{supplier_id}", None, Right.SEE),
    ("put", "/suppliers/{supplier_id}", SUPPLIER, Right.SUPPLIERS),
    ("post", "/suppliers/{supplier_id}/accounts/confirm", ACCOUNT, Right.APPROVE),
    ("put", "/suppliers/{supplier_id}/related", {"people": []}, Right.SUPPLIERS),
    ("post", "/suppliers/{supplier_id}/merge", {"gone": "s2"}, Right.SUPPLIERS),
    ("post", "/suppliers/import", None, Right.SUPPLIERS),
    ("get", "/suppliers/account-changes", None, Right.SEE),
    ("post", "/suppliers/account-changes/{change_id}/confirm", {"channel": "x", "contact": "y"}, Right.SEE),
    ("post", "/suppliers/account-changes/{change_id}/refuse", WHY, Right.SEE),
    ("get", "/suppliers/account-lists", None, Right.SEE),
    ("post", "/suppliers/account-lists", LISTED, Right.SEE),
    ("get", "/suppliers/account-lists/candidates", None, Right.SEE),
    ("post", "/suppliers/account-lists/{list_id}/confirm", WORD, Right.SEE),
    ("post", "/suppliers/account-lists/{list_id}/let-go", WHY, Right.SEE),
    ("get", "/products", None, Right.SEE),
    ("post", "/products", {"name": "Papper"}, Right.SUPPLIERS),
    ("get", "/products/{product_id}", None, Right.SEE),
    ("put", "/products/{product_id}", {"name": "Papper"}, Right.SUPPLIERS),
    ("get", "/outlays", None, Right.SEE),
    ("post", "/outlays/repay", {"person": "Bo", "cases": ["c1"], "on": "2026-11-20", "by": "bank"}, Right.SETTLE),
    ("get", "/reports/{name}", None, Right.SEE),
    ("get", "/payables", None, Right.SEE),
    ("post", "/payables/opening", None, Right.VERIFY),
    ("post", "/cases/{case_id}/take-back", WHY, Right.VERIFY),
    ("get", "/vouchers", None, Right.SEE),
    ("get", "/vouchers/export", None, Right.SEE),
    ("get", "/chart", None, Right.SEE),
    ("get", "/chart/broken", None, Right.SEE),
    ("put", "/chart/uses", {"bank": "1930"}, Right.MANAGE),
    ("get", "/people", None, Right.MANAGE),
    ("get", "/hand-overs", None, Right.SEE),
    ("post", "/hand-overs", {"first": "2026-01-01", "last": "2026-12-31"}, Right.VERIFY),
    ("get", "/hand-overs/{number}/file", None, Right.SEE),
    ("get", "/payments/due", None, Right.SEE),
    ("get", "/payments/batches", None, Right.SEE),
    ("post", "/payments/batches", {"cases": ["c1"], "execution": "2026-11-30"}, Right.PAY),
    ("get", "/payments/batches/{batch_id}", None, Right.SEE),
    ("get", "/payments/batches/{batch_id}/file", None, Right.SEE),
    ("post", "/payments/batches/{batch_id}/release", None, Right.PAY),
    ("post", "/payments/batches/{batch_id}/settle", {"on": "2026-11-20"}, Right.SETTLE),
    ("post", "/payments/batches/{batch_id}/cancel", WHY, Right.PAY),
    ("get", "/archive", None, Right.SEE),
    ("get", "/archive/log", None, Right.SEE),
    ("post", "/archive/verify", None, Right.SEE),
)
IDS = [f"{method} {address}" for method, address, _, _ in ROUTES]
CALLS = [(method, address, body) for method, address, body, _ in ROUTES]
OF_ONE_THING = [call for call in CALLS if "{" in call[1] and "{name}" not in call[1]]
LISTS = (
    "/cases",
    "/suppliers",
    "/suppliers/account-changes",
    "/suppliers/account-lists",
    "/suppliers/account-lists/candidates",
    "/payables",
    "/vouchers",
    "/payments/due",
    "/payments/batches",
    "/archive",
    "/archive/log",
)


@pytest.fixture
def house() -> House:
    return a_house()


def filled(house: House, address: str) -> str:
    """The address with a case, a supplier and a batch that exist in the first company."""
    if "{batch_id}" in address:
        case = house.case("c2", "pay")
        body = {"cases": [case], "execution": "2026-11-30"}
        batch = house.client().ask("post", "/payments/batches", body).json()["id"]
        return address.replace("{batch_id}", batch)
    if "{case_id}" in address:
        house.case("c1")
    if "{change_id}" in address:
        change = AccountChange("ac1", "s1", STRANGE_BANKGIRO, Cause.CHANGED, TODAY, "way")
        house.note(change.stream, AccountChangeSaved(change))
    if "{list_id}" in address:
        listed = AccountList("list-1", (Listed("s1", STRANGE_BANKGIRO),), TODAY)
        house.note(STREAM, AccountListSaved(listed))
    if "{product_id}" in address:
        house.note("product:p1", ProductSaved(Product("p1", "Papper")))
    ids = {"case_id": "c1", "supplier_id": "s1", "change_id": "ac1", "list_id": "list-1", "product_id": "p1"}
    return address.format(**ids, page=1, number=0, name="spend")


def test_the_table_of_routes_is_the_whole_api() -> None:
    paths = a_house().client().ask("get", "/openapi.json").json()["paths"]
    documented = {(method, path.removeprefix("/api/v1")) for path, made in paths.items() for method in made}
    assert documented == {(method, address) for method, address, _, _ in ROUTES}


@pytest.mark.parametrize(("method", "address", "body"), CALLS, ids=IDS)
@pytest.mark.parametrize("token", ["", "unknown", "x" * 600])
def test_without_a_valid_token_nothing_is_told(
    house: House, method: str, address: str, body: object, token: str
) -> None:
    response = Caller(token).ask(method, filled(house, address), body)
    assert (response.status_code, response.json()["code"]) == (401, "unauthenticated")
    assert response["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize(("method", "address", "body", "right"), ROUTES, ids=IDS)
def test_a_token_outside_its_scope_is_refused(
    house: House, method: str, address: str, body: object, right: Right | None
) -> None:
    place = filled(house, address)
    before = len(house.boxes.tables["mottagaren"].order)
    response = house.client(*(ALL - {right})).ask(method, place, body)
    if right is None:
        assert response.status_code == 200
        return
    assert (response.status_code, response.json()["code"]) == (403, "forbidden")
    assert len(house.boxes.tables["mottagaren"].order) == before


@pytest.mark.parametrize(("method", "address", "body"), OF_ONE_THING)
def test_another_companys_things_do_not_exist(house: House, method: str, address: str, body: object) -> None:
    place = filled(house, address)
    before = len(house.boxes.tables["mottagaren"].order)
    response = house.client(**OTHER).ask(method, place, body)
    assert (response.status_code, response.json()["code"]) == (404, "not_found")
    assert len(house.boxes.tables["mottagaren"].order) == before


@pytest.mark.parametrize("address", LISTS)
def test_another_company_sees_empty_lists(house: House, address: str) -> None:
    filled(house, "{case_id}{batch_id}")
    house.case("c3", "approve")
    response = house.client(**OTHER).ask("get", address)
    assert (response.json()["items"], response.json()["total"]) == ([], 0)


def test_the_right_must_be_the_persons_too(house: House) -> None:
    person = house.doors.people.add("mottagaren", "rev@mottagaren.example", "Rev", frozenset())
    token = house.doors.people.issue_token(person, "test", ALL)
    response = Caller(token).ask("get", "/cases")
    assert response.status_code == 403


def test_me_tells_whom_the_token_acts_for(house: House) -> None:
    said = house.client(Right.SEE, Right.RECEIVE).ask("get", "/me").json()
    assert said["rights"] == ["receive", "see"]
    assert (said["email"], said["company"]["id"]) == ("alma@mottagaren.example", "mottagaren")


@pytest.mark.django_db
def test_a_session_cookie_opens_nothing(house: House) -> None:
    caller = Caller("", Cookie=f"sessionid={house.token()}")
    assert caller.ask("get", "/me").status_code == 401


def test_before_the_doors_are_open_the_api_says_so(house: House) -> None:
    with closed_api():
        response = house.client().ask("get", "/me")
    assert (response.status_code, response.json()["code"]) == (503, "api.not_open")


def test_an_unknown_address_is_answered_in_the_same_shape(house: House) -> None:
    for method in ("get", "post", "delete"):
        response = house.client().ask(method, "/nowhere/at/all")
        assert (response.status_code, response.json()["code"]) == (404, "not_found")


def test_a_fault_of_ours_shows_no_trace(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(house.doors.clock), "today", lambda _: 1 / 0)
    response = house.client().ask("get", "/payables")
    assert (response.status_code, response.json()["code"]) == (500, "internal")
    assert b"ZeroDivision" not in response.content
