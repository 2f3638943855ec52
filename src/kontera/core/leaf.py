"""What one page of a document is, and what it says of the invoice it belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class PageKind(StrEnum):
    """What a page is. Only the invoice's own pages give it values."""

    OWN = "own"  # a page of the invoice itself
    BLANK = "blank"
    TERMS = "terms"  # general terms and conditions
    ATTACHMENT = "attachment"  # a specification, a delivery note, advertising


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page: `at` of `of` as it numbers itself (0: it does not), and what it bears of an invoice.

    `number` is the invoice number on it, `sure` how sure that is (0–1); `titled` says that it bears a title,
    `totalled` a total. `brought` is the sum from the page before, `carried` the sum to the next.
    """

    page: int
    kind: PageKind = PageKind.OWN
    at: int = 0
    of: int = 0
    number: str = ""
    sure: float = 0.0
    titled: bool = False
    totalled: bool = False
    brought: Decimal | None = None
    carried: Decimal | None = None
