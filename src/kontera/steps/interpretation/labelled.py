"""What a label is followed by: order, customer and contract numbers, and references."""

# ruff: noqa: PLR2004 - the numbers are weights, distances and probabilities, explained where they are used

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from kontera.steps.interpretation.choice import Choice, chosen
from kontera.steps.interpretation.context import Context
from kontera.steps.interpretation.ids import DATE_LABELS, ID_LABELS, MONEY_SHAPE, grouped
from kontera.steps.interpretation.labels import Hit, best
from kontera.steps.interpretation.layout import Segment, Token, has_digit

LONGEST: Final = 60  # letters
GRID: Final = 3  # labels in a row
STRAIGHT: Final = 0.8
BEHIND_WORD: Final = 0.45  # what a label loses when another stands between it and the value
SELLERS_OWN: Final = ("vart", "our", "unsere", "vores", "vor", "meidan", "sales")
DAY: Final = re.compile(
    r"(?:[^\W\d]+\s)?\d{1,2}\.?\s[^\W\d]{3,}\.?,?\s\d{4}\b|(?:av|af|of|vom|den)\s\d{1,2}\.\d{1,2}\.\d{2,4}\b"
)
PARTY_WORDS: Final = frozenset({"kund", "kunde", "asiakas", "debitor", "customer", "client", "klant", "kunden"})


def labelled_of(context: Context, concept: str, *, digits: bool) -> Choice[str] | None:
    """The text that follows the label of a concept: an order or customer number (`digits`), or a reference."""
    return chosen(_labelled(context, concept, digits=digits), least=0.5)


def _labelled(context: Context, concept: str, *, digits: bool) -> Iterator[Choice[str]]:
    for hit in context.labels.of(concept):
        if digits and (token := _under_joined(context, hit)) is not None:
            yield Choice(token.text.strip(" :;,#."), 0.75, f"label:{hit.key}", (token,), token.text)
            continue
        rest, covered = _rest(context, hit, concept)
        for given in _values_for(context, hit.segment, rest, covered=covered):
            tokens, text = _written(hit, given, digits=digits)
            if not text:
                continue
            claims = context.labels.claims(_segment_with(context, tokens[0]), tokens)
            mine = claims.get(concept)
            if mine and given is rest and mine.score < STRAIGHT < mine.score / BEHIND_WORD:
                mine = mine._replace(score=mine.score / BEHIND_WORD)  # a word of the value is a table's heading too
            rival = best(claims, (label for label in (*ID_LABELS, *DATE_LABELS) if label != concept))
            if mine and not (rival and rival.score > mine.score):
                language = dict(hit.concepts).get(concept, "")
                ours = 0.8 if hit.key.startswith(SELLERS_OWN) else 0.9  # "Vårt ordernr" beside "Ert ordernr"
                yield Choice(text, ours * mine.score, f"label.{language}:{hit.key}", tokens, text)


def _rest(context: Context, hit: Hit, concept: str) -> tuple[tuple[Token, ...], float]:
    """The words after the label in its segment up to the next label, and how much of the segment the label takes."""
    segment = hit.segment
    later = [other for other in context.labels.hits[segment] if other.start >= hit.end and not _of_table(other)]
    if later and all(other.names(concept) for other in later) and not segment.digits:
        return (), 1.0  # "Kundnr / Customer no": one label in two languages
    rest = segment.tokens[hit.end : later[0].start] if later else segment.tokens[hit.end :]
    return rest, len(hit.tokens) / len(segment.tokens)


def _written(hit: Hit, given: tuple[Token, ...], *, digits: bool) -> tuple[tuple[Token, ...], str]:
    """The words that are the value, and its text; empty when they can not be one."""
    text = " ".join(token.text for token in given).strip(" :;,#")
    if not text or len(text) > LONGEST or (digits and not has_digit(text)) or MONEY_SHAPE.match(text):
        return given, ""
    if digits and DAY.match(text):  # "Deres bestilling av 12. september 2026"
        return given, ""
    if not digits or grouped(given):
        return given, text
    numbers = tuple(token for token in given if token.digits)
    if hit.key in PARTY_WORDS and len(numbers) != len(given):
        return given, ""  # the party itself and its address follow
    return numbers[:1], numbers[0].text.strip(" :;,#.")


def _of_table(hit: Hit) -> bool:
    """Whether the label only heads a column or a document: such words stand in values too ("Line Dahl")."""
    return all(name.startswith(("c_", "t_")) for name, _ in hit.concepts)


def _segment_with(context: Context, token: Token) -> Segment:
    return next(segment for segment in context.sheet.segments if any(other is token for other in segment.tokens))


def _under_joined(context: Context, hit: Hit) -> Token | None:
    """The number right under a label that stands close between others: narrow cells look like one text."""
    segment = hit.segment
    if segment.digits or len(context.labels.hits[segment]) < GRID:
        return None
    for row in context.sheet.rows[segment.row + 1 : segment.row + 2]:
        for other in row.segments:
            near = other.page == segment.page and other.y0 - segment.y1 < 1.2 * segment.height
            for token in other.tokens if near and not context.labels.hits[other] else ():
                if abs(token.x0 - hit.x0) < 6 and token.digits and not MONEY_SHAPE.match(token.text):
                    return token
    return None


def _under_in_grid(context: Context, segment: Segment) -> tuple[Token, ...]:
    """The value right under a label in a row of labels, whose values stand under each of them."""
    row = context.sheet.rows[segment.row]
    if len(row.segments) < GRID or any(not context.labels.hits[other] for other in row.segments):
        return ()
    for lower in context.sheet.rows[segment.row + 1 : segment.row + 2]:
        under = [
            (above, below)
            for above in row.segments
            for below in lower.segments
            if abs(above.x0 - below.x0) < 6 and below.page == segment.page and not context.labels.hits[below]
        ]
        if len(under) >= GRID - 1:
            return next((below.tokens for above, below in under if above is segment), ())
    return ()


def _values_for(
    context: Context, segment: Segment, rest: tuple[Token, ...], covered: float
) -> Iterable[tuple[Token, ...]]:
    if any(token.text.strip(" :.-#/|") for token in rest):
        yield rest
        return
    if covered < 0.6:
        return
    if grid := _under_in_grid(context, segment):
        yield grid
        return
    row = context.sheet.rows[segment.row]
    at = next((i for i, other in enumerate(row.segments) if other is segment), 0)
    after = [other for other in row.segments[at + 1 :] if any(map(str.isalnum, other.text))][:1]
    if after and not context.labels.hits[after[0]]:
        yield after[0].tokens
    for lower in context.sheet.rows[segment.row + 1 : segment.row + 4]:
        if lower.page != segment.page or lower.y0 - segment.y1 > 1.8 * segment.height:
            return
        for other in lower.segments:
            if abs(other.x0 - segment.x0) < 12 and other.y0 >= segment.middle and not context.labels.hits[other]:
                yield other.tokens
                return
