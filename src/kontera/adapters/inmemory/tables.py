"""All that is kept of one company in memory, and what an event adds to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from kontera.adapters.inmemory.figures import Counted
from kontera.adapters.projection import postings_of, seal_of, sealed, vouchers_of
from kontera.core.account_change import AccountChange
from kontera.core.case import Case
from kontera.core.document import Refused
from kontera.core.entry import Voucher
from kontera.core.errors import Conflict, NotFound
from kontera.core.event import (
    AccountChangeSaved,
    BatchSaved,
    CompanySaved,
    Event,
    Learned,
    MeansGiven,
    Noted,
    OutlaysRepaid,
    ProductSaved,
    Registered,
    SupplierSaved,
    Unlearned,
)
from kontera.core.memory import Record, forgotten
from kontera.core.outlay import Outlay, outlay_of
from kontera.core.party import Supplier
from kontera.core.payment import Batch
from kontera.core.prices import PaidPrice, prices_of
from kontera.core.product import Product
from kontera.core.row import CaseRow, PastPosting, Sealed, row_of
from kontera.ports import Task

T = TypeVar("T")


@dataclass
class Tables:
    """All that is kept of one company."""

    streams: dict[str, list[Noted]] = field(default_factory=dict)
    claims: set[str] = field(default_factory=set)
    rows: dict[str, CaseRow] = field(default_factory=dict)
    suppliers: dict[str, Supplier] = field(default_factory=dict)
    batches: dict[str, Batch] = field(default_factory=dict)
    vouchers: list[Voucher] = field(default_factory=list)
    postings: list[tuple[str, PastPosting]] = field(default_factory=list)
    refusals: list[Refused] = field(default_factory=list)
    sealed: list[Sealed] = field(default_factory=list)
    tasks: dict[str, Task] = field(default_factory=dict)
    finished: set[str] = field(default_factory=set)
    order: list[tuple[str, Noted]] = field(default_factory=list)
    memory: list[Record] = field(default_factory=list)
    products: dict[str, Product] = field(default_factory=dict)
    prices: list[PaidPrice] = field(default_factory=list)
    outlays: dict[str, Outlay] = field(default_factory=dict)
    account_changes: dict[str, AccountChange] = field(default_factory=dict)
    counted: Counted = field(default_factory=Counted)

    def copied(self) -> Tables:
        """A copy to write in: what it holds is frozen, so that a copy of each container is enough."""
        return Tables(
            {name: list(events) for name, events in self.streams.items()},
            set(self.claims),
            dict(self.rows),
            dict(self.suppliers),
            dict(self.batches),
            list(self.vouchers),
            list(self.postings),
            list(self.refusals),
            list(self.sealed),
            dict(self.tasks),
            set(self.finished),
            list(self.order),
            list(self.memory),
            dict(self.products),
            list(self.prices),
            dict(self.outlays),
            account_changes=dict(self.account_changes),
            counted=self.counted.copied(),
        )

    def next_number(self, series: str, year: date) -> int:
        """The number the next voucher takes."""
        return 1 + max((v.number for v in self.vouchers if (v.series, v.year) == (series, year)), default=0)

    def project(self, stream: str, case: Case, noted: Noted) -> None:
        """Write what this event adds to the rows."""
        match noted.event:
            case SupplierSaved(supplier):
                self.suppliers[supplier.id] = supplier
                return
            case AccountChangeSaved(change):
                self.account_changes[change.id] = change
                return
            case Unlearned(cases):
                self.memory = [record for record in self.memory if record.case not in cases]
                return
            case BatchSaved(batch):
                self.batches[batch.id] = batch
                return
            case ProductSaved(product):
                self.products[product.id] = product
                return
            case CompanySaved():
                return
            case event:
                self._project_case(stream, case, event)
        self.counted.tally(case, noted, self.streams[stream])
        if case.document is not None:
            self.rows[case.id] = row_of(case)

    def seal(self, stream: str, noted: Noted) -> None:
        """Append to the archive log, if the event is one of those it holds."""
        seal = seal_of(noted.event)
        if seal is not None:
            self.sealed.append(sealed(self.sealed[-1] if self.sealed else None, seal, stream, noted.at))

    def _project_case(self, stream: str, case: Case, event: Event) -> None:
        for voucher in vouchers_of(event):
            if voucher.number != self.next_number(voucher.series, voucher.year):
                raise Conflict(who="Somebody")
            self.vouchers.append(voucher)
        if isinstance(event, OutlaysRepaid):
            for name in event.cases:
                if name in self.outlays:
                    self.outlays[name] = replace(self.outlays[name], repaid=event.on)
        if isinstance(event, Registered | MeansGiven):
            self._trade(case)
        if isinstance(event, Learned):
            gone = forgotten(self.memory, event.record)
            self.memory = [*(record for record in self.memory if record.case not in gone), event.record]
        if isinstance(event, Registered):
            self.postings = [(owner, kept) for owner, kept in self.postings if owner != stream]
            self.postings.extend((stream, posting) for posting in postings_of(case))

    def _trade(self, case: Case) -> None:
        """The prices and the outlay of a booked case."""
        self.prices = [*(one for one in self.prices if one.case != case.id), *prices_of(case)]
        outlay, known = outlay_of(case), self.outlays.get(case.id)
        if outlay is None:
            self.outlays.pop(case.id, None)
        elif known is None or known.repaid is None:
            self.outlays[case.id] = outlay


def one_of(kept: Mapping[str, T], name: str) -> T:
    """What is kept by this name. Raises NotFound."""
    try:
        return kept[name]
    except KeyError:
        raise NotFound(what=name) from None
