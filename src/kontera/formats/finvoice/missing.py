"""Tells what Finvoice 3.0 requires and an invoice lacks, and what of it Finvoice has no room for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kontera.core.finding import Finding, Severity
from kontera.core.invoice import Invoice
from kontera.core.party import Address
from kontera.formats.finvoice.parties import OVT_FORM
from kontera.formats.finvoice.write_parties import LONG, MIDDLE, SHORT, bic_of, is_complete, payable_to
from kontera.formats.finvoice.write_rows import NAME_LENGTH, NUMBER_LENGTH, accounting_text

BY: Final = "finvoice"
NEEDED: Final = {
    "seller.name": "Finvoice requires the seller's name.",
    "buyer.name": "Finvoice requires the buyer's name.",
    "number": "Finvoice requires an invoice number.",
    "issue_date": "Finvoice requires the invoice date.",
    "due_date": "Finvoice requires a due date.",
    "currency": "Finvoice requires a currency.",
    "totals.gross": "Finvoice requires the total with VAT.",
    "totals.payable": "Finvoice requires the amount to pay.",
    "payment.accounts": "Finvoice requires an account to pay to.",
    "lines": "Finvoice requires at least one invoice line.",
}
ADDRESS: Final = "Finvoice takes an address only with street, town and post code. It is left out."
BIC: Final = "Finvoice takes a further account only with its BIC. It is left out."
SLIP: Final = "Finvoice has no room for a Danish payment slip. It is left out."
TOO_LONG: Final = "{value} is longer than the {limit} characters Finvoice has room for. It is cut."
KIND: Final = "Finvoice keeps the electronic address, but not what kind it is."
EMBEDDED: Final = "Finvoice has no room for an attached file. Send it beside the invoice."
DIMENSIONS: Final = "Finvoice has no room for these dimensions. They are left out."


def missing_for_finvoice(invoice: Invoice) -> tuple[Finding, ...]:
    """What stands in the way of a valid Finvoice 3.0 (doubts), then what is cut or left out when it is written (notes).

    An invoice without doubts becomes a document that the schema of Finvoice 3.0 accepts.
    """
    return (*_needed(invoice), *_addresses(invoice), *_accounts(invoice), *_long(invoice), *_roomless(invoice))


def _needed(invoice: Invoice) -> Iterator[Finding]:
    values: dict[str, object] = {
        "seller.name": invoice.seller.name,
        "buyer.name": invoice.buyer.name,
        "number": invoice.number,
        "issue_date": invoice.issue_date,
        "due_date": invoice.due_date,
        "currency": invoice.currency,
        "totals.gross": invoice.totals.gross is not None,
        "totals.payable": invoice.totals.payable is not None,
        "payment.accounts": payable_to(invoice),
        "lines": invoice.lines,
    }
    for field, value in values.items():
        if not value:
            yield Finding("finvoice.missing", NEEDED[field], field=field, by=BY)


def _addresses(invoice: Invoice) -> Iterator[Finding]:
    stated = {
        "seller.address": invoice.seller.address,
        "buyer.address": invoice.buyer.address,
        "delivery_address": invoice.delivery_address,
        "payee.address": invoice.payee.address if invoice.payee else None,
        "tax_representative.address": invoice.tax_representative.address if invoice.tax_representative else None,
    }
    for field, address in stated.items():
        if address not in {None, Address()} and not is_complete(address):
            yield _note("finvoice.address", ADDRESS, field)


def _accounts(invoice: Invoice) -> Iterator[Finding]:
    """The first account stands in the payment order, which can do without a BIC."""
    first = next(iter(payable_to(invoice)), None)
    for i, account in enumerate(invoice.payment.accounts):
        if account not in payable_to(invoice):
            yield _note("finvoice.slip", SLIP, f"payment.accounts[{i}]")
        elif account != first and not bic_of(account):
            yield _note("finvoice.bic", BIC, f"payment.accounts[{i}]")


def _long(invoice: Invoice) -> Iterator[Finding]:
    """Numbers that point at nothing when they are cut, and names."""
    limits: list[tuple[str, str, int]] = [
        ("number", invoice.number, NUMBER_LENGTH),
        ("seller.name", invoice.seller.name, MIDDLE),
        ("buyer.name", invoice.buyer.name, MIDDLE),
        ("buyer_reference", invoice.buyer_reference, MIDDLE),
        ("seller_reference", invoice.seller_reference, MIDDLE),
        ("order_number", invoice.order_number, MIDDLE),
        ("sales_order", invoice.sales_order, MIDDLE),
        ("contract", invoice.contract, MIDDLE),
        ("project", invoice.project, MIDDLE),
        ("tender", invoice.tender, MIDDLE),
        ("customer_number", invoice.customer_number, MIDDLE),
        ("invoiced_object", invoice.invoiced_object, MIDDLE),
        ("buyer_accounting", invoice.buyer_accounting, SHORT),
    ]
    limits += [(f"preceding[{i}].number", one.number, NUMBER_LENGTH) for i, one in enumerate(invoice.preceding)]
    for i, line in enumerate(invoice.lines):
        limits += [
            (f"lines[{i}].id", line.id, SHORT),
            (f"lines[{i}].description", line.description, NAME_LENGTH),
            (f"lines[{i}].detail", line.detail, LONG),
            (f"lines[{i}].seller_article", line.seller_article, MIDDLE),
            (f"lines[{i}].buyer_article", line.buyer_article, MIDDLE),
            (f"lines[{i}].order_line", line.order_line, SHORT),
            (f"lines[{i}].buyer_accounting", line.buyer_accounting, SHORT),
        ]
    for field, value, limit in limits:
        if len(value) > limit:
            yield _note("finvoice.too_long", TOO_LONG, field, value=value, limit=str(limit))


def _roomless(invoice: Invoice) -> Iterator[Finding]:
    for field, party in (("seller", invoice.seller), ("buyer", invoice.buyer)):
        if party.endpoint is not None and party.endpoint.scheme and not OVT_FORM.fullmatch(party.endpoint.id):
            yield _note("finvoice.address_kind", KIND, f"{field}.endpoint")
    for i, attachment in enumerate(invoice.attachments):
        if attachment.content:
            yield _note("finvoice.attachment", EMBEDDED, f"attachments[{i}]")
    if invoice.dimensions and (invoice.buyer_accounting or not accounting_text("", invoice.dimensions)):
        yield _note("finvoice.dimensions", DIMENSIONS, "dimensions")
    for i, line in enumerate(invoice.lines):
        if line.dimensions and (line.buyer_accounting or not accounting_text("", line.dimensions)):
            yield _note("finvoice.dimensions", DIMENSIONS, f"lines[{i}].dimensions")


def _note(rule: str, msgid: str, field: str, **values: str) -> Finding:
    return Finding(rule, msgid, Severity.NOTE, field, tuple(values.items()), BY)
