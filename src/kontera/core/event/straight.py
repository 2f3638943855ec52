"""What passed by the company's own rule, and the samples of it that a person looks at."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from kontera.core.straight import Grounds, StraightRule


@dataclass(frozen=True, slots=True)
class StraightThrough:
    """The company's own rule let the invoice pass without a person: its terms then, and what it was judged by.

    `limit` is the highest amount then, `amount` what is booked as debt, in the company's currency; `account` the payee
    account's key; `unsure` the least certain of the cost rows (0–1).
    """

    rule: StraightRule
    limit: Decimal
    grounds: Grounds
    amount: Decimal
    account: str = ""
    unsure: float = 1.0


@dataclass(frozen=True, slots=True)
class Sampled:
    """An invoice that passed by the rule is to be looked at by a person afterwards: one of this many is."""

    one_of: int


@dataclass(frozen=True, slots=True)
class SampleSeen:
    """A person has looked at a sample; `right` says that nothing was wrong. One that was wrong is verified by hand."""

    right: bool
    comment: str = ""
    redo: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StraightRestored:
    """A person lets the rule hold again for the supplier of this sample, which was wrong."""

    why: str
