"""Totals that stand side by side in one row: paired with the headings over them, or with each other as a sum."""

# ruff: noqa: PLR2004 - the numbers are weights, distances and probabilities, explained where they are used

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

from kontera.core.money import ZERO
from kontera.steps.interpretation.amount import MOST_OF_NET
from kontera.steps.interpretation.context import Context
from kontera.steps.interpretation.labels import Claim, Hit
from kontera.steps.interpretation.layout import Row, Token
from kontera.steps.interpretation.numbers import Figure

FEWEST_CELLS: Final = 3
CENT_OFF: Final = Decimal("0.02")
TOTAL: Final = ("payable", "gross")
SUMMED: Final = 0.95  # what it is worth that the label's row has net, VAT and their sum
EARLIER: Final = re.compile(
    r"abschlag|anzahlung|gezahlt|bezahlt|förskott|forskudd|a\s?conto|akonto|ennakko|acompte|delfaktur|teilrechnung"
    r"|tidigare fakt|tidligere fakt|aiemmin lask|previously|instal+ment|deposit",
    re.IGNORECASE,
)


def celled_totals(context: Context, skip: frozenset[int], names: Sequence[str]) -> dict[int, dict[str, Claim]]:
    """Totals in a row of cells: as many headings as figures below are paired in order, however they are aligned.

    `names` are the concepts that a heading of a total may have, `skip` the rows of the line table.
    """
    found: dict[int, dict[str, Claim]] = {}
    for figures, hits in _cells(context, skip, names):
        for figure, hit in zip(figures, hits, strict=True):
            concepts = hit.concepts if hit else ()
            found[id(figure)] = {
                name: Claim(name, 0.9, "above", hit.key if hit else "", lang) for name, lang in concepts
            }
    return found


def _cells(
    context: Context, skip: frozenset[int], names: Sequence[str]
) -> Iterator[tuple[list[Figure], list[Hit | None]]]:
    for upper, lower in pairwise(context.sheet.rows):
        figures = [figure for figure in context.figures_in(lower) if not figure.percent]
        if len(figures) < FEWEST_CELLS or len(figures) != len(upper.segments) or upper.page != lower.page:
            continue
        if lower.index in skip or any(figure.money for figure in context.figures_in(upper)):
            continue
        hits = [
            next((hit for hit in context.labels.hits[segment] if hit.names_any(names)), None)
            for segment in upper.segments
        ]
        if sum(hit is not None for hit in hits) >= len(hits) - 1:
            yield figures, hits


def tax_cells(context: Context, skip: frozenset[int]) -> Iterator[tuple[Decimal, Decimal, tuple[Token, ...]]]:
    """The rate, the VAT and its words of each cell whose heading is VAT of one rate ("Moms 25 % | Moms 6 %")."""
    for figures, hits in _cells(context, skip, ("net", "vat", "gross", "payable", "rounding")):
        for figure, hit in zip(figures, hits, strict=True):
            rates = [one.value for one in context.figures[hit.segment] if one.percent] if hit else []
            if hit and hit.names("vat") and len(rates) == 1 and figure.money:
                yield rates[0], abs(figure.value), figure.tokens


def summed_rows(context: Context, skip: frozenset[int]) -> dict[int, dict[str, Claim]]:
    """Rows of a total with net, VAT and their sum beside each other: the label at their left is the sum's.

    Below instalments that were invoiced before, the net and the VAT are those of the rest, and no totals.
    """
    found: dict[int, dict[str, Claim]] = {}
    for row in context.sheet.rows:
        hit = _total_at(context, row) if row.index not in skip else None
        three = _summed(context, row) if hit else None
        if hit is None or three is None:
            continue
        net, vat, gross = three
        rest = hit.names("payable") and _instalments(context, row)
        found[id(gross)] = {
            name: Claim(name, SUMMED, "left", hit.key, language) for name, language in hit.concepts if name in TOTAL
        }
        for name, figure in (("net", net), ("vat", vat)):
            found[id(figure)] = {} if rest else {name: Claim(name, SUMMED, "left", hit.key, hit.concepts[0][1])}
    return found


def _total_at(context: Context, row: Row) -> Hit | None:
    """The label of a total that the row begins with."""
    first = row.segments[0]
    return next((hit for hit in context.labels.hits[first] if not hit.start and hit.names_any(TOTAL)), None)


def _summed(context: Context, row: Row) -> tuple[Figure, Figure, Figure] | None:
    """The row's only three amounts, where the third is the sum of a net and a VAT that can be its."""
    money = [figure for figure in context.figures_in(row) if figure.money]
    if len(money) != 3:
        return None
    net, vat, gross = (abs(figure.value) for figure in money)
    if not vat or net <= ZERO or vat > net * MOST_OF_NET or abs(net + vat - gross) > CENT_OFF:
        return None
    return money[0], money[1], money[2]


def _instalments(context: Context, row: Row) -> bool:
    """Whether the rows right above take off what was invoiced before."""
    above = context.sheet.rows[max(0, row.index - 6) : row.index]
    return any(one.page == row.page and EARLIER.search(one.text) and context.figures_in(one) for one in above)
