"""One value among the amounts of the pages, with what labels and the model say of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from kontera.steps.interpretation.labels import Claim
from kontera.steps.interpretation.layout import Token
from kontera.steps.interpretation.numbers import Figure


@dataclass(slots=True)
class Amount:
    """One value among the amounts: how strongly each label claims it, and where it stands."""

    value: Decimal
    scores: dict[str, float] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    tokens: dict[str, tuple[Token, ...]] = field(default_factory=dict)
    figures: list[Figure] = field(default_factory=list)
    chances: dict[str, float] = field(default_factory=dict)  # what the model makes of it, by concept

    def take(self, claim: Claim, score: float, figure: Figure) -> None:
        """Add a claim by one sighting (noisy-or)."""
        known = self.scores.get(claim.concept, 0.0)
        if score > known:
            self.claims[claim.concept] = claim
            self.tokens[claim.concept] = figure.tokens
        self.scores[claim.concept] = 1 - (1 - known) * (1 - (score if score > known else 0.5 * score))
