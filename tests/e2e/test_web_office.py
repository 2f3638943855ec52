"""Set-up, people, the chart and the hand-over to the ledger, asked for as a browser does."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from api_house import House
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from web_house import a_web_house, signed_in

from kontera.actions import chart, setup
from kontera.adapters.inmemory.boxes import InMemoryBoxes
from kontera.adapters.inmemory.doors import FixedClock, InMemoryBlobs, InMemoryPeople, InMemoryRates, RecordedOcr
from kontera.adapters.inmemory.sheets import AgreeingSheets
from kontera.core.company import Person, PersonAct, Role
from kontera.core.event import PersonChanged
from kontera.formats.sie.read import read_sie
from kontera.ports import Doors
from kontera.web import doors as web_doors
from sie_files import past

pytestmark = pytest.mark.django_db
CLERK = frozenset({Role.CLERK})
CODE = "the code that was printed"
BEGUN = {
    "company": "Östra Lådan AB",
    "number": "559999-0008",
    "country": "SE",
    "name": "Åsa Ny",
    "email": "Asa@ladan.example",
    "password": "a long enough password",
    "code": CODE,
}


def a_sie_file(house: House) -> SimpleUploadedFile:
    company = house.boxes.open("mottagaren").company
    return SimpleUploadedFile("bok.se", past(number=company.party.organisation_number, company=company.party.name))


def a_fresh_installation() -> Doors:
    """An installation with nobody in it, shown by the web application."""
    clock = FixedClock()
    doors = Doors(
        InMemoryBoxes(lambda _task: None, clock),
        _PeopleWithUsers(clock),
        InMemoryBlobs(),
        a_web_house().doors.pdf,
        RecordedOcr({}),
        clock,
        InMemoryRates(),
        AgreeingSheets(),
    )
    web_doors.open_with(doors, None, "in.kontera.example", first_code=CODE)
    return doors


class _PeopleWithUsers(InMemoryPeople):
    """People in memory, who can sign in at the web application's own users."""

    def add(self, company: str, email: str, name: str, roles: frozenset[Role], password: str = "") -> Person:
        get_user_model().objects.create(email=email.lower(), name=name)
        return super().add(company, email, name, roles, password)


def test_a_fresh_installation_leads_to_the_set_up() -> None:
    a_fresh_installation()
    assert Client().get("/").headers["Location"] == "/setup/first/"
    page = Client().get(f"/setup/first/?code={CODE}")
    assert page.status_code == 200
    assert CODE in page.content.decode()


def test_the_first_person_begins_a_company_and_is_signed_in() -> None:
    doors = a_fresh_installation()
    client = Client()
    assert client.post("/setup/first/", BEGUN).headers["Location"] == "/setup/"
    company = doors.boxes.companies()[0]
    assert (company.party.name, company.party.organisation_number) == ("Östra Lådan AB", "5599990008")
    assert doors.people.of(company.id)[0].roles == setup.EVERYTHING
    assert client.get("/setup/").headers["Location"] == "/setup/company/"


@pytest.mark.parametrize(
    "wrong", [{"code": "guessed"}, {"number": "559999-0001"}, {"email": "nobody"}, {"password": "short"}, {"name": " "}]
)
def test_nothing_is_begun_while_something_is_wrong(wrong: dict[str, str]) -> None:
    doors = a_fresh_installation()
    page = Client().post("/setup/first/", {**BEGUN, **wrong})
    assert page.status_code in {403, 422}
    assert 'role="alert"' in page.content.decode()
    assert not doors.boxes.companies()


def test_the_first_set_up_is_closed_once_there_is_a_company() -> None:
    a_web_house()
    web_doors.open_with(web_doors.doors(), None, first_code=CODE)
    assert Client().get(f"/setup/first/?code={CODE}").headers["Location"] == "/"
    assert Client().post("/setup/first/", BEGUN).status_code == 302


@pytest.mark.parametrize("language", ["sv", "fi", "en"])
@pytest.mark.parametrize("step", [*(step.value for step in setup.Step), "?all=1"])
def test_every_step_opens_in_every_language(step: str, language: str) -> None:
    page = signed_in(a_web_house(), language=language).get(f"/setup/{step}{'' if step.startswith('?') else '/'}")
    assert page.status_code == 200


