"""Field memory against what else stands in the known places: other dates, parts of names, other totals."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from pages import a_page

from kontera.core.edit import changed
from kontera.core.evidence import Page
from kontera.core.invoice import Line
from kontera.core.memory import Record
from kontera.steps.interpretation.choice import Choice
from kontera.steps.interpretation.hints import Hints
from kontera.steps.interpretation.interpret import context_of, interpret
from kontera.steps.interpretation.memory import learned
from kontera.steps.interpretation.recall import Recall, Recalled

SELLER = ((6, 5, "Ekdungens Transport AB"), (6, 7, "Org.nr: 556036-0793"), (6, 9, "Momsreg.nr: SE556036079301"))
SUMS = ((70, 45, "Netto"), (86, 45, "1 402,00"), (70, 47, "Moms 25 %"), (88, 47, "350,50"), (70, 49, "Att betala"),
        (86, 49, "1 752,50"))  # fmt: skip


def confirmed(page: Page, **values: str) -> Record:
    """What a page teaches whose values a person found right but for those given."""
    reading = interpret((page,), Hints())
    invoice = reading.invoice
    for path, text in values.items():
        invoice = changed(invoice, path, text)
    record = learned("a", (page,), invoice, reading.evidence, hints=Hints(), corrected=tuple(values))
    assert record is not None
    return record


def dated(title: str, first: str, one: str, second: str, two: str) -> Page:
    """Two dates under their headings, the first beside the buyer's name as a label would stand."""
    head = ((6, 20, "Kund:"), (40, 20, first), (70, 20, "Belopp"), (6, 22, "Lindmarkens Livs AB"), (40, 22, one))
    return a_page(*SELLER, (60, 5, title), *head, (70, 22, "1 752,50"), (40, 25, second), (40, 27, two), *SUMS)


def test_a_credit_note_s_own_date_is_not_due_though_it_stands_where_the_due_date_did() -> None:
    record = confirmed(dated("FAKTURA 4711", "Förfallodatum", "2026-05-10", "Fakturadatum", "2026-04-10"))
    page = dated("KREDITFAKTURA 4799", "Zumpdag", "2026-06-02", "Förfallodatum", "2026-07-02")
    known = {
        one.choice.value: one.firm for one in context_of((page,), Hints(memory=(record,))).recall.values["due_date"]
    }
    assert known[date(2026, 6, 2)] is False
    assert interpret((page,), Hints(memory=(record,))).invoice.due_date == date(2026, 7, 2)


def test_a_corrected_date_goes_by_the_word_that_named_it() -> None:
    first = dated("FAKTURA 4711", "Zumpdag", "2026-05-10", "Fakturadatum", "2026-04-10")
    record = confirmed(first, due_date="2026-05-10")
    page = dated("FAKTURA 4799", "Zumpdag", "2026-07-02", "Fakturadatum", "2026-06-02")
    assert interpret((page,), Hints(memory=(record,))).invoice.due_date == date(2026, 7, 2)


@pytest.mark.parametrize(("remembered", "taken"), [("Transport", "Ekdungens Transport AB"), ("Berg AB", "Berg AB")])
def test_a_row_of_a_name_over_several_is_not_the_whole_name(remembered: str, taken: str) -> None:
    known = Recalled(1.8, Choice(remembered, 0.9, "label.memory:säljare", (), remembered))
    cold = Choice("Ekdungens Transport AB", 0.4, "heading of the seller", (), "")
    chosen = Recall({"seller.name": (known,)}).over("seller.name", cold)
    assert chosen is not None
    assert chosen.value == taken


def sums(*texts: str) -> Page:
    rows = ((70, 40 + 2 * at, text) for at, text in enumerate(texts[::2]))
    amounts = ((88, 40 + 2 * at, text) for at, text in enumerate(texts[1::2]))
    return a_page(*SELLER, (60, 5, "FAKTURA 4711"), *rows, *amounts)


def test_without_vat_the_amount_to_pay_is_learned_under_its_own_name() -> None:
    page = sums("Net Total Amount", "€990.00", "Gross Total Amount", "€990.00")
    reading = interpret((page,), Hints())
    told = replace(reading.evidence["totals.payable"], place=reading.evidence["totals.net"].place)
    evidence = {**reading.evidence, "totals.payable": told}
    record = learned("a", (page,), reading.invoice, evidence, hints=Hints())
    assert record is not None
    places = [one.left for one in record.exemplars if one.path == "totals.payable"]
    assert places[0] == "gross total amount"


def test_lines_with_vat_are_proven_by_their_sum_with_vat() -> None:
    heading = ((6, 30, "Vara"), (40, 30, "Trallanka"), (88, 30, "Verollinen"))

    def shop(number: str, *goods: tuple[str, str], total: str) -> Page:
        rows = [((6, 33 + 3 * at, name), (86, 33 + 3 * at, price)) for at, (name, price) in enumerate(goods)]
        texts = (text for row in rows for text in row)
        below = ((40, 50, "Hurv Splank Verollinen"), (40, 53, "25,00"), (60, 53, "12,00"), (86, 53, "60,00"))
        return a_page(
            *SELLER, (60, 5, f"FAKTURA {number}"), *heading, *texts, *below, (70, 60, "Att betala"), (86, 60, total)
        )

    first = shop("4711", ("Lampa", "40,00"), ("Toner", "20,00"), total="60,00")
    lines = tuple(
        Line(str(at), name, gross_amount=Decimal(price)) for at, name, price in ((1, "Lampa", 40), (2, "Toner", 20))
    )
    invoice = interpret((first,), Hints()).invoice
    record = learned(
        "a", (first,), replace(invoice, lines=lines), {}, hints=Hints(), corrected=("lines[0].gross_amount",)
    )
    assert record is not None
    page = shop("4799", ("Papper", "35,50"), ("Skruv", "24,50"), total="60,00")
    warm = interpret((page,), Hints(memory=(record,))).invoice
    assert [line.description for line in warm.lines] == ["Papper", "Skruv"]
