"""Field memory on pages where something moved: what other words name is not taken for what was remembered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from tests.unit.steps.interpretation.pages import SWEDISH, a_page

from kontera.core.edit import changed
from kontera.core.evidence import Page
from kontera.core.invoice import Line
from kontera.core.memory import Exemplar, Record
from kontera.steps.interpretation.context import looked_at
from kontera.steps.interpretation.hints import Hints
from kontera.steps.interpretation.interpret import interpret
from kontera.steps.interpretation.layout import laid_out
from kontera.steps.interpretation.memory import learned
from kontera.steps.interpretation.memory_places import elsewhere, has_names, named
from kontera.steps.interpretation.memory_shape import shape_of_table

NEXT = {"F42147": "F42311", "2026-04-10": "2026-06-02", "2026-05-10": "2026-07-02", "12345682": "99887766"}


def page_with(changes: Mapping[str, str], *more: tuple[float, float, str]) -> Page:
    return a_page(*((x, y, changes.get(text, text)) for x, y, text in SWEDISH), *more)


def taught(page: Page, **values: str) -> Record:
    """The record of a page whose values a person set."""
    invoice = interpret((page,), Hints()).invoice
    for path, text in values.items():
        invoice = changed(invoice, path, text)
    record = learned("a", (page,), invoice, {}, hints=Hints(), corrected=tuple(values))
    assert record is not None
    return record


def test_dates_that_changed_places_go_by_their_labels() -> None:
    record = taught(page_with({}), issue_date="2026-04-10", due_date="2026-05-10")
    turned = {"Fakturadatum:": "Förfallodatum:", "Förfallodatum:": "Fakturadatum:"}
    page = page_with({**turned, "2026-04-10": "2026-07-02", "2026-05-10": "2026-06-02"})
    warm = interpret((page,), Hints(memory=(record,))).invoice
    assert (warm.issue_date, warm.due_date) == (date(2026, 6, 2), date(2026, 7, 2))


def test_a_number_of_another_invoice_further_down_is_not_taken_for_its_own() -> None:
    record = taught(page_with({}), number="F42147")
    credit = page_with({**NEXT, "FAKTURA": "KREDITFAKTURA"}, (6, 80, "Avser fakturanummer: F11111"))
    cold = interpret((credit,), Hints()).invoice.number
    assert interpret((credit,), Hints(memory=(record,))).invoice.number == cold == "F42311"


def test_another_layout_of_the_supplier_is_read_as_without_memory() -> None:
    record = taught(page_with({}), number="F42147", due_date="2026-05-10")
    new = a_page(
        (6, 5, "Ekdungens Transport AB"),
        (6, 7, "Org.nr: 556036-0793"),
        (60, 5, "FAKTURA 777123"),
        (6, 20, "Förfaller"),
        (6, 22, "2026-08-30"),
        (40, 20, "Fakturadatum"),
        (40, 22, "2026-07-31"),
        (6, 40, "Summa exkl. moms"),
        (86, 40, "100,00"),
        (6, 42, "Moms 25 %"),
        (86, 42, "25,00"),
        (6, 44, "Att betala SEK"),
        (86, 44, "125,00"),
    )
    cold, warm = (interpret((new,), Hints(memory=known)).invoice for known in ((), (record,)))
    assert warm == cold
    assert (warm.number, warm.due_date, warm.totals.payable) == ("777123", date(2026, 8, 30), Decimal(125))


def test_a_total_under_another_word_is_another_total() -> None:
    record = taught(page_with({}), **{"totals.payable": "1753.00"})
    page = page_with(
        {"Att betala": "Bokfört värde", "1 753,00 kr": "9 999,00 kr"}, (70, 53, "Att betala"), (86, 53, "1 753,00 kr")
    )
    assert interpret((page,), Hints(memory=(record,))).invoice.totals.payable == Decimal(1753)


def test_a_label_names_a_value_and_another_does_not() -> None:
    known = Exemplar("due_date", 1, 800, 880, 240, before="förfallodatum", left="lindmarkens livs")
    assert has_names(known)
    assert named(known, replace(known, left=""))
    assert named(known, replace(known, before="", left="förfallodatum"))
    assert not named(known, replace(known, before="fakturadatum"))
    total = Exemplar("totals.net", 1, 800, 880, 700, left="netto", head="summa")
    assert not named(total, replace(total, left="moms"))
    assert not has_names(Exemplar("number", 1, 1, 2, 3, left="# sek"))


def test_a_value_of_the_head_far_from_its_place_stands_elsewhere() -> None:
    known = Exemplar("number", 1, 600, 700, 80, run=(600, 700))
    assert elsewhere(known, replace(known, x0=100, x1=200, y=600, run=(100, 200)))
    assert not elsewhere(known, replace(known, y=600))
    assert not elsewhere(replace(known, path="totals.net"), replace(known, x0=100, x1=200, y=900, run=(100, 200)))


def test_the_number_of_a_row_is_not_learned_as_its_quantity() -> None:
    rows = ((1, "Konsulttimmar", 1), (2, "Toner", 2), (3, "Kablar", 7))
    table = [
        (x, 33 + 3 * at, text)
        for at, (number, words, count) in enumerate(rows)
        for x, text in ((6, f"{number}"), (12, words), (50, f"{count}"), (60, "100,00"), (86, f"{count * 100},00"))
    ]
    page = a_page((12, 30, "Benämning"), (48, 30, "Antal"), (60, 30, "Pris"), (86, 30, "Summa"), *table)
    lines = tuple(
        Line(str(number), words, quantity=Decimal(count), unit_price=Decimal(100), net_amount=Decimal(100 * count))
        for number, words, count in rows
    )
    context = looked_at(laid_out((page,)), Hints(), ())
    invoice = replace(interpret((page,), Hints()).invoice, lines=lines)
    shape = shape_of_table(context, invoice)
    assert shape is not None
    (quantity,) = (column for column in shape.columns if column.role == "c_quantity")
    assert quantity.x0 > 400
