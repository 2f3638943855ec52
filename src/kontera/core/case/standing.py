"""Where a case stands: its state, and the queue of the inbox."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from kontera.core.invoice import DocumentType

BOOKABLE: Final = frozenset({DocumentType.INVOICE, DocumentType.CREDIT_NOTE, DocumentType.RECEIPT})

RECEIVED_ONLY: Final = "received_only"
"""Why a case is closed in a company that has its invoices received and archived, and not coded."""


JOINED: Final = "joined"
"""Why a case is closed whose file is part of another case's invoice."""

UNPACKED: Final = "unpacked"
"""Why a case is closed whose file was a cover with the invoices in it: each of them is a case of its own."""


class State(StrEnum):
    """Where a case stands; what the next act is follows from it."""

    WORKING = "working"  # the steps are running
    VERIFY = "verify"  # unprocessed: a person must verify the reading
    APPROVE = "approve"  # booked, waits for approval
    DISPUTED = "disputed"
    PAY = "pay"  # approved, to be paid
    PAYING = "paying"  # in a batch
    PAID = "paid"
    ARCHIVED = "archived"
    CLOSED = "closed"


class Queue(StrEnum):
    """The queues of the inbox, by what is wrong."""

    READY = "ready"
    DOUBT = "doubt"
    STOPPED = "stopped"
    DUPLICATE = "duplicate"
    NOT_INVOICE = "not_invoice"
    WAITING = "waiting"
    NONE = ""  # no longer in the inbox
