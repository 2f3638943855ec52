"""Tells what Peppol BIS Billing 3 demands and an invoice lacks, before it is sent as one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from kontera.core.finding import Finding, Severity
from kontera.core.invoice import Invoice, Line, VatCategory, VatSubtotal
from kontera.core.party import Party
from kontera.formats.ubl.complete import complete, together

BY: Final = "ubl"
CODE: Final = re.compile(r"[A-Z0-9]{2,3}")
TRANSFERS: Final = frozenset({"30", "58"})  # BR-61
TAXED_BY_SELLER: Final = frozenset(
    {VatCategory.STANDARD, VatCategory.ZERO, VatCategory.EXEMPT, VatCategory.REVERSE_CHARGE, VatCategory.EXPORT}
)


def missing_for_peppol(invoice: Invoice) -> tuple[Finding, ...]:
    """What EN 16931 and Peppol BIS Billing 3 demand and the invoice neither states nor lets follow.

    Each finding has the rule's own number, the invoice field that is missing, and a sentence. None means that nothing
    mandatory is missing; whether what is there agrees is for the rules to judge.
    """
    whole = complete(invoice)
    return tuple(
        Finding(rule, says, Severity.DOUBT, field, by=BY)
        for judge in (_header, _parties, _others, _payment, _totals, _vat, _lines)
        for rule, says, field in judge(whole)
    )


Lack = tuple[str, str, str]


def _header(invoice: Invoice) -> Iterator[Lack]:
    """BR-02 to BR-05, PEPPOL-EN16931-R003."""
    if not invoice.number:
        yield "BR-02", "The invoice number is missing.", "number"
    if invoice.issue_date is None:
        yield "BR-03", "The invoice date is missing.", "issue_date"
    if not invoice.currency:
        yield "BR-05", "The currency is missing.", "currency"
    if not (invoice.buyer_reference or invoice.order_number or invoice.sales_order):
        yield "PEPPOL-EN16931-R003", "Neither a buyer's reference nor an order number is stated.", "buyer_reference"
    if not invoice.lines:
        yield "BR-16", "There are no invoice lines.", "lines"


def _parties(invoice: Invoice) -> Iterator[Lack]:
    """BR-06 to BR-11, BR-CO-26, PEPPOL-EN16931-R010 and R020."""
    seller, buyer = invoice.seller, invoice.buyer
    if not seller.name:
        yield "BR-06", "The seller's name is missing.", "seller.name"
    if not buyer.name:
        yield "BR-07", "The buyer's name is missing.", "buyer.name"
    if not seller.address.country:
        yield "BR-09", "The seller's country is missing.", "seller.address.country"
    if not buyer.address.country:
        yield "BR-11", "The buyer's country is missing.", "buyer.address.country"
    if not (seller.identifiers or seller.organisation_number or seller.vat_number):
        yield "BR-CO-26", "The seller has no identifier, registration number or VAT number.", "seller.vat_number"
    if not _reachable(buyer):
        yield "PEPPOL-EN16931-R010", "The buyer's electronic address is missing.", "buyer.endpoint"
    if not _reachable(seller):
        yield "PEPPOL-EN16931-R020", "The seller's electronic address is missing.", "seller.endpoint"


def _others(invoice: Invoice) -> Iterator[Lack]:
    """BR-17 to BR-20, BR-56, BR-57: who else takes part, and where it was delivered."""
    representative = invoice.tax_representative
    if invoice.payee is not None and not invoice.payee.name:
        yield "BR-17", "The payee's name is missing.", "payee.name"
    if representative is not None and not representative.name:
        yield "BR-18", "The tax representative's name is missing.", "tax_representative.name"
    if representative is not None and not representative.address.country:
        yield "BR-20", "The tax representative's country is missing.", "tax_representative.address.country"
    if representative is not None and not representative.vat_number:
        yield "BR-56", "The tax representative's VAT number is missing.", "tax_representative.vat_number"
    if invoice.delivery_address is not None and not invoice.delivery_address.country:
        yield "BR-57", "The delivery address has no country.", "delivery_address.country"


def _reachable(party: Party) -> bool:
    """BR-62, BR-63: an electronic address needs its scheme too."""
    return party.endpoint is not None and bool(party.endpoint.id and party.endpoint.scheme)


def _payment(invoice: Invoice) -> Iterator[Lack]:
    """BR-CO-25, BR-61."""
    payment = invoice.payment
    owed = (invoice.totals.payable or Decimal(0)) > 0
    if owed and invoice.due_date is None and not payment.terms:
        yield "BR-CO-25", "Neither a due date nor terms of payment are stated.", "due_date"
    if payment.means_code in TRANSFERS and not payment.accounts:
        yield "BR-61", "The account to pay to is missing.", "payment.accounts"
    if together(payment.accounts) != payment.accounts:
        yield (
            "UBL-SR-47",
            "A payment slip and a bank account cannot stand together; one is left out.",
            "payment.accounts",
        )


def _totals(invoice: Invoice) -> Iterator[Lack]:
    """BR-12 to BR-15."""
    totals = invoice.totals
    if totals.line_net is None:
        yield "BR-12", "The sum of the lines is missing.", "totals.line_net"
    if totals.net is None:
        yield "BR-13", "The total without VAT is missing.", "totals.net"
    if totals.gross is None:
        yield "BR-14", "The total with VAT is missing.", "totals.gross"
    if totals.payable is None:
        yield "BR-15", "The amount to pay is missing.", "totals.payable"


def _vat(invoice: Invoice) -> Iterator[Lack]:
    """BR-CO-18, BR-45 to BR-48, BR-E-10, BR-S-02 and BR-AE-02 with their kin."""
    if not invoice.vat:
        yield "BR-CO-18", "The VAT breakdown is missing and does not follow from the lines.", "vat"
    for i, group in enumerate(invoice.vat):
        yield from _group(group, f"vat[{i}]")
    categories = {group.category for group in invoice.vat} | {line.vat_category for line in invoice.lines}
    seller = invoice.seller
    if categories & TAXED_BY_SELLER and not (seller.vat_number or seller.tax_registration):
        yield "BR-S-02", "The seller's VAT number is missing.", "seller.vat_number"
    buyer = invoice.buyer
    if VatCategory.REVERSE_CHARGE in categories and not (buyer.vat_number or buyer.organisation_number):
        yield "BR-AE-02", "The buyer's VAT number is missing on a reverse charge invoice.", "buyer.vat_number"
    if VatCategory.INTRA_COMMUNITY in categories and not (buyer.vat_number and seller.vat_number):
        yield "BR-IC-02", "A VAT number is missing on a sale to another EU country.", "buyer.vat_number"


def _group(group: VatSubtotal, field: str) -> Iterator[Lack]:
    if group.taxable is None:
        yield "BR-45", "A VAT group has no taxable amount.", f"{field}.taxable"
    if group.tax is None:
        yield "BR-46", "A VAT group has no VAT amount.", f"{field}.tax"
    if group.category is None:
        yield "BR-47", "A VAT group has no category.", f"{field}.category"
    if group.rate is None and group.category is not VatCategory.OUTSIDE:
        yield "BR-48", "A VAT group has no rate.", f"{field}.rate"
    if group.category is VatCategory.EXEMPT and not (group.exemption_reason or group.exemption_code):
        yield "BR-E-10", "The reason for the VAT exemption is missing.", f"{field}.exemption_reason"


def _lines(invoice: Invoice) -> Iterator[Lack]:
    for i, line in enumerate(invoice.lines):
        yield from _line(line, f"lines[{i}]")
    for i, one in enumerate(invoice.allowances_charges):
        field = f"allowances_charges[{i}]"
        if one.vat_category is None:
            yield "BR-32", "An allowance or charge has no VAT category.", f"{field}.vat_category"
        if not (one.reason or one.reason_code):
            yield "BR-33", "An allowance or charge has no reason.", f"{field}.reason"


def _line(line: Line, field: str) -> Iterator[Lack]:
    """BR-22 to BR-27, BR-CO-04."""
    if line.quantity is None:
        yield "BR-22", "A line has no quantity.", f"{field}.quantity"
    elif not CODE.fullmatch(line.unit):
        yield "BR-23", "A line's unit has no code in UN/ECE Recommendation 20.", f"{field}.unit"
    if line.net_amount is None:
        yield "BR-24", "A line has no net amount.", f"{field}.net_amount"
    if not (line.description or line.detail):
        yield "BR-25", "A line does not name what was sold.", f"{field}.description"
    if line.unit_price is None:
        yield "BR-26", "A line has no price.", f"{field}.unit_price"
    elif line.unit_price < 0:
        yield "BR-27", "A line has a price below zero.", f"{field}.unit_price"
    if line.standard_article and not line.standard_article_scheme:
        yield "BR-64", "A line's standard article number does not say of what kind it is.", f"{field}.standard_article"
    if line.vat_category is None:
        yield "BR-CO-04", "A line has no VAT category.", f"{field}.vat_category"
