"""Interpretation as a step of the way: pages become an invoice; data is one already."""

from __future__ import annotations

from kontera.core.case import Case
from kontera.core.event import Interpreted
from kontera.core.finding import Finding, Severity
from kontera.core.outcome import Done, Outcome, Stop
from kontera.steps.interpretation.hints import Hints
from kontera.steps.interpretation.interpret import interpret


def interpret_pages(case: Case, hints: Hints) -> Outcome:
    """Interpret the words of the pages; without any word a person must type the values."""
    if not case.pages:
        return Done((Interpreted(None),))
    if not any(page.words for page in case.pages):
        text = "No text could be read. Type the values beside the picture, or ask the supplier for a clearer copy."
        return Stop((Finding("reading.no_text", text, Severity.DOUBT, by="interpretation"),))
    return Done((Interpreted(interpret(case.pages, hints)),))
