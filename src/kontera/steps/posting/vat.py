"""The VAT to book: as charged, as assumed and said to be, or reckoned by the buyer itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final

from kontera.core.company import Company
from kontera.core.country import SelfAssessed
from kontera.core.finding import Finding, Severity
from kontera.core.invoice import Invoice, VatCategory
from kontera.core.money import HUNDRED, ZERO, rounded, total, vat_on
from kontera.core.party import Supplier
from kontera.countries.all import country
from kontera.countries.seller import taxing_country

BY: Final = "posting"
_BUYERS: Final = frozenset({VatCategory.REVERSE_CHARGE, VatCategory.INTRA_COMMUNITY})
_UNTAXED: Final = frozenset({VatCategory.ZERO, VatCategory.EXEMPT, VatCategory.EXPORT, VatCategory.OUTSIDE})


@dataclass(frozen=True, slots=True)
class VatPart:
    """VAT of one rate (per cent; None when it is not known) in the invoice's currency; `base` where it is known."""

    rate: Decimal | None
    tax: Decimal
    base: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Vat:
    """What is charged and deducted (`charged`), what is charged and cannot be (`lost`), what the buyer reckons."""

    charged: tuple[VatPart, ...] = ()
    lost: Decimal = ZERO
    own: tuple[VatPart, ...] = ()
    kind: SelfAssessed = SelfAssessed.DOMESTIC
    findings: tuple[Finding, ...] = ()

    @property
    def tax(self) -> Decimal:
        """The deductible VAT charged."""
        return total(part.tax for part in self.charged)


def vat_of(invoice: Invoice, supplier: Supplier | None, company: Company, today: date) -> Vat:
    """The invoice's VAT: stated figures first, derived from net and gross second, assumed last."""
    home = taxing_country(invoice, supplier, company.country) == company.country
    categories = _categories(invoice)
    stated = _stated(invoice)
    if (invoice.reverse_charge or categories & _BUYERS) and (not stated or VatCategory.STANDARD in categories):
        return _own(invoice, supplier, company, today, stated or ZERO)
    if stated:
        return Vat(_charged(invoice, stated)) if home else Vat(lost=stated, findings=(_foreign(stated),))
    if categories and categories <= _UNTAXED:
        return Vat()
    if not home:
        return Vat(findings=(_question(),))
    return Vat() if stated is not None else _assumed(invoice, supplier, company, today)


def _categories(invoice: Invoice) -> frozenset[VatCategory]:
    rows = (*(row.category for row in invoice.vat), *(line.vat_category for line in invoice.lines))
    return frozenset(category for category in rows if category is not None)


def _stated(invoice: Invoice) -> Decimal | None:
    """The VAT as stated, else summed from its summary, else what lies between net and gross; None when unknown."""
    totals = invoice.totals
    if totals.vat is not None:
        return totals.vat
    if invoice.vat and all(row.tax is not None for row in invoice.vat):
        return total(row.tax for row in invoice.vat)
    if totals.net is not None and totals.gross is not None:
        return totals.gross - totals.net
    return None


def _charged(invoice: Invoice, stated: Decimal) -> tuple[VatPart, ...]:
    """The summary's rows when they make up the stated sum, else the sum as one, of the one rate there is."""
    parts = tuple(VatPart(row.rate, row.tax, row.taxable) for row in invoice.vat if row.tax)
    if parts and total(part.tax for part in parts) == stated:
        return parts
    rates = {row.rate for row in invoice.vat if row.rate} | {line.vat_rate for line in invoice.lines if line.vat_rate}
    return (VatPart(rates.pop() if len(rates) == 1 else None, stated),)


def _own(invoice: Invoice, supplier: Supplier | None, company: Company, today: date, stated: Decimal) -> Vat:
    """Reverse charge: the buyer reckons output and input VAT on what the seller left untaxed, at its own rate."""
    rate, _, _ = _rate(supplier, company, invoice.tax_point or invoice.issue_date or today)
    seller = country(taxing_country(invoice, supplier, company.country))
    kind = SelfAssessed.EU if seller is not None and seller.in_eu else SelfAssessed.ABROAD
    if seller is not None and seller.code == company.country:
        kind = SelfAssessed.DOMESTIC
    base = _own_base(invoice)
    charged = _charged_rows(invoice, stated)
    if base is None or rate is None:
        return Vat(charged, kind=kind, findings=(_no_base(),))
    return Vat(charged, own=(VatPart(rate, vat_on(base, rate), base),), kind=kind)


