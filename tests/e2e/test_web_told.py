"""What people are told when something is refused, beside what they typed, and files in their own language."""

from __future__ import annotations

import ast
from decimal import Decimal
from pathlib import Path

import pytest
from api_house import House
from django.utils import translation
from web_house import PASSWORD, a_web_house, signed_in

from build import TODAY, a_batch, a_document, an_item
from kontera.core.company import Role
from kontera.core.errors import InvalidIdentifier, InvalidValue, UnreadableDocument, UnsupportedDocument
from kontera.core.event import BatchSaved, Checked, Paid, ProductSaved, Received, Stopped
from kontera.core.finding import Finding, Severity
from kontera.core.payment import BatchState
from kontera.core.product import Product
from kontera.web import said, typed, words
from kontera.web.fields import field

pytestmark = pytest.mark.django_db
SOURCE = Path(__file__).resolve().parent.parent.parent / "src" / "kontera"
SETTLE = "/payments/b1/settle/"
PROGRAMS_ONLY = {
    *("--by", "--set", "clarifications", "content", "database_url", "format", "payment.means", "release", "status"),
    *("act", "page", "part", "revision", "sort"),  # what a page of ours sends by itself
}
"""Fields of the command line, of the codecs and of requests: no person types them at a page."""


def a_released_batch(house: House, *currencies: str) -> None:
    """A released batch with an invoice in each of these currencies."""
    items = tuple(
        an_item(case=house.case(f"one{currency}", "pay"), currency=currency, amount=Decimal("100.00"))
        for currency in currencies
    )
    house.note("batch:b1", BatchSaved(a_batch(*items, state=BatchState.RELEASED, released_by="person:bo")))


def paid(house: House, case: str) -> list[Paid]:
    return [noted.event for noted in house.boxes.open("mottagaren").history(case) if isinstance(noted.event, Paid)]


def test_a_foreign_batch_without_a_rate_says_which_are_wanted_and_keeps_what_was_typed() -> None:
    house = a_web_house()
    a_released_batch(house, "DKK", "EUR", "NOK", "SEK")
    client = signed_in(house, language="en")
    page = client.post(SETTLE, {"on": TODAY.isoformat(), "rate_EUR": "11,08"})
    text = page.content.decode()
    assert page.status_code == 422
    assert "No exchange rate is known for that day: DKK, NOK. Write what the bank took in SEK" in text
    assert 'name="rate_EUR" size="7" inputmode="decimal" autocomplete="off" value="11,08"' in text
    assert text.count(" autofocus") == 1
    assert text.index('name="rate_DKK"') < text.index(" autofocus") < text.index('name="rate_EUR"')
    assert not paid(house, "oneEUR")


def test_a_foreign_batch_is_noted_paid_at_the_rates_that_the_bank_took() -> None:
    house = a_web_house()
    a_released_batch(house, "EUR", "NOK")
    client = signed_in(house, language="en")
    answer = client.post(SETTLE, {"on": TODAY.isoformat(), "rate_EUR": "11,08", "rate_NOK": "0.953"})
    assert answer.headers["Location"] == "/payments/"
    assert [one.rate for case in ("oneEUR", "oneNOK") for one in paid(house, case)] == [
        Decimal("11.08"),
        Decimal("0.953"),
    ]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"on": "soon"}, "“soon” is no day. Write it as 2026-12-31."),
        ({"on": TODAY.isoformat(), "rate_EUR": "a lot"}, "a lot is not an amount."),
        ({"on": TODAY.isoformat(), "rate_EUR": "0"}, "0 does not fit the field Exchange rate."),
    ],
)
def test_what_cannot_be_noted_as_paid_is_told_at_the_batch(given: dict[str, str], told: str) -> None:
    house = a_web_house()
    a_released_batch(house, "EUR")
    page = signed_in(house, language="en").post(SETTLE, given)
    assert page.status_code == 422
    assert told in page.content.decode()


