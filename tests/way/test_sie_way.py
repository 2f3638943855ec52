"""SIE over the whole way: a chart and a past taken in, invoices booked, their vouchers handed over once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from office import TODAY, Office, an_office, invoice_of

from kontera.actions import chart, decide, hand_over, sie
from kontera.actions.desk import Desk
from kontera.actions.hand_over import Form, Period
from kontera.core.company import Role
from kontera.core.errors import Forbidden, NotFound, NotReady
from kontera.formats.sie.read import read_sie
from sie_files import past

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))


def admin(office: Office) -> Desk:
    """Anna as administrator."""
    return replace(
        office.anna, person=replace(office.anna.person, roles=frozenset({*office.anna.person.roles, Role.ADMIN}))
    )


def an_office_with_vouchers() -> Office:
    """Two invoices, booked."""
    office = an_office()
    for seed in (11, 12):
        case = office.sent(invoice_of("pennverket", seed))
        decide.verify(office.anna, case, decide.MUST_SEE)
        office.work()
    return office


def test_a_chart_taken_in_goes_before_the_starter_chart() -> None:
    office = an_office()
    assert chart.accounts(office.anna)["6110"] == "Kontorsmaterial"
    taken = sie.take_in(admin(office), past(), whosever=True)
    known = chart.chart(office.anna)
    assert known.accounts["6110"].name == "Kontorsmateriel"
    assert "5410" not in known.accounts
    assert {"2440", "3740"} <= set(taken.lacking) | set(known.accounts)
    assert known.objects["1", "100"].name == "Ledning"


def test_a_second_file_adds_to_the_chart_and_keeps_what_was_taken_out_of_use() -> None:
    office = an_office()
    desk = admin(office)
    sie.take_in(desk, past(), whosever=True)
    first = chart.chart(desk).accounts["6110"]
    chart.save_account(desk, first.number, first.name, first.kind, active=False)
    sie.take_in(desk, past().replace(b'#KONTO 6540 "IT"', b'#KONTO 6550 "Konsulter"'), whosever=True)
    known = chart.chart(desk)
    assert "6110" not in known.offered
    assert {"6540", "6550"} <= set(known.offered)


def test_the_past_of_a_file_becomes_the_suppliers_history_once() -> None:
    office = an_office()
    supplier = next(one for one in office.box.suppliers() if one.party.name.startswith("Pennverket"))
    before = len(office.box.postings(supplier.id))
    taken = sie.take_in(admin(office), past(supplier.party.name), whosever=True)
    again = sie.take_in(admin(office), past(supplier.party.name), whosever=True)
    found = office.box.postings(supplier.id)
    assert (taken.purchases, taken.named, again.purchases) == (2, 1, 0)
    assert len(found) == before + 1
    assert (found[0].account, found[0].amount, found[0].dimensions) == ("6110", Decimal(1000), (("1", "100"),))
    assert any(not one.supplier and one.account == "6540" for one in office.box.postings(""))


def test_another_company_s_file_is_not_taken_in_unasked() -> None:
    office = an_office()
    with pytest.raises(sie.OthersFile):
        sie.take_in(admin(office), past(number="556036-0793"))


def test_only_an_administrator_takes_a_file_in() -> None:
    with pytest.raises(Forbidden):
        sie.take_in(an_office().anna, past())


def test_vouchers_are_handed_over_once_and_again_only_when_asked() -> None:
    office = an_office_with_vouchers()
    event, data = hand_over.hand_over(office.anna, YEAR)
    book = read_sie(data)
    assert [one.series for one in book.vouchers] == ["L", "L"]
    assert all(not one.number and one.text.startswith("L") for one in book.vouchers)
    assert [year.start for year in book.years] == [date(2026, 1, 1)]
    assert len(event.vouchers) == 2
    with pytest.raises(NotReady):
        hand_over.hand_over(office.anna, YEAR)
    copy, _ = hand_over.hand_over(office.anna, YEAR, again=True)
    assert copy.again
    assert hand_over.file_of(office.anna, 1)[1] == data


def test_only_what_is_new_is_handed_over_next_time() -> None:
    office = an_office_with_vouchers()
    hand_over.hand_over(office.anna, YEAR)
    case = office.sent(invoice_of("pennverket", 13))
    decide.verify(office.anna, case, decide.MUST_SEE)
    office.work()
    found, handed = hand_over.waiting(office.anna, YEAR)
    assert (len(found), len(handed)) == (3, 2)
    event, _ = hand_over.hand_over(office.anna, YEAR)
    assert event.vouchers == tuple(one.key for one in found if one.key not in handed)


def test_a_period_and_a_series_choose_what_is_handed_over() -> None:
    office = an_office_with_vouchers()
    for empty in (replace(YEAR, series=("B",)), Period(date(2025, 1, 1), date(2025, 12, 31))):
        with pytest.raises(NotReady):
            hand_over.copy(office.anna, empty)
    assert hand_over.copy(office.anna, replace(YEAR, series=("L",)))
    assert not hand_over.handed_over(office.anna)


def test_a_table_holds_every_row_and_a_file_that_is_not_there_is_not_found() -> None:
    office = an_office_with_vouchers()
    hand_over.hand_over(office.anna, YEAR)
    table = hand_over.file_of(office.anna, 1, Form.CSV)[1].decode("utf-8-sig").splitlines()
    rows = sum(len(one.entry.lines) for one in office.box.vouchers())
    assert table[0].startswith("series;number;date")
    assert len(table) == rows + 1
    with pytest.raises(NotFound):
        hand_over.file_of(office.anna, 2)


def test_the_books_are_rebuilt_with_the_chart_and_what_was_handed_over() -> None:
    office = an_office_with_vouchers()
    sie.take_in(admin(office), past(), whosever=True)
    hand_over.hand_over(office.anna, Period(TODAY.replace(month=1), TODAY))
    known, handed = chart.chart(office.anna), hand_over.keys_handed(hand_over.handed_over(office.anna))
    office.box.rebuild()
    assert chart.chart(office.anna) == known
    assert hand_over.keys_handed(hand_over.handed_over(office.anna)) == handed
