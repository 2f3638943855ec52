"""Rows read again from a part of the page that a person points out, and that reading taken back."""

from __future__ import annotations

import pytest
from office import SUPPLIER, Office, an_office, invoice_of

from kontera.actions import correct, reread
from kontera.core.case import Case
from kontera.core.errors import Conflict, NotReady
from kontera.core.event import Corrected
from kontera.core.evidence import Box

WHOLE = Box(0.0, 0.0, 1.0, 1.0)


@pytest.fixture
def office() -> Office:
    return an_office()


@pytest.fixture
def case(office: Office) -> Case:
    """A scanned invoice whose rows a person has spoilt: only a line that says nothing is left."""
    read = office.case(office.scanned(invoice_of("pennverket"), SUPPLIER))
    assert len(read.invoice.lines) > 1
    gone = {f"lines[{at}]": "" for at in reversed(range(1, len(read.invoice.lines)))}
    correct.correct(office.anna, read.id, {**gone, "lines[0].description": "nonsense"}, read.revision)
    office.work()
    return office.case(read.id)


def rows_on(case: Case) -> Box:
    """The part of the page where the rows of the case were read, without the heads of their columns."""
    assert case.reading is not None
    places = [one.place for path, one in case.reading.evidence.items() if path.startswith("lines[")]
    boxes = [box for place in places if place is not None for box in place.boxes]
    return Box(0.0, min(box.y0 for box in boxes) - 0.002, 1.0, max(box.y1 for box in boxes) + 0.002)


@pytest.mark.parametrize("part", ["rows", "page"])
def test_the_rows_are_read_again_with_their_places(office: Office, case: Case, part: str) -> None:
    assert case.reading is not None
    count = reread.reread_lines(office.anna, case.id, 1, rows_on(case) if part == "rows" else WHOLE)
    office.work()
    after = office.case(case.id)
    read = case.reading.invoice.lines
    assert count == len(read)
    assert [(one.description, one.net_amount) for one in after.invoice.lines] == [
        (one.description, one.net_amount) for one in read
    ]
    assert after.evidence["lines[0].net_amount"].place is not None
    assert not any(path.startswith("lines[") for path in after.corrected)
    assert "checks" in after.done


def test_the_reading_is_taken_back_by_who_asked_for_it(office: Office, case: Case) -> None:
    reread.reread_lines(office.anna, case.id, 1, WHOLE)
    with pytest.raises(NotReady):
        reread.take_back_lines(office.bo, case.id)
    reread.take_back_lines(office.anna, case.id)
    office.work()
    after = office.case(case.id)
    assert after.invoice.lines == case.invoice.lines
    with pytest.raises(NotReady):
        reread.take_back_lines(office.anna, case.id)


def test_a_part_without_rows_changes_nothing(office: Office, case: Case) -> None:
    with pytest.raises(NotReady):
        reread.reread_lines(office.anna, case.id, 1, Box(0.0, 0.98, 1.0, 1.0))
    with pytest.raises(NotReady):
        reread.reread_lines(office.anna, case.id, 7, WHOLE)
    assert office.case(case.id).revision == case.revision


def test_a_line_taken_away_moves_those_below_it_and_comes_back_by_its_text(office: Office) -> None:
    read = office.case(office.scanned(invoice_of("pennverket"), SUPPLIER))
    lines = read.invoice.lines
    correct.correct(office.anna, read.id, {"lines[0]": ""}, read.revision)
    after = office.case(read.id)
    assert after.invoice.lines == lines[1:]
    assert after.evidence["lines[0].net_amount"] == read.evidence["lines[1].net_amount"]
    taken = office.box.history(read.id)[-1].event
    assert isinstance(taken, Corrected)
    correct.correct(office.anna, read.id, {"lines[0]": taken.changes[0].before}, after.revision)
    office.work()
    assert office.case(read.id).invoice.lines == lines
    back = next(one.event for one in reversed(office.box.history(read.id)) if isinstance(one.event, Corrected))
    assert [(one.before, one.after) for one in back.changes] == [(taken.changes[0].after, taken.changes[0].before)]


def test_who_types_into_a_row_that_somebody_moved_is_told(office: Office) -> None:
    read = office.case(office.scanned(invoice_of("pennverket"), SUPPLIER))
    correct.correct(office.anna, read.id, {"lines[0]": ""}, read.revision)
    with pytest.raises(Conflict):
        correct.correct(office.bo, read.id, {"lines[1].description": "Paper"}, read.revision)
    now = office.case(read.id)
    reread.reread_lines(office.anna, read.id, 1, WHOLE)
    with pytest.raises(Conflict):
        correct.correct(office.bo, read.id, {"lines[1].description": "Paper"}, now.revision)
