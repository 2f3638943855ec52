"""The case after it was booked, paid, sealed: one arm an event."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Final

from kontera.core.brought import TAKEN_BACK, OpenItem
from kontera.core.case.acts import Act
from kontera.core.case.life import Case
from kontera.core.case.marking import did
from kontera.core.entry import CodingRow, RowKind
from kontera.core.event import (
    Archived,
    BroughtBack,
    BroughtForward,
    Event,
    Paid,
    PaymentPlanned,
    PaymentProposed,
    PaymentReleased,
    PaymentWithdrawn,
    Registered,
    Settled,
)
from kontera.core.evidence import Evidence, Source
from kontera.core.invoice import DocumentType
from kontera.core.money import ZERO

_ELSEWHERE: Final = frozenset(
    {
        "reception",
        "reading",
        "recognition",
        "interpretation",
        "joining",
        "validation",
        "comparison",
        "matching",
        "posting",
        "verification",
        "ledger",
    }
)
"""The steps that the earlier books stand in for."""


def after_booking(case: Case, event: Event, act: Act) -> Case:  # noqa: C901, PLR0911 - one arm an event
    """The case after its booking and payment; any other event leaves it as it was."""
    match event:
        case Registered(vouchers, payable, due):
            owed = _owed(case.invoice.type, payable)
            case = replace(case, vouchers=(*case.vouchers, *vouchers), payable=payable, owed=owed, due=due)
            return did(case, "ledger")
        case BroughtForward(item):
            return _brought(case, item, act)
        case BroughtBack():
            return replace(case, closed=TAKEN_BACK, owed=None)
        case PaymentPlanned(item):
            return did(replace(case, item=item), "payment")
        case PaymentProposed(batch):
            return replace(case, batch=batch)
        case PaymentWithdrawn():
            return replace(case, batch="", payment_file="")
        case PaymentReleased(_, file):
            return replace(case, payment_file=file)
        case Paid():
            return replace(case, paid=event)
        case Settled(voucher):
            return did(replace(case, payment_voucher=voucher), "settlement")
        case Archived():
            return did(replace(case, archived=event), "archive")
        case _:  # suppliers, batches, products and the company live in streams of their own
            return case


def _brought(case: Case, item: OpenItem, act: Act) -> Case:
    """What the earlier books say of it; the person who took it over has verified it."""
    evidence = {
        path: Evidence(Source.ASSUMED if path in item.assumed else Source.MANUAL, 1.0, by="opening")
        for path in ("number", "issue_date", "due_date", "currency", "totals.payable", "payment.reference")
    }
    return replace(
        case,
        brought=item,
        invoice=item.invoice,
        evidence=evidence,
        supplier=item.supplier,
        supplier_chosen=True,
        rows=(CodingRow(item.account, -item.booked, RowKind.PAYABLE),),
        payable=item.invoice.totals.payable,
        owed=_owed(item.invoice.type, item.invoice.totals.payable or ZERO),
        due=item.due,
        verified=act,
        done=case.done | _ELSEWHERE,
    )


def _owed(kind: DocumentType, payable: Decimal) -> Decimal:
    match kind:
        case DocumentType.CREDIT_NOTE:
            return -payable
        case DocumentType.RECEIPT:
            return ZERO
        case _:
            return payable
