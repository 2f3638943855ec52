"""Is the VAT lawful: rates by date, and reverse charge that charges VAT all the same."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from kontera.core.case import Case
from kontera.core.country import RateStanding
from kontera.core.finding import Finding
from kontera.core.invoice import Invoice, VatCategory
from kontera.countries.all import country
from kontera.countries.seller import taxing_country
from kontera.steps.checks.rule import CheckFacts, doubt


def _rates(invoice: Invoice) -> Iterable[tuple[Decimal, str]]:
    for index, row in enumerate(invoice.vat):
        if row.rate is not None and row.category in {None, VatCategory.STANDARD}:
            yield row.rate, f"vat[{index}].rate"
    for index, line in enumerate(invoice.lines):
        if line.vat_rate is not None and line.vat_category in {None, VatCategory.STANDARD}:
            yield line.vat_rate, f"lines[{index}].vat_rate"


def _supplied(invoice: Invoice, issued: date) -> date:
    """The earliest day the supply can have had: the tax point decides, not the invoice date."""
    days = (invoice.tax_point, invoice.delivery_date, invoice.period.start, *(x.period.start for x in invoice.lines))
    return min((day for day in days if day is not None), default=issued)


def vat_rates_are_lawful(case: Case, facts: CheckFacts) -> Iterable[Finding]:
    """A rate must be law in the seller's country on some day from supply to invoice date; each rate is told once."""
    invoice = case.invoice
    where = country(taxing_country(invoice, facts.supplier, facts.company.country))
    issued = invoice.issue_date or facts.today
    if where is None or not where.vat_rates:
        return
    told: set[Decimal] = set()
    for rate, field in _rates(invoice):
        if not rate or rate in told:
            continue
        told.add(rate)
        shown = f"{rate.normalize():f}"
        match where.standing(rate, _supplied(invoice, issued), issued):
            case RateStanding.LEGAL:
                continue
            case RateStanding.FORMER:
                text = "VAT of {rate} % was abolished in {country} before this supply."
                yield doubt("vat.rate_former", text, field, rate=shown, country=where.code)
            case RateStanding.NEVER:
                yield doubt(
                    "vat.rate", "VAT of {rate} % does not exist in {country}.", field, rate=shown, country=where.code
                )


def reverse_charge_charges_no_vat(case: Case, _facts: CheckFacts) -> Iterable[Finding]:
    """BR-AE-09: under reverse charge the seller charges no VAT; VAT charged by mistake is not deductible."""
    invoice = case.invoice
    says_so = invoice.reverse_charge or any(row.category is VatCategory.REVERSE_CHARGE for row in invoice.vat)
    mixed = any(row.category is VatCategory.STANDARD for row in invoice.vat)
    if says_so and not mixed and invoice.totals.vat:
        text = "The invoice states reverse charge but charges VAT of {vat}, which cannot be deducted."
        yield doubt("BR-AE-09", text, "totals.vat", vat=invoice.totals.vat)
