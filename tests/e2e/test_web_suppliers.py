"""The supplier register and the cases of payment accounts, asked for as a browser does."""

from __future__ import annotations

import pytest
from api_house import House
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from web_house import a_web_house, signed_in

from build import BANKGIRO, STRANGE_BANKGIRO, a_seller, a_supplier
from kontera.core.account_change import Standing
from kontera.core.company import Role
from kontera.core.event import SupplierSaved
from kontera.core.party import Contact, KnownAccount, Supplier, Trust

pytestmark = pytest.mark.django_db
PHONE = "060-12 34 56"
REGISTER = "Namn;Organisationsnummer;Bankgiro;Land\nNorrplåt AB;556036-0793;5050-1055;Sverige\n"
NOTHING = frozenset({Role.AUDITOR})


def a_house() -> House:
    """The web house; its supplier has a telephone number on file."""
    house = a_web_house()
    house.note("supplier:s1", SupplierSaved(a_supplier(party=a_seller(contact=Contact("Eva", PHONE)))))
    return house


def the_supplier(house: House, name: str = "s1") -> Supplier:
    return house.boxes.open("mottagaren").supplier(name)


def a_change(house: House, client: Client) -> str:
    """Somebody types another account into the register; gives the account change's id."""
    client.post("/suppliers/s1/save/", {"name": "Pappershuset AB", "new_account": "5050-1055"})
    return house.boxes.open("mottagaren").account_changes(Standing.OPEN)[0].id


def test_the_register_is_searched_sorted_and_paged() -> None:
    house = a_house()
    for number in range(120):
        seller = a_seller(name=f"Bolag {number:03}", organisation_number="", vat_number="")
        house.note(f"supplier:b{number}", SupplierSaved(Supplier(f"b{number}", seller, number=str(number))))
    client = signed_in(house)
    first = client.get("/suppliers/").content.decode()
    assert ("Bolag 000" in first, "Bolag 060" in first) == (True, False)
    assert "Bolag 060" in client.get("/suppliers/?from=50").content.decode()
    assert "Bolag 119" in client.get("/suppliers/?sort=-number").content.decode()
    assert "Pappershuset" in client.get("/suppliers/?q=559999-1238").content.decode()
    assert "Pappershuset" in client.get("/suppliers/?q=991-2346").content.decode()


def test_all_of_a_record_is_edited_on_its_page_and_its_history_says_so() -> None:
    house = a_house()
    client = signed_in(house)
    given = {
        "name": "Pappershuset i Norr AB",
        "e_address": "0007:5599991238",
        "foreign_id": "HRB 12345",
        "contacts": "Kalle; 060-11 11 11; kalle@papper.example",
        "default_vat_rate": "25,0",
        "payment_days": "20",
        "handling": "receipt",
        "pay_method": "direct_debit",
        "hold": "Tvist om frakt",
        "domains": "papper.example",
        "cost_centre": "100",
    }
    client.post("/suppliers/s1/save/", given)
    saved = the_supplier(house)
    assert (saved.party.name, saved.payment_days, saved.default_vat_rate) == ("Pappershuset i Norr AB", 20, "25")
    assert (saved.handling, saved.pay_method, saved.hold) == ("receipt", "direct_debit", "Tvist om frakt")
    assert saved.contacts == (Contact("Kalle", "060-11 11 11", "kalle@papper.example"),)
    page = client.get("/suppliers/s1/").content.decode()
    assert "Pappershuset i Norr AB" in page
    assert "<del>Pappershuset AB</del>" in page


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("organisation_number", "559999-1230"),
        ("vat_number", "SE5599"),
        ("gln", "123"),
        ("e_address", "x"),
        ("email", "eva(at)papper"),
        ("payment_days", "many"),
        ("default_vat_rate", "250"),
        ("currency", "kronor"),
        ("domains", "no domain"),
        ("name", ""),
        ("new_account", "991-2340"),
    ],
)
def test_a_value_that_is_none_is_refused_at_its_field_and_nothing_is_saved(field: str, text: str) -> None:
    house = a_house()
    before = the_supplier(house)
    page = signed_in(house).post("/suppliers/s1/save/", {"name": "Nytt namn", field: text})
    html = page.content.decode()
    assert (page.status_code, f'id="w-{field}"' in html, the_supplier(house)) == (422, True, before)


