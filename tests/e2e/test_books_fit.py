"""The company's own chart rules what is proposed, typed, kept as a default and booked; what a change breaks is told."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from api_house import Caller, House
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from entry_house import a_typing_house, desk_in
from test_web_entry import SEEN, case_of, known, typed
from web_house import signed_in

from kontera.actions import chart, decide, fits, supplier_import, suppliers
from kontera.core.case import State
from kontera.core.chart import AccountClass, ChartAccount
from kontera.core.company import Right
from kontera.core.entry import RowKind
from kontera.core.event import ChartChanged
from kontera.core.misfit import AccountUnused

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> House:
    """The typing house, whose company has stated its chart: the usual accounts but three, with 6100 and 6210."""
    made = a_typing_house()
    usual = chart.starter(made.boxes.open("mottagaren").company).accounts
    own = tuple(one for one in usual.values() if one.number not in {"6110", "6211", "6212"})
    more = (ChartAccount("6100", "Kontor", AccountClass.COST), ChartAccount("6210", "Tele", AccountClass.COST))
    made.note("chart", ChartChanged((*own, *more), replaces=True))
    return made


def a_typed(house: House, client: Client) -> str:
    """An invoice of the supplier whose default account is 6110, typed."""
    case = case_of(house, client, supplier="Pappershuset AB")
    typed(house, client, case, number="7", issue_date="2026-11-20", totals__payable="1250", totals__vat="250")
    return case


def coded(house: House, client: Client, case: str, account: str, **more: str) -> str:
    """The page after the cost row was typed on another account."""
    rows = known(house, case).rows
    form: dict[str, list[str]] = {name: [] for name in ("index", "account", "debit", "credit")}
    form |= {name: [] for name in ("cost_centre", "project", "text")}
    for at, row in enumerate(rows):
        form["index"].append(str(at))
        form["account"].append(account if row.kind is RowKind.COST else row.account)
        form["debit"].append(f"{row.amount}" if row.amount > 0 else "")
        form["credit"].append(f"{-row.amount}" if row.amount < 0 else "")
        form["cost_centre"].append(more.get("cost_centre", "") if row.kind is RowKind.COST else "")
        form["project"].append("")
        form["text"].append("")
    body = {**form, "revision": known(house, case).revision}
    return client.post(f"/cases/{case}/coding/", body).content.decode()


def test_the_proposal_names_the_nearest_account_and_says_why(house: House) -> None:
    client = signed_in(house, language="en")
    case = a_typed(house, client)
    assert known(house, case).rows[0].account == "6100"
    page = client.get(f"/cases/{case}/").content.decode()
    assert "Account 6110 is not in the chart of accounts; 6100 comes nearest." in page


def test_an_account_outside_the_chart_is_refused_at_the_desk_with_what_comes_nearest(house: House) -> None:
    client = signed_in(house, language="en")
    case = a_typed(house, client)
    page = coded(house, client, case, "6212")
    assert "Account 6212 is not in the chart of accounts. Nearest: 6210 Tele." in page
    assert known(house, case).rows[0].account == "6100"
    coded(house, client, case, "6210")
    assert known(house, case).rows[0].account == "6210"


def test_a_cost_centre_that_is_not_there_is_refused_once_there_are_some(house: House) -> None:
    client = signed_in(house, language="en")
    case = a_typed(house, client)
    chart.save_object(desk_in(house), "1", "100", "Lager")
    assert "999 is not in use as Kostnadsställe." in coded(house, client, case, "6100", cost_centre="999")
    coded(house, client, case, "6100", cost_centre="100")
    assert known(house, case).rows[0].dimensions == (("1", "100"),)


def test_the_api_refuses_the_same_and_says_which_and_why(house: House) -> None:
    caller = house.client()
    case = a_typed(house, signed_in(house, "eva"))
    rows = [
        {"account": "6212", "amount": "1000.00", "kind": "cost"},
        {"account": "2641", "amount": "250.00", "kind": "vat"},
        {"account": "2440", "amount": "-1250.00", "kind": "payable"},
    ]
    response = put(caller, case, rows, known(house, case).revision)
    assert (response["code"], response["values"]["nearest"]) == ("coding.account_missing", "6210")
    rows[0] |= {"account": "6100", "dimensions": [["20", "X"]]}
    assert put(caller, case, rows, known(house, case).revision)["code"] == "coding.dimension_missing"
    rows[0] |= {"dimensions": [], "vat_code": "S24"}
    assert put(caller, case, rows, known(house, case).revision)["code"] == "coding.vat_code_missing"
    rows[0] |= {"vat_code": "S25"}
    assert put(caller, case, rows, known(house, case).revision)["revision"] > 0


def put(caller: Caller, case: str, rows: list[dict[str, object]], revision: int) -> dict[str, object]:
    """What the API answers to a coding."""
    return caller.ask("put", f"/cases/{case}/coding", {"rows": rows, "revision": revision}).json()


def test_defaults_of_the_registers_name_only_what_the_books_have(house: House) -> None:
    client = signed_in(house, language="en")
    page = client.post("/products/add/", {"name": "Pärm", "account": "6199"}, follow=True).content.decode()
    assert "Account 6199 is not in the chart of accounts. Nearest: 6100 Kontor." in page
    page = client.post("/suppliers/s1/save/", {"name": "Pappershuset AB", "default_account": "6212"}).content.decode()
    assert "Account 6212 is not in the chart of accounts. Nearest: 6210 Tele." in page
    assert house.boxes.open("mottagaren").supplier("s1").default_account == "6110"
    body = {"name": "Nya AB", "organisation_number": "5560360793", "default_account": "7777"}
    assert house.client().ask("post", "/suppliers", body).json()["code"] == "coding.account_missing"
    body |= {"default_account": "6100", "default_vat_rate": "24"}
    assert house.client().ask("post", "/suppliers", body).json()["code"] == "coding.vat_rate_missing"
    table = "Namn;Organisationsnummer;Konto\nNya AB;556036-0793;7777\n"
    (fault,) = supplier_import.plan(desk_in(house), table.encode()).faults
    assert (fault.column, fault.text, fault.error.code) == ("Konto", "7777", "coding.account_missing")


def test_an_old_default_stays_when_something_else_is_saved(house: House) -> None:
    desk = desk_in(house)
    before = house.boxes.open("mottagaren").supplier("s1")
    assert suppliers.save(desk, replace(before, notes="ring först")).default_account == "6110"


def test_what_a_changed_chart_breaks_is_told_and_listed(house: House) -> None:
    client = signed_in(house, language="en")
    form = {"number": "5460", "name": "Förbrukningsmaterial", "kind": "cost", "active": "no"}
    page = client.post("/settings/chart/account/", form, follow=True).content.decode()
    assert "Not in the chart any more, and named by: Kopieringspapper A4" in page
    assert "Account 6110 is not in the chart of accounts. Nearest: 6100 Kontor." in page
    assert "/suppliers/s1/" in page
    listed = house.client().ask("get", "/chart/broken").json()
    assert {(one["place"], one["value"], one["nearest"]) for one in listed["items"]} >= {
        ("supplier", "6110", "6100"),
        ("product", "5460", "5410"),
    }


def test_a_sie_file_that_leaves_accounts_out_tells_which_suppliers_named_them() -> None:
    house = a_typing_house()
    client = signed_in(house, language="en")
    file = '#FLAGGA 0\n#SIETYP 4\n#FNAMN "Mottagaren AB"\n#KONTO 6150 "Trycksaker"\n#KONTO 5420 "Programvara"\n'
    given = {"file": SimpleUploadedFile("bok.se", file.encode("cp437")), "whosever": "yes"}
    page = client.post("/settings/chart/sie/", given, follow=True).content.decode()
    assert "Pappershuset AB" in page.partition("Not in the chart any more")[2][:200]
    assert {one.id for one in fits.broken(desk_in(house))} >= {"s1", "p1"}


def test_an_account_closed_after_it_was_coded_is_refused_at_review_and_at_booking(house: House) -> None:
    client = signed_in(house)
    case = a_typed(house, client)
    chart.save_account(desk_in(house), "6100", "Kontor", AccountClass.COST, active=False)
    with pytest.raises(AccountUnused):
        decide.verify(desk_in(house), case, SEEN)
    assert known(house, case).state is State.VERIFY
    assert "case" in {one.place for one in fits.broken(desk_in(house))}


def test_the_accounts_booked_on_by_themselves_are_the_company_s_choice_and_in_its_chart(house: House) -> None:
    client, desk = signed_in(house, language="en"), desk_in(house)
    chart.save_account(desk, "2441", "Leverantörsskulder, egna", AccountClass.LIABILITY)
    page = client.post("/settings/chart/uses/", {"payables": "2444"}, follow=True).content.decode()
    assert "Account 2444 is not in the chart of accounts." in page
    client.post("/settings/chart/uses/", {"payables": "2441"})
    assert {one.use: one.account for one in chart.uses(desk)}["payables"] == "2441"
    case = a_typed(house, client)
    assert known(house, case).rows[-1].account == "2441"
    decide.verify(desk, case, SEEN)
    lines = known(house, case).vouchers[-1].entry.lines
    assert [(one.account, one.credit) for one in lines if one.credit] == [("2441", Decimal("1250.00"))]
    answer = house.client(Right.SEE, Right.MANAGE).ask("put", "/chart/uses", {"payables": ""}).json()
    assert {one["use"]: one["account"] for one in answer["uses"]}["payables"] == "2440"
