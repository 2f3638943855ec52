"""How an invoice is coded and booked, and that its vouchers were handed over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kontera.core.entry import CodingRow, Voucher
from kontera.core.finding import Finding


@dataclass(frozen=True, slots=True)
class Proposed:
    """A coding was proposed."""

    rows: tuple[CodingRow, ...]
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Coded:
    """A person set the coding."""

    rows: tuple[CodingRow, ...]
    redo: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Registered:
    """Booked in the accounts-payable ledger. `vouchers` holds reversal and new voucher when it corrects an earlier."""

    vouchers: tuple[Voucher, ...]
    payable: Decimal
    due: date


@dataclass(frozen=True, slots=True)
class HandedOver:
    """Vouchers (by `Voucher.key`) were handed over to the ledger in a file (its digest); `again` marks a copy."""

    vouchers: tuple[str, ...]
    file: str
    first: date
    last: date
    series: tuple[str, ...] = ()
    again: bool = False
