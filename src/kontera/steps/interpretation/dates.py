"""Dates as they are printed in the Nordic countries and their neighbours, months by name in eight languages."""

# ruff: noqa: PLR2004 - the numbers are weights, distances and probabilities, explained where they are used

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from kontera.steps.interpretation.layout import FOLDS, Segment, Token, folded
from kontera.steps.interpretation.record import record

MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "januari jan tammikuu tammikuuta januar january januar janvier janv januar janua",
            "februari feb helmikuu helmikuuta februar february fevrier fevr febr febrar",
            "mars mar maaliskuu maaliskuuta marts march marz maerz maart mrt",
            "april apr huhtikuu huhtikuuta avril avr aprl",
            "maj mai may toukokuu toukokuuta mei",
            "juni jun kesakuu kesakuuta june juin",
            "juli jul heinakuu heinakuuta july juillet juil",
            "augusti aug elokuu elokuuta august aout augustus agust",
            "september sep sept syyskuu syyskuuta septembre",
            "oktober okt lokakuu lokakuuta october oct octobre",
            "november nov marraskuu marraskuuta novembre",
            "december dec joulukuu joulukuuta desember des dezember dez decembre",
        ),
        1,
    )
    for name in names.split()
}
ISO: Final = r"(?P<y>(?:19|20)\d\d)\s?[-./]\s?(?P<m>\d{1,2})\s?[-./]\s?(?P<d>\d{1,2})"
DAY_FIRST: Final = r"(?P<d>\d{1,2})\s?[-./]\s?(?P<m>\d{1,2})\s?[-./]\s?(?P<y>(?:19|20)\d\d|\d\d)"
COMPACT: Final = r"(?P<y>20\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)"
SHORTEST: Final = r"(?P<y>[1-4]\d)(?P<m>[01]\d)(?P<d>[0-3]\d)"  # 260521, as Swedes write; only a label makes it a date
SPACED_YEAR: Final = r"(?P<d>\d{1,2})\s?[/.]\s?(?P<m>\d{1,2})\.?,?\s+(?P<y>(?:19|20)\d\d)"  # 5/6 2026
NAMED: Final = (
    r"(?P<d>\d{1,2})(?:\.|st|nd|rd|th|er|:e|:a)?[\s.\-/]*(?:de |of )?"
    r"(?P<n>[^\W\d_]{3,12})\.?[\s,.\-/]*(?P<y>(?:19|20)\d\d)"
)
MONTH_FIRST: Final = r"(?P<n>[^\W\d_]{3,12})\.?\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y>(?:19|20)\d\d)"
FORMS: Final = tuple(
    re.compile(rf"(?<![\w.,/-]){form}(?![\w/]|[-.,]\d)", re.IGNORECASE)
    for form in (ISO, DAY_FIRST, SPACED_YEAR, NAMED, MONTH_FIRST, COMPACT, SHORTEST)
)
DIGITS_ONLY: Final = FORMS[-2:]
LIKELY: Final = re.compile(  # what every form has: text without it is not searched for each of them
    r"(?:19|20)\d\d|[1-4]\d[01]\d[0-3]\d|\d\s?[-./]\s?\d{1,2}\s?[-./]\s?\d\d"
)
FIRST_YEAR: Final = 1990
LAST_YEAR: Final = 2100
LIKELY_YEARS: Final = (2015, 2039)  # of an invoice that writes its years with two digits
OCR_DIGITS: Final = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1", "|": "1", "S": "5", "B": "8", "Z": "2"})
ALMOST_DATE: Final = re.compile(r"^[\dOolI|SBZ]{1,4}[-./][\dOolI|SBZ]{1,2}[-./][\dOolI|SBZ]{1,4}$")
DATE_MARKS: Final = frozenset("-./")  # two of which are in whatever is almost a date
MOST_DAYS: Final = 180
UNSETTLED: Final = "the day may be the month"
EITHER: Final = re.compile(r"(0?[1-9]|1[0-2])\s?/\s?(0?[1-9]|1[0-2])\s?/\s?(?:\d\d){1,2}")  # 03/06/2026


@record
class Dated:
    """A date seen on the page."""

    value: date
    raw: str
    segment: Segment
    tokens: tuple[Token, ...]
    repaired: bool = False
    compact: bool = False
    unsettled: bool = False  # read month first it would be another day, and nothing on the page tells which


def made(year: int, month: int, day: int) -> date | None:
    """The date, or None when there is no such day in the years that invoices have."""
    if year < 100:
        year += 2000
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def parsed(text: str, month_first: bool = False) -> date | None:
    """The date that the whole text is, or None."""
    for form in FORMS:
        found = form.fullmatch(text.strip())
        if found:
            return _date(found.groupdict(), month_first=month_first and form is FORMS[1])
    return None


def _date(groups: dict[str, str | None], *, month_first: bool) -> date | None:
    year, day = int(groups["y"] or 0), int(groups["d"] or 0)
    name = groups.get("n")
    if name:
        month = MONTHS.get(name.casefold().translate(FOLDS), 0)
        return made(year, month, day)
    month = int(groups["m"] or 0)
    if month_first and day <= 12:
        return made(year, day, month)
    return made(year, month, day) or made(year, day, month)


