"""A receipt all the way: proposal, desk, voucher, ledger, what is owed to people, SIE; never a debt to the supplier."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from api_house import House
from django.test import Client
from entry_house import a_typing_house, desk_in
from test_web_entry import SEEN, case_of, known, typed
from web_house import signed_in

from kontera.actions import chart, correct, decide, hand_over, outlays, pay
from kontera.actions.entry import paid_with
from kontera.actions.hand_over import Period
from kontera.actions.reports.make import make
from kontera.actions.reports.wanted import Wanted
from kontera.core.chart import AccountClass
from kontera.core.company import Right, Role
from kontera.core.entry import CodingRow, RowKind
from kontera.core.errors import NotReady
from kontera.core.figure import Span
from kontera.core.invoice import DocumentType
from kontera.core.means import PaidWith, Repayment

pytestmark = pytest.mark.django_db
WHOLE_YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
DEBTS = {"2440", "2445", "2441"}


@pytest.fixture
def house() -> House:
    return a_typing_house()


def a_receipt(house: House, client: Client, **more: str) -> str:
    """A receipt of 250.00 kronor, typed."""
    case = case_of(house, client, type="receipt", **more)
    typed(house, client, case, totals__payable="250", totals__vat="50", issue_date="2026-11-20", currency="SEK")
    return case


def sie(house: House) -> str:
    """All vouchers as SIE 4I."""
    return hand_over.copy(desk_in(house), WHOLE_YEAR).decode("cp437")


def accounts(house: House, case: str) -> dict[str, Decimal]:
    """What the last voucher of a case books, by account."""
    lines = known(house, case).vouchers[-1].entry.lines
    return {line.account: line.debit - line.credit for line in lines}


@pytest.mark.parametrize(
    ("means", "account"), [(PaidWith.ACCOUNT, "1930"), (PaidWith.CARD, "2499"), (PaidWith.PERSON, "2890")]
)
def test_a_receipt_is_booked_against_what_it_was_paid_with_all_the_way(
    house: House, means: PaidWith, account: str
) -> None:
    case = a_receipt(house, signed_in(house))
    paid_with(desk_in(house), case, means, "Bo Ek" if means is PaidWith.PERSON else "")
    assert known(house, case).rows[-1].account == account
    decide.verify(desk_in(house), case, SEEN)
    decide.approve(desk_in(house), case)
    booked = known(house, case)
    assert accounts(house, case)[account] == Decimal("-250.00")
    assert not DEBTS & set(accounts(house, case))
    assert (booked.owed, booked.item) == (Decimal(0), None)
    assert f"#TRANS {account} {{}} -250.00" in sie(house)
    assert not any(f"#TRANS {debt} " in sie(house) for debt in DEBTS)


def test_a_booked_receipt_is_no_open_item_and_nothing_to_pay(house: House) -> None:
    case = a_receipt(house, signed_in(house))
    paid_with(desk_in(house), case, PaidWith.PERSON, "Bo Ek")
    decide.verify(desk_in(house), case, SEEN)
    decide.approve(desk_in(house), case)
    box = house.boxes.open("mottagaren")
    assert box.figures.owed(date(2026, 12, 31)) == ()
    assert house.client().ask("get", "/payables").json()["items"] == []
    assert house.client().ask("get", "/payments/due").json()["items"] == []
    with pytest.raises(NotReady):
        pay.propose(desk_in(house), (case,), date(2026, 11, 30))
    wanted = Wanted(Span(date(2026, 1, 1), date(2026, 12, 31)), date(2026, 11, 30))
    assert not [row for table in make(desk_in(house), "open", wanted).tables for row in table.rows if case in str(row)]


def test_at_the_desk_a_receipt_cannot_be_coded_as_a_debt(house: House) -> None:
    client = signed_in(house, language="en")
    case = a_receipt(house, client)
    before = known(house, case)
    for debt in sorted(DEBTS):
        rows = (*before.rows[:-1], replace(before.rows[-1], account=debt))
        with pytest.raises(NotReady, match="paid already"):
            correct.code(desk_in(house), case, rows, known(house, case).revision)
    form = {
        "index": ["0", "1", "2"],
        "account": ["6991", "2641", "2440"],
        "debit": ["200", "50", ""],
        "credit": ["", "", "250"],
        "revision": str(known(house, case).revision),
    }
    assert "A receipt is paid already" in client.post(f"/cases/{case}/coding/", form).content.decode()
    assert known(house, case).rows == before.rows


def test_what_is_owed_to_a_person_names_the_person(house: House) -> None:
    client = signed_in(house, language="en")
    case = a_receipt(house, client)
    before = known(house, case)
    rows = (*before.rows[:-1], replace(before.rows[-1], account="2890"))
    with pytest.raises(NotReady, match="say who paid"):
        correct.code(desk_in(house), case, rows, before.revision)
    paid_with(desk_in(house), case, PaidWith.PERSON, "Bo Ek")
    decide.verify(desk_in(house), case, SEEN)
    (owed,) = outlays.owed(desk_in(house))
    assert (owed.person, owed.amount, owed.items[0].account) == ("Bo Ek", Decimal("250.00"), "2890")


def test_a_person_s_outlay_moved_to_the_bank_is_not_booked_as_both(house: House) -> None:
    case = a_receipt(house, signed_in(house))
    paid_with(desk_in(house), case, PaidWith.PERSON, "Bo Ek")
    before = known(house, case)
    rows = (*before.rows[:-1], replace(before.rows[-1], account="1930"))
    correct.code(desk_in(house), case, rows, before.revision)
    decide.verify(desk_in(house), case, SEEN)
    stopped = known(house, case)
    assert not stopped.vouchers
    assert {one.rule for one in stopped.findings} >= {"ledger.outlay_not_owed"}
    assert outlays.owed(desk_in(house)) == ()


def test_an_outlay_is_given_back_with_the_wages_and_not_booked_here(house: House) -> None:
    case = a_receipt(house, signed_in(house))
    paid_with(desk_in(house), case, PaidWith.PERSON, "Bo Ek")
    decide.verify(desk_in(house), case, SEEN)
    body = {"person": "Bo Ek", "cases": [case], "on": "2026-11-21", "by": "payroll"}
    answer = house.client(Right.SEE, Right.SETTLE).ask("post", "/outlays/repay", body).json()
    assert (answer["by"], answer["voucher"]) == ("payroll", "")
    assert outlays.owed(desk_in(house)) == ()
    assert house.client().ask("post", "/outlays/repay", body).status_code == 409


def test_the_company_s_own_accounts_for_outlays_and_bank_are_used_all_the_way(house: House) -> None:
    desk = desk_in(house)
    chart.save_account(desk, "2893", "Utlägg, anställda", AccountClass.LIABILITY)
    chart.save_account(desk, "1940", "Övriga bankkonton", AccountClass.ASSET)
    chart.set_uses(desk, {"paid_by_employee": "2893", "bank": "1940"})
    case = a_receipt(house, signed_in(house))
    assert known(house, case).rows[-1].account == "1940"
    paid_with(desk, case, PaidWith.PERSON, "Bo Ek")
    decide.verify(desk, case, SEEN)
    event = outlays.repay(desk, "Bo Ek", (case,), date(2026, 11, 21), Repayment.BANK)
    assert event.voucher is not None
    assert {line.account for line in event.voucher.entry.lines} == {"2893", "1940"}
    assert "#TRANS 2893 {} -250.00" in sie(house)
    assert "#TRANS 2893 {} 250.00" in sie(house)


def test_the_api_says_what_a_receipt_was_paid_with(house: House) -> None:
    case = a_receipt(house, signed_in(house))
    caller = house.client(Right.SEE, Right.VERIFY)
    nameless = caller.ask("post", f"/cases/{case}/paid-with", {"means": "person"})
    assert (nameless.status_code, nameless.json()["code"]) == (409, "case.not_ready")
    caller.ask("post", f"/cases/{case}/paid-with", {"means": "person", "person": "Eva Ek"})
    assert (known(house, case).paid_with, known(house, case).paid_by) == (PaidWith.PERSON, "Eva Ek")


def test_an_invoice_that_becomes_a_receipt_after_booking_leaves_no_debt(house: House) -> None:
    client = signed_in(house)
    case = case_of(house, client, supplier="Pappershuset AB")
    typed(house, client, case, number="7", issue_date="2026-11-20", totals__payable="250", totals__vat="50")
    decide.verify(desk_in(house), case, SEEN)
    assert accounts(house, case)["2440"] == Decimal("-250.00")
    paid_with(desk_in(house), case, PaidWith.CARD)
    decide.verify(desk_in(house), case, SEEN)
    booked = known(house, case)
    sums: dict[str, Decimal] = {}
    for voucher in booked.vouchers:
        for line in voucher.entry.lines:
            sums[line.account] = sums.get(line.account, Decimal(0)) + line.debit - line.credit
    assert (booked.invoice.type, sums["2440"], sums["2499"]) == (DocumentType.RECEIPT, 0, Decimal("-250.00"))
    assert house.boxes.open("mottagaren").figures.owed(date(2026, 12, 31)) == ()


def test_no_one_gives_their_own_outlay_back(house: House) -> None:
    case = a_receipt(house, signed_in(house))
    paid_with(desk_in(house), case, PaidWith.PERSON, "Bo Ek")
    decide.verify(desk_in(house), case, SEEN)
    with pytest.raises(NotReady, match="another person"):
        outlays.repay(desk_in(house, "Bo Ek", Role.PAYER), "Bo Ek", (case,), date(2026, 11, 21), Repayment.BANK)


def test_a_receipt_that_is_reversed_by_a_person_keeps_its_rows_balanced(house: House) -> None:
    case = a_receipt(house, signed_in(house))
    rows = (
        CodingRow("6110", Decimal("200.00")),
        CodingRow("2641", Decimal("50.00"), RowKind.VAT),
        CodingRow("1910", Decimal("-250.00"), RowKind.PAYABLE),
    )
    correct.code(desk_in(house), case, rows, known(house, case).revision)
    decide.verify(desk_in(house), case, SEEN)
    assert accounts(house, case)["1910"] == Decimal("-250.00")
