"""The company's chart of accounts, and the register of dimensions with their objects that a coding may name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Final

from kontera.core.country import ChartDefaults

USES: Final = (
    "payables",
    "disputed_payables",
    "input_vat",
    "bank",
    "card",
    "paid_by_employee",
    "rounding",
    "currency_gain",
    "currency_loss",
    "late_interest",
    "prepaid",
)
"""What Kontera books on by itself and a company may choose its own account for: fields of `ChartDefaults`."""


class AccountClass(StrEnum):
    """The place of an account in the statements."""

    ASSET = "asset"
    LIABILITY = "liability"
    INCOME = "income"
    COST = "cost"


@dataclass(frozen=True, slots=True)
class ChartAccount:
    """One account: its number, its name in the country's language, its kind; an inactive one is no longer offered."""

    number: str
    name: str
    kind: AccountClass
    active: bool = True


@dataclass(frozen=True, slots=True)
class Dimension:
    """What costs are told apart by: "1" cost centre, "6" project (the numbers of SIE), 20 and up are free."""

    number: str
    name: str


@dataclass(frozen=True, slots=True)
class DimensionObject:
    """One cost centre or project of a dimension; an inactive one is no longer offered."""

    dimension: str
    number: str
    name: str = ""
    active: bool = True


@dataclass(frozen=True, slots=True)
class Chart:
    """All accounts by number, all dimensions by number, all objects by dimension and number.

    `own` says that the company has stated its accounts: then no other account is booked on. The starter chart of a
    country binds nobody. `uses` are the accounts the company chose for what Kontera books on by itself (`USES`).
    """

    accounts: Mapping[str, ChartAccount] = field(default_factory=dict)
    dimensions: Mapping[str, Dimension] = field(default_factory=dict)
    objects: Mapping[tuple[str, str], DimensionObject] = field(default_factory=dict)
    own: bool = False
    uses: Mapping[str, str] = field(default_factory=dict)

    @property
    def names(self) -> Mapping[str, str]:
        """The names of all accounts, inactive ones too: old vouchers still bear them."""
        return {number: account.name for number, account in self.accounts.items()}

    @property
    def offered(self) -> Mapping[str, str]:
        """The names of the accounts that may be chosen."""
        return {number: account.name for number, account in self.accounts.items() if account.active}

    def takes(self, number: str) -> bool:
        """Whether an account may be booked on: it is in the chart and in use, or the company has stated no chart."""
        account = self.accounts.get(number)
        return account.active if account is not None else not self.own

    def takes_object(self, dimension: str, number: str) -> bool:
        """Whether a dimension and its object may be named; a dimension without any object takes every text."""
        if self.dimensions and dimension not in self.dimensions:
            return False
        known = self.objects.get((dimension, number))
        if known is not None:
            return known.active
        return not any(one.dimension == dimension for one in self.objects.values())

    def booked_on(self, usual: ChartDefaults) -> ChartDefaults:
        """The accounts of a country as this company books on them: its own choice goes before the usual account."""
        chosen: dict[str, Any] = {use: one for use, one in self.uses.items() if use in USES and self.takes(one)}
        return replace(usual, **chosen)

    def objects_of(self, dimension: str, *, all_of_them: bool = False) -> tuple[DimensionObject, ...]:
        """The objects of a dimension by number; only those in use, unless all are asked for."""
        found = (one for one in self.objects.values() if one.dimension == dimension and (one.active or all_of_them))
        return tuple(sorted(found, key=lambda one: (len(one.number), one.number)))

    def changed(
        self,
        accounts: tuple[ChartAccount, ...] = (),
        dimensions: tuple[Dimension, ...] = (),
        objects: tuple[DimensionObject, ...] = (),
    ) -> Chart:
        """The chart with these put in or put over what bears the same number; accounts in order of number."""
        merged = {**self.accounts, **{one.number: one for one in accounts}}
        return Chart(
            dict(sorted(merged.items())),
            {**self.dimensions, **{one.number: one for one in dimensions}},
            {**self.objects, **{(one.dimension, one.number): one for one in objects}},
            self.own,
            self.uses,
        )
