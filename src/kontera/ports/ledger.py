"""What is booked, owed and paid in a company's books."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from kontera.core.entry import Voucher
from kontera.core.outlay import Outlay
from kontera.core.payment import Batch
from kontera.core.prices import PaidPrice
from kontera.core.row import PastPosting
from kontera.ports.figures import Figures


class Ledger(Protocol):
    """What is booked, owed and paid, and what reports add up."""

    def postings(self, supplier: str, limit: int = 200) -> tuple[PastPosting, ...]:
        """What was booked on this supplier's invoices (empty id: on anybody's), newest first."""
        ...

    def prices(self, supplier: str, keys: frozenset[str], limit: int = 500) -> tuple[PaidPrice, ...]:
        """What booked invoices of this supplier asked for these articles (`core.prices.price_key`), newest first."""
        ...

    def outlays(self, *, repaid: bool = False) -> tuple[Outlay, ...]:
        """What people have laid out and is owed to them, or (`repaid`) was given back; in the order it was booked."""
        ...

    @property
    def figures(self) -> Figures:
        """What reports add up."""
        ...

    def next_number(self, series: str, year: date) -> int:
        """The number the next voucher of this series takes in the financial year that begins on `year`."""
        ...

    def vouchers(self, limit: int = 200, offset: int = 0) -> tuple[Voucher, ...]:
        """Vouchers, newest first."""
        ...

    def vouchers_between(self, first: date, last: date) -> tuple[Voucher, ...]:
        """The vouchers of these days, both included, by series, year and number."""
        ...

    def batch(self, batch: str) -> Batch:
        """One batch of payments. Raises NotFound."""
        ...

    def batches(self, limit: int | None = None) -> tuple[Batch, ...]:
        """All batches, newest first."""
        ...
