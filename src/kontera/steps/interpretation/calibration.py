"""How sure a chosen value is: its raw score and what speaks for it, weighed as pages with known truth have taught."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from math import exp, log
from typing import Any, Final

from kontera.core.evidence import Source
from kontera.steps.interpretation.choice import Choice
from kontera.steps.interpretation.dates import UNSETTLED
from kontera.steps.interpretation.owned import ANOTHERS, UNOWNED
from kontera.steps.interpretation.recall import STRANGE, TRUSTED
from kontera.steps.interpretation.solve_rest import UNSAID
from kontera.steps.interpretation.terms import AFTER_DISCOUNT

LEAST: Final = 0.01
MOST: Final = 0.995
FARTHEST: Final = 4.0  # of a margin, in logits
LONG: Final = 10  # letters: the length of a value that counts as one in "long"
CHECKED: Final = "check digits agree"
PROOFS: Final = {
    CHECKED: "checked",
    "check digits do not agree": "unchecked",
    "net and VAT make the total": "adds_up",
    "the sum of the VAT amounts by rate": "adds_up",
    "the lines make the net": "lines_agree",
    "the VAT by rate makes the VAT": "rates_agree",
    "base times rate makes the VAT": "rates_agree",
    "agrees with the total": "agrees",
    "the total rounded": "agrees",
    "the total less what is paid": "agrees",
    "differs from the total": "differs",
    "agrees with the payment terms": "agrees",
    "agrees with the VAT number": "agrees",
    "before the invoice date": "differs",
    "seen more than once": "twice",
    "read on the payment slip": "slip",
    "read from the bank bar code": "slip",
    "read from the code on the page": "slip",
    "a misread letter was repaired": "repaired",
    "a digit was repaired": "repaired",
    "quantity times price makes the amount": "multiplies",
}
PROVEN: Final = frozenset({"checked", "adds_up", "lines_agree", "rates_agree", "agrees", "slip", "multiplies"})
BEYOND_READER: Final = 0.08
FEARED: Final = frozenset(
    {"number", "seller.organisation_number", "seller.vat_number", "payment.reference", "payment.accounts"}
    | {f"totals.{name}" for name in ("line_net", "net", "vat", "gross", "payable", "prepaid")}
)
CERTAIN: Final = frozenset({"slip"})
UNCERTAIN: Final = 0.989
DOUBTED: Final = {UNSETTLED: 0.95, AFTER_DISCOUNT: 0.9, UNSAID: 0.85, UNOWNED: 0.965, ANOTHERS: 0.6}
"""The most that is said where the page itself leaves something open, however plain its labels are."""
MEMORY: Final = {TRUSTED: 1.0, STRANGE: -2.0}  # in logits: the pages that taught the weights had no earlier invoices


@dataclass(frozen=True, slots=True)
class Setting:
    """What is true of the whole document: read optically or not, and whether its totals add up."""

    optical: bool
    adds_up: bool


@lru_cache(maxsize=4096)
def kind_of(path: str) -> str:
    """The kind of value at a path, which the model weighs alike: "payment.accounts[0]" is "payment.accounts"."""
    return re.sub(r"\[\d+\]", "", path)


@lru_cache(maxsize=256)
def _names_of(kind: str) -> tuple[str, str, str]:
    return f"kind.{kind}", f"raw.{kind}", f"optical.{kind}"


def features(path: str, choice: Choice[Any], setting: Setting) -> dict[str, float]:
    """What speaks for and against a value, by name; absent is zero."""
    return {name: value for name, value in _speaking(path, choice, setting) if value}


def _speaking(path: str, choice: Choice[Any], setting: Setting) -> list[tuple[str, float]]:
    return [*_varying(path, choice, setting), *((name, 1.0) for name in _true_of(_told_of(path, choice, setting)))]


def _varying(path: str, choice: Choice[Any], setting: Setting) -> list[tuple[str, float]]:
    """What speaks more or less for the value, by name: its own certainty, its lead, how well its words were read."""
    _, raw_of_kind, optical_of_kind = _names_of(kind_of(path))
    raw = logit(choice.sure)
    rival = max([sure for _, sure, _ in choice.others]) if choice.others else 0.0
    margin = min(raw - logit(rival), FARTHEST) if rival else FARTHEST
    found = [("raw", raw), (raw_of_kind, raw), ("margin", margin)]
    if setting.optical:
        proofs = _proofs_in(choice.reasons)
        letters = sum([len(token.text) for token in choice.tokens])
        found += [
            ("optical", 1.0),
            (optical_of_kind, 1.0),
            ("optical.doubt", min(-log(max(_worst(choice), 0.01)) * 10, 4.0)),
            ("optical.bare", 0.0 if proofs & PROVEN else min(letters / LONG, 3.0)),
        ]
    return found


_Told = tuple[str, str, bool, bool, tuple[str, ...]]
"""The kind of value, by label or by the model, if the page adds up, if it is assumed, and the reasons."""


def _told_of(path: str, choice: Choice[Any], setting: Setting) -> _Told:
    by = "label" if choice.by.startswith(("label", "title", "slip")) else "model" if choice.by == "model" else ""
    return kind_of(path), by, setting.adds_up, choice.source is Source.ASSUMED, choice.reasons


def _true_of(told: _Told) -> list[str]:
    """What is true of a value or is not, by name."""
    kind, by, adds_up, assumed, reasons = told
    also = (by, "page_adds_up" if adds_up else "", "assumed" if assumed else "")
    return ["one", _names_of(kind)[0], *filter(None, also), *sorted(_proofs_in(reasons))]


@lru_cache(maxsize=4096)
def _worth_of(told: _Told) -> float:
    """What all that is true of a value is worth together: few sets of it come up, again and again."""
    return sum([WEIGHTS.get(name, 0.0) for name in _true_of(told)])


def calibrated(path: str, choice: Choice[Any], setting: Setting) -> float:
    """The probability that the value is right."""
    total = _worth_of(_told_of(path, choice, setting))
    total += sum([WEIGHTS.get(name, 0.0) * value for name, value in _varying(path, choice, setting)])
    for reason in choice.reasons:
        total += MEMORY.get(reason, 0.0)
    weighed = 1 / (1 + exp(-max(-30.0, min(30.0, total))))
    return round(max(LEAST, min(MOST, weighed, ceiling(path, choice, setting))), 3)


def ceiling(path: str, choice: Choice[Any], setting: Setting) -> float:
    """The most that can be said of a value: little more than its reader said of the words, unless something proves it.

    The pages that taught the weights are read too well to teach this, and too few to tell one error in a hundred: an
    identifier, an account or an amount is never called certain on the word of labels and sums alone.
    """
    proofs = _proofs_in(choice.reasons)
    most = UNCERTAIN if kind_of(path) in FEARED and not proofs & CERTAIN else MOST
    for reason in choice.reasons:
        most = min(most, DOUBTED.get(reason, MOST))
    if not setting.optical or proofs & PROVEN:
        return most
    return min(most, _worst(choice) + BEYOND_READER)


@lru_cache(maxsize=1024)
def _proofs_in(reasons: tuple[str, ...]) -> frozenset[str]:
    return frozenset(PROOFS[reason] for reason in reasons if reason in PROOFS)


def _worst(choice: Choice[Any]) -> float:
    return min([token.confidence for token in choice.tokens], default=1.0)


def logit(p: float) -> float:
    """Log odds, kept within about ±5."""
    p = max(0.01, min(0.993, p))
    return log(p / (1 - p))


def _weights() -> Mapping[str, float]:
    text = files("kontera.steps.interpretation").joinpath("calibration.json").read_text(encoding="utf-8")
    weights: dict[str, float] = json.loads(text)["weights"]
    return weights


WEIGHTS: Final = _weights()
