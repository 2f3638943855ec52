"""Amounts in numbers: their rank among the others, the sums and rates they take part in, what their labels say."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Final

import numpy as np

from kontera.steps.interpretation.amount import Amount
from kontera.steps.interpretation.context import Context
from kontera.steps.interpretation.model.features import Candidate, table_of
from kontera.steps.interpretation.model.weigh import weigher_of
from kontera.steps.interpretation.weigher import PROVEN

CONCEPTS: Final = {"net": (), "vat": (), "gross": ("payable",)}
CENT: Final = 2  # öre by which a sum or a rate may be off
RATES: Final = np.array([250, 240, 255, 120, 60, 140, 135, 100, 150, 190, 70, 200, 210, 90, 55])  # tenths of a per cent
OWN: Final = frozenset({"net", "vat", "gross", "payable"})
LARGEST: Final = 10**14  # cents
CENTS: Final = Decimal("0.02")
LABELLED: Final = 0.5
MOST: Final = 60  # amounts: of more the smallest are left to the rules


def weigh_amounts(
    context: Context, amounts: Mapping[Decimal, Amount], skip: frozenset[int], line_sum: Decimal | None
) -> None:
    """Note on each amount how likely it is the net, the VAT and the gross, the rules' word and the model's together.

    Nothing is noted where labels and sums leave no choice: weighing took a twelfth of an interpretation's time.
    """
    model = weigher_of(context)
    rule = PROVEN if proven(amounts.values(), line_sum) else 0.0
    shares = {concept: model.share(f"totals.{concept}", rule) for concept in CONCEPTS}
    fields = [concept for concept, share in shares.items() if share]
    if not fields:
        return
    ranked = sorted(amounts.values(), key=lambda amount: (-max(amount.scores.values(), default=0.0), -amount.value))
    chosen = sorted(ranked[:MOST], key=lambda amount: amount.value)
    facts = _Facts(chosen, None if line_sum is None else _cents(line_sum))
    candidates = []
    for at, amount in enumerate(chosen):
        figure = amount.figures[-1]
        more = facts.of(at, amount, inside=figure.segment.row in skip)
        candidates.append(Candidate(figure.segment, figure.tokens, figure.raw, more=more))
    table = table_of(context, candidates)
    values = [amount.value for amount in chosen]
    for concept in fields:
        share = shares[concept]
        for amount, chance in zip(chosen, model.weigh(f"totals.{concept}", table, values), strict=True):
            amount.chances[concept] = (1 - share) * _ruled(amount, concept) + share * float(chance)


def proven(amounts: Collection[Amount], line_sum: Decimal | None) -> bool:
    """Whether of all labelled amounts just one net and VAT make a total, and the lines make that net, if any do.

    Without lines the total must be the largest that is labelled so.
    """
    nets = _said(amounts, "net")
    vats = [amount for amount in _said(amounts, "vat") if amount.value] if nets else []
    totals = {amount.value for name in ("gross", "payable") for amount in _said(amounts, name)} if vats else set()
    sums = [(net, net.value + vat.value) for net in nets for vat in vats]
    made = [(net, total) for net, whole in sums for total in totals if abs(whole - total) <= CENTS]
    if len(made) != 1:
        return False
    net, total = made[0]
    return abs(abs(line_sum) - net.value) <= CENTS if line_sum is not None else total == max(totals)


def _said(amounts: Iterable[Amount], concept: str) -> list[Amount]:
    """The amounts that a label claims for the concept more than not."""
    return [amount for amount in amounts if amount.scores.get(concept, 0.0) >= LABELLED]


def _ruled(amount: Amount, concept: str) -> float:
    if not amount.scores:
        return 0.0
    own = {concept, *CONCEPTS[concept]}
    best = max(amount.scores.get(concept, 0.0), *(0.97 * amount.scores.get(name, 0.0) for name in own))
    rival = max((score for name, score in amount.scores.items() if name not in own), default=0.0)
    return best * (1 - 0.45 * max(0.0, rival - best))


def _cents(value: Decimal) -> int:
    return min(int(abs(value) * 100), LARGEST)


class _Facts:
    """What the arithmetic of all amounts says of each: the sums it is or is part of, its place in a pair by rate."""

    def __init__(self, amounts: Sequence[Amount], line_sum: int | None) -> None:
        self._cents = np.array([_cents(amount.value) for amount in amounts], np.int64)
        self._line_sum = line_sum
        self._sums = np.zeros((len(amounts), 2))
        self._roles = np.zeros((len(amounts), 3))
        self._pair()
        self._known = np.hstack([self._sums, self._roles]).tolist()

    def _pair(self) -> None:
        cents, count = self._cents, len(self._cents)
        low, high = np.triu_indices(count, 1)  # the amounts ascend: the second of a pair is the larger
        low, high = low[cents[low] > 0], high[cents[low] > 0]
        small, large = cents[low], cents[high]
        whole = np.minimum(np.searchsorted(cents, small + large - CENT), count - 1)
        summed = np.abs(cents[whole] - small - large) <= CENT
        self._sums[whole[summed], 0] = 1
        self._sums[low[summed], 1] = self._sums[high[summed], 1] = 1
        off = np.abs(large[:, None] * RATES - small[:, None] * 1000)
        legal = (off <= CENT * 1000).any(axis=1) & (small * 10 <= large * 3)
        for step, fits in ((1.0, legal), (2.0, legal & summed)):
            self._roles[high[fits], 0] = self._roles[low[fits], 1] = step
        self._roles[whole[legal & summed], 2] = 2.0

    def of(self, at: int, amount: Amount, *, inside: bool) -> tuple[float, ...]:
        """The amount's features beyond its place."""
        cents, largest = int(self._cents[at]), int(self._cents[-1]) or 1
        scores = amount.scores
        agrees = self._line_sum is not None and abs(cents - self._line_sum) <= CENT
        others = (score for name, score in scores.items() if name not in OWN)
        return (
            len(self._cents) - 1 - at, cents / largest, len(amount.figures), *self._known[at],
            scores.get("net", 0.0), scores.get("vat", 0.0), scores.get("gross", 0.0), scores.get("payable", 0.0),
            scores.get("line_net", 0.0), max(others, default=0.0), agrees, inside,
        )  # fmt: skip
