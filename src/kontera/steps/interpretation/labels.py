"""Labels on the page: which words name a concept, and which label belongs to a value."""

# ruff: noqa: PLR2004 - the numbers are weights, distances and probabilities, explained where they are used

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import Final, NamedTuple

from kontera.steps.interpretation.alike import Wordings
from kontera.steps.interpretation.layout import Segment, Sheet, Token, folded, has_digit
from kontera.steps.interpretation.lexicon import PHRASES
from kontera.steps.interpretation.record import record
from kontera.steps.interpretation.upward import Upward

LONGEST: Final = 7  # words in a label
ORDER_CODE: Final = re.compile(r"PO-?[0-9][0-9A-Z/-]*[.,;]?")  # "PO-81197" is a number, though "PO" alone is its label
FUZZY_LETTERS: Final = 7
FUZZY_LEAST: Final = 88
INFLECTED: Final = frozenset(
    {"fakturaen", "fakturaene", "fakturaer", "fakturorna", "fakturerna"}
)  # no misread "fakturanr"
ABOVE_REACH: Final = 3.2  # letter heights
HEADER_REACH: Final = 60.0
MOST_ABOVE: Final = 14  # segments looked at above a value
SKIPPED: Final = frozenset(
    {"", "kr", "sek", "nok", "dkk", "eur", "euro", "euroa", "usd", "isk", "gbp", "nr", "no", "x", "st", "eller", "or"}
)
TERMED: Final = 0.97  # what is left of a label's worth after words that only say when
TERM: Final = re.compile(
    r"\(?(?:innen|inom|senast|senest|innan|før|den|vid|ved|i|om|på|pr|by|on|in|at|before|within|the|of|bis|zum|binnen|am"
    r"|innerhalb|von|spätestens|viimeistään|mennessä|eräpäivä(?:nä)?|sisällä|le|avant|dans|för|per|kl|netto"
    r"|dager|dagar|dgr|dage|days?|tage[ns]?|päivää|päivän|pv|vrk|jours?|date|datum|dato|heute|idag|i?dag|today"
    r"|kr|sek|nok|dkk|eur|euro|usd|gbp|isk|\d{1,2}\.?|\d{4}|\d{1,4}[./-]\d{1,2}[./-](?:\d{2,4})?"
    r"|(?:jan|feb|mar|mär|maa|apr|maj|mai|may|jun|jul|aug|sep|okt|oct|nov|dec|des|dez)[a-zäéû]*"
    r"|(?:tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu)kuu(?:ta|n)?)[.,:;)]{0,2}",
    re.IGNORECASE,
)


def _by_key() -> dict[str, tuple[tuple[str, str], ...]]:
    table: dict[str, dict[str, str]] = {}
    for concept, languages in PHRASES.items():
        for language, phrases in languages.items():
            for phrase in phrases.split("|"):
                table.setdefault(folded(phrase), {}).setdefault(concept, language)
    table.pop("", None)
    return {key: tuple(concepts.items()) for key, concepts in table.items()}


LABELS: Final = _by_key()
CONCEPTS: Final = {key: frozenset(concept for concept, _ in concepts) for key, concepts in LABELS.items()}
COLUMN_LABELS: Final = frozenset(key for key, names in CONCEPTS.items() if any(name.startswith("c_") for name in names))
LONG_LABELS: Final = Wordings([key for key in LABELS if len(key) >= FUZZY_LETTERS], FUZZY_LEAST)
LEADS: Final = frozenset(key[:end] for key in LABELS for end in range(1, len(key) + 1))  # what a label can begin with