def test_two_who_change_a_record_at_once_do_not_overwrite_each_other() -> None:
    house = a_house()
    client = signed_in(house)
    client.post("/suppliers/s1/save/", {"name": "Ett AB", "revision": "2"})
    client.post("/suppliers/s1/save/", {"name": "Två AB", "revision": "2"})
    assert the_supplier(house).party.name == "Ett AB"


def test_a_new_account_is_trusted_only_when_two_others_have_asked() -> None:
    house = a_house()
    anna, bo, cia = (signed_in(house, name) for name in ("anna", "bo", "cia"))
    place = f"/suppliers/accounts/{a_change(house, anna)}/"
    page = bo.get(place).content.decode()
    assert PHONE in page
    assert '<b class="count">1</b>' in page
    word = {"channel": PHONE, "contact": "Eva på ekonomi"}
    for client, words in ((anna, word), (bo, {**word, "channel": "070-999 99 99"}), (bo, word), (bo, word)):
        client.post(f"{place}confirm/", words)
    assert len(house.boxes.open("mottagaren").account_changes(Standing.OPEN)[0].vouches) == 1
    cia.post(f"{place}confirm/", word)
    known = the_supplier(house).knows(STRANGE_BANKGIRO)
    assert known is not None
    assert (known.trust, [vouch.contact for vouch in known.vouched]) == (Trust.CONFIRMED, ["Eva på ekonomi"] * 2)
    assert anna.get(place).status_code == 200


def test_while_an_account_waits_every_invoice_of_the_supplier_is_held_and_the_reason_shown() -> None:
    house = a_house()
    case, client = house.case("one", "pay"), signed_in(house)
    change = a_change(house, client)
    page = client.get("/payments/").content.decode()
    assert f"/suppliers/accounts/{change}/" in page
    client.post("/payments/propose/", {"case": [case], "execution": "2026-11-30"})
    assert house.boxes.open("mottagaren").batches() == ()


def test_a_refused_account_is_blocked_and_can_be_tried_anew() -> None:
    house = a_house()
    client = signed_in(house)
    client.post(f"/suppliers/accounts/{a_change(house, client)}/refuse/", {"reason": "De har inte bytt."})
    known = the_supplier(house).knows(STRANGE_BANKGIRO)
    assert known is not None
    assert known.trust is Trust.BLOCKED
    client.post("/suppliers/s1/account/", {"account": STRANGE_BANKGIRO.key})
    assert len(house.boxes.open("mottagaren").account_changes(Standing.OPEN)) == 1


def test_an_account_typed_by_mistake_is_let_go_and_leaves_the_register() -> None:
    house = a_house()
    client = signed_in(house)
    change = a_change(house, client)
    client.post(f"/suppliers/accounts/{change}/withdraw/", {"reason": "Fel rad."})
    assert (the_supplier(house).knows(STRANGE_BANKGIRO), the_supplier(house).knows(BANKGIRO) is not None) == (
        None,
        True,
    )
    assert house.boxes.open("mottagaren").account_changes(Standing.OPEN) == ()


def test_a_sole_traders_number_is_not_lost_when_the_record_is_saved() -> None:
    house = a_house()
    party = a_seller(organisation_number="8112289874", vat_number="")
    house.note("supplier:s1", SupplierSaved(a_supplier(party=party)))
    client = signed_in(house)
    shown = client.get("/suppliers/s1/").content.decode().partition('name="organisation_number" value="')[2]
    client.post("/suppliers/s1/save/", {"name": "X AB", "organisation_number": shown.partition('"')[0]})
    assert the_supplier(house).party.organisation_number == "8112289874"


def test_a_supplier_on_hold_is_not_paid() -> None:
    house = a_house()
    case, client = house.case("one", "pay"), signed_in(house)
    client.post("/suppliers/s1/save/", {"name": "Pappershuset AB", "hold": "Fel på varan"})
    assert "Fel på varan" in client.get("/payments/").content.decode()
    client.post("/payments/propose/", {"case": [case], "execution": "2026-11-30"})
    assert house.boxes.open("mottagaren").batches() == ()


