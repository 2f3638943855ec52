"""The ledger and the payments of one company in memory."""

from __future__ import annotations

from datetime import date

from kontera.adapters.inmemory.figures import InMemoryFigures
from kontera.adapters.inmemory.streams import InMemoryStreams
from kontera.adapters.inmemory.tables import one_of
from kontera.core.entry import Voucher
from kontera.core.outlay import Outlay
from kontera.core.payment import Batch
from kontera.core.prices import PaidPrice
from kontera.core.row import PastPosting


class InMemoryLedger(InMemoryStreams):
    """What is booked, owed and paid; `ports.ledger.Ledger`."""

    def postings(self, supplier: str, limit: int = 200) -> tuple[PastPosting, ...]:
        """What was booked on this supplier's invoices, newest first; on anybody's for an empty id."""
        booked = [kept for _, kept in reversed(self._tables.postings) if not supplier or kept.supplier == supplier]
        return tuple(sorted(booked, key=lambda posting: posting.on, reverse=True)[:limit])

    def prices(self, supplier: str, keys: frozenset[str], limit: int = 500) -> tuple[PaidPrice, ...]:
        """What earlier invoices of this supplier asked for these articles, newest first."""
        asked = [one for one in reversed(self._tables.prices) if one.supplier == supplier and one.key in keys]
        return tuple(sorted(asked, key=lambda one: one.on, reverse=True)[:limit])

    def outlays(self, *, repaid: bool = False) -> tuple[Outlay, ...]:
        """What people have laid out and is still owed to them, or was given back; in the order it was booked."""
        return tuple(one for one in self._tables.outlays.values() if (one.repaid is not None) is repaid)

    @property
    def figures(self) -> InMemoryFigures:
        """What reports add up."""
        return InMemoryFigures(self._tables.counted, self._tables.postings, self._tables.suppliers, self._tables.rows)

    def next_number(self, series: str, year: date) -> int:
        """The number the next voucher of this series takes."""
        return self._tables.next_number(series, year)

    def vouchers(self, limit: int = 200, offset: int = 0) -> tuple[Voucher, ...]:
        """Vouchers, newest first."""
        return tuple(reversed(self._tables.vouchers))[offset : offset + limit]

    def vouchers_between(self, first: date, last: date) -> tuple[Voucher, ...]:
        """The vouchers of these days, both included, by series, year and number."""
        found = (voucher for voucher in self._tables.vouchers if first <= voucher.entry.on <= last)
        return tuple(sorted(found, key=lambda voucher: (voucher.series, voucher.year, voucher.number)))

    def batch(self, batch: str) -> Batch:
        """One batch of payments. Raises NotFound."""
        return one_of(self._tables.batches, batch)

    def batches(self, limit: int | None = None) -> tuple[Batch, ...]:
        """The newest batches, or all of them, newest first."""
        return tuple(reversed(self._tables.batches.values()))[:limit]
