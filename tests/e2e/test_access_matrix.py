"""Who may open or send what: every address of the web and the API, for every role, a stranger and another company."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import parse_qs

import pytest
from api_house import PDF, STOP, Caller
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from matrix_house import MARK, OURS, THEIRS, Things, routes, things
from test_api_access import ROUTES

from kontera.actions.access import Need, admits
from kontera.actions.desk import Desk
from kontera.api import access
from kontera.core.company import Person, Right, Role
from kontera.ports import Box
from kontera.web import acts, urls

pytestmark = pytest.mark.django_db

OPEN: Final = frozenset(
    {"start", "setup_first", "sign_in", "sign_in_code", "sign_in_link", "sign_out", "company", "language"}
)
"""What is for everybody, signed in or not."""

OWN: Final = frozenset({"password", "second_factor"})
"""What everybody at work does for themself."""

INSIDE: Final = tuple((address, name) for address, name in routes() if name not in OPEN)
REFUSED: Final = {401, 403, 404}
NOBODY_AT_ALL: Final = "nobody"
ROLES: Final = (*Role, NOBODY_AT_ALL)
ROWS: Final = {"account": ["6110", "2440"], "debit": ["1250", ""], "credit": ["", "1250"], "index": ["", ""]}
# What must stand in a form for the act behind it to ask for its right.
FORMS: Final[dict[str, dict[str, Any]]] = {
    "bulk": {"act": "verify", "case": ["c1"]},
    "correct": {"path": "number", "text": "7", "revision": "6"},
    "coding": {**ROWS, "revision": "6"},
    "rate": {"rate": "1,5"},
    "reread_lines": {"page": "1", "x0": "0", "y0": "0", "x1": "1", "y1": "1"},
    "choose_supplier": {"supplier": "s1"},
    "close": {"reason": "rejected"},
    "join": {"other": ["another"]},
    "comment": {"text": "hej"},
    "approval_comment": {"text": "hej"},
    "propose": {"case": ["paid"], "execution": "2026-11-30"},
    "settle_batch": {"on": "2026-11-30"},
    "add_supplier": {"name": "Nya AB", "organisation_number": "559999-0008"},
    "release": {"finding": STOP.key, "reason": "because"},
    "hold": {"reason": "because"},
    "save_arrangement": {"act": "verifier", "verifier": "yes"},
}
SEARCHES: Final[dict[str, dict[str, str]]] = {"find": {"q": "1"}}
BY_CONTENT: Final = frozenset({"bulk", "release"})  # which right they ask for hangs on what is sent
NONE_THERE: Final = frozenset({"attachment"})  # the invoice has none
BY_NAME: Final = frozenset({"report", "report_xlsx", "report_csv", "setup_step", "skip_step", "voucher_copy"})
"""Their addresses hold a word of ours, not the id of somebody's thing."""


def person(roles: frozenset[Role]) -> Person:
    return Person("x", "X", OURS, roles)


def roles_of(role: str) -> frozenset[Role]:
    return frozenset() if role == NOBODY_AT_ALL else frozenset({Role(role)})


def methods(client: Client, address: str) -> tuple[str, ...]:
    """What an address answers to, as it says itself to whom it lets in."""
    said = client.generic("TRACE", address)
    assert said.status_code == 405, address
    return tuple(one.strip().lower() for one in said.headers["Allow"].split(",") if one.strip() != "HEAD")


@pytest.fixture(autouse=True)
def lacked(monkeypatch: pytest.MonkeyPatch) -> list[Right]:
    """The rights that actions have asked for in vain, as their desks are listened to."""
    noted: list[Right] = []
    ask = Desk.ask

    def noting(desk: Desk, right: Right) -> Box:
        if not desk.person.may(right):
            noted.append(right)
        return ask(desk, right)

    monkeypatch.setattr(Desk, "ask", noting)
    monkeypatch.setattr(acts, "_SETTLED_WITHIN", 0.0)  # nothing walks in this house: a case never comes to rest
    return noted


@pytest.fixture(scope="module")
def answered_to() -> dict[str, tuple[str, ...]]:
    """Filled by the first test that asks: the methods of each address do not change."""
    return {}


def calls(world: Things, known: dict[str, tuple[str, ...]]) -> Iterator[tuple[str, str, str]]:
    """Method, filled address and name of all that people at work can ask for, reading first."""
    if not known:
        client = world.browser("vera", frozenset(Role))
        known.update({name: methods(client, world.filled(address)) for address, name in INSIDE})
    for wanted in ("get", "post"):
        for address, name in INSIDE:
            if wanted in known[name]:
                yield wanted, world.filled(address), name


def asked(client: Client, method: str, address: str, name: str, **headers: str) -> HttpResponse:
    body = FORMS.get(name, {}) if method == "post" else SEARCHES.get(name, {})
    if name == "upload":
        body = {"file": SimpleUploadedFile("new.pdf", PDF + b"new")}
    return getattr(client, method)(address, body, headers=headers)