@record
class Hit:
    """A label found in a segment, from word `start` to before word `end`; `concepts` pairs concept and language."""

    segment: Segment
    start: int
    end: int
    concepts: tuple[tuple[str, str], ...]
    key: str
    sure: float = 1.0

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The words of the label."""
        return self.segment.tokens[self.start : self.end]

    @property
    def x0(self) -> float:
        """Its left edge."""
        return self.segment.tokens[self.start].x0

    @property
    def x1(self) -> float:
        """Its right edge."""
        return self.segment.tokens[self.end - 1].x1

    @property
    def before(self) -> str:
        """The one or two words before it: "Ert" of "Ert momsreg.nr"."""
        return " ".join(token.text for token in self.segment.tokens[max(0, self.start - 2) : self.start])

    def names(self, concept: str) -> bool:
        """Whether the label can mean the concept."""
        return concept in CONCEPTS[self.key]

    def names_any(self, concepts: Iterable[str]) -> bool:
        """Whether the label can mean one of the concepts."""
        return not CONCEPTS[self.key].isdisjoint(concepts)


class Claim(NamedTuple):
    """What a label says of a value: the concept, how strongly, from which side."""

    concept: str
    score: float
    side: str
    key: str
    language: str
    before: str = ""  # the words before the label: "Ert" of "Ert momsreg.nr"


Say = tuple[Hit, float, str, bool]
"""What a label says of a value before the strongest is known: how strongly, from which side, if only as a heading."""
_Head = tuple[Hit, float, float, float, float, bool]
"""A label over a value: how sure, its left and right edge, how little stands beside it (0–1), if only as a heading."""


@lru_cache(maxsize=4096)
def _nearly(key: str) -> tuple[str, float] | None:
    found = LONG_LABELS.nearest(key) if key not in INFLECTED else None
    return (found[0], found[1] / 100) if found else None


def _key(token: Token) -> str:
    return "" if token.text.startswith("PO") and ORDER_CODE.fullmatch(token.text) else token.letters


def hits_in(segment: Segment) -> list[Hit]:
    """The labels in a segment, longest first from the left; a word misread by one letter still counts a little less."""
    found: list[Hit] = []
    if not segment.letters:
        return found
    end = 0
    keys = [_key(one) for one in segment.tokens]
    for at, key in enumerate(keys):
        hit = _hit_at(segment, keys, at) if at >= end and (key in LEADS or len(key) >= FUZZY_LETTERS) else None
        if hit:
            found.append(hit)
            end = hit.end
    return found


def _hit_at(segment: Segment, keys: list[str], at: int) -> Hit | None:
    key = keys[at]
    if key in LEADS and (longest := _longest(segment, keys, at)):
        end, whole = longest
        return Hit(segment, at, end, LABELS[whole], whole)
    if len(key) >= FUZZY_LETTERS and (near := _nearly(key)):
        return Hit(segment, at, at + 1, LABELS[near[0]], near[0], 0.8 * near[1])
    return None


def _longest(segment: Segment, keys: list[str], at: int) -> tuple[int, str] | None:
    """The longest label from this word on: before which word it ends, and its key."""
    found, whole = None, ""
    for end in range(at + 1, min(len(keys), at + LONGEST) + 1):
        whole += keys[end - 1]
        if whole not in LEADS:
            break
        if whole in LABELS and (keys[end - 1] or end - 1 == at):
            found = end, whole
        text = segment.tokens[end - 1].text
        if "%" in text or (end - 1 > at and has_digit(text)):
            break  # "Moms % Summa" is two headings; "Fakturanr 1042 OCR" a label, its value, and another label
    return found


class Labels:
    """All labels of a sheet, and the claims they make on a value."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.hits: dict[Segment, list[Hit]] = {segment: hits_in(segment) for segment in sheet.segments}
        self._claims: dict[tuple[int, int], dict[str, Claim]] = {}
        self._left: dict[Segment, list[Segment]] = {}
        self._sides: dict[Segment, tuple[Say, ...]] = {}
        self._heads: dict[Segment, list[_Head]] = {}
        self._of: dict[str, list[Hit]] | None = None
        self.view: object = None  # what the model worked out of the places, kept with what it was worked out from
        self._upward = Upward(sheet.rows)

    def hide(self, keys: frozenset[str]) -> None:
        """Forget the labels with these wordings, before any value is looked at."""
        if keys:
            self.hits = {segment: [hit for hit in hits if hit.key not in keys] for segment, hits in self.hits.items()}
            self._of = None

    def of(self, concept: str) -> Sequence[Hit]:
        """All labels that can mean the concept."""
        if self._of is None:
            self._of = {}
            for hits in self.hits.values():
                for hit in hits:
                    for name in CONCEPTS[hit.key]:
                        self._of.setdefault(name, []).append(hit)
        return self._of.get(concept, ())

    def claimed(self, concept: str) -> bool:
        """Whether a label can claim the concept for a value."""
        return bool(self.of(concept))

    def left(self, segment: Segment) -> list[Segment]:
        """The segments before this one that stand level with it, nearest first."""
        known = self._left.get(segment)
        if known is None:
            known = self._left[segment] = self._level(segment)
        return known

    def _level(self, segment: Segment) -> list[Segment]:
        rows, own = self.sheet.rows, segment.row
        top, bottom, edge, least = segment.y0, segment.y1, segment.x0 + 1, 0.3 * segment.height
        mine = [other for other in rows[own].segments if other.x1 <= edge]
        found: list[Segment] = []
        for row in rows[max(0, own - 2) : own + 3]:
            if row.index == own:
                found += mine
            elif row.page == segment.page and row.y1 - top > least and bottom - row.y0 > least:
                for other in row.segments:
                    if other.x1 > edge or min(other.y1, bottom) - max(other.y0, top) <= least:
                        continue
                    # on a page that lies askew a neighbouring row reaches over: the own row's label goes before it
                    if not any(other.overlap(one) > 0 for one in mine):
                        found.append(other)
        return sorted(found, key=lambda other: segment.x0 - other.x1) if len(found) > 1 else found

    def above(self, segment: Segment, x0: float, x1: float, reach: float) -> Iterator[Segment]:
        """The segments above that share its breadth, nearest first."""
        return self._upward.over(segment, x0, x1, reach)

    def claims(self, segment: Segment, tokens: Sequence[Token]) -> dict[str, Claim]:
        """The strongest claim of each concept on the value that these words of the segment are."""
        key = (id(tokens[0]), id(tokens[-1]))
        known = self._claims.get(key)
        if known is None:
            known = self._claims[key] = _strongest(self._all(segment, tokens))
        return known

    def _all(self, segment: Segment, tokens: Sequence[Token]) -> list[Say]:
        first = tokens[0]
        words = segment.tokens
        start = 0 if words[0] is first else next((i for i, token in enumerate(words) if token is first), 0)
        said = list(self._same(segment, start)) if start and self.hits[segment] else []
        strong = max([score for _, score, _, _ in said]) if said else 0.0
        if strong < 0.5 and not (start and any(token.digits for token in words[:start])):
            beside = self._sides.get(segment)
            if beside is None:
                beside = self._sides[segment] = tuple(self._beside(segment))
            if beside:
                said += beside
                strong = max([score for _, score, _, _ in beside])
        said += self._over(segment, tokens, 1.0 if strong < 0.5 else 0.55)
        return said

    def _same(self, segment: Segment, start: int) -> Iterator[Say]:
        before = [hit for hit in self.hits[segment] if hit.end <= start]
        for back, hit in enumerate(reversed(before)):
            between = segment.tokens[hit.end : start]
            digits = _digits_in(between)
            words = sum([token.letters not in SKIPPED for token in between])
            score = hit.sure * (0.97 - 0.1 * words) * (0.45**digits) * (0.45**back)
            if score > 0.1:
                yield hit, score, "same", False

    def _beside(self, segment: Segment) -> Iterator[Say]:
        factor = 0.95
        nearer = segment
        for other in self.left(segment)[:4]:
            if other.letters in SKIPPED and not _money_like(other.text):
                continue
            factor *= 0.93 if nearer.x0 - other.x1 > 300 else 1.0
            nearer = other
            hits = self.hits[other]
            if hits:
                hit = hits[-1]
                rest = other.tokens[hit.end :]
                words = sum([token.letters not in SKIPPED for token in rest]) if rest else 0
                score = factor * hit.sure * (0.85**words) * 0.4 ** _digits_in(rest)
                yield hit, score, "left", False
                if not hits[0].start and _adds_a_term(other.tokens[hits[0].end :]):
                    yield hits[0], factor * hits[0].sure * TERMED, "left", False
            if _money_like(other.text) or not other.digits:
                factor *= 0.45 if not hits else 0.3
            if factor < 0.15:
                return

    def _over(self, segment: Segment, tokens: Sequence[Token], factor: float) -> list[Say]:
        said: list[Say] = []
        x0, x1, y0 = tokens[0].x0, tokens[-1].x1, segment.y0
        height = max(segment.height, 0.7 * self.sheet.height, 1.0)
        blocked, every, heads = 1.0, self.hits, self._heads
        for rank, other in enumerate(islice(self.above(segment, x0, x1, HEADER_REACH * height), MOST_ABOVE)):
            hits = every[other]
            if hits:
                gap = (y0 - other.y1) / height
                near = gap <= ABOVE_REACH and blocked == 1.0
                worth = 0.86 - 0.05 * max(gap, 0) if near else 0.5 * blocked
                known = heads.get(other)
                if known is None:
                    known = heads[other] = [head for hit in hits if (head := _head(hit))]
                for hit, sure, left, right, clear, percents in known:
                    aligned = -12 < left - x0 < 12 or -12 < right - x1 < 12
                    if aligned or (left < x1 and x0 < right and left < right and x0 < x1):
                        score = sure * worth * clear
                        said.append((hit, score * factor * (1.0 if aligned else 0.93), "above", percents))
            if not other.digits:
                blocked *= 0.3 if hits else 0.75
            elif rank == 0 or blocked == 1.0:
                blocked *= 0.9
            if blocked < 0.2:
                break
        return said


