"""What changed in the registers of suppliers, their accounts, and products."""

from __future__ import annotations

from dataclasses import dataclass

from kontera.core.account_change import AccountChange, Standing
from kontera.core.account_list import AccountList
from kontera.core.party import Account, Supplier
from kontera.core.product import Product


@dataclass(frozen=True, slots=True)
class SupplierSaved:
    """The register's record of a supplier after a change; `confirmed` are accounts confirmed by this act."""

    supplier: Supplier
    confirmed: tuple[Account, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class AccountChangeSaved:
    """The case of a new or changed payee account after an act on it."""

    change: AccountChange


@dataclass(frozen=True, slots=True)
class AccountListSaved:
    """A list of accounts that are confirmed together, after an act on it."""

    list: AccountList


@dataclass(frozen=True, slots=True)
class PayeeJudged:
    """The payee's account was confirmed or refused in its own case; `released` are the stops that go with it."""

    change: str
    standing: Standing
    released: tuple[str, ...] = ()
    redo: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProductSaved:
    """The register's record of a product after a change."""

    product: Product
    why: str = ""
