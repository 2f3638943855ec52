"""One corrected invoice, and the next of the same layout, through the real steps; another company learns nothing."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest
from office import PICTURE, Office, an_office, invoice_of, words_of

from kontera.actions import correct, decide, receive
from kontera.core.case import Case
from kontera.core.document import Channel
from kontera.core.edit import text_of
from kontera.core.event import Learned, Noted
from kontera.core.evidence import Page, Word
from kontera.core.invoice import Invoice
from kontera.samples.chance import chance
from kontera.samples.companies import business
from kontera.samples.draw import draw
from kontera.samples.wording import LABELS
from kontera.steps.interpretation.recall import REMEMBERED

KNOWN = frozenset(
    word.strip(".:").casefold()
    for spoken in LABELS.values()
    for text in spoken.values()
    for one in text.split("/")
    for word in one.split()
)
PATHS = ("number", "issue_date", "due_date", "payment.reference", "totals.net", "totals.vat", "totals.payable")
SUPPLIER = business("pennverket")


@pytest.fixture
def office() -> Office:
    return an_office()


def in_no_language(word: str) -> str:
    """A label's word in letters that no word list knows, always the same."""
    bare = word.strip(".:()").casefold()
    if bare not in KNOWN or not any(char.isalpha() for char in bare):
        return word
    dice = chance(bare)
    return "".join(dice.choice("bdfgklmpvz" if at % 2 else "aeiouy") for at in range(len(bare))) + word[len(bare) :]


def strange_page(invoice: Invoice) -> Page:
    """The invoice on paper, its labels in no language."""
    words: list[Word] = []
    for run in draw(invoice, SUPPLIER.layout, "sv").runs:
        if run.page == 1:
            label = not run.tag or run.tag.startswith("label")
            words += [replace(word, text=in_no_language(word.text)) if label else word for word in words_of(run)]
    return Page(1, 1654.0, 2339.0, tuple(words), "ocr")


def scanned(office: Office, invoice: Invoice) -> Case:
    picture = PICTURE + invoice.number.encode()
    office.pages[hashlib.sha256(picture).hexdigest()] = strange_page(invoice)
    case = receive.receive(office.anna, "scan.png", picture, Channel.UPLOAD)[0].case
    office.work()
    return office.case(case)


def corrected(office: Office, case: Case, invoice: Invoice) -> Case:
    """A person sets what was read wrong, and verifies."""
    wrong = {path: text_of(invoice, path) for path in PATHS if text_of(case.invoice, path) != text_of(invoice, path)}
    correct.correct(office.anna, case.id, wrong, case.revision)
    office.work()
    decide.verify(office.anna, case.id, decide.MUST_SEE)
    office.work()
    return office.case(case.id)


def values(invoice: Invoice) -> dict[str, str]:
    return {path: text_of(invoice, path) for path in PATHS}


def test_one_corrected_invoice_makes_the_next_of_its_layout_read_right(office: Office) -> None:
    first, second = invoice_of("pennverket", 12), invoice_of("pennverket", 13)
    corrected(office, scanned(office, first), first)
    after = scanned(office, second)
    assert values(after.invoice) == values(second)
    assert REMEMBERED in after.evidence["number"].reasons


def test_the_lesson_is_noted_once_with_the_verification(office: Office) -> None:
    invoice = invoice_of("pennverket", 12)
    case = corrected(office, scanned(office, invoice), invoice)
    kinds = [type(noted.event).__name__ for noted in office.box.history(case.id)]
    assert kinds.count("Learned") == 1
    assert kinds[kinds.index("Learned") - 1] == "Passed"
    learned = next(n.event for n in office.box.history(case.id) if isinstance(n.event, Learned))
    assert learned.record.case == case.id
    assert set(learned.record.corrected) == set(case.corrected)
    assert "number" in [exemplar.path for exemplar in learned.record.exemplars]


def test_an_e_invoice_teaches_no_layout(office: Office) -> None:
    case = office.sent(invoice_of("norrglans"))
    decide.verify(office.anna, case, ())
    office.work()
    assert not [noted for noted in office.box.history(case) if isinstance(noted.event, Learned)]


def test_another_company_never_sees_it(office: Office) -> None:
    invoice = invoice_of("pennverket", 12)
    corrected(office, scanned(office, invoice), invoice)
    marks = next(n.event.record.marks for n in _all(office) if isinstance(n.event, Learned))
    office.doors.boxes.save(replace(office.box.company, id="other", mailbox="other"))
    assert len(office.box.remembered(marks)) == 1
    assert office.doors.boxes.open("other").remembered(marks) == ()


def test_a_rebuild_gives_the_same_memory(office: Office) -> None:
    for seed in (12, 13):
        invoice = invoice_of("pennverket", seed)
        corrected(office, scanned(office, invoice), invoice)
    marks = frozenset(mark for n in _all(office) if isinstance(n.event, Learned) for mark in n.event.record.marks)
    before = office.box.remembered(marks)
    office.box.rebuild()
    assert len(before) == 2
    assert office.box.remembered(marks) == before


def _all(office: Office) -> list[Noted]:
    """Every event of the books."""
    return [noted for stream in office.box.streams() for noted in office.box.history(stream)]
