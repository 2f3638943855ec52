"""Enter by hand: a document that is not read, suppliers and products of the registers, how a receipt was paid."""

from __future__ import annotations

from dataclasses import dataclass

from kontera.actions.correct import editable
from kontera.actions.desk import Desk, walk_on
from kontera.actions.fill import by_hand, filled, note_with_following
from kontera.actions.receive import Arrival, Receipt, take
from kontera.core.case import Case
from kontera.core.company import Right
from kontera.core.document import Channel
from kontera.core.errors import NotReady
from kontera.core.event import Change, Corrected, Event, Filled, MeansGiven, Passed, SupplierChosen
from kontera.core.evidence import Source
from kontera.core.following import changes_of, product_values, register_values
from kontera.core.invoice import DocumentType
from kontera.core.means import PaidWith
from kontera.ports import Box

UNREAD = ("recognition", "interpretation")
"""The steps that typing stands in for; the pages are opened all the same, so that they can be shown."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A document to be typed: its name and bytes, what it is, and its supplier where one was chosen."""

    name: str
    data: bytes
    type: DocumentType = DocumentType.INVOICE
    supplier: str = ""


def enter(desk: Desk, asked: Entry) -> tuple[Receipt, ...]:
    """Take in a document to be typed by hand: it is kept and shown, and nothing of it is interpreted.

    An e-invoice is data and needs no typing: it is read. Raises NotFound for an unknown supplier.
    """
    desk.ask(Right.RECEIVE)
    box = desk.ask(Right.VERIFY)
    arrival = Arrival(Channel.UPLOAD, desk.by, desk.person.email, then=tuple(_first(desk, box, asked)))
    return take(desk.doors, box.company.id, asked.name, asked.data, arrival)


def _first(desk: Desk, box: Box, asked: Entry) -> list[Event]:
    """What happens to the case in the transaction that makes it."""
    events: list[Event] = [Passed(step, desk.by) for step in UNREAD]
    if asked.type is not DocumentType.INVOICE:
        events.append(Corrected((Change("type", DocumentType.INVOICE.value, asked.type.value),), ()))
    if asked.supplier:
        supplier = box.supplier(asked.supplier)
        empty = Case("", box.company.id)
        values = register_values(empty, supplier, box.company.currency)
        if asked.type is not DocumentType.INVOICE:
            values.pop("type", None)
        events.append(SupplierChosen(supplier.id, ()))
        changes = changes_of(empty.invoice, values)
        if changes:
            events.append(Filled(changes, Source.REGISTER))
    return events


def add_product(desk: Desk, case: str, product: str) -> int:
    """Put a product of the register on the invoice as a ready line. Raises NotFound, NotReady."""
    box = desk.ask(Right.VERIFY)
    known = editable(box.case(case))
    supplier = box.supplier(known.supplier) if known.supplier else None
    values = product_values(known, box.product(product), supplier)
    with box.transaction() as note:
        events = (*by_hand(desk, known), *filled(desk, known, values, Source.REGISTER))
        after = note_with_following(desk, box, note, known, events)
        walk_on(note, known, after.revision)
    return after.revision


def paid_with(desk: Desk, case: str, means: PaidWith, person: str = "") -> int:
    """Say that it was paid on the spot: from the company's account, with its card, or by a person with own money.

    It is a receipt then, whatever it was taken for, and owes its supplier nothing. Raises NotReady without a name.
    """
    box = desk.ask(Right.VERIFY)
    known = editable(box.case(case))
    name = " ".join(person.split()) if means is PaidWith.PERSON else ""
    if means is PaidWith.PERSON and not name:
        raise NotReady(reason="the name of who paid is missing")
    events: list[Event] = list(by_hand(desk, known))
    redo = desk.runner.redo_from("posting")
    if known.invoice.type is not DocumentType.RECEIPT:
        redo = desk.runner.redo(("type",)) or redo
        events.append(Corrected((Change("type", known.invoice.type.value, DocumentType.RECEIPT.value),), redo))
    events.append(MeansGiven(means, name, redo))
    with box.transaction() as note:
        after = note_with_following(desk, box, note, known, events)
        walk_on(note, known, after.revision)
    return after.revision
