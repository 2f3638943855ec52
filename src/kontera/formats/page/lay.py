"""Lays an invoice out as a sheet: every value it states finds its place, nothing is reckoned."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from kontera.core.invoice import Invoice
from kontera.core.reading import Reading
from kontera.core.validation import Report
from kontera.formats.page import particulars, sums
from kontera.formats.page import parties as who
from kontera.formats.page.facts import fact
from kontera.formats.page.lines import lines
from kontera.formats.page.payment import account_fact, payment, reference
from kontera.formats.page.remarks import Say, from_breaches, from_findings, plainly
from kontera.formats.page.sheet import Fact, Furniture, Group, Remark, Sheet
from kontera.formats.page.words import Language, Tongue

NAMES: Final = {
    "ubl": "UBL 2",
    "cii": "UN/CEFACT CII",
    "svefaktura": "Svefaktura 1.0",
    "finvoice": "Finvoice",
    "teappsxml": "TEAPPSXML",
    "oioubl": "OIOUBL",
}


def sheet_of(reading: Reading, language: Language, say: Say = plainly, report: Report | None = None) -> Sheet:
    """The sheet of what was read: with the rules it breaks, what reading remarked on, and what it left unread."""
    tongue = Tongue(language)
    broken = from_breaches(tongue, report.breaches, say) if report else ()
    found = (*broken, *from_findings(tongue, reading.findings, say))
    return lay_out(reading.invoice, language, form=reading.format, remarks=found, unread=reading.unread)


def lay_out(
    invoice: Invoice,
    language: Language,
    *,
    form: str = "",
    remarks: Iterable[Remark] = (),
    unread: Iterable[str] = (),
) -> Sheet:
    """The sheet of an invoice. `form` is the codec's name, `unread` the paths that have no place in the invoice."""
    tongue = Tongue(language)
    return Sheet(
        language=language,
        title=particulars.title(tongue, invoice),
        number=invoice.number,
        seller=invoice.seller.name,
        day=invoice.issue_date,
        furniture=_furniture(tongue),
        summary=_summary(tongue, invoice),
        remarks=tuple(remarks),
        parties=who.parties(tongue, invoice),
        facts=(particulars.dates(tongue, invoice), particulars.references(tongue, invoice)),
        notes=particulars.notes(tongue, invoice),
        lines=lines(tongue, invoice),
        allowances=sums.allowances(tongue, invoice),
        vat=sums.vat(tongue, invoice),
        totals=sums.totals(tongue, invoice),
        payment=payment(tongue, invoice),
        preceding=particulars.preceding(tongue, invoice),
        attachments=particulars.attachments(tongue, invoice),
        unread=Group(tongue.word("unread"), tuple(Fact("", path) for path in unread)),
        source=particulars.source(tongue, invoice, NAMES.get(form, form)),
    )


def _summary(tongue: Tongue, invoice: Invoice) -> tuple[Fact, ...]:
    """What is asked first: how much, when, to which account and with which reference."""
    return (
        *sums.payable(tongue, invoice),
        *fact(tongue, "due_date", tongue.day(invoice.due_date)),
        *(one for account in invoice.payment.accounts[:1] for one in account_fact(tongue, account)),
        *reference(tongue, invoice),
    )


def _furniture(tongue: Tongue) -> Furniture:
    return Furniture(
        page_of=tongue.word("page_of"),
        made_from=tongue.word("made_from"),
        show_terms=tongue.word("show_terms"),
        remarks=tongue.word("remarks"),
        field=tongue.word("field"),
        missing=tongue.word("missing"),
    )
