"""Field memory on the way: what a verified case teaches, and what the books remember of the pages at hand."""

from __future__ import annotations

from kontera.core.case import Case
from kontera.core.company import Company
from kontera.core.evidence import Page
from kontera.core.leaf import PageKind
from kontera.core.memory import Record
from kontera.ports import Box
from kontera.steps.interpretation.hints import Hints
from kontera.steps.interpretation.memory import learned, marks_on


def own_numbers(company: Company) -> frozenset[str]:
    """The company's own numbers and accounts, which are never a supplier's."""
    party = company.party
    own = (party.organisation_number, party.vat_number, *(account.id for account in company.accounts))
    return frozenset(number for number in own if number)


def lesson(case: Case, company: Company) -> Record | None:
    """What the case teaches as it stands now, verified by a person; None for what was no picture or text."""
    pages = own_pages(case)
    if not pages:
        return None
    hints = Hints(buyer_ids=own_numbers(company), default_country=company.country)
    return learned(case.id, pages, case.invoice, case.evidence, corrected=case.corrected, hints=hints)


def remembered(pages: tuple[Page, ...], box: Box) -> tuple[Record, ...]:
    """What the company's own books know that may be of these pages' layout, oldest first."""
    return box.remembered(marks_on(pages)) if pages else ()


def own_pages(case: Case) -> tuple[Page, ...]:
    """The pages of the case's own invoice, of a document that holds several; without terms, annexes, blank ones."""
    if case.reading is None:
        return case.pages
    numbers = case.reading.pages
    other = {leaf.page for leaf in case.reading.leaves if leaf.kind is not PageKind.OWN}
    return tuple(p for p in case.pages if (not numbers or p.number in numbers) and p.number not in other)
