"""Two records of one supplier: propose them, and join them when a person says so."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from kontera.actions.account_change import open_rows
from kontera.actions.desk import Desk, walk_on
from kontera.core.account_change import Standing
from kontera.core.case import State
from kontera.core.company import Right
from kontera.core.double import Double, doubles, doubles_of, joined
from kontera.core.errors import NotReady
from kontera.core.event import AccountChangeSaved, SupplierChosen, SupplierSaved
from kontera.core.party import Supplier
from kontera.ports import Box, Note, RegisterView

_FEW: Final = 20
_BOOKED: Final = ("checks", "payment")  # walked again for an invoice that is booked: nothing is booked anew


def find_doubles(desk: Desk) -> tuple[Double, ...]:
    """The likely doubles of the register."""
    return doubles(desk.ask(Right.SEE).suppliers())


def find_doubles_of(desk: Desk, supplier: Supplier) -> tuple[Double, ...]:
    """The likely doubles of one supplier, by quick searches for its numbers, accounts and the beginning of its name."""
    box = desk.ask(Right.SEE)
    party = supplier.party
    first = party.name.split()[0] if party.name.split() else ""
    words = (party.organisation_number, party.vat_number, first, *(one.account.id for one in supplier.accounts))
    found = {
        one.id: one for word in dict.fromkeys(words) if word for one in box.register(RegisterView(word, limit=_FEW))
    }
    return doubles_of(supplier, found.values())


def merge(desk: Desk, keep: str, gone: str) -> Supplier:
    """Join two records: `keep` gets all that `gone` held, and its open invoices; `gone` leaves the register.

    No account is trusted by it. Raises NotReady for a record with itself or one that has left the register.
    """
    box = desk.ask(Right.SUPPLIERS)
    first, second = box.supplier(keep), box.supplier(gone)
    if keep == gone or first.merged_into or second.merged_into:
        raise NotReady(reason="the two records cannot be merged")
    stays, leaves = joined(first, second)
    with box.transaction() as note:
        note.event(f"supplier:{gone}", SupplierSaved(leaves, why=f"merged: {stays.party.name}"), by=desk.by)
        note.event(f"supplier:{keep}", SupplierSaved(stays, why=f"merged: {leaves.party.name}"), by=desk.by)
        for change in box.account_changes(Standing.OPEN, gone):
            note.event(change.stream, AccountChangeSaved(replace(change, supplier=keep)), by=desk.by)
        _move(desk, box, second, keep, note)
    return stays


def _move(desk: Desk, box: Box, gone: Supplier, keep: str, note: Note) -> None:
    """The open invoices go over; one in a payment stays where it is until that is done."""
    for row in open_rows(box, gone):
        if row.state is State.PAYING:
            continue
        case = box.case(row.id)
        redo = _BOOKED if case.registered else desk.runner.redo_from("matching")
        number = note.event(row.id, SupplierChosen(keep, redo), by=desk.by, expect=case.revision).seq
        walk_on(note, case, number)