def test_the_steps_lead_from_one_to_the_next() -> None:
    house = a_web_house()
    client = signed_in(house)
    facts = {"name": "Mottagaren AB", "number": "559999-0008", "country": "SE", "currency": "SEK", "year_start": "7"}
    assert client.post("/setup/company/", facts).headers["Location"] == "/setup/chart/"
    assert house.boxes.open("mottagaren").company.year_start == 7
    assert client.post("/setup/chart/", {"choice": "standard"}).headers["Location"] == "/setup/mail/"
    assert client.post("/setup/mail/", {"mailbox": "Faktura.Mottagaren"}).headers["Location"] == "/setup/people/"
    assert house.boxes.open("mottagaren").company.mailbox == "faktura.mottagaren"
    assert client.post("/setup/people/skip/").headers["Location"] == "/setup/?all=1"
    page = client.get("/").content.decode()
    assert "setting-up" not in page


def test_a_step_that_is_left_is_named_on_the_start_page() -> None:
    page = signed_in(a_web_house(), language="en").get("/").content.decode()
    assert "Next in the set-up: " in page


def test_a_wrong_organisation_number_stays_in_the_form() -> None:
    client = signed_in(a_web_house())
    page = client.post("/setup/company/", {"name": "Mottagaren", "number": "559999-0001"})
    assert page.status_code == 422
    assert 'value="559999-0001"' in page.content.decode()


def test_a_taken_mail_address_is_told_while_typing_and_refused() -> None:
    house = a_web_house()
    client = signed_in(house, language="en")
    assert "taken" in client.get("/setup/mail/free/?mailbox=annat").content.decode()
    assert "free" in client.get("/setup/mail/free/?mailbox=nytt.namn").content.decode()
    assert client.post("/setup/mail/", {"mailbox": "annat"}).status_code == 422
    assert house.boxes.open("mottagaren").company.mailbox == "mottagaren"


def test_the_account_to_pay_from_is_checked() -> None:
    house = a_web_house()
    client = signed_in(house)
    assert client.post("/setup/bank/", {"account": "SE00 1"}).status_code == 422
    client.post("/setup/bank/", {"account": "991-2346", "version": "03"})
    company = house.boxes.open("mottagaren").company
    assert company.pay_from is not None
    assert (company.pay_from.key, company.pain_version) == ("bankgiro:9912346", "001.001.03")


@pytest.mark.parametrize("address", ["/setup/", "/setup/company/", "/settings/people/", "/setup/mail/free/?mailbox=a1"])
def test_only_administrators_see_set_up_and_people(address: str) -> None:
    assert signed_in(a_web_house(), roles=CLERK).get(address).status_code == 403


@pytest.mark.parametrize(
    "address",
    [
        "/setup/company/",
        "/setup/company/skip/",
        "/settings/people/add/",
        "/settings/people/person-1/roles/",
        "/settings/people/person-1/switch/",
        "/settings/people/person-1/link/",
        "/settings/people/person-1/second-factor/",
        "/settings/people/token/",
        "/settings/people/token/1/revoke/",
        "/settings/chart/account/",
        "/settings/chart/dimension/",
        "/settings/chart/object/",
        "/settings/chart/sie/",
    ],
)
def test_only_administrators_change_them(address: str) -> None:
    given = {"number": "6110", "name": "x", "dimension": "1"}
    assert signed_in(a_web_house(), roles=CLERK).post(address, given).status_code == 403


def test_somebody_is_added_with_a_link_shown_once() -> None:
    house = a_web_house()
    client = signed_in(house, language="en")
    given = {"email": "Bo@mottagaren.example", "name": "Bo", "role": ["clerk", "approver"]}
    client.post("/settings/people/add/", given)
    page = client.get("/settings/people/").content.decode()
    secret = re.search(r"/sign-in/link/([\w-]+)", page)
    assert secret is not None
    assert house.doors.people.by_sign_in_link(secret[1]) == "bo@mottagaren.example"
    assert "/sign-in/link/" not in client.get("/settings/people/").content.decode()
    assert "Bo: Added" in page


