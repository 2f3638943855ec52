"""What memory says of the pages at hand: values read where the supplier's earlier invoices have theirs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from kontera.core.identifiers import is_iban, is_luhn
from kontera.core.memory import ALIKE, IDENTIFIED, SHORTEST, Exemplar, Layout, Record, digits_of, likeness
from kontera.core.party import Account, AccountScheme
from kontera.steps.interpretation.choice import Choice
from kontera.steps.interpretation.context import Context
from kontera.steps.interpretation.labels import CONCEPTS as LABELLED
from kontera.steps.interpretation.labels import Claim, best
from kontera.steps.interpretation.layout import folded
from kontera.steps.interpretation.memory_places import (
    ACCOUNTS,
    CONCEPTS,
    CONSTANTS,
    DATES,
    IDENTIFIERS,
    NAMES,
    TEXTS,
    Seen,
    Starts,
    agreement,
    compact,
    elsewhere,
    exemplar_of,
    fingerprint,
    formed,
    has_names,
    headed_alike,
    named,
    numbers_on,
    same_place,
    shape_of,
    spans_equal,
    spans_like,
    starts_of,
    told,
    totals_in,
    turned,
    written_alike,
)
from kontera.steps.interpretation.recall import ACCEPTED, Recall, Recalled, RememberedLabels

CONFIRMED: Final = 3  # invoices that make a place trusted
DECAY: Final = 0.5  # what each later correction leaves of an exemplar's weight
LATER_SIGHT: Final = 0.93  # of the second place of a value against its first
SUPPORT: Final = 0.08  # what each further invoice with the same place adds
MOST_VALUES: Final = 4  # for one field
CONSTANT: Final = 3.0  # how firmly a value that stays the same is known
LOOSE_CLAIM: Final = 0.6  # of a total's claim where only the layout is known, not the supplier
A_TOTAL: Final = 1.0  # agreement from which on no line stands below a total
IN_ORDER: Final = 0.25  # for coming as the same among those with the same words beside them
CALLED: Final = 0.5  # of a label's claim from which on it calls a date another
GROUP: Final = 0.15  # how much less alike another record of the same layout may be


def remembering(context: Context) -> Context:
    """The context with what memory says of its pages; the same when no record is of this layout."""
    if not context.hints.memory or not context.sheet.rows:
        return context
    records, identified = _of_this_layout(context)
    if not records:
        return context
    recall = _Reader(context, records, identified=identified).recall()
    return replace(context, recall=recall, labels=RememberedLabels(context.sheet, recall.claims))


def _of_this_layout(context: Context) -> tuple[tuple[Record, ...], bool]:
    """The records of this layout, oldest first, and whether the page bears their supplier's own number."""
    layout: Layout = fingerprint(context.sheet)
    numbers = numbers_on(context.sheet, SHORTEST)
    scored = []
    for record in context.hints.memory:
        own = bool(record.numbers & numbers)
        score = likeness(frozenset(record.layout), layout) + (IDENTIFIED if own else 0.0)
        if score > ALIKE:
            scored.append((score, own, record))
    if not scored:
        return (), False
    identified = any(own for _, own, _ in scored)
    mine = [(score, record) for score, own, record in scored if own == identified]
    top = max(score for score, _ in mine)
    return tuple(record for score, record in mine if score >= top - GROUP), identified


