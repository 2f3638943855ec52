"""A candidate in numbers: which labels claim it from where, where it stands, what it looks like, what the rules say."""

# ruff: noqa: PLR2004 - the numbers are lengths and scales, explained where they are used

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np

from kontera.core.identifiers import is_kid, is_luhn, is_norwegian_account, is_viite
from kontera.steps.interpretation.context import Context
from kontera.steps.interpretation.labels import Claim, Labels
from kontera.steps.interpretation.layout import Row, Segment, Token
from kontera.steps.interpretation.lexicon import PHRASES
from kontera.steps.interpretation.weigher import Table

SIDES: Final = ("same", "left", "above")
CLAIMED: Final = tuple(name for name in PHRASES if not name.startswith(("c_", "t_", "h_")))
PLACE: Final = (
    "down", "page", "last_page", "height", "words", "row_segments", "row_place", "left_gap", "left_text",
    "left_labelled", "left_colon", "below_gap", "row_hits", "title_down", "x0", "x1", "words_before", "words_after",
    "colon_before", "above_gap", "above_text", "above_labelled", "above_aligned", "title_across", "seller", "buyer",
)  # fmt: skip
SHAPE: Final = (
    "length", "digits", "letters", "capitals", "separators", "leading_letters", "year_first", "luhn", "viite", "kid",
    "norwegian_account", "repeats", "ruled", "rule", "rule_behind", "rule_alone", "candidates",
)  # fmt: skip
MORE: Final = (
    "more_0", "more_1", "more_2", "more_3", "more_4", "more_5", "more_6", "more_7", "more_8", "more_9",
    "more_10", "more_11", "more_12", "more_13", "more_14", "more_15",
)  # fmt: skip
COLUMNS: Final = (
    *(f"{name}.{side}" for name in CLAIMED for side in SIDES),
    *(f"table.{side}" for side in SIDES),
    *PLACE,
    *SHAPE,
    *MORE,
)
SCHEMA: Final = hashlib.sha256("\n".join(COLUMNS).encode()).hexdigest()[:16]
AT: Final = {name: at for at, name in enumerate(COLUMNS)}
FIRST_PLACE: Final = AT[PLACE[0]]
NO_MORE: Final = (0.0,) * len(MORE)
TABLE_AT: Final = {side: AT[f"table.{side}"] for side in SIDES}
CLAIM_AT: Final = {(name, side): AT[f"{name}.{side}"] for name in CLAIMED for side in SIDES}
FAR: Final = 9.0  # letter heights: farther is all the same
NOWHERE: Final = 999.0
LONGEST_CHECKED: Final = 25
SENTINEL: Final = -1.0


class Candidate(NamedTuple):
    """A value that might be the field's: its words, its text, what the rules said (0 when nothing), and more of it."""

    segment: Segment
    tokens: tuple[Token, ...]
    text: str
    rule: float = 0.0
    role: str = ""
    more: tuple[float, ...] = ()


def table_of(context: Context, candidates: Sequence[Candidate]) -> Table:
    """One row of features for each candidate."""
    table = np.zeros((len(candidates), len(COLUMNS)), dtype=np.float32)
    view = context.labels.view
    if not isinstance(view, _View):
        view = context.labels.view = _View(context)
    best = sorted((candidate.rule for candidate in candidates), reverse=True)
    second = best[1] if len(best) > 1 else 0.0
    seen: dict[str, int] = {}
    for candidate in candidates:
        seen[candidate.text] = seen.get(candidate.text, 0) + 1
    cells: list[int] = []  # of the whole table, counted through its rows
    strengths: list[float] = []
    others: list[tuple[float, ...]] = []
    for start, candidate in zip(range(0, table.size, len(COLUMNS)), candidates, strict=True):
        said = _said(context.labels.claims(candidate.segment, candidate.tokens).values())
        cells += [start + at for at in said]
        strengths += said.values()
        rival = second if candidate.rule == best[0] else best[0]
        ruled = (float(candidate.rule > 0), candidate.rule, best[0] - candidate.rule, candidate.rule - rival)
        shape = (*_shape(candidate.text), seen[candidate.text], *ruled, len(candidates))
        place = view.place(candidate, context.labels)
        others.append((*place, *shape, *candidate.more, *NO_MORE[len(candidate.more) :]))
    if others:
        table.reshape(-1)[cells] = strengths
        table[:, FIRST_PLACE:] = others
    return table


def _said(claims: Iterable[Claim]) -> dict[int, float]:
    """How strongly each label claims the candidate, by the label's column; of a table's headings the strongest."""
    said: dict[int, float] = {}
    for claim in claims:
        at = CLAIM_AT.get((claim.concept, claim.side))
        if at is not None:
            said[at] = claim.score
        elif claim.concept.startswith("c_"):
            at = TABLE_AT[claim.side]
            said[at] = max(said.get(at, 0.0), claim.score)
    return said


