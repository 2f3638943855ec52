"""The rooms of the web application, asked for as a browser does."""

from __future__ import annotations

import re

import pyotp
import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from web_house import PASSWORD, a_user, a_web_house, signed_in

from kontera.core.company import Role

pytestmark = pytest.mark.django_db
ROOMS = ("", "inbox/", "payments/", "suppliers/", "ledger/", "vouchers/", "archive/", "reception/", "settings/")
AUDITOR = frozenset({Role.AUDITOR})


@pytest.mark.parametrize("language", ["sv", "fi", "en"])
@pytest.mark.parametrize("room", ROOMS)
def test_every_room_opens_in_every_language(room: str, language: str) -> None:
    house = a_web_house()
    for at in ("verify", "stopped", "approve", "disputed", "pay", "closed"):
        house.case(at, at)
    response = signed_in(house, language=language).get(f"/{room}")
    assert response.status_code == 200
    assert response.headers["Content-Language"] == language


@pytest.mark.parametrize("at", ["verify", "stopped", "approve", "disputed", "pay", "closed"])
def test_the_desk_shows_a_case_wherever_it_stands(at: str) -> None:
    house = a_web_house()
    page = signed_in(house).get(f"/cases/{house.case('one', at)}/")
    assert page.status_code == 200
    assert "one-1" in page.content.decode()


