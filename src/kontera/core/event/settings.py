"""What changed in how the company works: its settings, rules, chart and people."""

from __future__ import annotations

from dataclasses import dataclass

from kontera.core.approving import Arrangement
from kontera.core.chart import ChartAccount, Dimension, DimensionObject
from kontera.core.company import Company, PersonAct, Role


@dataclass(frozen=True, slots=True)
class ArrangementSaved:
    """The company's rules of approval after a change, and why they were changed."""

    arrangement: Arrangement
    why: str = ""


@dataclass(frozen=True, slots=True)
class CompanySaved:
    """The company's settings after a change."""

    company: Company
    why: str = ""


@dataclass(frozen=True, slots=True)
class ChartChanged:
    """Accounts, dimensions and objects that were added or changed; with `replaces` all accounts before are gone.

    `uses` are the accounts chosen for what is booked on by itself (`core.chart.USES`); an empty one takes it back.
    """

    accounts: tuple[ChartAccount, ...] = ()
    dimensions: tuple[Dimension, ...] = ()
    objects: tuple[DimensionObject, ...] = ()
    replaces: bool = False
    why: str = ""
    uses: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PersonChanged:
    """Something about a person was changed: `what` is a `core.company.PersonAct`; roles before and after."""

    what: PersonAct
    email: str
    name: str
    before: tuple[Role, ...] = ()
    after: tuple[Role, ...] = ()
    detail: str = ""


@dataclass(frozen=True, slots=True)
class SetupNoted:
    """A step of the set-up was done, or skipped for now."""

    step: str
    skipped: bool = False
