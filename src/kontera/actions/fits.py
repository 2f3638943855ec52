"""Whether what people type fits the books: codings, defaults of the registers; and what a changed chart has broken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from kontera.actions.desk import Desk
from kontera.core.approving import Arrangement
from kontera.core.case import Case, State
from kontera.core.chart import Chart
from kontera.core.company import Right
from kontera.core.country import is_debt_to_supplier
from kontera.core.entry import CodingRow, Dimensions, RowKind
from kontera.core.errors import KonteraError, NotReady
from kontera.core.invoice import DocumentType
from kontera.core.means import PaidWith
from kontera.core.misfit import Books, Lack, Misfit, is_vat_code, misfits, misfits_of, refusal
from kontera.core.party import Supplier
from kontera.core.product import Product
from kontera.countries.all import country
from kontera.pipeline.accounts import COST_CENTRE, PROJECT, booked_on, books
from kontera.pipeline.attesting import arrangement_of
from kontera.ports import Box, View

MOST: Final = 1000
"""How many products are looked through for what a changed chart has broken."""
MOST_CASES: Final = 50
"""And how many of the invoices that wait for review: each is read whole."""
_OPEN: Final = frozenset({State.VERIFY})


def check_coding(desk: Desk, box: Box, case: Case, rows: tuple[CodingRow, ...]) -> None:
    """Refuse a coding that newly names what the books do not have, or that makes a debt of a receipt.

    What it named before is not judged here, but at the verification. Raises NotInBooks, NotReady.
    """
    today = desk.doors.clock.today()
    known = books(box, case.invoice, case.invoice.tax_point or case.invoice.issue_date or today)
    accounts = {row.account for row in case.rows}
    named = {pair for row in case.rows for pair in row.dimensions}
    codes = {row.vat_code for row in case.rows}
    for row in rows:
        account = "" if row.account in accounts else row.account
        dimensions = tuple(pair for pair in row.dimensions if pair not in named)
        code = "" if row.vat_code in codes else row.vat_code
        _refuse(known.chart, misfits_of(known, account, dimensions, code))
    _check_receipt(box, known.chart, case, rows)


def check_standing(desk: Desk, box: Box, case: Case) -> None:
    """Refuse to verify a coding that names what the books do not have any more. Raises NotInBooks."""
    today = desk.doors.clock.today()
    known = books(box, case.invoice, case.invoice.tax_point or case.invoice.issue_date or today)
    _refuse(known.chart, misfits(Books(known.chart, known.names), (row for row in case.rows if row.amount)))
    _check_receipt(box, known.chart, case, case.rows)


def _check_receipt(box: Box, chart: Chart, case: Case, rows: tuple[CodingRow, ...]) -> None:
    """A receipt owes no supplier, and what it owes a person names the person."""
    where, own = country(box.company.country), booked_on(box.company, chart)
    if case.invoice.type is not DocumentType.RECEIPT or where is None or where.chart is None or own is None:
        return
    if any(row.amount and is_debt_to_supplier(row.account, own, where.chart) for row in rows):
        raise NotReady(reason="a receipt is paid already: say what it was paid with")
    credited = {row.account for row in rows if row.amount and row.kind is RowKind.PAYABLE}
    if own.paid_by_employee in credited - {""} and case.paid_with is not PaidWith.PERSON:
        raise NotReady(reason="an outlay is owed to a person: say who paid it")


def known_books(desk: Desk, box: Box) -> Books:
    """What the defaults of a register's record may name today."""
    return books(box, None, desk.doors.clock.today())


def check_defaults(known: Books, after: Supplier | Product, before: Supplier | Product | None) -> None:
    """Refuse defaults of a register's record that name what the books do not have, where they are new or changed.

    Raises NotInBooks.
    """
    for wrong in new_misfits(known, after, before):
        raise refusal(wrong, known.chart)


