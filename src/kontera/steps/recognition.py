"""Recognition: the pages that had no words are read optically."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kontera.core.case import Case
from kontera.core.event import PagesRecognised
from kontera.core.evidence import Page
from kontera.core.finding import Finding, Severity
from kontera.core.outcome import Done, Outcome, Stop


@dataclass(frozen=True, slots=True)
class RecognitionFacts:
    """The pages as an optical reader saw them, by page number, and whether the company has its documents scanned."""

    recognised: tuple[Page, ...]
    scanning: bool = True


def recognise(case: Case, facts: RecognitionFacts) -> Outcome:
    """Put the recognised words in place of the missing ones; pages with a text layer stay as they are.

    A company without scanning has nothing but e-invoices interpreted: pages, with words or without, are kept for a
    person to type.
    """
    if not facts.scanning and case.pages:
        text = "Scanning is off for this company. Type the values beside the picture."
        return Stop((Finding("reading.scanning_off", text, Severity.DOUBT, by="recognition"),))
    by_number = {page.number: page for page in facts.recognised}
    pages = tuple(_filled(page, by_number.get(page.number)) for page in case.pages)
    return Done((PagesRecognised(pages),))


def _filled(page: Page, recognised: Page | None) -> Page:
    if recognised is None:
        return page
    return replace(recognised, number=page.number, by="ocr", codes=recognised.codes or page.codes)