@lru_cache(maxsize=4096)
def _shape(text: str) -> tuple[float, ...]:
    digits = "".join(filter(str.isdigit, text))
    letters = sum(map(str.isalpha, text))
    lead = next((at for at, char in enumerate(text) if not char.isalpha()), len(text))
    plain = len(digits) == len(text) and text.isascii() and 3 < len(text) <= LONGEST_CHECKED
    year = digits[:2] in {"19", "20"} and len(digits) >= 4
    return (
        len(text), len(digits), letters, sum(map(str.isupper, text)), len(text) - len(digits) - letters, lead, year,
        plain and is_luhn(text), plain and is_viite(text), plain and is_kid(text),
        plain and len(text) == 11 and is_norwegian_account(text),
    )  # fmt: skip


class _View:
    """Where things stand on the pages, worked out once for all candidates of all fields.

    It is kept with the labels and does not hold them: what refers to itself would be left to the garbage collector.
    """

    def __init__(self, context: Context) -> None:
        self._rows = context.sheet.rows
        sheet = context.sheet
        self._tall = max(sheet.height, 1.0)
        self._first = sheet.rows[0].page if sheet.rows else 1
        self._last = sheet.rows[-1].page if sheet.rows else 1
        self._ends: dict[int, float] = {}
        for row in sheet.rows:
            self._ends[row.page] = max(self._ends.get(row.page, 1.0), row.y1)
        titles = [hit for hits in context.labels.hits.values() for hit in hits if hit.names("t_invoice")]
        self._title = max(titles, key=lambda hit: hit.segment.height, default=None)
        self._around: dict[Segment, tuple[float, ...]] = {}
        self._places: dict[tuple[int, int], tuple[float, ...]] = {}

    def place(self, candidate: Candidate, labels: Labels) -> tuple[float, ...]:
        """Where the candidate stands, and what stands around it."""
        key = (id(candidate.tokens[0]), id(candidate.tokens[-1]))
        found = self._places.get(key)
        if found is None:
            found = self._places[key] = self._place(candidate.segment, candidate.tokens, labels)
        return (*found, candidate.role == "seller", candidate.role == "buyer")

    def _place(self, segment: Segment, tokens: tuple[Token, ...], labels: Labels) -> tuple[float, ...]:
        around = self._around.get(segment)
        if around is None:
            around = self._around[segment] = self._segment(segment, labels)
        start = next((at for at, token in enumerate(segment.tokens) if token is tokens[0]), 0)
        after = max(len(segment.tokens) - start - len(tokens), 0)
        x0, x1 = tokens[0].x0, tokens[-1].x1
        colon = start > 0 and segment.tokens[start - 1].text.endswith((":", "#"))
        same_page = self._title is not None and self._title.segment.page == segment.page
        across = x0 - self._title.x1 if self._title is not None and same_page else NOWHERE
        return (*around, x0, x1, start, after, colon, *self._above(segment, labels, x0, x1), across)

    def _segment(self, segment: Segment, labels: Labels) -> tuple[float, ...]:
        row = self._rows[segment.row]
        place = next((at for at, other in enumerate(row.segments) if other is segment), 0)
        hits = sum(bool(labels.hits[other]) for other in row.segments)
        down = NOWHERE
        if self._title is not None and self._title.segment.page == segment.page:
            down = (segment.y0 - self._title.segment.y0) / self._tall
        return (
            segment.y0 / self._ends[segment.page], segment.page - self._first, segment.page == self._last,
            segment.height / self._tall, len(segment.tokens), len(row.segments), place, *_left(segment, labels),
            self._below(row, segment), hits, down,
        )  # fmt: skip

    def _above(self, segment: Segment, labels: Labels, x0: float, x1: float) -> tuple[float, float, float, float]:
        near = next(labels.above(segment, x0, x1, FAR * self._tall), None)
        if near is None:
            return FAR, SENTINEL, SENTINEL, SENTINEL
        aligned = abs(near.x0 - x0) < 8 or abs(near.x1 - x1) < 8
        return (segment.y0 - near.y1) / self._tall, not near.digits, bool(labels.hits[near]), aligned

    def _below(self, row: Row, segment: Segment) -> float:
        for lower in self._rows[row.index + 1 : row.index + 4]:
            if lower.page != row.page:
                break
            if any(other.x0 < segment.x1 and segment.x0 < other.x1 for other in lower.segments):
                return min((lower.y0 - row.y1) / self._tall, FAR)
        return FAR


def _left(segment: Segment, labels: Labels) -> tuple[float, float, float, float]:
    beside = labels.left(segment)
    if not beside:
        return NOWHERE, SENTINEL, SENTINEL, SENTINEL
    near = beside[0]
    return segment.x0 - near.x1, not near.digits, bool(labels.hits[near]), near.text.endswith(":")