def _head(hit: Hit) -> _Head | None:
    """The label as what may stand over a value; None where numbers stand beside it."""
    whole, tokens = hit.segment, hit.segment.tokens
    if hit.end - hit.start == len(tokens):
        return hit, hit.sure, whole.x0, whole.x1, 1.0, False
    rest = [*tokens[: hit.start], *tokens[hit.end :]]
    if _digits_in(rest):
        return None
    after = "".join([token.text for token in tokens[hit.end : hit.end + 2]])[:4]
    words = sum([token.letters not in SKIPPED for token in rest])
    left, right = (hit.x0, hit.x1) if words else (whole.x0, whole.x1)  # "Moms 25 %" is as broad as it is
    return hit, hit.sure, left, right, 0.88**words, "%" in after and not has_digit(after)


def _strongest(said: Iterable[Say]) -> dict[str, Claim]:
    """The strongest claim of each concept; of equals the first."""
    best: dict[str, tuple[Hit, float, str, str]] = {}
    for hit, score, side, heads in said:
        for concept, language in hit.concepts:
            known = best.get(concept)
            if (known is None or score > known[1]) and not (heads and not concept.startswith("c_")):
                best[concept] = (hit, score, side, language)
    return {
        concept: Claim(concept, score, side, hit.key, language, hit.before if hit.start else "")
        for concept, (hit, score, side, language) in best.items()
    }


