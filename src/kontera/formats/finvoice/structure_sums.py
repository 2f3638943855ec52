"""Structure rules of Finvoice: rows, VAT groups, totals and the payment order add up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final

from kontera.core.money import CENT, ZERO, vat_on
from kontera.formats.finvoice.kinds import CREDIT
from kontera.formats.finvoice.parts import parsed
from kontera.formats.finvoice.structure_parts import INVOICE, ORDER, at, figure, figures, first, text
from kontera.formats.rules.rule import Hit, Judged

GROUPS: Final = f"{INVOICE}/VatSpecificationDetails"
TOTAL: Final = f"{INVOICE}/InvoiceTotalVatIncludedAmount"
NET: Final = f"{INVOICE}/InvoiceTotalVatExcludedAmount"
VAT: Final = f"{INVOICE}/InvoiceTotalVatAmount"
ROWS: Final = f"{INVOICE}/RowsTotalVatExcludedAmount"
AMOUNT: Final = f"{ORDER}/EpiInstructedAmount"


def _differs(document: Judged, path: str, found: Decimal | None, tolerance: Decimal = CENT) -> Iterator[Hit]:
    """A hit on the total at the path when it is not what was found, give or take the tolerance."""
    element, stated = first(document, path), figure(document, path)
    if element is not None and stated is not None and found is not None and abs(stated - found) > tolerance:
        yield Hit(element, text(element), (("stated", f"{stated:f}"), ("sum", f"{found:f}")))


def rows_sum(document: Judged) -> Iterable[Hit]:
    """RowsTotalVatExcludedAmount is the sum of RowVatExcludedAmount, give or take a cent for each row."""
    rows = at(document.root, "InvoiceRow/RowVatExcludedAmount")
    found = figures(document.root, "InvoiceRow/RowVatExcludedAmount") if rows else None
    return _differs(document, ROWS, found, CENT * len(rows))


def rows_and_net(document: Judged) -> Iterable[Hit]:
    """Without RowsTotalVatExcludedAmount the rows add up to InvoiceTotalVatExcludedAmount."""
    rows = at(document.root, "InvoiceRow/RowVatExcludedAmount")
    if first(document, ROWS) is not None or not rows:
        return ()
    discounts = figures(document.root, f"{INVOICE}/DiscountDetails/Amount")
    charges = figures(document.root, f"{INVOICE}/ChargeDetails/Amount")
    found = figures(document.root, "InvoiceRow/RowVatExcludedAmount") - discounts + charges
    return _differs(document, NET, found, CENT * len(rows))


def net_total(document: Judged) -> Iterable[Hit]:
    """InvoiceTotalVatExcludedAmount is the rows' total less discounts plus charges."""
    rows = figure(document, ROWS)
    if rows is None:
        return ()
    discounts = figure(document, f"{INVOICE}/DiscountsTotalVatExcludedAmount") or ZERO
    charges = figure(document, f"{INVOICE}/ChargesTotalVatExcludedAmount") or ZERO
    return _differs(document, NET, rows - discounts + charges)


def gross_total(document: Judged) -> Iterable[Hit]:
    """InvoiceTotalVatIncludedAmount is the total without VAT and the VAT, with the roundoff or without."""
    net, vat = figure(document, NET), figure(document, VAT)
    if net is None or vat is None:
        return ()
    rounded = net + vat + (figure(document, f"{INVOICE}/InvoiceTotalRoundoffAmount") or ZERO)
    if not list(_differs(document, TOTAL, rounded)):
        return ()
    return _differs(document, TOTAL, net + vat)


def vat_bases(document: Judged) -> Iterable[Hit]:
    """The VatBaseAmount of all groups add up to the total without VAT."""
    groups = at(document.root, f"{GROUPS}/VatBaseAmount")
    found = figures(document.root, f"{GROUPS}/VatBaseAmount") if groups else None
    return _differs(document, NET, found, CENT * len(groups))


def vat_total(document: Judged) -> Iterable[Hit]:
    """The VatRateAmount of all groups add up to the VAT total."""
    groups = at(document.root, f"{GROUPS}/VatRateAmount")
    found = figures(document.root, f"{GROUPS}/VatRateAmount") if groups else None
    return _differs(document, VAT, found, CENT * len(groups))


def vat_rates(document: Judged) -> Iterator[Hit]:
    """VatRateAmount is VatBaseAmount at VatRatePercent; rounding row by row may move it a cent a row."""
    slack = CENT * (len(at(document.root, "InvoiceRow")) + 1)
    for group in at(document.root, GROUPS):
        base, rate, vat = (
            next((parsed(text(one)) for one in at(group, name)), None)
            for name in ("VatBaseAmount", "VatRatePercent", "VatRateAmount")
        )
        if base is not None and rate is not None and vat is not None and abs(vat_on(base, rate) - vat) > slack:
            yield Hit(group, f"{vat:f}", (("stated", f"{vat:f}"), ("sum", f"{vat_on(base, rate):f}")))


def row_amounts(document: Judged) -> Iterator[Hit]:
    """RowAmount is RowVatExcludedAmount and RowVatAmount."""
    for row in at(document.root, "InvoiceRow"):
        net, vat, gross = (
            next((parsed(text(one)) for one in at(row, name)), None)
            for name in ("RowVatExcludedAmount", "RowVatAmount", "RowAmount")
        )
        if net is not None and vat is not None and gross is not None and abs(net + vat - gross) > CENT:
            yield Hit(row, f"{gross:f}", (("stated", f"{gross:f}"), ("sum", f"{net + vat:f}")))


def order_total(document: Judged) -> Iterable[Hit]:
    """EpiInstructedAmount is the total with VAT less what is paid, with the roundoff or without."""
    total = figure(document, TOTAL)
    if total is None:
        return ()
    left = total - (figure(document, f"{INVOICE}/InvoicePaidAmount") or ZERO)
    roundoff = figure(document, f"{INVOICE}/InvoiceTotalRoundoffAmount") or ZERO
    if not list(_differs(document, AMOUNT, left)):
        return ()
    if figure(document, AMOUNT) == ZERO and total <= ZERO:
        return ()
    return _differs(document, AMOUNT, left + roundoff)


def due_dates(document: Judged) -> Iterator[Hit]:
    """EpiDateOptionDate and InvoiceDueDate are the same day."""
    order = first(document, f"{ORDER}/EpiDateOptionDate")
    stated = [text(one) for one in at(document.root, f"{INVOICE}/PaymentTermsDetails/InvoiceDueDate") if text(one)]
    if order is not None and text(order) and stated and text(order) not in stated:
        yield Hit(order, text(order), (("stated", text(order)), ("other", stated[0])))


def credit_sign(document: Judged) -> Iterator[Hit]:
    """A credit note's total is negative or nought, an invoice's is not negative."""
    element, total = first(document, TOTAL), figure(document, TOTAL)
    credit = text(first(document, f"{INVOICE}/InvoiceTypeCode")) == CREDIT
    if element is not None and total is not None and (total > ZERO if credit else total < ZERO):
        yield Hit(element, text(element))
