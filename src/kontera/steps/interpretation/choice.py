"""A value chosen for a field, with its probability, its place and its reasons."""

# ruff: noqa: PLR2004 - the numbers are weights, distances and probabilities, explained where they are used

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final, Generic, TypeVar

from kontera.core.evidence import Alternative, Evidence, Source
from kontera.steps.interpretation.layout import Token, place_of

Value = TypeVar("Value")
LEAST_ALTERNATIVE: Final = 0.05


@dataclass(frozen=True, slots=True, eq=False)
class Choice(Generic[Value]):
    """A candidate value: how sure, by which label or rule, and the words it was read from."""

    value: Value
    sure: float
    by: str
    tokens: tuple[Token, ...] = ()
    raw: str = ""
    reasons: tuple[str, ...] = ()
    others: tuple[tuple[str, float, tuple[Token, ...]], ...] = ()
    source: Source = Source.READ

    def because(self, reason: str, sure: float | None = None) -> Choice[Value]:
        """The same choice with one more reason, and another probability when given."""
        return replace(self, reasons=(*self.reasons, reason), sure=self.sure if sure is None else sure)

    def evidence(self, sure: float) -> Evidence:
        """The evidence record of this choice with the probability it was given."""
        others = tuple(Alternative(text, round(sure, 3), place_of(tokens)) for text, sure, tokens in self.others[:3])
        return Evidence(self.source, sure, self.by, place_of(self.tokens), self.raw, self.reasons, others)


def as_text(value: object) -> str:
    """The value as an alternative shows it: ISO dates, plain decimals."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    return str(value)


def chosen(
    candidates: Iterable[Choice[Value]], least: float = 0.3, same: Callable[[Value], object] = as_text
) -> Choice[Value] | None:
    """The best candidate; the same value seen twice gains (noisy-or), other values become its alternatives."""
    groups: dict[object, list[Choice[Value]]] = {}
    for candidate in candidates:
        groups.setdefault(same(candidate.value), []).append(candidate)
    ranked = sorted((merged(group) for group in groups.values()), key=lambda c: -c.sure)
    if not ranked or ranked[0].sure < least:
        return None
    first = ranked[0]
    others = tuple((as_text(c.value), c.sure, c.tokens) for c in ranked[1:4] if c.sure >= LEAST_ALTERNATIVE)
    rival = ranked[1].sure if len(ranked) > 1 else 0.0
    sure = first.sure * (1 - 0.35 * max(0.0, rival - 0.3)) if rival > 0.3 else first.sure
    return replace(first, sure=sure, others=others)


def merged(group: Sequence[Choice[Value]]) -> Choice[Value]:
    """One candidate of several sightings of the same value."""
    first = max(group, key=lambda c: c.sure)
    missing = 1.0 - first.sure
    for other in group:
        if other is not first:
            missing *= 1.0 - 0.3 * other.sure
    reasons = (*first.reasons, "seen more than once") if len(group) > 1 else first.reasons
    return replace(first, sure=min(0.99, 1.0 - missing), reasons=reasons)
