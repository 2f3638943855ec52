"""What every part of the interpretation looks at: the sheet, its labels, its figures and dates, the hints."""

# ruff: noqa: PLR2004 - the numbers are weights, distances and probabilities, explained where they are used

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from kontera.steps.interpretation.dates import EITHER, Dated, dates_in, parsed, tokens_at
from kontera.steps.interpretation.hints import Hints
from kontera.steps.interpretation.labels import Labels
from kontera.steps.interpretation.layout import Row, Segment, Sheet, Token, folded
from kontera.steps.interpretation.lexicon import PHRASES, SEVERAL
from kontera.steps.interpretation.numbers import Figure, decimal_mark, figures_in
from kontera.steps.interpretation.paycodes import PayCode
from kontera.steps.interpretation.recall import Recall


@dataclass(frozen=True, slots=True, eq=False)
class Context:
    """One document laid out, labelled and searched once for dates and figures."""

    sheet: Sheet
    labels: Labels
    hints: Hints
    mark: str
    language: str
    dates: tuple[Dated, ...]
    figures: dict[Segment, tuple[Figure, ...]]
    codes: tuple[PayCode, ...] = ()
    recall: Recall = field(default_factory=Recall)
    text: str = field(init=False)  # all rows as lines of text
    numeric: tuple[Segment, ...] = field(init=False)  # the segments in which a digit stands
    _by_row: tuple[tuple[Figure, ...], ...] = field(init=False, repr=False)
    _homes: dict[int, Segment] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        rows = self.sheet.rows
        by_row = tuple([tuple([figure for s in row.segments for figure in self.figures[s]]) for row in rows])
        object.__setattr__(self, "text", "\n".join([row.text for row in rows]))
        object.__setattr__(self, "numeric", tuple(_numeric(self.sheet)))
        object.__setattr__(self, "_by_row", by_row)
        homes = {id(token): segment for segment in self.sheet.segments for token in segment.tokens}
        object.__setattr__(self, "_homes", homes)

    def figures_in(self, row: Row) -> tuple[Figure, ...]:
        """The figures of a row, from left to right."""
        return self._by_row[row.index]

    def home(self, token: Token) -> Segment | None:
        """The segment in which the word stands; None for what is no word of the pages, such as a code."""
        return self._homes.get(id(token))


def looked_at(sheet: Sheet, hints: Hints, codes: tuple[PayCode, ...] = ()) -> Context:
    """The sheet with its labels, language, dates and figures found."""
    labels = Labels(sheet)
    numeric = _numeric(sheet)
    mark = decimal_mark([segment.text for segment in numeric])
    language = language_of(labels)
    dates = _dates(sheet, labels, language) + tuple(_wrapped_dates(sheet))
    busy = {id(token) for dated in dates if not dated.compact for token in dated.tokens}
    figures: dict[Segment, tuple[Figure, ...]] = dict.fromkeys(sheet.segments, ())
    figures |= {segment: tuple(_free(figures_in(segment, mark), busy)) for segment in numeric}
    return Context(sheet, labels, hints, mark, language, dates, figures, codes)


def _numeric(sheet: Sheet) -> list[Segment]:
    return [segment for segment in sheet.segments if segment.digits]


def _free(figures: list[Figure], busy: set[int]) -> list[Figure]:
    """The figures of which some word is no part of a date."""
    return [one for one in figures if one.tokens and not (busy and busy.issuperset(map(id, one.tokens)))]


SLASHED = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(?:\d{4}|\d{2})(?![\d/])")
STATE = re.compile(  # a town in the United States: "Oakland, CA 94607"
    r",\s?(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY])"
    r"\s\d{5}(?:-\d{4})?\b"
)
DAY_AND_MONTH = re.compile(r"\d{1,2}\.?\s+[^\W\d_]{3,10}\.?$")
YEAR = re.compile(r"^(?:19|20)\d\d$")


