"""The registers of one company in the database."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from kontera.adapters.db import models, rows
from kontera.adapters.db.records import record, records
from kontera.adapters.db.streams import DbStreams
from kontera.adapters.projection import register_order, register_search
from kontera.core.account_change import AccountChange, Standing
from kontera.core.memory import Record
from kontera.core.party import Supplier
from kontera.core.product import Product
from kontera.core.sender import NAMED, Mark
from kontera.ports import RegisterView


class DbRegisters(DbStreams):
    """The registers; `ports.registers.Registers`."""

    def suppliers(self) -> tuple[Supplier, ...]:
        """The whole register, by name."""
        kept = self._standing().order_by("name_key", "supplier")
        return tuple(map(rows.supplier, kept.values_list("record", flat=True)))

    def suppliers_by(self, marks: frozenset[Mark]) -> tuple[Supplier, ...]:
        """Those of the whole register, in its order, that have one of these marks."""
        return self._books.suppliers_by(marks)

    def supplier_names(self) -> tuple[str, ...]:
        """The names of the whole register for comparing."""
        held = self._books.of(models.SupplierMark).filter(kind=NAMED).order_by("key")
        return tuple(held.values_list("key", flat=True).distinct())

    def register(self, view: RegisterView) -> tuple[Supplier, ...]:
        """One page of the register. Raises InvalidValue for a sort that is none."""
        field, downward = register_order(view.sort)
        column = {"name": "name_key", "number": "number_key", "organisation": "organisation"}[field]
        order = (f"-{column}", "-supplier") if downward else (column, "supplier")
        found = self._registered(view.search).order_by(*order)[view.offset : view.offset + view.limit]
        return tuple(map(rows.supplier, found.values_list("record", flat=True)))

    def register_count(self, search: str = "") -> int:
        """How many suppliers a search finds in all."""
        return self._registered(search).count()

    def _registered(self, search: str) -> QuerySet[models.SupplierRow]:
        found = self._standing()
        words, number = register_search(search)
        wanted = Q()
        for word in words:
            wanted &= Q(search__contains=word)
        return found.filter(wanted | Q(search__contains=number) if number else wanted)

    def _standing(self) -> QuerySet[models.SupplierRow]:
        """Those that were not merged into others; asked so that an index is used, as "NOT merged" would not."""
        return self._books.of(models.SupplierRow).filter(merged__in=[False])

    def supplier(self, supplier: str) -> Supplier:
        """One supplier. Raises NotFound."""
        kept = self._books.of(models.SupplierRow).filter(supplier=supplier)
        return record(Supplier, kept.values_list("record", flat=True), supplier)

    def account_changes(self, standing: Standing | None = None, supplier: str = "") -> tuple[AccountChange, ...]:
        """The cases of payee accounts, newest first."""
        found = self._books.of(models.AccountChangeRow)
        if standing is not None:
            found = found.filter(standing=standing.value)
        if supplier:
            found = found.filter(supplier=supplier)
        return records(AccountChange, found.order_by("-id").values_list("record", flat=True))

    def account_change(self, change: str) -> AccountChange:
        """One of them. Raises NotFound."""
        kept = self._books.of(models.AccountChangeRow).filter(change=change)
        return record(AccountChange, kept.values_list("record", flat=True), change)

    def product(self, product: str) -> Product:
        """One product. Raises NotFound."""
        kept = self._books.of(models.ProductRow).filter(product=product)
        return record(Product, kept.values_list("record", flat=True), product)

    def products(self, search: str = "", limit: int = 50, offset: int = 0) -> tuple[Product, ...]:
        """One page of the product register, by name."""
        kept = self._products(search).order_by("retired", "name_key", "product")[offset : offset + limit]
        return records(Product, kept.values_list("record", flat=True))

    def count_products(self, search: str = "") -> int:
        """How many products the search finds in all."""
        return self._products(search).count()

    def _products(self, search: str) -> QuerySet[models.ProductRow]:
        found = self._books.of(models.ProductRow)
        for word in search.casefold().split():
            found = found.filter(search__contains=word)
        return found

    def products_by(self, marks: frozenset[str]) -> tuple[Product, ...]:
        """The products in use that have one of these marks."""
        return self._books.products_by(marks)

    def remembered(self, marks: frozenset[str]) -> tuple[Record, ...]:
        """What verified invoices taught: the records that share most of these marks, oldest first."""
        return self._books.remembered(marks)
