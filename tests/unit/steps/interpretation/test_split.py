"""A file with several invoices is parted; one invoice over several pages is not."""

from __future__ import annotations

from pages import SWEDISH, a_page

from kontera.core.evidence import Page
from kontera.steps.interpretation.hints import Hints
from kontera.steps.interpretation.interpret import interpret_all

OTHER = tuple((x, y, text.replace("F42147", "F42199")) for x, y, text in SWEDISH)
TERMS = ((6, 5, "Allmänna villkor"), (6, 9, "Reklamation ska ske inom åtta dagar från leverans av varan"))
SPECIFICATION = (
    (6, 5, "Specifikation"),
    (60, 5, "Sida 2 av 2"),
    (60, 8, "Fakturanummer:"),
    (80, 8, "F42147"),
    (6, 30, "Resor 12 mars"),
    (86, 30, "120,00"),
)


def parts(*pages: Page) -> list[tuple[int, ...]]:
    return [reading.pages for reading in interpret_all(pages, Hints())]


def test_two_invoices_in_one_file_are_two_each_with_its_own_pages() -> None:
    first, second = interpret_all((a_page(*SWEDISH, number=1), a_page(*OTHER, number=2)), Hints())
    assert (first.invoice.number, second.invoice.number) == ("F42147", "F42199")
    assert (first.pages, second.pages) == ((1,), (2,))
    places = [evidence.place for evidence in second.evidence.values() if evidence.place]
    assert {place.page for place in places} == {2}


def test_a_later_page_of_the_same_invoice_stays_with_it() -> None:
    assert parts(a_page(*SWEDISH, number=1), a_page(*SPECIFICATION, number=2)) == [()]


def test_terms_and_blank_pages_go_with_the_invoice_before_them() -> None:
    pages = (a_page(*SWEDISH, number=1), a_page(*TERMS, number=2), a_page(number=3), a_page(*OTHER, number=4))
    assert parts(*pages) == [(1, 2, 3), (4,)]


def test_a_page_that_calls_itself_the_second_begins_nothing() -> None:
    second = (*OTHER, (40, 95, "Sida 2 av 2"))
    assert parts(a_page(*SWEDISH, number=1), a_page(*second, number=2)) == [()]


def test_a_page_that_names_the_invoice_before_it_begins_nothing() -> None:
    second = (*OTHER, (6, 95, "Avser faktura F42147"))
    assert parts(a_page(*SWEDISH, number=1), a_page(*second, number=2)) == [()]
