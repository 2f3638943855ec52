"""Makes the rows of one company from its events again."""

from __future__ import annotations

from django.db import transaction

from kontera.adapters.db import models, rows, sums, tally
from kontera.adapters.db.connection import hold_writers
from kontera.adapters.db.streams import DbStreams
from kontera.adapters.projection import seal_of
from kontera.core.case import Case, fold_in
from kontera.core.event import (
    AccountChangeSaved,
    Archived,
    BatchSaved,
    Learned,
    MeansGiven,
    OutlaysRepaid,
    ProductSaved,
    Received,
    Registered,
    Settled,
    SupplierSaved,
    Unlearned,
)

_REPLAYED = tuple(
    kind.__name__
    for kind in (
        SupplierSaved,
        AccountChangeSaved,
        Unlearned,
        BatchSaved,
        ProductSaved,
        OutlaysRepaid,
        Learned,
        Registered,
        Settled,
        Received,
        Archived,
    )
)

_REWRITTEN = (
    models.CaseRow,
    models.SupplierRow,
    models.SupplierMark,
    models.AccountChangeRow,
    models.VoucherRow,
    models.BatchRow,
    models.MemoryRow,
    models.MemoryMark,
    models.ProductRow,
    models.ProductMark,
    models.ArticlePriceRow,
    models.OutlayRow,
    *tally.TABLES,
)


class DbRebuild(DbStreams):
    """Makes the rows from the events again."""

    def rebuild(self) -> int:
        """Write all rows anew from the events, in the order they happened.

        Imported postings stay, and so does the archive log: only what it lacks is appended.
        """
        with transaction.atomic(using=self._books.using):
            hold_writers(self._books.using, models.Event._meta.db_table)  # noqa: SLF001 - Django's public API
            for table in _REWRITTEN:
                self._books.of(table).delete()
            self._books.of(models.PostingRow).exclude(case="").delete()
            self._replay()
            for stream in self.streams():
                self._refold(stream)
            for kept in self._books.of(models.Event).filter(kind=OutlaysRepaid.__name__).order_by("id"):
                noted = rows.noted(kept)
                if isinstance(noted.event, OutlaysRepaid):
                    self._books.repay(noted.event)
            sums.sum_all(self._books)
            return self._books.of(models.CaseRow).count()

    def _replay(self) -> None:
        """All that an event says without its case, in the order of all events."""
        logged = self._books.of(models.SealedRow).count()
        for kept in self._books.of(models.Event).filter(kind__in=_REPLAYED).order_by("id").iterator():
            noted = rows.noted(kept)
            self._books.project(noted.event)
            seal = seal_of(noted.event)
            logged -= seal is not None
            if seal is not None and logged < 0:
                self._books.seal(seal, kept.stream, noted)

    def _refold(self, stream: str) -> None:
        """The case's row and what it taught when it was last booked; one case in memory at a time."""
        case, booked, traded = Case(stream, self._company.id), None, None
        for noted in self.history(stream):
            case = fold_in(case, noted)
            booked = case if isinstance(noted.event, Registered) else booked
            tally.tally(self._books, case, noted)
            traded = case if isinstance(noted.event, Registered | MeansGiven) else traded
        self._books.write_case(case)
        if booked is not None:
            self._books.learn(booked)
        if traded is not None:
            self._books.trade(traded)
