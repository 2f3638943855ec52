"""Receipts and outlays: how what was bought had been paid, and what the company owes the person who paid."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kontera.core.case import Case
from kontera.core.entry import RowKind
from kontera.core.invoice import DocumentType
from kontera.core.means import PaidWith
from kontera.core.money import total


@dataclass(frozen=True, slots=True)
class Outlay:
    """What a person laid out for the company: `amount` in the company's currency, owed on `account` until `repaid`."""

    case: str
    person: str
    on: date
    amount: Decimal
    account: str
    text: str = ""
    voucher: str = ""
    repaid: date | None = None

    @property
    def key(self) -> str:
        """Whose it is, however the name is written."""
        return person_key(self.person)


def person_key(name: str) -> str:
    """A person's name for comparing."""
    return " ".join(name.casefold().split())


def outlay_of(case: Case) -> Outlay | None:
    """What a booked receipt owes to a person; None for everything else."""
    if case.invoice.type is not DocumentType.RECEIPT or case.paid_with is not PaidWith.PERSON or not case.vouchers:
        return None
    debts = tuple(row for row in case.rows if row.kind is RowKind.PAYABLE)
    amount = -total(row.amount for row in debts)
    if not debts or not amount:
        return None
    last = case.vouchers[-1]
    text = " ".join(word for word in (case.invoice.seller.name, case.invoice.number) if word)
    on = case.invoice.issue_date or last.entry.on
    return Outlay(case.id, case.paid_by, on, amount, debts[0].account, text, f"{last.series}{last.number}")
