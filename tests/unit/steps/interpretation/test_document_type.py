"""What the document is: an invoice, or one of the papers that only look like it or speak of one."""

from __future__ import annotations

from datetime import date

import pytest
from pages import SWEDISH, a_page

from kontera.core.evidence import Box, Page, Word
from kontera.core.invoice import DocumentType
from kontera.samples.companies import DEMO_BUYER, business
from kontera.samples.draw import Drawn, draw
from kontera.samples.invent import Kind, invent
from kontera.samples.others import Other, draw_other
from kontera.steps.interpretation.hints import Hints
from kontera.steps.interpretation.interpret import interpret, interpret_all

LANGUAGES = ("sv", "fi", "nb", "da", "en", "de")
SELLER = business("pennverket")
TITLED = tuple((x, y, text) for x, y, text in SWEDISH if text != "FAKTURA")


def pages_of(paper: Drawn) -> tuple[Page, ...]:
    """The words of a drawn paper, page by page."""
    last = max((run.page for run in paper.runs), default=1)
    return tuple(Page(number, 595.0, 842.0, tuple(_words(paper, number)), "text") for number in range(1, last + 1))


def _words(paper: Drawn, number: int) -> list[Word]:
    found = []
    for run in paper.runs:
        wide, at = (run.box.x1 - run.box.x0) / max(len(run.text), 1), 0
        for part in run.text.split(" ") if run.page == number else ():
            left = run.box.x0 + at * wide
            found += [Word(part, Box(left, run.box.y0, left + len(part) * wide, run.box.y1))] if part else []
            at += len(part) + 1
    return found


def kind_of(*pages: Page) -> DocumentType:
    return interpret(pages, Hints()).invoice.type


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", Other)
def test_a_paper_that_is_no_invoice_is_told_by_what_it_calls_itself(kind: Other, language: str) -> None:
    invoice = invent(3, SELLER, DEMO_BUYER, date(2026, 2, 20))
    assert kind_of(*pages_of(draw_other(kind, invoice, 21, language))).value == kind.value


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (Kind.ORDINARY, DocumentType.INVOICE),
        (Kind.CREDIT, DocumentType.CREDIT_NOTE),
        (Kind.REMINDER, DocumentType.REMINDER),
    ],
)
def test_invoices_credit_notes_and_reminders_are_told_apart(kind: Kind, expected: DocumentType, language: str) -> None:
    invoice = invent(3, SELLER, DEMO_BUYER, date(2026, 2, 20), kind)
    assert kind_of(*pages_of(draw(invoice, 21, language))) is expected


@pytest.mark.parametrize(
    "mentioned",
    [
        "Påminnelseavgift 60 kr",
        "Följesedel nr 9912",
        "Er offert 2231 och vår orderbekräftelse nr 44512",
        "Kontoutdrag skickas på begäran",
        "Ordrebekreftelse nr 44512",
        "Ersätter proformafaktura 12",
        "Kvitto på kortköp bifogas",
        "Lieferschein-Nr. 9912",
        "Maksumuistutuksesta veloitetaan 5 euroa",
        "Dröjsmålsränta enligt räntelagen, inkassokrav efter tio dagar",
    ],
)
def test_an_invoice_that_mentions_another_paper_stays_an_invoice(mentioned: str) -> None:
    assert kind_of(a_page(*SWEDISH, (6, 44, mentioned))) is DocumentType.INVOICE


def test_the_receipt_part_of_a_payment_slip_makes_no_receipt() -> None:
    assert kind_of(a_page(*SWEDISH, (6, 80, "KVITTERING / GIRO"))) is DocumentType.INVOICE


@pytest.mark.parametrize("title", ["Följesedel", "Betalningspaminnelse", "Kontoutdrag", "Offert", "Orderbekräftelse"])
def test_a_title_is_known_with_a_letter_misread(title: str) -> None:
    page = a_page((6, 5, "Nordfors Verkstad AB"), (60, 5, title), (6, 20, "Datum: 2026-09-17"), (6, 30, "Skruv M8"))
    assert kind_of(page) is not DocumentType.INVOICE


def test_a_page_that_says_it_has_another_after_it_is_remarked_on() -> None:
    reading = interpret_all((a_page(*SWEDISH, (60, 95, "Sida 1 av 2")),), Hints())[0]
    assert [finding.rule for finding in reading.findings] == ["reading.pages_missing"]
