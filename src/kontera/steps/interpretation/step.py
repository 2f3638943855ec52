"""Interpretation as a step of the way: pages become an invoice; data is one already."""

from __future__ import annotations

from kontera.core.case import Case
from kontera.core.event import Interpreted
from kontera.core.finding import Finding, Severity
from kontera.core.outcome import Done, Outcome, Stop
from kontera.steps.interpretation.hints import Hints
from kontera.steps.interpretation.interpret import interpret_all, interpret_one


def interpret_pages(case: Case, hints: Hints) -> Outcome:
    """Interpret the words of the pages; several invoices become several cases, and no word at all a person's typing."""
    if not case.pages:
        return Done((Interpreted(None),))
    if not any(page.words for page in case.pages):
        text = "No text could be read. Type the values beside the picture, or ask the supplier for a clearer copy."
        return Stop((Finding("reading.no_text", text, Severity.DOUBT, by="interpretation"),))
    if case.pieces:
        return Done((Interpreted(interpret_one(case.pages, hints)),))
    readings = interpret_all(case.pages, hints)
    if case.part >= len(readings):
        text = "The document holds no invoice number {part}."
        return Stop((Finding("reading.no_part", text, Severity.DOUBT, values=(("part", str(case.part + 1)),)),))
    siblings = len(readings) - 1 if case.part == 0 else 0
    return Done((Interpreted(readings[case.part]),), siblings=siblings)
