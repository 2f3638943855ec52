"""A value chosen for a field, with its probability, its place and its reasons."""

# ruff: noqa: PLR2004 - the numbers are weights, distances and probabilities, explained where they are used

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Final, Generic, TypeVar

from kontera.core.evidence import Alternative, Evidence, Source
from kontera.steps.interpretation.layout import Token, place_of
from kontera.steps.interpretation.record import record

Value = TypeVar("Value")
LEAST_ALTERNATIVE: Final = 0.05


@record
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
        return self.at(self.sure if sure is None else sure, (*self.reasons, reason))

    def at(
        self, sure: float, reasons: tuple[str, ...] | None = None,
        others: tuple[tuple[str, float, tuple[Token, ...]], ...] | None = None,
    ) -> Choice[Value]:  # fmt: skip
        """The same choice with another probability, and other reasons and alternatives when given."""
        return Choice(
            self.value, sure, self.by, self.tokens, self.raw, self.reasons if reasons is None else reasons,
            self.others if others is None else others, self.source,
        )  # fmt: skip

    def evidence(self, sure: float) -> Evidence:
        """The evidence record of this choice with the probability it was given."""
        others = tuple([Alternative(text, round(sure, 3), place_of(tokens)) for text, sure, tokens in self.others[:3]])
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
    ranked = sorted(map(_together, groups.values()), key=lambda pair: -pair[1])
    if not ranked or ranked[0][1] < least:
        return None
    first, sure = ranked[0]
    others = tuple((as_text(c.value), chance, c.tokens) for c, chance in ranked[1:4] if chance >= LEAST_ALTERNATIVE)
    rival = ranked[1][1] if len(ranked) > 1 else 0.0
    sure = sure * (1 - 0.35 * max(0.0, rival - 0.3)) if rival > 0.3 else sure
    return first.at(sure, _reasons(first, groups[same(first.value)]), others)


def merged(group: Sequence[Choice[Value]]) -> Choice[Value]:
    """One candidate of several sightings of the same value."""
    first, sure = _together(group)
    return first.at(sure, _reasons(first, group))


def _together(group: Sequence[Choice[Value]]) -> tuple[Choice[Value], float]:
    """The surest sighting, and how sure all together make the value."""
    first = max(group, key=lambda c: c.sure)
    missing = 1.0 - first.sure
    for other in group:
        if other is not first:
            missing *= 1.0 - 0.3 * other.sure
    return first, min(0.99, 1.0 - missing)


def _reasons(first: Choice[Value], group: Sequence[Choice[Value]]) -> tuple[str, ...]:
    return (*first.reasons, "seen more than once") if len(group) > 1 else first.reasons
