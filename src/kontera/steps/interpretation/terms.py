"""What payment terms say beside the day: late interest, and the discount for those who pay early."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Final

from kontera.steps.interpretation.choice import Choice
from kontera.steps.interpretation.context import Context
from kontera.steps.interpretation.dates import DAYS, LATE, Dated, tokens_at
from kontera.steps.interpretation.layout import Segment

LABELLED: Final = 0.9
COUNTED: Final = 0.8  # the yearly rate of one that is stated by the month
AFTER_DISCOUNT: Final = "the day after that of a discount"  # two days to pay by: some mean the first
MOST_INTEREST: Final = Decimal(40)
MOST_DISCOUNT: Final = Decimal(10)
MOST_DAYS: Final = 60
MONTHS: Final = 12
FARTHEST: Final = 60  # characters between a discount and the days it is given for
SHARE: Final = r"\d{1,2}(?:[.,]\d{1,3})?\s?(?:%|prosenttia|procent|prosent)"
PERCENT: Final = re.compile(r"(?<![\d.,])(\d{1,2}(?:[.,]\d{1,3})?)\s?(?:%|prosenttia|procent|prosent)")
ABOVE_REFERENCE: Final = re.compile(
    r"referens|referanse|reference|basis|basiszins|\bbase\b|över|over\b|above|ylittä|viitekorko|\+\s?\d{1,2}\s?%"
    r"|discount rate|udlånsrente|styringsrent|räntelagen|plus\s+\d",
    re.IGNORECASE,
)
BY_MONTH: Final = re.compile(
    r"%[^%]{0,24}(?:måned|månad|month|monat|mois|kuukau|/\s?(?:mnd|mån|md|kk)\b|pr\.?\s?(?:md|mnd|mdr)\b|p\.?\s?m\b)",
    re.IGNORECASE,
)
DISCOUNT: Final = re.compile(
    r"kassarabatt|kassa-?alennus|käteisalennus|kontantrabatt?|skonto|cash discount|settlement discount|early payment"
    r"|prompt payment|discount .{0,12}if paid|escompte|betalingskorting",
    re.IGNORECASE,
)
DAYS_THEN_SHARE: Final = re.compile(
    rf"(?<![\d.,])(\d{{1,2}})\s*(?:{DAYS})\.?\s*[-−–:/.,]*\s*(?={SHARE})", re.IGNORECASE
)
SHARE_THEN_DAYS: Final = re.compile(
    rf"(?<![\d.,])({SHARE})\s*(?:rabatt|skonto|ale|alennus|discount)?\s*[-−–/.,]*\s*(\d{{1,2}})\s*(?:{DAYS})",
    re.IGNORECASE,
)
SHORT: Final = re.compile(r"(?<![\d.,/])(\d)(?:%|\s?%)?\s?/\s?(\d{1,2}),?\s+(?:n(?:et)?)\s?/?\s?\d{2}\b", re.IGNORECASE)
EARLY_DAY: Final = re.compile(
    rf"\W{{0,3}}(?:(?:mit|med|with|abz\w*|zahlen sie|avgår|less|erhalten sie|gewähren wir|-)[^;.]{{0,24}}?)?{SHARE}"
    r"(?!\s?(?:ränta|rente|zins|interest|korko))",
    re.IGNORECASE,
)
FULL_AFTER: Final = re.compile(
    r"\W{0,3}(?:rein\s)?(?:netto|net\b|ohne (?:jeden )?abzug|in full|utan avdrag)", re.IGNORECASE
)
FULL_BEFORE: Final = re.compile(
    r"(?:netto|ohne (?:jeden )?abzug)(?: bis| zum| spätestens| per| senast){1,2}\s*$", re.IGNORECASE
)
WITHIN: Final = re.compile(rf"(?<![\d.,])(\d{{1,3}})\)?\s*(?:{DAYS})", re.IGNORECASE)


def penalty_of(context: Context) -> Choice[Decimal] | None:
    """The late interest in per cent a year: a percentage beside its label, that of a month taken twelve times.

    Points above a reference rate are not the rate, and are not told.
    """
    for hit in context.labels.of("penalty"):
        for text, segment in _sentence(context, hit.segment):
            for found in PERCENT.finditer(text):
                value = Decimal(found[1].replace(",", "."))
                if not 0 < value <= MOST_INTEREST or ABOVE_REFERENCE.search(text):
                    continue
                tokens = tokens_at(segment, found.start(1), found.end(1))
                if BY_MONTH.search(text[found.start() :]):
                    return Choice(
                        MONTHS * value, COUNTED, f"label:{hit.key}", tokens, found[0], ("stated by the month",)
                    )
                return Choice(value, LABELLED, f"label:{hit.key}", tokens, found[0])
    return None


def _sentence(context: Context, segment: Segment) -> Iterator[tuple[str, Segment]]:
    """The texts of the label's row from the label on, then the row below where the sentence goes on."""
    row = context.sheet.rows[segment.row]
    below = context.sheet.rows[segment.row + 1 : segment.row + 2]
    texts = [(s.text, s) for s in row.segments]
    lower = [
        (s.text, s) for r in below if r.page == row.page for s in r.segments[:1] if abs(s.x0 - segment.x0) < FARTHEST
    ]
    if any(ABOVE_REFERENCE.search(text) for text, _ in (*texts, *lower)):
        return
    yield from texts


