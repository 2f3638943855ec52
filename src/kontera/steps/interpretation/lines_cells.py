"""One row of a line table as cells: each figure in its column, the words that describe the line, all else aside."""

# ruff: noqa: PLR2004 - the numbers are weights, distances and probabilities, explained where they are used

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from kontera.steps.interpretation.columns import ARTICLE_FIRST, NOT_TEXT, Column, Header, describes
from kontera.steps.interpretation.context import Context
from kontera.steps.interpretation.item import Item, agrees
from kontera.steps.interpretation.layout import Row, Segment, Token, folded
from kontera.steps.interpretation.numbers import Figure

NUMERIC: Final = frozenset(
    {"c_quantity", "c_price", "c_discount", "c_vat_amount", "c_vat_rate", "c_amount", "c_gross", "c_pos"}
)
WORTH: Final = frozenset({"c_quantity", "c_price", "c_amount", "c_gross"})
AFTER: Final = WORTH | {"c_discount", ""}  # what stands behind it
SIGNS: Final = frozenset({"%", "€", "$", "£", "=", "x", "×"})  # no words
EACH: Final = frozenset({"à", "á", "a", "@", "at", "per", "pr", "pr.", "je", "x", "×", "*", "/"})
MOST_COUNTING: Final = 5  # words
SHORT_UNIT: Final = 4  # letters; longer ones are written small
BEFORE: Final = WORTH | {"c_pos", "c_vat_rate", "c_discount", ""}  # what may stand before the description
FARTHEST: Final = 140.0  # from a column, in thousandths of the page width


def item_of(context: Context, row: Row, header: Header) -> Item | None:
    """The line that begins on the row; None when the row has no amount."""
    figures = context.figures_in(row)
    if not figures:
        return None
    item = Item(row.index, rows=[row.index], every=list(figures))
    _seat(item, [figure for figure in figures if _free(figure, header)], header)
    amount = item.figures.get("c_amount") or item.figures.get("c_gross")
    if amount is None and "" in header.roles:
        nameless = (f for at, f in reversed(item.cells) if not header.columns[at].role)
        amount = next((f for f in nameless if f.money or header.whole), None)
    if amount is None:
        return None
    bare_number = len(item.cells) < 2 or (not amount.decimals and "c_price" not in item.figures)
    if not amount.money and bare_number and not (header.whole and amount.segment is row.segments[-1]):
        return None
    _words(row, header, item)
    _article_first(item, header)
    _no_words(item)
    return item if amount.money or not bare_number or item.words else None


def _article_first(item: Item, header: Header) -> None:
    """Part the article number from a description that begins with it, where the heading says so."""
    if len(item.words) < 2 or item.article or not any(map(str.isdigit, item.words[0].text)):
        return
    if any(column.key == ARTICLE_FIRST for column in header.columns):
        item.article.append(item.words.pop(0))


def _no_words(item: Item) -> None:
    """Clear words that only say what is counted and what one costs: "15 timer à kr 690" describes nothing."""
    some = len(item.words) <= MOST_COUNTING and any(folded(token.text) for token in item.words)
    quantity = item.figures.get("c_quantity")
    counted = item.every if quantity is None else [quantity]  # "2 Kørsel | 1 stk": its number counts no "Kørsel"
    if some and counts_only(item.words, counted):
        units = {folded(figure.unit) for figure in counted if figure.unit}
        item.unit = item.unit or next((t.text for t in item.words if folded(t.text) in units), "")
        item.words.clear()


def counts_only(words: Iterable[Token], figures: Iterable[Figure]) -> bool:
    """Whether all words are numbers, the units of the figures, currencies, or say that something is each."""
    units = {figure.unit for figure in figures if figure.unit.islower() or 0 < len(figure.unit) <= SHORT_UNIT}
    known = NOT_TEXT | {folded(unit) for unit in units}
    said = (token.text for token in words if any(map(str.isalpha, token.text)) and folded(token.text) not in known)
    return len(units) <= 1 and all(text.casefold() in EACH for text in said)


def multiplied(item: Item) -> bool:
    """Whether quantity and price make the amount where the columns have them."""
    quantity, price, amount = (item.figures.get(role) for role in ("c_quantity", "c_price", "c_amount"))
    return bool(quantity and price and amount and item.words and agrees(quantity.value, price.value, amount.value))


