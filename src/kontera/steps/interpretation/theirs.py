"""Numbers that are called the buyer's own: by a word before their label, or before them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from kontera.steps.interpretation.accounts import NOT_DIGITS
from kontera.steps.interpretation.context import Context
from kontera.steps.interpretation.layout import Segment, folded, has_digit

BUYER_WORD: Final = re.compile(
    r"\b(?:your|customer|buyer|client|er|ert|eran|din|ditt|deres|dere|jeres|kund|kunde|kundens|klientens|köpar|köparens|ostaja|ostajan"
    r"|asiakas|asiakkaan|ihre|käufer|kunden|votre|uw)\b"
)
THEIRS: Final = re.compile(
    r"\b(?:your|customer(?:['’]?s)?|buyer(?:['’]?s)?|client(?:['’]?s)?|er|ert|eran|deres|jeres|kundens?|klientens|köparens?|kjøpers|"
    r"købers|ostajan|asiakkaan|tilaajan|ihre|käufers?|kunden|votre|uw)\s(?:[\w.-]{2,14}\s)?"
    r"(?:org|y-?tunnus|vat|moms|mva|alv|ust|uid|tax id|btw|tva|cvr|kennitala|business id|identif|(?:tunnus|kod)\b)|"
    r"(?:org\.?\s?nr|vat no|vat nr|momsnr|cvr)\.?\s(?:kunde|köpare|buyer|customer|kjøper|køber)\b",
    re.IGNORECASE,
)
NUMBER_PARTS: Final = (
    "org", "tunnus", "vat", "moms", "mva", "alv", "ust", "uid", "tax id", "btw", "tva", "cvr", "kennitala",
    "business id", "identif", "kod",
)  # fmt: skip
"""One of these is in whatever THEIRS finds."""
SHORTEST_CALLED: Final = 6  # characters: "er org"
ASIDE: Final = 12.0  # thousandths of the page width
LONG_NUMBER: Final = re.compile(r"\d(?:[\d .\-]{4,16})\d")


def buyers_numbers(context: Context) -> frozenset[str]:
    """The digits of numbers that a label calls the buyer's own ("Köparens momsreg.nr", "Org.nr. kunde")."""
    found: set[str] = set()
    for row in context.sheet.rows:
        for at, segment in enumerate(row.segments):
            called = theirs(segment.text)
            if not called:
                continue
            after = segment.text[called.end() :]
            if not has_digit(after):
                beside = [other for other in row.segments[at + 1 : at + 2] if has_digit(other.text)]
                after = (beside or under(context, segment))[0].text if beside or under(context, segment) else ""
            number = LONG_NUMBER.search(after)
            if number:
                found.add(NOT_DIGITS.sub("", number[0]))
    return frozenset(found)


@lru_cache(maxsize=8192)
def theirs(text: str) -> re.Match[str] | None:
    """Where a label in the text calls a number the buyer's own."""
    words = text.casefold() if len(text) >= SHORTEST_CALLED and folded(text) else ""  # most are but figures
    return THEIRS.search(text) if words and any(map(words.__contains__, NUMBER_PARTS)) else None


def under(context: Context, segment: Segment) -> list[Segment]:
    """What stands right under it in its column."""
    return [
        other
        for row in context.sheet.rows[segment.row + 1 : segment.row + 4]
        for other in row.segments
        if other.page == segment.page
        and abs(other.x0 - segment.x0) < ASIDE
        and other.y0 - segment.y1 < 2 * segment.height
    ][:1]
