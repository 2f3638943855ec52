"""The company's chart of accounts, and the register of dimensions with their objects that a coding may name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


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
    """All accounts by number, all dimensions by number, all objects by dimension and number."""

    accounts: Mapping[str, ChartAccount] = field(default_factory=dict)
    dimensions: Mapping[str, Dimension] = field(default_factory=dict)
    objects: Mapping[tuple[str, str], DimensionObject] = field(default_factory=dict)

    @property
    def names(self) -> Mapping[str, str]:
        """The names of all accounts, inactive ones too: old vouchers still bear them."""
        return {number: account.name for number, account in self.accounts.items()}

    @property
    def offered(self) -> Mapping[str, str]:
        """The names of the accounts that may be chosen."""
        return {number: account.name for number, account in self.accounts.items() if account.active}

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
        )
