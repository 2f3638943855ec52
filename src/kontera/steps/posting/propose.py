"""Posting: from the invoice to a balanced coding in the company's currency, with a reason for every row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Final

from kontera.core.case import BOOKABLE, Case
from kontera.core.company import Company
from kontera.core.country import ChartDefaults
from kontera.core.entry import CodingRow, RowKind
from kontera.core.event import Proposed
from kontera.core.finding import Finding, Severity
from kontera.core.invoice import DocumentType, Invoice
from kontera.core.misfit import Books
from kontera.core.money import Rate, rounded, total, vat_on
from kontera.core.outcome import Done, Outcome
from kontera.core.party import Handling, Supplier
from kontera.core.prices import PaidPrice
from kontera.core.product import Product
from kontera.core.row import PastPosting
from kontera.countries.all import country
from kontera.steps.posting.amounts import Sums, split, sums_of
from kontera.steps.posting.costs import cost_rows
from kontera.steps.posting.fit import fitted
from kontera.steps.posting.history import Knowledge
from kontera.steps.posting.products import known_products, price_findings, with_rates
from kontera.steps.posting.receipts import asks_who_paid, paid_row
from kontera.steps.posting.vat import BY, Vat, vat_of


@dataclass(frozen=True, slots=True)
class PostingFacts:
    """Whose books; the supplier when matched; what was booked on it and on all; the day's rate; today."""

    company: Company
    supplier: Supplier | None
    history: tuple[PastPosting, ...]
    everybody: tuple[PastPosting, ...]
    rate: Rate | None
    today: date
    products: tuple[Product, ...] = ()  # those that the lines may be
    prices: tuple[PaidPrice, ...] = ()  # what the supplier's articles cost before
    books: Books = field(default_factory=Books)  # what a coding may name


_UNSURE: Final = 0.5


def propose(case: Case, facts: PostingFacts) -> Outcome:
    """Propose a coding that balances, or none and say why."""
    where = country(facts.company.country)
    chart = facts.books.chart.booked_on(where.chart) if where and where.chart else None
    if case.invoice.type not in BOOKABLE:
        return Done((Proposed(()),))
    if chart is None:
        text = "There is no chart of accounts for {country}."
        return _nothing("posting.no_chart", text, (("country", facts.company.country),))
    rate = _rate(case.invoice, facts)
    if rate is None:
        text = "There is no exchange rate for {currency}. Enter one, or code it by hand."
        return _nothing("posting.no_rate", text, (("currency", case.invoice.currency),), "currency")
    known = known_products(case.invoice, facts.supplier, facts.products)
    invoice = with_rates(case.invoice, known)
    case = replace(case, invoice=invoice)  # as it is coded: the rates of the register are not the supplier's words
    vat = vat_of(invoice, facts.supplier, facts.company, facts.today)
    sums = sums_of(invoice, vat, facts.company, rate)
    if sums is None:
        return _nothing("posting.no_amount", "Without an amount to pay nothing can be coded.", (), "totals.payable")
    proposed = _proposed(case, facts, chart, vat, sums, rate)
    told = price_findings(invoice, known, facts.supplier, facts.prices, case.id, facts.today)
    return Done((replace(proposed, findings=(*proposed.findings, *told)),))


