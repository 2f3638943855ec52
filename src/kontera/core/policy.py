"""What a company has decided: limits, who must say yes, and what may pass untouched."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from kontera.core.straight import StraightRule


@dataclass(frozen=True, slots=True)
class Policy:
    """A company's choices; every default is the careful one.

    `max_bytes` caps one document, `max_pages` its pages; `two_to_release` demands another person for a payment file
    than the one who proposed it; `straight_through` lets an invoice that passes every check skip the desk;
    `straight_through_limit` is the highest amount for it, in the company's currency, `straight` its other terms;
    `doubt_below` the probability under which a value is shown as doubtful; `rounding_limit` the largest difference, in
    the invoice's currency, that is a rounding; `verifier_may_approve` lets whoever reviewed an invoice approve it too
    (None: only where nobody else could); `remind_after` is how many days an approval waits before it is reminded of.
    """

    max_bytes: int = 30_000_000
    max_pages: int = 100
    two_to_release: bool = True
    straight_through: bool = False
    straight_through_limit: Decimal = Decimal(5000)
    straight: StraightRule = StraightRule()
    doubt_below: float = 0.9
    rounding_limit: Decimal = Decimal(1)
    verifier_may_approve: bool | None = None
    remind_after: int = 3
