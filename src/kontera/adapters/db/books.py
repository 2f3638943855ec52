"""One company's tables: the only way to a query on them, so that no other company's row can be met."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any, Final, TypeVar

from django.db.models import Count, Max, QuerySet

from kontera.adapters.db import models, rows
from kontera.adapters.projection import Seal, name_key, postings_of, sealed, vouchers_of
from kontera.core.case import Case
from kontera.core.entry import Voucher
from kontera.core.errors import Conflict
from kontera.core.event import BatchSaved, Event, Learned, Noted, SupplierSaved
from kontera.core.memory import MOST_FOUND, Record, forgotten
from kontera.core.row import PastPosting, row_of
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
                columns = {"name_key": name_key(supplier.party.name), "record": to_json(supplier)}
                self.put(models.SupplierRow, {"supplier": supplier.id}, columns)
            case BatchSaved(batch):
                self.put(models.BatchRow, {"batch": batch.id}, {"record": to_json(batch)})
            case Learned(record):
                self._remember(record)
            case _:
                for voucher in vouchers_of(event):
                    self._book(voucher)

    def write_case(self, case: Case) -> None:
        """Bring the case's own row up to date."""
        if case.document is not None:
            self.put(models.CaseRow, {"case": case.id}, rows.case_columns(row_of(case)))

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
        gone = (record.case, *forgotten(near, record))
        self.of(models.MemoryRow).filter(case__in=gone).delete()
        self.of(models.MemoryMark).filter(case__in=gone).delete()
        self.add(models.MemoryRow, case=record.case, record=to_json(record))
        for mark in sorted(record.marks):
            self.add(models.MemoryMark, case=record.case, mark=mark)

    def learn(self, case: Case) -> None:
        """Let the history hold what this case, just booked, teaches, in place of what it taught before."""
        self.of(models.PostingRow).filter(case=case.id).delete()
        for posting in postings_of(case):
            self.post(posting, case.id)

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
