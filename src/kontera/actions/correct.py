"""Correct what was read: values, the supplier, the coding. A correction is an event, and the walk restarts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from kontera.actions.desk import Desk, walk_on
from kontera.actions.fill import by_hand, filled, note_with_following
from kontera.actions.fits import check_coding
from kontera.core import edit
from kontera.core.case import Case, State
from kontera.core.company import Right
from kontera.core.entry import CodingRow
from kontera.core.errors import Conflict, InvalidValue, NotReady, UnbalancedEntry
from kontera.core.event import Change, Coded, Commented, Corrected, Event, LinesReread, RateGiven, SupplierChosen
from kontera.core.evidence import Source
from kontera.core.following import register_values
from kontera.core.money import total
from kontera.ports import Box

_OPEN = frozenset({State.WORKING, State.VERIFY, State.APPROVE, State.DISPUTED, State.PAY})


def correct(desk: Desk, case: str, values: Mapping[str, str], revision: int) -> int:
    """Set values by path from canonical text ("totals.payable": "1250.00"); an empty text takes one away.

    `revision` is what the person saw: raises Conflict when somebody changed the same values since. Values that did
    not change make no event. Gives the new revision. Raises InvalidValue, NotReady.
    """
    box = desk.ask(Right.VERIFY)
    known = editable(box.case(case))
    changes = []
    for path, text in values.items():
        put_in = edit.is_line(path) and bool(text)
        before = "" if put_in else edit.text_of(known.invoice, path)
        made = edit.changed(known.invoice, path, text)
        after = text if edit.is_line(path) else edit.text_of(made, path)
        if before != after or path not in known.corrected:
            changes.append(Change(path, before, after))
    if not changes:
        return known.revision
    _no_conflict(desk, box, known, frozenset(change.path for change in changes), revision)
    redo = desk.runner.redo(tuple(change.path for change in changes))
    events: tuple[Event, ...] = (*by_hand(desk, known), Corrected(tuple(changes), redo))
    with box.transaction() as note:
        number = note_with_following(desk, box, note, known, events).revision
        walk_on(note, known, number)
    return number


def set_rate(desk: Desk, case: str, value: Decimal) -> int:
    """Give the exchange rate to book at: units of the company's currency for one of the invoice's; the coding follows.

    Raises InvalidValue for a rate that is not positive, NotReady for an invoice in the company's own currency.
    """
    box = desk.ask(Right.VERIFY)
    known = editable(box.case(case))
    if not value.is_finite() or value <= 0:
        raise InvalidValue(value=value, field="rate")
    if known.invoice.currency == box.company.currency:
        raise NotReady(reason="the invoice is in the company's own currency")
    with box.transaction() as note:
        redo = desk.runner.redo_from("posting")
        number = note.event(case, RateGiven(value, redo), by=desk.by, expect=known.revision).seq
        walk_on(note, known, number)
    return number


def choose_supplier(desk: Desk, case: str, supplier: str) -> int:
    """Say which supplier of the register this invoice is from; what it leaves unsaid is filled in from there.

    Raises NotFound, NotReady.
    """
    box = desk.ask(Right.VERIFY)
    known = editable(box.case(case))
    values = register_values(known, box.supplier(supplier), box.company.currency)
    redo = desk.runner.redo_from("matching")
    events: tuple[Event, ...] = (*by_hand(desk, known), SupplierChosen(supplier, redo))
    with box.transaction() as note:
        events = (*events, *filled(desk, known, values, Source.REGISTER))
        number = note_with_following(desk, box, note, known, events).revision
        walk_on(note, known, number)
    return number


def code(desk: Desk, case: str, rows: tuple[CodingRow, ...], revision: int) -> int:
    """Set the coding; the rows must balance. Rows whose account differs from before are marked as the person's.

    Raises UnbalancedEntry, Conflict, NotInBooks for what is not in the chart, NotReady.
    """
    box = desk.ask(Right.VERIFY)
    known = editable(box.case(case))
    if known.revision != revision:
        _no_conflict(desk, box, known, frozenset({"coding"}), revision)
    difference = total(row.amount for row in rows)
    if difference:
        raise UnbalancedEntry(difference=difference)
    check_coding(desk, box, known, rows)
    before = {(row.kind, row.account, row.amount) for row in known.rows if not row.manual}
    marked = tuple(row if (row.kind, row.account, row.amount) in before else _by_hand(row) for row in rows)
    redo = desk.runner.redo_from("verification")
    with box.transaction() as note:
        number = note.event(case, Coded(marked, redo), by=desk.by, expect=known.revision).seq
        walk_on(note, known, number)
    return number


def comment(desk: Desk, case: str, text: str) -> None:
    """Leave a remark in the case's trail."""
    box = desk.ask(Right.SEE)
    with box.transaction() as note:
        note.event(case, Commented(text), by=desk.by, expect=box.case(case).revision)


def _by_hand(row: CodingRow) -> CodingRow:
    return replace(row, manual=True, sure=1.0, reason="chosen by a person", alternatives=())


def editable(case: Case) -> Case:
    """The case, when it can still be changed. Raises NotReady once it is paid, archived, closed or brought forward."""
    if case.brought is not None:
        raise NotReady(reason="it was brought forward: take it back, and bring it forward anew")
    if case.state not in _OPEN:
        raise NotReady(reason=f"the invoice is {case.state}")
    return case


def _no_conflict(desk: Desk, box: Box, case: Case, paths: frozenset[str], revision: int) -> None:
    """Refuse when another person changed the same thing after the revision this person saw."""
    for noted in box.history(case.id)[revision:]:
        match noted.event:
            case Corrected(changes) if noted.by != desk.by and _clash(paths, {change.path for change in changes}):
                raise Conflict(who=noted.by)
            case LinesReread() if noted.by != desk.by and any(path.startswith("lines[") for path in paths):
                raise Conflict(who=noted.by)
            case Coded() if noted.by != desk.by and "coding" in paths:
                raise Conflict(who=noted.by)
            case _:
                continue


def _clash(mine: frozenset[str], theirs: set[str]) -> bool:
    """Whether two people changed the same value; where one took a line away, the other's line is no longer the same."""
    if mine & theirs:
        return True
    lines = [[path for path in paths if path.startswith("lines[")] for paths in (mine, theirs)]
    return all(lines) and any(edit.is_line(path) for paths in lines for path in paths)
