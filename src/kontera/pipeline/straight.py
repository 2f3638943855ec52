"""Fetches what the straight-through rule judges an invoice by: its supplier, earlier invoices, and wrong samples."""

from __future__ import annotations

from datetime import date, timedelta
from operator import attrgetter

from kontera.core.case import Case
from kontera.core.misfit import misfits
from kontera.core.passing import grounds_of
from kontera.core.straight import LATELY, NO_GROUNDS, Grounds, Sample
from kontera.pipeline import accounts
from kontera.ports import Box, View


def grounds(case: Case, box: Box, today: date) -> Grounds:
    """What the rule is judged by today; nothing speaks for an invoice without a supplier."""
    if not case.supplier:
        return NO_GROUNDS
    supplier = box.supplier(case.supplier)
    since = today - timedelta(days=LATELY)
    found = sorted(
        (one for name in supplier.ids for one in box.figures.earlier(name, since)), key=attrgetter("on"), reverse=True
    )
    off = any(box.count(View(samples=frozenset({Sample.WRONG}), supplier=name)) for name in supplier.ids)
    on = case.invoice.tax_point or case.invoice.issue_date or today
    strange = misfits(accounts.books(box, case.invoice, on), case.rows)
    return grounds_of(case, supplier, found, off=off, outside=tuple(one.value for one in strange))
