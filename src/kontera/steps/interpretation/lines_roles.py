"""Which column of a line table holds what, for all rows at once: by arithmetic first, then headings and values."""

# ruff: noqa: PLR2004 - the numbers are weights, distances and probabilities, explained where they are used

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import permutations
from typing import Final

from kontera.steps.interpretation.columns import Column, Header
from kontera.steps.interpretation.item import Item
from kontera.steps.interpretation.numbers import Figure
from kontera.steps.interpretation.solve import RATES

MOST_ROWS: Final = 12
MOST_COLUMNS: Final = 9
CENT: Final = 0.011
LOOKED_FOR: Final = ("c_quantity", "c_price", "c_amount")
ALSO: Final = {"c_amount": ("c_gross",), "c_gross": ("c_amount",)}
OTHERS: Final = frozenset({"c_discount", "c_vat_rate", "c_vat_amount", "c_pos", "c_article", "c_date", "c_unit"})
RATE_VALUES: Final = frozenset(float(rate) for rate in RATES)


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure as the columns see it."""

    value: float
    decimals: int
    percent: bool
    unit: bool


Cells = dict[int, Cell]


def cell_of(figure: Figure) -> Cell:
    """The figure as a cell."""
    return Cell(abs(float(figure.value)), figure.decimals, figure.percent, bool(figure.unit))


def multiplies(row: Cells, quantity: int, price: int, amount: int, rates: Sequence[float]) -> float:
    """How strongly the row says that these columns are quantity, price and amount: 1 when they multiply."""
    if not (quantity in row and price in row and amount in row) or row[quantity].percent or row[price].percent:
        return 0.0
    one, two, target = row[quantity].value, row[price].value, row[amount].value
    whole = one * two
    if not whole or not target:
        return 0.0
    if abs(whole - target) <= max(CENT, 0.0005 * target if row[price].decimals > 1 else CENT):
        return 1.0 if 1 not in {one, two} else 0.45
    others = [cell for at, cell in row.items() if at not in {quantity, price, amount} and cell.value > 0]
    return _indirectly(one, two, target, others, rates)


def _indirectly(one: float, two: float, target: float, others: Sequence[Cell], rates: Sequence[float]) -> float:
    """How strongly two factors make the amount by a discount, with VAT, or as a price per 100."""
    whole = one * two
    if any(_lessens(cell, whole, target) for cell in others):
        return 0.9
    if any(abs(whole * (1 + rate / 100) - target) <= 0.02 for rate in (*rates, *_rates_of(others))):
        return 0.7
    of_base = one in RATE_VALUES or two in RATE_VALUES or target <= 1  # a rate times its base is VAT
    return 0.6 if not of_base and any(abs(whole / size - target) <= CENT for size in (100, 1000)) else 0.0


def _lessens(cell: Cell, whole: float, target: float) -> bool:
    percent = cell.value < 100 and abs(whole * (1 - cell.value / 100) - target) <= CENT
    return percent or (not cell.percent and abs(whole - cell.value - target) <= CENT)


def _rates_of(cells: Sequence[Cell]) -> list[float]:
    return [cell.value for cell in cells if cell.value in RATE_VALUES]


def renamed(header: Header, items: Sequence[Item], rates: Sequence[Decimal]) -> Header:
    """The heading with the roles that the rows agree on, where they contradict it or it is silent.

    `rates` are the VAT rates that the document names, for amounts with VAT.
    """
    columns = header.columns
    rows = [{at: cell_of(figure) for at, figure in item.cells} for item in items[:MOST_ROWS]]
    full = [row for row in rows if len(row) >= 3]
    places = sorted({at for row in rows for at in row if columns[at].role not in {"c_description", "c_article"}})
    if not full or len(places) > MOST_COLUMNS:
        return _amount_named(header, rows, places)
    stated = _stated(columns)
    grown = tuple(float(rate) for rate in rates)
    if stated is not None and _score(full, stated, grown) >= 0.6 * len(full):
        return _completed(header, rows, stated)
    best = max(permutations(places, 3), key=lambda three: _worth(full, columns, three, grown), default=None)
    if best is None or _score(full, best, grown) < 0.4 * max(1, min(len(full), 2)):
        return _amount_named(header, rows, places)
    return _completed(header, rows, best)


def _stated(columns: Sequence[Column]) -> tuple[int, int, int] | None:
    found = {column.role: at for at, column in enumerate(columns)}
    amount = found.get("c_amount", found.get("c_gross"))
    if "c_quantity" in found and "c_price" in found and amount is not None:
        return found["c_quantity"], found["c_price"], amount
    return None


def _score(rows: Sequence[Cells], three: tuple[int, ...], rates: Sequence[float]) -> float:
    quantity, price, amount = three
    return sum(multiplies(row, quantity, price, amount, rates) for row in rows)


def _worth(rows: Sequence[Cells], columns: Sequence[Column], three: tuple[int, ...], rates: Sequence[float]) -> float:
    """The share of rows that multiply, with what headings and values say; the product commutes, so they decide."""
    quantity, price, amount = three
    worth = 4.0 * _score(rows, three, rates) / len(rows)
    for at, role in zip(three, LOOKED_FOR, strict=True):
        known = columns[at].role
        if known == role or known in ALSO.get(role, ()):
            worth += 0.8
        elif known in OTHERS:
            worth -= 1.2
        elif known:
            worth -= 0.6
    cells = [(row[quantity], row[price]) for row in rows if quantity in row and price in row]
    worth += sum(_quantity_first(one, two) for one, two in cells) / max(1, len(cells))
    worth += 0.3 * (columns[quantity].x0 < columns[price].x0) + 0.2 * (columns[price].x0 < columns[amount].x0)
    percents = sum(row[at].percent for row in rows for at in three if at in row)
    return worth - percents / len(rows)


def _quantity_first(one: Cell, two: Cell) -> float:
    """How much more two factors look like quantity and price in this order than in the other."""
    whole = (one.value == int(one.value)) - (two.value == int(two.value))
    money = (two.decimals == 2) - 0.5 * (one.decimals == 2)
    return 0.5 * whole + 0.5 * money + 0.3 * (one.decimals == 3) + 0.2 * (one.value < two.value) + 0.4 * one.unit


def _completed(header: Header, rows: Sequence[Cells], three: tuple[int, ...]) -> Header:
    """The heading with these three, and with VAT, discount and gross where figures without a name tell them."""
    columns = list(header.columns)
    kept = {columns[at].role for at in three}
    for at, column in enumerate(columns):
        if at not in three and column.role in {"c_quantity", "c_price", "c_amount"} and column.role not in kept:
            columns[at] = replace(column, role="")
    for at, role in zip(three, LOOKED_FOR, strict=True):
        if columns[at].role != role and not (role == "c_amount" and columns[at].role == "c_gross"):
            columns[at] = replace(columns[at], role=role)
    amount = three[2]
    for at, column in enumerate(columns):
        if at in three or column.role:
            continue
        columns[at] = replace(column, role=_named(rows, at, amount, {c.role for c in columns}))
    return replace(header, columns=tuple(columns))


def _named(rows: Sequence[Cells], at: int, amount: int, known: set[str]) -> str:
    """The role of a nameless column, by its values and how they go with the amounts; empty when nothing tells."""
    cells = [row[at] for row in rows if at in row]
    if not cells:
        return ""
    rates = sum(cell.value in RATE_VALUES for cell in cells) / len(cells)
    percents = sum(cell.percent for cell in cells) / len(cells)
    if percents > 0.5 or (rates == 1.0 and len(cells) > 1):
        return "c_vat_rate" if rates == 1.0 and "c_vat_rate" not in known else "c_discount"
    both = [(row[at].value, row[amount].value) for row in rows if at in row and amount in row]
    if both and all(_with_vat(one, two) for one, two in both) and "c_gross" not in known:
        return "c_gross"
    if both and all(_with_vat(one + two, two) for one, two in both) and "c_vat_amount" not in known:
        return "c_vat_amount"
    return ""


def _pairs(rows: Sequence[Cells], at: int, net: int) -> bool:
    """Whether one column is the other with VAT, or its VAT, on all rows."""
    both = [(row[at].value, row[net].value) for row in rows if at in row and net in row]
    gross = all(_with_vat(one, two) for one, two in both)
    return bool(both) and (gross or all(_with_vat(one + two, two) for one, two in both))


def _with_vat(gross: float, net: float) -> bool:
    return any(rate and abs(net * (1 + rate / 100) - gross) <= 0.02 for rate in RATE_VALUES)


def _amount_named(header: Header, rows: Sequence[Cells], places: Sequence[int]) -> Header:
    """Where no figures multiply: the nameless column farthest right that most rows fill is the amount."""
    columns = list(header.columns)
    if any(column.role in {"c_amount", "c_gross"} for column in columns):
        return header
    money = (0, 2) if header.whole else (2,)
    filled = [at for at in places if sum(at in row and row[at].decimals in money for row in rows) >= 0.6 * len(rows)]
    if filled:
        last = filled[-1]
        net = next((at for at in filled[:-1] if _pairs(rows, last, at)), last)
        columns[net] = replace(columns[net], role="c_amount")
        if net != last:
            grown = all(row[last].value > row[net].value for row in rows if last in row and net in row)
            columns[last] = replace(columns[last], role="c_gross" if grown else "c_vat_amount")
    return replace(header, columns=tuple(columns))
