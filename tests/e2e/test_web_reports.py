"""The reports, asked for as a browser and as a program do."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from api_house import House
from django.test import Client
from web_house import a_web_house, signed_in

from kontera.actions.reports.make import REPORTS
from kontera.core.company import Role

pytestmark = pytest.mark.django_db
NAMES = tuple(REPORTS)
EVER = "first=2000-01-01&last=2100-01-01&on=2100-01-01"


def a_full_house() -> House:
    house = a_web_house()
    for at in ("verify", "approve", "disputed", "pay"):
        house.case(at, at)
    return house


@pytest.mark.parametrize("language", ["sv", "fi", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_every_report_opens_in_every_language(name: str, language: str) -> None:
    page = signed_in(a_full_house(), language=language).get(f"/reports/{name}/?{EVER}")
    assert page.status_code == 200
    assert not re.search(r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=", page.content.decode())


@pytest.mark.parametrize("name", NAMES)
def test_every_report_opens_for_a_company_without_invoices(name: str) -> None:
    assert signed_in(a_web_house()).get(f"/reports/{name}/").status_code == 200


def test_an_auditor_may_read_reports_and_a_stranger_may_not() -> None:
    house = a_full_house()
    assert signed_in(house, "olle", frozenset({Role.AUDITOR})).get("/reports/").status_code == 200
    assert Client().get("/reports/spend/").status_code == 302


def test_a_chart_says_in_words_what_it_shows() -> None:
    html = signed_in(a_full_house()).get(f"/reports/spend/?{EVER}&by=account").content.decode()
    assert re.search(r"<svg [^>]*role=\"img\"", html)
    assert re.search(r"<desc [^>]*>[^<]*6110[^<]*</desc>", html)


def test_costs_lead_down_to_the_invoice() -> None:
    html = signed_in(a_full_house()).get(f"/reports/spend/?{EVER}&by=account&account=6110").content.decode()
    assert "/cases/pay/" in html


def test_open_items_agree_with_the_account_they_are_held_against() -> None:
    html = signed_in(a_full_house(), language="en").get(f"/reports/open/?{EVER}").content.decode()
    assert "Open items and payables account agree." in html


def test_a_table_is_downloaded_with_numbers_as_the_language_writes_them() -> None:
    house = a_full_house()
    swedish = signed_in(house).get(f"/reports/spend/groups.csv?{EVER}&by=account")
    english = signed_in(house, "eva", language="en").get(f"/reports/spend/groups.csv?{EVER}&by=account")
    assert "3000,00;100,0;3" in swedish.content.decode("utf-8-sig")
    assert "3000.00,100.0,3" in english.content.decode("utf-8-sig")
    assert signed_in(house, "ola").get("/reports/spend/nothing.csv").status_code == 404


@pytest.mark.parametrize("name", NAMES)
def test_a_report_is_downloaded_as_a_spreadsheet(name: str) -> None:
    data = signed_in(a_full_house()).get(f"/reports/{name}/xlsx/?{EVER}").content
    with ZipFile(BytesIO(data)) as book:
        assert "xl/workbook.xml" in book.namelist()


def test_a_choice_that_makes_no_sense_is_left_aside() -> None:
    client = signed_in(a_full_house())
    assert client.get("/reports/spend/?by=colour&dimension=%3A").status_code == 200
    assert client.get("/reports/nothing/").status_code == 404


@pytest.mark.parametrize("text", ["x", "2026-13-01"])
def test_what_is_no_day_is_refused_and_said(text: str) -> None:
    answer = signed_in(a_full_house(), language="en").get(f"/reports/spend/?first={text}")
    assert (answer.status_code, text in answer.content.decode()) == (422, True)


@pytest.mark.parametrize(("language", "day"), [("sv", "2026-03-01"), ("fi", "1.3.2026"), ("en", "1 March 2026")])
def test_a_day_is_typed_and_shown_as_the_reader_writes_it(language: str, day: str) -> None:
    page = signed_in(a_full_house(), language=language).get("/reports/spend/", {"first": day}).content.decode()
    shown = "1.3.2026" if language == "fi" else "2026-03-01"
    assert f'name="first" value="{shown}"' in page


def test_a_program_gets_the_same_figures() -> None:
    house = a_full_house()
    answer = house.client().ask("get", "/reports/spend?first=2000-01-01&last=2100-01-01&by=account").json()
    assert answer["facts"][0] == {"name": "amount", "value": "3000.00"}
    groups = next(table for table in answer["tables"] if table["name"] == "groups")
    assert groups["rows"][0][0] == "6110"
    assert house.client().ask("get", "/reports/nothing").status_code == 422