def discount_of(context: Context) -> tuple[Choice[Decimal] | None, Choice[int] | None]:
    """A cash discount: its percentage, and within how many days it is given."""
    for segment in context.numeric:
        text = segment.text
        if not ("%" in text or "/" in text or "pro" in text.casefold()):  # a share is told by one of these
            continue
        found = _told(segment) or _said(segment)
        if found is not None:
            return found
    for upper, lower in pairwise(context.sheet.segments):
        if (
            "%" in lower.text
            and DISCOUNT.search(upper.text)
            and lower.page == upper.page
            and PERCENT.search(lower.text)
            and not LATE.search(lower.text)
        ):
            found = _said(lower, labelled=True)
            if found is not None:
                return found
    return None, None


def _told(segment: Segment) -> tuple[Choice[Decimal], Choice[int]] | None:
    """Terms in their short forms: "7 pv -2 %, 14 pv netto", "2 % 10 dagar", "2/10 net 30"."""
    text = segment.text
    for form, share, days in ((DAYS_THEN_SHARE, 0, 1), (SHARE_THEN_DAYS, 1, 2), (SHORT, 1, 2)):
        found = form.search(text)
        if found is None or LATE.search(text[max(0, found.start() - FARTHEST) : found.end() + 12]):
            continue
        percent = PERCENT.search(text, found.end()) if not share else PERCENT.search(text, found.start())
        value = Decimal((percent[1] if percent and form is not SHORT else found[1]).replace(",", "."))
        at = percent.span(1) if percent and form is not SHORT else found.span(1)
        within = int(found[days])
        if 0 < value <= MOST_DISCOUNT and 0 < within <= MOST_DAYS:
            return (
                Choice(value, LABELLED, "label.discount", tokens_at(segment, *at), text[slice(*at)]),
                Choice(within, LABELLED, "label.discount", tokens_at(segment, *found.span(days)), found[days]),
            )
    return None


def _said(segment: Segment, *, labelled: bool = False) -> tuple[Choice[Decimal], Choice[int] | None] | None:
    """A sentence that names a cash discount, with a percentage and mostly the days that stand nearest to it."""
    text = segment.text
    if "%" not in text or not (labelled or DISCOUNT.search(text)):
        return None
    percent = next(
        (one for one in PERCENT.finditer(text) if 0 < Decimal(one[1].replace(",", ".")) <= MOST_DISCOUNT), None
    )
    if percent is None:
        return None
    share = Choice(
        Decimal(percent[1].replace(",", ".")), LABELLED, "label.discount",
        tokens_at(segment, percent.start(1), percent.end(1)), percent[0],
    )  # fmt: skip
    near = [one for one in WITHIN.finditer(text) if 0 < int(one[1]) <= MOST_DAYS]
    near = [one for one in near if min(abs(one.start() - percent.end()), abs(percent.start() - one.end())) <= FARTHEST]
    within = min(near, key=lambda one: _away(one, percent), default=None)
    if within is None:
        return share, None
    tokens = tokens_at(segment, within.start(1), within.end(1))
    return share, Choice(int(within[1]), LABELLED, "label.discount", tokens, within[0])


def without_discount(context: Context, due: Choice[date] | None) -> Choice[date] | None:
    """The due date; where the day found is that of a cash discount, the day until which all is to be paid."""
    if due is None:
        return None
    days = {dated.value for dated in context.dates if _early(dated)}
    if due.value not in days:
        return due.because(AFTER_DISCOUNT) if any(day < due.value for day in days) else due
    later = [dated for dated in context.dates if dated.value > due.value and _in_full(dated)]
    if not later:
        return due.because("the day of a discount", due.sure * 0.6)
    last = max(later, key=lambda dated: dated.value)
    return Choice(last.value, COUNTED, "terms in full", last.tokens, last.raw, (AFTER_DISCOUNT,))


def _early(dated: Dated) -> bool:
    """Whether a discount is given for payment by that day: "bis 22.01.2026 mit 3 % Skonto"."""
    after = dated.segment.text.partition(dated.raw)[2][:FARTHEST]
    return EARLY_DAY.match(after) is not None


def _in_full(dated: Dated) -> bool:
    before, _, after = dated.segment.text.partition(dated.raw)
    return FULL_AFTER.match(after) is not None or FULL_BEFORE.search(before) is not None


def _away(one: re.Match[str], two: re.Match[str]) -> int:
    """How many characters part the two."""
    return max(one.start() - two.end(), two.start() - one.end())
