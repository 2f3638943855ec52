"""Is everything there that an invoice must hold, and is it ours."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Final

from babel.core import get_global

from kontera.core.case import BOOKABLE, Case
from kontera.core.finding import Finding
from kontera.core.identifiers.vat import organisation_number_of
from kontera.core.identifiers.writing import bare
from kontera.core.invoice import DocumentType, Invoice
from kontera.core.party import Party
from kontera.countries.seller import taxing_country
from kontera.steps.checks.rule import CheckFacts, doubt, note

CURRENCIES: Final = frozenset(get_global("all_currencies"))
"""ISO 4217 codes in use or once in use."""
_SIMPLIFIED: Final = Decimal(4000)  # SEK with VAT, mervärdesskattelagen 17:27

_KEY: Final[tuple[tuple[str, str, Callable[[Invoice], bool]], ...]] = (
    ("number", "The invoice number is missing.", lambda i: bool(i.number)),
    ("issue_date", "The invoice date is missing.", lambda i: i.issue_date is not None),
    ("totals.payable", "The amount to pay is missing.", lambda i: i.totals.payable is not None),
    ("currency", "The currency is missing.", lambda i: bool(i.currency)),
)
_FULL: Final[tuple[tuple[str, str, Callable[[Invoice], bool]], ...]] = (
    ("seller.vat_number", "The seller's VAT number is missing.", lambda i: bool(i.seller.vat_number)),
    ("seller.name", "The seller's name is missing.", lambda i: bool(i.seller.name)),
    ("seller.address.city", "The seller's address is missing.", lambda i: _placed(i.seller)),
    ("buyer.name", "The buyer's name is missing.", lambda i: bool(i.buyer.name)),
    ("buyer.address.city", "The buyer's address is missing.", lambda i: _placed(i.buyer)),
    ("lines", "What was delivered is not described.", lambda i: any(line.description for line in i.lines)),
    ("vat", "The taxable amount for each VAT rate is missing.", lambda i: any(v.taxable is not None for v in i.vat)),
)


def _placed(party: Party) -> bool:
    return bool(party.address.city or party.address.lines or party.address.postal_code)


def is_bookable(case: Case, _facts: CheckFacts) -> Iterable[Finding]:
    """Only invoices, credit notes and receipts are booked; a reminder or an offer is not."""
    if case.invoice.type is DocumentType.OTHER:
        yield doubt(
            "document.not_invoice", "This does not look like an invoice. Close it, or correct its type.", "type"
        )
    elif case.invoice.type not in BOOKABLE:
        text = "This looks like a {type}, not an invoice. Close it, or correct its type."
        yield doubt("document.not_invoice", text, "type", type=case.invoice.type.value.replace("_", " "))


def key_values_are_there(case: Case, _facts: CheckFacts) -> Iterable[Finding]:
    """Number, date, amount and currency: nothing can be booked or compared without them."""
    for field, text, is_there in _KEY:
        if not is_there(case.invoice):
            yield doubt(f"missing.{field.rpartition('.')[2]}", text, field)


def seller_is_named(case: Case, _facts: CheckFacts) -> Iterable[Finding]:
    """A name or a number of the seller."""
    seller = case.invoice.seller
    if not (seller.name or seller.organisation_number or seller.vat_number):
        yield doubt("missing.seller", "The invoice does not say who sent it.", "seller.name")


def is_to_be_paid_somewhere(case: Case, facts: CheckFacts) -> Iterable[Finding]:
    """An invoice states an account, unless the supplier has a confirmed one or nothing is to be paid."""
    invoice = case.invoice
    known = facts.supplier.accounts if facts.supplier else ()
    if invoice.type is DocumentType.INVOICE and invoice.totals.payable and not invoice.payment.accounts and not known:
        yield doubt("missing.account", "No account to pay to was found.", "payment.accounts[0]")


def due_date_is_there(case: Case, _facts: CheckFacts) -> Iterable[Finding]:
    """A due date, or terms to derive it from; else 30 days are taken, and said to be."""
    invoice = case.invoice
    if invoice.type is not DocumentType.INVOICE or invoice.due_date is not None:
        return
    if invoice.payment.days is not None:
        text = "The due date is derived from the terms: {days} days."
        yield note("due.derived", text, "due_date", days=invoice.payment.days)
    else:
        yield doubt("missing.due_date", "The due date is missing; 30 days are assumed.", "due_date")


def currency_is_known(case: Case, _facts: CheckFacts) -> Iterable[Finding]:
    """BR-CL-04: an ISO 4217 code."""
    currency = case.invoice.currency
    if currency and currency not in CURRENCIES:
        yield doubt("BR-CL-04", "{currency} is not a currency.", "currency", currency=currency)


def holds_what_the_law_asks(case: Case, facts: CheckFacts) -> Iterable[Finding]:
    """Mervärdesskattelagen 17:24: what a full Swedish invoice states; a simplified one (≤ 4 000 SEK) may leave out."""
    invoice = case.invoice
    where = taxing_country(invoice, facts.supplier, facts.company.country)
    amount = invoice.totals.gross if invoice.totals.gross is not None else invoice.totals.payable
    if where != "SE" or amount is None or invoice.type not in BOOKABLE or _is_simplified(invoice, amount):
        return
    for field, text, is_there in _FULL:
        if not is_there(invoice):
            yield note("content.full", text, field)


def _is_simplified(invoice: Invoice, amount: Decimal) -> bool:
    return invoice.currency == "SEK" and amount <= _SIMPLIFIED


def sign_fits_the_type(case: Case, _facts: CheckFacts) -> Iterable[Finding]:
    """Amounts are unsigned and the type gives the direction: a negative one asks whether the type is right."""
    payable = case.invoice.totals.payable
    if payable is not None and payable < 0:
        text = "The amount to pay is negative: {amount}. Is the type of the document right?"
        yield doubt("amount.negative", text, "totals.payable", amount=payable)


def is_addressed_to_us(case: Case, facts: CheckFacts) -> Iterable[Finding]:
    """The buyer's number, when the invoice states one, is the company's."""
    ours, buyer = facts.company.party, case.invoice.buyer
    stated = _numbers(buyer.organisation_number, buyer.vat_number)
    if stated and _numbers(ours.organisation_number, ours.vat_number).isdisjoint(stated):
        number = buyer.organisation_number or buyer.vat_number
        field = "buyer.organisation_number" if buyer.organisation_number else "buyer.vat_number"
        text = "The invoice is addressed to another organisation: {name} {number}."
        yield doubt("buyer.other", text, field, name=buyer.name, number=number)


def comes_from_somebody_else(case: Case, facts: CheckFacts) -> Iterable[Finding]:
    """The seller is never the company itself."""
    ours, seller = facts.company.party, case.invoice.seller
    own = _numbers(ours.organisation_number, ours.vat_number)
    if not own.isdisjoint(_numbers(seller.organisation_number, seller.vat_number)):
        field = "seller.organisation_number" if seller.organisation_number else "seller.vat_number"
        yield doubt("seller.is_buyer", "The seller's number is the company's own.", field)


def _numbers(organisation: str, vat: str) -> frozenset[str]:
    return frozenset({bare(organisation), bare(vat), str(organisation_number_of(bare(vat)))} - {""})
