"""Invoice lines set out as forms: for each line a block of labels with their values beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kontera.steps.interpretation.columns import NOT_TEXT, role_of
from kontera.steps.interpretation.context import Context
from kontera.steps.interpretation.item import Item
from kontera.steps.interpretation.labels import Hit
from kontera.steps.interpretation.layout import Segment, Token
from kontera.steps.interpretation.lines_grid import bare
from kontera.steps.interpretation.numbers import Figure

FIGURES: Final = frozenset({"c_quantity", "c_price", "c_amount", "c_gross", "c_vat_rate", "c_discount", "c_vat_amount"})
TEXTS: Final = frozenset({"c_description", "c_article", "c_unit"})
REPEATED: Final = frozenset({"c_quantity", "c_price", "c_amount", "c_description"})
FARTHEST: Final = 460.0  # from a label to its value
MOST_OTHER_WORDS: Final = 2


@dataclass(frozen=True, slots=True)
class Pair:
    """A label and the figure or words beside it."""

    role: str
    row: int
    figure: Figure | None
    words: tuple[Token, ...]


def forms(context: Context) -> Iterator[list[Item]]:
    """The lines that blocks of labelled values tell of, once for each label that may begin a block."""
    pairs = list(_pairs(context))
    found = []
    for first in dict.fromkeys(pair.role for pair in pairs if pair.role in REPEATED):
        items = [item for block in _blocks(pairs, first) for item in _item(block)]
        if items:
            found.append(items)
    yield from sorted(found, key=lambda items: sum(item.rows[-1] - item.rows[0] for item in items))


def _blocks(pairs: Sequence[Pair], first: str) -> Iterator[dict[str, Pair]]:
    block: dict[str, Pair] = {}
    for pair in pairs:
        if pair.role == first:
            yield block
            block = {}
        elif not block:
            continue
        block.setdefault(pair.role, pair)
    yield block


def _item(block: dict[str, Pair]) -> Iterator[Item]:
    figures = {role: pair.figure for role, pair in block.items() if pair.figure is not None}
    if not figures.keys() & {"c_amount", "c_gross"} or not {"c_quantity", "c_price"} <= figures.keys():
        return
    item = Item(block["c_quantity"].row, figures, list(figures.values()), rows=sorted({p.row for p in block.values()}))
    if "c_description" in block:
        item.words = list(block["c_description"].words)
    if "c_article" in block:
        item.article = list(block["c_article"].words)
    if "c_unit" in block:
        item.unit = " ".join(token.text for token in block["c_unit"].words)
    yield item


def _pairs(context: Context) -> Iterator[Pair]:
    for row in context.sheet.rows:
        for at, segment in enumerate(row.segments):
            hit = next((h for h in context.labels.hits[segment][:1] if not h.start and _names_column(h)), None)
            if hit is None or not _labels(segment, hit):
                continue
            role = role_of(hit)
            beside = row.segments[at + 1] if at + 1 < len(row.segments) else None
            pair = _pair(context, role, segment, hit, beside)
            if pair is not None:
                yield pair


def _names_column(hit: Hit) -> bool:
    return any(name.startswith("c_") for name, _ in hit.concepts)


def _labels(segment: Segment, hit: Hit) -> bool:
    rest = [t for t in segment.tokens[hit.end :] if t.letters and t.letters not in NOT_TEXT]
    return len(rest) <= MOST_OTHER_WORDS or segment.tokens[hit.end - 1].text.endswith(":")


def _pair(context: Context, role: str, segment: Segment, hit: Hit, beside: Segment | None) -> Pair | None:
    own = [figure for figure in context.figures[segment] if figure.x0 >= hit.x1]
    near = beside is not None and beside.x0 - segment.x1 < FARTHEST
    if role in FIGURES:
        figures = own or ([f for f in context.figures[beside] if bare(f)] if near and beside is not None else [])
        return Pair(role, segment.row, figures[0], ()) if len(figures) == 1 else None
    if role not in TEXTS:
        return None
    if segment.tokens[hit.end - 1].text.endswith(":") and hit.end < len(segment.tokens):
        return Pair(role, segment.row, None, segment.tokens[hit.end :])
    if not near or beside is None or any(not h.start for h in context.labels.hits[beside] if _names_column(h)):
        return (
            None
            if beside is None or not near or beside.text.endswith(":")
            else Pair(role, segment.row, None, beside.tokens)
        )
    return None if beside.text.endswith(":") else Pair(role, segment.row, None, beside.tokens)
