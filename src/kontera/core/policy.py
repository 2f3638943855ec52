"""What a company has decided: limits, who must say yes, and what may pass untouched."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Policy:
    """A company's choices; every default is the careful one.

    `max_bytes` caps one document, `max_pages` its pages; `two_to_release` demands another person for a payment file
    than the one who proposed it; `straight_through` lets an invoice that passes every check skip the desk;
    `straight_through_limit` is the highest amount for it; `doubt_below` the probability under which a value is shown
    as doubtful; `rounding_limit` the largest difference, in the invoice's currency, that is a rounding.
    """

    max_bytes: int = 30_000_000
    max_pages: int = 100
    two_to_release: bool = True
    straight_through: bool = False
    straight_through_limit: Decimal = Decimal(5000)
    doubt_below: float = 0.9
    rounding_limit: Decimal = Decimal(1)
