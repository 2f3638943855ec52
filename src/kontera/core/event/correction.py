"""What a person put right or added on an invoice, and what was filled in from there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from kontera.core.evidence import Box, Evidence, Source
from kontera.core.invoice import Line
from kontera.core.means import PaidWith


@dataclass(frozen=True, slots=True)
class Change:
    """One value changed by a person: path in the invoice, the text before and after."""

    path: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Corrected:
    """A person changed values; `redo` are the steps that must be walked again."""

    changes: tuple[Change, ...]
    redo: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LinesReread:
    """A person had the rows read again from `part` of a page; they stand in place of the rows before.

    `evidence` is by path, as in a reading; page 0 says that such a reading was taken back.
    """

    lines: tuple[Line, ...]
    evidence: Mapping[str, Evidence]
    redo: tuple[str, ...]
    page: int = 0
    part: Box = Box(0.0, 0.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Filled:
    """Values nobody typed: taken from a register (`source`), or following from what was typed (assumed)."""

    changes: tuple[Change, ...]
    source: Source
    redo: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MeansGiven:
    """A person said what a receipt was paid with; `person` is who laid out the money."""

    means: PaidWith
    person: str
    redo: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RateGiven:
    """A person gave the exchange rate to book at: units of the company's currency for one of the invoice's."""

    value: Decimal
    redo: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SupplierChosen:
    """A person chose the supplier of this invoice from the register."""

    supplier: str
    redo: tuple[str, ...]
