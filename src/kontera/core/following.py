"""Manual entry: what choosing a supplier or a product fills in, and what follows from the values that were typed.

An invoice that was read or received keeps the supplier's own figures; only what a person types beside the picture is
reckoned here, and what is reckoned is said to be.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Final

from kontera.core import edit
from kontera.core.case import Case
from kontera.core.event import Change
from kontera.core.evidence import Source
from kontera.core.invoice import DocumentType, Invoice, Line
from kontera.core.money import HUNDRED, rounded, total, vat_on
from kontera.core.party import Handling, Supplier, Trust
from kontera.core.product import Product

Values = dict[str, str]
_TOTALS: Final = ("totals.net", "totals.vat", "totals.payable")


def is_typed(case: Case) -> bool:
    """Whether the invoice is typed by a person: nothing was read from its document."""
    return case.reading is None


def changes_of(invoice: Invoice, values: Mapping[str, str]) -> tuple[Change, ...]:
    """The values as changes of the invoice, those that are there already left out; each stands on the one before."""
    made: list[Change] = []
    for path, text in values.items():
        before, invoice = edit.text_of(invoice, path), edit.changed(invoice, path, text)
        if before != edit.text_of(invoice, path):
            made.append(Change(path, before, edit.text_of(invoice, path)))
    return tuple(made)


def register_values(case: Case, supplier: Supplier, currency: str) -> Values:
    """What the supplier register knows and the invoice does not say: identity, currency, terms, account, VAT rate.

    `currency` is the company's own. A document that says something else keeps it. Nothing but a confirmed account is
    filled in as the one to pay to.
    """
    invoice, party = case.invoice, supplier.party
    confirmed = next((one.account for one in supplier.accounts if one.trust is Trust.CONFIRMED), None)
    offered: Values = {
        "seller.name": party.name,
        "seller.organisation_number": party.organisation_number,
        "seller.vat_number": party.vat_number,
        "seller.address.country": party.address.country,
        "currency": supplier.default_currency or currency,
        "payment.days": "" if supplier.payment_days is None else str(supplier.payment_days),
    }
    if confirmed is not None and not invoice.payment.accounts:
        offered["payment.accounts[0]"] = f"{confirmed.scheme}:{confirmed.id}"
    if is_typed(case):
        offered |= {f"lines[{at}].vat_rate": supplier.default_vat_rate for at in range(len(invoice.lines))}
    values = {path: text for path, text in offered.items() if text and not edit.text_of(invoice, path)}
    if is_typed(case) and supplier.handling is not Handling.INVOICE and "type" not in case.corrected:
        values["type"] = DocumentType.RECEIPT.value
    return values


def product_values(case: Case, product: Product, supplier: Supplier | None) -> Values:
    """A new line that is this product, as this supplier sells it: one unit of it at the price known."""
    article = product.article_of(*supplier.ids) if supplier else None
    currency = case.invoice.currency
    price, priced = product.price, product.currency
    if article is not None and article.price is not None:
        price, priced = article.price, article.currency or product.currency
    if currency and priced and priced != currency:
        price = None
    rate = product.vat_rate
    default = supplier.default_vat_rate if supplier else ""
    line: Values = {
        "description": (article.text if article else "") or product.name,
        "seller_article": article.number if article else "",
        "buyer_article": product.number,
        "quantity": "1",
        "unit": product.unit,
        "unit_price": "" if price is None else f"{price:f}",
        "vat_rate": default if rate is None else f"{rate:f}",
        "vat_category": product.vat_category,
        "net_amount": "" if price is None else f"{rounded(price):f}",
    }
    at = len(case.invoice.lines)
    values = {f"lines[{at}].{name}": text for name, text in line.items() if text}
    return values if currency or price is None or not priced else {"currency": priced, **values}


def following(case: Case, supplier: Supplier | None = None) -> Values:
    """What follows from the typed values and was typed by nobody: amounts of lines, sums, and the due date.

    Empty for an invoice that was read. `supplier` gives the VAT rate of a line that says none.
    """
    if not is_typed(case):
        return {}
    values: Values = {}
    lines = []
    for at, line in enumerate(case.invoice.lines):
        filled = dict(_of_line(case, at, line, supplier.default_vat_rate if supplier else ""))
        values |= filled
        lines.append(filled)
    invoice = _with(case.invoice, values)
    values |= {path: text for path, text in _sums(case, invoice) if _open(case, path)}
    due = _due(case)
    return values | ({"due_date": due} if due else {})


def _open(case: Case, path: str) -> bool:
    """Whether nobody has said this value: it is absent, or was reckoned before."""
    evidence = case.evidence.get(path)
    said = edit.text_of(case.invoice, path)
    return not said or (evidence is not None and evidence.source is Source.ASSUMED)


def _with(invoice: Invoice, values: Mapping[str, str]) -> Invoice:
    for path, text in values.items():
        invoice = edit.changed(invoice, path, text)
    return invoice


def _of_line(case: Case, at: int, line: Line, rate: str) -> Iterator[tuple[str, str]]:
    if line.vat_rate is None and line.vat_category is None and rate and line.description:
        yield f"lines[{at}].vat_rate", rate
    made = amount_of(line)
    path = f"lines[{at}].net_amount"
    evidence = case.evidence.get(path)
    reckoned = evidence is not None and evidence.source is Source.REGISTER  # a product's price for one unit
    if made is not None and (_open(case, path) or reckoned):
        yield path, f"{made:f}"


def amount_of(line: Line) -> Decimal | None:
    """Quantity times price less the line's discount; None when either is missing."""
    if line.quantity is None or line.unit_price is None:
        return None
    share = (HUNDRED - (line.discount_percent or Decimal(0))) / HUNDRED
    return rounded(line.quantity * line.unit_price / (line.base_quantity or Decimal(1)) * share)


