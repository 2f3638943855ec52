"""What each page of a document is: the invoice's own, blank, terms, or an attachment; and how it numbers itself."""

# ruff: noqa: PLR2004 - the numbers are weights, counts and shares, explained where they are used

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Final

from kontera.core.evidence import Page
from kontera.core.invoice import DocumentType
from kontera.core.leaf import Leaf, PageKind
from kontera.steps.interpretation.choice import Choice
from kontera.steps.interpretation.context import Context
from kontera.steps.interpretation.ids import numbers_in
from kontera.steps.interpretation.labels import Hit
from kontera.steps.interpretation.layout import Row, Segment, folded, has_digit
from kontera.steps.interpretation.lines_stop import CARRIED
from kontera.steps.interpretation.numbers import Figure
from kontera.steps.interpretation.titles import ANNEXES, TERMS, Title, titles_on

SURE_NUMBER: Final = 0.55  # how sure another number must be before it begins another invoice
SHORTEST: Final = 3  # signs of a number that tells invoices apart
NUMBERED: Final = re.compile(
    r"(?:sid(?:a|e|an)?|sivu|page|seite|blad|s\.)\s*:?\s*(\d{1,2})\s*(?:av|af|of|von|/|\()\s*(\d{1,2})", re.IGNORECASE
)
BARE: Final = re.compile(r"^\s*(\d{1,2})\s*(?:/|\()\s*(\d{1,2})\s*\)?\s*$")  # "2/3", "2 (3)" alone in a margin
EDGE: Final = 2  # rows at the top and at the foot that are the margin
TOTALS: Final = ("payable", "gross")
TITLED: Final = ("t_credit", "t_reminder", "t_receipt", "t_statement", "t_quote", "t_delivery", "t_invoice")
ADVERTISING: Final = 25  # words: fewer are what the page before had no room for
CONCERNS: Final = frozenset({
    "number", "due_date", "net", "vat", "gross", "payable", "line_net", "prepaid", "reference", "bankgiro", "plusgiro",
    "iban", "account", "c_quantity", "c_price", "c_amount", "org_number", "vat_number", "bic",
    "penalty",
})  # fmt: skip
FEWEST_SIGNS: Final = 25  # a page with fewer is blank but for its margins
LONG_NUMBER: Final = re.compile(r"\d{4}")
BLANK: Final = re.compile(
    r"avsiktligt|tom sida|blank\w* sid|left blank|intentionally|bevisst blank|tilsigtet blank|tarkoituksella"
    r"|tyhj\w+ sivu|absichtlich|leere seite",
    re.IGNORECASE,
)
CARRIES_GOODS: Final = frozenset({DocumentType.DELIVERY_NOTE, DocumentType.ORDER, DocumentType.QUOTE})
PROSE: Final = 0.62  # the share of words of small letters on a page of running text; tables have 0.4 at most
WORDY: Final = 150  # words: a shorter text is a note


@dataclass(frozen=True)
class _Seen:
    """One page of the document with what stands on it."""

    number: int
    rows: tuple[Row, ...]
    context: Context

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        """The segments of the page."""
        return tuple(segment for row in self.rows for segment in row.segments)

    @cached_property
    def hits(self) -> tuple[Hit, ...]:
        """The labels on the page."""
        return tuple(hit for segment in self.segments for hit in self.context.labels.hits[segment])

    @cached_property
    def money(self) -> tuple[Figure, ...]:
        """The amounts on the page."""
        return tuple(f for segment in self.segments for f in self.context.figures[segment] if f.money)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words of the page as they stand."""
        return tuple(token.text for segment in self.segments for token in segment.tokens)

    @cached_property
    def totalled(self) -> bool:
        """Whether an amount stands at the label of a total."""
        claims = self.context.labels.claims
        return any(
            figure.money and any(name in claims(segment, figure.tokens) for name in TOTALS)
            for segment in self.segments
            for figure in self.context.figures[segment]
        )

    @cached_property
    def titles(self) -> tuple[Title, ...]:
        """What could be the page's title, best first."""
        found = titles_on(self.rows, self.context.sheet.height)
        return tuple(sorted(found, key=lambda title: -title.score))


def leaves_of(pages: Sequence[Page], context: Context) -> tuple[Leaf, ...]:
    """A leaf for each page, in order. One page at least is the document's own."""
    by_page: dict[int, list[Row]] = {}
    for row in context.sheet.rows:
        by_page.setdefault(row.page, []).append(row)
    numbers = _numbers(context)
    seen = [_Seen(page.number, tuple(by_page.get(page.number, ())), context) for page in pages]
    kinds = _kinds(seen, numbers)
    return tuple(_leaf(one, kind, numbers.get(one.number)) for one, kind in zip(seen, kinds, strict=True))


def leaf_of(page: Page, context: Context, number: Choice[str] | None) -> Leaf:
    """The leaf of a document's only page, whose invoice number is known."""
    return _leaf(_Seen(page.number, context.sheet.rows, context), PageKind.OWN, number)


def _leaf(seen: _Seen, kind: PageKind, number: Choice[str] | None) -> Leaf:
    at, of = _mark(seen)
    brought, carried = _carried(seen)
    return Leaf(
        page=seen.number,
        kind=kind,
        at=at,
        of=of,
        number=number.value if number else "",
        sure=round(number.sure, 3) if number else 0.0,
        titled=any(hit.names(name) for hit in seen.hits for name in TITLED),
        totalled=seen.totalled,
        brought=brought,
        carried=carried,
    )


