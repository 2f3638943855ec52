"""Records as canonical JSON and back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from build import BANKGIRO, TODAY, a_batch, a_case, a_document, a_supplier, an_invoice, an_item, coding
from kontera.core.entry import Voucher, entry_of
from kontera.core.event import (
    KINDS,
    BatchSaved,
    Change,
    Checked,
    Corrected,
    Event,
    Interpreted,
    Matched,
    Paid,
    PaymentPlanned,
    Proposed,
    Received,
    Registered,
    SupplierSaved,
)
from kontera.core.finding import Finding, Severity
from kontera.core.invoice import Invoice
from kontera.core.reading import Reading
from kontera.core.serial import UnknownEvent, chained, event_from, from_json, to_json

VOUCHER = Voucher("L", 1, date(2026, 1, 1), entry_of(coding(), TODAY, "x"), "c1")
EVENTS: tuple[Event, ...] = (
    Received(a_document()),
    Interpreted(Reading(an_invoice(), "text", a_case().evidence)),
    Interpreted(None),
    Matched("s1", "iban", 0.97, ("s2",), (Finding("a", "b", Severity.STOP, "c", (("d", "e"),), "f"),)),
    Checked(("a", "b"), ()),
    Proposed(coding()),
    Corrected((Change("number", "1", "2"),), ("checks",)),
    Registered((VOUCHER,), Decimal("1250.00"), TODAY),
    PaymentPlanned(an_item()),
    Paid("b1", TODAY, Decimal("0.10")),
    SupplierSaved(a_supplier(), (BANKGIRO,), "called them"),
    BatchSaved(a_batch()),
)


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: type(event).__name__)
def test_an_event_survives_storage(event: Event) -> None:
    assert event_from(type(event).__name__, 1, to_json(event)) == event


def test_an_invoice_survives_storage() -> None:
    assert from_json(Invoice, to_json(an_invoice())) == an_invoice()


def test_equal_records_give_equal_text_with_keys_sorted() -> None:
    text = to_json(Change("a", "b", "c"))
    assert text == '{"after":"c","before":"b","path":"a"}'


def test_decimals_keep_their_places() -> None:
    assert '"0.10"' in to_json(Paid("b1", TODAY, Decimal("0.10")))


@pytest.mark.parametrize(("kind", "version"), [("Eaten", 1), ("Checked", 99)])
def test_an_unknown_event_is_refused(kind: str, version: int) -> None:
    with pytest.raises(UnknownEvent):
        event_from(kind, version, "{}")


def test_every_kind_has_a_name_of_its_own() -> None:
    assert len({kind.__name__ for kind in KINDS}) == len(KINDS)


def test_the_chain_tells_parts_apart_and_depends_on_what_went_before() -> None:
    assert chained("", "ab", "c") != chained("", "a", "bc")
    assert chained("x", "a") != chained("y", "a")
    assert len(chained("", "a")) == 64
