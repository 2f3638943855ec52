"""What makes a letterhead of the words around a name: its legal form, place, size, and the address and mail with it."""

# ruff: noqa: PLR2004 - the numbers are weights, distances and probabilities, explained where they are used

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from kontera.steps.interpretation.context import Context
from kontera.steps.interpretation.layout import Segment, folded, has_digit
from kontera.steps.interpretation.name_forms import legal

MAIL: Final = re.compile(r"(?:[\w.+-]+@|www\.)([\w-]+(?:\.[\w-]+)*)\.[a-z]{2,8}", re.IGNORECASE)
FREE_MAIL: Final = frozenset(
    {"gmail", "hotmail", "outlook", "yahoo", "icloud", "live", "telia", "example", "gmx", "web"}
)
POSTCODE: Final = re.compile(
    r"(?:^|\s)(?:[A-Z]{1,2}-?)?(?:\d{3}\s\d{2}|\d{4,5})\s+[A-ZÅÄÖÆØ][\w-]+"
    r"|[A-Za-z]{3,}\s[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$"
)


@lru_cache(maxsize=4096)
def _has_mail(text: str) -> bool:
    return ("@" in text or "www." in text.casefold()) and MAIL.search(text) is not None


@lru_cache(maxsize=4096)
def _has_postcode(text: str) -> bool:
    return has_digit(text) and POSTCODE.search(text) is not None


def stems_of(context: Context) -> frozenset[str]:
    """What the mail and web addresses of the pages are called, without the ones that anybody can have."""
    found = set()
    mails = "\n".join(segment.text for segment in context.sheet.segments if _has_mail(segment.text))
    for match in MAIL.finditer(mails):
        parts = [part for part in match[1].casefold().split(".") if part not in FREE_MAIL]
        if parts:
            found.add(folded(parts[-1]))
    return frozenset(stem for stem in found if len(stem) >= 3)


def points_of(
    context: Context, name: str, segment: Segment, stems: frozenset[str], marks: Sequence[Mark]
) -> tuple[float, str]:
    """How much speaks for the name as the sender's, and what does most."""
    points, why = 0.6, "letterhead"
    company = legal(name)
    if company and len(name.split()) > 1:
        points, why = points + 1.6, "legal form"
    key = folded(name)
    if any(_fits(stem, key, name) for stem in stems if len(stem) > 3):
        points, why = points + 1.7, "domain of the mail address"
    first = context.sheet.rows[0] if context.sheet.rows else None
    if segment.page == context.sheet.rows[0].page and first and segment.y0 < 260:
        points += 0.7
    if segment.height > 1.25 * context.sheet.height:
        points += 0.6
    points += _block(marks, segment)
    if has_digit(name):
        points -= 1.2
    if context.labels.hits[segment] and not company:
        points -= 0.9
    return points, why


def _fits(stem: str, key: str, name: str) -> bool:
    """Whether a mail domain's stem belongs to the name."""
    return key.startswith(stem) or stem.startswith(key) or stem in {folded(word) for word in name.split()}


class Mark(NamedTuple):
    """What makes a letterhead of the words around it."""

    segment: Segment
    identifier: bool
    mail: bool
    postcode: bool


def marks_of(context: Context) -> list[Mark]:
    """All places with an identifier, a mail address or a postal code."""
    found = []
    for segment in context.sheet.segments:
        hits = context.labels.hits[segment]
        identifier = bool(hits) and any(hit.names_any(("org_number", "vat_number")) for hit in hits)
        mail, postcode = _has_mail(segment.text), _has_postcode(segment.text)
        if identifier or mail or postcode:
            found.append(Mark(segment, identifier, mail, postcode))
    return found


def _block(marks: Sequence[Mark], segment: Segment) -> float:
    """What stands below and beside: address, mail and identifiers as a letterhead has them."""
    points = 0.0
    for other, identifier, mail, postcode in marks:
        if not -1 <= other.row - segment.row < 9 or other.page != segment.page:
            continue
        close = abs(other.x0 - segment.x0) < 25 or abs(other.x1 - segment.x1) < 25
        if close and abs(other.y0 - segment.y0) <= 11 * segment.height:
            points += 0.7 * (identifier and other.y1 > segment.y0 - segment.height)
            points += 0.4 * mail
            points += 0.3 * (postcode and other.row > segment.row)
    return min(points, 1.6)