def test_what_an_invoice_says_anew_is_taken_in_or_left_by_a_person() -> None:
    house = a_house()
    seller = a_seller(contact=Contact("Ulla", "060-99 99 99", "ulla@papper.example"))
    house.case("one", "approve", seller=seller)
    client = signed_in(house)
    assert "060-99 99 99" in client.get("/suppliers/s1/").content.decode()
    client.post("/suppliers/s1/propose/", {"field": "email", "value": "ulla@papper.example", "act": "accept"})
    client.post("/suppliers/s1/propose/", {"field": "phone", "value": "060-99 99 99", "act": "decline"})
    contact = the_supplier(house).party.contact
    assert (contact.email, contact.phone) == ("ulla@papper.example", PHONE)
    assert 'name="value" value="060-99 99 99"' not in client.get("/suppliers/s1/").content.decode()


def test_a_register_is_looked_at_before_it_is_taken_in() -> None:
    house = a_house()
    client = signed_in(house)
    page = client.post("/suppliers/import/", {"file": SimpleUploadedFile("reg.csv", REGISTER.encode("cp1252"))})
    html = page.content.decode()
    assert ("Norrplåt AB" in html, len(house.boxes.open("mottagaren").suppliers())) == (True, 1)
    hidden = {name: html.partition(f'name="{name}" value="')[2].partition('"')[0] for name in ("kept", "token")}
    client.post("/suppliers/import/take-in/", hidden)
    assert [one.party.name for one in house.boxes.open("mottagaren").suppliers()] == ["Norrplåt AB", "Pappershuset AB"]


def test_wrong_values_of_a_file_are_told_by_row_and_column_and_nothing_is_taken_in() -> None:
    house = a_house()
    wrong = REGISTER + "Fel AB;556036-0790;;SE\n"
    page = signed_in(house).post("/suppliers/import/", {"file": SimpleUploadedFile("reg.csv", wrong.encode())})
    assert (page.status_code, "556036-0790" in page.content.decode()) == (422, True)
    assert "take-in" not in page.content.decode()


def test_doubles_are_proposed_and_merged_by_a_person() -> None:
    house = a_house()
    accounts = (KnownAccount(STRANGE_BANKGIRO, Trust.CONFIRMED), KnownAccount(BANKGIRO, Trust.NEW))
    house.note("supplier:s2", SupplierSaved(a_supplier(id="s2", accounts=accounts)))
    client = signed_in(house)
    assert client.get("/suppliers/doubles/").content.decode().count('name="gone"') == 2
    assert 'value="s2"' in client.get("/suppliers/s1/doubles/").content.decode()
    client.post("/suppliers/s1/merge/", {"gone": "s2"})
    assert [one.id for one in house.boxes.open("mottagaren").suppliers()] == ["s1"]
    assert client.get("/suppliers/s2/").headers["Location"] == "/suppliers/s1/"
    assert not any(a.account == STRANGE_BANKGIRO and a.trust is Trust.CONFIRMED for a in the_supplier(house).accounts)


@pytest.mark.parametrize("language", ["sv", "fi", "en"])
@pytest.mark.parametrize("place", ["", "import/", "doubles/", "accounts/", "s1/", "accounts/ID/"])
def test_every_page_of_the_register_opens_in_every_language(place: str, language: str) -> None:
    house = a_house()
    client = signed_in(house, language=language)
    change = a_change(house, client)
    assert client.get(f"/suppliers/{place.replace('ID', change)}").status_code == 200


@pytest.mark.parametrize(
    "act",
    ["save/", "propose/", "forget/", "account/", "merge/"],
)
def test_an_auditor_changes_nothing_in_the_register(act: str) -> None:
    house = a_house()
    change = a_change(house, signed_in(house))
    before = len(house.boxes.tables["mottagaren"].order)
    ebba = signed_in(house, "ebba", NOTHING)
    given = {"name": "X", "account": STRANGE_BANKGIRO.key, "field": "email", "gone": "s2", "case": "one"}
    ebba.post(f"/suppliers/s1/{act}", given)
    for what in ("confirm", "refuse", "withdraw"):
        ebba.post(f"/suppliers/accounts/{change}/{what}/", {"channel": PHONE, "contact": "x", "reason": "y"})
    assert ebba.get("/suppliers/import/").status_code == 403
    assert len(house.boxes.tables["mottagaren"].order) == before
