"""What the vouchers of a SIE file tell of purchases: which costs were booked against the debts to suppliers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Final

from kontera.core.entry import Dimensions
from kontera.core.money import rounded, total
from kontera.formats.sie.book import SieVoucher

_LONGEST: Final = 300  # letters of one text
_MOST_TEXTS: Final = 50


@dataclass(frozen=True, slots=True)
class Cost:
    """One cost account of a purchase: debit positive, `share` its part 0–1 of the purchase's cost."""

    account: str
    amount: Decimal
    share: float
    dimensions: Dimensions
    text: str


@dataclass(frozen=True, slots=True)
class Purchase:
    """A supplier's invoice as it was booked: its day, all texts that may name the supplier, and its costs."""

    on: date
    words: str
    costs: tuple[Cost, ...]
    supplier_number: str = ""  # the object of dimension 9, where the ledger keeps its suppliers there


def purchases(vouchers: Iterable[SieVoucher], payables: str, is_cost: Iterable[str]) -> Iterator[Purchase]:
    """The balanced vouchers that credit a debt to suppliers (an account that begins with `payables`) against costs.

    `is_cost` are the numbers of accounts that take costs or are bought assets. Credit notes come with negative costs.
    """
    costs = frozenset(is_cost)
    for voucher in vouchers:
        if voucher.on is None or voucher.difference:
            continue
        rows = voucher.kept
        owed = total(row.amount for row in rows if row.account.startswith(payables))
        kept = tuple(row for row in rows if row.account in costs and row.amount)
        whole = total(abs(row.amount) for row in kept)
        if not owed or not kept or not whole:
            continue
        texts = dict.fromkeys((voucher.text, *(row.text for row in rows)))
        made = tuple(
            Cost(row.account, rounded(row.amount), float(abs(row.amount) / whole), row.dimensions, row.text)
            for row in kept
            if rounded(row.amount)
        )
        numbers = (value for row in rows for number, value in row.dimensions if number == "9")
        words = " ".join(text[:_LONGEST] for text in islice(filter(None, texts), _MOST_TEXTS))
        yield Purchase(voucher.on, words, made, next(numbers, ""))
