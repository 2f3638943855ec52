"""What a table's rows tell once all are known: which column the totals are made of, and where a bare row has words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from kontera.steps.interpretation.columns import NOT_TEXT
from kontera.steps.interpretation.context import Context
from kontera.steps.interpretation.item import Item
from kontera.steps.interpretation.layout import SEGMENT_GAP, Token
from kontera.steps.interpretation.numbers import Figure

FEWEST: Final = 2  # rows whose sum proves a column
LETTERS: Final = 3  # of what describes a line
KEPT: Final = ("c_pos", "c_vat_rate")


def summed(items: Sequence[Item], sums: frozenset[int]) -> Iterator[list[Item]]:
    """Where the lines make no total, the lines with their amounts from a column that does; `sums`, in hundredths.

    Work in progress is billed so: of the contract's sum, what is done and what was billed, only "this bill" is due.
    """
    amounts = [item.amount.value for item in items if item.amount is not None]
    if len(items) < FEWEST or any(item.holds for item in items):
        return
    if amounts and abs(round(100 * sum(amounts))) in sums:
        return
    for at in sorted({place for item in items for place, _ in item.cells}, reverse=True):
        column = [figure for item in items for place, figure in item.cells if place == at]
        if len(column) != len(items) or not all(figure.money for figure in column):
            continue
        if any(item.figures.get("c_vat_amount") is figure for item, figure in zip(items, column, strict=True)):
            continue
        if abs(round(100 * sum(figure.value for figure in column))) in sums:
            yield [_with(item, figure) for item, figure in zip(items, column, strict=True)]
            return


def _with(item: Item, amount: Figure) -> Item:
    """The line with this amount, and without the quantity and price that made another."""
    figures = {role: figure for role, figure in item.figures.items() if role in KEPT}
    return Item(
        item.row, {**figures, "c_amount": amount}, list(item.every), list(item.cells), list(item.words),
        list(item.article), list(item.notes), item.code, item.unit, rows=list(item.rows),
    )  # fmt: skip


def described(context: Context, items: Sequence[Item]) -> None:
    """Give a line whose description has no letters the words of its own row, wherever these stand."""
    for item in items:
        if _letters(item.words) >= LETTERS:
            continue
        row = context.sheet.rows[item.row]
        used = {id(token) for _, figure in item.cells for token in figure.tokens}
        used |= {id(token) for token in item.article}
        words = [token for segment in row.segments for token in segment.tokens if id(token) not in used]
        start = next((at for at, token in enumerate(words) if _says(token)), len(words))
        end = next((at + 1 for at in range(len(words) - 1, -1, -1) if _says(words[at])), 0)
        while 0 < end < len(words) and words[end].x0 - words[end - 1].x1 < SEGMENT_GAP * words[end].height:
            end += 1  # "Drivmedelstillägg 14,5 %" ends in no word
        if _letters(words[start:end]) >= LETTERS:
            item.words = words[start:end]


def _says(token: Token) -> bool:
    return bool(token.letters) and token.letters not in NOT_TEXT


def _letters(tokens: Sequence[Token]) -> int:
    return sum(len(token.letters) for token in tokens if _says(token))
