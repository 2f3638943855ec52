"""Payments: the items to pay, and the batch that a second person releases."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from kontera.core.money import total
from kontera.core.party import Account, Address


class ReferenceKind(StrEnum):
    """How a payment's reference goes to the bank."""

    STRUCTURED = "structured"  # OCR, KID, viite, RF: SCOR
    TEXT = "text"  # an unstructured message


@dataclass(frozen=True, slots=True)
class PayItem:
    """One invoice to pay: the amount in `currency`, where to, with which reference. Credit notes are negative."""

    case: str
    supplier: str
    payee: str
    account: Account
    amount: Decimal
    currency: str
    due: date
    number: str
    reference: str = ""
    reference_kind: ReferenceKind = ReferenceKind.TEXT
    address: Address = Address()


class BatchState(StrEnum):
    """The life of a batch of payments."""

    PROPOSED = "proposed"
    RELEASED = "released"
    SETTLED = "settled"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Batch:
    """Payments proposed by one person and released by another; `file` is the digest of the pain.001 written.

    `single_handed` records that the company's policy let the proposer release it.
    """

    id: str
    items: tuple[PayItem, ...]
    execution: date
    proposed_by: str
    state: BatchState = BatchState.PROPOSED
    released_by: str = ""
    single_handed: bool = False
    file: str = ""
    file_name: str = ""
    settled_on: date | None = None

    def sums(self) -> tuple[tuple[str, Decimal], ...]:
        """The sum to pay in each currency, sorted by currency."""
        currencies = sorted({item.currency for item in self.items})
        return tuple((c, total(item.amount for item in self.items if item.currency == c)) for c in currencies)

    def released(self, by: str, file: str, file_name: str) -> Batch:
        """The same batch once released."""
        alone = by == self.proposed_by
        return replace(
            self, state=BatchState.RELEASED, released_by=by, file=file, file_name=file_name, single_handed=alone
        )
