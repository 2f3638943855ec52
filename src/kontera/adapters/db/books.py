"""One company's tables: the only way to a query on them, so that no other company's row can be met."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any, Final, TypeVar

from django.db.models import Count, Max, QuerySet

from kontera.adapters.db import models, rows
from kontera.adapters.projection import Seal, name_key, postings_of, product_text, sealed, vouchers_of
from kontera.core.case import Case
from kontera.core.entry import Voucher
from kontera.core.errors import Conflict
from kontera.core.event import (
    AccountChangeSaved,
    BatchSaved,
    CompanySaved,
    Event,
    Learned,
    Noted,
    OutlaysRepaid,
    ProductSaved,
    SupplierSaved,
    Unlearned,
)
from kontera.core.memory import MOST_FOUND, Record, forgotten
from kontera.core.outlay import Outlay, outlay_of
from kontera.core.party import Supplier
from kontera.core.prices import prices_of
from kontera.core.product import Product
from kontera.core.row import PastPosting, row_of
from kontera.core.sender import Mark, supplier_marks
from kontera.core.serial import from_json, to_json

Row = TypeVar("Row", bound=models.Owned)
MARKS_AT_ONCE: Final = 500  # in one query: SQLite takes a bounded number of values


class Books:
    """The rows of one company in one database, and what each event writes into them."""

    def __init__(self, company: str, using: str) -> None:
        self.company = company
        self.using = using

    def of(self, table: type[Row]) -> QuerySet[Row]:
        """The company's rows of a table."""
        return table._default_manager.using(self.using).filter(company_id=self.company)  # noqa: SLF001 - Django's public API

    def add(self, table: type[Row], **columns: Any) -> Row:  # noqa: ANN401 - columns of any type
        """A new row of the company."""
        return table._default_manager.using(self.using).create(company_id=self.company, **columns)  # noqa: SLF001 - as above

    def add_all(self, table: type[Row], made: Iterable[dict[str, Any]]) -> None:
        """New rows of the company, written together."""
        rows_made = [table(company_id=self.company, **columns) for columns in made]
        if rows_made:
            table._default_manager.using(self.using).bulk_create(rows_made)  # noqa: SLF001 - as above

    def put(self, table: type[Row], key: dict[str, str], columns: dict[str, Any]) -> None:
        """Write the row with this key, new or over the old one."""
        if not self.of(table).filter(**key).update(**columns):
            self.add(table, **key, **columns)

    def next_number(self, series: str, year: date) -> int:
        """The number the next voucher takes."""
        taken = self.of(models.VoucherRow).filter(series=series, year=year).aggregate(last=Max("number"))
        return int(taken["last"] or 0) + 1

    def project(self, event: Event) -> None:
        """Write what the event alone adds: a supplier, a batch, a memory, vouchers. Raises Conflict."""
        match event:
            case SupplierSaved(supplier):
                self._keep_supplier(supplier)
            case AccountChangeSaved(change):
                self.put(models.AccountChangeRow, {"change": change.id}, rows.account_change_columns(change))
            case Unlearned(cases):
                self._forget(cases)
            case BatchSaved(batch):
                self.put(models.BatchRow, {"batch": batch.id}, {"record": to_json(batch)})
            case Learned(record):
                self._remember(record)
            case ProductSaved(product):
                self._keep_product(product)
            case CompanySaved(company):
                settings = {"mailbox": company.mailbox.casefold(), "settings": to_json(company)}
                models.Company.objects.using(self.using).filter(pk=self.company).update(**settings)
            case _:
                for voucher in vouchers_of(event):
                    self._book(voucher)
        if isinstance(event, OutlaysRepaid):
            self.repay(event)

    def write_case(self, case: Case, before: Case | None = None) -> None:
        """Bring the case's own row up to date; where it is known how the case was, only what is another now."""
        if case.document is None:
            return
        columns = rows.case_columns(row_of(case))
        if before is not None and before.document is not None:
            known = rows.case_columns(row_of(before))
            changed = {name: value for name, value in columns.items() if known[name] != value}
            if self.of(models.CaseRow).filter(case=case.id).update(**changed):
                return
        self.put(models.CaseRow, {"case": case.id}, columns)

    def remembered(self, marks: Iterable[str], most: int = MOST_FOUND) -> tuple[Record, ...]:
        """The records that share most of these marks, oldest first; of as many shared marks the later ones."""
        shared: Counter[str] = Counter()
        wanted = sorted(marks)
        for at in range(0, len(wanted), MARKS_AT_ONCE):
            found = self.of(models.MemoryMark).filter(mark__in=wanted[at : at + MARKS_AT_ONCE]).order_by()
            shared.update(dict(found.values_list("case").annotate(n=Count("id"))))
        cases = [case for case, _ in shared.most_common(MARKS_AT_ONCE)]
        kept = self.of(models.MemoryRow).filter(case__in=cases).order_by("id").values_list("case", "id", "record")
        best = sorted(kept, key=lambda one: (-shared[one[0]], -one[1]))[:most]
        return tuple(from_json(Record, record) for _, _, record in sorted(best, key=lambda one: one[1]))

    def _remember(self, record: Record) -> None:
        """Keep what an invoice taught, in place of what it taught before, and let go the oldest of its kind."""
        near = self.remembered(record.marks, MARKS_AT_ONCE)
        self._forget((record.case, *forgotten(near, record)))
        self.add(models.MemoryRow, case=record.case, record=to_json(record))
        self.add_all(models.MemoryMark, ({"case": record.case, "mark": mark} for mark in sorted(record.marks)))

    def _forget(self, cases: tuple[str, ...]) -> None:
        self.of(models.MemoryRow).filter(case__in=cases).delete()
        self.of(models.MemoryMark).filter(case__in=cases).delete()

    def learn(self, case: Case) -> tuple[tuple[str, date], ...]:
        """Let the history hold what this case, just booked, teaches, in place of what it taught before.

        The suppliers and days of what it holds no more and of what it holds now.
        """
        kept, made = self.of(models.PostingRow).filter(case=case.id), postings_of(case)
        left = tuple(kept.values_list("supplier", "on"))
        if left:
            kept.delete()
        self.add_all(models.PostingRow, ({"case": case.id, **rows.posting_columns(posting)} for posting in made))
        return (*left, *((posting.supplier, posting.on) for posting in made))

    def _keep_supplier(self, supplier: Supplier) -> None:
        """The record, and what it is found by; one that was merged into another is not."""
        self.put(models.SupplierRow, {"supplier": supplier.id}, rows.supplier_columns(supplier))
        marks = frozenset() if supplier.merged_into else supplier_marks(supplier)
        kept = self.of(models.SupplierMark).filter(supplier=supplier.id)
        if frozenset(kept.values_list("kind", "key")) != marks:
            kept.delete()
            made = ({"supplier": supplier.id, "kind": kind, "key": key} for kind, key in sorted(marks))
            self.add_all(models.SupplierMark, made)

    def suppliers_by(self, marks: Iterable[Mark]) -> tuple[Supplier, ...]:
        """The suppliers in force that have one of these marks, by name."""
        keys: dict[str, list[str]] = {}
        for kind, key in sorted(marks):
            keys.setdefault(kind, []).append(key)
        found: set[str] = set()
        for kind, wanted in keys.items():
            for at in range(0, len(wanted), MARKS_AT_ONCE):
                marked = self.of(models.SupplierMark).filter(kind=kind, key__in=wanted[at : at + MARKS_AT_ONCE])
                found.update(marked.values_list("supplier", flat=True))
        ids = sorted(found)
        kept = [
            row
            for at in range(0, len(ids), MARKS_AT_ONCE)
            for row in self.of(models.SupplierRow)
            .filter(supplier__in=ids[at : at + MARKS_AT_ONCE])
            .values_list("name_key", "supplier", "record")
        ]
        return tuple(rows.supplier(record) for *_, record in sorted(kept))

    def products_by(self, marks: Iterable[str]) -> tuple[Product, ...]:
        """The products in use that have one of these marks, by their first mark."""
        found: set[str] = set()
        wanted = sorted(marks)
        for at in range(0, len(wanted), MARKS_AT_ONCE):
            marked = self.of(models.ProductMark).filter(mark__in=wanted[at : at + MARKS_AT_ONCE])
            found.update(marked.values_list("product", flat=True))
        kept = self.of(models.ProductRow).filter(product__in=sorted(found)).order_by("name_key", "product")
        return tuple(from_json(Product, record) for record in kept.values_list("record", flat=True))

    def trade(self, case: Case) -> None:
        """Let the books hold the prices and the outlay of a booked case, in place of what they held of it before."""
        self.of(models.ArticlePriceRow).filter(case=case.id).delete()
        made: list[dict[str, Any]] = []
        for price in prices_of(case):
            made.append({"case": case.id, "supplier": price.supplier, "key": price.key, "on": price.on})
            made[-1]["record"] = to_json(price)
        self.add_all(models.ArticlePriceRow, made)
        outlay = outlay_of(case)
        if outlay is None:
            self.of(models.OutlayRow).filter(case=case.id).delete()
        elif not self.of(models.OutlayRow).filter(case=case.id, repaid=True).exists():
            columns = {"person_key": outlay.key, "record": to_json(outlay)}
            self.put(models.OutlayRow, {"case": case.id}, columns)

    def repay(self, event: OutlaysRepaid) -> None:
        """Note on the outlays that they were given back."""
        for kept in self.of(models.OutlayRow).filter(case__in=event.cases):
            outlay = replace(from_json(Outlay, kept.record), repaid=event.on)
            kept.repaid, kept.record = True, to_json(outlay)
            kept.save(update_fields=["repaid", "record"])

    def _keep_product(self, product: Product) -> None:
        columns = {
            "name_key": name_key(product.name),
            "search": product_text(product),
            "retired": product.retired,
            "record": to_json(product),
        }
        self.put(models.ProductRow, {"product": product.id}, columns)
        self.of(models.ProductMark).filter(product=product.id).delete()
        marks = () if product.retired else product.marks
        self.add_all(models.ProductMark, ({"product": product.id, "mark": mark} for mark in marks))

    def post(self, posting: PastPosting, case: str = "") -> None:
        """Add a posting to the history; without a case it was imported and survives a rebuild."""
        self.add(models.PostingRow, case=case, **rows.posting_columns(posting))

    def _book(self, voucher: Voucher) -> None:
        """Number by number without gaps; who comes second finds the number taken."""
        if voucher.number != self.next_number(voucher.series, voucher.year):
            raise Conflict(who="Somebody")
        self.add(models.VoucherRow, **rows.voucher_columns(voucher))

    def seal(self, seal: Seal, case: str, noted: Noted) -> None:
        """Append to the archive log."""
        last = self.of(models.SealedRow).order_by("-seq").first()
        entry = sealed(rows.sealed(last) if last else None, seal, case, noted.at)
        self.add(
            models.SealedRow,
            seq=entry.seq,
            at=entry.at,
            kind=entry.kind,
            case=entry.case,
            digest=entry.digest,
            retain_until=entry.retain_until,
            hash=entry.hash,
        )
