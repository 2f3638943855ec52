"""The registers in a company's books: suppliers, payee accounts, products, what was learned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from kontera.core.account_change import AccountChange, Standing
from kontera.core.memory import Record
from kontera.core.party import Supplier
from kontera.core.product import Product
from kontera.core.sender import Mark


@dataclass(frozen=True, slots=True)
class RegisterView:
    """What a list of suppliers shows: search text, sort ("name", "-number", "organisation"), page size and offset."""

    search: str = ""
    sort: str = "name"
    limit: int = 50
    offset: int = 0


class Registers(Protocol):
    """Suppliers with their accounts, products, and what was learned of layouts."""

    def suppliers(self) -> tuple[Supplier, ...]:
        """The whole register, without records that were merged into others."""
        ...

    def suppliers_by(self, marks: frozenset[Mark]) -> tuple[Supplier, ...]:
        """Those of the whole register, in its order, that have one of these marks (`core.sender.supplier_marks`)."""
        ...

    def supplier_names(self) -> tuple[str, ...]:
        """The names of the whole register for comparing, as its marks of the kind `core.sender.NAMED` hold them."""
        ...

    def register(self, view: RegisterView) -> tuple[Supplier, ...]:
        """One page of the register. Raises InvalidValue for a sort that is none."""
        ...

    def register_count(self, search: str = "") -> int:
        """How many suppliers a search finds in all."""
        ...

    def supplier(self, supplier: str) -> Supplier:
        """One supplier. Raises NotFound."""
        ...

    def account_changes(self, standing: Standing | None = None, supplier: str = "") -> tuple[AccountChange, ...]:
        """The cases of payee accounts, newest first: those that stand so, and one supplier's, where asked for."""
        ...

    def account_change(self, change: str) -> AccountChange:
        """One of them. Raises NotFound."""
        ...

    def product(self, product: str) -> Product:
        """One product of the register. Raises NotFound."""
        ...

    def products(self, search: str = "", limit: int = 50, offset: int = 0) -> tuple[Product, ...]:
        """One page of the product register by name, those in use first; `search` are words that all must be there."""
        ...

    def count_products(self, search: str = "") -> int:
        """How many products the search finds in all."""
        ...

    def products_by(self, marks: frozenset[str]) -> tuple[Product, ...]:
        """The products in use that have one of these marks (`core.product.line_marks`)."""
        ...

    def remembered(self, marks: frozenset[str]) -> tuple[Record, ...]:
        """What verified invoices taught, by `Record.marks`: those that share most of them, oldest first, a few."""
        ...