def test_a_program_too_gives_the_rates_that_the_bank_took() -> None:
    house = a_web_house()
    a_released_batch(house, "EUR")
    caller, place = house.client(), "/payments/batches/b1/settle"
    refused = caller.ask("post", place, {"on": TODAY.isoformat()})
    assert (refused.status_code, refused.json()["code"]) == (422, "payment.rate_needed")
    assert refused.json()["values"] == {"base": "SEK", "currencies": "EUR"}
    assert caller.ask("post", place, {"on": TODAY.isoformat(), "rates": {"EUR": "0"}}).status_code == 422
    assert caller.ask("post", place, {"on": TODAY.isoformat(), "rates": {"EUR": "11.08"}}).status_code == 200
    assert paid(house, "oneEUR")[0].rate == Decimal("11.08")


@pytest.mark.parametrize("language", ["sv", "fi", "en"])
def test_every_field_that_a_person_types_has_a_name(language: str) -> None:
    raised = {
        keyword.value.value
        for path in SOURCE.rglob("*.py")
        if path.relative_to(SOURCE).parts[0] in {"actions", "core", "web", "formats", "adapters"}
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "InvalidValue"
        for keyword in node.keywords
        if keyword.arg == "field" and isinstance(keyword.value, ast.Constant)
    }
    assert len(raised) > 30
    with translation.override(language):
        assert {one for one in raised - PROGRAMS_ONLY if words.field(one) == one} == set()


def test_what_was_typed_is_told_as_it_was_typed() -> None:
    with translation.override("en"):
        assert said.error_words(InvalidValue(value="anna@", field="email")).startswith("anna@ does not fit")
        assert said.error_words(InvalidIdentifier(value="x-1", kind="IBAN")) == "x-1 is not a valid IBAN."
        assert said.error_words(InvalidValue(value=" ", field="name")) == "Fill in the field Name."


def test_a_word_that_is_no_currency_says_how_one_is_written() -> None:
    with pytest.raises(InvalidValue) as refused:
        typed.canonical("currency", "euro")
    with translation.override("en"):
        assert said.error_words(refused.value) == "“euro” is no currency. Write its three letters, such as EUR."


def test_an_account_stands_with_its_kind_and_another_invoice_by_its_number_at_the_field_too() -> None:
    house = a_web_house()
    case = house.case("one")
    text = "The account {account} stands on {other} too."
    values = (("account", "9912346"), ("other", "c9"))
    remark = Finding("fraud.account_shared", text, Severity.DOUBT, field="number", values=values)
    house.note(case, Checked(("fraud",), (remark,)))
    known = house.boxes.open("mottagaren").case(case)
    with translation.override("en"):
        told = field(known, "number", named={"c9": "77 of May"}).wrong
    assert told == "The account Bankgiro 991-2346 stands on 77 of May too."


def test_a_file_that_cannot_be_opened_is_told_of_instead_of_a_broken_picture() -> None:
    house = a_web_house()
    digest = house.doors.blobs.put("mottagaren", b"rubbish")
    error = UnreadableDocument(reason="it is damaged or no PDF")
    stop = Finding(error.code, error.msgid, Severity.STOP, values=(("reason", "it is damaged or no PDF"),))
    house.note("one", Received(a_document(digest=digest)), Stopped("reception", (stop,)))
    text = signed_in(house, language="en").get("/cases/one/").content.decode()
    assert "The file cannot be shown" in text
    assert "/pages/1.png" not in text


@pytest.mark.parametrize(
    ("address", "above"),
    [
        ("/payments/b1/settle/", "/payments/"),
        ("/settings/password/", "/settings/"),
        ("/cases/one/dispute/end/", "/cases/one/dispute/"),
        ("/products/import/", "/products/"),
    ],
)
def test_an_address_that_only_takes_forms_leads_to_the_page_above_it(address: str, above: str) -> None:
    house = a_web_house()
    house.case("one")
    client = signed_in(house)
    assert client.get(address).headers["Location"] == above
    assert client.get(address, follow=True).status_code == 200


def test_who_forgot_the_roles_of_a_new_person_has_not_to_type_anew() -> None:
    client = signed_in(a_web_house(), language="en")
    typed_in = {"name": "Mikko Laine", "email": "mikko@mottagaren.example", "back": "setup"}
    text = client.post("/settings/people/add/", typed_in, follow=True).content.decode()
    assert "Choose at least one role." in text
    assert 'value="Mikko Laine"' in text
    assert 'value="Mikko Laine"' not in client.get("/setup/people/").content.decode()


