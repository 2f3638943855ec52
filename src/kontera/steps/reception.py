"""Reception: the document opens, is not too long, and tells how many pages it has."""

from __future__ import annotations

from dataclasses import dataclass

from kontera.core.case import Case
from kontera.core.event import Admitted
from kontera.core.finding import Finding, Severity
from kontera.core.outcome import Done, Outcome, Stop


@dataclass(frozen=True, slots=True)
class ReceptionFacts:
    """How many pages the document has (0 for data), and how many the company's policy lets through."""

    pages: int
    max_pages: int


def receive(_case: Case, facts: ReceptionFacts) -> Outcome:
    """Let the document in, or say why a person must look at it."""
    if facts.pages > facts.max_pages:
        values = (("pages", str(facts.pages)), ("limit", str(facts.max_pages)))
        text = "The document has {pages} pages; at most {limit} are read. Type the values, or divide the file."
        return Stop((Finding("reception.too_many_pages", text, Severity.DOUBT, values=values, by="reception"),))
    return Done((Admitted(facts.pages),))