def test_a_page_holds_no_inline_script_or_style_and_forbids_them() -> None:
    house = a_web_house()
    page = signed_in(house).get(f"/cases/{house.case('one')}/")
    html = page.content.decode()
    assert not re.search(r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=", html)
    assert "'unsafe-inline'" not in page.headers["Content-Security-Policy"]


def test_the_inbox_is_named_as_the_trade_names_it() -> None:
    assert "Obehandlade inkommande leverantörsfakturor" in signed_in(a_web_house()).get("/inbox/").content.decode()


def test_an_empty_inbox_says_how_invoices_arrive() -> None:
    assert "mottagaren@in.kontera.example" in signed_in(a_web_house()).get("/inbox/").content.decode()


def test_a_stranger_is_led_to_the_sign_in() -> None:
    a_web_house()
    assert Client().get("/inbox/").headers["Location"] == "/sign-in/?next=/inbox/"


def test_a_password_signs_in() -> None:
    email = a_user(a_web_house())
    response = Client().post("/sign-in/", {"email": email, "password": PASSWORD})
    assert response.headers["Location"] == "/"


def test_a_wrong_password_does_not_sign_in() -> None:
    email = a_user(a_web_house())
    assert Client().post("/sign-in/", {"email": email, "password": "wrong"}).status_code == 401


def test_a_second_factor_is_asked_for_after_the_password() -> None:
    email, secret, client = a_user(a_web_house()), pyotp.random_base32(), Client()
    get_user_model().objects.filter(email=email).update(totp_secret=secret)
    client.post("/sign-in/", {"email": email, "password": PASSWORD})
    assert client.get("/inbox/").status_code == 302
    client.post("/sign-in/code/", {"code": pyotp.TOTP(secret).now()})
    assert client.get("/inbox/").status_code == 200


def test_a_sign_in_link_works_once() -> None:
    house = a_web_house()
    link = house.doors.people.sign_in_link(a_user(house))
    assert Client().get(f"/sign-in/link/{link}").status_code == 302
    assert Client().get(f"/sign-in/link/{link}").status_code == 401


def test_a_value_typed_in_local_form_is_saved() -> None:
    house = a_web_house()
    case, client = house.case("one"), signed_in(house)
    revision = house.boxes.open("mottagaren").case(case).revision
    client.post(f"/cases/{case}/correct/", {"path": "totals.net", "text": "1 250,50", "revision": revision})
    assert str(house.boxes.open("mottagaren").case(case).invoice.totals.net) == "1250.50"


def test_a_text_that_is_no_amount_is_refused_and_stays_in_the_field() -> None:
    house = a_web_house()
    case, client = house.case("one"), signed_in(house)
    page = client.post(f"/cases/{case}/correct/", {"path": "totals.net", "text": "tolv", "revision": 6})
    assert 'value="tolv"' in page.content.decode()
    assert "är inget belopp" in page.content.decode()


def test_a_colleagues_change_is_told_by_name() -> None:
    house = a_web_house()
    case, alma, bo = house.case("one"), signed_in(house), signed_in(house, "bo")
    alma.post(f"/cases/{case}/correct/", {"path": "number", "text": "A1", "revision": 6})
    page = bo.post(f"/cases/{case}/correct/", {"path": "number", "text": "B2", "revision": 6})
    assert "Alma ändrade detta" in page.content.decode()


def test_a_correction_is_undone() -> None:
    house = a_web_house()
    case, client = house.case("one"), signed_in(house)
    client.post(f"/cases/{case}/correct/", {"path": "number", "text": "A1", "revision": 6})
    client.post(f"/cases/{case}/undo/")
    assert house.boxes.open("mottagaren").case(case).invoice.number == "one-1"


def test_a_coding_that_does_not_balance_is_refused() -> None:
    house = a_web_house()
    case, client = house.case("one"), signed_in(house)
    rows = {"index": ["", ""], "account": ["6110", "2440"], "debit": ["100", ""], "credit": ["", "90"]}
    page = client.post(f"/cases/{case}/coding/", {**rows, "revision": 6})
    assert "balanserar inte" in page.content.decode()


def test_a_balanced_coding_is_saved_with_its_cost_centre() -> None:
    house = a_web_house()
    case, client = house.case("one"), signed_in(house)
    rows = {"index": ["0", "1"], "account": ["5410", "2440"], "debit": ["1 250,00", ""], "credit": ["", "1 250,00"]}
    client.post(f"/cases/{case}/coding/", {**rows, "cost_centre": ["100", ""], "revision": 6})
    first = house.boxes.open("mottagaren").case(case).rows[0]
    assert (first.account, first.dimensions, first.manual) == ("5410", (("1", "100"),), True)


def test_a_rows_vat_code_is_typed_and_stays_where_a_form_does_not_ask_for_it() -> None:
    house = a_web_house()
    case, client = house.case("one"), signed_in(house)
    rows = {"index": ["0", "1"], "account": ["5410", "2440"], "debit": ["1 250,00", ""], "credit": ["", "1 250,00"]}
    client.post(f"/cases/{case}/coding/", {**rows, "vat_code": ["s25", ""], "revision": 6})
    page = client.post(f"/cases/{case}/coding/", {**rows, "debit": ["1 250", ""], "revision": 7}).content.decode()
    assert [row.vat_code for row in house.boxes.open("mottagaren").case(case).rows] == ["S25", ""]
    assert 'name="vat_code" list="vat-codes" value="S25"' in page


def test_a_vat_code_that_is_none_is_refused() -> None:
    house = a_web_house()
    case, client = house.case("one"), signed_in(house)
    rows = {"index": ["0", "1"], "account": ["5410", "2440"], "debit": ["1 250,00", ""], "credit": ["", "1 250,00"]}
    page = client.post(f"/cases/{case}/coding/", {**rows, "vat_code": ["25", ""], "revision": 6}).content.decode()
    assert "Momskoden 25" in page


def test_a_scanned_invoice_is_not_reviewed_before_all_is_compared() -> None:
    house = a_web_house()
    case, client = house.case("one"), signed_in(house)
    page = client.post(f"/cases/{case}/verify/", {"seen": ["picture"]})
    assert "inte jämfört än: betalkonto, summor" in page.content.decode()


def test_a_reviewed_invoice_leads_to_the_next() -> None:
    house = a_web_house()
    first, second, client = house.case("one"), house.case("two"), signed_in(house)
    seen = {"seen": ["picture", "account", "totals"], "queue": "ready"}
    response = client.post(f"/cases/{first}/verify/", seen, headers={"HX-Request": "true"})
    assert response.headers["HX-Redirect"] == f"/cases/{second}/?queue=ready"


def test_an_auditor_sees_no_button_and_is_refused_anyway() -> None:
    house = a_web_house()
    case, client = house.case("one"), signed_in(house, "ebba", AUDITOR)
    assert "/verify/" not in client.get(f"/cases/{case}/").content.decode()
    page = client.post(f"/cases/{case}/verify/", {"seen": ["picture", "account", "totals"]})
    assert "får inte göra detta" in page.content.decode()


def test_another_companys_case_is_not_found() -> None:
    house = a_web_house()
    assert signed_in(house).get("/cases/elsewhere/").status_code == 404


def test_an_uploaded_file_that_is_no_document_is_refused_with_the_reason() -> None:
    file = SimpleUploadedFile("hej.txt", b"hello")
    page = signed_in(a_web_house()).post("/upload/", {"file": file})
    assert "Inte ett dokument som kan vara en faktura." in page.content.decode()


def test_a_page_picture_may_be_kept_by_the_browser() -> None:
    house = a_web_house()
    picture = signed_in(house).get(f"/cases/{house.case('one')}/pages/1.png")
    assert picture.headers["Content-Type"] == "image/png"
    assert "immutable" in picture.headers["Cache-Control"]


def test_the_proposer_of_a_payment_sees_that_another_must_release_it() -> None:
    house = a_web_house()
    case, client = house.case("one", "pay"), signed_in(house)
    client.post("/payments/propose/", {"case": [case], "execution": "2026-11-30"})
    page = client.get("/payments/").content.decode()
    assert "Någon annan måste frisläppa det du föreslagit." in page
    assert "/release/" not in page


def test_the_integrity_of_the_archive_is_proved_on_request() -> None:
    page = signed_in(a_web_house()).post("/archive/integrity/")
    assert "Allt är som det var" in page.content.decode()


def test_what_does_not_exist_has_a_page_of_ours() -> None:
    page = signed_in(a_web_house()).get("/nowhere/at/all/")
    assert page.status_code == 404
    assert "Det finns inget på adressen" in page.content.decode()


def test_a_fault_of_ours_is_told_without_a_trace() -> None:
    house = a_web_house()
    client = signed_in(house)
    client.raise_request_exception = False
    house.doors.boxes.open = None  # type: ignore[assignment] # the fault
    page = client.get("/inbox/")
    assert page.status_code == 500
    assert "Traceback" not in page.content.decode()