def _sums(case: Case, invoice: Invoice) -> Iterable[tuple[str, str]]:
    """Net and VAT of the lines and what is to be paid; without lines the third of the three sums from the other two."""
    totals = invoice.totals
    nets = [line.net_amount for line in invoice.lines]
    if not nets or None in nets:
        yield from _third(case, invoice)
        return
    net = total(nets)
    net = net if _open(case, "totals.net") or totals.net is None else totals.net
    yield "totals.net", f"{net:f}"
    vat = _vat(invoice) if _open(case, "totals.vat") else totals.vat
    if vat is None:
        return
    yield "totals.vat", f"{vat:f}"
    yield "totals.payable", f"{net + vat + (totals.rounding or 0) - (totals.prepaid or 0):f}"


def _vat(invoice: Invoice) -> Decimal | None:
    by_rate: dict[Decimal, Decimal] = {}
    for line in invoice.lines:
        if line.vat_rate is None:
            return None
        by_rate[line.vat_rate] = by_rate.get(line.vat_rate, Decimal(0)) + (line.net_amount or Decimal(0))
    return total(vat_on(base, rate) for rate, base in by_rate.items())


def _third(case: Case, invoice: Invoice) -> Iterable[tuple[str, str]]:
    totals = invoice.totals
    said = {path: not _open(case, path) for path in _TOTALS}
    more = (totals.rounding or Decimal(0)) - (totals.prepaid or Decimal(0))
    net, vat, payable = totals.net, totals.vat, totals.payable
    if said["totals.net"] and said["totals.vat"] and net is not None and vat is not None:
        yield "totals.payable", f"{net + vat + more:f}"
    elif said["totals.payable"] and said["totals.vat"] and payable is not None and vat is not None:
        yield "totals.net", f"{payable - vat - more:f}"
    elif said["totals.payable"] and said["totals.net"] and payable is not None and net is not None:
        yield "totals.vat", f"{payable - net - more:f}"


def _due(case: Case) -> str:
    """The invoice date and the days of the terms, where no due date was said."""
    invoice = case.invoice
    if invoice.issue_date is None or invoice.payment.days is None or not _open(case, "due_date"):
        return ""
    if invoice.type is not DocumentType.INVOICE:
        return ""
    return (invoice.issue_date + timedelta(days=invoice.payment.days)).isoformat()