def test_roles_are_changed_and_the_change_is_told() -> None:
    house = a_web_house()
    client = signed_in(house, language="en")
    bo = house.doors.people.add("mottagaren", "bo@mottagaren.example", "Bo", CLERK)
    client.post(f"/settings/people/{bo.id}/roles/", {"role": ["payer"]})
    assert house.doors.people.by_email(bo.email)[0].roles == {Role.PAYER}
    assert "Accountant → Payer" in client.get("/settings/people/").content.decode()


@pytest.mark.parametrize("act", ["roles", "switch"])
def test_the_last_administrator_cannot_go(act: str) -> None:
    house = a_web_house()
    client = signed_in(house, language="en")
    me = house.doors.people.of("mottagaren")[0]
    client.post(f"/settings/people/{me.id}/{act}/", {"role": ["clerk"], "active": "no"})
    page = client.get("/settings/people/").content.decode()
    assert "is the only administrator left" in page
    assert Role.ADMIN in house.doors.people.by_email(me.email)[0].roles


def test_who_is_switched_off_cannot_come_in() -> None:
    house = a_web_house()
    client, bos = signed_in(house), signed_in(house, "bo", CLERK)
    bo = next(one for one in house.doors.people.of("mottagaren") if one.name == "Bo")
    assert bos.get("/inbox/").status_code == 200
    client.post(f"/settings/people/{bo.id}/switch/", {"active": "no"})
    assert bos.get("/inbox/").status_code == 403
    client.post(f"/settings/people/{bo.id}/switch/", {"active": "yes"})
    assert bos.get("/inbox/").status_code == 200


def test_somebody_of_another_company_too_gets_no_link_from_here() -> None:
    house = a_web_house()
    client = signed_in(house)
    bo = house.doors.people.add("mottagaren", "bo@mottagaren.example", "Bo", CLERK)
    house.doors.people.add("annat", bo.email, "Bo", frozenset({Role.PAYER}))
    client.post(f"/settings/people/{bo.id}/link/")
    assert "/sign-in/link/" not in client.get("/settings/people/").content.decode()


def test_a_token_is_made_shown_once_and_revoked() -> None:
    house = a_web_house()
    client = signed_in(house)
    client.post("/settings/people/token/", {"label": "Skanner", "scope": ["receive"]})
    page = client.get("/settings/people/").content.decode()
    secret = re.search(r'data-copy="([\w-]+)"', page)
    assert secret is not None
    assert house.doors.people.by_token(secret[1]) is not None
    client.post(f"/settings/people/token/{house.doors.people.tokens('mottagaren')[0].id}/revoke/")
    assert house.doors.people.by_token(secret[1]) is None
    acts = [noted.event.what for noted in house.boxes.open("mottagaren").history("people")]  # type: ignore[union-attr] # only these stand there
    assert acts == [PersonAct.TOKEN, PersonAct.TOKEN_REVOKED]


def test_every_change_of_people_bears_a_name() -> None:
    house = a_web_house()
    client = signed_in(house)
    client.post("/settings/people/add/", {"email": "bo@mottagaren.example", "name": "Bo", "role": ["clerk"]})
    me = next(one for one in house.doors.people.of("mottagaren") if one.name == "Alma")
    history = house.boxes.open("mottagaren").history("people")
    assert [type(noted.event) for noted in history] == [PersonChanged, PersonChanged]
    assert {noted.by for noted in history} == {f"person:{me.id}"}