def _free(figure: Figure, header: Header) -> bool:
    """Whether the figure is a cell of some column, not a part of the description or of what stands before it."""
    left, right = header.described
    inside = left - 15 < figure.x0 and figure.x1 < right - 30
    if not inside and figure.x1 >= left - 2:
        return True
    _, away, column = header.stand(figure)
    over = column.x0 < figure.x1 and figure.x0 < column.x1
    if inside:
        return over and column.role != "c_description"
    return column.role in BEFORE and (over or away < 20)


def _seat(item: Item, figures: Sequence[Figure], header: Header) -> None:
    """Each figure to its nearest column; of two that want the same one the nearer gets it, the other the next free."""
    wishes = [
        (away, i, j)
        for i, figure in enumerate(figures)
        for j, away in enumerate(header.stand(figure).away)
        if away <= FARTHEST
    ]
    seated: set[int] = set()
    taken: set[int] = set()
    some_money = any(figure.money for figure in figures)
    for _, i, j in sorted(wishes):
        if i in seated or j in taken:
            continue
        column, figure = header.columns[j], figures[i]
        if _barred(column, figure, some_money=some_money):
            continue
        seated.add(i)
        taken.add(j)
        if column.role in NUMERIC or not column.role:
            item.cells.append((j, figure))
    item.cells.sort(key=lambda cell: cell[0])
    named(item, header.columns)


def _barred(column: Column, figure: Figure, *, some_money: bool) -> bool:
    if figure.percent and column.role in {"c_amount", "c_gross", "c_price", "c_quantity"}:
        return True
    return column.role in {"c_amount", "c_gross"} and not figure.money and some_money


def named(item: Item, columns: Sequence[Column]) -> None:
    """Give the line's figures the roles of their columns."""
    item.figures.clear()
    for at, figure in item.cells:
        role = columns[at].role
        if not role:
            continue
        role = "c_vat_rate" if figure.percent and role == "c_vat_amount" else role
        if role == "c_amount" and role in item.figures:
            role = "c_gross"
        item.figures.setdefault(role, figure)
    net, gross = item.figures.get("c_amount"), item.figures.get("c_gross")
    if net and gross and abs(gross.value) < abs(net.value):
        item.figures["c_amount"], item.figures["c_gross"] = gross, net


def _words(row: Row, header: Header, item: Item) -> None:
    left, right = describes(header)
    used = {id(token) for _, figure in item.cells for token in figure.tokens}
    beyond = [f.x0 for at, f in item.cells if header.columns[at].role in AFTER and f.x0 > left + 20]
    first = min(beyond, default=right)
    for segment in row.segments:
        for at, token in enumerate(segment.tokens):
            if id(token) in used or (_no_word(token) and not _within(segment, at, used)):
                continue
            x0, middle = token.x0, (token.x0 + token.x1) / 2
            if left - 12 <= x0 and (
                middle < right - 2 or (token.x1 < first - 8 and middle < right + 40 and not _in_words(header, x0))
            ):
                item.words.append(token)
            else:
                _aside(header, item, token, middle)


def _no_word(token: Token) -> bool:
    return token.text in SIGNS or folded(token.text) in NOT_TEXT


def _within(segment: Segment, at: int, used: set[int]) -> bool:
    """Whether a sign or currency is a part of what the segment says ("Palleleie EUR 11 stk"), and of no figure cell."""
    beside = [segment.tokens[i] for i in (at - 1, at + 1) if 0 <= i < len(segment.tokens)]
    said = any(folded(token.text) and not _no_word(token) and id(token) not in used for token in segment.tokens[:at])
    return said and not any(id(token) in used for token in beside)


def _in_words(header: Header, x0: float) -> bool:
    """Whether a word begins in a column of article numbers or of other words."""
    return any(left - 3 <= x0 <= right for left, right in header.worded)


def _aside(header: Header, item: Item, token: Token, middle: float) -> None:
    away = [abs((left + right) / 2 - middle) for left, right in header.edges]
    column = header.columns[away.index(min(away))]
    if column.role == "c_article" and any(char.isalnum() for char in token.text):
        item.article.append(token)
    elif column.role == "c_vat_rate" and item.code is None and any(char.isalnum() for char in token.text):
        item.code = token
    elif column.role in {"c_unit", "c_quantity", ""} and token.letters and not item.unit:
        item.unit = token.text.strip(" .,/()")