def test_every_address_declares_what_it_needs() -> None:
    needs = urls.needs()
    assert {name for _address, name in INSIDE} == set(needs)
    assert {name for name, need in needs.items() if need is None} == OWN
    assert all(need is None or isinstance(need, Right) or need for need in needs.values())


def test_every_address_says_which_methods_it_answers_to(answered_to: dict[str, tuple[str, ...]]) -> None:
    world = things()
    list(calls(world, answered_to))
    assert {one for many in answered_to.values() for one in many} == {"get", "post"}


@pytest.mark.parametrize("role", ROLES)
def test_a_role_comes_in_exactly_where_it_is_declared(
    role: str, lacked: list[Right], answered_to: dict[str, tuple[str, ...]]
) -> None:
    world, needs, faults, count = things(), urls.needs(), [], 0
    client = world.browser("rut", roles_of(role))
    before = world.noted
    for method, address, name in calls(world, answered_to):
        if method == "get":
            assert world.noted == before, address
        declared = admits(person(roles_of(role)), needs[name])
        was = world.noted
        lacked.clear()
        answer = asked(client, method, address, name)
        count += 1
        if declared and name in NONE_THERE:
            assert answer.status_code == 404
        elif declared and (answer.status_code in REFUSED or answer.status_code >= 500):
            faults.append(f"{method} {address} refused: {answer.status_code}")
        if declared and method == "post" and lacked and name not in BY_CONTENT:
            faults.append(f"{method} {address} asks for more than is declared: {lacked}")
        if not declared and (answer.status_code != 403 or world.noted != was):
            faults.append(f"{method} {address} let in: {answer.status_code}")
    assert "\n".join(faults) == ""
    assert count > 100


@pytest.mark.parametrize("role", [Role.AUDITOR, NOBODY_AT_ALL])
def test_a_refusal_is_told_in_the_persons_language(role: str, answered_to: dict[str, tuple[str, ...]]) -> None:
    world, needs = things(), urls.needs()
    client = world.browser("rut", roles_of(role))
    for method, address, name in calls(world, answered_to):
        if admits(person(roles_of(role)), needs[name]):
            continue
        page, notice = asked(client, method, address, name), asked(client, method, address, name, HX_Request="true")
        assert "får inte göra detta" in page.content.decode(), address
        assert (notice.status_code, notice.headers["HX-Retarget"]) == (403, "#notices"), address


def test_who_holds_no_role_is_told_so_at_the_start_page() -> None:
    page = things().browser("rut", frozenset()).get("/")
    assert page.status_code == 403
    assert "får inte göra detta" in page.content.decode()


def test_reading_changes_nothing(answered_to: dict[str, tuple[str, ...]]) -> None:
    world = things()
    client = world.browser("alma", frozenset(Role))
    before = world.noted
    for method, address, name in calls(world, answered_to):
        if method == "get":
            asked(client, method, address, name)
            asked(client, method, address, name, HX_Request="true")
            assert world.noted == before, address


def test_who_is_not_signed_in_is_led_to_the_sign_in(answered_to: dict[str, tuple[str, ...]]) -> None:
    world = things()
    wanted = list(calls(world, answered_to))
    before, client = world.noted, Client()
    for method, address, name in wanted:
        page, part = asked(client, method, address, name), asked(client, method, address, name, HX_Request="true")
        where = parse_qs(page.headers["Location"].partition("?")[2])["next"][0]
        assert page.headers["Location"].startswith("/sign-in/?")
        assert where.partition("?")[0] == (address if method == "get" else "/")
        assert (part.status_code, part.headers["HX-Redirect"], part.content) == (204, "/sign-in/", b"")
    assert world.noted == before


def test_another_companys_things_do_not_exist(answered_to: dict[str, tuple[str, ...]]) -> None:
    """Neither is anything shown or changed; an act that leads on leads to a page that is not there."""
    world, faults = things(), []
    wanted = list(calls(world, answered_to))
    before = world.noted[0]
    client = world.stranger()
    one_thing = {name for address, name in INSIDE if "<" in address} - BY_NAME | {"propose"}  # names an invoice
    for method, address, name in wanted:
        answer = asked(client, method, address, name)
        if answer.status_code == 302 and (name in one_thing or "sign-in" in answer.headers["Location"]):
            answer = client.get(answer.headers["Location"])
        if MARK in answer.content.decode(errors="replace") or world.noted[0] != before:
            faults.append(f"{method} {address} shows or changes what is another's")
        if (answer.status_code == 404) is not (name in one_thing):
            faults.append(f"{method} {address}: {answer.status_code}")
    assert "\n".join(faults) == ""


