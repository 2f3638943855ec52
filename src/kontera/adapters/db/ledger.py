"""The ledger and the payments of one company in the database."""

from __future__ import annotations

from datetime import date

from kontera.adapters.db import models, rows
from kontera.adapters.db.books import MARKS_AT_ONCE
from kontera.adapters.db.records import record, records
from kontera.adapters.db.reporting import DbFigures
from kontera.adapters.db.streams import DbStreams
from kontera.core.entry import Voucher
from kontera.core.outlay import Outlay
from kontera.core.payment import Batch
from kontera.core.prices import PaidPrice
from kontera.core.row import PastPosting


class DbLedger(DbStreams):
    """What is booked, owed and paid; `ports.ledger.Ledger`."""

    def postings(self, supplier: str, limit: int = 200) -> tuple[PastPosting, ...]:
        """What was booked on this supplier's invoices, newest first; on anybody's for an empty id."""
        booked = self._books.of(models.PostingRow)
        if supplier:
            booked = booked.filter(supplier=supplier)
        return tuple(rows.posting(kept) for kept in booked.order_by("-on", "-id")[:limit])

    def prices(self, supplier: str, keys: frozenset[str], limit: int = 500) -> tuple[PaidPrice, ...]:
        """What earlier invoices of this supplier asked for these articles, newest first."""
        kept = self._books.of(models.ArticlePriceRow).filter(supplier=supplier, key__in=sorted(keys)[:MARKS_AT_ONCE])
        return records(PaidPrice, kept.order_by("-on", "-id").values_list("record", flat=True)[:limit])

    def outlays(self, *, repaid: bool = False) -> tuple[Outlay, ...]:
        """What people have laid out and is still owed to them, or was given back; in the order it was booked."""
        kept = self._books.of(models.OutlayRow).filter(repaid=repaid).order_by("id")
        return records(Outlay, kept.values_list("record", flat=True))

    @property
    def figures(self) -> DbFigures:
        """What reports add up."""
        return DbFigures(self._books)

    def next_number(self, series: str, year: date) -> int:
        """The number the next voucher of this series takes."""
        return self._books.next_number(series, year)

    def vouchers(self, limit: int = 200, offset: int = 0) -> tuple[Voucher, ...]:
        """Vouchers, newest first."""
        page = self._books.of(models.VoucherRow).order_by("-id").values_list("id", flat=True)[offset : offset + limit]
        booked = self._books.of(models.VoucherRow).filter(id__in=page).order_by("-id")  # by keys: the rows are wide
        return tuple(rows.voucher(kept) for kept in booked)

    def vouchers_between(self, first: date, last: date) -> tuple[Voucher, ...]:
        """The vouchers of these days, both included, by series, year and number."""
        booked = self._books.of(models.VoucherRow).filter(on__gte=first, on__lte=last)
        return tuple(rows.voucher(kept) for kept in booked.order_by("series", "year", "number"))

    def batch(self, batch: str) -> Batch:
        """One batch of payments. Raises NotFound."""
        kept = self._books.of(models.BatchRow).filter(batch=batch)
        return record(Batch, kept.values_list("record", flat=True), batch)

    def batches(self, limit: int | None = None) -> tuple[Batch, ...]:
        """The newest batches, or all of them, newest first."""
        kept = self._books.of(models.BatchRow).order_by("-id")[:limit]
        return records(Batch, kept.values_list("record", flat=True))