def _numbers(context: Context) -> dict[int, Choice[str]]:
    """The surest invoice number of each page."""
    best: dict[int, Choice[str]] = {}
    for choice in numbers_in(context):
        at = choice.tokens[0].page if choice.tokens else 0
        known = best[at].sure if at in best else 0.0
        if len(re.sub(r"\W", "", choice.value)) >= SHORTEST and choice.sure > max(SURE_NUMBER, known):
            best[at] = choice
    return best


def _kinds(seen: Sequence[_Seen], numbers: dict[int, Choice[str]]) -> list[PageKind]:
    kinds = [_alone(one) for one in seen]
    if PageKind.OWN not in kinds:
        at = next((at for at, kind in enumerate(kinds) if kind is not PageKind.BLANK), 0)
        return [PageKind.OWN if place == at else kind for place, kind in enumerate(kinds)]
    first = kinds.index(PageKind.OWN)
    heads = next((one for one in seen if one.totalled and one.number in numbers), seen[first])
    kept = _kind_titled(heads)
    for at, one in enumerate(seen):
        if kinds[at] is PageKind.OWN and one is not heads and _attached(one, kept):
            kinds[at] = PageKind.ATTACHMENT
    return kinds


def _alone(seen: _Seen) -> PageKind:
    """Blank and terms are told by the page alone; what is neither may still be an attachment."""
    words = [word for word in seen.words if len(folded(word)) > 1]
    text = NUMBERED.sub("", " ".join(seen.words))
    if len(text) < FEWEST_SIGNS and not LONG_NUMBER.search(text):
        return PageKind.BLANK
    if not seen.money and len(words) < 40 and BLANK.search(text):
        return PageKind.BLANK
    if seen.totalled or len(words) < WORDY:
        return PageKind.OWN
    titled = any(_heading(segment, TERMS) for segment in seen.segments)
    prose = sum(word[0].islower() or word[-1] in ".,;" for word in words if not has_digit(word)) / len(words)
    figures = len(seen.money) / len(words)
    if prose > PROSE - (0.12 if titled else 0.0) and figures < (0.02 if titled else 0.01):
        return PageKind.TERMS
    return PageKind.OWN


def _attached(seen: _Seen, kept: DocumentType | None) -> bool:
    """Whether the page shows something else than the document that it came with."""
    best = seen.titles[0] if seen.titles else None
    own = max((t.score for t in seen.titles if t.kind is kept or t.kind is DocumentType.INVOICE), default=0.0)
    if (
        best
        and best.kind in CARRIES_GOODS
        and best.kind is not kept
        and best.score > max(0.55 if seen.money else 0.35, own)
    ):
        return True
    high = seen.segments[: max(3, len(seen.segments) // 4)]
    if any(_heading(segment, ANNEXES) for segment in high) and not _asks(seen) and own < 0.7:
        return True
    return _mark(seen)[0] < 2 and _tells_of_nothing(seen)


def _tells_of_nothing(seen: _Seen) -> bool:
    """Whether the page is advertising and the like: a text with no amounts, no long numbers, no label of an invoice."""
    concerns = any(hit.names(name) for hit in seen.hits for name in CONCERNS)
    words = sum(len(folded(word)) > 1 for word in seen.words)
    numbers = sum(LONG_NUMBER.search(word) is not None for word in seen.words)
    return not concerns and not seen.money and words >= ADVERTISING and 10 * numbers < words


def _asks(seen: _Seen) -> bool:
    """Whether the page says what is to be paid: an amount due beside its label."""
    claims = seen.context.labels.claims
    return any(figure.money and "payable" in claims(figure.segment, figure.tokens) for figure in seen.money)


def _kind_titled(seen: _Seen) -> DocumentType | None:
    return seen.titles[0].kind if seen.titles else None


def _heading(segment: Segment, phrases: Sequence[str]) -> bool:
    """Whether the segment is one of the phrases, but for a number, a section sign or a few more words."""
    text = segment.letters
    return any(text.startswith(phrase) and len(text) <= 2 * len(phrase) + 4 for phrase in phrases)


def _mark(seen: _Seen) -> tuple[int, int]:
    """Which of how many pages it calls itself; 0 of 0 when it does not say, or says what cannot be."""
    found = NUMBERED.search("\n".join(row.text for row in seen.rows))
    if found is None:
        margin = [segment for row in (*seen.rows[:EDGE], *seen.rows[-EDGE:]) for segment in row.segments]
        found = next((bare for segment in margin if (bare := BARE.match(segment.text))), None)
    if found is None:
        return 0, 0
    at, of = int(found[1]), int(found[2])
    return (at, of) if 1 <= at <= of else (0, 0)


def _carried(seen: _Seen) -> tuple[Decimal | None, Decimal | None]:
    """The sum brought from the page before, in the upper half, and the sum carried to the next, in the lower."""
    brought: Decimal | None = None
    carried: Decimal | None = None
    if not seen.rows:
        return None, None
    middle = (seen.rows[0].y0 + seen.rows[-1].y1) / 2
    for row in seen.rows:
        amounts = [f for segment in row.segments for f in seen.context.figures[segment] if f.money]
        if len(amounts) != 1 or not any(CARRIED.match(segment.text) for segment in row.segments):
            continue
        if row.middle < middle:
            brought = brought if brought is not None else amounts[0].value
        else:
            carried = amounts[0].value
    return brought, carried