@pytest.mark.parametrize("language", ["sv", "fi", "en"])
@pytest.mark.parametrize(
    "address", ["/settings/people/", "/settings/chart/", "/settings/chart/?q=61&show=all", "/vouchers/"]
)
def test_the_pages_open_in_every_language(address: str, language: str) -> None:
    house = a_web_house()
    house.case("one", "approve")
    html = signed_in(house, language=language).get(address)
    assert html.status_code == 200
    assert not re.search(r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=", html.content.decode())


def test_an_account_is_searched_renamed_and_taken_out_of_use() -> None:
    house = a_web_house()
    client = signed_in(house)
    part = client.get("/settings/chart/?q=kontors", headers={"HX-Request": "true"}).content.decode()
    assert "6110" in part
    assert "2440" not in part
    client.post("/settings/chart/account/", {"number": "6110", "name": "Papper", "kind": "cost", "active": "no"})
    known = chart.in_force(house.boxes.open("mottagaren"))
    assert (known.accounts["6110"].name, known.accounts["6110"].active) == ("Papper", False)
    case = house.case("one")
    page = client.get(f"/cases/{case}/").content.decode()
    assert '<option value="6110">' not in page


def test_cost_centres_are_offered_on_the_desk() -> None:
    house = a_web_house()
    client = signed_in(house)
    client.post("/settings/chart/object/", {"dimension": "1", "number": "100", "name": "Ledning"})
    client.post("/settings/chart/object/", {"dimension": "6", "number": "P1", "name": "Flytten"})
    page = client.get(f"/cases/{house.case('one')}/").content.decode()
    assert '<datalist id="cost-centres"><option value="100">100 Ledning</option></datalist>' in page
    assert '<datalist id="projects"><option value="P1">P1 Flytten</option></datalist>' in page
    assert 'list="cost-centres"' in page


@pytest.mark.parametrize(
    "given", [{"number": "", "name": "x"}, {"number": "61 10", "name": "x"}, {"number": "6111", "name": " "}]
)
def test_an_account_without_number_or_name_is_refused(given: dict[str, str]) -> None:
    house = a_web_house()
    signed_in(house).post("/settings/chart/account/", given)
    assert not house.boxes.open("mottagaren").history("chart")


def test_a_sie_file_is_taken_in_from_the_set_up() -> None:
    house = a_web_house()
    client = signed_in(house, language="en")
    client.post("/setup/chart/", {"choice": "sie", "file": a_sie_file(house)})
    known = chart.in_force(house.boxes.open("mottagaren"))
    assert known.accounts["6110"].name == "Kontorsmateriel"
    assert "Taken in: accounts" in client.get("/settings/chart/").content.decode()


def test_a_file_that_is_no_sie_file_is_told() -> None:
    client = signed_in(a_web_house(), language="en")
    client.post("/settings/chart/sie/", {"file": SimpleUploadedFile("x.se", b"%PDF-1.7")})
    assert "it is no SIE file" in client.get("/settings/chart/").content.decode()


def test_vouchers_are_handed_over_from_the_page_and_marked() -> None:
    house = a_web_house()
    house.case("one", "approve")
    client = signed_in(house, language="en")
    span = {"first": "2026-01-01", "last": "2026-12-31"}
    assert "Not handed over in this period: <b>1</b>" in client.get("/vouchers/", span).content.decode()
    client.post("/vouchers/hand-over/", span)
    page = client.get("/vouchers/", span).content.decode()
    assert "handed over" in page
    assert "All vouchers of this period are handed over." in page
    answer = client.get("/vouchers/handed-over/1/sie/")
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
    assert len(read_sie(answer.content).vouchers) == 1
    client.post("/vouchers/hand-over/", span)
    assert len(house.boxes.open("mottagaren").history("handed-over")) == 1
    client.post("/vouchers/hand-over/", {**span, "again": "yes"})
    assert len(house.boxes.open("mottagaren").history("handed-over")) == 2


def test_a_copy_leaves_no_mark_and_who_only_sees_hands_nothing_over() -> None:
    house = a_web_house()
    house.case("one", "approve")
    client = signed_in(house, roles=frozenset({Role.AUDITOR}))
    span = {"first": "2026-01-01", "last": "2026-12-31"}
    assert client.get("/vouchers/copy/csv/", span).content.startswith(b"\xef\xbb\xbfSerie;")
    assert client.post("/vouchers/hand-over/", span).status_code == 403
    assert client.get("/vouchers/copy/exe/", span).status_code == 404
    assert not house.boxes.open("mottagaren").history("handed-over")


def test_a_company_without_an_account_is_asked_for_one() -> None:
    house = a_web_house()
    house.boxes.save(replace(house.boxes.open("mottagaren").company, pay_from=None))
    client = signed_in(house)
    assert client.get("/setup/bank/").status_code == 200
    assert client.post("/setup/bank/", {"account": ""}).status_code == 422
