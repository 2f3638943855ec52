"""Open invoices of earlier books, brought forward on their page, over the API and at the command line."""

from __future__ import annotations

import re

import pytest
from api_house import House
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from web_house import a_web_house, signed_in

from kontera.core.case import State
from kontera.core.company import Right, Role
from kontera.core.row import CaseRow
from kontera.ports import View
from kontera.web import uploads

pytestmark = pytest.mark.django_db
HEAD = "Leverantör;Orgnr;Fakturanr;Fakturadatum;Förfallodatum;Belopp;Restbelopp"
GOOD = "Pappershuset AB;559999-1238;1042;2026-10-02;2026-11-01;1 250,00;1 000,00"
BAD = "Pappershuset AB;559999-1238;1043;igår;2026-11-01;100;abc"
SIE = b"""#FLAGGA 0
#SIETYP 4
#RAR 0 20260101 20261231
#IB 0 2440 -200.00
#VER L 1 20261002 "Lev.fakt. 77, Pappershuset AB"
{
#TRANS 2440 {} -1250
#TRANS 6110 {} 1250
}
"""


def a_file(*rows: str, name: str = "reskontra.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, "\n".join((HEAD, *rows)).encode())


def look(client: Client, file: SimpleUploadedFile, **more: object) -> str:
    return client.post("/ledger/opening/", {"file": file, "on": "2026-10-31", **more}).content.decode()


def hidden(html: str) -> dict[str, str]:
    form = html[html.index('action="/ledger/opening/take-in/"') :]
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form))


def rows_of(house: House) -> tuple[CaseRow, ...]:
    return house.boxes.open("mottagaren").rows(View())


def test_a_list_is_shown_row_by_row_and_brought_forward_when_a_person_says_so() -> None:
    house = a_web_house()
    client = signed_in(house, language="en")
    html = look(client, a_file(GOOD), balance="1 200,00")
    assert (rows_of(house), "1042" in html, "−200.00" in html) == ((), True, True)
    page = client.post("/ledger/opening/take-in/", hidden(html), follow=True).content.decode()
    (row,) = rows_of(house)
    assert (row.number, row.state, row.origin, str(row.open_amount)) == ("1042", State.APPROVE, "opening", "1000.00")
    assert "reskontra.csv" in page
    assert any(task.argument == row.id for task in house.tasks)
    assert row.number in client.get("/ledger/").content.decode()


def test_what_is_wrong_is_said_in_the_readers_language_and_left_out_only_on_purpose() -> None:
    house = a_web_house()
    client = signed_in(house, language="sv")
    html = look(client, a_file(GOOD, BAD))
    assert 'tr class="wrong"' in html
    client.post("/ledger/opening/take-in/", hidden(html))
    assert rows_of(house) == ()
    client.post("/ledger/opening/take-in/", {**hidden(html), "leave_out": "yes"})
    assert [row.number for row in rows_of(house)] == ["1042"]


def test_of_a_sie_file_only_what_is_ticked_comes_in_and_the_rest_is_a_table() -> None:
    house = a_web_house()
    client = signed_in(house)
    html = look(client, SimpleUploadedFile("bok.se", SIE))
    given = hidden(html)
    assert re.search(r'name="row" value="1" checked', html)
    table = client.post("/ledger/opening/table/", {"kept": given["kept"], "on": given["on"]})
    assert b"Pappershuset AB" in table.content
    client.post("/ledger/opening/take-in/", given)
    assert rows_of(house) == ()
    client.post("/ledger/opening/take-in/", {**given, "row": "1"})
    assert [row.number for row in rows_of(house)] == ["77"]


def test_its_desk_shows_where_it_is_from_and_lets_it_be_taken_back() -> None:
    house = a_web_house()
    client = signed_in(house, language="en")
    client.post("/ledger/opening/take-in/", hidden(look(client, a_file(GOOD))))
    (row,) = rows_of(house)
    html = client.get(f"/cases/{row.id}/").content.decode()
    assert "Brought forward from earlier books" in html
    assert "reskontra.csv" in html
    assert client.get(f"/cases/{row.id}/original/")["Content-Disposition"].startswith("attachment")
    client.post(f"/cases/{row.id}/take-back/", {"reason": "Betald i oktober"})
    (row,) = rows_of(house)
    assert (row.state, row.open_amount) == (State.CLOSED, None)
    assert "Betald i oktober" in client.get(f"/cases/{row.id}/").content.decode()


def test_another_persons_word_for_a_file_and_a_forged_one_are_refused() -> None:
    house = a_web_house()
    anna, bo = signed_in(house, "anna"), signed_in(house, "bo")
    given = hidden(look(anna, a_file(GOOD)))
    bo.post("/ledger/opening/take-in/", given)
    anna.post("/ledger/opening/take-in/", {**given, "kept": given["kept"][:-2] + "xx"})
    assert rows_of(house) == ()


def test_a_file_that_is_too_large_is_refused_in_plain_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "MOST_BYTES", 10)
    house = a_web_house()
    client = signed_in(house, language="en")
    for address in ("/ledger/opening/", "/suppliers/import/"):
        page = client.post(address, {"file": a_file(GOOD)})
        assert (page.status_code, "too large" in page.content.decode()) == (413, True)


def test_who_may_not_review_invoices_may_not_bring_them_forward() -> None:
    house = a_web_house()
    client = signed_in(house, "bo", frozenset({Role.APPROVER}))
    assert client.get("/ledger/opening/").status_code == 403
    assert "/ledger/opening/" not in client.get("/ledger/").content.decode()


def test_a_program_looks_first_and_then_brings_them_forward() -> None:
    house = a_web_house()
    caller = house.client(Right.SEE, Right.VERIFY, Right.SUPPLIERS)
    body = f"{HEAD}\n{GOOD}\n{BAD}".encode()

    def send(query: str) -> HttpResponse:
        headers = caller._headers  # noqa: SLF001 - a raw body is no JSON
        return caller.client.post(f"/api/v1/payables/opening{query}", body, content_type="text/csv", headers=headers)

    dry = send("?on=2026-10-31&dry=true&balance=1000")
    told = dry.json()
    assert (dry.status_code, told["ready"], told["wrong"], told["difference"]) == (200, 1, 1, "0.00")
    assert told["rows"][0]["faults"][0]["code"] == "value.invalid"
    assert send("?on=2026-10-31").status_code == 422
    done = send("?on=2026-10-31&leave_out=true")
    assert (done.status_code, done.json()["brought"]) == (200, 1)
    (row,) = rows_of(house)
    back = caller.ask("post", f"/cases/{row.id}/take-back", {"reason": "Betald"})
    assert (back.status_code, rows_of(house)[0].state) == (204, State.CLOSED)


def test_a_wrong_row_of_a_list_without_whole_amounts_is_shown_too() -> None:
    heading = "toimittaja;laskun numero;laskun päivä;eräpäivä;valuutta;avoin summa"
    file = SimpleUploadedFile("reskontra.csv", f"{heading}\nPappershuset AB;99;32.13.2026;;SEK;abc\n".encode())
    html = look(signed_in(a_web_house(), language="fi"), file)
    assert 'tr class="wrong"' in html
    assert "32.13.2026" in html
    assert "abc" in html
