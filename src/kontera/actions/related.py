"""Who of our people is close to a supplier: they approve none of its invoices, whatever their role."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from kontera.actions import suppliers
from kontera.actions.desk import Desk
from kontera.core.case import State
from kontera.core.company import Person, Right
from kontera.core.errors import InvalidValue
from kontera.core.party import Supplier
from kontera.ports import Box, TaskKind, View

_MOST: Final = 1000


def candidates(desk: Desk) -> tuple[Person, ...]:
    """Everybody who works in the company, by name."""
    people = desk.doors.people.of(desk.ask(Right.SEE).company.id)
    return tuple(sorted(people, key=lambda one: (one.name.casefold(), one.id)))


def relate(desk: Desk, supplier_id: str, people: Iterable[str], why: str = "", seen: int | None = None) -> Supplier:
    """Say which of our people (ids) are close to a supplier; who waits to be asked for approval follows at once.

    What was approved and passed on before stands. Raises InvalidValue for somebody who never worked here, Forbidden
    for who takes away their own name, Conflict when the record has changed since `seen`.
    """
    box = desk.ask(Right.SUPPLIERS)
    known = box.supplier(supplier_id)
    wanted = tuple(dict.fromkeys(one for one in people if one))
    here = {one.id for one in desk.doors.people.of(box.company.id)} | set(known.related)
    stranger = next((one for one in wanted if one not in here), None)
    if stranger is not None:
        raise InvalidValue(value=stranger, field="supplier.related")
    if set(wanted) == set(known.related):
        return known
    saved = suppliers.save(desk, replace(known, related=wanted), why, seen)
    _ask_anew(box, saved, len(box.history(f"supplier:{supplier_id}")))
    return saved


def _ask_anew(box: Box, supplier: Supplier, change: int) -> None:
    """The invoices that wait for approval are walked again, so that they wait for those who may approve now."""
    views = (View(states=frozenset({State.APPROVE}), supplier=one, limit=_MOST) for one in supplier.ids)
    with box.transaction() as note:
        for row in (row for view in views for row in box.rows(view)):
            note.later(TaskKind.WALK, row.id, f"related:{row.id}:{row.revision}:{supplier.id}:{change}")
