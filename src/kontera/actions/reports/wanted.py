"""What a reader of reports chose, and how suppliers are named to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kontera.core.figure import Span
from kontera.core.party import Supplier


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader chose: a span, a day, how costs are told apart, and which of them (see `core.figure.Asking`)."""

    span: Span
    on: date
    by: str = "supplier"
    supplier: str | None = None
    account: str = ""
    dimension: tuple[str, str] | None = None
    listed: int = 10_000  # at most so many items one by one, the oldest

    @property
    def narrowed(self) -> bool:
        """Whether only some costs are asked for."""
        return self.supplier is not None or bool(self.account) or self.dimension is not None


def name_of(named: Mapping[str, Supplier], supplier: str) -> str:
    """The supplier's name in the register; its id when it is no longer there, nothing for nobody."""
    return named[supplier].party.name if supplier in named else supplier