def _charged_rows(invoice: Invoice, stated: Decimal) -> tuple[VatPart, ...]:
    if not stated:
        return ()
    parts = tuple(VatPart(row.rate, row.tax, row.taxable) for row in invoice.vat if row.tax)
    return parts if parts and total(part.tax for part in parts) == stated else (VatPart(None, stated),)


def _own_base(invoice: Invoice) -> Decimal | None:
    rows = tuple(row for row in invoice.vat if row.category in _BUYERS)
    if rows and all(row.taxable is not None for row in rows):
        return total(row.taxable for row in rows)
    totals = invoice.totals
    return next((v for v in (totals.net, totals.gross, totals.payable) if v is not None), None)


def _rate(supplier: Supplier | None, company: Company, on: date) -> tuple[Decimal | None, str, Severity]:
    """The rate to assume, the reason, and how much it weighs: the supplier's default, else the standard rate."""
    if supplier is not None and supplier.default_vat_rate:
        try:
            return Decimal(supplier.default_vat_rate), "the supplier's default rate", Severity.NOTE
        except InvalidOperation:
            pass
    home = country(company.country)
    return (home.standard_rate(on) if home else None), "the standard rate of the country", Severity.DOUBT


def _assumed(invoice: Invoice, supplier: Supplier | None, company: Company, today: date) -> Vat:
    """No VAT is stated by a domestic seller: from net and payable, from rated lines, else by an assumed rate."""
    totals = invoice.totals
    on = invoice.tax_point or invoice.issue_date or today
    gross = _gross(invoice)
    derived = _derived(invoice, gross, company)
    if derived is not None:
        rates = {line.vat_rate for line in invoice.lines if line.vat_rate}
        rate = rates.pop() if len(rates) == 1 else None
        return Vat((VatPart(rate, derived, totals.net),) if derived else (), findings=(_derived_note(derived),))
    rate, reason, severity = _rate(supplier, company, on)
    if gross is None or rate is None:
        return Vat()
    tax = rounded(gross * rate / (HUNDRED + rate))
    finding = Finding(
        "vat.assumed",
        "The invoice states no VAT; {rate} % is assumed: {reason}.",
        severity,
        "totals.vat",
        (("rate", f"{rate.normalize():f}"), ("reason", reason)),
        BY,
    )
    return Vat((VatPart(rate, tax, gross - tax),) if tax else (), findings=(finding,))


def _gross(invoice: Invoice) -> Decimal | None:
    totals = invoice.totals
    if totals.gross is not None or totals.payable is None:
        return totals.gross
    return totals.payable + (totals.prepaid or ZERO) - (totals.rounding or ZERO)


def _derived(invoice: Invoice, gross: Decimal | None, company: Company) -> Decimal | None:
    """VAT as the difference of gross and net, or by the rates printed on every line when that makes up the gross."""
    net = invoice.totals.net
    if gross is None:
        return None
    if net is not None and net < gross:
        return gross - net
    if not invoice.lines or any(line.net_amount is None or line.vat_rate is None for line in invoice.lines):
        return None
    by_rate: dict[Decimal, Decimal] = {}
    for line in invoice.lines:
        rate, amount = line.vat_rate or ZERO, line.net_amount or ZERO
        by_rate[rate] = by_rate.get(rate, ZERO) + amount
    tax = total(vat_on(base, rate) for rate, base in by_rate.items())
    fits = abs(total(by_rate.values()) + tax - gross) < company.policy.rounding_limit
    return tax if fits else None


def _derived_note(tax: Decimal) -> Finding:
    text = "The VAT of {vat} is derived from the other amounts."
    return Finding("vat.derived", text, Severity.NOTE, "totals.vat", (("vat", str(tax)),), BY)


def _foreign(tax: Decimal) -> Finding:
    text = "VAT of {vat} was charged in another country and cannot be deducted here; it is booked as cost."
    return Finding("vat.foreign", text, Severity.DOUBT, "totals.vat", (("vat", str(tax)),), BY)


def _question() -> Finding:
    text = "The supplier is foreign and charges no VAT: is it reverse charge?"
    return Finding("vat.reverse_charge?", text, Severity.DOUBT, "reverse_charge", (), BY)


def _no_base() -> Finding:
    text = "The invoice is under reverse charge, but its base or rate is not known."
    return Finding("vat.no_base", text, Severity.DOUBT, "totals.net", (), BY)
