"""Typing by hand, the product register, receipts and packages, asked for as a browser does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from api_house import House
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from entry_house import PICTURE, a_typing_house, desk_in
from web_house import signed_in

from build import BANKGIRO
from kontera.actions import decide, outlays, receive
from kontera.core.case import Case, State
from kontera.core.company import Role
from kontera.core.document import Channel
from kontera.core.errors import NotReady
from kontera.core.event import CompanySaved, OutlaysRepaid
from kontera.core.evidence import Source
from kontera.core.invoice import DocumentType
from kontera.core.means import PaidWith, Repayment

pytestmark = pytest.mark.django_db
AUDITOR = frozenset({Role.AUDITOR})
SEEN = ("picture", "account", "totals")


@pytest.fixture
def house() -> House:
    return a_typing_house()


def case_of(house: House, client: Client, **given: str) -> str:
    """The case that an entry by hand makes."""
    file = SimpleUploadedFile("kvitto.pdf", PICTURE + str(sorted(given.items())).encode())
    response = client.post("/entry/", {"file": file, **given})
    assert response.status_code == 302, response.content.decode()
    return response.headers["Location"].split("/")[2]


def known(house: House, case: str) -> Case:
    return house.boxes.open("mottagaren").case(case)


def typed(house: House, client: Client, case: str, **values: str) -> Case:
    """Values typed at the desk in local form; names with dots are written with two underscores."""
    paths = {name.replace("__", "."): text for name, text in values.items()}
    body = {"path": list(paths), "text": list(paths.values()), "revision": known(house, case).revision}
    assert "said error" not in client.post(f"/cases/{case}/correct/", body).content.decode()
    return known(house, case)


def test_the_inbox_has_a_button_for_entering_by_hand(house: House) -> None:
    assert 'href="/entry/"' in signed_in(house).get("/inbox/").content.decode()


def test_a_document_entered_by_hand_is_shown_and_not_interpreted(house: House) -> None:
    client = signed_in(house)
    case = known(house, case_of(house, client))
    assert (case.reading, case.state, len(case.pages)) == (None, State.VERIFY, 1)
    assert "pages/1.png" in client.get(f"/cases/{case.id}/").content.decode()


def test_the_supplier_chosen_at_entry_fills_in_what_the_register_knows(house: House) -> None:
    case = known(house, case_of(house, signed_in(house), supplier="Pappershuset AB"))
    assert (case.supplier, case.invoice.seller.name, case.invoice.currency) == ("s1", "Pappershuset AB", "SEK")
    assert (case.invoice.payment.days, case.invoice.payment.accounts[0].key) == (20, BANKGIRO.key)
    assert case.evidence["payment.days"].source is Source.REGISTER
    assert case.corrected == ()


def test_choosing_the_supplier_at_the_desk_fills_the_same(house: House) -> None:
    client = signed_in(house)
    case = case_of(house, client)
    client.post(f"/cases/{case}/supplier/", {"supplier": "Pappershuset AB"})
    assert known(house, case).invoice.payment.days == 20


def test_the_due_date_follows_from_the_terms_until_it_is_typed(house: House) -> None:
    client = signed_in(house)
    case = case_of(house, client, supplier="Pappershuset AB")
    assert typed(house, client, case, issue_date="2026-11-01").invoice.due_date == date(2026, 11, 21)
    assert typed(house, client, case, issue_date="2026-11-05").invoice.due_date == date(2026, 11, 25)
    typed(house, client, case, due_date="2026-12-31")
    assert typed(house, client, case, issue_date="2026-11-06").invoice.due_date == date(2026, 12, 31)


def test_a_product_comes_as_a_ready_line_and_the_sums_follow(house: House) -> None:
    client = signed_in(house)
    case = case_of(house, client, supplier="Pappershuset AB")
    client.post(f"/cases/{case}/products/add/", {"product": "p1"})
    line = known(house, case).invoice.lines[0]
    assert (line.seller_article, line.unit, line.unit_price, line.vat_rate) == (
        "4711",
        "C62",
        Decimal("85.00"),
        Decimal(25),
    )
    totals = typed(house, client, case, **{"lines[0]__quantity": "10"}).invoice.totals
    assert (totals.net, totals.vat, totals.payable) == (Decimal(850), Decimal("212.50"), Decimal("1062.50"))


def test_the_line_of_a_product_is_coded_as_the_register_says(house: House) -> None:
    client = signed_in(house)
    case = case_of(house, client, supplier="Pappershuset AB")
    client.post(f"/cases/{case}/products/add/", {"product": "p1"})
    row = known(house, case).rows[0]
    assert (row.account, row.dimensions) == ("5460", (("1", "100"),))
    page = signed_in(house, "eve", language="en").get(f"/cases/{case}/").content.decode()
    assert "Article 4711 in the product register." in page


def test_products_are_found_by_number_with_this_supplier_s_price(house: House) -> None:
    client = signed_in(house)
    case = case_of(house, client, supplier="Pappershuset AB")
    found = client.get(f"/cases/{case}/products/", {"product": "4711"}).content.decode()
    assert "Papper A4 80 g" in found
    assert "85" in found


def test_an_invoice_typed_by_hand_goes_the_whole_way(house: House) -> None:
    client = signed_in(house)
    case = case_of(house, client, supplier="Pappershuset AB")
    client.post(f"/cases/{case}/products/add/", {"product": "p1"})
    typed(house, client, case, number="77", issue_date="2026-11-20")
    decide.verify(desk_in(house), case, SEEN)
    assert known(house, case).registered


def booked(house: House, client: Client, price: str, number: str, day: str) -> str:
    """An invoice for one box of paper at this price, typed and booked."""
    case = case_of(house, client, supplier="Pappershuset AB", n=number)
    client.post(f"/cases/{case}/products/add/", {"product": "p1"})
    typed(house, client, case, number=number, issue_date=day, **{"lines[0]__unit_price": price})
    decide.verify(desk_in(house), case, SEEN)
    return case


def test_a_price_that_rose_since_the_last_invoice_is_told_at_the_line(house: House) -> None:
    client = signed_in(house)
    first = booked(house, client, "80", "1", "2026-10-20")
    case = case_of(house, client, supplier="Pappershuset AB", n="2")
    client.post(f"/cases/{case}/products/add/", {"product": "p1"})
    typed(house, client, case, number="2", issue_date="2026-11-10", **{"lines[0]__unit_price": "90"})
    finding = next(f for f in known(house, case).findings if f.rule == "price.changed")
    assert dict(finding.values) == {
        "article": "4711",
        "before": "80.00",
        "price": "90.00",
        "percent": "12.50",
        "other": first,
    }
    page = signed_in(house, "eve", language="en").get(f"/cases/{case}/").content.decode()
    assert "4711 costs 90.00, 12.50 % more than the last time (80.00, invoice 1, 2026-10-20)." in page


def test_a_receipt_is_booked_against_the_person_who_paid(house: House) -> None:
    client = signed_in(house)
    case = case_of(house, client, type="receipt")
    typed(house, client, case, totals__payable="250", totals__vat="50", issue_date="2026-11-20", currency="SEK")
    client.post(f"/cases/{case}/paid-with/", {"means": "person", "person": "Bo Ek"})
    paid = known(house, case)
    assert (paid.paid_with, paid.paid_by, paid.rows[-1].account) == (PaidWith.PERSON, "Bo Ek", "2890")
    decide.verify(desk_in(house), case, SEEN)
    decide.approve(desk_in(house), case)
    assert known(house, case).item is None
    page = client.get("/outlays/").content.decode()
    assert "Bo Ek" in page
    assert "250,00" in page
    assert b"Bo Ek" in client.get("/outlays/csv/").content


def test_an_outlay_is_given_back_once_and_booked(house: House) -> None:
    client = signed_in(house)
    case = case_of(house, client, type="receipt")
    typed(house, client, case, totals__payable="250", totals__vat="50", issue_date="2026-11-20", currency="SEK")
    client.post(f"/cases/{case}/paid-with/", {"means": "person", "person": "Bo Ek"})
    decide.verify(desk_in(house), case, SEEN)
    client.post("/outlays/repay/", {"person": "Bo Ek", "case": [case], "on": "2026-11-21", "by": "bank"})
    box = house.boxes.open("mottagaren")
    event = box.history("outlays")[0].event
    assert isinstance(event, OutlaysRepaid)
    assert event.voucher is not None
    assert [(line.account, line.debit, line.credit) for line in event.voucher.entry.lines] == [
        ("2890", Decimal("250.00"), 0),
        ("1930", 0, Decimal("250.00")),
    ]
    assert box.outlays() == ()
    assert [one.case for one in outlays.given_back(desk_in(house))] == [case]
    with pytest.raises(NotReady):
        outlays.repay(desk_in(house), "Bo Ek", (case,), date(2026, 11, 21), Repayment.BANK)


def test_who_laid_out_does_not_give_back_to_themselves(house: House) -> None:
    with pytest.raises(NotReady, match="another person"):
        outlays.repay(desk_in(house, "Bo Ek"), "Bo Ek", ("x",), date(2026, 11, 21), Repayment.BANK)


def test_an_invoice_that_was_paid_with_the_card_becomes_a_receipt(house: House) -> None:
    client = signed_in(house)
    case = case_of(house, client)
    typed(house, client, case, totals__payable="250", totals__vat="50", currency="SEK")
    client.post(f"/cases/{case}/paid-with/", {"means": "card"})
    assert known(house, case).invoice.type is DocumentType.RECEIPT
    assert known(house, case).rows[-1].account == "2499"


def test_the_product_register_is_listed_searched_and_opened(house: House) -> None:
    client = signed_in(house)
    assert "Kopieringspapper A4" in client.get("/products/").content.decode()
    assert "Inget passar" in client.get("/products/?q=giraff").content.decode()
    assert "4711" in client.get("/products/p1/").content.decode()


def test_a_product_is_added_and_changed(house: House) -> None:
    client = signed_in(house)
    client.post("/products/add/", {"name": "Pärm", "price": "12,50", "account": "6110", "vat_rate": "25"})
    made = next(one for one in house.boxes.open("mottagaren").products() if one.name == "Pärm")
    assert made.price == Decimal("12.50")
    rows = {"supplier": ["Pappershuset AB"], "article": ["9"], "article_text": [""], "article_price": ["11"]}
    client.post(f"/products/{made.id}/save/", {"name": "Pärm A4", "account": "6110", **rows})
    saved = house.boxes.open("mottagaren").product(made.id)
    assert (saved.name, saved.articles[0].supplier, saved.articles[0].number) == ("Pärm A4", "s1", "9")


def test_a_line_is_offered_as_a_product_and_kept_when_confirmed(house: House) -> None:
    client = signed_in(house)
    case = case_of(house, client, supplier="Pappershuset AB")
    typed(house, client, case, **{"lines[0]__description": "Häftapparat", "lines[0]__unit_price": "120"})
    page = client.get(f"/products/add/?case={case}&line=0").content.decode()
    assert 'value="Häftapparat"' in page
    response = client.post("/products/add/", {"name": "Häftapparat", "case": case, "id": "abc", "account": "5410"})
    assert response.headers["Location"] == f"/cases/{case}/"
    assert house.boxes.open("mottagaren").product("abc").account == "5410"


def test_products_are_taken_in_from_csv_and_wrong_rows_are_told(house: House) -> None:
    client = signed_in(house)
    heading = "Produktnummer;Benämning;Pris;Konto;Leverantör;Artikelnummer"
    text = f"{heading}\nA1;Penna;9,90;6110;Pappershuset AB;77\nA2;X;dyr;6110;;\n"
    page = client.post("/products/import/", {"file": SimpleUploadedFile("p.csv", text.encode())}).content.decode()
    assert "dyr" in page.casefold()
    found = house.boxes.open("mottagaren").products("penna")[0]
    assert (found.number, found.price, found.articles[0].number) == ("A1", Decimal("9.90"), "77")
    assert "Penna" in client.get("/products/export/").content.decode("utf-8-sig")


@pytest.mark.parametrize(
    ("address", "given"),
    [
        ("/products/add/", {"name": "X"}),
        ("/products/p1/save/", {"name": "X"}),
        ("/products/import/", {}),
        ("/entry/", {}),
        ("/outlays/repay/", {"person": "Bo"}),
        ("/settings/services/", {"package": "1"}),
    ],
)
def test_an_auditor_is_refused(house: House, address: str, given: dict[str, str]) -> None:
    assert signed_in(house, "ebba", AUDITOR).post(address, given).status_code == 403


def services(**changes: str) -> dict[str, str]:
    plain = {"package": "2", "invoicing": "on", "mailbox": "mottagaren", "contact": "ekonomi@mottagaren.example"}
    return {name: text for name, text in {**plain, **changes}.items() if text}


def test_package_1_keeps_a_document_for_typing_and_says_so(house: House) -> None:
    client = signed_in(house)
    client.post("/settings/services/", services(package="1"))
    box = house.boxes.open("mottagaren")
    assert box.company.package == 1
    assert isinstance(box.history("company")[0].event, CompanySaved)
    receipt = receive.receive(desk_in(house), "faktura.pdf", PICTURE + b"one", Channel.UPLOAD)[0]
    case = known(house, receipt.case)
    assert (case.state, case.reading, [f.rule for f in case.findings]) == (
        State.VERIFY,
        None,
        ["reading.scanning_off"],
    )
    page = client.get(f"/cases/{case.id}/").content.decode()
    assert 'id="typed-supplier"' in page


def test_without_the_function_documents_are_archived_and_not_coded(house: House) -> None:
    client = signed_in(house)
    client.post("/settings/services/", services(invoicing=""))
    receipt = receive.receive(desk_in(house), "faktura.pdf", PICTURE + b"two", Channel.UPLOAD)[0]
    case = known(house, receipt.case)
    assert (case.closed, case.state, case.rows) == ("received_only", State.ARCHIVED, ())
    page = signed_in(house, "eve", language="en").get(f"/cases/{case.id}/").content.decode()
    assert "received and kept, not coded" in page


def test_the_scanning_addresses_are_kept_and_shown(house: House) -> None:
    client = signed_in(house)
    address = "Mottagaren AB\nFack 12\n831 90 Östersund"
    client.post("/settings/services/", services(mailbox="fakturor.mottagaren", scan_address=address))
    company = house.boxes.open("mottagaren").company
    assert (company.mailbox, company.scan_address[1]) == ("fakturor.mottagaren", "Fack 12")
    assert "fakturor.mottagaren@in.kontera.example" in client.get("/settings/").content.decode()


def test_another_company_s_address_is_not_taken(house: House) -> None:
    house.boxes.save(replace(house.boxes.open("annat").company, mailbox="upptagen"))
    page = signed_in(house).post("/settings/services/", services(mailbox="upptagen"), follow=True)
    assert "upptagen" in page.content.decode()
    assert house.boxes.open("mottagaren").company.mailbox == "mottagaren"
