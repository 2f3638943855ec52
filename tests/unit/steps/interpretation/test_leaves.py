"""What each page of a file is, and that only the invoice's own pages give it values."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from pages import SWEDISH, a_page
from test_document_type import LANGUAGES, SELLER, pages_of

from kontera.core.evidence import Page
from kontera.core.leaf import PageKind
from kontera.samples.companies import DEMO_BUYER
from kontera.samples.invent import invent
from kontera.samples.others import Beside, draw_with
from kontera.steps.interpretation.hints import Hints
from kontera.steps.interpretation.interpret import interpret_all

KINDS = {
    Beside.TERMS: PageKind.TERMS,
    Beside.BLANK: PageKind.BLANK,
    Beside.SPECIFICATION: PageKind.ATTACHMENT,
}


def kinds(*pages: Page) -> list[PageKind]:
    return [leaf.kind for reading in interpret_all(pages, Hints()) for leaf in reading.leaves]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("beside", [Beside.TERMS, Beside.SPECIFICATION])
def test_a_page_beside_the_invoice_is_told_by_what_it_says(beside: Beside, language: str) -> None:
    invoice = invent(3, SELLER, DEMO_BUYER, date(2026, 2, 20))
    pages = pages_of(draw_with(beside, invoice, 21, language))
    reading, alone = interpret_all(pages, Hints())[0], interpret_all(pages[:1], Hints())[0]
    assert [leaf.kind for leaf in reading.leaves] == [PageKind.OWN, KINDS[beside]]
    assert reading.invoice == alone.invoice


def test_a_page_without_words_is_blank_wherever_it_stands() -> None:
    assert kinds(a_page(number=1), a_page(*SWEDISH, number=2), a_page(number=3)) == [
        PageKind.BLANK,
        PageKind.OWN,
        PageKind.BLANK,
    ]


def test_a_page_that_says_it_is_left_blank_is_blank() -> None:
    blank = a_page((20, 40, "Denna sida är avsiktligt tom"), number=2)
    assert kinds(a_page(*SWEDISH, number=1), blank) == [PageKind.OWN, PageKind.BLANK]


def test_the_rest_of_a_footer_on_a_second_page_is_the_invoices_own() -> None:
    rest = a_page((6, 5, "Org.nr: 556215-8930"), (6, 8, "Momsreg.nr: SE556215893001"), number=2)
    assert kinds(a_page(*SWEDISH, number=1), rest) == [PageKind.OWN, PageKind.OWN]


def test_a_document_always_has_a_page_of_its_own() -> None:
    assert kinds(a_page((6, 5, "Hej"), number=1), a_page(number=2)) == [PageKind.OWN, PageKind.BLANK]


def test_a_number_on_a_delivery_note_behind_the_invoice_is_not_the_invoices() -> None:
    note = a_page((60, 5, "FÖLJESEDEL"), (6, 20, "Fakturadatum:"), (25, 20, "1999-01-01"), (6, 30, "Bult M8"), number=2)
    reading = interpret_all((a_page(*SWEDISH, number=1), note), Hints())[0]
    assert reading.leaves[1].kind is PageKind.ATTACHMENT
    assert reading.invoice.issue_date != date(1999, 1, 1)


def test_sums_carried_from_page_to_page_are_noted() -> None:
    page = a_page(*SWEDISH, (6, 3, "Transport"), (84, 3, "1 250,00"), (6, 97, "Transporteras"), (84, 97, "2 300,00"))
    leaf = interpret_all((page,), Hints())[0].leaves[0]
    assert (leaf.brought, leaf.carried) == (Decimal("1250.00"), Decimal("2300.00"))


@pytest.mark.parametrize("text", ["Sida 2 av 3", "Side 2/3", "Sivu 2 (3)", "Page 2 of 3", "Seite 2 von 3", "2 (3)"])
def test_how_a_page_numbers_itself_is_noted(text: str) -> None:
    leaf = interpret_all((a_page(*SWEDISH, (70, 1, text)),), Hints())[0].leaves[0]
    assert (leaf.at, leaf.of) == (2, 3)
