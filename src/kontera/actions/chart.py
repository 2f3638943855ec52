"""The company's chart of accounts, and its register of cost centres, projects and other dimensions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from kontera.actions.desk import Desk
from kontera.core.chart import AccountClass, Chart, ChartAccount, Dimension, DimensionObject
from kontera.core.company import Company, Right
from kontera.core.errors import InvalidValue
from kontera.core.event import ChartChanged, Noted
from kontera.countries.all import country
from kontera.countries.charts import chart as standard
from kontera.ports import Box

STREAM: Final = "chart"
COST_CENTRE: Final = "1"
PROJECT: Final = "6"
_NUMBER: Final = re.compile(r"[0-9A-Za-z._/-]{1,20}")
_OBJECT: Final = re.compile(r"[^\s{}\"#][^{}\"\r\n]{0,39}")
# The names of the two dimensions everybody starts with, in the language of the country.
_NAMES: Final[Mapping[str, tuple[str, str]]] = {
    "SE": ("Kostnadsställe", "Projekt"),
    "FI": ("Kustannuspaikka", "Projekti"),
    "NO": ("Avdeling", "Prosjekt"),
    "DK": ("Afdeling", "Projekt"),
}


def accounts(desk: Desk) -> Mapping[str, str]:
    """Account numbers with their names, by number; accounts no longer in use are among them."""
    return chart(desk).names


def chart(desk: Desk) -> Chart:
    """The company's chart as it stands: its own, or until it has one the starter chart of its country."""
    return in_force(desk.ask(Right.SEE))


def in_force(box: Box) -> Chart:
    """The starter chart with all changes on top of it."""
    made = starter(box.company)
    for noted in box.history(STREAM):
        match noted.event:
            case ChartChanged(given, dimensions, objects, replaces):
                base = Chart({}, made.dimensions, made.objects) if replaces else made
                made = base.changed(given, dimensions, objects)
            case _:
                continue
    return made


def starter(company: Company) -> Chart:
    """The chart a company of this country begins with."""
    cost_centre, project = _NAMES.get(company.country, ("Cost centre", "Project"))
    dimensions = (Dimension(COST_CENTRE, cost_centre), Dimension(PROJECT, project))
    return Chart().changed(standard(company.country), dimensions)


def is_own(desk: Desk) -> bool:
    """Whether the company has said anything about its chart."""
    return bool(desk.ask(Right.SEE).history(STREAM))


def history(desk: Desk) -> tuple[Noted, ...]:
    """The changes of the chart, oldest first."""
    return desk.ask(Right.SEE).history(STREAM)


def save_account(desk: Desk, number: str, name: str, kind: AccountClass, *, active: bool = True) -> ChartAccount:
    """Add an account or change it. Raises InvalidValue."""
    box = desk.ask(Right.MANAGE)
    saved = ChartAccount(number.strip(), " ".join(name.split()), kind, active)
    if not _NUMBER.fullmatch(saved.number):
        raise InvalidValue(value=number, field="account")
    if not saved.name:
        raise InvalidValue(value=name, field="name")
    if in_force(box).accounts.get(saved.number) != saved:
        change(desk, ChartChanged(accounts=(saved,)))
    return saved


def save_dimension(desk: Desk, number: str, name: str) -> Dimension:
    """Add a dimension or rename it: a number of one to three digits, as SIE has them. Raises InvalidValue."""
    desk.ask(Right.MANAGE)
    saved = Dimension(number.strip(), " ".join(name.split()))
    if not (saved.number.isascii() and saved.number.isdigit() and len(saved.number) <= 3):  # noqa: PLR2004 - see above
        raise InvalidValue(value=number, field="dimension")
    if not saved.name:
        raise InvalidValue(value=name, field="name")
    change(desk, ChartChanged(dimensions=(saved,)))
    return saved


def save_object(desk: Desk, dimension: str, number: str, name: str, *, active: bool = True) -> DimensionObject:
    """Add a cost centre or project, or change it. Raises InvalidValue, also for a dimension that is not there."""
    known = in_force(desk.ask(Right.MANAGE))
    if dimension not in known.dimensions:
        raise InvalidValue(value=dimension, field="dimension")
    saved = DimensionObject(dimension, " ".join(number.split()), " ".join(name.split()), active)
    if not _OBJECT.fullmatch(saved.number):
        raise InvalidValue(value=number, field="object")
    if known.objects.get((dimension, saved.number)) != saved:
        change(desk, ChartChanged(objects=(saved,)))
    return saved


def change(desk: Desk, event: ChartChanged) -> None:
    """Write a change of the chart down."""
    with desk.ask(Right.MANAGE).transaction() as note:
        note.event(STREAM, event, by=desk.by)


def choose_standard(desk: Desk) -> Chart:
    """Say that the starter chart of the country is the company's chart; accounts of an import go."""
    made = starter(desk.ask(Right.MANAGE).company)
    change(desk, ChartChanged(tuple(made.accounts.values()), replaces=True, why="standard"))
    return made


def needed(company: Company) -> tuple[ChartAccount, ...]:
    """The accounts that Kontera itself books on in this country, with their names."""
    where = country(company.country)
    if where is None or where.chart is None:
        return ()
    defaults = where.chart
    numbers = {value for name in defaults.__slots__ if isinstance(value := getattr(defaults, name), str) and value} | {
        number for one in defaults.self_assessed for number in (one.output, one.input)
    }
    return tuple(account for account in standard(company.country) if account.number in numbers)
