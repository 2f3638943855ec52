"""The sums to book, in the company's currency and signed, so that together they are zero."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kontera.core.company import Company
from kontera.core.invoice import DocumentType, Invoice
from kontera.core.money import ZERO, rounded, shares, total
from kontera.steps.posting.vat import Vat


@dataclass(frozen=True, slots=True)
class Sums:
    """Debit positive: cost, VAT (one sum a charged part), rounding, what does not add up, what was prepaid.

    `payable` is what they come to, less the prepaid; it is credited.
    """

    cost: Decimal
    vat: tuple[Decimal, ...]
    rounding: Decimal
    difference: Decimal
    prepaid: Decimal
    payable: Decimal


def sums_of(invoice: Invoice, vat: Vat, company: Company, rate: Decimal) -> Sums | None:
    """The supplier's stated figures at `rate`; None without an amount to pay.

    A difference below the company's rounding limit is rounding; a larger one stands apart. The cost takes what
    conversion leaves over, so that nothing drifts.
    """
    totals, limit = invoice.totals, company.policy.rounding_limit
    if totals.payable is None:
        return None
    prepaid, rounding = totals.prepaid or ZERO, totals.rounding or ZERO
    whole = totals.payable + prepaid - rounding
    net = (
        totals.net
        if totals.net is not None
        else (totals.gross if totals.gross is not None else whole) - vat.tax - vat.lost
    )
    difference = whole - net - vat.lost - vat.tax
    if abs(difference) < limit:
        rounding, difference = rounding + difference, ZERO
    sign = Decimal(-1 if invoice.type is DocumentType.CREDIT_NOTE else 1)
    return _converted(
        Sums(net + vat.lost, tuple(p.tax for p in vat.charged), rounding, difference, prepaid, totals.payable),
        sign,
        rate,
        _accounting_vat(invoice, vat, company),
    )


def _accounting_vat(invoice: Invoice, vat: Vat, company: Company) -> Decimal | None:
    """BT-111: the VAT that the supplier itself stated in the company's currency."""
    stated = invoice.totals.vat_accounting
    usable = invoice.accounting_currency == company.currency != invoice.currency and bool(vat.tax)
    return stated if usable else None


def _converted(plain: Sums, sign: Decimal, rate: Decimal, stated_vat: Decimal | None) -> Sums:
    def at(amount: Decimal) -> Decimal:
        return rounded(sign * amount * rate)

    vat = tuple(at(part) for part in plain.vat)
    if stated_vat is not None:
        vat = split(sign * stated_vat, plain.vat)
    rounding, difference, prepaid, payable = map(at, (plain.rounding, plain.difference, plain.prepaid, plain.payable))
    cost = payable + prepaid - rounding - difference - total(vat)
    return Sums(cost, vat, rounding, difference, prepaid, payable)


def split(amount: Decimal, weights: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """Divide an amount of either sign in proportion, in whole hundredths that sum exactly.

    Weights of one sign go by the largest remainder; of mixed signs (a line that takes back another) each share is
    rounded and the largest takes what is left. Weights that sum to zero leave all on the first.
    """
    whole = total(weights)
    if not whole:
        return (rounded(amount), *(ZERO for _ in weights[1:]))
    sign = -1 if amount < 0 else 1
    if all(weight * whole >= 0 for weight in weights):
        return tuple(sign * part for part in shares(abs(amount), tuple(abs(weight) for weight in weights)))
    parts = [rounded(amount * weight / whole) for weight in weights]
    largest = max(range(len(parts)), key=lambda index: abs(parts[index]))
    parts[largest] += rounded(amount) - total(parts)
    return tuple(parts)