def _dates(sheet: Sheet, labels: Labels, language: str) -> tuple[Dated, ...]:
    """The dates of the pages: month first where one of them says so, where it is America, or where else nothing fits.

    What neither a date nor the language settles is marked: 03/06/2026 on an English page is the third of June or the
    sixth of March.
    """

    def read(*, month_first: bool) -> tuple[Dated, ...]:
        return tuple(
            dated
            for segment in (sheet.segments if sheet.optical else _numeric(sheet))
            for dated in dates_in(segment, optical=sheet.optical, month_first=month_first, year_first=language == "sv")
        )

    settled = _month_first(sheet)
    american = language == "en" and any("USD" in s.text or (s.digits and STATE.search(s.text)) for s in sheet.segments)
    dates = read(month_first=american if settled is None else settled)
    if settled is not None or not any(EITHER.fullmatch(dated.raw) for dated in dates):
        return dates
    if _crossed(dates, labels):
        other = read(month_first=not american)
        dates = dates if _crossed(other, labels) else other
    if language != "en":
        return dates
    return tuple(replace(dated, unsettled=_either(dated)) for dated in dates)


def _month_first(sheet: Sheet) -> bool | None:
    """Whether dates have the month first, where a date with a day above the twelfth says it."""
    slashed = "\n".join(segment.text for segment in sheet.segments if segment.text.count("/") > 1)
    pairs = [(int(one), int(two)) for one, two in SLASHED.findall(slashed)]
    if any(one > 12 for one, _ in pairs):
        return False
    return True if any(two > 12 for _, two in pairs) else None


def _either(dated: Dated) -> bool:
    """Whether day and month can be exchanged, and it would be another date."""
    found = EITHER.fullmatch(dated.raw)
    return found is not None and int(found[1]) != int(found[2])


def _crossed(dates: tuple[Dated, ...], labels: Labels) -> bool:
    """Whether the invoice would be due before its own date."""
    claims = [(dated.value, labels.claims(dated.segment, dated.tokens)) for dated in dates]
    due = max(((some["due_date"].score, value) for value, some in claims if "due_date" in some), default=None)
    issued = max(
        ((some[name].score, value) for value, some in claims for name in ("issue_date", "date") if name in some),
        key=lambda pair: pair[0],
        default=None,
    )
    return due is not None and issued is not None and due[1] < issued[1]


def _wrapped_dates(sheet: Sheet) -> Iterator[Dated]:
    """Dates whose year stands alone on the row below."""
    for segment in sheet.segments:
        if not segment.digits or len(segment.tokens) < 2:
            continue
        last = segment.text[-1]
        found = DAY_AND_MONTH.search(segment.text) if last.isalpha() or last == "." else None
        if not found:
            continue
        for row in sheet.rows[segment.row + 1 : segment.row + 4]:
            for other in row.segments:
                near = other.page == segment.page and 0 <= other.y0 - segment.y1 < 1.5 * segment.height
                beside = abs(other.x0 - segment.x0) < 8 or abs(other.x1 - segment.x1) < 8
                if near and beside and YEAR.match(other.text):
                    value = parsed(f"{found[0]} {other.text}")
                    if value:
                        tokens = (*tokens_at(segment, found.start(), found.end()), *other.tokens)
                        yield Dated(value, f"{found[0]} {other.text}", segment, tokens)


def language_of(labels: Labels) -> str:
    """The language whose labels alone explain most of the page; empty when no label tells."""
    votes: dict[str, float] = {}
    for hits in labels.hits.values():
        for hit in hits:
            for language, worth in VOTES.get(hit.key, ()):
                votes[language] = votes.get(language, 0.0) + worth
    return max(votes, key=lambda language: votes[language]) if votes else ""


def _by_language() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for languages in PHRASES.values():
        for language, phrases in languages.items():
            if language == SEVERAL:
                continue
            for phrase in phrases.split("|"):
                table.setdefault(folded(phrase), set()).add(language)
    return {key: frozenset(languages) for key, languages in table.items()}


VOTES = {
    key: tuple((language, len(key) ** 0.5 / len(languages) ** 1.5) for language in languages)
    for key, languages in _by_language().items()
}  # what a label says of the page's language