def _proposed(case: Case, facts: PostingFacts, chart: ChartDefaults, vat: Vat, sums: Sums, rate: Decimal) -> Proposed:
    fixed = tuple(_vat_rows(vat, sums, chart)) + tuple(_own_rows(case.invoice, vat, chart, rate))
    fixed += tuple(_other_rows(sums, chart))
    payable = _payable_row(case, sums, chart, facts.supplier)
    cost = -payable.amount - total(row.amount for row in fixed)
    by_hand = _kept(case, payable, fixed, cost)
    asked = (_who_paid(),) if asks_who_paid(case, payable, chart) else ()
    if by_hand:
        by_hand, strange = fitted(by_hand, facts.books, chart.fallback_cost)
        return Proposed(by_hand, (*_findings(case.invoice, vat, sums, by_hand, chart), *asked, *strange))
    known = Knowledge(
        facts.company.country,
        chart.fallback_cost,
        facts.supplier,
        facts.history,
        facts.everybody,
        facts.today,
        case.invoice.seller.name,
        known_products(case.invoice, facts.supplier, facts.products).choices(case.invoice),
    )
    rows = (*cost_rows(case.invoice, known, cost), *fixed, payable)
    text = " ".join(word for word in (case.invoice.seller.name, case.invoice.number) if word)
    rows = tuple(replace(row, text=row.text or text) for row in rows if row.amount)
    rows, strange = fitted(rows, facts.books, chart.fallback_cost)
    return Proposed(rows, (*_findings(case.invoice, vat, sums, rows, chart), *asked, *strange))


def _rate(invoice: Invoice, facts: PostingFacts) -> Decimal | None:
    """Units of the company's currency for one of the invoice's; None when it is foreign and no rate is known."""
    if not invoice.currency or invoice.currency == facts.company.currency:
        return Decimal(1)
    return facts.rate.value if facts.rate is not None else None


def _vat_rows(vat: Vat, sums: Sums, chart: ChartDefaults) -> Iterable[CodingRow]:
    """Input VAT as charged, one row an account."""
    by_account: dict[str, Decimal] = {}
    for part, amount in zip(vat.charged, sums.vat, strict=True):
        account = chart.input_vat_at(part.rate) if part.rate is not None else chart.input_vat
        by_account[account] = by_account.get(account, Decimal(0)) + amount
    for account, amount in by_account.items():
        yield CodingRow(account, amount, RowKind.VAT, reason="VAT as charged.")


def _own_rows(invoice: Invoice, vat: Vat, chart: ChartDefaults, rate: Decimal) -> Iterable[CodingRow]:
    """Reverse charge: the same VAT deducted and owed, so that it costs nothing and is reported."""
    sign = -1 if invoice.type is DocumentType.CREDIT_NOTE else 1
    for part in vat.own:
        pair = chart.self_assessed_at(vat.kind, part.rate) if part.rate is not None else None
        if pair is None or part.base is None:
            continue
        tax = sign * vat_on(rounded(part.base * rate), pair.rate)
        code = f"AE{pair.rate.normalize():f}"
        reason = "Reverse charge: the buyer reckons the VAT."
        yield CodingRow(pair.input, tax, RowKind.SELF_ASSESSED, vat_code=code, reason=reason)
        yield CodingRow(pair.output, -tax, RowKind.SELF_ASSESSED, vat_code=code, reason=reason)


def _other_rows(sums: Sums, chart: ChartDefaults) -> Iterable[CodingRow]:
    """Rounding, what was prepaid, and what does not add up; without an account of its own it stays in the cost."""
    if chart.rounding:
        yield CodingRow(chart.rounding, sums.rounding, RowKind.ROUNDING, reason="Rounding on the invoice.")
    if chart.prepaid:
        yield CodingRow(chart.prepaid, -sums.prepaid, RowKind.COST, reason="Paid in advance.", sure=_UNSURE)
    if chart.fallback_cost:
        reason = "The invoice does not add up: this is the difference."
        yield CodingRow(chart.fallback_cost, sums.difference, RowKind.COST, reason=reason, sure=0.1)


def _payable_row(case: Case, sums: Sums, chart: ChartDefaults, supplier: Supplier | None) -> CodingRow:
    """The debt; a receipt is paid already, from the company's account or card or by a person, and owes no supplier."""
    if case.invoice.type is DocumentType.RECEIPT:
        return paid_row(case, -sums.payable, chart, supplier.handling if supplier else Handling.INVOICE)
    return CodingRow(chart.payables, -sums.payable, RowKind.PAYABLE)