def new_misfits(known: Books, after: Supplier | Product, before: Supplier | Product | None) -> Iterator[Misfit]:
    """What a record names that the books do not have and that it did not name before."""
    old_account, old_dimensions, old_rate = _defaults(before) if before is not None else ("", (), "")
    account, dimensions, rate = _defaults(after)
    fresh = tuple(pair for pair in dimensions if pair not in old_dimensions)
    yield from misfits_of(known, "" if account == old_account else account, fresh)
    if isinstance(after, Supplier) and after.party.address.country not in {"", known.country}:
        return  # its rates are those of its own country
    if rate != old_rate and not is_vat_code(f"S{rate}", known.rates):
        yield Misfit(Lack.VAT_RATE, rate)


def _defaults(record: Supplier | Product) -> tuple[str, Dimensions, str]:
    if isinstance(record, Product):
        return record.account, record.dimensions, "" if record.vat_rate is None else f"{record.vat_rate.normalize():f}"
    return record.default_account, record.default_dimensions, record.default_vat_rate


def faults(known: Books, after: Supplier, before: Supplier | None) -> dict[str, KonteraError]:
    """What is wrong with the defaults of a supplier in a file, by field."""
    fields = {Lack.ACCOUNT: "default_account", Lack.UNUSED: "default_account", Lack.VAT_RATE: "default_vat_rate"}
    of_dimension = {COST_CENTRE: "cost_centre", PROJECT: "project"}
    found = tuple(new_misfits(known, after, before))
    return {fields.get(one.lack) or of_dimension.get(one.dimension, "name"): refusal(one, known.chart) for one in found}


def faults_of(desk: Desk, after: Supplier, before: Supplier | None) -> dict[str, KonteraError]:
    """What is wrong with the defaults of a supplier as somebody types them, by field."""
    return faults(known_books(desk, desk.ask(Right.SUPPLIERS)), after, before)


def _refuse(chart: Chart, found: Iterable[Misfit]) -> None:
    for wrong in found:
        raise refusal(wrong, chart)


@dataclass(frozen=True, slots=True)
class Broken:
    """One place that names something the books do not have: its kind, its id, what it is called, and the misfit.

    `place` is "supplier", "product", "case" (an invoice that waits for review), "flow" or "use".
    """

    place: str
    id: str
    name: str
    misfit: Misfit


def broken(desk: Desk) -> tuple[Broken, ...]:
    """All that names what the books do not have: records of the registers, waiting invoices, flows, and own uses."""
    box = desk.ask(Right.SEE)
    known = known_books(desk, box)
    if not known.chart.own and not known.chart.objects:
        return ()
    return tuple(_broken(box, known))


def _broken(box: Box, known: Books) -> Iterator[Broken]:
    for supplier in box.suppliers():
        for wrong in new_misfits(known, supplier, None):
            yield Broken("supplier", supplier.id, supplier.party.name, wrong)
    for product in box.products(limit=MOST):
        for wrong in new_misfits(known, product, None):
            yield Broken("product", product.id, product.name, wrong)
    plain = Books(known.chart, known.names)
    for row in box.rows(View(states=_OPEN, limit=MOST_CASES)):
        for wrong in misfits(plain, box.case(row.id).rows):
            yield Broken("case", row.id, f"{row.supplier_name} {row.number}".strip() or row.file_name, wrong)
    yield from _broken_flows(arrangement_of(box), known)
    usual = booked_on(box.company, known.chart)
    for use in ("payables", "input_vat", "bank", "paid_by_employee", "rounding"):
        account = getattr(usual, use) if usual is not None else ""
        for wrong in misfits_of(known, account):
            yield Broken("use", use, use, wrong)


def _broken_flows(arrangement: Arrangement, known: Books) -> Iterator[Broken]:
    """Flows name accounts by how they begin: one that no account begins with never applies."""
    for flow in arrangement.flows:
        for start in flow.when.accounts:
            if known.chart.own and not any(number.startswith(start) for number in known.chart.offered):
                yield from (Broken("flow", flow.name, flow.name, wrong) for wrong in misfits_of(known, start))
        for wrong in misfits_of(known, dimensions=flow.when.objects):
            yield Broken("flow", flow.name, flow.name, wrong)