class _Reader:
    """Reads the values of a page from where the records of its layout have them."""

    def __init__(self, context: Context, records: tuple[Record, ...], *, identified: bool) -> None:
        self._context, self._records, self._identified = context, records, identified
        self._starts: Starts = starts_of(context.sheet)
        self._totals = tuple(totals_in(context))
        self._found: dict[tuple[int, int], Exemplar] = {}

    def recall(self) -> Recall:
        """All that the records say."""
        values = {path: found for path in (*DATES, *CONCEPTS, *TEXTS) if (found := self._likeliest(path))}
        claims: dict[tuple[int, int], dict[str, Claim]] = {}
        rows = set()
        for path, concept in CONCEPTS.items():
            for best_one in values.get(path, ())[:1]:
                tokens = best_one.choice.tokens
                known = claims.setdefault((id(tokens[0]), id(tokens[-1])), {})
                sure = best_one.sure() * (1.0 if best_one.firm else LOOSE_CLAIM)
                if best_one.firm and best_one.score >= A_TOTAL:
                    rows.add(best_one.row)
                known[concept] = Claim(concept, sure, "same", best_one.choice.by, "memory")
        accounts = frozenset(key for record in self._records for key in record.accounts)
        if not self._identified:
            accounts = frozenset()
        return Recall(values, claims, self._records, accounts, tuple(self._accounts()), frozenset(rows))

    def _constant(self, path: str) -> Recalled | None:
        """A value that stays the same, where the page bears the supplier's number and shows the value too."""
        if not self._identified or path not in CONSTANTS:
            return None
        for record in reversed(self._records):
            value = dict(record.constants).get(path)
            seen = next(iter(spans_equal(self._context, value)), None) if value else None
            if value and seen:
                count = sum(dict(other.constants).get(path) == value for other in self._records)
                choice = Choice(value, 0.96, "memory", seen[0].tokens, seen[0].text)
                return Recalled(CONSTANT, choice, count >= CONFIRMED, corrected=True)
        return None

    def _likeliest(self, path: str) -> tuple[Recalled, ...]:
        """The values that stand where the earlier ones did, the likeliest first."""
        constant = self._constant(path)
        if constant is not None:
            return (constant,)
        best_ones: dict[tuple[int, int], tuple[float, Choice[Any], Exemplar]] = {}
        for score, choice, exemplar in self._candidates(path):
            key = (id(choice.tokens[0]), id(choice.tokens[-1]))
            if score > ACCEPTED and (key not in best_ones or score > best_ones[key][0]):
                best_ones[key] = (score, choice, exemplar)
        corrected = any(path in record.corrected for record in self._records)
        known = self._identified or corrected
        ranked = sorted(best_ones.values(), key=lambda one: -one[0])[:MOST_VALUES]
        found = []
        for score, choice, exemplar in ranked:
            around = self._found[id(choice.tokens[0]), id(choice.tokens[-1])]
            confirmed = named(exemplar, around) and not elsewhere(exemplar, around)
            if path in CONCEPTS and not confirmed:
                continue  # a figure under another word is another total
            confirmed = confirmed and not self._another_date(path, choice, exemplar, around)
            firm = known and confirmed  # a place that no word confirms only fills what is missing
            trusted = self._support(path, exemplar) >= CONFIRMED
            fills = has_names(exemplar) and not confirmed
            found.append(Recalled(score, choice, trusted, firm, self._row(choice), firm and corrected, fills))
        return tuple(found)

    def _another_date(self, path: str, choice: Choice[Any], exemplar: Exemplar, around: Exemplar) -> bool:
        """Whether what named the known date names this one no longer: nothing over it, or a label of another date.

        A supplier's credit note has its own date where the invoice has the due date, beside the same words.
        """
        segment = self._context.home(choice.tokens[0]) if path in DATES else None
        own = frozenset((path, "date") if path == "issue_date" else (path,))
        beside = exemplar.left == around.left and _names(own, around.left)
        if segment is None or beside or headed_alike(exemplar, around):
            return False
        if any(_names(own, words) for words in (exemplar.before, exemplar.cell, exemplar.above, exemplar.head)):
            return True
        claims = self._context.labels.claims(segment, choice.tokens)
        other, mine = best(claims, [name for name in DATES if name != path]), best(claims, own)
        return other is not None and other.score > max(CALLED, mine.score if mine else 0.0)

    def _row(self, choice: Choice[Any]) -> int:
        return next((s.row for s in self._context.sheet.segments if choice.tokens[0] in s.tokens), -1)

    def _candidates(self, path: str) -> Iterator[tuple[float, Choice[Any], Exemplar]]:
        for at, record in enumerate(self._records):
            for rank, exemplar in enumerate(one for one in record.exemplars if one.path == path):
                weight = self._weight(at, path, exemplar) * LATER_SIGHT**rank
                weight *= 1 + SUPPORT * (self._support(path, exemplar) - 1)
                for score, choice in self._scored(path, exemplar):
                    yield weight * score, choice, exemplar

    def _scored(self, path: str, exemplar: Exemplar) -> Iterator[tuple[float, Choice[Any]]]:
        """The candidates for an exemplar; without a word that agrees only the supplier's own layout is trusted."""
        alike: dict[tuple[str, str], int] = {}
        for seen, choice in self._seen(path, exemplar):
            found = self._around(seen)
            beside = (found.before, found.left)
            nth = alike[beside] = alike.get(beside, -1) + 1
            said = told(exemplar, found)
            if said <= 0 and not self._identified:
                continue
            same_order = beside == (exemplar.before, exemplar.left) and nth == exemplar.nth
            yield agreement(exemplar, found) + (IN_ORDER if same_order else 0.0), choice

    def _around(self, seen: Seen) -> Exemplar:
        key = (id(seen.tokens[0]), id(seen.tokens[-1]))
        if key not in self._found:
            self._found[key] = exemplar_of(self._context, "", seen)
        return self._found[key]

    def _weight(self, at: int, path: str, exemplar: Exemplar) -> float:
        """What later corrections that found the value elsewhere leave of an exemplar."""
        weight = 1.0
        for later in self._records[at + 1 :]:
            here = any(one.path == path and same_place(one, exemplar) for one in later.exemplars)
            if path in later.corrected and not here:
                weight *= DECAY
        return weight

    def _support(self, path: str, exemplar: Exemplar) -> int:
        """How many invoices have the value in this place."""
        return sum(
            any(one.path == path and same_place(one, exemplar) for one in record.exemplars) for record in self._records
        )

    def _seen(self, path: str, exemplar: Exemplar) -> Iterator[tuple[Seen, Choice[Any]]]:
        by = f"label.memory:{exemplar.before or exemplar.left or exemplar.head}"
        if path in DATES:
            for dated in self._context.dates:
                if dated.compact and exemplar.shape != "9":
                    continue
                value = turned(dated.raw) if exemplar.form == "month first" else None
                seen = Seen(dated.segment, dated.tokens)
                yield seen, Choice(value or dated.value, 0.9, by, dated.tokens, dated.raw)
        elif path in CONCEPTS:
            for segment, figure in self._totals:
                if figure.money or (not figure.decimals and exemplar.shape == "9"):
                    yield Seen(segment, figure.tokens), Choice(figure.value, 0.9, by, figure.tokens, figure.raw)
        else:
            for seen in spans_like(self._starts, exemplar):
                value = formed(seen.text, exemplar.form)
                if value and self._can_be(path, exemplar, seen) and not (path in IDENTIFIERS and self._is_ours(value)):
                    yield seen, Choice(value, 0.9, by, seen.tokens, seen.text)

    def _can_be(self, path: str, exemplar: Exemplar, seen: Seen) -> bool:
        """Whether words are written as the value was; a name is no label."""
        if path in NAMES:
            hits = self._context.labels.hits[seen.segment]
            return 2 * sum(hit.end - hit.start for hit in hits) < len(seen.tokens)
        return written_alike(exemplar.shape, shape_of(seen.text), strictly=path in IDENTIFIERS)

    def _is_ours(self, value: str) -> bool:
        return digits_of(value) in {digits_of(known) for known in self._context.hints.buyer_ids}

    def _accounts(self) -> Iterator[Choice[Account]]:
        """Accounts read where the earlier invoices have theirs; the number is always the page's."""
        seen_schemes = set()
        for record in reversed(self._records):
            for exemplar in record.exemplars:
                if exemplar.path != ACCOUNTS:
                    continue
                scheme, _, form = exemplar.form.partition("/")
                if scheme in seen_schemes:
                    continue
                choice = self._account(AccountScheme(scheme), replace(exemplar, form=form))
                if choice is not None:
                    seen_schemes.add(scheme)
                    yield choice

    def _account(self, scheme: AccountScheme, exemplar: Exemplar) -> Choice[Account] | None:
        for score, choice in sorted(self._scored(ACCOUNTS, exemplar), key=lambda one: -one[0]):
            number = compact(choice.value)
            around = self._found[id(choice.tokens[0]), id(choice.tokens[-1])]
            if (
                score > ACCEPTED
                and named(exemplar, around)
                and _can_be(scheme, number)
                and number not in self._context.hints.buyer_ids
            ):
                return replace(choice, value=Account(scheme, number))
        return None


def _names(concepts: frozenset[str], words: str) -> bool:
    """Whether the words are a label of one of these kinds."""
    return bool(LABELLED.get(folded(words), frozenset()) & concepts)


def _can_be(scheme: AccountScheme, number: str) -> bool:
    match scheme:
        case AccountScheme.IBAN:
            return is_iban(number)
        case AccountScheme.BANKGIRO | AccountScheme.PLUSGIRO:
            return number.isdigit() and is_luhn(number)
        case _:
            return number.isdigit() and len(number) >= SHORTEST