def _short(found: re.Match[str], value: date | None, *, year_first: bool) -> date | None:
    """A date of three pairs of digits, "26-10-12": the year first where Swedes write or nothing else fits."""
    if len(found["y"]) > 2 or found[0].count("-") != 2:
        return value
    other = made(int(found["d"]), int(found["m"]), int(found["y"]))
    likely = other is not None and LIKELY_YEARS[0] <= other.year <= LIKELY_YEARS[1]
    strange = value is None or not LIKELY_YEARS[0] <= value.year <= LIKELY_YEARS[1]
    return other if likely and (year_first or strange) else value


def dates_in(
    segment: Segment, *, optical: bool = False, month_first: bool = False, year_first: bool = False
) -> Iterator[Dated]:
    """The dates in a segment; on pages read optically a digit may have been taken for a letter."""
    text = segment.text
    repaired = False
    marked = optical and not DATE_MARKS.isdisjoint(text)
    if not marked and not segment.digits:
        return
    if marked:
        tokens = [t.text.translate(OCR_DIGITS) if ALMOST_DATE.match(t.text) else t.text for t in segment.tokens]
        repaired = " ".join(tokens) != text
        text = " ".join(tokens)
    taken: list[tuple[int, int]] = []
    for form in FORMS if LIKELY.search(text) else ():
        for found in form.finditer(text):
            if any(start < found.end() and found.start() < end for start, end in taken):
                continue
            value = _date(found.groupdict(), month_first=month_first and form is FORMS[1])
            if form is FORMS[1]:
                value = _short(found, value, year_first=year_first)
            if value is None:
                continue
            taken.append(found.span())
            yield Dated(
                value, found[0], segment, tokens_at(segment, found.start(), found.end()), repaired,
                form in DIGITS_ONLY,
            )  # fmt: skip


def tokens_at(segment: Segment, start: int, end: int) -> tuple[Token, ...]:
    """The words of the segment that stand between two places in its text."""
    if len(segment.tokens) == 1 and start < end and start < len(segment.text):
        return segment.tokens
    chosen, at = [], 0
    for token in segment.tokens:
        if at >= end:
            break
        if at + len(token.text) > start:
            chosen.append(token)
        at += len(token.text) + 1
    return tuple(chosen)


DAYS: Final = (  # the words for days, a part of other patterns
    r"kalenderdag\w*|dagar|dagars|dgr|dager|dagers|dage|dages|dagen|daga|days?|pv|päivää|päivän|paivaa|vrk"
    r"|tage[ns]?|tg\b|jours"
)
LATE: Final = re.compile(
    r"ränta|rente|renter|interest|korko|zins|penalt|försen|forsink|viiväst|überfäll|overdue", re.IGNORECASE
)
TERM_DAYS: Final = re.compile(rf"(?<![\d.,/])(\d{{1,3}})\)?\s*(?:kalender)?(?:{DAYS}|d(?=\s+net))\b", re.IGNORECASE)
NET_DAYS: Final = re.compile(
    r"\b(?:netto|net|pv netto)\s*(?:per|pr\.?|om|in)?\s*(\d{1,3})\b"
    r"(?![.,'\s]?\d|\s?%|\s?(?:kr|eur|€|sek|nok|dkk))",
    re.IGNORECASE,
)
USUAL_DAYS: Final = frozenset({5, 7, 8, 10, 14, 15, 20, 21, 25, 28, 30, 35, 40, 45, 50, 60, 75, 90, 120, 180})
CLAUSE: Final = re.compile(
    r"[;,](?=\s)|\.(?=\s+[A-ZÅÄÖÆØÜ])|\b(?:oder|or|eller|tai|bzw|ellers|sonst|otherwise)\b", re.IGNORECASE
)
NETT: Final = re.compile(r"netto|\bnet\b|ohne abzug|rein netto", re.IGNORECASE)
EARLY: Final = re.compile(r"skonto|kassarabatt|käteisale|kassa-?ale|kontantrabat|discount|escompte", re.IGNORECASE)
MONTH_END: Final = re.compile(
    r"leveransm[aå]nad|l[øo]bende m[aå]ned|end of (?:the )?month|fri m[aå]nad|monatsende|\beom\b", re.IGNORECASE
)


DAY_WORDS: Final = ("dag", "day", "dgr", "pv", "päiv", "paiv", "vrk", "tag", "tg", "jour", "net")
"""One of these is in whatever tells days: most texts have none, and need not be searched for its forms."""


@lru_cache(maxsize=4096)
def term_days(text: str) -> int | None:
    """Net days that payment terms state ("30 dagar netto", "14 pv netto"); the longest when several stand.

    Days for which a discount is given ("10 Tage 2 % Skonto") are not those, nor those after which interest runs.
    """
    days: list[int] = []
    words = text.casefold() if folded(text) else ""
    if not words or not any(map(words.__contains__, DAY_WORDS)):
        return None
    for clause in CLAUSE.split(text):
        if not any(map(str.isdigit, clause)):
            continue
        early = "%" in clause or EARLY.search(clause) is not None
        if early and not NETT.search(clause) and not LATE.search(clause):
            continue
        days += [int(found) for found in TERM_DAYS.findall(clause)]
        days += [int(found) for found in NET_DAYS.findall(clause) if int(found) in USUAL_DAYS]
    days = [value for value in days if 0 < value <= MOST_DAYS]
    return max(days) if days else None


def due_by_terms(issued: date, text: str) -> date | None:
    """The due date that the terms give: invoice date + calendar days, from the month's end when they say so."""
    days = term_days(text)
    if days is None:
        return None
    start = issued
    if MONTH_END.search(text):
        start = (issued.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return start + timedelta(days=days)