def _digits_in(tokens: Sequence[Token]) -> int:
    """How many of the words hold digits, percentages left out."""
    count = 0
    for at, token in enumerate(tokens):
        text = token.text
        if has_digit(text) and "%" not in text and not (at + 1 < len(tokens) and "%" in tokens[at + 1].text[:2]):
            count += 1
    return count


def _adds_a_term(tokens: Sequence[Token]) -> bool:
    """Whether the words after a label only say when or in what: "innen 14 dager", "ON November 17, 2026", "i SEK"."""
    return len(tokens) > 1 and all(TERM.fullmatch(token.text) for token in tokens)


@lru_cache(maxsize=8192)
def _money_like(text: str) -> bool:
    digits = sum(map(str.isdigit, text))
    return digits >= 3 and "%" not in text


def ranked(concepts: Iterable[str]) -> Mapping[str, int]:
    """Many concepts to ask for the best of, in their order: of equal claims that of the first is the best."""
    return {concept: at for at, concept in enumerate(concepts)}


def best(claims: Mapping[str, Claim], concepts: Iterable[str]) -> Claim | None:
    """The strongest of the claims by these concepts; of equals the first concept's."""
    strongest: Claim | None = None
    if isinstance(concepts, dict) and len(concepts) > len(claims):
        asked = [concept for concept in claims if concept in concepts]
        concepts = sorted(asked, key=concepts.__getitem__) if len(asked) > 1 else asked
    for concept in concepts if claims else ():
        claim = claims.get(concept)
        if claim is not None and (strongest is None or claim.score > strongest.score):
            strongest = claim
    return strongest
