"""Comparison: an e-invoice must say what its own picture says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from build import BANKGIRO, STRANGE_BANKGIRO, a_case, an_invoice
from kontera.core.event import Compared
from kontera.core.evidence import Box, Evidence, Page, Source, Word
from kontera.core.finding import Severity
from kontera.core.invoice import Invoice, Payment, Totals
from kontera.core.outcome import Done
from kontera.core.reading import Reading
from kontera.steps.comparison import ComparisonFacts, Picture, compare, differences

PATHS = ("number", "issue_date", "due_date", "totals.payable", "payment.accounts[0]")


def stated(**changes: object) -> Invoice:
    plain = an_invoice(
        number="F-2026/17",
        issue_date=date(2026, 3, 1),
        due_date=date(2026, 3, 31),
        totals=Totals(payable=Decimal("1250.00")),
        payment=Payment(accounts=(BANKGIRO,)),
    )
    return replace(plain, **changes)


def picture(text: str, seen: Invoice, sure: float = 0.9) -> Picture:
    words = tuple(Word(word, Box(0, 0, 1, 1)) for word in (text + " ord" * 20).split())
    evidence = {path: Evidence(Source.READ, sure) for path in PATHS}
    return Picture("faktura.pdf", (Page(1, 595, 842, words, "text"),), Reading(seen, "text", evidence))


ALL = "Faktura F-2026/17 2026-03-01 förfaller 2026-03-31 att betala 1 250,00 bankgiro 991-2346"


def rules(invoice: Invoice, shown: Picture) -> list[str]:
    return [finding.rule for finding in differences(invoice, shown)]


def test_a_picture_that_says_the_same_is_not_remarked_on() -> None:
    assert rules(stated(), picture(ALL, stated())) == []


def test_another_amount_on_the_picture_is_a_doubt_that_names_both() -> None:
    other = stated(totals=Totals(payable=Decimal("1520.00")))
    (finding,) = differences(stated(), picture(ALL.replace("1 250,00", "1 520,00"), other))
    assert finding.rule == "einvoice.picture_amount"
    assert finding.values == (("stated", "1250.00"), ("seen", "1520.00"))


def test_a_value_that_stands_anywhere_on_the_picture_agrees_whatever_was_read() -> None:
    misread = stated(
        number="17", totals=Totals(payable=Decimal(1)), issue_date=date(2020, 1, 1), due_date=date(2020, 1, 1)
    )
    assert rules(stated(), picture(ALL, misread)) == []


def test_amounts_are_known_in_every_way_of_writing_them() -> None:
    other = stated(totals=Totals(payable=Decimal(1)))
    for written in ("1.250,00", "1,250.00", "1250,00", "1250", "1 250:00 1 250,0", "SEK 7 1 250,00"):
        assert rules(stated(), picture(ALL.replace("1 250,00", written), other)) == [], written


def test_dates_are_known_in_the_ways_of_the_neighbours() -> None:
    other = stated(issue_date=date(2020, 1, 1))
    for written in ("1.3.2026", "01.03.2026", "1/3 2026", "01/03/2026", "20260301", "01.03.26"):
        assert rules(stated(), picture(ALL.replace("2026-03-01", written), other)) == [], written


def test_another_account_of_the_same_kind_holds_payment() -> None:
    other = stated(payment=Payment(accounts=(STRANGE_BANKGIRO,)))
    (finding,) = differences(stated(), picture(ALL.replace("991-2346", "5050-1055"), other))
    assert (finding.rule, finding.severity) == ("einvoice.picture_account", Severity.STOP)


def test_another_number_and_day_are_doubts() -> None:
    other = stated(number="F-2026/18", due_date=date(2026, 4, 30))
    text = ALL.replace("F-2026/17", "F-2026/18").replace("2026-03-31", "2026-04-30")
    assert rules(stated(), picture(text, other)) == ["einvoice.picture_number", "einvoice.picture_due_date"]


def test_what_the_reader_is_not_sure_of_is_held_against_nobody() -> None:
    other = stated(totals=Totals(payable=Decimal("1520.00")))
    assert rules(stated(), picture(ALL.replace("1 250,00", "1 520,00"), other, sure=0.3)) == []


def test_a_picture_of_a_few_words_says_nothing() -> None:
    other = stated(totals=Totals(payable=Decimal("1520.00")))
    few = picture("att betala 1 520,00", other)
    page = replace(few.pages[0], words=few.pages[0].words[:5])
    assert rules(stated(), replace(few, pages=(page,))) == []


def test_without_a_picture_nothing_is_held_against_anything() -> None:
    assert compare(a_case(), ComparisonFacts(None)) == Done((Compared("", ()),))
