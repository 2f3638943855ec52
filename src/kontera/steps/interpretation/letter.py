"""What stands without a label at the head of an invoice: its number by the title, its date by the title or the town."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from kontera.core.identifiers import is_iban
from kontera.steps.interpretation.choice import Choice
from kontera.steps.interpretation.context import Context
from kontera.steps.interpretation.kind import titles_in
from kontera.steps.interpretation.layout import Segment, has_digit
from kontera.steps.interpretation.titles import NUMBERED

NUMBERED_ALONE: Final = 0.85  # right under or beside the title
DATED: Final = 0.8  # right under it
OF_TOWN: Final = 0.86
NEAR: Final = 1.6  # line heights
ASIDE: Final = 14.0  # thousandths of the page width
LEVEL: Final = 2.0
CLOSE: Final = 25.0
BESIDE: Final = 60.0
UPPER: Final = 520.0
SHORTEST: Final = 4  # characters of a number that no label names
LARGE: Final = 1.15  # times the usual letters
NUMBER: Final = re.compile(r"(?:[A-ZÅÄÖÆØÜ]{1,4}\s)?#?(?:[A-Z]{1,8}[-/._]?){0,3}\d[\w\-/._]*")
ICELANDIC: Final = re.compile(r"0\d{11}")  # bank, ledger and number of an account
MONEY: Final = re.compile(r"[-−]?\d{1,3}(?:[ .]?\d{3})*[.,]\d{2}")
TOWN: Final = re.compile(
    r"[A-ZÅÄÖÆØÜ][\w.'-]+(?:\s[A-ZÅÄÖÆØÜ][\w.'-]+){0,2}(?:,\s?(?:(?:den|the|le|am|d\.)\s)?|\s(?:den|the|le)\s)"
)


def number_by_title(context: Context) -> Iterator[Choice[str]]:
    """Numbers alone right under the word for an invoice, or right of it: "RECHNUNG" over "RE 7700418"."""
    titles = [title.segment for title in titles_in(context) if title.kind in NUMBERED]
    dated = {id(found.segment) for found in context.dates}
    for segment in context.numeric if titles else ():
        text = segment.text.strip("#.,;:()")
        if len(text) < SHORTEST or id(segment) in dated or not NUMBER.fullmatch(text) or MONEY.fullmatch(text):
            continue
        if is_account(context, text):
            continue
        labels = context.labels
        claims = labels.claims(segment, segment.tokens[-1:])
        if labels.hits[segment] or any(
            one.side != "above" and not one.concept.startswith("t_") for one in claims.values()
        ):
            continue
        if any(_by(title, segment, context.sheet.height) for title in titles):
            yield Choice(text, NUMBERED_ALONE, "under the title", segment.tokens, text)


def is_account(context: Context, text: str) -> bool:
    """Whether it is the number of an account: "Reikningur" is the word for one, too."""
    return is_iban(text) or (context.language == "is" and bool(ICELANDIC.fullmatch(text)))


def _by(title: Segment, segment: Segment, usual: float) -> bool:
    """Whether it stands right under the title, or close beside one that stands out."""
    if title.page != segment.page or title is segment or has_digit(title.text):
        return False
    below = segment.middle - title.middle
    if 0 < below < NEAR * max(title.height, segment.height) + segment.height / 2:
        return abs(title.x0 - segment.x0) < ASIDE or abs(title.x1 - segment.x1) < ASIDE
    level = abs(below) < title.height / 2
    gap = segment.x0 - title.x1
    return level and (0 < gap < CLOSE or (0 < gap < BESIDE and title.height > LARGE * usual))


def days_by_title(context: Context) -> Iterator[Choice[date]]:
    """Dates alone right under the title or its number, or after the town of a letter ("München, den 4. November")."""
    first = context.sheet.rows[0].page if context.sheet.rows else 0
    titled = [
        segment
        for segment, hits in context.labels.hits.items()
        if hits and not hits[0].start and hits[0].names_any(("t_invoice", "t_credit")) and segment.page == first
    ]
    for dated in context.dates:
        segment = dated.segment
        if segment.page != first or segment.y0 > UPPER or dated.compact:
            continue
        before = segment.text[: max(0, segment.text.find(dated.raw))]
        if before and segment.text.endswith(dated.raw) and TOWN.fullmatch(before) and not context.labels.hits[segment]:
            yield Choice(dated.value, OF_TOWN, "place and date", dated.tokens, dated.raw)
        elif segment.text == dated.raw and any(_under(title, segment) for title in titled):
            yield Choice(dated.value, DATED, "under the title", dated.tokens, dated.raw)


def _under(title: Segment, segment: Segment) -> bool:
    below = segment.y0 - title.y1
    aligned = abs(title.x0 - segment.x0) < ASIDE or abs(title.x1 - segment.x1) < ASIDE
    return -LEVEL < below < NEAR * segment.height and aligned and title.row < segment.row
