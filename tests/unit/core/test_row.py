"""The flat row that lists read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from build import NOW, TODAY, a_case, a_document, an_invoice, coding
from kontera.core.case import Case, State, fold_in
from kontera.core.document import Channel
from kontera.core.entry import Voucher, entry_of
from kontera.core.event import Noted, Registered
from kontera.core.evidence import Page
from kontera.core.finding import Finding
from kontera.core.invoice import DocumentType
from kontera.core.row import Origin, number_key, row_of


@pytest.mark.parametrize(
    ("number", "key"),
    [("1001", "1001"), ("001001", "1001"), ("F-2026/17", "F202617"), ("f 2026 17", "F202617"), ("", ""), ("000", "")],
)
def test_numbers_are_compared_without_marks_and_leading_zeros(number: str, key: str) -> None:
    assert number_key(number) == key


def test_a_row_shows_the_invoice() -> None:
    row = row_of(a_case())
    assert (row.supplier_name, row.number, row.payable, row.currency) == (
        "Pappershuset AB",
        "1001",
        Decimal(1250),
        "SEK",
    )
    assert (row.account, row.reference, row.lines) == ("bankgiro:9912346", "1234566", 1)
    assert (row.received, row.issue_date, row.due_date) == (NOW, date(2026, 11, 2), date(2026, 12, 2))


@pytest.mark.parametrize(
    ("case", "origin"),
    [
        (a_case(scanned=False), Origin.E_INVOICE),
        (a_case(), Origin.MAIL),
        (a_case(document=a_document(channel=Channel.UPLOAD)), Origin.UPLOAD),
        (a_case(document=a_document(channel=Channel.FOLDER), pages=(Page(1, 1, 1, by="ocr"),)), Origin.SCAN),
    ],
)
def test_a_row_tells_how_it_came(case: Case, origin: Origin) -> None:
    assert row_of(case).origin is origin


def booked(kind: DocumentType = DocumentType.INVOICE) -> Case:
    voucher = Voucher("L", 12, date(2026, 1, 1), entry_of(coding(), TODAY, "x"), "c1")
    case = a_case(an_invoice(type=kind))
    case = replace(case, done=case.done | {"posting", "verification"})
    event = Registered((voucher,), Decimal(1250), date(2026, 12, 9))
    return fold_in(case, Noted(case.revision + 1, NOW, "way", event))


def test_what_is_booked_is_open_until_it_is_settled() -> None:
    row = row_of(booked())
    assert (row.state, row.voucher, row.booked_on, row.open_amount) == (State.APPROVE, "L12", TODAY, Decimal(1250))
    assert row.due_date == date(2026, 12, 9)
    settled = replace(booked(), payment_voucher=booked().vouchers[0])
    assert row_of(settled).open_amount is None


def test_a_credit_note_is_open_the_other_way() -> None:
    assert row_of(booked(DocumentType.CREDIT_NOTE)).open_amount == Decimal(-1250)


def test_what_is_not_booked_owes_nothing() -> None:
    assert row_of(a_case()).open_amount is None


def test_a_rule_is_named_once_however_often_it_speaks() -> None:
    findings = (Finding("a", "x", field="1"), Finding("a", "x", field="2"), Finding("b", "y"))
    assert row_of(a_case(remarks={"checks": findings})).doubts == ("a", "b")


def test_search_looks_in_names_numbers_and_lines_in_small_letters() -> None:
    assert row_of(a_case()).text == "pappershuset ab 1001 1234566 kopieringspapper a4"


def test_what_was_never_received_has_no_row() -> None:
    with pytest.raises(ValueError, match="c1"):
        row_of(a_case(document=None))
