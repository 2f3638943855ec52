"""Interpretation: from words with places to an invoice whose every value says where it was seen and how sure it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from kontera.core.evidence import Evidence, Page
from kontera.core.finding import Finding, Severity
from kontera.core.invoice import DocumentType, Invoice, Payment, Period, Totals, VatSubtotal
from kontera.core.leaf import Leaf, PageKind
from kontera.core.money import ZERO
from kontera.core.party import Address, Contact, Party
from kontera.core.reading import Reading
from kontera.steps.interpretation.accounts import accounts_of
from kontera.steps.interpretation.addresses import blocks_of
from kontera.steps.interpretation.buyers import bought
from kontera.steps.interpretation.calibration import Setting, calibrated
from kontera.steps.interpretation.choice import Choice
from kontera.steps.interpretation.context import Context, looked_at
from kontera.steps.interpretation.currency import currency_of
from kontera.steps.interpretation.dates import term_days
from kontera.steps.interpretation.details import (
    contact_of,
    delivery_of,
    f_tax_of,
    period_of,
)
from kontera.steps.interpretation.hints import Hints
from kontera.steps.interpretation.ids import Terms, due_date_of, issue_date_of, number_of, terms_of
from kontera.steps.interpretation.kind import type_of
from kontera.steps.interpretation.labelled import labelled_of
from kontera.steps.interpretation.layout import laid_out
from kontera.steps.interpretation.leaves import leaf_of, leaves_of
from kontera.steps.interpretation.lines_values import line_of
from kontera.steps.interpretation.memory_reading import remembering
from kontera.steps.interpretation.memory_table import remembered_table
from kontera.steps.interpretation.names import names_of
from kontera.steps.interpretation.outlays import with_outlay
from kontera.steps.interpretation.owners import Owners
from kontera.steps.interpretation.parties import organisation_of, vat_number_of
from kontera.steps.interpretation.paycodes import paycodes
from kontera.steps.interpretation.recall import Recall
from kontera.steps.interpretation.references import own_number, reference_of
from kontera.steps.interpretation.roles import Roles
from kontera.steps.interpretation.senders import seller_address
from kontera.steps.interpretation.solve import Solved, solved
from kontera.steps.interpretation.solve_rest import completed, paid_before, settled, untaxed
from kontera.steps.interpretation.split import parted
from kontera.steps.interpretation.table import Table, table_of
from kontera.steps.interpretation.terms import discount_of, penalty_of, without_discount
from kontera.steps.interpretation.vat import Taxed, agreed, rated, reverse_charge_in, taxed

TEXT_FIELDS = (
    ("order_number", "order_number", True),
    ("customer_number", "customer_number", True),
    ("buyer_reference", "buyer_ref", False),
    ("seller_reference", "seller_ref", False),
    ("contract", "contract", True),
    ("project", "project", True),
)


@dataclass(slots=True)
class Found:
    """The values chosen for the invoice in the making, each by its path, memory asked about each."""

    recall: Recall
    choices: dict[str, Choice[Any]] = field(default_factory=dict)

    def take(self, path: str, choice: Choice[Any] | None, otherwise: Any = None) -> Any:  # noqa: ANN401 - any value
        """The chosen value, noted under the path; `otherwise` when there is none."""
        choice = self.recall.over(path, choice)
        if choice is None:
            return otherwise
        self.choices[path] = choice
        return choice.value


@dataclass(frozen=True, slots=True)
class Values:
    """The invoice, the choice behind each of its values by path, and what is true of the whole document."""

    invoice: Invoice
    choices: Mapping[str, Choice[Any]]
    setting: Setting
    language: str
    findings: tuple[Finding, ...] = ()


def interpret_all(pages: tuple[Page, ...], hints: Hints) -> tuple[Reading, ...]:
    """The invoices that stand on the pages, each with the numbers of its own pages when there are several."""
    context = context_of(pages, hints)
    if len(pages) == 1:
        values = values_in(context)
        leaf = leaf_of(pages[0], context, values.choices.get("number"))
        return (_with_leaves(_reading(values), (leaf,)),)
    leaves = leaves_of(pages, context)
    parts = parted(pages, leaves, context)
    if len(parts) <= 1:
        return (_of_part(pages, leaves, hints, context),)
    numbers = (tuple(page.number for page in part) for part in parts)
    return tuple(
        replace(_of_part(part, _of(leaves, part), hints), pages=own) for part, own in zip(parts, numbers, strict=True)
    )


def interpret_one(pages: tuple[Page, ...], hints: Hints) -> Reading:
    """The one invoice that a person, or what is sure, says these pages are; they are not parted."""
    context = context_of(pages, hints)
    return _of_part(pages, leaves_of(pages, context), hints, context)


def _with_leaves(reading: Reading, leaves: tuple[Leaf, ...]) -> Reading:
    return replace(reading, leaves=leaves, findings=(*reading.findings, *pages_missing(leaves)))


def _of(leaves: tuple[Leaf, ...], pages: tuple[Page, ...]) -> tuple[Leaf, ...]:
    numbers = {page.number for page in pages}
    return tuple(leaf for leaf in leaves if leaf.page in numbers)


def _of_part(
    pages: tuple[Page, ...], leaves: tuple[Leaf, ...], hints: Hints, context: Context | None = None
) -> Reading:
    """What the invoice's own pages say; terms, annexes and blank pages have no say in it.

    Lines are taken from an annex where the invoice itself has none and those there make up its net total: "as
    specified" is then said with its specification.
    """
    kinds = {leaf.page: leaf.kind for leaf in leaves}
    own = tuple(page for page in pages if kinds.get(page.number, PageKind.OWN) is PageKind.OWN)
    if len(own) == len(pages) and context is not None:
        return _with_leaves(_reading(values_in(context)), leaves)
    reading = interpret(own or pages, hints)
    annexes = tuple(page for page in pages if kinds.get(page.number) is PageKind.ATTACHMENT and page.words)
    if annexes and not any(line.net_amount is not None for line in reading.invoice.lines):
        reading = with_lines(reading, interpret(annexes, hints))
    return _with_leaves(reading, leaves)


def pages_missing(leaves: tuple[Leaf, ...]) -> tuple[Finding, ...]:
    """A remark when the pages, as they number themselves, are not all there: the others may have come as files."""
    marked = [leaf for leaf in leaves if leaf.kind is PageKind.OWN and leaf.at]
    if not marked or (marked[0].at == 1 and marked[-1].at == marked[-1].of):
        return ()
    text = "The pages number themselves {at} of {of}, and the others are not here. Join them if they came as files."
    at = str(marked[0].at) if marked[0].at > 1 or len(marked) == 1 else f"{marked[0].at}–{marked[-1].at}"
    values = (("at", at), ("of", str(marked[-1].of)))
    return (Finding("reading.pages_missing", text, Severity.DOUBT, values=values, by="interpretation"),)


def with_lines(reading: Reading, annex: Reading) -> Reading:
    """The invoice with the lines of its specification, when these make up its net total to the cent."""
    lines, net = annex.invoice.lines, reading.invoice.totals.net
    nets = [line.net_amount for line in lines if line.net_amount is not None]
    if not nets or len(nets) < len(lines) or net is None or sum(nets, ZERO) != net:
        return reading
    evidence = {path: one for path, one in reading.evidence.items() if not path.startswith("lines[")}
    evidence |= {path: one for path, one in annex.evidence.items() if path.startswith("lines[")}
    return replace(reading, invoice=replace(reading.invoice, lines=lines), evidence=evidence)


def interpret(pages: tuple[Page, ...], hints: Hints) -> Reading:
    """The invoice that stands on the pages. What is not found is absent; every value has its evidence."""
    return _reading(values_of(pages, hints))


def _reading(values: Values) -> Reading:
    evidence = {
        path: choice.evidence(calibrated(path, choice, values.setting)) for path, choice in values.choices.items()
    }
    form = "picture" if values.setting.optical else "text"
    sure = _sure(evidence, values.setting)
    return Reading(values.invoice, form, evidence, findings=values.findings, language=values.language, sure=sure)


def values_of(pages: tuple[Page, ...], hints: Hints) -> Values:
    """The values that stand on the pages with their raw scores, before these are made probabilities."""
    return values_in(context_of(pages, hints))


def context_of(pages: tuple[Page, ...], hints: Hints) -> Context:
    """The pages laid out and labelled, ready to be interpreted."""
    return remembering(looked_at(laid_out(pages), hints, paycodes(pages)))


def values_in(context: Context) -> Values:
    """The values of one invoice, laid out and labelled."""
    table = remembered_table(context, table_of(context))
    found = Found(context.recall)
    line_sum = _line_sum(table)
    totals = untaxed(context, completed(solved(context, table.rows, line_sum), line_sum))
    totals, table = with_outlay(context, paid_before(context, totals), table)
    line_sum = _line_sum(table)
    text = context.text
    reverse = reverse_charge_in(text)
    rates = taxed(totals, table.items, text, reverse)
    totals = agreed(totals, line_sum, rates)
    rated(table.items, rates, totals)
    roles = Roles(context)
    seller, buyer = _parties(context, roles, found)
    accounts = context.recall.over_accounts(accounts_of(context))
    country = _country(seller, accounts[0].value.country if accounts else "")
    terms = terms_of(context)
    issued, due = _dates(context, found, terms)
    negative = _negative(totals)
    kind = type_of(context, negative=negative)
    totals = settled(context, totals) if kind.value is DocumentType.INVOICE else totals
    texts = {
        name: found.take(name, labelled_of(context, label, digits=digits), "") for name, label, digits in TEXT_FIELDS
    }
    invoice = Invoice(
        type=found.take("type", kind, DocumentType.INVOICE),
        number=found.take("number", number_of(context), ""),
        issue_date=issued,
        due_date=due,
        currency=found.take("currency", currency_of(context, country), ""),
        seller=seller,
        buyer=buyer,
        delivery_date=found.take("delivery_date", delivery_of(context)),
        period=_period(context, found),
        payment=_payment(context, found, accounts, terms),
        totals=_totals(totals, found),
        vat=_vat(rates, found),
        lines=tuple(line_of(at, item, found.take) for at, item in enumerate(table.items)),
        reverse_charge=bool(reverse),
        **texts,
    )
    setting = Setting(context.sheet.optical, totals.adds_up)
    findings = context.recall.findings(invoice.payment.accounts)
    return Values(invoice, found.choices, setting, context.language, findings)


def _sure(evidence: Mapping[str, Evidence], setting: Setting) -> float:
    keys = ("number", "issue_date", "totals.payable", "seller.name")
    known = [evidence[key].sure for key in keys if key in evidence]
    base = min(known, default=0.0) if len(known) == len(keys) else 0.5 * min(known, default=0.0)
    return round(base if setting.adds_up else 0.8 * base, 3)


def _line_sum(table: Table) -> Decimal | None:
    nets = [item.net.value for item in table.items if item.net is not None]
    return sum(nets, ZERO) if nets and len(nets) == len(table.items) else None


def _negative(totals: Solved) -> bool:
    chosen = totals.payable or totals.gross
    return bool(
        chosen
        and re.match(r"^\W*[-−–]|.*[-−]$", chosen.raw.strip())
        and re.search(r"\d\s?[-−]$|^\D*[-−]\s?\D*\d", chosen.raw)
    )


def _country(seller: Party, account: str) -> str:
    prefix = re.match(r"[A-Z]{2}", seller.vat_number)
    if prefix:
        return prefix[0]
    if account:
        return account
    digits = seller.organisation_number
    return {9: "NO"}.get(len(digits), "")


def _parties(context: Context, roles: Roles, found: Found) -> tuple[Party, Party]:
    name, buyer_name = names_of(context, roles)
    owners = Owners(context, roles, (name, buyer_name))
    vat = vat_number_of(context, owners)
    organisation = organisation_of(context, owners, vat)
    ids = frozenset(re.sub(r"\D", "", one.value) for one in (vat, organisation) if one)
    blocks = blocks_of(context)
    buyer = bought(context, roles, (name, buyer_name), ids, blocks)
    phone, mail = contact_of(context, roles)
    seller = Party(
        name=found.take("seller.name", name, ""),
        organisation_number=found.take("seller.organisation_number", organisation, ""),
        vat_number=found.take("seller.vat_number", vat, ""),
        tax_registration=found.take("seller.tax_registration", f_tax_of(context), ""),
        address=found.take("seller.address", seller_address(context, roles, (name, buyer.name), blocks), Address()),
        contact=Contact(
            phone=found.take("seller.contact.phone", phone, ""), email=found.take("seller.contact.email", mail, "")
        ),
    )
    return seller, Party(
        name=found.take("buyer.name", buyer.name, ""),
        organisation_number=found.take("buyer.organisation_number", buyer.organisation, ""),
        vat_number=found.take("buyer.vat_number", buyer.vat, ""),
        address=found.take("buyer.address", buyer.address, Address()),
    )


def _dates(context: Context, found: Found, terms: Terms | None) -> tuple[date | None, date | None]:
    issued = context.recall.over("issue_date", issue_date_of(context, terms))
    due = without_discount(context, due_date_of(context, issued, terms))
    return found.take("issue_date", issued), found.take("due_date", due)


def _payment(context: Context, found: Found, accounts: list[Choice[Any]], terms: Terms | None) -> Payment:
    named = reference_of(context) or own_number(context, found.choices.get("number"), accounts)
    reference = found.take("payment.reference", named, "")
    for at, account in enumerate(accounts):
        found.take(f"payment.accounts[{at}]", account)
    if terms:
        chosen = Choice(terms[1], 0.85, "terms", terms[2], terms[1])
        found.take("payment.terms", chosen)
        found.take("payment.days", chosen)
    share, within = discount_of(context)
    return Payment(
        reference=reference,
        accounts=tuple(account.value for account in accounts),
        terms=terms[1] if terms else "",
        days=term_days(terms[1]) if terms else None,
        discount_percent=found.take("payment.discount_percent", share),
        discount_days=found.take("payment.discount_days", within),
        penalty_rate=found.take("payment.penalty_rate", penalty_of(context)),
    )


def _period(context: Context, found: Found) -> Period:
    first, last = period_of(context)
    return Period(found.take("period.start", first), found.take("period.end", last))


def _totals(totals: Solved, found: Found) -> Totals:
    names = ("line_net", "allowances", "charges", "net", "vat", "gross", "prepaid", "rounding", "payable")
    return Totals(**{name: found.take(f"totals.{name}", getattr(totals, name)) for name in names})


def _vat(rates: tuple[Taxed, ...], found: Found) -> tuple[VatSubtotal, ...]:
    subtotals = []
    for at, one in enumerate(rates):
        row = one.row
        subtotals.append(VatSubtotal(one.category, row.rate, row.base, row.tax, exemption_reason=one.why))
        choice = Choice(row.tax, 0.9, "rate x base", row.tokens, str(row.tax), ("base times rate makes the VAT",))
        for name in ("tax", "taxable", "rate"):
            found.take(f"vat[{at}].{name}", choice)
    return tuple(subtotals)
