"""The registers of one company in memory."""

from __future__ import annotations

from kontera.adapters.inmemory.streams import InMemoryStreams
from kontera.adapters.inmemory.tables import one_of
from kontera.adapters.projection import (
    name_key,
    number_order,
    product_text,
    register_order,
    register_search,
    register_text,
)
from kontera.core.account_change import AccountChange, Standing
from kontera.core.memory import Record, found
from kontera.core.party import Supplier
from kontera.core.product import Product
from kontera.core.sender import NAMED, Mark, supplier_marks
from kontera.ports import RegisterView


class InMemoryRegisters(InMemoryStreams):
    """The registers; `ports.registers.Registers`."""

    def suppliers(self) -> tuple[Supplier, ...]:
        """The whole register, by name."""
        known = (one for one in self._tables.suppliers.values() if not one.merged_into)
        return tuple(sorted(known, key=lambda s: (name_key(s.party.name), s.id)))

    def suppliers_by(self, marks: frozenset[Mark]) -> tuple[Supplier, ...]:
        """Those of the whole register, in its order, that have one of these marks."""
        return tuple(one for one in self.suppliers() if not marks.isdisjoint(supplier_marks(one)))

    def supplier_names(self) -> tuple[str, ...]:
        """The names of the whole register for comparing."""
        held = {mark for one in self.suppliers() for mark in supplier_marks(one)}
        return tuple(sorted(key for kind, key in held if kind == NAMED))

    def register(self, view: RegisterView) -> tuple[Supplier, ...]:
        """One page of the register. Raises InvalidValue for a sort that is none."""
        field, downward = register_order(view.sort)
        found = sorted(self._registered(view.search), key=lambda s: (_register_key(s, field), s.id), reverse=downward)
        return tuple(found[view.offset : view.offset + view.limit])

    def register_count(self, search: str = "") -> int:
        """How many suppliers a search finds in all."""
        return len(self._registered(search))

    def _registered(self, search: str) -> list[Supplier]:
        words, number = register_search(search)
        texts = ((one, register_text(one)) for one in self.suppliers())
        return [one for one, text in texts if all(word in text for word in words) or (number and number in text)]

    def supplier(self, supplier: str) -> Supplier:
        """One supplier. Raises NotFound."""
        return one_of(self._tables.suppliers, supplier)

    def account_changes(self, standing: Standing | None = None, supplier: str = "") -> tuple[AccountChange, ...]:
        """The cases of payee accounts, newest first."""
        found = reversed(self._tables.account_changes.values())
        return tuple(
            one
            for one in found
            if (standing is None or one.standing is standing) and (not supplier or one.supplier == supplier)
        )

    def account_change(self, change: str) -> AccountChange:
        """One of them. Raises NotFound."""
        return one_of(self._tables.account_changes, change)

    def product(self, product: str) -> Product:
        """One product. Raises NotFound."""
        return one_of(self._tables.products, product)

    def products(self, search: str = "", limit: int = 50, offset: int = 0) -> tuple[Product, ...]:
        """One page of the product register, by name."""
        found = sorted(self._products(search), key=lambda one: (one.retired, name_key(one.name), one.id))
        return tuple(found[offset : offset + limit])

    def count_products(self, search: str = "") -> int:
        """How many products the search finds in all."""
        return len(self._products(search))

    def _products(self, search: str) -> list[Product]:
        words = search.casefold().split()
        return [one for one in self._tables.products.values() if all(word in product_text(one) for word in words)]

    def products_by(self, marks: frozenset[str]) -> tuple[Product, ...]:
        """The products in use that have one of these marks."""
        found = (one for one in self._tables.products.values() if not one.retired and not marks.isdisjoint(one.marks))
        return tuple(sorted(found, key=lambda one: (name_key(one.name), one.id)))

    def remembered(self, marks: frozenset[str]) -> tuple[Record, ...]:
        """What verified invoices taught: the records that share most of these marks, oldest first."""
        return found(self._tables.memory, marks)


def _register_key(supplier: Supplier, field: str) -> str:
    match field:
        case "number":
            return number_order(supplier.number)
        case "organisation":
            return supplier.party.organisation_number
        case _:
            return name_key(supplier.party.name)
