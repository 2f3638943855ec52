"""An open invoice brought forward from the books a company kept before: a debt that was booked elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kontera.core.invoice import Invoice

STREAM = "opening"
"""The stream of what was brought forward, import by import."""
TAKEN_BACK = "taken_back"
"""Why the case of such an invoice is closed when it was brought forward by mistake."""


@dataclass(frozen=True, slots=True)
class OpenItem:
    """One open invoice of the earlier books, as they stood at the end of the day `on`.

    `invoice` is as those books have it: `totals.gross` the whole, `totals.payable` what is open. `booked` is the debt
    in the company's currency on `account`, a credit note's negative. `row` is where it stands in the file, from 1;
    `assumed` are the paths of values nobody stated.
    """

    supplier: str
    invoice: Invoice
    booked: Decimal
    on: date
    account: str
    due: date
    row: int = 0
    assumed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Opening:
    """One import of open invoices: its file, how many and how much, and what the earlier books say of the account.

    `balance` is the debt by those books at the end of the day `on` (None: not known), `amount` the sum of what was
    brought forward then; `before` what had been by earlier imports of the same day.
    """

    file: str
    name: str
    on: date
    account: str
    count: int
    amount: Decimal
    balance: Decimal | None = None
    before: Decimal = Decimal(0)

    @property
    def difference(self) -> Decimal | None:
        """What the open invoices exceed the balance by; None where the balance is not known."""
        return None if self.balance is None else self.amount + self.before - self.balance
