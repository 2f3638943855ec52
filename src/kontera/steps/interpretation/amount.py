"""One value among the amounts of the pages, with what labels and the model say of it."""

# ruff: noqa: PLR2004 - the numbers are weights and probabilities, explained where they are used

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from kontera.steps.interpretation.choice import Choice, as_text
from kontera.steps.interpretation.context import Context
from kontera.steps.interpretation.labels import Claim
from kontera.steps.interpretation.layout import Token
from kontera.steps.interpretation.numbers import Figure

ROUNDING_OFF: Final = Decimal("1.00")
MOST_OF_NET: Final = Decimal("0.4")
MOST_OF_GROSS: Final = Decimal("0.3")
HANDED: Final = re.compile(
    r"\W*(?:cash(?: tendered| given)?|change(?: due| given)?|tendered|kontant\w*|växel|åter kontant|vekslepenger"
    r"|byttepenge|tilbage|käteinen|vaihtoraha|takaisin|gegeben(?: bar)?|bar gegeben|rückgeld|rendu|espèces)\W*"
    r"(?:[A-Z]{2,3}|kr|[€$£])?\W*\d[\d.,\s]*\W*$",
    re.IGNORECASE,
)
OFF: Final = re.compile(
    r"rabatt|rabat\b|discount|alennu|nachlass|avdrag|fradrag|coupon|promo|voucher|\boff\b", re.IGNORECASE
)


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


def labelled(amounts: dict[Decimal, Amount], concept: str) -> Choice[Decimal] | None:
    """The amount that a label claims for the concept most strongly, and no other concept more."""
    ranked = sorted((a for a in amounts.values() if a.scores.get(concept, 0) > 0.55), key=lambda a: -a.scores[concept])
    for amount in ranked:
        if max(amount.scores, key=lambda name: amount.scores[name]) == concept:
            figure = amount.figures[0]
            choice = made(amount, concept, amounts, adds_up=False)
            if choice and concept == "rounding" and amount.value >= ROUNDING_OFF:
                continue
            if choice and concept == "rounding" and figure.value < 0:
                return Choice(-choice.value, choice.sure, choice.by, choice.tokens, choice.raw)
            return choice
    return None


def made(
    amount: Amount | None, concept: str, amounts: dict[Decimal, Amount], *, adds_up: bool, also: str = ""
) -> Choice[Decimal] | None:
    """The amount as what was chosen for the concept (or `also`), with how sure and what else it may have been."""
    if amount is None:
        return None
    name = concept if amount.scores.get(concept, 0) >= amount.scores.get(also, 0) else also
    score = amount.scores.get(name, 0.0)
    claim = amount.claims.get(name)
    tokens = amount.tokens.get(name) or amount.figures[0].tokens
    sure = (0.9 + 0.08 * score) if adds_up else 0.25 + 0.6 * score
    reasons = ("net and VAT make the total",) if adds_up else ()
    others = tuple(_others(amount, concept, amounts))
    by = f"label.{claim.language}:{claim.key}" if claim else "sums"
    raw = " ".join(token.text for token in tokens)
    return Choice(amount.value, sure, by, tokens, raw, reasons, others)


def _others(
    amount: Amount, concept: str, amounts: dict[Decimal, Amount]
) -> Iterator[tuple[str, float, tuple[Token, ...]]]:
    ranked = sorted((a for a in amounts.values() if a is not amount), key=lambda a: -a.scores.get(concept, 0.0))
    for other in ranked[:3]:
        score = other.scores.get(concept, 0.0)
        if score > 0.2:
            yield as_text(other.value), round(0.4 * score, 3), other.tokens[concept]


def handed(context: Context) -> frozenset[int]:
    """Rows of what was handed over in cash and what was given back: no totals, though they add up with one."""
    rows = (row for row in context.sheet.rows if HANDED.match(row.text))
    return frozenset(row.index for row in rows)


def taken_off(context: Context, skip: frozenset[int]) -> frozenset[Decimal]:
    """The discounts on the whole that stand below zero under the lines, without their sign."""
    rows = (row for row in context.sheet.rows if row.index not in skip)
    last = ((row, figures[-1]) for row in rows if (figures := context.figures_in(row)))
    return frozenset(-one.value for row, one in last if one.money and one.value < 0 and OFF.search(row.text))


def absurd(net: Amount | None, vat: Amount | None, gross: Amount | None) -> float:
    """Less for what no invoice has: a net above the gross, VAT above every legal rate."""
    score = -3.0 if net and gross and net.value > gross.value + ROUNDING_OFF else 0.0
    if net and vat and vat.value > net.value * MOST_OF_NET:
        score -= 3
    if gross and vat and vat.value > gross.value * MOST_OF_GROSS:
        score -= 3
    return score
