"""Reads the rows once more from the part of a page that a person pointed out."""

from __future__ import annotations

from kontera.core.case import Case
from kontera.core.errors import NotReady
from kontera.core.evidence import Box as Part
from kontera.pipeline import facts
from kontera.ports import Box, Doors
from kontera.steps.interpretation.region import ReadLines, lines_inside


def lines_at(case: Case, page: int, part: Part, box: Box, doors: Doors) -> ReadLines:
    """The rows on this part of a page of the case. Raises NotReady when the page has no words."""
    shown = case.pages or (case.beside.pages if case.beside else ())
    found = next((one for one in shown if one.number == page and one.words), None)
    if found is None:
        raise NotReady(reason="no text was read on the page")
    return lines_inside(found, part, facts.interpretation(case, box, doors))
