"""Rows of tables from records of the core, and back."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from kontera.adapters.db import models
from kontera.adapters.projection import Link, name_key, number_order, register_text, search_text
from kontera.core.account_change import AccountChange
from kontera.core.case import Queue, State
from kontera.core.entry import Voucher
from kontera.core.event import Noted
from kontera.core.invoice import DocumentType
from kontera.core.money import from_minor, minor
from kontera.core.party import Supplier
from kontera.core.row import CaseRow, Origin, PastPosting, Sealed
from kontera.core.serial import event_from, from_json, to_json
from kontera.core.straight import Sample


def _minor(amount: Decimal | None) -> int | None:
    return None if amount is None else minor(amount)


def _amount(value: int | None) -> Decimal | None:
    return None if value is None else from_minor(value)


def case_columns(row: CaseRow) -> dict[str, Any]:
    """A case's row as columns."""
    return {
        "revision": row.revision,
        "state": row.state.value,
        "queue": row.queue.value,
        "origin": row.origin.value,
        "received": row.received,
        "type": row.type.value,
        "supplier": row.supplier,
        "supplier_name": row.supplier_name,
        "supplier_key": name_key(row.supplier_name),
        "number": row.number,
        "number_key": row.number_key,
        "issue_date": row.issue_date,
        "due_date": row.due_date,
        "payable": _minor(row.payable),
        "currency": row.currency,
        "reference": row.reference,
        "digest": row.digest,
        "file_name": row.file_name,
        "lines": row.lines,
        "account": row.account,
        "doubts": list(row.doubts),
        "batch": row.batch,
        "voucher": row.voucher,
        "booked_on": row.booked_on,
        "open_amount": _minor(row.open_amount),
        "retain_until": row.retain_until,
        "text": row.text,
        "search": search_text(row),
        "waits_for": f" {' '.join(row.waits_for)} " if row.waits_for else "",
        "waits_since": row.waits_since,
        "sample": row.sample.value,
    }


def case_row(kept: models.CaseRow) -> CaseRow:
    """The case's row from its columns."""
    return CaseRow(
        id=kept.case,
        revision=kept.revision,
        state=State(kept.state),
        queue=Queue(kept.queue),
        origin=Origin(kept.origin),
        received=kept.received,
        type=DocumentType(kept.type),
        supplier=kept.supplier,
        supplier_name=kept.supplier_name,
        number=kept.number,
        number_key=kept.number_key,
        issue_date=kept.issue_date,
        due_date=kept.due_date,
        payable=_amount(kept.payable),
        currency=kept.currency,
        reference=kept.reference,
        digest=kept.digest,
        file_name=kept.file_name,
        lines=kept.lines,
        account=kept.account,
        doubts=tuple(kept.doubts),
        batch=kept.batch,
        voucher=kept.voucher,
        booked_on=kept.booked_on,
        open_amount=_amount(kept.open_amount),
        retain_until=kept.retain_until,
        text=kept.text,
        waits_for=tuple(kept.waits_for.split()),
        waits_since=kept.waits_since,
        sample=Sample(kept.sample),
    )


def noted(kept: models.Event) -> Noted:
    """The event as it was noted. Raises UnknownEvent."""
    event = event_from(kept.kind, kept.version, kept.payload)
    return Noted(kept.seq, _utc(kept.at), kept.by, event, kept.hash)


def link(kept: models.Event) -> Link:
    """The event as it stands in the table, for checking its chain."""
    return Link(kept.seq, _utc(kept.at), kept.by, kept.kind, kept.payload, kept.hash)


def sealed(kept: models.SealedRow) -> Sealed:
    """An entry of the archive log."""
    return Sealed(kept.seq, _utc(kept.at), kept.kind, kept.case, kept.digest, kept.retain_until, kept.hash)


def _utc(at: datetime) -> datetime:
    """The same moment in UTC, written alike whichever database gave it."""
    return at.astimezone(UTC)


def supplier_columns(supplier: Supplier) -> dict[str, Any]:
    """A supplier's record as columns."""
    return {
        "name_key": name_key(supplier.party.name),
        "number_key": number_order(supplier.number),
        "organisation": supplier.party.organisation_number[:64],
        "search": register_text(supplier),
        "merged": bool(supplier.merged_into),
        "record": to_json(supplier),
    }


@lru_cache(32768)
def supplier(record: str) -> Supplier:
    """The supplier from its record; kept, for a list of payments or a match asks for the same ones again and again."""
    return from_json(Supplier, record)


def account_change_columns(change: AccountChange) -> dict[str, Any]:
    """The case of a payee account as columns."""
    return {"supplier": change.supplier, "standing": change.standing.value, "record": to_json(change)}


def posting_columns(posting: PastPosting) -> dict[str, Any]:
    """A past posting as columns."""
    return {
        "supplier": posting.supplier,
        "on": posting.on,
        "account": posting.account,
        "amount": minor(posting.amount),
        "share": posting.share,
        "text": posting.text,
        "dimensions": [list(pair) for pair in posting.dimensions],
        "vat_code": posting.vat_code,
    }


def posting(kept: models.PostingRow) -> PastPosting:
    """The past posting from its columns."""
    return PastPosting(
        supplier=kept.supplier,
        on=kept.on,
        account=kept.account,
        amount=from_minor(kept.amount),
        share=kept.share,
        text=kept.text,
        dimensions=tuple((str(number), str(name)) for number, name in kept.dimensions),
        vat_code=kept.vat_code,
    )


def voucher_columns(voucher: Voucher) -> dict[str, Any]:
    """A voucher as columns."""
    return {
        "series": voucher.series,
        "year": voucher.year,
        "number": voucher.number,
        "on": voucher.entry.on,
        "case": voucher.case,
        "record": to_json(voucher),
    }


def voucher(kept: models.VoucherRow) -> Voucher:
    """The voucher from its row."""
    return from_json(Voucher, kept.record)
