from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from tests.unit.steps.interpretation.pages import SWEDISH, a_page

from kontera.core.invoice import Invoice, Totals
from kontera.core.party import Party
from kontera.steps.interpretation.hints import Hints
from kontera.steps.interpretation.interpret import interpret
from kontera.steps.interpretation.lessons import (
    FIELDS,
    Lesson,
    Listener,
    bare,
    is_right,
    judged,
    lot,
    taught,
    unlearned,
    wanted_of,
)
from kontera.steps.interpretation.model.file import Model

WANTED = {
    "number": frozenset({"F42147"}),
    "due_date": frozenset({"2026-05-10"}),
    "seller.name": frozenset({"ekdungens transport"}),
    "totals.net": frozenset({"1402.00"}),
}
LESSON = Lesson("one", "swedish", (a_page(*SWEDISH),), WANTED)


@pytest.mark.parametrize(
    ("field", "value", "same"),
    [
        ("number", "F-42 147", "F42147"),
        ("issue_date", date(2026, 4, 10), "2026-04-10"),
        ("seller.organisation_number", "556036-0793", "5560360793"),
        ("seller.vat_number", "NO 923 609 016 MVA", "923609016"),
        ("payment.reference", "0012 345", "12345"),
        ("totals.net", Decimal("-12.5"), "12.50"),
        ("seller.name", "Ekdungens Transport AB", "ekdungens transport"),
    ],
)
def test_values_are_compared_in_a_bare_form(field: str, value: object, same: str) -> None:
    assert bare(field, value) == same


def test_names_are_alike_when_most_words_are() -> None:
    wanted = frozenset({bare("seller.name", "Ekdungens Transport AB")})
    assert is_right("seller.name", "Ekdungens transport", wanted)
    assert not is_right("seller.name", "Lindmarkens Livs AB", wanted)


def test_a_document_teaches_which_candidates_are_right() -> None:
    learned = taught(LESSON)
    assert {"number", "due_date", "seller.name", "totals.net"} == set(learned)
    assert learned["number"].right.sum() == 1
    assert learned["due_date"].right.tolist().count(True) == 1
    assert (learned["totals.net"].table[:, 0] >= 0).all()


def test_listening_changes_no_reading() -> None:
    ruled = interpret(LESSON.pages, Hints(model=Model({}, {})))
    heard = Listener()
    assert interpret(LESSON.pages, Hints(model=heard)).invoice == ruled.invoice
    assert set(heard.heard) <= set(FIELDS)


def test_hidden_wordings_are_always_the_same_and_label_nothing() -> None:
    hidden = unlearned("one", 0.3, 7)
    assert hidden == unlearned("one", 0.3, 7) != unlearned("two", 0.3, 7)
    assert 0 <= lot("one") < 1
    assert not judged(LESSON, [Model({}, {})], frozenset({"fakturanummer", "fakturanr"}))[0]["number"]
    assert judged(LESSON, [Model({}, {})])[0]["number"]


def test_a_verified_invoice_says_what_the_fields_must_be() -> None:
    invoice = Invoice(number="F 1", seller=Party(name="Ekdungens Transport AB"), totals=Totals(net=Decimal(1402)))
    wanted = wanted_of(invoice)
    assert wanted["number"] == {"F1"}
    assert wanted["totals.net"] == {"1402.00"}
    assert "due_date" not in wanted
