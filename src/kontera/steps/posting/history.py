"""Which account: the register's default, what was booked before, the words on the line, and why, as a ranked choice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final

from kontera.core.entry import Dimensions
from kontera.core.party import Supplier
from kontera.core.row import PastPosting
from kontera.steps.posting.words import suggested, words_of

HALF_LIFE: Final = 120.0
"""Days after which an earlier posting weighs half; this and the weights below are set on a public ledger (Iceland)."""
_NEAR: Final = 40.0  # how much a near amount outweighs a far one
_EQUAL: Final = 2.0  # and how much more the very same one
_STEEP: Final = 8  # how fast nearness falls off with the ratio of the amounts
_LAST: Final = 5.0  # how much the latest invoice outweighs: one correction is enough
_ALIKE: Final = 4.0  # and an equal text
_DOUBT: Final = 0.5  # the weight of what has not been seen yet
_RANKED: Final = 3
_STATED, _DEFAULT, _WORDS, _COMPANY, _NONE = 0.9, 0.9, 0.45, 0.35, 0.1
_SUREST: Final = 0.97
_SAME_TEXT: Final = 0.5


@dataclass(frozen=True, slots=True)
class Choice:
    """One account, the probability 0–1 that it is right, the reason as an English msgid, and what else it may be."""

    account: str
    sure: float
    reason: str
    values: tuple[tuple[str, str], ...] = ()
    alternatives: tuple[str, ...] = ()
    dimensions: Dimensions = ()


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What choices are made from; `fallback` is the account of last resort, empty when the company must choose.

    `name` is the seller's own, asked when a line's words say nothing; `register` is what the product register says,
    by line.
    """

    country: str
    fallback: str
    supplier: Supplier | None
    history: tuple[PastPosting, ...]
    everybody: tuple[PastPosting, ...]
    today: date
    name: str = ""
    register: Mapping[int, Choice] = field(default_factory=dict)


def choose(known: Knowledge, text: str, amount: Decimal, stated: str = "") -> Choice:
    """The account for a line of this text and amount; `stated` is the buyer's accounting reference on it (BT-133)."""
    made = tuple(_candidates(known, text, amount, stated))
    ranked = tuple(dict.fromkeys(choice.account for choice in made))
    first = made[0]
    return Choice(
        first.account,
        first.sure,
        first.reason,
        first.values,
        tuple(account for account in ranked if account != first.account)[:_RANKED],
        first.dimensions or _defaults(known.supplier),
    )


def _defaults(supplier: Supplier | None) -> Dimensions:
    return supplier.default_dimensions if supplier else ()


def _candidates(known: Knowledge, text: str, amount: Decimal, stated: str) -> Iterable[Choice]:
    """Every candidate in order: rules that people own, then experience, then words, then the last resort."""
    if stated and any(p.account == stated for p in (*known.history, *known.everybody)):
        yield Choice(stated, _STATED, "The invoice states this account.")
    if known.supplier is not None and known.supplier.default_account:
        yield Choice(known.supplier.default_account, _DEFAULT, "The supplier's account in the register.")
    yield from _experience(known, text, amount)
    yield from _by_words(known, text)
    yield from _company(known, text)
    yield Choice(known.fallback, _NONE, "Nothing to go by: choose the account.")


def _experience(known: Knowledge, text: str, amount: Decimal) -> Iterable[Choice]:
    scores: dict[str, float] = {}
    counts: dict[str, int] = {}
    latest = max((past.on for past in known.history), default=known.today)
    for past in known.history:
        weight = _weight(past, text, amount, known.today) * (1 + _LAST * (past.on == latest))
        scores[past.account] = scores.get(past.account, 0.0) + weight
        counts[past.account] = counts.get(past.account, 0) + 1
    whole = sum(scores.values())
    for account in sorted(scores, key=lambda one: (-scores[one], one)):
        share = scores[account] / whole if whole else 0.0
        sure = min(share * len(known.history) / (len(known.history) + _DOUBT), _SUREST)
        values = (("count", str(counts[account])), ("total", str(len(known.history))))
        text_ = "Booked on this account {count} of {total} times for this supplier."
        yield Choice(account, sure, text_, values, dimensions=_last_dimensions(known.history, account))


def _weight(past: PastPosting, text: str, amount: Decimal, today: date) -> float:
    age = max((today - past.on).days, 0)
    near = _nearness(past.amount, amount)
    return float(0.5 ** (age / HALF_LIFE)) * (1 + _NEAR * near) * (1 + _ALIKE * likeness(past.text, text))


def _nearness(one: Decimal, other: Decimal) -> float:
    """Towards 0 the farther apart the amounts are, 1 for nearly equal ones, more for the very same."""
    larger = max(abs(one), abs(other))
    if not larger:
        return 1.0
    return float(min(abs(one), abs(other)) / larger) ** _STEEP + (_EQUAL if one == other else 0.0)


def likeness(one: str, other: str) -> float:
    """The share of words two texts have in common, 0–1."""
    mine, theirs = words_of(one), words_of(other)
    return len(mine & theirs) / len(mine | theirs) if mine and theirs else 0.0


def _last_dimensions(history: tuple[PastPosting, ...], account: str) -> Dimensions:
    latest = max((past for past in history if past.account == account), key=lambda past: past.on)
    return latest.dimensions


def _by_words(known: Knowledge, text: str) -> Iterable[Choice]:
    account, word = suggested(text, known.country)
    if not account:
        account, word = suggested(known.name, known.country)
    if account:
        yield Choice(account, _WORDS, 'The word "{word}" suggests it.', (("word", word),))


def _company(known: Knowledge, text: str) -> Iterable[Choice]:
    """What the company books for other suppliers when the text is alike."""
    alike = [(likeness(past.text, text), past) for past in known.everybody]
    found = sorted((pair for pair in alike if pair[0] >= _SAME_TEXT), key=lambda pair: (-pair[0], pair[1].account))
    for share, past in found[:_RANKED]:
        reason = "The company books similar texts on this account."
        yield Choice(past.account, _COMPANY + share / 4, reason, dimensions=past.dimensions)


def last_split(history: tuple[PastPosting, ...]) -> tuple[PastPosting, ...]:
    """The rows of the supplier's last invoice when it was divided over several accounts; else nothing."""
    if not history:
        return ()
    latest = max(past.on for past in history)
    rows = tuple(past for past in history if past.on == latest)
    whole = sum(past.share for past in rows)
    several = len({(past.account, past.dimensions) for past in rows}) > 1
    return rows if several and abs(whole - 1) < 0.02 and all(past.share > 0 for past in rows) else ()  # noqa: PLR2004