def test_what_is_no_bic_is_refused_when_it_is_typed_not_when_money_is_to_be_paid() -> None:
    house = a_web_house()
    client = signed_in(house, language="en")
    form = {"account": "SE4550000000058398257466", "bic": "X"}
    page = client.post("/setup/bank/", form)
    assert page.status_code == 422
    assert "X does not fit the field BIC." in page.content.decode()
    client.post("/setup/bank/", {**form, "bic": "esse sess"})
    paying = house.boxes.open("mottagaren").company.pay_from
    assert paying is not None
    assert paying.bic == "ESSESESS"


def test_the_countries_of_the_set_up_are_named_in_the_readers_language() -> None:
    text = signed_in(a_web_house(), language="fi").get("/setup/company/").content.decode()
    assert '<option value="DE">Saksa</option>' in text
    assert 'placeholder="SE' in text


@pytest.mark.parametrize(
    ("language", "heading", "price"),
    [
        ("fi", "Henkilö;Päivä;Teksti;Tosite;Tili;Summa;Valuutta;Maksettu takaisin", "5,12"),
        ("en", "Person;Date;Text;Voucher;Account;Amount;Currency;Given back on", "5.12"),
    ],
)
def test_files_for_spreadsheets_speak_the_readers_language(language: str, heading: str, price: str) -> None:
    house = a_web_house()
    house.note("product:p1", ProductSaved(Product("p1", "Skruv", price=Decimal("5.12"))))
    client = signed_in(house, language=language)
    assert client.get("/outlays/csv/").content.decode("utf-8-sig").splitlines()[0] == heading
    assert f";{price};" in client.get("/products/export/").content.decode("utf-8-sig")


def test_why_a_file_was_refused_is_told_in_the_readers_language_though_it_is_kept_in_english() -> None:
    kept = str(UnsupportedDocument(media_type="text/plain"))
    with translation.override("fi"):
        assert said.retold(kept, UnsupportedDocument.code) == "Tyypin text/plain asiakirjoja ei oteta vastaan."
    with translation.override("en"):
        assert said.retold(kept, UnsupportedDocument.code) == kept
        assert said.retold("something of old", "no.such_code") == "something of old"


@pytest.mark.parametrize(("code", "told"), [("sv", "Serie;Nummer;Datum"), ("en", "Series;Number;Date")])
def test_the_table_of_vouchers_speaks_the_readers_language(code: str, told: str) -> None:
    house = a_web_house()
    house.case("one", "pay")
    table = signed_in(house, language=code).get("/vouchers/copy/csv/?first=2026-01-01&last=2026-12-31")
    assert table.content.decode("utf-8-sig").startswith(told)


def test_who_is_asked_sees_it_first_and_who_cannot_review_is_not_told_to() -> None:
    house = a_web_house()
    clerk, approver = signed_in(house, "anna", language="en"), frozenset({Role.APPROVER})
    bo = signed_in(house, "bo", approver, "en")
    case = house.case("one", "approve")
    house.case("two")
    person = next(one for one in house.doors.people.of("mottagaren") if one.email == "bo@mottagaren.example")
    assert "You are asked about:" not in bo.get("/").content.decode()
    clerk.post(f"/approvals/{case}/comment/", {"text": "Is it ours?", "to": person.id, "kind": "question"})
    asked = bo.get("/").content.decode()
    assert "You are asked about:" in asked
    assert "1 invoice waits for you" not in asked
    assert "1 invoice waits for you" in clerk.get("/").content.decode()


@pytest.mark.parametrize(
    ("password", "told"),
    [("short", "too short: it needs at least 12 characters"), ("alma@mottagaren.example", "too like your name")],
)
def test_why_a_password_is_not_taken_is_told_in_our_own_words(password: str, told: str) -> None:
    client = signed_in(a_web_house(), language="en")
    page = client.post("/settings/password/", {"old": PASSWORD, "new": password}, follow=True)
    assert f"The password is {told}" in page.content.decode()
