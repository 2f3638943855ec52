"""The invoice's own particulars: its title, dates, references, notes, earlier invoices and attachments."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from kontera.core.invoice import Attachment, DocumentType, Invoice
from kontera.formats.page.facts import column, fact, joined, table, term
from kontera.formats.page.sheet import Cell, Fact, Group, Row, Table
from kontera.formats.page.words import Tongue

# UNTDID 1001: codes whose documents have a name of their own
_TITLES: Final = {
    "261": "self_billed_credit",
    "325": "proforma",
    "326": "partial",
    "383": "debit_note",
    "384": "corrected",
    "386": "prepayment",
    "389": "self_billed",
    "393": "factored",
    "396": "factored_credit",
}
_SUBJECT: Final = re.compile(r"#([A-Z0-9]{1,3})#(.*)", re.DOTALL)  # BT-21 before BT-22
_KILO: Final = 1000


def title(tongue: Tongue, invoice: Invoice) -> str:
    """What the document is called: by its code where that says more than its type, a credit note always as one."""
    named = _TITLES.get(invoice.type_code, "")
    credits_too = named in {"self_billed_credit", "factored_credit"}
    fits = invoice.type in {DocumentType.INVOICE, DocumentType.CREDIT_NOTE}
    is_credit = invoice.type is DocumentType.CREDIT_NOTE
    return tongue.word(named if named and fits and credits_too == is_credit else invoice.type.value)


def dates(tongue: Tongue, invoice: Invoice) -> Group:
    """The document's number, dates, currencies and period."""
    by = tongue.coded("tax_point", invoice.tax_point_code)
    facts = (
        *fact(tongue, "number", invoice.number),
        *fact(tongue, "type_code", title(tongue, invoice) if invoice.type_code else "", invoice.type_code),
        *fact(tongue, "issue_date", tongue.day(invoice.issue_date)),
        *fact(tongue, "due_date", tongue.day(invoice.due_date)),
        *fact(tongue, "tax_point", tongue.day(invoice.tax_point)),
        *fact(tongue, "tax_point_code", by or invoice.tax_point_code, invoice.tax_point_code if by else ""),
        *fact(tongue, "period", tongue.days(invoice.period.start, invoice.period.end)),
        *fact(tongue, "currency", invoice.currency),
        *fact(tongue, "accounting_currency", invoice.accounting_currency),
        *fact(tongue, "reverse_charge", tongue.word("yes") if invoice.reverse_charge else ""),
    )
    return Group(tongue.word("dates"), facts)


def references(tongue: Tongue, invoice: Invoice) -> Group:
    """Every reference the invoice makes, the buyer's first."""
    plain = (
        ("buyer_reference", invoice.buyer_reference),
        ("seller_reference", invoice.seller_reference),
        ("customer_number", invoice.customer_number),
        ("order_number", invoice.order_number),
        ("sales_order", invoice.sales_order),
        ("contract", invoice.contract),
        ("project", invoice.project),
        ("tender", invoice.tender),
        ("despatch_advice", invoice.despatch_advice),
        ("receiving_advice", invoice.receiving_advice),
        ("buyer_accounting", invoice.buyer_accounting),
    )
    facts = (
        *(one for key, text in plain for one in fact(tongue, key, text)),
        *fact(tongue, "invoiced_object", invoice.invoiced_object, invoice.invoiced_object_scheme),
        *(Fact(name or tongue.word("dimensions"), value) for name, value in invoice.dimensions if name or value),
    )
    return Group(tongue.word("references"), facts)


def notes(tongue: Tongue, invoice: Invoice) -> Group:
    """BG-1: the notes, each with its subject's code beside it."""
    return Group(tongue.word("notes"), tuple(_note(text) for text in invoice.notes if text), term=term("notes"))


def _note(text: str) -> Fact:
    found = _SUBJECT.fullmatch(text)
    code, words = (found[1], found[2]) if found else ("", text)
    return Fact("", words.strip() or text, "BT-21, BT-22" if code else "BT-22", code)


def preceding(tongue: Tongue, invoice: Invoice) -> Table:
    """BG-3: the invoices this one speaks of."""
    columns = (column(tongue, "document", wide=True), column(tongue, "document_date"), column(tongue, "document_type"))
    rows = (Row((Cell(one.number), Cell(tongue.day(one.issue_date)), Cell(one.type_code))) for one in invoice.preceding)
    return table(tongue, "preceding", columns, rows)


def attachments(tongue: Tongue, invoice: Invoice) -> Table:
    """BG-24: what came with the invoice or lies elsewhere, in the invoice's order."""
    columns = (
        column(tongue, "attachment", wide=True),
        column(tongue, "attachment_description"),
        column(tongue, "attachment_file"),
        column(tongue, "attachment_size", is_number=True),
        column(tongue, "attachment_uri"),
    )
    return table(tongue, "attachments", columns, (_attached(tongue, one) for one in invoice.attachments))


def _attached(tongue: Tongue, one: Attachment) -> Row:
    file = Cell(one.filename, one.media_type)
    size = size_of(tongue, len(one.content)) if one.content else ""
    return Row((Cell(one.number), Cell(one.description), file, Cell(size), Cell(one.uri)))


def size_of(tongue: Tongue, count: int) -> str:
    """A number of bytes for the eye, in decimal kilobytes from a thousand on."""
    if count < _KILO:
        return f"{count} B"
    return f"{tongue.number(round(Decimal(count) / _KILO, 1))} kB"


def source(tongue: Tongue, invoice: Invoice, form: str) -> Group:
    """What the page was made from."""
    facts = (
        *fact(tongue, "format", joined(form)),
        *fact(tongue, "process", invoice.process),
        *fact(tongue, "specification", invoice.specification),
    )
    return Group(tongue.word("source"), facts)
