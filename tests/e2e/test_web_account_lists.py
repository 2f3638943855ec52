"""Many accounts confirmed together, on their page."""

from __future__ import annotations

import re

import pytest
from api_house import House
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from web_house import a_web_house, signed_in

from kontera.core.company import Role
from kontera.core.party import Trust

pytestmark = pytest.mark.django_db
REGISTER = (
    b"Namn;Orgnr;Bankgiro;Land\nNorrpl\xc3\xa5t AB;556036-0793;5050-1055;SE\nR\xc3\xb6r AB;556012-5790;100-0009;SE\n"
)
WORD = {"source": "bankens betalningar", "where": "internetbanken"}
MANY = "/suppliers/accounts/many/"


def an_import(house: House, client: Client) -> None:
    html = client.post("/suppliers/import/", {"file": SimpleUploadedFile("lev.csv", REGISTER)}).content.decode()
    given = dict(re.findall(r'name="(kept|token)" value="([^"]*)"', html))
    page = client.post("/suppliers/import/take-in/", given, follow=True).content.decode()
    assert MANY in page
    assert len(house.boxes.open("mottagaren").suppliers()) == 3


def ticked(client: Client) -> list[str]:
    return re.findall(r'name="account" value="([^"]+)"', client.get(MANY).content.decode())


def trusts(house: House) -> list[Trust]:
    found = house.boxes.open("mottagaren").suppliers()
    return sorted(known.trust for one in found if one.id != "s1" for known in one.accounts)


def the_list(client: Client) -> str:
    found = re.search(rf"{MANY}(list-[0-9a-f]+)/confirm/", client.get(MANY).content.decode())
    assert found
    return found[1]


def test_a_register_is_imported_and_its_accounts_confirmed_by_two_others_on_one_page() -> None:
    house = a_web_house()
    anna, bo, cia = (signed_in(house, name) for name in ("anna", "bo", "cia"))
    an_import(house, anna)
    assert ticked(anna) == []
    chosen = ticked(bo)
    assert len(chosen) == 2
    bo.post(f"{MANY}propose/", {**WORD, "account": chosen})
    listed = the_list(cia)
    bo.post(f"{MANY}{listed}/confirm/", {**WORD, "account": chosen})
    assert trusts(house) == [Trust.NEW, Trust.NEW]
    cia.post(f"{MANY}{listed}/confirm/", {**WORD, "account": chosen})
    assert trusts(house) == [Trust.CONFIRMED, Trust.CONFIRMED]
    supplier = chosen[0].partition("|")[0]
    assert "bankens betalningar" in anna.get(f"/suppliers/{supplier}/").content.decode()


def test_what_is_not_ticked_is_left_out_and_a_list_can_be_let_go() -> None:
    house = a_web_house()
    anna, bo, cia = (signed_in(house, name) for name in ("anna", "bo", "cia"))
    an_import(house, anna)
    chosen = ticked(bo)
    bo.post(f"{MANY}propose/", {**WORD, "account": chosen})
    cia.post(f"{MANY}{the_list(cia)}/let-go/", {"reason": "Fel lista"})
    bo.post(f"{MANY}propose/", {**WORD, "account": chosen})
    cia.post(f"{MANY}{the_list(cia)}/confirm/", {**WORD, "account": chosen[:1]})
    assert trusts(house) == [Trust.CONFIRMED, Trust.NEW]
    assert "Fel lista" in anna.get(MANY).content.decode()


def test_without_a_source_nothing_is_listed_and_an_auditor_only_looks() -> None:
    house = a_web_house()
    anna, bo = signed_in(house, "anna"), signed_in(house, "bo")
    an_import(house, anna)
    bo.post(f"{MANY}propose/", {"account": ticked(bo), "source": " ", "where": "x"})
    auditor = signed_in(house, "eva", frozenset({Role.AUDITOR}))
    assert auditor.post(f"{MANY}propose/", WORD).status_code == 403
    assert "list-" not in auditor.get(MANY).content.decode()
