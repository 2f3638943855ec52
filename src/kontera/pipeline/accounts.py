"""The company's chart as it stands, the accounts it books on by itself, and the VAT rates in use for an invoice."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from kontera.core.chart import Chart, Dimension
from kontera.core.company import Company
from kontera.core.country import ChartDefaults
from kontera.core.event import ChartChanged
from kontera.core.invoice import Invoice
from kontera.core.misfit import Books
from kontera.countries.all import country
from kontera.countries.charts import chart as standard
from kontera.ports import Box

STREAM: Final = "chart"
COST_CENTRE: Final = "1"
PROJECT: Final = "6"
# The names of the two dimensions everybody starts with, in the language of the country.
_NAMES: Final[Mapping[str, tuple[str, str]]] = {
    "SE": ("Kostnadsställe", "Projekt"),
    "FI": ("Kustannuspaikka", "Projekti"),
    "NO": ("Avdeling", "Prosjekt"),
    "DK": ("Afdeling", "Projekt"),
}


def starter(company: Company) -> Chart:
    """The chart a company of this country begins with."""
    cost_centre, project = _NAMES.get(company.country, ("Cost centre", "Project"))
    dimensions = (Dimension(COST_CENTRE, cost_centre), Dimension(PROJECT, project))
    return Chart().changed(standard(company.country), dimensions)


def in_force(box: Box) -> Chart:
    """The starter chart with all changes on top of it; the company's own once it has taken accounts in or added one."""
    made = starter(box.company)
    for noted in box.history(STREAM):
        match noted.event:
            case ChartChanged() as changed:
                made = _after(made, changed)
            case _:
                continue
    return made


def _after(chart: Chart, changed: ChartChanged) -> Chart:
    base = Chart({}, chart.dimensions, chart.objects, chart.own, chart.uses) if changed.replaces else chart
    made = base.changed(changed.accounts, changed.dimensions, changed.objects)
    uses = {**made.uses, **dict(changed.uses)}
    own = made.own or bool(changed.accounts)
    return Chart(made.accounts, made.dimensions, made.objects, own, {use: one for use, one in uses.items() if one})


def booked_on(company: Company, chart: Chart) -> ChartDefaults | None:
    """The accounts that are booked on by themselves; None for a country without them."""
    where = country(company.country)
    return chart.booked_on(where.chart) if where is not None and where.chart is not None else None


def usual_names(company: Company) -> Mapping[str, str]:
    """What accounts are usually called in the company's country, by number."""
    return {one.number: one.name for one in standard(company.country)}


def books(box: Box, invoice: Invoice | None, on: date) -> Books:
    """What a coding of this invoice may name."""
    return Books(in_force(box), usual_names(box.company), rates_in_use(box.company, invoice, on), box.company.country)


def rates_in_use(company: Company, invoice: Invoice | None, on: date) -> frozenset[Decimal]:
    """The VAT rates that a coding may name on a day: the company's country's and the seller's; empty for every rate."""
    seller = invoice.seller.address.country if invoice is not None else ""
    found: set[Decimal] = set()
    for code in dict.fromkeys((company.country, seller or company.country)):
        where = country(code)
        if where is None or not where.vat_rates:
            return frozenset()
        found.update(where.legal_rates(on))
    return frozenset(found)