def test_nothing_is_sent_without_the_forms_own_token(answered_to: dict[str, tuple[str, ...]]) -> None:
    world = things()
    wanted = list(calls(world, answered_to))
    client = world.browser("alma", frozenset(Role))
    client.handler.enforce_csrf_checks = True
    before = world.noted
    for method, address, name in wanted:
        if method == "post":
            assert asked(client, method, address, name).status_code == 403, address
    for address in ("/sign-in/", "/sign-in/code/", "/sign-out/", "/company/", "/language/", "/setup/first/"):
        assert client.post(address).status_code == 403, address
    assert world.noted == before


def test_every_act_asks_for_the_declared_right_itself(
    monkeypatch: pytest.MonkeyPatch, lacked: list[Right], answered_to: dict[str, tuple[str, ...]]
) -> None:
    """With the common door open, who has every right but the declared one is refused by the act."""
    world, needs, faults = things(), urls.needs(), []
    wanted = list(calls(world, answered_to))
    client = world.browser("alma", frozenset(Role))
    monkeypatch.setattr(urls, "admit", lambda _person, _need: None)
    before = world.noted
    for method, address, name in wanted:
        need = needs[name]
        if need is None:
            continue
        taken = frozenset({need}) if isinstance(need, Right) else need
        world.lacking("alma", taken)
        lacked.clear()
        answer = asked(client, method, address, name)
        if not taken & set(lacked) or world.noted != before or answer.status_code >= 500:
            faults.append(f"{method} {address} ({name}): {answer.status_code}")
    assert "\n".join(faults) == ""


API_CALLS: Final = [(method, address, body) for method, address, body, _right in ROUTES]


def needed(method: str, address: str) -> Need:
    return access.NEEDS[f"{method.upper()} {address}"]


@pytest.mark.urls("api_house")
def test_every_route_of_the_api_declares_what_it_needs() -> None:
    things()
    paths = Caller("").ask("get", "/openapi.json").json()["paths"]
    known = {f"{method.upper()} {path.removeprefix('/api/v1')}" for path, made in paths.items() for method in made}
    assert known == set(access.NEEDS)
    assert known == {f"{method.upper()} {address}" for method, address, _body in API_CALLS}
    assert access.need_of("GET", "api/v1/undeclared") == frozenset()
    assert not admits(person(frozenset(Role)), access.need_of("GET", "api/v1/undeclared"))


@pytest.mark.urls("api_house")
@pytest.mark.parametrize("role", ROLES)
def test_a_token_of_a_role_comes_in_exactly_where_it_is_declared(role: str) -> None:
    world, faults = things(), []
    rut = world.house.doors.people.add(OURS, "rut@mottagaren.example", "Rut", roles_of(role))
    caller = Caller(world.house.doors.people.issue_token(rut, "test", frozenset(Right)))
    for method, address, body in sorted(API_CALLS, key=lambda call: call[0] != "get"):
        declared = admits(rut, needed(method, address))
        before = world.noted
        answer = caller.ask(method, world.filled(address), body)
        if (answer.status_code in {401, 403}) is declared or answer.status_code >= 500:
            faults.append(f"{method} {address}: {answer.status_code} {answer.content[:200]!r}")
        if (method == "get" or not declared) and world.noted != before:
            faults.append(f"{method} {address} changed something")
    assert "\n".join(faults) == ""


@pytest.mark.urls("api_house")
def test_a_token_of_another_company_sees_none_of_it() -> None:
    world, faults = things(), []
    caller = world.house.client(company=THEIRS, email="olle@annat.example")
    before = world.noted[0]
    for method, address, body in API_CALLS:
        answer = caller.ask(method, world.filled(address), body)
        if MARK in answer.content.decode(errors="replace") or world.noted[0] != before:
            faults.append(f"{method} {address} shows or changes what is another's")
        if "{" in address and "{name}" not in address and answer.status_code != 404:
            faults.append(f"{method} {address}: {answer.status_code}")
    assert "\n".join(faults) == ""


@pytest.mark.urls("api_house")
@pytest.mark.parametrize("token", ["", "unknown"])
def test_without_a_token_the_api_tells_nothing(token: str) -> None:
    world = things()
    before = world.noted
    for method, address, body in API_CALLS:
        answer = Caller(token).ask(method, world.filled(address), body)
        assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated"), address
    assert world.noted == before


@pytest.mark.urls("api_house")
def test_every_act_of_the_api_asks_for_the_declared_right_itself(
    monkeypatch: pytest.MonkeyPatch, lacked: list[Right]
) -> None:
    world, faults = things(), []
    monkeypatch.setattr(access, "need_of", lambda _method, _route: None)
    before = world.noted
    for method, address, body in API_CALLS:
        need = needed(method, address)
        if need is None:
            continue
        taken = frozenset({need}) if isinstance(need, Right) else need
        caller = world.house.client(*(frozenset(Right) - taken))
        lacked.clear()
        answer = caller.ask(method, world.filled(address), FORMS["release"] if "release" in address else body)
        if answer.status_code != 403 or not taken & set(lacked) or world.noted != before:
            faults.append(f"{method} {address}: {answer.status_code} {answer.content[:200]!r}")
    assert "\n".join(faults) == ""
