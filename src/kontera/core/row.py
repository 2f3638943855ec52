"""What lists read of a case: one flat row, made from the folded case and written in its event's transaction."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Final

from kontera.core.case import Case, Queue, State
from kontera.core.document import Channel
from kontera.core.entry import Dimensions
from kontera.core.invoice import DocumentType
from kontera.core.straight import Sample

_NOT_ALNUM: Final = re.compile(r"[^0-9A-Z]")


class Origin(StrEnum):
    """How the invoice came, as the inbox shows it."""

    E_INVOICE = "e_invoice"
    MAIL = "mail"
    SCAN = "scan"
    UPLOAD = "upload"
    OPENING = "opening"  # brought forward from earlier books


BROUGHT_FORWARD: Final = "IB"
"""What stands for the voucher of an invoice that was brought forward: ingående balans, as in SIE's #IB."""


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One case in a list. `payable` is the amount to pay, unsigned as on the document; `doubts` are rule ids."""

    id: str
    revision: int
    state: State
    queue: Queue
    origin: Origin
    received: datetime
    type: DocumentType
    supplier: str
    supplier_name: str
    number: str
    number_key: str
    issue_date: date | None
    due_date: date | None
    payable: Decimal | None
    currency: str
    reference: str
    digest: str
    file_name: str
    lines: int
    account: str
    doubts: tuple[str, ...]
    batch: str
    voucher: str
    booked_on: date | None
    open_amount: Decimal | None  # signed, what the ledger still owes: credit notes negative
    retain_until: date | None
    text: str  # what search looks in
    waits_for: tuple[str, ...] = ()  # seats, as `Case.waits_for` says them
    waits_since: datetime | None = None
    sample: Sample = Sample.NONE


@dataclass(frozen=True, slots=True)
class PastPosting:
    """One cost row that was booked on an invoice of this supplier: the history that proposals learn from.

    `amount` is signed in the company's currency; `share` its part 0–1 of the invoice's cost.
    """

    supplier: str
    on: date
    account: str
    amount: Decimal
    share: float = 1.0
    text: str = ""
    dimensions: Dimensions = ()
    vat_code: str = ""


@dataclass(frozen=True, slots=True)
class Sealed:
    """One entry of a company's append-only archive log: what was sealed, chained to the entry before."""

    seq: int
    at: datetime
    kind: str  # "received" or "bundle"
    case: str
    digest: str
    retain_until: date | None
    hash: str


def number_key(number: str) -> str:
    """An invoice number for comparing: upper case, letters and digits only, leading zeros dropped."""
    return _NOT_ALNUM.sub("", number.upper()).lstrip("0")


def _origin(case: Case) -> Origin:
    if case.brought is not None:
        return Origin.OPENING
    if case.reading is not None and not case.pages:
        return Origin.E_INVOICE
    if case.document is not None and case.document.channel is Channel.MAIL:
        return Origin.MAIL
    if any(page.by == "ocr" for page in case.pages):
        return Origin.SCAN
    return Origin.UPLOAD


def row_of(case: Case) -> CaseRow:
    """The row of a case that has at least been received."""
    document, invoice = case.document, case.invoice
    if document is None:
        raise ValueError(case.id)
    latest = case.vouchers[-1] if case.vouchers else None
    brought = case.brought if not case.closed else None
    accounts = invoice.payment.accounts
    words = (
        invoice.seller.name,
        invoice.number,
        invoice.payment.reference,
        *(line.description for line in invoice.lines),
    )
    return CaseRow(
        id=case.id,
        revision=case.revision,
        state=case.state,
        queue=case.queue,
        origin=_origin(case),
        received=document.received,
        type=invoice.type,
        supplier=case.supplier,
        supplier_name=invoice.seller.name,
        number=invoice.number,
        number_key=number_key(invoice.number),
        issue_date=invoice.issue_date,
        due_date=case.due or invoice.due_date,
        payable=invoice.totals.payable,
        currency=invoice.currency,
        reference=invoice.payment.reference,
        digest=document.digest,
        file_name=document.name,
        lines=len(invoice.lines),
        account=accounts[0].key if accounts else "",
        doubts=tuple(dict.fromkeys(f.rule for f in case.findings)),
        batch=case.batch,
        voucher=f"{latest.series}{latest.number}" if latest else BROUGHT_FORWARD if brought else "",
        booked_on=latest.entry.on if latest else brought.on if brought else None,
        open_amount=case.owed if case.payment_voucher is None else None,
        retain_until=case.archived.retain_until if case.archived else None,
        text=" ".join(word for word in words if word).casefold(),
        waits_for=case.waits_for,
        waits_since=case.waits_since,
        sample=case.sample,
    )
