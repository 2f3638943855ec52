"""The reports on what changed at suppliers, and on who could send e-invoices."""

from __future__ import annotations

from collections import defaultdict

from kontera.actions.reports.merged import Merged
from kontera.actions.reports.table import Column, Kind, Report, Table, Value, share, whole
from kontera.actions.reports.wanted import Wanted, name_of
from kontera.core.figure import Came
from kontera.core.party import Supplier
from kontera.core.row import Origin
from kontera.ports import Box


def changes(box: Box, wanted: Wanted) -> Report:
    """Prices and terms that differ from the supplier's invoice before."""
    figures = Merged(box)
    prices, terms = figures.prices(wanted.span), figures.terms(wanted.span)
    named = figures.named(frozenset((*(one.supplier for one in prices), *(one.supplier for one in terms))))
    of_prices = tuple(
        (
            one.case,
            one.name,
            name_of(named, one.supplier),
            one.on,
            one.before.normalize(),
            one.after.normalize(),
            one.currency,
            one.unit,
            share(one.after - one.before, one.before),
        )
        for one in prices
    )
    price_columns = (
        Column("case", Kind.CASE),
        Column("article"),
        Column("supplier"),
        Column("on", Kind.DAY),
        Column("before", Kind.PRICE),
        Column("after", Kind.PRICE),
        Column("currency"),
        Column("unit"),
        Column("change", Kind.SHARE),
    )
    of_terms = tuple((one.case, name_of(named, one.supplier), one.on, one.before, one.after) for one in terms)
    terms_columns = (
        Column("case", Kind.CASE),
        Column("supplier"),
        Column("on", Kind.DAY),
        Column("before", Kind.DAYS),
        Column("after", Kind.DAYS),
    )
    dearer = sum(one.after > one.before for one in prices)
    facts = (
        (Column("dearer", Kind.COUNT), dearer),
        (Column("cheaper", Kind.COUNT), len(prices) - dearer),
        (Column("terms_changed", Kind.COUNT), len(terms)),
    )
    tables = (Table("prices", price_columns, of_prices), Table("terms", terms_columns, of_terms))
    return Report("changes", box.company.currency, facts, tables)


def channels(box: Box, wanted: Wanted) -> Report:
    """Suppliers that send pictures, and which of them could send e-invoices: those with a number to be found by."""
    figures = Merged(box)
    came: dict[str, list[Came]] = defaultdict(list)
    for one in figures.came(wanted.span):
        came[one.supplier].append(one)
    named = figures.named(frozenset(came))
    rows: list[tuple[Value, ...]] = []
    for key, group in came.items():
        pictures = sum(one.count for one in group if one.origin is not Origin.E_INVOICE)
        address = _address(named.get(key))
        if pictures and address:
            data = sum(one.count for one in group) - pictures
            rows.append((key, name_of(named, key), pictures, data, address, max(one.latest for one in group)))
    rows.sort(key=lambda row: (-whole(row[2]), str(row[1])))
    columns = (
        Column("key", Kind.KEY),
        Column("supplier"),
        Column("pictures", Kind.COUNT),
        Column("e_invoices", Kind.COUNT),
        Column("address"),
        Column("latest", Kind.DAY),
    )
    all_in_all = sum(one.count for group in came.values() for one in group)
    could = sum(whole(row[2]) for row in rows)
    data = sum(one.count for group in came.values() for one in group if one.origin is Origin.E_INVOICE)
    facts = (
        (Column("candidates", Kind.COUNT), len(rows)),
        (Column("could", Kind.COUNT), could),
        (Column("could_share", Kind.SHARE), share(could, all_in_all)),
        (Column("e_share", Kind.SHARE), share(data, all_in_all)),
    )
    return Report("channels", box.company.currency, facts, (Table("suppliers", columns, tuple(rows)),))


def _address(supplier: Supplier | None) -> str:
    """Where an e-invoice network finds the supplier: its electronic address, else its organisation or VAT number."""
    if supplier is None:
        return ""
    party = supplier.party
    if party.endpoint is not None:
        return f"{party.endpoint.scheme}:{party.endpoint.id}"
    return party.organisation_number or party.vat_number
