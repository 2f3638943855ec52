"""Note what a person did, and with it what the registers fill in and what follows from the typed values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kontera.actions.desk import Desk
from kontera.core.case import Case, fold_in
from kontera.core.event import Event, Filled
from kontera.core.evidence import Source
from kontera.core.following import changes_of, following
from kontera.core.party import Supplier
from kontera.pipeline.runner import passed_by_hand
from kontera.ports import Box, Note


def by_hand(desk: Desk, case: Case) -> tuple[Event, ...]:
    """A case that nothing could be read from goes on: the person stands in for the steps that stopped."""
    return passed_by_hand(desk.runner.by_hand(case), desk.by) if case.remarks.get("stopped") else ()


def filled(desk: Desk, case: Case, values: Mapping[str, str], source: Source) -> tuple[Filled, ...]:
    """The event that fills in these values, with the steps that read them; none when nothing changes."""
    changes = changes_of(case.invoice, values)
    return (Filled(changes, source, desk.runner.redo(tuple(one.path for one in changes))),) if changes else ()


def note_with_following(desk: Desk, box: Box, note: Note, case: Case, events: Iterable[Event]) -> Case:
    """Note the events, then what follows from them; gives the case as it then is. Raises Conflict."""
    for event in events:
        case = fold_in(case, note.event(case.id, event, by=desk.by, expect=case.revision))
    supplier: Supplier | None = box.supplier(case.supplier) if case.supplier else None
    for event in filled(desk, case, following(case, supplier), Source.ASSUMED):
        case = fold_in(case, note.event(case.id, event, by=desk.by, expect=case.revision))
    return case
