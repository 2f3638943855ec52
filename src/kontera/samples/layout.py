"""Lays an invoice out on paper: from the letterhead down to the footer, page by page."""

from __future__ import annotations

from kontera.core.invoice import Invoice
from kontera.samples.foot import footers
from kontera.samples.head import letterhead, references
from kontera.samples.paper import Paper
from kontera.samples.sheet import Sheet
from kontera.samples.slips import slip
from kontera.samples.style import Style
from kontera.samples.sums import low, needed, notes, sums
from kontera.samples.table import table, turn


def lay_out(invoice: Invoice, style: Style, web: str = "") -> Sheet:
    """The sheet with all of the invoice in this look; `web` is the supplier's site, "" for none."""
    paper = Paper(Sheet(), style, invoice, web)
    letterhead(paper)
    references(paper)
    table(paper)
    if paper.y + needed(paper) > low(paper):
        turn(paper)
    sums(paper)
    notes(paper)
    slip(paper)
    footers(paper)
    return paper.sheet
