"""The company's own rule for what may pass without a person: its terms, what it was judged by, and its samples."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

BY_RULE: Final = "rule:straight_through"
"""How the rule stands in the audit trail, where a person's verification names the person."""
LATELY: Final = 365
"""Days: what a person verified longer ago says nothing of how a supplier's invoices look now."""


@dataclass(frozen=True, slots=True)
class StraightRule:
    """On what terms a clean invoice passes; every default is the careful one.

    `version` counts the changes from 1. Without `scanned` only e-invoices pass. The supplier's latest invoices that a
    person verified, at least `verified_before` of them, had no field corrected. `only` are the suppliers it is for
    (empty: all), `never` those it is not for. `deviation` is how many times its usual amount (median) an invoice may
    be, or how small a part of it; 0 asks nothing. One of `sample_every` that passed is looked at afterwards; 0 none.
    """

    version: int = 1
    scanned: bool = False
    verified_before: int = 3
    only: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    deviation: Decimal = Decimal(3)
    sample_every: int = 10


@dataclass(frozen=True, slots=True)
class Grounds:
    """What an invoice was judged by besides itself; all of it is kept with an automatic decision.

    `suppliers` are the ids of its supplier's record and of those merged into it; `account_confirmed` says that the
    supplier has a confirmed payee account and the invoice names no other; `verified_before` how many of its latest
    invoices a person verified without correcting a field; `usual` their median amount in the invoice's currency (None:
    none is known); `off` that a sample was wrong and the supplier not let back; `outside` what its coding names and
    the books do not have.
    """

    suppliers: tuple[str, ...] = ()
    account_confirmed: bool = False
    verified_before: int = 0
    usual: Decimal | None = None
    off: bool = False
    outside: tuple[str, ...] = ()


NO_GROUNDS: Final = Grounds()
"""Nothing speaks for it."""


class Obstacle(StrEnum):
    """Why an invoice does not pass by the rule."""

    OFF = "off"  # the company has not turned it on
    TOUCHED = "touched"  # a person has changed something: it waits for that person's word
    SCANNED = "scanned"
    NOT_KNOWN = "not_known"  # no supplier, or no amount
    DOUBT = "doubt"
    CODING = "coding"  # not in balance, or no precedent
    CHART = "chart"  # it names what the books do not have
    DISPUTED = "disputed"
    LIMIT = "limit"
    LEFT_OUT = "left_out"  # by the lists of suppliers
    ACCOUNT = "account"
    NEW = "new"  # too few of its invoices were verified untouched
    UNUSUAL = "unusual"
    SAMPLE = "sample"  # a sample was wrong


class Sample(StrEnum):
    """How an invoice that passed by the rule stands as a sample."""

    NONE = ""
    WAITING = "waiting"
    RIGHT = "right"
    WRONG = "wrong"  # the rule is off for its supplier
    MENDED = "mended"  # it was wrong, and a person has let the supplier back since


SEEN: Final = frozenset({Sample.RIGHT, Sample.WRONG, Sample.MENDED})


def is_sample(case: str, received: str, every: int) -> bool:
    """Whether this case is one of `every` that is looked at: the same answer always, and nobody can aim at it.

    `received` is the moment it came in, to the microsecond: no sender knows it beforehand.
    """
    if every <= 0:
        return False
    return int(hashlib.sha256(f"sample/{case}/{received}".encode()).hexdigest(), 16) % every == 0