def _kept(case: Case, payable: CodingRow, fixed: tuple[CodingRow, ...], cost: Decimal) -> tuple[CodingRow, ...]:
    """What a person coded before, brought to the new amounts; empty when nobody did.

    Unchanged sums leave every row as it is. Else the cost rows keep their accounts, dimensions and proportions; where
    a person also changed VAT rows (half of it not deductible, say), all rows but the debt keep their proportions.
    """
    old = tuple(row for row in case.rows if row.kind is not RowKind.PAYABLE)
    if not any(row.manual for row in old):
        return ()
    if total(row.amount for row in old) == -payable.amount and _same_vat(old, fixed):
        return (*old, payable)
    own_vat = any(row.manual and row.kind is not RowKind.COST for row in old)
    moved = old if own_vat else tuple(row for row in old if row.kind is RowKind.COST)
    amount, rest = (
        (-payable.amount, ()) if own_vat else (cost, tuple(row for row in fixed if row.kind is not RowKind.COST))
    )
    if not own_vat:
        amount += total(row.amount for row in fixed if row.kind is RowKind.COST)
    if not moved or not total(row.amount for row in moved):
        return ()
    parts = split(amount, tuple(row.amount for row in moved))
    rows = tuple(replace(row, amount=part) for row, part in zip(moved, parts, strict=True))
    return tuple(row for row in (*rows, *rest, payable) if row.amount)


def _same_vat(old: tuple[CodingRow, ...], fixed: tuple[CodingRow, ...]) -> bool:
    """The VAT is what it was, or a person decided it otherwise for this very sum."""
    kinds = {RowKind.VAT, RowKind.SELF_ASSESSED}
    if any(row.manual and row.kind in kinds for row in old):
        return True
    before = sorted((row.account, row.amount) for row in old if row.kind in kinds)
    return before == sorted((row.account, row.amount) for row in fixed if row.kind in kinds and row.amount)


def _findings(
    invoice: Invoice, vat: Vat, sums: Sums, rows: tuple[CodingRow, ...], chart: ChartDefaults
) -> tuple[Finding, ...]:
    made = list(vat.findings)
    if sums.difference:
        text = "The amount to pay differs from net and VAT by {difference}, more than rounding."
        values = (("difference", str(sums.difference)),)
        made.append(Finding("posting.difference", text, Severity.DOUBT, "totals.payable", values, BY))
    if sums.prepaid:
        text = "{amount} was paid in advance; check the account it was booked on."
        values = (("amount", str(invoice.totals.prepaid)),)
        made.append(Finding("posting.prepaid", text, Severity.DOUBT, "totals.prepaid", values, BY))
    if vat.own and not any(row.kind is RowKind.SELF_ASSESSED for row in rows):
        text = "The chart has no accounts for reverse charge at this rate."
        made.append(Finding("vat.no_accounts", text, Severity.DOUBT, "reverse_charge", (), BY))
    guessed = [row for row in rows if row.kind is RowKind.COST and row.sure < _UNSURE and not row.manual]
    if any(row.account in {"", chart.fallback_cost} for row in guessed):
        text = "Nothing says which account this cost belongs to."
        made.append(Finding("posting.no_precedent", text, Severity.DOUBT, "lines", (), BY))
    elif guessed:
        text = "The account is guessed from the words on the invoice."
        made.append(Finding("posting.guessed", text, Severity.NOTE, "lines", (), BY))
    return tuple(made)


def _who_paid() -> Finding:
    text = "An outlay is owed to a person: say who paid it."
    return Finding("posting.who_paid", text, Severity.DOUBT, "", (), BY)


def _nothing(rule: str, msgid: str, values: tuple[tuple[str, str], ...] = (), field: str = "") -> Done:
    return Done((Proposed((), (Finding(rule, msgid, Severity.DOUBT, field, values, BY),)),))
