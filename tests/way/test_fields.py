"""Which values of an invoice the desk asks a person to look at."""

from __future__ import annotations

from dataclasses import replace

import pytest
from office import an_office, invoice_of

from kontera.core.invoice import DocumentType
from kontera.samples.companies import business
from kontera.web.fields import field
from kontera.web.templatetags.kontera import owed


@pytest.mark.parametrize(
    ("kind", "asked"),
    [(DocumentType.INVOICE, True), (DocumentType.CREDIT_NOTE, False), (DocumentType.RECEIPT, False)],
)
def test_a_due_date_is_asked_of_what_is_to_be_paid_only(kind: DocumentType, asked: bool) -> None:
    office = an_office()
    case = office.case(office.scanned(invoice_of("furulund", 7), business("furulund")))
    undated = replace(case, remarks={}, invoice=replace(case.invoice, type=kind, due_date=None))
    shown = field(undated, "due_date")
    assert (shown.doubtful, bool(shown.wrong)) == (asked, asked)


def test_a_credit_is_shown_below_zero_wherever_an_invoice_is_listed() -> None:
    office = an_office()
    invoice = office.case(office.scanned(invoice_of("furulund", 7), business("furulund"))).invoice
    shown = owed(invoice)
    assert shown
    assert "−" not in shown
    assert owed(replace(invoice, type=DocumentType.CREDIT_NOTE)) == f"−{shown}"
