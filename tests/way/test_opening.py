"""Open invoices of earlier books: brought forward, compared, approved, paid, never twice, and taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from office import TODAY, Office, an_office

from kontera.actions import correct, decide, opening_payables, pay
from kontera.actions.opening_payables import Asked, Plan, SomeWrong
from kontera.core.case import State
from kontera.core.company import Role
from kontera.core.errors import Conflict, Forbidden, KonteraError, NotReady
from kontera.core.evidence import Source
from kontera.core.figure import Asking, By, Span
from kontera.core.invoice import DocumentType
from kontera.core.row import Origin
from kontera.ports import View
from kontera.samples.companies import DEMO_BUYER, business
from kontera.samples.invent import invent

ON = date(2026, 2, 28)
SUPPLIER = business("pennverket")
HEAD = "Leverantör;Orgnr;Fakturanr;Fakturadatum;Förfallodatum;Valuta;Belopp;Restbelopp;OCR"


def a_row(number: str = "7001", left: str = "1 000,00", whole: str = "1 250,00", **more: str) -> str:
    party = SUPPLIER.party
    given = {"name": party.name, "org": party.organisation_number, "issued": "2026-02-10", "due": "2026-03-12"} | more
    cells = (given["name"], given["org"], number, given["issued"], given["due"], more.get("currency", ""), whole, left)
    return ";".join((*cells, ""))


def asked(*rows: str, **more: Any) -> Asked:
    return Asked("\n".join((HEAD, *rows)).encode(), "reskontra.csv", ON, **more)


def brought(office: Office, *rows: str) -> str:
    """An invoice brought forward and walked; gives its case."""
    opening_payables.take_in(office.anna, asked(*(rows or (a_row(),))))
    office.work()
    return office.box.rows(View())[0].id


def faults(made: Plan) -> list[str]:
    return [error.code for row in made.rows for _column, error in row.faults]


def test_what_was_brought_forward_is_owed_and_waits_for_approval_without_picture_or_coding() -> None:
    office = an_office()
    case = office.case(brought(office))
    row = office.box.rows(View())[0]
    assert (case.state, case.scanned, case.vouchers, case.owed) == (State.APPROVE, False, (), Decimal(1000))
    assert (row.origin, row.voucher, row.open_amount, row.due_date) == (
        Origin.OPENING,
        "IB",
        Decimal(1000),
        date(2026, 3, 12),
    )
    assert (case.invoice.totals.gross, case.invoice.totals.prepaid) == (Decimal(1250), Decimal(250))
    assert not case.stops


def test_it_is_among_the_open_items_and_agrees_with_the_account_of_payables() -> None:
    office = an_office()
    brought(office, a_row(), a_row("7002", "-200,00", "-200,00"))
    (owed,) = {one.supplier for one in office.box.figures.owed(ON)}
    assert owed == SUPPLIER.key
    assert sum(one.booked for one in office.box.figures.owed(ON)) == Decimal(800)
    assert office.box.figures.balance(frozenset({"2440"}), ON) == Decimal(-800)
    assert office.box.figures.owed(date(2026, 2, 27)) == ()
    assert office.box.figures.worked(Span(ON, TODAY), By.MONTH) == ()  # nobody has read it
    assert office.box.figures.spend(Asking(Span(ON, TODAY)), By.ACCOUNT) == ()  # nor booked its costs here


def test_it_is_approved_and_paid_like_any_other_and_its_debt_goes_away() -> None:
    office = an_office()
    case = brought(office)
    decide.approve(office.bo, case)
    office.work()
    item = office.case(case).item
    assert item is not None
    assert (item.amount, item.number, item.account) == (Decimal(1000), "7001", SUPPLIER.accounts[0])
    batch = pay.propose(office.anna, (case,), TODAY)
    pay.release(office.cia, batch.id)
    pay.settle(office.cia, batch.id, TODAY)
    office.work()
    voucher = office.case(case).payment_voucher
    assert voucher is not None
    assert next((line.account, line.debit) for line in voucher.entry.lines) == ("2440", Decimal(1000))
    assert office.box.figures.owed(TODAY) == ()
    assert office.box.figures.balance(frozenset({"2440"}), TODAY) == 0
    assert office.case(case).state is State.ARCHIVED


def test_who_brought_it_forward_does_not_approve_it_unless_the_company_lets_them() -> None:
    office = an_office(verifier_may_approve=False)
    case = brought(office)
    with pytest.raises(KonteraError):
        decide.approve(office.anna, case)


def test_the_same_invoice_arriving_later_is_a_duplicate() -> None:
    office = an_office()
    invoice = invent(5, SUPPLIER, DEMO_BUYER, date(2026, 2, 10))
    case = brought(office, a_row(invoice.number))
    later = office.sent(invoice)
    stops = office.case(later).stops
    assert [stop.rule for stop in stops] == ["duplicate.number"]
    assert dict(stops[0].values)["other"] == case


def test_it_is_a_duplicate_still_when_the_first_has_been_paid_and_archived() -> None:
    office = an_office()
    invoice = invent(5, SUPPLIER, DEMO_BUYER, date(2026, 2, 10))
    case = brought(office, a_row(invoice.number))
    decide.approve(office.bo, case)
    office.work()
    batch = pay.propose(office.anna, (case,), TODAY)
    pay.release(office.cia, batch.id)
    pay.settle(office.cia, batch.id, TODAY)
    office.work()
    assert "duplicate.number" in {stop.rule for stop in office.case(office.sent(invoice)).stops}


def test_an_invoice_that_was_received_is_not_brought_forward_too() -> None:
    office = an_office()
    invoice = invent(5, SUPPLIER, DEMO_BUYER, date(2026, 2, 10))
    office.sent(invoice)
    assert faults(opening_payables.plan(office.anna, asked(a_row(invoice.number)))) == ["opening.arrived_already"]


def test_a_file_taken_in_twice_brings_nothing_forward_twice() -> None:
    office = an_office()
    brought(office)
    again = opening_payables.plan(office.anna, asked(a_row(), a_row("7002")))
    assert ([row.row for row in again.there], len(again.ready)) == ([2], 1)
    opening_payables.take_in(office.anna, asked(a_row(), a_row("7002")))
    assert office.box.count(View()) == 2
    with pytest.raises(NotReady):
        opening_payables.take_in(office.anna, asked(a_row()))


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (a_row(name="Okänd AB", org="5560360794"), "identifier.invalid"),
        (a_row(number=""), ""),
        (a_row(issued="igår"), "value.invalid"),
        (a_row(issued="2026-03-01"), "value.invalid"),
        (a_row(due="31.2.2026"), "value.invalid"),
        (a_row(left="abc"), "amount.invalid"),
        (a_row(left="0"), "opening.nothing_open"),
        (a_row(left="2 000,00"), "value.invalid"),
        (a_row(left="-100,00"), "value.invalid"),
        (a_row(currency="XXX"), "opening.rate_unknown"),
        (a_row(currency="kronor"), "value.invalid"),
    ],
)
def test_a_row_that_is_wrong_says_what_is_wrong(row: str, code: str) -> None:
    office = an_office()
    made = opening_payables.plan(office.anna, asked(row))
    assert code in {*faults(made), ""}
    assert made.ready == ()


def test_wrong_rows_are_left_out_only_when_somebody_says_so() -> None:
    office = an_office()
    given = asked(a_row(), a_row("7002", left="abc"), a_row())
    assert faults(opening_payables.plan(office.anna, given)) == ["amount.invalid", "opening.listed_twice"]
    with pytest.raises(SomeWrong):
        opening_payables.take_in(office.anna, given)
    assert opening_payables.take_in(office.anna, given, leave_out=True).count == 1


def test_what_was_looked_at_must_still_be_so() -> None:
    office = an_office()
    made = opening_payables.plan(office.anna, asked(a_row()))
    opening_payables.take_in(office.anna, asked(a_row()), made.token)
    with pytest.raises(Conflict):
        opening_payables.take_in(office.anna, asked(a_row()), made.token)


def test_an_unknown_supplier_comes_into_the_register_with_accounts_nobody_trusts() -> None:
    office = an_office()
    head = "Leverantör;Orgnr;Fakturanr;Fakturadatum;Saldo;Bankgiro"
    text = f"{head}\nNya Bolaget AB;556036-0793;1;2026-02-10;100,00;5050-1055\n;;2;2026-02-11;50,00;5050-1055\n"
    opening_payables.take_in(office.anna, Asked(text.encode(), on=ON))
    office.work()
    (found,) = [one for one in office.box.suppliers() if one.party.name == "Nya Bolaget AB"]
    assert [(known.account.id, known.trust) for known in found.accounts] == [("50501055", "new")]
    assert {row.supplier for row in office.box.rows(View())} == {found.id}
    assert office.box.account_changes(supplier=found.id)[0].case


def test_a_day_to_pay_that_nobody_stated_follows_from_the_register_and_says_so() -> None:
    office = an_office()
    case = office.case(brought(office, a_row(due="")))
    assert (case.evidence["due_date"].source, case.due) == (
        Source.ASSUMED,
        date(2026, 2, 10) + timedelta(days=SUPPLIER.days),
    )


def test_another_currency_is_booked_at_what_the_earlier_books_say_or_at_the_rate_of_the_day() -> None:
    office = an_office()
    text = "Leverantör;Fakturanr;Fakturadatum;Valuta;Saldo;Bokfört belopp\nKoivuosa Oy;1;2026-02-10;EUR;100;1130,50\n"
    name = business("koivuosa").party.name
    made = opening_payables.plan(office.anna, Asked(text.replace("Koivuosa Oy", name).encode(), on=ON))
    (row,) = made.ready
    assert row.item is not None
    assert (row.item.booked, row.item.invoice.currency) == (Decimal("1130.50"), "EUR")


def test_the_debts_are_compared_with_the_ledger_and_the_difference_is_kept() -> None:
    office = an_office()
    ledger = b'#FLAGGA 0\n#SIETYP 4\n#FNAMN "Demo"\n#RAR 0 20260301 20270228\n#IB 0 2440 -1500.00\n'
    made = opening_payables.plan(office.anna, asked(a_row(), ledger=ledger))
    assert (made.amount, made.balance, made.difference) == (Decimal(1000), Decimal(1500), Decimal(-500))
    opening_payables.take_in(office.anna, asked(a_row(), ledger=ledger))
    again = opening_payables.plan(office.anna, asked(a_row("7002", "500", "500"), ledger=ledger))
    assert again.difference == 0
    (kept,) = opening_payables.openings(office.anna)
    assert (kept.count, kept.amount, kept.difference) == (1, Decimal(1000), Decimal(-500))


def test_a_sie_file_proposes_what_it_can_tell_and_the_rest_is_completed_in_a_table() -> None:
    office = an_office()
    party = SUPPLIER.party
    lines = (
        "#FLAGGA 0",
        "#SIETYP 4",
        "#RAR 0 20260101 20261231",
        "#IB 0 2440 -300.00",
        f'#VER L 1 20260210 "Lev.fakt. 7001, {party.name}"\n{{\n#TRANS 2440 {{}} -1250\n#TRANS 6110 {{}} 1250\n}}',
        '#VER L 2 20260211 "Lev.fakt. 5, Okända Bolaget"\n{\n#TRANS 2440 {} -50\n#TRANS 6110 {} 50\n}',
    )
    given = Asked("\n".join(lines).encode("cp437"), "bok.se", ON)
    made = opening_payables.plan(office.anna, given)
    assert ([row.item.invoice.number for row in made.ready if row.item], faults(made)) == (
        ["7001"],
        ["opening.supplier_unknown"],
    )
    assert (made.balance, made.opening, made.difference) == (Decimal(1600), Decimal(300), Decimal(-350))
    table = opening_payables.template(made)
    completed = opening_payables.plan(office.anna, Asked(table, on=ON))
    assert [row.values["number"] for row in completed.rows] == ["7001", "5"]
    assert opening_payables.take_in(office.anna, given, rows=frozenset({1})).count == 1


def test_what_was_brought_forward_by_mistake_is_taken_back_and_can_come_anew() -> None:
    office = an_office()
    case = brought(office)
    with pytest.raises(NotReady):
        opening_payables.take_back(office.anna, case, " ")
    opening_payables.take_back(office.anna, case, "Den var betald")
    office.work()
    assert office.case(case).state is State.ARCHIVED
    assert office.box.figures.owed(TODAY) == ()
    assert office.box.figures.balance(frozenset({"2440"}), TODAY) == 0
    with pytest.raises(NotReady):
        decide.reopen(office.anna, case, "igen")
    opening_payables.take_in(office.anna, asked(a_row()))
    office.work()
    assert [row.state for row in office.box.rows(View(sort="received"))] == [State.ARCHIVED, State.APPROVE]


def test_it_cannot_be_changed_nor_closed_but_disputed_and_held() -> None:
    office = an_office()
    case = brought(office)
    with pytest.raises(NotReady):
        correct.correct(office.anna, case, {"totals.payable": "1.00"}, office.case(case).revision)
    with pytest.raises(NotReady):
        decide.close(office.anna, case, "duplicate")
    decide.dispute(office.bo, case, "Fel pris")
    office.work()
    assert office.case(case).state is State.DISPUTED
    decide.end_dispute(office.bo, case, "Löst")
    office.work()
    assert (office.case(case).state, office.case(case).vouchers) == (State.APPROVE, ())


def test_a_credit_note_is_owed_to_us() -> None:
    office = an_office()
    case = office.case(brought(office, a_row("7002", "-200,00", "-200,00")))
    assert (case.invoice.type, case.owed, case.invoice.totals.payable) == (
        DocumentType.CREDIT_NOTE,
        Decimal(-200),
        Decimal(200),
    )


def test_only_who_reviews_invoices_brings_them_forward() -> None:
    office = an_office()
    approver = replace(office.cia, person=replace(office.cia.person, roles=frozenset({Role.APPROVER})))
    with pytest.raises(Forbidden):
        opening_payables.plan(approver, asked(a_row()))


def test_the_books_are_the_same_when_their_rows_are_written_anew() -> None:
    office = an_office()
    brought(office, a_row(), a_row("7002"))
    before = (office.box.rows(View()), office.box.figures.owed(ON))
    office.box.rebuild()
    assert (office.box.rows(View()), office.box.figures.owed(ON)) == before
